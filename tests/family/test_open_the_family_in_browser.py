"""The page in Chromium: no barrier at both widths, by mouse and by keyboard, with and without scripts."""

import pytest
from playwright.sync_api import expect

from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.family.homes import DAY, address, carry_together, full, nine

pytestmark = pytest.mark.browser


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, large = full(visitor.house), nine(visitor.house)
    family.goal(family.amira, "Kursprüfung", shared=True, due_on=today() + 7 * DAY)
    family.goal(family.karim, "Fahrprüfung", shared=True, due_on=today() + 7 * DAY)
    carry_together(family, "Zusammen eine größere Wohnung finden")
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for place in (address(one, asked) for one in (family, large) for asked in ("", "?gemeinsam=1")):
            page.goto(place)
            found += flaws(page, place)
    assert found == []


@pytest.mark.parametrize("scripts", [True, False])
def test_from_the_case_to_the_common_screen_and_back(visitor: Visitor, scripts: bool) -> None:
    family = full(visitor.house)
    with visitor.as_person("alma", java_script_enabled=scripts) as page:
        page.goto(f"/faelle/{family.pk}/werkzeuge/")
        page.get_by_role("link", name="Die Familie auf einen Blick").click()
        page.get_by_role("link", name="Mit der Familie ansehen").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_have_text("Die Familie auf einen Blick")
        expect(page.get_by_role("navigation")).to_have_count(0)
        expect(page.get_by_text("Deutschkurs beenden")).to_be_visible()
        expect(page.get_by_text("Karim sucht eine Wohnung")).to_have_count(0)
        page.get_by_role("link", name="Zurück zur Akte").click()
        expect(page.get_by_text("Karim sucht eine Wohnung")).to_be_visible()
