"""Taking back writes a further row; nothing is erased."""

import datetime as dt

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar.errors import Refused
from rundblick.journeys import queries, trail
from rundblick.journeys.models import Cell
from rundblick.journeys.services import Entry
from rundblick.web.clock import today
from tests.house import House
from tests.journeys.family import Family, kaya

MAY, JUNE, JULY = dt.date(2021, 5, 3), dt.date(2021, 6, 1), dt.date(2021, 7, 5)


@pytest.fixture
def family(house: House) -> Family:
    return kaya(house)


def now_held(family: Family, step: str = "interested") -> Cell | None:
    cells = trail.by_place(family.cells()).get((family.deniz, "tutoring", step), [])
    return trail.valid(cells, today())


def test_the_former_answer_holds_again_with_its_own_day(family: Family) -> None:
    family.say("interested", "no", on=MAY, reasons=["parents_see_no_need"])
    *_, wrong = family.say("interested", "yes", on=JUNE)
    family.undo(wrong)
    held = now_held(family)
    assert held is not None and (held.answer, held.answered_on) == ("no", MAY)
    assert len(family.cells()) == 3


def test_going_back_twice_goes_back_two_savings(family: Family) -> None:
    *_, first = family.say("entitled")
    *_, second = family.say("offered")
    family.undo(second)
    family.undo(first)
    assert trail.given(family.cells()) == []


def test_several_answers_of_one_saving_are_taken_back_together(family: Family) -> None:
    entries = [
        Entry(person_id=family.deniz, track="tutoring", step=step, answer="yes", on=MAY)
        for step in ("entitled", "offered", "known")
    ]
    *_, last = family.write(*entries)
    family.undo(last)
    assert trail.given(family.cells()) == []


def test_a_corrected_day_comes_back_as_it_was(family: Family) -> None:
    """The correction took the answer of July back; taking the correction back lets it count again."""
    family.say("interested", "no", on=JULY)
    *_, correction = family.say("interested", "yes", on=MAY)
    family.undo(correction)
    held = now_held(family)
    assert held is not None and (held.answer, held.answered_on) == ("no", JULY)


def test_the_database_and_the_rules_agree_on_what_counts(family: Family) -> None:
    family.say("interested", "no", on=JULY)
    *_, correction = family.say("interested", "yes", on=MAY)
    family.undo(correction)
    family.say("offered", "yes")
    with acting_as(family.house.alma, "test"):
        counted = set(queries.given(Cell.objects.all()).values_list("pk", flat=True))
    assert counted == {cell.pk for cell in trail.given(family.cells())}


def test_twice_is_harmless_and_a_newer_entry_is_not_touched(family: Family) -> None:
    *_, first = family.say("entitled")
    family.undo(first)
    family.undo(first)
    assert len(family.cells()) == 2
    *_, second = family.say("offered")
    family.say("known")
    with pytest.raises(Refused, match="neueren Eintrag"):
        family.undo(second)


def test_the_button_takes_back_and_says_so(family: Family) -> None:
    client = family.house.login("alma")
    *_, last = family.say("entitled")
    page = client.get(family.url).content.decode()
    assert "Zuletzt: Deniz Kaya, Lernförderung, Anspruch: ja" in page
    address = reverse("journeys:undo", args=[family.sheet.pk])
    answer = client.post(address, {"last": str(last.pk)}, follow=True)
    assert "zurückgenommen" in answer.content.decode()
    assert now_held(family, "entitled") is None


def test_the_history_of_a_place_shows_what_was_taken_back(family: Family) -> None:
    *_, last = family.say("entitled")
    family.undo(last)
    page = family.house.login("alma").get(family.field("entitled")).content.decode()
    assert "zurückgenommen von Alma" in page


def test_nonsense_is_not_there(family: Family) -> None:
    address = reverse("journeys:undo", args=[family.sheet.pk])
    client = family.house.login("alma")
    assert client.post(address, {"last": "letzter"}).status_code == 404
    assert client.get(address).status_code == 405
