"""Seeking contact in Chromium: two taps, quiet, back, without barriers at both widths."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser import Visitor, violations
from tests.cases.families import haddad
from tests.outreach.seeking import address, ago, tries
from tests.programmes.homes import published
from tests.programmes.living import living, workshop

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("RUNDBLICK_SHOTS", "")


def test_two_taps_then_quiet_then_back_without_a_barrier(visitor: Visitor) -> None:
    family = haddad(visitor.house, opened_on=ago(300))
    living(visitor.house, family.household, "Karim", programme=published(workshop()))
    tries(family, 6)
    tries(family, 2, "letter", person=family.karim)
    found: list[str] = []
    with visitor.as_person("alma", bypass_csp=True) as page:

        def look(name: str) -> None:
            for width in (1280, 390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                if SHOTS and width != 320:
                    page.screenshot(path=Path(SHOTS) / f"outreach-{name}-{width}.png", full_page=True)
                assert page.evaluate("document.documentElement.scrollWidth") <= width, name
                if width != 390:
                    found.extend(f"{name}: {one}" for one in violations(page))
            page.set_viewport_size({"width": 1280, "height": 900})

        page.goto(f"/faelle/{family.pk}/werkzeuge/?mitglied={family.amira}")
        page.get_by_role("link", name="Kontakt suchen").click()
        look("one")
        page.locator("label", has_text="Karte von Hand").click()  # first tap
        page.get_by_role("button", name="Nachricht hinterlassen").click()  # second tap
        expect(page.get_by_text("Karte von Hand: Nachricht hinterlassen").last).to_be_visible()
        page.get_by_role("button", name="Möchte keine weiteren Versuche").click()
        expect(page.get_by_text("bis sie sich selbst meldet")).to_be_visible()
        look("quiet")
        page.get_by_role("button", name="Wieder da").click()
        expect(page.get_by_role("link", name="Termin vereinbaren")).to_be_visible()
        look("back")
        page.goto(address(family, person=family.karim))
        expect(page.get_by_text("zählt dort mit")).to_be_visible()
        look("programme")
        page.goto(address(family, person=family.karim) + "?gemeinsam=1")
        expect(page.get_by_text("Versuch notieren")).to_have_count(0)
        look("together")
    assert found == []
