"""Goals belong to one member; reaching one is told, sharing follows the wish."""

import datetime as dt
import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import TimelineEntry
from rundblick.cases.models import Goal
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)


def values(family: Family, **changed: str) -> dict[str, str]:
    given = {
        "person": str(family.amira),
        "text": "Wieder als Köchin arbeiten",
        "kind": "action",
        "since": today().strftime("%d.%m.%Y"),
        "token": str(uuid.uuid4()),
    }
    return given | changed


def test_a_goal_is_set_once_for_one_member(house: House) -> None:
    family = haddad(house)
    browser, sent = house.login("alma"), values(family)
    for _ in range(2):
        assert browser.post(reverse("cases:goal_create", args=[family.pk]), sent).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        goal = Goal.objects.get()
        assert (goal.person_id, goal.text, goal.status, goal.shared) == (
            family.amira,
            "Wieder als Köchin arbeiten",
            "open",
            False,
        )


def test_reaching_a_goal_is_told_and_can_be_corrected(house: House) -> None:
    family = haddad(house)
    goal = family.goal(family.amira, since=today() - 10 * DAY)
    browser, address = house.login("alma"), reverse("cases:goal", args=[goal.pk])
    sent = {"text": goal.text, "kind": "action", "since": (today() - 10 * DAY).strftime("%d.%m.%Y")}
    browser.post(address, sent | {"status": "reached", "ended_on": "gestern", "version": "1"})
    with acting_as(house.alma, "test", read_only=True):
        assert Goal.objects.get().reached_on == today() - DAY
        assert TimelineEntry.objects.get(kind="goal_reached").subject_id == family.amira
    browser.post(address, sent | {"status": "dropped", "version": "2"})
    with acting_as(house.alma, "test", read_only=True):
        goal = Goal.objects.get()
        assert (goal.reached_on, goal.ended_on) == (None, today())
        assert not TimelineEntry.objects.filter(kind="goal_reached").exists()


def test_a_goal_is_not_reached_before_it_was_set(house: House) -> None:
    family = haddad(house)
    goal = family.goal(family.amira)
    sent = {"text": goal.text, "kind": "action", "since": today().strftime("%d.%m.%Y"), "status": "reached"}
    answer = house.login("alma").post(
        reverse("cases:goal", args=[goal.pk]), sent | {"ended_on": "1.1.2020", "version": "1"}
    )
    assert answer.status_code == 422
    assert "vor dem Beginn" in answer.content.decode()


def test_two_who_change_a_goal_see_both_versions(house: House) -> None:
    family = haddad(house)
    goal = family.goal(family.amira)
    browser, address = house.login("alma"), reverse("cases:goal", args=[goal.pk])
    sent = {"text": "Erste Fassung", "kind": "area", "since": today().strftime("%d.%m.%Y"), "status": "open"}
    browser.post(address, sent | {"version": "1"})
    answer = browser.post(address, sent | {"text": "Zweite Fassung", "version": "1"})
    assert answer.status_code == 409
    assert "Erste Fassung" in answer.content.decode()
    assert "Zweite Fassung" in answer.content.decode()


def test_a_shared_goal_says_so_and_can_be_closed_again(house: House) -> None:
    family = haddad(house)
    goal = family.goal(family.amira)
    browser, address = house.login("alma"), reverse("cases:goal_share", args=[goal.pk])
    browser.post(address, {"shared": "1"})
    assert "für die Familie sichtbar" in browser.get(reverse("cases:page", args=[family.pk])).content.decode()
    browser.post(address, {"shared": "0"})
    with acting_as(house.alma, "test", read_only=True):
        assert not Goal.objects.get().shared
