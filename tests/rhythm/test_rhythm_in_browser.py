"""Contacts in Chromium: from the start page to an agreed rhythm, by keyboard, without barriers at both widths."""

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.codes import Setting
from rundblick.programmes.duebook import refresh
from rundblick.rhythm.models import Pace
from rundblick.web.clock import now, today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.cases.test_list_cases import single
from tests.rhythm.paces import DAY, address, ago, agreed, since, takes_part, weekly

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> Family:
    """Amira in a programme with talks and calls, Karim with a rhythm of his own; Olga was never spoken with."""
    family = haddad(visitor.house, opened_on=ago(200))
    takes_part(family, weekly(), on=ago(120))
    for days in (112, 100, 99, 84, 70, 63, 49, 35, 30, 9):
        family.note(family.amira, happened_on=ago(days))
    for days in (77, 42, 2):
        family.note(family.amira, happened_on=ago(days), setting=Setting.PHONE)
    family.appointment(family.amira, starts_at=now() + 8 * DAY)
    since(agreed(family, family.karim, every_days=14, why="other", words="Bis der Kurs beginnt"), ago(60))
    family.note(family.karim, happened_on=ago(50))
    agreed(family, family.sami, rests_until=today() + 20 * DAY, why="wish")
    single(visitor.house, "Olga|Marx", "1")
    with as_worker("test"):
        refresh([family.pk])
    return family


def test_a_coach_finds_whom_to_call_and_agrees_on_another_rhythm(visitor: Visitor) -> None:
    family = full(visitor)
    with visitor.as_person("alma") as page:
        page.goto("/")
        page.get_by_role("link", name="Wen ich länger nicht gesprochen habe").press("Enter")
        expect(page.locator(".rhythm-list li").first).to_contain_text("Olga Marx")
        page.get_by_role("link", name="Karim Haddad", exact=True).press("Enter")
        page.get_by_role("link", name="Rhythmus ändern").press("Enter")
        page.get_by_label("Alle wie viele?").fill("3")
        page.get_by_label("neue Ergebnisse sind zu besprechen").check()
        page.get_by_role("button", name="Speichern").press("Enter")
        expect(page.get_by_text("alle 3 Wochen").first).to_be_visible()
        page.goto(f"/faelle/{family.pk}/")
        expect(page.get_by_text("Rhythmus: alle 3 Wochen")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        assert Pace.objects.get(person_id=family.karim, valid_until__isnull=True).every_days == 21


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = full(visitor)
    addresses = {
        "case": f"/faelle/{family.pk}/",
        "contacts": address(family),
        "one": f"{address(family)}?mitglied={family.karim}",
        "agree": address(family, "agree", family.amira),
        "list": "/faelle/kontakte/",
    }
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, name)
    assert found == []
