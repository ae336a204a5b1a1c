"""What the room tells the others: due items, the copy, merging, erasing, members apart, the demo."""

from pathlib import Path

import pytest
import yaml

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.access.hooks_demo import Cast
from rundblick.access.models.dossiers import Basis
from rundblick.cases.codes import ClosingReason
from rundblick.cases.models import Case
from rundblick.cases.services.file import close
from rundblick.catalogue.scenario.joining import demo as scenario
from rundblick.people.models import Person
from rundblick.rhythm import demo, due
from rundblick.rhythm.models import Pace, Why
from rundblick.steering.begun import place_of
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.rhythm.paces import DAY, address, ago, agreed, since


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house, opened_on=ago(300))


def due_of(family: Family) -> dict[str, object]:
    with acting_as(family.house.alma, "test"):
        return {item["rule"]: item["due_on"] for item in due.items([family.pk], today())}


def test_the_next_contact_is_due_after_the_last_one_and_the_review_on_its_day(family: Family) -> None:
    pace = agreed(family, family.amira, words="Geheim")
    since(pace, ago(20))
    assert due_of(family) == {due.REVIEW: pace.review_on, due.CONTACT: today() + 8 * DAY}
    family.note(family.karim)
    assert due_of(family)[due.CONTACT] == today() + 8 * DAY
    family.note(family.amira, happened_on=ago(3))
    assert due_of(family)[due.CONTACT] == today() + 25 * DAY
    with acting_as(family.house.alma, "test"):
        items = due.items([family.pk], today())
    assert all("Geheim" not in item["label"] + item["explanation"] for item in items)
    assert {item["topic_code"] for item in items} == {"notes"} and {item["person_id"] for item in items} == {
        family.amira
    }


def test_while_it_rests_only_the_review_is_due_and_in_a_closed_case_nothing(family: Family) -> None:
    agreed(family, family.amira, rests_until=today() + 9 * DAY)
    assert set(due_of(family)) == {due.REVIEW}
    with acting_as(family.house.alma, "test"):
        close(case=Case.objects.get(pk=family.pk), closed_on=today(), closing_reason=ClosingReason.GOALS_REACHED)
    assert due_of(family) == {}


def test_export_merge_and_erase_know_what_was_agreed(family: Family) -> None:
    since(agreed(family, family.amira, words="Für Amira"), ago(9))
    agreed(family, family.karim, why="other", words="Nur Karims Sache", every_days=7)
    with acting_as(family.house.alma, "test"):
        (told,) = dict(export.items())["rhythm"](family.pk, family.amira)
        assert told["rows"][0][2:5] == ("alle 4 Wochen", "die Person wünscht es so", "Für Amira")
        assert all(len(row) == len(told["columns"]) for row in told["rows"])
        assert dict(export.items())["rhythm"](family.pk, family.sami) == []
        assert dict(merge.items())["rhythm"](family.amira, family.karim) == 1
        standing = Pace.objects.get(valid_until__isnull=True)
        assert (standing.person_id, standing.every_days, Pace.objects.count()) == (family.amira, 7, 2)
    with as_worker("test.erase"):
        assert dict(erase.items())["rhythm"](family.pk) == 2


def test_members_stay_apart_on_page_part_and_behind_the_doors(family: Family) -> None:
    agreed(family, family.amira, why="other", words="Nur Amiras Sache")
    family.note(family.amira, happened_on=ago(11))
    browser = family.house.login("alma")
    for where in (address(family), f"/faelle/{family.pk}/weiteres/"):
        page = browser.get(where, {"mitglied": str(family.karim)}).content.decode()
        assert "Nur Amiras Sache" not in page and "alle 4" not in page and f"{ago(11):%d.%m.%Y}" not in page
    assert "Nur Amiras Sache" in browser.get(address(family), {"mitglied": str(family.amira)}).content.decode()
    family.let_in(family.house.cem, family.karim, basis=Basis.ASSIGNMENT, topics=("master", "notes"))
    with acting_as(family.house.cem, "test"):
        assert not Pace.objects.exists()
    page = family.house.login("cem").get(address(family)).content.decode()
    assert "Karim Haddad" in page and "Amira" not in page


def test_an_unfinished_text_has_a_name_and_an_address(family: Family) -> None:
    name, url = place_of(f"rhythm.agree:{family.pk}:{family.amira}", family.pk)
    assert (name, url) == ("Eigener Rhythmus", address(family, "agree", family.amira))


def test_the_demo_tells_what_can_be(family: Family) -> None:
    told = scenario(today())
    persons = {one.key for one in told.persons}
    for record in yaml.safe_load(Path(demo.__file__).with_name("demo.yaml").read_text("utf-8")):
        assert f"{record['household']}-{record['person']}" in persons, record
        assert record["why"] in Why.values and 0 < record["review"] <= 89, record
        assert ("every_days" in record) != ("rests" in record), record
    with acting_as(family.house.alma, "test"):
        cast = Cast(cases={"now-01": family.case}, persons={"now-01-a1": Person.objects.get(pk=family.amira)})
    demo._agree(
        {"household": "now-01", "person": "a1", "rests": 9, "why": "wish", "review": 9}, cast, family.house.alma
    )
    with acting_as(family.house.alma, "test"):
        assert Pace.objects.get().rests_until == today() + 9 * DAY
