"""The week in Chromium: no barrier at both widths, by mouse, by keyboard, without scripts."""

import re

import pytest
from playwright.sync_api import expect

from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.week.weeks import DAY, address, block, care, fallback, need, span

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> Family:
    """Something of everything."""
    family = haddad(visitor.house, opened_on=today() - 90 * DAY)
    one = family.goal(family.amira, "Wieder als Köchin arbeiten", shared=True)
    other = family.goal(family.karim, "Staplerschein machen", shared=True)
    block(family, family.amira, "6:00-14:00", "Bäckerei am Markt", way_before=30, way_after=30)
    block(family, family.karim, "22:00-6:00", "Nachtschicht", weeks="odd", way_before=20)
    block(family, family.amira, "14:00-17:00", "Küche", weekdays=[1], stage="planned", goal_id=one.pk)
    block(family, family.karim, "15:00-18:00", "Fahrschule", weekdays=[1], stage="planned", goal_id=other.pk)
    care(family, family.sami, "8:00-13:00", "Schule", provider="school")
    need(family, family.sami)
    fallback(family, "Oma", details="nachmittags ab 14 Uhr")
    fallback(family, "Nachbarin von oben")
    fallback(family, "Chefin", family.amira, kind="employer", details="Darf bis 9 Uhr kommen", shared=True)
    span(family, family.sami, state_since=today() - 120 * DAY, label="OGS", hours=20)
    return family


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = full(visitor)
    row = block(family, family.amira, "18:00-19:00", "Chor")
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for place in (
            address("page", family),
            address("page", family) + "?gemeinsam=1",
            address("block_add", family) + f"?art=care&fuer={family.sami}",
            address("block", family, row.thread),
            address("need", family, family.sami),
            address("place_add", family),
            address("emergency", family),
            address("emergency", family) + "?gemeinsam=1",
        ):
            page.goto(place)
            found += flaws(page, place)
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_from_an_empty_week_to_a_gap_and_its_task(visitor: Visitor, scripts: bool) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", java_script_enabled=scripts) as page:
        page.goto(address("page", family))
        page.get_by_role("link", name="Zeit eintragen", exact=True).click()
        page.get_by_label("Für wen?").select_option(label="Amira Haddad")
        page.get_by_label("Arbeit", exact=True).check()
        for day in ("Montag", "Dienstag"):
            page.get_by_label(day).check()
        page.get_by_label(re.compile("^Von")).fill("6")
        page.get_by_label(re.compile("^Bis")).fill("14")
        page.get_by_label("Für die Familie sichtbar").check()
        page.get_by_role("button", name="Speichern").click()
        page.get_by_role("link", name="Braucht jemanden? Sami Haddad").click()
        page.get_by_label("Braucht jemanden").check()
        page.get_by_label("Amira Haddad").check()
        page.get_by_role("button", name="Speichern").click()
        page.get_by_role("button", name="Aufgabe: Betreuung klären für Sami").click()
        expect(page.get_by_text("steht jetzt auf Ihrer Liste")).to_be_visible()


def test_with_the_keyboard_alone_the_emergency_plan_is_ordered(visitor: Visitor) -> None:
    family = full(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address("emergency", family))
        page.get_by_role("button", name=re.compile("nach oben.*Nachbarin")).focus()
        page.keyboard.press("Enter")
        expect(page.locator(".week-backup__who").first).to_have_text("Nachbarin von oben")
        page.get_by_role("button", name="Als besprochen notieren").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("Zuletzt besprochen am")).to_be_visible()
