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
from rundblick.cases.codes import Level
from rundblick.cases.models import Attainment, Confidence, Goal, Success
from rundblick.cases.services import StepContent
from rundblick.programmes.duebook import refresh
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.cases.test_list_cases import single
from tests.cases.test_record_help import HELP
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
    "cases:page": 14,
    "cases:story": 13,
    "cases:more": 28,  # one or two for each room that hangs itself in
    "cases:tools": 23,  # one for each tool
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
    with at_most(35):  # each room's rules ask once
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


def helping(family: Family) -> dict[str, Any]:
    return most(family) | HELP | {"supports": ["hands", "advice"]}


# What was done beside the talking are rows of their own.
@pytest.mark.parametrize(("form", "statements"), [(least, 10), (most, 12), (helping, 13)])
def test_saving_a_talk_takes_at_most_thirteen_statements(house: House, form: Any, statements: int) -> None:
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


def followed(house: House, *, years: int = 0) -> tuple[Family, Goal]:
    """A tree of goals with all that belongs to them; `years`: and two hundred further rows for each year."""
    family = haddad(house, opened_on=today() - (years * 365 + 60) * DAY)
    begin = today() - (years * 365 + 30) * DAY
    lead = family.goal(family.amira, "Oben", kind="lead", since=begin)
    goals = [family.goal(family.amira, f"Schritt {number}", parent=lead, since=begin) for number in range(4)]
    with acting_as(house.alma, "test"):
        services.set_goal_together(case=family.case, persons=[family.amira, family.karim], text="Zu zweit", shared=True)
        services.word_levels(goal=goals[0], words={Level.EXPECTED: "So"})
        services.note_attainment(goal=goals[0], level=1, rater="coach", author=house.alma)
        same = {"dossier_id": family.pk, "person_id": family.amira, "author": house.alma}
        for goal in goals:
            days = [begin + number * 5 * DAY for number in range(1 + years * 20)]
            Confidence.objects.bulk_create(Confidence(on=day, value=day.day % 11, goal=goal, **same) for day in days)
            Success.objects.bulk_create(Success(on=day, text="Angerufen", goal=goal, **same) for day in days)
            Attainment.objects.bulk_create(
                Attainment(on=day, level=0, rater="person", goal=goal, **same) for day in days[:: 2 if years else 1]
            )
    return family, goals[0]


@pytest.mark.parametrize("years", [0, 10])
def test_goals_take_their_statements_after_ten_years_too(house: House, years: int) -> None:
    family, goal = followed(house, years=years)
    browser = house.login("alma")
    browser.get(reverse("cases:list"))
    tree = reverse("cases:goal_tree", args=[family.pk, family.amira])
    for address, statements in (
        (tree, 11),
        (f"{tree}?unter={goal.parent_id}", 12),
        (f"{tree}?stand={today() - DAY}", 11),
        (reverse("cases:goal_course", args=[goal.pk]), 12),
        (reverse("cases:goal_blocks", args=[goal.pk, 1]), 9),
        (reverse("cases:page", args=[family.pk]), 18),
    ):
        with at_most(statements):
            assert browser.get(address).status_code == 200
    day = {"on": "heute", "version": "0"}
    for name, args, sent, statements in (
        ("goal_tree", [family.pk, family.amira], {"text": "Neu", "kind": "lead", "token": str(uuid.uuid4())}, 14),
        ("success_add", [family.pk, family.amira], {"text": "Da", "on": "heute", "token": str(uuid.uuid4())}, 14),
        ("goal_confidence", [goal.pk], {f"zuversicht-{key}": day.get(key, "7") for key in (*day, "value")}, 9),
        ("goal_move", [goal.pk], {"platz": "0", "nach": "unten"}, 9),
        ("goal_blocks", [goal.pk, 1], {"motive": "Für mich", "version": "1"}, 14),
    ):
        with at_most(statements):
            assert browser.post(reverse(f"cases:{name}", args=args), sent).status_code == 302
