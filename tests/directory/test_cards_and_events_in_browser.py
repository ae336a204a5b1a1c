"""Cards and events in Chromium: by keyboard, at both widths, without barriers."""

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Visitor, flaws
from tests.directory.region import named, region
from tests.house import House

__all__ = ["region"]
pytestmark = pytest.mark.browser


@pytest.fixture
def visitor(chromium: Browser, live: str, region: House) -> Visitor:
    """The cast of the house, with the region around it."""
    return Visitor(chromium, live, region)


def test_a_coach_hands_out_what_was_found(visitor: Visitor) -> None:
    with visitor.as_person("alma") as page:
        page.goto("/verzeichnis/?thema=debts")
        expect(page.get_by_role("button", name="Infoblatt")).to_be_visible()
        assert flaws(page, "results-cards") == []
        page.get_by_role("checkbox", name="auswählen").nth(0).check()
        page.get_by_role("button", name="Entlasskarte").press("Enter")
        page.get_by_label("Daran denken").fill("15. Januar: Lohnzettel bringen")
        assert flaws(page, "discharge") == []
        with page.expect_response(lambda one: "pdf" in one.headers.get("content-type", "")) as made:
            page.get_by_role("button", name="Karte als PDF").press("Enter")
        assert made.value.status == 200


def test_a_coach_chooses_whom_the_network_card_shows(visitor: Visitor) -> None:
    with visitor.as_person("alma") as page:
        page.goto("/verzeichnis/netzwerkkarte/")
        assert flaws(page, "network-empty") == []
        page.get_by_label("Gemeinde").select_option("Everswinkel")
        page.get_by_label("Themen").select_option("family")
        page.get_by_role("button", name="Stellen anzeigen").press("Enter")
        expect(page.get_by_role("heading", name="Netzwerkkarte")).to_be_visible()
        assert page.get_by_role("checkbox").count() > 2
        assert flaws(page, "network") == []


def test_a_mail_says_beforehand_what_stands_in_it(visitor: Visitor) -> None:
    row = named("kompass/beratung")
    with visitor.as_person("alma") as page:
        page.goto(f"/verzeichnis/angebot/{row.pk}/schicken/")
        expect(page.get_by_role("heading", name="Per E-Mail schicken")).to_be_visible()
        assert flaws(page, "mail") == []
        page.goto(f"/verzeichnis/angebot/{row.pk}/")
        assert flaws(page, "service-actions") == []


def test_an_event_is_announced_by_keyboard_and_read_by_everybody(visitor: Visitor) -> None:
    row = named("kompass/beratung")
    with visitor.as_person("alma") as page:
        page.goto(f"/verzeichnis/stelle/{row.organization_id}/")
        assert flaws(page, "organization-events") == []
        page.get_by_role("link", name="Neuer Termin").press("Enter")
        page.get_by_label("Was findet statt?").fill("Offener Abend")
        page.get_by_role("textbox", name="Wann? (erster Tag)").fill("morgen")
        assert flaws(page, "event-form") == []
        page.get_by_role("button", name="Speichern").press("Enter")
        expect(page.get_by_role("alert").first).to_be_visible()
        assert flaws(page, "event-form-mistakes") == []
        page.goto("/verzeichnis/termine/")
        assert flaws(page, "events") == []
    with visitor.as_person("") as page:
        page.goto("/wegweiser/termine/")
        expect(page.get_by_text("Sprachcafé").first).to_be_visible()
        assert flaws(page, "public-events") == []
        assert page.context.cookies() == []
