"""What the room tells the others: due items, the tool row, the copy, merging, erasing, the demo."""

from pathlib import Path

import pytest
import yaml

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.steering.begun import FORMS
from rundblick.waiting import demo, due, services
from rundblick.waiting.kinds import kind_of, kinds
from rundblick.waiting.models import Wait
from rundblick.waiting.rules import word_problems
from rundblick.waiting.views import acts
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.waiting.lists import DAY, ago, asked, helped, waits


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def test_asking_is_due_on_its_day_until_the_wait_is_over(family: Family) -> None:
    waits(family, family.amira, nudge_on=ago(3))
    never = waits(family, family.karim, since=5)
    over = waits(family, None, kind="home")
    with acting_as(family.house.alma, "test"):
        Wait.objects.filter(pk=never.pk).update(nudge_on=None)
        services.end(wait=over, on=today(), outcome="came")
        (item,) = due.askings_due([family.pk], today())
    assert (item["person_id"], item["due_on"], item["topic_code"]) == (family.amira, ago(3), "situation")
    assert "Kita" not in item["label"] + item["explanation"]
    page = family.house.login("alma").get(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}").content.decode()
    assert "1 offen, am längsten seit" in page


def test_export_merge_and_erase_know_the_waits(family: Family) -> None:
    wait = waits(family, family.amira, whom="Jugendamt")
    asked(wait, family.house.alma, "Im Mai")
    helped(wait, family.house.alma)
    waits(family, family.karim, what="Karims Platz")
    waits(family, None, kind="home", what="Vier Zimmer", since=20)
    with acting_as(family.house.alma, "test"):
        told = dict(export.items())["waiting"](family.pk, family.amira)
        assert [section["title"] for section in told] == ["Worauf gewartet wird", "Nachgefragt", "Was bis dahin hilft"]
        assert [row[0] for row in told[0]["rows"]] == ["Kita-Platz: Platz am Vormittag", "Wohnung: Vier Zimmer"]
        assert (told[1]["rows"][0][2], told[2]["rows"][0][1]) == ("Im Mai", "Die Oma kommt dienstags")
        assert all(len(row) == len(section["columns"]) for section in told for row in section["rows"])
        assert dict(merge.items())["waiting"](family.karim, family.amira) == 3
        assert Wait.objects.filter(person_id=family.karim).count() == 2
        assert not TimelineEntry.objects.filter(kind=services.BEGAN, subject_id=family.amira).exists()
    with as_worker("test.erase"):
        assert dict(erase.items())["waiting"](family.pk) == 5


def test_an_unfinished_text_has_a_name_and_an_address() -> None:
    keys = (acts.BEGIN_KEY, acts.CHANGE_KEY, acts.ASK_KEY, acts.BRIDGE_KEY, acts.END_KEY)
    assert {key.partition(":")[0] for key in keys} <= set(FORMS)


def test_the_demo_is_written_as_people_would(family: Family) -> None:
    cast = Cast(cases={"now-01": family.case}, persons={})
    record = {
        "household": "now-01",
        "kind": "home",
        "since": 50,
        "what": "Vier Zimmer",
        "expected": 30,
        "asked": {20: "Bald"},
        "helps": ["Die Nachbarin"],
    }
    with acting_as(family.house.alma, "test"):
        demo._load(record, cast, family.house.alma)
        wait = Wait.objects.get()
        assert wait.expected is not None and wait.expected.monthly and wait.expected.last > today() + DAY
        assert (wait.askings.count(), wait.bridges.count(), wait.shared) == (1, 1, True)


def test_the_sheet_of_the_demo_tells_waits_that_can_be() -> None:
    told = scenario(today())
    households, persons = {one.key for one in told.households}, {one.key for one in told.persons}
    for record in yaml.safe_load(Path(demo.__file__).with_name("demo.yaml").read_text("utf-8")):
        kind = kind_of(record["kind"])
        assert record["household"] in households, record
        assert "person" not in record or f"{record['household']}-{record['person']}" in persons, record
        said = {"said": record.get("asked"), "text": record.get("helps")}
        assert kind in kinds() and word_problems(kind, {"what": ""} | record | said) == {}, record
        assert record["since"] >= max([record.get("ended", 0), 3, *record.get("asked", {})]), record
