"""Absences without a reason, and who takes the appointments over."""

import datetime as dt
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.access.models import Cover
from rundblick.calendar import services
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Absence, Appointment
from rundblick.calendar.rules import wall
from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House


def german(days: int) -> str:
    return f"{today() + dt.timedelta(days=days):%d.%m.%Y}"


def away(house: House, first: int, last: int) -> Any:
    data = {"first_day": german(first), "last_day": german(last)}
    return house.login("alma").post(reverse("calendar:away"), data, follow=True)


def covered(house: House, first: int, last: int) -> Cover:
    with acting_as(house.dana, "test"):
        day = today()
        return access.cover(
            absent=house.alma,
            deputy=house.hanna,
            first_day=day + dt.timedelta(days=first),
            last_day=day + dt.timedelta(days=last),
        )


def noon(days: int) -> dt.datetime:
    return wall(today() + dt.timedelta(days=days), dt.time(12))


def test_an_absence_is_days_and_nothing_else() -> None:
    names = {field.name for field in Absence._meta.concrete_fields}
    assert names == {"id", "coach", "valid_from", "valid_until"}


def test_the_days_are_kept_with_both_ends_and_twice_is_once(house: House) -> None:
    for _ in range(2):
        away(house, 3, 5)
    row = Absence.objects.get()
    assert row.valid_until == row.valid_from + dt.timedelta(days=3)
    page = house.login("alma").get(reverse("calendar:away")).content.decode()
    assert "Noch keine Vertretung" in page
    house.login("alma").post(reverse("calendar:absence_end", args=[row.pk]))
    assert not Absence.objects.exists()


@pytest.mark.parametrize(("first", "last", "words"), [(5, 3, "vor dem ersten"), (-1, 3, "frühestens")])
def test_what_cannot_be_is_said(house: House, first: int, last: int, words: str) -> None:
    answer = away(house, first, last)
    assert answer.status_code == 422
    assert words in answer.content.decode() or "ab dem" in answer.content.decode()
    assert not Absence.objects.exists()


def test_an_absence_is_ones_own(house: House) -> None:
    away(house, 3, 5)
    address = reverse("calendar:absence", args=[Absence.objects.get().pk])
    assert house.login("bert").get(address).status_code == 404
    assert house.login("dana").get(address).status_code == 404


def test_appointments_in_the_absence_can_be_moved_or_taken_over(house: House) -> None:
    family = haddad(house)
    inside, outside = family.appointment(family.amira, starts_at=noon(4)), family.appointment(starts_at=noon(6))
    page = away(house, 3, 5)
    move, take = (reverse(f"calendar:{name}", args=[inside.pk]) for name in ("move", "take_over"))
    text = page.content.decode()
    assert move in text and take not in text, "nobody covers yet"
    assert str(outside.pk) not in text
    refused = house.login("alma").post(take, follow=True).content.decode()
    assert "keine Vertretung eingerichtet" in refused
    covered(house, 3, 5)
    text = house.login("alma").get(reverse("calendar:absence", args=[Absence.objects.get().pk])).content.decode()
    assert take in text and "Hanna vertritt Sie" in text
    for _ in range(2):
        house.login("alma").post(take)
    with acting_as(house.alma, "test", read_only=True):
        row = Appointment.objects.get(pk=inside.pk)
        assert (row.coach_id, row.version) == (house.hanna.pk, 2)


def test_the_deputy_sees_the_appointment_exactly_during_the_cover(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, starts_at=noon(4))
    cover = covered(house, 0, 5)
    with acting_as(house.alma, "test"):
        services.take_over(appointment=row, deputy=house.hanna)
    page = reverse("calendar:appointment", args=[row.pk])
    assert house.login("hanna").get(page).status_code == 200
    with acting_as(house.dana, "test"):
        access.end_cover(cover)
    assert house.login("hanna").get(page).status_code == 404


def test_outside_of_the_cover_nobody_takes_over(house: House) -> None:
    family = haddad(house)
    covered(house, 3, 5)
    row = family.appointment(family.amira, starts_at=noon(6))
    with pytest.raises(Refused), acting_as(house.alma, "test"):
        services.take_over(appointment=row, deputy=house.hanna)


def test_a_cover_counts_as_absence_when_free_times_are_offered(house: House) -> None:
    from rundblick.calendar import queries

    covered(house, 0, 20)
    with acting_as(house.alma, "test", read_only=True):
        found = queries.offers(
            house.alma.pk, minutes=60, setting="office", not_before=wall(today(), dt.time(0)), state=None
        )
    assert found and min(found) >= wall(today() + dt.timedelta(days=21), dt.time(0))
