"""How many SQL statements a page takes, all in: session, user, doors, log. One more is a decision, not an accident.

The numbers are those of a case full of everything; they must not grow with the number of rows.
"""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.cases import services
from rundblick.cases.services import StepContent
from rundblick.programmes.duebook import refresh
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.cases.test_list_cases import single
from tests.cases.test_write_a_note import typed
from tests.house import House
from tests.queries import at_most

DAY = dt.timedelta(days=1)


def full(house: House) -> Family:
    family = haddad(house, opened_on=today() - 90 * DAY)
    for number in range(4):
        for person in (family.amira, family.karim):
            family.note(
                person,
                happened_on=today() - number * DAY,
                own_concern=f"Anliegen {number}",
                steps=[StepContent(text="Schritt", due_on=today())],
            )
            family.goal(person, f"Ziel {number}")
            family.appointment(person, starts_at=now() + (number + 1) * DAY, purpose="Zeugnis")
    family.note()
    task, goal = family.task(), family.goal(family.amira)
    with acting_as(house.alma, "test"):
        services.complete(task=task)
        services.change_goal(goal=goal, version=1, text=goal.text, kind=goal.kind, status="reached", since=goal.since)
    return family


PAGES = {
    "cases:page": 13,
    "cases:story": 13,
    "cases:more": 21,  # one or two for each room that hangs itself in
    "cases:note_create": 8,
    "cases:case_tasks": 9,
    "cases:print_choice": 7,
}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_the_case_takes_its_statements(house: House, name: str) -> None:
    family = full(house)
    with as_worker("test"):
        refresh([family.pk])
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(PAGES[name]):
        assert browser.get(reverse(name, args=[family.pk])).status_code == 200


def test_until_the_worker_has_answered_the_page_computes_what_is_due(house: House) -> None:
    family = full(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(18):  # each room's rules ask once
        assert browser.get(reverse("cases:page", args=[family.pk])).status_code == 200


def test_the_list_takes_ten_statements_whatever_its_length(house: House) -> None:
    full(house)
    for number in range(6):
        other = single(house, f"Person{number}|Test", str(number))
        other.note(other.amira)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(9):
        browser.get(reverse("cases:list") + "?nach=kontakt")
    browser.post(reverse("cases:search"), {"q": "Test"})
    last = single(house, "Zora|Test", "99")
    with at_most(10):
        page = browser.get(reverse("cases:list") + f"?wer=team&hinter={last.pk}")
    assert page.status_code == 200


def test_my_tasks_take_eight_statements(house: House) -> None:
    full(house)
    other = single(house, "Olga|Marx", "1")
    other.task("noch eine")
    browser = house.login("alma")
    browser.get(reverse("cases:tasks"))
    with at_most(8):
        browser.get(reverse("cases:tasks"))


def least(family: Family) -> dict[str, Any]:
    return typed(family)


def most(family: Family) -> dict[str, Any]:
    day = (today() + 5 * DAY).strftime("%d.%m.%Y")
    return typed(
        family,
        minutes="45",
        own_concern="Wieder kochen.",
        summary="Lang.",
        agreements="Wir rufen an.",
        **{
            "schritt-TOTAL_FORMS": "3",
            "schritt-0-text": "Erster",
            "schritt-1-text": "Zweiter",
            "schritt-2-text": "Dritter",
            "termin-day": day,
            "termin-time": "10:00",
            "termin-setting": "phone",
        },
    )


@pytest.mark.parametrize(("form", "statements"), [(least, 10), (most, 12)])
def test_saving_a_talk_takes_at_most_twelve_statements(house: House, form: Any, statements: int) -> None:
    family = haddad(house)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    values = form(family)
    with at_most(statements):
        assert browser.post(reverse("cases:note_create", args=[family.pk]), values).status_code == 302


def test_ticking_and_correcting_take_at_most_twelve_statements(house: House) -> None:
    family = haddad(house)
    task, (note,) = family.task(), family.note(family.amira)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    with at_most(9):
        assert browser.post(reverse("cases:task_done", args=[task.pk])).status_code == 302
    values = {
        "happened_on": "heute",
        "setting": "phone",
        "sentence": "Neu.",
        "why": "Versehen",
        "version": "1",
        "token": str(uuid.uuid4()),
    }
    with at_most(12):
        assert browser.post(reverse("cases:note_correct", args=[note.pk]), values).status_code == 302
