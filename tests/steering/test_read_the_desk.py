"""What waits for a coach, read in one statement from all sources."""

import datetime as dt

import pytest

from rundblick.access import drafts, services
from rundblick.access.context import acting_as
from rundblick.cases.models import Case
from rundblick.steering.queries import work
from rundblick.web.clock import today
from tests.house import House
from tests.queries import at_most
from tests.steering import desk


@pytest.fixture
def case(house: House) -> Case:
    return desk.file(house)


def words(house: House, name: str) -> list[tuple[str, int]]:
    """What waits for this person, with the distance in days."""
    with acting_as(house.people[name], "test", read_only=True) as context:
        found = work.desk(context, today=today()).waiting
    return sorted((item.text, (item.due_on - today()).days) for item in found)


def test_tasks_and_computed_items_stand_side_by_side(house: House, case: Case) -> None:
    desk.task(case, house.alma, "Antrag nachfragen", -2)
    desk.due(case, house.alma, "Nächster Kontakt", 3)
    assert words(house, "alma") == [("Antrag nachfragen", -2), ("Nächster Kontakt", 3)]


def test_what_is_due_later_than_in_a_week_stays_out_of_sight(house: House, case: Case) -> None:
    desk.task(case, house.alma, "Zeugnis besprechen", 8)
    desk.due(case, house.alma, "Bericht", 8)
    desk.task(case, house.alma, "Irgendwann", None)
    assert words(house, "alma") == []


def test_what_has_lost_its_sense_or_is_done_is_gone(house: House, case: Case) -> None:
    desk.due(case, house.alma, "Vorbereitung", -3, last_useful_day=today() - dt.timedelta(days=1))
    desk.task(case, house.alma, "Erledigt", -1, done_on=today())
    assert words(house, "alma") == []


def test_a_step_of_the_person_herself_is_not_the_coachs_task(house: House, case: Case) -> None:
    desk.task(case, house.alma, "Kita ansehen", 1, assignee=None, responsible="person")
    assert words(house, "alma") == []


def test_team_mates_do_not_see_each_others_lists(house: House, case: Case) -> None:
    desk.task(case, house.alma, "Antrag nachfragen", 0)
    desk.due(case, house.alma, "Nächster Kontakt", 0)
    assert words(house, "bert") == words(house, "dana") == words(house, "hanna") == []


def test_who_stands_in_sees_what_waits_for_the_absent_colleague(house: House, case: Case) -> None:
    desk.task(case, house.alma, "Antrag nachfragen", 0)
    desk.due(case, house.alma, "Nächster Kontakt", 0)
    with acting_as(house.alma, "test"):
        services.cover(absent=house.alma, deputy=house.bert, first_day=today(), last_day=today())
    assert [text for text, _ in words(house, "bert")] == ["Antrag nachfragen", "Nächster Kontakt"]


def test_a_begun_text_is_listed_without_its_words(house: House, case: Case) -> None:
    with acting_as(house.alma, "test"):
        drafts.save(user_id=house.alma.pk, form_key="cases.note", fields={"text": ["geheim"]}, dossier_id=case.pk)
    with acting_as(house.alma, "test", read_only=True) as context:
        begun = work.desk(context, today=today()).unfinished
    assert [(one.form_key, one.dossier_id) for one in begun] == [("cases.note", case.pk)]
    with acting_as(house.bert, "test", read_only=True) as context:
        assert work.desk(context, today=today()).unfinished == []


def test_the_desk_takes_two_statements_whatever_lies_on_it(house: House, case: Case) -> None:
    other = desk.file(house)
    for owner in (case, other):
        for days in range(-3, 3):
            desk.task(owner, house.alma, f"Aufgabe {days}", days)
            desk.due(owner, house.alma, f"Fällig {days}", days)
    with acting_as(house.alma, "test", read_only=True) as context, at_most(2):
        assert len(work.desk(context, today=today()).waiting) == 24


def test_the_case_touched_last_comes_first(house: House, case: Case) -> None:
    other = desk.file(house)
    desk.note(other, house.alma, "Neu", 1)
    desk.note(case, house.alma, "Alt", 9)
    desk.appointment(case, house.alma, desk.at(9, days=3))
    with acting_as(house.alma, "test", read_only=True) as context, at_most(1):
        found = work.cases(context, most=8)
    assert [row.pk for row in found] == [other.pk, case.pk]
    assert [row.last_contact for row in found] == [today() - dt.timedelta(days=1), today() - dt.timedelta(days=9)]
    assert [row.next_at for row in found] == [None, desk.at(9, days=3)]
    assert {row.basis for row in found} == {"responsible"}


def test_a_teams_door_does_not_make_a_case_ones_own(house: House, case: Case) -> None:
    with acting_as(house.bert, "test", read_only=True) as context:
        assert work.cases(context, most=8) == []


def test_appointments_of_the_day_without_cancelled_ones(house: House, case: Case) -> None:
    kept = desk.appointment(case, house.alma, desk.at(9))
    desk.appointment(case, house.alma, desk.at(11), status="cancelled")
    desk.appointment(case, house.alma, desk.at(9, days=1))
    with acting_as(house.alma, "test", read_only=True) as context:
        found = work.appointments(context, start=desk.at(0), end=desk.at(0, days=1))
    assert [row.pk for row in found] == [kept.pk]
