"""A coach's working hours and ways, and the free times offered from them."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar import queries, services
from rundblick.calendar.models import WorkingWeek
from rundblick.calendar.rules import wall
from rundblick.calendar.slots import USUAL
from rundblick.web.clock import in_berlin
from tests.calendar.test_arrange import typed
from tests.cases.families import haddad
from tests.house import House

GIVEN = {"from_2": "9", "until_2": "12:30", "lunch_from": "", "lunch_until": "", "before_phone": "10", "version": "0"}


def post(house: House, **values: str) -> Any:
    return house.login("alma").post(reverse("calendar:hours"), GIVEN | values)


def test_hours_replace_the_usual_ones(house: House) -> None:
    assert "üblichen Zeiten" in house.login("alma").get(reverse("calendar:hours")).content.decode()
    assert post(house).status_code == 302
    with acting_as(house.alma, "test", read_only=True):
        hours = queries.hours_of(house.alma.pk)
        assert dict(hours.week) == {2: (dt.time(9), dt.time(12, 30))}
        assert hours.lunch is None and dict(hours.buffers) == {"phone": (10, 0)}
        assert queries.hours_of(house.bert.pk) == USUAL


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"until_2": ""}, "beide Zeiten"),
        ({"until_2": "8:00"}, "Ende liegt vor dem Beginn"),
        ({"lunch_until": "12:00"}, "beide Zeiten"),
        ({"from_3": "25:00"}, "SS:MM"),
        ({"after_phone": "121"}, "kleiner oder gleich 120"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(house: House, values: dict[str, str], words: str) -> None:
    answer = post(house, **values)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not WorkingWeek.objects.exists()


def test_two_tabs_show_both_versions(house: House) -> None:
    post(house)
    answer = post(house, until_2="14:00")
    page = answer.content.decode()
    assert answer.status_code == 409 and "14:00" in page and "12:30" in page
    assert post(house, until_2="14:00", version="1").status_code == 302


def test_three_free_times_are_offered_and_one_tap_fills_them_in(house: House) -> None:
    family = haddad(house)
    address = reverse("calendar:arrange", args=[family.pk])
    browser = house.login("alma")
    assert len(browser.get(address).context["offers"]) == 3
    asked = typed(family, day="2.2.2027", minutes="90", place="Rathaus", time="") | {"frei": ""}
    page = browser.post(address, asked)
    assert page.status_code == 200 and not page.context["form"].errors
    first = page.context["offers"][0]
    assert f"{in_berlin(first):%d.%m. %H:%M}" == "02.02. 08:00"
    filled = browser.post(address, asked | {"frei": page.context["offers"][1].isoformat()}).context["form"]
    assert [filled[name].value() for name in ("day", "time", "place", "minutes")] == [
        "02.02.2027",
        "12:30",
        "Rathaus",
        "90",
    ]
    assert browser.post(address, asked | {"frei": "bald"}).status_code == 200


def test_offers_keep_clear_of_appointments_of_closed_cases_holidays_and_days_off(house: House) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        services.set_hours(
            coach=house.alma, version=0, hours={"5": ["08:00", "12:00"]}, lunch=None, buffers={"office": [0, 30]}
        )
    family.appointment(family.amira, starts_at=wall(dt.date(2027, 1, 8), dt.time(8)))
    with acting_as(house.bert, "test", read_only=True):
        found = queries.offers(
            house.alma.pk,
            minutes=60,
            setting="office",
            not_before=wall(dt.date(2026, 12, 25), dt.time(0)),
            state=None,
        )
    assert [f"{in_berlin(one):%d.%m. %H:%M}" for one in found] == ["08.01. 09:30", "15.01. 08:00", "22.01. 08:00"]
