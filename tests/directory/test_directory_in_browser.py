"""The directory in Chromium: by keyboard, without barriers at both widths, for staff and for everybody."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Visitor, flaws
from tests.directory.building import noticed
from tests.directory.region import named, region
from tests.house import House

__all__ = ["region"]
pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(chromium: Browser, live: str, region: House) -> Visitor:
    """The cast of the house, with the region around it."""
    return Visitor(chromium, live, region)


def test_a_coach_finds_compares_and_prints_by_keyboard(visitor: Visitor) -> None:
    with visitor.as_person("alma") as page:
        page.goto("/")
        page.keyboard.press("g")
        page.keyboard.press("g")
        expect(page.get_by_role("heading", name="Wer hilft hier?")).to_be_visible()
        assert flaws(page, "start") == []
        page.get_by_label("Worum geht es?").fill("Gerichtsvollzieher war da")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="zu „Gerichtsvollzieher war da“")).to_be_visible()
        assert "Gericht" not in page.url
        assert flaws(page, "results") == []
        ticks = page.get_by_role("checkbox", name="auswählen")
        ticks.nth(0).check()
        ticks.nth(1).check()
        page.get_by_role("button", name="Ausgewählte vergleichen").press("Enter")
        expect(page.locator(".directory-column")).to_have_count(2)
        assert flaws(page, "compare") == []


def test_one_offer_with_all_that_is_known(visitor: Visitor) -> None:
    row = named("kompass/beratung")
    noticed(visitor.house, row, visitor.house.alma)
    with visitor.as_person("alma") as page:
        page.goto(f"/verzeichnis/angebot/{row.pk}/")
        expect(page.get_by_text("Ruft am selben Tag zurück")).to_be_visible()
        assert flaws(page, "service") == []
        page.goto(f"/verzeichnis/stelle/{row.organization_id}/")
        assert flaws(page, "organization") == []
        page.goto("/verzeichnis/nachfragen/")
        assert flaws(page, "unconfirmed") == []


def test_a_new_offer_is_listed_found_and_confirmed(visitor: Visitor) -> None:
    with visitor.as_person("nora") as page:
        page.goto("/verzeichnis/")
        page.get_by_role("link", name="Neue Stelle").press("Enter")
        page.get_by_label("Name der Stelle").fill("Nähwerkstatt Fadenlauf")
        page.get_by_role("button", name="Anlegen").press("Enter")
        page.get_by_role("link", name="Neuer Ort").press("Enter")
        page.get_by_label("Straße und Hausnummer").fill("Lindenstraße 9")
        page.get_by_label("Ort (Pflichtfeld)", exact=True).fill("Ennigerloh")
        page.get_by_role("button", name="Speichern").press("Enter")
        page.get_by_role("link", name="Neues Angebot").press("Enter")
        page.get_by_label("Name des Angebots").fill("Offenes Nähen")
        page.get_by_label("Worum geht es vor allem?").select_option("clothing")
        assert flaws(page, "form") == []
        page.get_by_role("button", name="Als Entwurf anlegen").press("Enter")
        expect(page.get_by_text("Das sehen nur Sie")).to_be_visible()
        page.get_by_role("button", name="Ins Verzeichnis").press("Enter")
        page.get_by_role("link", name="Zeiten hinzufügen").press("Enter")
        page.get_by_label("Dienstag").check()
        page.get_by_label("von (Pflichtfeld)", exact=True).fill("9")
        page.get_by_label("bis (Pflichtfeld)", exact=True).fill("12:30")
        page.get_by_role("button", name="Speichern").press("Enter")
        expect(page.get_by_text("09:00 bis 12:30").first).to_be_visible()
        page.get_by_role("link", name="Alles stimmt: bestätigen").press("Enter")
        page.get_by_role("button", name="Speichern").press("Enter")
        expect(page.get_by_text("Bestätigt am")).to_be_visible()
        page.goto("/verzeichnis/")
        page.get_by_label("Worum geht es?").fill("Nähen")
        page.keyboard.press("Enter")
        expect(page.get_by_role("link", name="Offenes Nähen")).to_be_visible()


def test_everybody_finds_help_without_a_login_or_a_cookie(visitor: Visitor) -> None:
    with visitor.as_person("") as page:
        page.goto("/wegweiser/")
        assert flaws(page, "public") == []
        page.get_by_label("Worum geht es?").fill("mein Strom wird abgestellt")
        page.keyboard.press("Enter")
        expect(page.get_by_role("heading", name="zu „mein Strom wird abgestellt“")).to_be_visible()
        assert "strom" not in page.url.lower()
        assert flaws(page, "public-results") == []
        page.locator(".directory-line__name").first.click()
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert flaws(page, "public-service") == []
        assert page.context.cookies() == []
