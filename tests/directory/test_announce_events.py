"""What takes place: kept by those who keep the directory, read by everybody, the same hour in summer and winter."""

import datetime as dt
import itertools
from typing import Any

import pytest
import yaml
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from rundblick.calendar.rules import wall
from rundblick.directory import demo
from rundblick.directory.codes import Status
from rundblick.directory.meetings import between, starts
from rundblick.directory.models import Event, Schedule
from rundblick.web.clock import BERLIN, now, today
from rundblick.web.german import german_date
from tests.cases.families import haddad
from tests.directory.building import body, happening, offered, spot
from tests.directory.region import region
from tests.house import House
from tests.queries import at_most

__all__ = ["region"]
DAY = dt.timedelta(days=1)


def noon(*day: int) -> dt.datetime:
    return wall(dt.date(*day), dt.time(12))


def test_a_series_stays_at_its_hour_when_the_clock_is_changed() -> None:
    found = list(starts(noon(2026, 10, 20), 3))
    assert [one.strftime("%d.%m. %H:%M %z") for one in found] == [
        "20.10. 12:00 +0200",
        "27.10. 12:00 +0100",
        "03.11. 12:00 +0100",
    ]


def test_a_time_that_the_clock_skips_begins_when_it_goes_on() -> None:
    found = list(starts(wall(dt.date(2027, 3, 21), dt.time(2, 30)), 3))
    assert [one.strftime("%d.%m. %H:%M") for one in found] == ["21.03. 02:30", "28.03. 03:30", "04.04. 02:30"]


@given(
    st.datetimes(dt.datetime(2020, 1, 1), dt.datetime(2040, 1, 1)).map(lambda one: wall(one.date(), one.time())),
    st.integers(1, 104),
)
def test_a_series_has_its_weeks_and_goes_forward(first: dt.datetime, weeks: int) -> None:
    found = [one.astimezone(dt.UTC) for one in starts(first, weeks)]
    assert len(found) == weeks and found[0] == first
    steps = [later - one for one, later in itertools.pairwise(found)]
    assert all(dt.timedelta(days=6, hours=22) <= step <= dt.timedelta(days=7, hours=2) for step in steps)


def test_what_began_is_listed_until_it_is_over() -> None:
    event = Event(name="Kurs", starts_at=noon(2026, 12, 1), minutes=60, weeks=2)
    begun = noon(2026, 12, 1) + dt.timedelta(minutes=59)
    assert [one.starts_at.day for one in between([event], begun)] == [1, 8]
    assert [one.starts_at.day for one in between([event], begun + dt.timedelta(minutes=1))] == [8]
    assert between([event], begun, noon(2026, 12, 1)) == []
    assert between([event], begun)[0].series == "jeden Dienstag bis 08.12.2026"


def typed(**given: Any) -> dict[str, Any]:
    day = today() + 7 * DAY
    return {
        "name": "Stammtisch",
        "on": german_date(day),
        "at": "10:00",
        "minutes": "90",
        "weeks": "2",
        "cost": "free",
        "plain": "Wir frühstücken.",
        "signup": "ohne Anmeldung",
        **given,
    }


def test_an_event_is_added_moved_cancelled_and_takes_place_after_all(house: House, client: Client) -> None:
    row = offered(house)
    place = row.places.get().location
    alma = house.login("alma")
    url = f"/verzeichnis/stelle/{row.organization_id}/termin/"
    answer = alma.post(url, typed(service=str(row.pk), location=str(place.pk)))
    assert answer.status_code == 302, answer.content.decode()
    event = Event.objects.get()
    page = alma.get("/verzeichnis/termine/").content.decode()
    assert page.count('lang="de" dir="auto">Stammtisch') == 2, "once for each week"
    for path in (f"/verzeichnis/angebot/{row.pk}/", f"/verzeichnis/stelle/{row.organization_id}/"):
        assert "Stammtisch" in alma.get(path).content.decode(), path
    moved = typed(version="1", at="11:15", weeks="1", location=str(place.pk))
    assert alma.post(f"/verzeichnis/termin/{event.pk}/", moved).status_code == 302
    assert "11:15 bis 12:45 Uhr" in client.get("/wegweiser/termine/").content.decode()
    stale = alma.post(f"/verzeichnis/termin/{event.pk}/", moved)
    assert stale.status_code == 409, "somebody changed it meanwhile"
    answer = alma.post(f"/verzeichnis/termin/{event.pk}/absagen/", follow=True)
    assert "Findet doch statt" in answer.content.decode()
    assert "abgesagt" in client.get("/wegweiser/termine/").content.decode()
    alma.post(f"/verzeichnis/termin/{event.pk}/absagen/", {"doch": "1"})
    assert "abgesagt" not in client.get("/wegweiser/termine/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"on": "31.02.2027"}, "31.02.2027"),
        ({"on": "28.03.2027", "at": "02:30"}, "Die Uhr wird vorgestellt"),
        ({"minutes": "0"}, "Dauer"),
        ({"weeks": "500"}, "500"),
        ({"name": ""}, "Was findet statt?"),
    ],
)
def test_what_cannot_be_is_said_beside_the_field(house: House, wrong: dict[str, str], said: str) -> None:
    row = body(house)
    answer = house.login("alma").post(f"/verzeichnis/stelle/{row.pk}/termin/", typed(**wrong))
    page = answer.content.decode()
    assert answer.status_code == 422 and said in page and "ohne Anmeldung" in page
    assert not Event.objects.exists()


def test_a_place_of_somebody_else_is_none(house: House) -> None:
    row, other = body(house), spot(house, body(house, name="Andere"))
    answer = house.login("alma").post(f"/verzeichnis/stelle/{row.pk}/termin/", typed(location=str(other.pk)))
    assert answer.status_code == 422 and not Event.objects.exists()


def test_markup_in_an_event_is_text(house: House, client: Client) -> None:
    happening(house, body(house), name="<script>alert(1)</script>", plain="<img src=x onerror=alert(1)>")
    page = client.get("/wegweiser/termine/").content.decode()
    assert "<script>alert" not in page and "<img" not in page


def test_everybody_reads_what_takes_place_by_municipality_and_topic(house: House, client: Client) -> None:
    row = offered(house)
    place = row.places.get().location
    happening(house, row.organization, name="Schuldenabend", service=row, location=place)
    happening(house, row.organization, name="Ohne Ort")
    for query, seen, hidden in (
        ("", ("Schuldenabend", "Ohne Ort"), ()),
        ("?gemeinde=Ennigerloh", ("Schuldenabend",), ("Ohne Ort",)),
        ("?gruppe=money", ("Schuldenabend",), ("Ohne Ort",)),
        ("?gruppe=health", (), ("Schuldenabend", "Ohne Ort")),
        ("?gruppe=unsinn&gemeinde=", ("Schuldenabend", "Ohne Ort"), ()),
    ):
        for address in ("/wegweiser/termine/", "/wegweiser/termine/kalender.ics"):
            answer = client.get(address + query)
            text = answer.content.decode()
            assert answer.status_code == 200 and not answer.cookies
            assert all(one in text for one in seen) and not any(one in text for one in hidden), (address, query)
    assert "Schuldenabend" in client.get(f"/wegweiser/angebot/{row.pk}/").content.decode()


def test_events_of_what_is_not_public_are_not_public(house: House, client: Client) -> None:
    for status in (Status.DRAFT, Status.ENDED):
        row = offered(house, status=status, name=f"Angebot {status}")
        event = happening(house, row.organization, name="Verborgen", service=row)
        assert "Verborgen" not in client.get("/wegweiser/termine/").content.decode()
        assert "Verborgen" not in client.get("/wegweiser/termine/kalender.ics").content.decode()
        assert client.get(f"/wegweiser/termin/{event.pk}/termin.ics").status_code == 404


def test_a_calendar_file_keeps_the_hour_of_a_series(house: House, client: Client) -> None:
    first = wall(today() + DAY, dt.time(18))
    event = happening(house, body(house), name="Kurs, mit Komma; und Umlaut ä", starts_at=first, weeks=8)
    answer = client.get(f"/wegweiser/termin/{event.pk}/termin.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    calendar: Any = Calendar.from_ical(answer.content)
    (entry,) = calendar.walk("VEVENT")
    assert str(entry["summary"]) == event.name and entry["rrule"]["COUNT"] == [8]
    assert (
        entry.decoded("dtstart") == first.astimezone(BERLIN) and str(entry["dtstart"].params["TZID"]) == "Europe/Berlin"
    )
    assert calendar.walk("VTIMEZONE") and entry.decoded("duration") == dt.timedelta(minutes=120)
    house.login("alma").post(f"/verzeichnis/termin/{event.pk}/absagen/")
    assert b"STATUS:CANCELLED" in client.get(f"/wegweiser/termin/{event.pk}/termin.ics").content


def test_the_demo_announces_its_events_none_on_a_closed_sunday(region: House, client: Client) -> None:
    sheet = yaml.safe_load((demo.SHEETS / "events.yaml").read_text("utf-8"))["events"]
    assert Event.objects.count() == len(sheet)
    for event in Event.objects.all():
        sunday = event.starts_at.astimezone(BERLIN).weekday() == 6
        assert not sunday or Schedule.objects.filter(service=event.service, days__contains=[6]).exists(), event.name
    client.get("/wegweiser/termine/")
    with at_most(4):
        page = client.get("/wegweiser/termine/").content.decode()
    assert "Sprachcafé" in page and "Präsenztag" in page
    assert len(between(Event.objects.select_related("organization"), now(), now() + dt.timedelta(weeks=4))) > len(sheet)


def test_the_calendar_shows_what_takes_place_on_the_day(house: House) -> None:
    happening(house, body(house), name="Elternfrühstück")
    happening(house, body(house, name="Andere Stelle"), name="Abgesagtes", cancelled_at=now())
    on = today() + 3 * DAY
    browser = house.login("alma")
    shown = browser.get(f"/termine/tag/?tag={on.isoformat()}")
    assert shown.status_code == 200
    page = shown.content.decode()
    assert "Elternfrühstück" in page and "Abgesagtes" not in page
    assert "Elternfrühstück" not in browser.get(f"/termine/tag/?tag={(on + DAY).isoformat()}").content.decode()


def test_a_week_with_appointments_shows_them_by_day(house: House) -> None:
    family = haddad(house)
    happening(house, body(house), name="Elternfrühstück")
    on = today() + 3 * DAY
    family.appointment(starts_at=wall(on, dt.time(9)))
    year, week, _ = on.isocalendar()
    page = house.login("alma").get(f"/termine/?woche={year}-W{week:02}").content.decode()
    assert page.count("Elternfrühstück") == 1 and "In der Region" in page
