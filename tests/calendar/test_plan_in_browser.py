"""The calendar in Chromium: by mouse, by keyboard, and with no barrier at both widths."""

import datetime as dt
import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access import services as access
from rundblick.access.context import acting_as
from rundblick.calendar import services
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import wall
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad

pytestmark = pytest.mark.browser

DAY = dt.date(2027, 2, 3)


def full(visitor: Visitor) -> tuple[Family, list[tuple[str, str]]]:
    """Something of everything, and who opens which page."""
    house = visitor.house
    family = haddad(house)
    with acting_as(house.frank, "test"):
        room = services.add_place(organisation_id=house.jobcenter.pk, name="Raum 2", address="2. Stock, rechts")
    row = family.appointment(family.amira, starts_at=wall(DAY, dt.time(9)), room=room, purpose="Zeugnis")
    family.appointment(
        family.karim, starts_at=wall(DAY, dt.time(9, 30)), place="Donaudampfschifffahrtsgesellschaft" * 2
    )
    family.appointment(family.karim, starts_at=wall(today(), dt.time(23)))
    with acting_as(house.alma, "test"):
        services.cancel(appointment=row)
        services.wish_earlier(dossier_id=family.pk, person_id=family.karim, coach=house.alma)
        absence = services.be_away(coach=house.alma, first_day=today(), last_day=today())
        services.write_handover(dossier_id=family.pk, text="Bitte vormittags anrufen.", author=house.alma, version=0)
    with acting_as(house.dana, "test"):
        cover = access.cover(absent=house.alma, deputy=house.hanna, first_day=today(), last_day=today())

    def at(name: str, *args: Any, query: str = "") -> str:
        return reverse(name, args=args) + query

    pages = [
        at("calendar:week", query="?woche=2027-W05"),
        at("calendar:day", query=f"?tag={DAY}"),
        at("calendar:list", query="?ab=1.1.2027"),
        at("calendar:folder", query="?woche=2027-W05"),
        at("calendar:hours"),
        at("calendar:away"),
        at("calendar:absence", absence.pk),
        at("calendar:wishes"),
        at("calendar:wish", family.pk),
        at("calendar:arrange", family.pk),
        at("calendar:series", family.pk),
        at("calendar:appointment", row.pk),
        at("steering:handover", cover.pk),
        at("steering:handover_note", cover.pk, family.pk),
    ]
    places = [at("calendar:places"), at("calendar:place", room.pk)]
    return family, [("alma", page) for page in pages] + [("frank", page) for page in places]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    _family, pages = full(visitor)
    found = []
    for name in ("alma", "frank"):
        with visitor.as_person(name, bypass_csp=True) as page:
            for address in (address for who, address in pages if who == name):
                page.goto(address)
                found += flaws(page)
    assert found == []


def test_a_free_time_is_taken_with_the_mouse(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("calendar:arrange", args=[family.pk]))
        page.get_by_label(re.compile("Amira")).check()
        page.get_by_label("Rahmen").select_option("phone")
        page.get_by_role("group", name="Nächste freie Zeiten").get_by_role("button").first.click()
        expect(page.get_by_label("Uhrzeit")).to_have_value(re.compile(r"\d\d:\d\d"))
        expect(page.get_by_label(re.compile("Amira"))).to_be_checked()
        page.get_by_role("button", name="Termin speichern").click()
        expect(page.get_by_text("Der Termin ist vereinbart.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Appointment.objects.get().setting == "phone"


def test_a_series_is_arranged_with_the_keyboard(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("calendar:series", args=[family.pk]))
        page.get_by_label(re.compile("Karim")).press("Space")
        page.get_by_label(re.compile("^Datum")).fill("11.12.2026")
        page.get_by_label("Uhrzeit").fill("10")
        page.get_by_label("Rahmen").select_option("office")
        page.get_by_label("oder Anzahl der Termine").fill("3")
        page.keyboard.press("Enter")
        expect(page.get_by_role("checkbox", name=re.compile("25.12.*1. Weihnachtstag"))).not_to_be_checked()
        page.get_by_role("checkbox", name=re.compile("18.12.")).press("Space")
        page.get_by_role("button", name="Gewählte Tage speichern").press("Enter")
        expect(page.get_by_text(re.compile("2.Termine sind vereinbart"))).to_be_visible()


def test_days_and_weeks_are_turned_with_keys(visitor: Visitor) -> None:
    with visitor.as_person("alma") as page:
        page.goto(reverse("calendar:day") + "?tag=2027-02-03")
        for key, day in (("n", "2027-02-04"), ("v", "2027-02-03"), ("d", f"{today()}")):
            page.keyboard.press("g")
            page.keyboard.press(key)
            page.wait_for_url(re.compile(f"tag={day}"))
        page.get_by_role("link", name="Woche", exact=True).press("Enter")
        expect(page.get_by_role("link", name="Nächste Woche")).to_be_visible()
