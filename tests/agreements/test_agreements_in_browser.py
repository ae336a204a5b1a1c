"""Agreements and the network office in Chromium: by keyboard, without barriers at both widths."""

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.agreements.codes import Kind, Side, Stage
from rundblick.agreements.services import agreements as services
from rundblick.agreements.services import network
from rundblick.programmes.publishing import publish
from rundblick.web.clock import today
from tests.agreements.building import DAY, agreed, decided, described, learnt, met, noted, worded
from tests.browser import Visitor, flaws

pytestmark = pytest.mark.browser


def test_a_coordinator_begins_with_three_answers_and_signs_by_keyboard(visitor: Visitor) -> None:
    with visitor.as_person("nora") as page:
        page.goto("/")
        page.get_by_role("link", name="Netzwerk", exact=True).press("Enter")
        page.get_by_role("link", name="Neue Vereinbarung").press("Enter")
        page.get_by_label("Oder: Name einer anderen Stelle").fill("Jugendamt")
        page.get_by_label("Wozu?").fill("Hilfen aufeinander abstimmen")
        page.get_by_label("Der erste Eckpunkt").fill("Einmal im Monat sprechen")
        page.get_by_role("button", name="Beginnen").press("Enter")
        expect(page.get_by_role("heading", name="Vereinbarung mit Jugendamt")).to_be_visible()
        page.get_by_role("link", name="Neue Fassung").press("Enter")
        page.get_by_label("unterschrieben").check()
        page.get_by_role("button", name="Fassung festhalten").press("Enter")
        expect(page.get_by_role("heading", name="unterschrieben vom")).to_be_visible()


def test_the_start_pages_show_what_is_near(visitor: Visitor) -> None:
    row = agreed(visitor.house)
    described(visitor.house, row, title="Schuldnerberatung ohne Wartezeit", review_on=today() - 3 * DAY)
    late = agreed(visitor.house, partner=None, partner_name="Jugendamt Musterkreis")
    described(visitor.house, late, partner_name="Jugendamt Musterkreis", valid_last=today() + 20 * DAY)
    found = []
    for who, where in (("nora", "/"), ("dana", "/start/team/")):
        with visitor.as_person(who, bypass_csp=True) as page:
            page.goto(where)
            expect(page.get_by_role("link", name="Schuldnerberatung ohne Wartezeit")).to_be_visible()
            found += flaws(page, f"start-agreements-{who}")
    assert found == []


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house = visitor.house
    row = agreed(house, key_point="Die Beratungsstelle hält jede Woche zwei Termine frei.")
    worded(
        house,
        row,
        Stage.SIGNED,
        on=today() - 90 * DAY,
        text="1. Zwei Termine je Woche.\n2. Freiwillig.",
        place="Mappe 7",
    )
    worded(house, row, Stage.DRAFT, text="1. Drei Termine je Woche.\n2. Freiwillig.", changed="Ein Termin mehr")
    described(
        house,
        row,
        title="Schuldnerberatung ohne Wartezeit",
        controllers="processor",
        categories=("contact", "appointments"),
        data_note="Nur mit Einwilligung der Person.",
        valid_from=today() - 90 * DAY,
        review_on=today() - 3 * DAY,
    )
    agreed(house, partner=None, partner_name="Jugendamt Musterkreis", purpose="Hilfen für Familien abstimmen")
    with acting_as(house.nora, "test"):
        for side, function in ((Side.HOUSE, "Teamleitung"), (Side.PARTNER, "Leitung der Beratungsstelle")):
            services.add_contact(agreement=row, side=side, function=function, name="", reach="Durchwahl 12")
    for state in ("need", "idea", "project"):
        noted(house, Kind.UNDERTAKING, title=f"Betreuung am frühen Morgen, {state}", state=state, whom="Coaches")
    noted(house, title="Freie Kursplätze sammeln", whom="Sachgebietsleitung", due_on=today() - DAY)
    noted(house, title="Ansprechstelle finden", state="done", result="Gefunden")
    noted(house, Kind.FUND, title="Patenschaften", whom="Land", state="granted", amount="48000.50")
    noted(house, Kind.EVENT, title="Fachtag Gesundheit", place="Kreishaus")
    noted(house, Kind.EVENT, title="Fachtag Schule", state="held", number=86)
    group = noted(house, Kind.GROUP, title="Arbeitskreis Übergang Schule und Beruf", text="Wer geht, weiß wohin.")
    meeting = met(house, group)
    decided(house, meeting, due_in=-2)
    finished = decided(house, meeting, text="Alle Schulen anschreiben")
    with acting_as(house.nora, "test"):
        network.join(group=group, body="Schulamt", function="Schulaufsicht")
        network.done(decision=finished, yes=True)
        publish("anna")
    learnt(house, status="done", done="Ein Blatt in einfacher Sprache liegt bei.", effective_on=today())
    learnt(house, finding="Nach dem Arbeitsbeginn fehlt eine Ansprechstelle", status="planned", planned_year=2030)
    addresses = {
        "list": "/vereinbarungen/",
        "agreement": f"/vereinbarungen/{row.pk}/",
        "begin": "/vereinbarungen/neu/",
        "change": f"/vereinbarungen/{row.pk}/bearbeiten/",
        "wording": f"/vereinbarungen/{row.pk}/fassung/",
        "contact": f"/vereinbarungen/{row.pk}/ansprechstelle/",
        "network": "/netzwerkstelle/",
        "fund": "/netzwerkstelle/neu/fund/",
        "group": f"/netzwerkstelle/{group.pk}/",
        "lessons": "/netzwerkstelle/lernen/",
        "lesson": "/netzwerkstelle/lernen/neu/",
    }
    found = []
    with visitor.as_person("nora", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, name)
    with visitor.as_person("ivo", bypass_csp=True) as page:
        page.goto("/vereinbarungen/")
        found += flaws(page, "guest")
    with visitor.as_person("eva", bypass_csp=True) as page:
        page.goto("/vereinbarungen/")
        found += flaws(page, "protection")
    assert found == []
