"""How many statements the pages of the calendar take, with much in them."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.models import Appointment, Place
from rundblick.calendar.rules import wall
from tests.calendar.test_arrange import typed
from tests.cases.families import Family, haddad
from tests.house import House, empty_tables
from tests.queries import at_most

MONDAY = dt.date(2027, 2, 1)


@pytest.fixture(scope="module")
def full() -> Iterator[Family]:
    """A week with sixty appointments in rooms, and twenty who would like to come earlier."""
    house = House.build()
    family = haddad(house)
    with acting_as(house.frank, "test"):
        rooms = [services.add_place(organisation_id=house.jobcenter.pk, name=f"Raum {n}") for n in range(3)]
    with acting_as(house.alma, "test"):
        for number in range(60):
            start = wall(MONDAY + dt.timedelta(days=number % 5), dt.time(8 + number // 5 % 12, number % 60))
            services.arrange(
                dossier_id=family.pk,
                persons=[family.amira] if number % 7 else [],
                coach=house.alma,
                starts_at=start,
                ends_at=start + dt.timedelta(minutes=1),
                setting="office",
                room=rooms[number % 3] if number % 2 else None,
            )
        for person in (family.amira, family.karim):
            services.wish_earlier(dossier_id=family.pk, person_id=person, coach=house.alma)
    yield family
    empty_tables()


@pytest.mark.parametrize(
    ("name", "query", "limit"),
    [
        ("week", "?woche=2027-W05", 10),
        ("week", "?woche=2027-W05&wer=team", 10),
        ("day", f"?tag={MONDAY}", 12),
        ("list", "?ab=1.1.2027", 10),
        ("folder", "?woche=2027-W05", 9),
        ("wishes", "", 8),
        ("away", "", 8),
    ],
)
def test_a_full_calendar_takes_few_statements(full: Family, name: str, query: str, limit: int) -> None:
    browser = full.house.login("alma")
    address = reverse(f"calendar:{name}") + query
    browser.get(address)
    with at_most(limit):
        assert browser.get(address).status_code == 200


def test_the_form_with_free_times_and_rooms_takes_few_statements(full: Family) -> None:
    browser = full.house.login("alma")
    for name in ("arrange", "series"):
        address = reverse(f"calendar:{name}", args=[full.pk])
        browser.get(address)
        with at_most(15):
            assert browser.get(address).status_code == 200


def test_the_page_of_a_called_off_appointment_takes_few_statements(full: Family) -> None:
    with acting_as(full.house.alma, "test"):
        row = Appointment.objects.filter(person_id=full.amira, room__isnull=False).order_by("starts_at").first()
        assert row
        services.cancel(appointment=row)
    browser = full.house.login("alma")
    address = reverse("calendar:appointment", args=[row.pk])
    browser.get(address)
    with at_most(15):
        assert "Karim Haddad" in browser.get(address).content.decode()


def test_saving_takes_few_statements(full: Family) -> None:
    room = Place.objects.get(name="Raum 0")
    browser = full.house.login("alma")
    data = typed(full, room=str(room.pk))
    browser.get(reverse("calendar:week"))
    with at_most(18):
        assert browser.post(reverse("calendar:arrange", args=[full.pk]), data).status_code == 302


def test_moving_a_series_takes_one_statement_per_row(full: Family) -> None:
    first = MONDAY + dt.timedelta(weeks=30)
    spans = [
        (wall(first + dt.timedelta(weeks=n), dt.time(9)), wall(first + dt.timedelta(weeks=n), dt.time(10)))
        for n in range(10)
    ]
    given: dict[str, Any] = {
        "setting": "office",
        "persons": [full.amira],
        "coach": full.house.alma,
        "dossier_id": full.pk,
    }
    start = spans[0][0] + dt.timedelta(hours=2)
    there: dict[str, Any] = {"starts_at": start, "ends_at": start + dt.timedelta(hours=1), "setting": "office"}
    with acting_as(full.house.alma, "test"):
        rows = services.arrange_series(spans=spans, token=uuid.uuid4(), **given)
        with at_most(len(rows) + 5):
            services.move(appointment=rows[0], version=1, following=True, **there)
