"""Getting there and the map in Chromium: by keyboard, without barriers at both widths, for staff and for everybody."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Visitor, flaws
from tests.directory.region import named, region
from tests.house import House

__all__ = ["region"]
pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(chromium: Browser, live: str, region: House) -> Visitor:
    """The cast of the house, with the region and its buses around it."""
    return Visitor(chromium, live, region)


def test_a_coach_finds_what_one_bus_reaches_and_when_it_leaves(visitor: Visitor) -> None:
    with visitor.as_person("alma") as page:
        page.goto("/verzeichnis/?thema=debts")
        page.get_by_text("Genauer suchen").click()
        page.get_by_label("In der Nähe von").select_option(label="Mühlenviertel, Ennigerloh")
        page.get_by_role("button", name="Anwenden").press("Enter")
        page.get_by_label("mit Bus ohne Umsteigen").check()
        page.get_by_role("button", name="Anwenden").press("Enter")
        expect(page.get_by_role("link", name="mit Bus ohne Umsteigen")).to_be_visible()
        expect(page.get_by_role("heading", name="Auf der Karte")).to_be_visible()
        assert flaws(page, "reach-results") == []
        page.locator(".directory-line__name").first.press("Enter")
        expect(page.get_by_role("heading", name="Ohne Umsteigen von Mühlenviertel")).to_be_visible()
        assert flaws(page, "reach-service") == []


def test_everybody_chooses_where_to_set_out(visitor: Visitor) -> None:
    row = named("kompass/beratung")
    with visitor.as_person("") as page:
        page.goto(f"/wegweiser/angebot/{row.pk}/")
        expect(page.get_by_role("heading", name="Nächste Abfahrten hier")).to_be_visible()
        assert flaws(page, "reach-public") == []
        page.get_by_label("Von wo fahren Sie los?").select_option(label="Ostfeld, Ennigerloh")
        page.get_by_role("button", name="Linien zeigen").press("Enter")
        expect(page.get_by_text("Nächste Abfahrten:").first).to_be_visible()
        assert flaws(page, "reach-public-ways") == []
        assert page.context.cookies() == []


def test_the_map_that_moves_is_loaded_when_somebody_opens_it(visitor: Visitor, live: str) -> None:
    with visitor.as_person("") as page:
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        page.goto("/wegweiser/?thema=debts")
        expect(page.get_by_role("button", name="Bewegliche Karte öffnen")).to_be_visible()
        assert not [url for url in asked if "leaflet" in url]
        page.get_by_role("button", name="Bewegliche Karte öffnen").press("Enter")
        pins = page.locator(".directory-pin")
        expect(pins.first).to_be_visible()
        shown = pins.count()
        for _ in range(6):
            if page.locator(".leaflet-popup").count():
                break
            page.locator(".directory-pin").first.press("Enter")
        expect(page.locator(".leaflet-popup a").first).to_be_visible()
        assert shown > 1 and all(url.startswith((live, "data:")) for url in asked)
        assert flaws(page, "map-public") == []
