"""Public pages of all languages in Chromium: without barriers, mirrored where the writing is, and in a frame."""

import pytest
from playwright.sync_api import Browser, Page, expect

from rundblick.directory.tongues.book import CODES
from tests.browser import NARROW, Visitor, flaws
from tests.directory.region import named, region
from tests.house import House

__all__ = ["region"]
pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(chromium: Browser, live: str, region: House) -> Visitor:
    """Nobody in particular, with the region around it."""
    return Visitor(chromium, live, region)


def test_no_page_has_a_barrier_in_any_language(visitor: Visitor) -> None:
    row = named("kompass/beratung")
    with visitor.as_person() as page:
        found = [flaw for code in CODES for flaw in read(page, code, f"angebot/{row.pk}/")]
        assert found == []
        assert page.context.cookies() == []


def read(page: Page, code: str, offer: str) -> list[str]:
    """What is wrong with the pages of this language."""
    found = []
    for name, address in (
        ("topics", ""),
        ("results", "?thema=german_course"),
        ("offer", offer),
        ("events", "termine/"),
    ):
        page.goto(f"/wegweiser/{code}/{address}")
        found += flaws(page, f"{name}-{code}")
    return found


def test_arabic_is_mirrored_and_numbers_are_not(visitor: Visitor) -> None:
    row = named("kompass/beratung")
    with visitor.as_person() as page:
        page.set_viewport_size(NARROW)
        page.goto(f"/wegweiser/ar/angebot/{row.pk}/")
        heading = page.get_by_role("heading", level=2).first
        box = heading.bounding_box()
        assert box is not None and box["x"] + box["width"] > NARROW["width"] / 2
        assert heading.evaluate("one => getComputedStyle(one).direction") == "rtl"
        phone = page.locator("a[href^='tel:']").first
        assert phone.evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_somebody_changes_the_language_and_keeps_what_they_typed(visitor: Visitor) -> None:
    with visitor.as_person() as page:
        page.goto("/wegweiser/ar/")
        page.get_by_role("searchbox").fill("ديون")
        page.keyboard.press("Enter")
        expect(page.get_by_text("Schuldner- und Insolvenzberatung").first).to_be_visible()
        assert flaws(page, "typed-ar") == []
        page.get_by_role("button", name="English").press("Enter")
        expect(page.get_by_role("searchbox")).to_have_value("ديون")
        expect(page.get_by_text("Schuldner- und Insolvenzberatung").first).to_be_visible()
        assert page.url.endswith("/wegweiser/en/suche/")


def test_a_frame_and_the_page_that_hands_it_out(visitor: Visitor) -> None:
    with visitor.as_person() as page:
        page.goto("/wegweiser/tr/einbetten/?thema=debts&nur=liste")
        assert flaws(page, "embedded-list") == []
        page.goto("/wegweiser/einbetten/")
        assert flaws(page, "embedded") == []
        page.goto("/wegweiser/daten/")
        assert flaws(page, "open-data") == []
    with visitor.as_person("nora") as page:
        page.goto("/verzeichnis/einbetten/")
        assert flaws(page, "snippets") == []


def test_the_map_that_moves_keeps_its_words_on_a_telephone(visitor: Visitor) -> None:
    with visitor.as_person() as page:
        page.set_viewport_size(NARROW)
        page.goto("/wegweiser/en/?thema=german_course")
        page.get_by_role("button", name="Open the map you can move").press("Enter")
        pin = page.locator(".directory-pin").first
        for _ in range(4):
            pin.press("Enter")
            if page.locator(".leaflet-popup").count():
                break
        popup = page.locator(".leaflet-popup").first
        page.wait_for_timeout(400)
        box, frame = popup.bounding_box(), page.locator(".directory-frame").bounding_box()
        assert box and frame and box["x"] >= frame["x"] and box["x"] + box["width"] <= frame["x"] + frame["width"] + 1
