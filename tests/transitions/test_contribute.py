"""What the room tells the others: due items, tools, the case page, copy, merging, erasing, begun texts, demo."""

from types import SimpleNamespace

import pytest
import yaml
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.steering.begun import FORMS
from rundblick.transitions import demo, due
from rundblick.transitions.chains import catalogue, chain_of
from rundblick.transitions.models import Transition
from rundblick.transitions.services import BEGAN
from rundblick.transitions.views import acts
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.transitions.ways import CAME, DAY, WARM, address, ago, change, did


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def items(family: Family) -> dict[str, tuple[object, object]]:
    with acting_as(family.house.alma, "test"):
        return {item["kind"]: (item["due_on"], item["topic_code"]) for item in due.presses_due([family.pk], today())}


def test_what_presses_is_due_and_says_nothing_about_the_change(family: Family) -> None:
    row = change(family, kind="release", ahead=20, since=100, receiver="", office="")
    assert items(family) == {
        "step": (today() + (20 - 90) * DAY, "notes"),
        "receiver": (today() + (20 - 56) * DAY, "notes"),
        "arrival": (today() + 22 * DAY, "notes"),
    }
    with acting_as(family.house.alma, "test"):
        told = due.presses_due([family.pk], today())
    assert {item["person_id"] for item in told} == {family.amira}
    assert all("Haft" not in item["label"] + item["explanation"] for item in told)
    assert len({item["key"] for item in told}) == 3 and str(row.pk) in told[0]["key"]


def test_the_arrival_is_asked_for_until_it_is_confirmed(family: Family) -> None:
    row = change(family, kind="move", ahead=-30)
    for step in ("notice", "claim", "helps"):
        did(family, row, step, 25)
    did(family, row, "handover", 24, **WARM)
    assert items(family) == {"arrival": (ago(16), "notes")}
    did(family, row, "arrival", 3, outcome="undecided")
    assert items(family) == {"arrival": (ago(-4), "notes")}
    did(family, row, "arrival", 0, **CAME)
    assert items(family) == {}


def test_the_case_shows_changes_neutrally_and_the_tool_says_how_many(family: Family) -> None:
    change(family, kind="discharge", receiver="Frau Berger")
    browser = family.house.login("alma")
    more = reverse("cases:more", args=[family.pk])
    shown = browser.get(more).content.decode()
    assert "Rückkehr in den Alltag" in shown and "Klinik" not in shown
    assert "ist benannt" in shown and "Frau Berger" not in shown
    own = browser.get(more, {"mitglied": str(family.amira)}).content.decode()
    assert "Klinik" in own and "Frau Berger" in own
    assert "Frau Berger" not in browser.get("/faelle/uebergaenge/").content.decode()
    assert "Berger" not in browser.get(more, {"mitglied": str(family.karim)}).content.decode()
    tools = browser.get(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}").content.decode()
    assert "1\xa0Wechsel steht an" in tools


def test_export_merge_and_erase_know_the_changes(family: Family) -> None:
    row = change(family, reach="Durchwahl 12")
    did(family, row, "money", 2, said="Der Kinderzuschlag reicht")
    did(family, row, "handover", 1, **WARM)
    change(family, family.karim, receiver="Karims Stelle")
    with acting_as(family.house.alma, "test"):
        told = dict(export.items())["transitions"](family.pk, family.amira)
        assert [section["title"] for section in told] == ["Übergänge", "Schritte bei Übergängen"]
        assert all(len(cells) == len(section["columns"]) for section in told for cells in section["rows"])
        for words in ("Frau Berger", "Durchwahl 12", "Der Kinderzuschlag reicht", "zu dritt an einem Ort"):
            assert words in str(told)
        assert "Karims Stelle" not in str(told)
        assert dict(merge.items())["transitions"](family.karim, family.amira) == 3
        assert Transition.objects.filter(person_id=family.karim).count() == 2
        assert not TimelineEntry.objects.filter(kind=BEGAN, subject_id=family.amira).exists()
    with as_worker("test.erase"):
        assert dict(erase.items())["transitions"](family.pk) == 4


def test_an_unfinished_text_has_a_name_and_an_address() -> None:
    keys = (acts.BEGIN_KEY, acts.CHANGE_KEY, acts.NOTE_KEY, acts.END_KEY)
    assert {key.partition(":")[0] for key in keys} <= set(FORMS)


def test_another_members_page_says_nothing(family: Family) -> None:
    change(family)
    page = family.house.login("alma").get(address(family, "page", family.karim)).content.decode()
    assert "Frau Berger" not in page and "Hier steht gerade kein Wechsel an" in page


def test_the_sheet_of_the_demo_tells_changes_that_can_be(house: House) -> None:
    family = haddad(house, opened_on=ago(300))
    told = scenario(today())
    households, persons = {one.key for one in told.households}, {one.key for one in told.persons}
    records = yaml.safe_load(demo.SHEET.read_text("utf-8"))
    assert {record["kind"] for record in records} <= {chain.code for chain in catalogue().chains}
    for record in records:
        key = f"{record['household']}-{record['person']}"
        assert record["household"] in households and key in persons, record
        assert not chain_of(record["kind"]).sensitive or not any("said" in more for _d, _c, more in record["steps"])
        cast = Cast(
            cases={record["household"]: family.case},
            persons={key: SimpleNamespace(pk=family.amira)},
            organisations={},
            users={},
        )
        with acting_as(house.alma, "test"):
            assert demo.tell(record, cast, house.alma).kind == record["kind"]
