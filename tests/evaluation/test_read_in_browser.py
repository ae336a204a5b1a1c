"""Reports about changes in Chromium: without barriers, not cut off, and to be walked through by keyboard."""

import pytest
from playwright.sync_api import expect

from tests.browser import Visitor, flaws
from tests.evaluation.pro_aktiv import crowd, reported

pytestmark = pytest.mark.browser


def test_no_report_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    full, few = reported(visitor.house, crowd(3)), reported(visitor.house, crowd()[:9])
    found = []
    with visitor.as_person("nora", bypass_csp=True) as page:
        for name, report in (("report-change", full), ("report-of-few", few)):
            page.goto(f"/berichte/{report}/")
            found += flaws(page, name)
    assert found == []


def test_from_the_contents_to_a_change_and_on_to_its_figure_by_keyboard(visitor: Visitor) -> None:
    report = reported(visitor.house, crowd(3))
    with visitor.as_person("nora") as page:
        page.goto(f"/berichte/{report}/")
        page.get_by_role("navigation", name="Inhalt").get_by_role("link", name="Körperliche Gesundheit").first.press(
            "Enter"
        )
        part = page.locator("#koerper")
        expect(part).to_be_in_viewport()
        expect(part).to_contain_text("haben sich verbessert")
        expect(part).to_contain_text("Von den anderen")
        part.locator(".ev-figures > summary").first.press("Enter")
        part.get_by_role("link", name="Verbessert").first.press("Enter")
        expect(page.get_by_role("heading", level=1)).to_contain_text("Körperliche Gesundheit")
        expect(page.get_by_text("nicht aufbewahrt")).to_be_visible()
