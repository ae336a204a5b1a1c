"""Seeking contact in Chromium: two taps, quiet, back, without barriers at both widths."""

import pytest
from playwright.sync_api import expect

from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.outreach.seeking import address, ago, tries
from tests.programmes.homes import published
from tests.programmes.living import living, workshop

pytestmark = pytest.mark.browser


def test_two_taps_then_quiet_then_back_without_a_barrier(visitor: Visitor) -> None:
    family = haddad(visitor.house, opened_on=ago(300))
    living(visitor.house, family.household, "Karim", programme=published(workshop()))
    tries(family, 6)
    tries(family, 2, "letter", person=family.karim)
    found: list[str] = []
    with visitor.as_person("alma", bypass_csp=True) as page:

        def look(name: str) -> None:
            found.extend(flaws(page, f"outreach {name}"))

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
        family.note(family.amira)
        page.goto(f"/faelle/kontakt-suchen/{family.pk}/")
        look("settings of the case")
        page.goto("/faelle/kontakt-suchen/meine-gespraeche/")
        look("own settings")
    assert found == []
