"""Employers in Chromium: by keyboard, without barriers at both widths, nothing cut off."""

import pytest
from playwright.sync_api import expect

from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.employers.building import DAY, asked, kept, person, said_anew, seen, sheet, special, talked, worried
from tests.house import House

pytestmark = pytest.mark.browser


def test_a_placement_officer_keeps_an_employer_and_a_visit_by_keyboard(visitor: Visitor) -> None:
    with visitor.as_person("mats") as page:
        page.goto("/")
        page.get_by_role("link", name="Betriebe", exact=True).press("Enter")
        page.get_by_role("link", name="Neuer Betrieb").press("Enter")
        page.get_by_label("Name des Betriebs").fill("Gärtnerei Grünfink")
        page.get_by_label("Branche").select_option("green")
        page.get_by_role("textbox", name="Ort", exact=False).fill("Ennigerloh")
        page.get_by_role("button", name="Eintragen").press("Enter")
        expect(page.get_by_role("heading", name="Gärtnerei Grünfink")).to_be_visible()
        page.get_by_role("link", name="Arbeitsplatz ansehen").press("Enter")
        page.get_by_label("Welcher Arbeitsplatz?").fill("Helfen im Gewächshaus")
        page.get_by_label("Was ist das Schwerste").fill("15")
        page.get_by_text("Bedingungen: Umgebung").press("Enter")
        page.get_by_role("group", name="Ist es am Arbeitsplatz ruhig?").get_by_label("ja").check()
        page.get_by_role("button", name="Festhalten").press("Enter")
        page.get_by_role("link", name="Helfen im Gewächshaus").press("Enter")
        expect(page.get_by_text("15 kg")).to_be_visible()
        expect(page.get_by_text("ruhige Umgebung")).to_be_visible()
        expect(page.get_by_text("Beim nächsten Mal fragen")).to_be_visible()


def rich(house: House) -> dict[str, str]:
    """An employer full of everything; addresses of all its pages by name."""
    row = kept(
        house,
        size="tiny",
        kinds=("family",),
        networks=("local",),
        network_words="Nachbarschaftsladen",
        offers=("trial", "family_hours", "part_time", "coach"),
        words="Sucht lieber früh das Gespräch.",
        website="https://gaertnerei.example",
    )
    one = person(house, row, email="inhaberin@gaertnerei.example")
    talked(house, row, counterpart=one, next_step="Probetag vorschlagen", next_on=today() - DAY)
    talked(house, row, on=today() - 40 * DAY, way="visit", sentence="Rundgang, alle waren freundlich.")
    first = seen(house, row, since=today() - 90 * DAY, positions=0)
    place = said_anew(
        house,
        first,
        visited_on=today() - 3 * DAY,
        visitors="Arbeitsvermittlung",
        present="Inhaberin",
        tasks=("plants", "storing"),
        tasks_words="Gießen, pikieren, Töpfe tragen.",
        posture="mixed",
        heaviest=15,
        noise="quiet",
        hours_from=10,
        hours_until=15,
        days=("tu", "th"),
        daytimes=("morning",),
        team="Drei Menschen und ein Hund.",
        boss="Geduldig, lobt.",
        german="a1",
        positions=2,
        free_from=today() + 9 * DAY,
        met=("school_times", "quiet", "small_team"),
        unmet=("no_bending",),
    )
    worried(house, row, words="Und in den Ferien?")
    worried(house, row, worry="health", helps=("adapt", "hours"), answer="Hilfsmittel prüft eine Fachkraft.")
    carving = sheet(house, row, ("Regale füllen", "6.5", True), ("Kasse zählen", "3", False))
    special(house, row, ("planned", today() - 30 * DAY), ("filled", today() - 9 * DAY))
    special(house, row, title="Scannen zu Hause", kind="home")
    asked(house, row, due_in=2)
    kept(house, "Küche Vierjahreszeiten und Partyservice am Markt", branch="food", city="Beckum")
    base = f"/betriebe/{row.pk}/"
    return {
        "list": "/betriebe/",
        "filter": "/betriebe/?nur=familie&ort=Ennigerloh",
        "employer": base,
        "begin": "/betriebe/neu/",
        "change": f"{base}bearbeiten/",
        "talk": f"{base}kontakt/",
        "visit": f"{base}besuch/",
        "person": f"{base}ansprechperson/",
        "told": f"/betriebe/ansprechperson/{one.pk}/auskunft/",
        "workplace": f"/betriebe/arbeitsplatz/{place.pk}/",
        "former": f"/betriebe/arbeitsplatz/{first.pk}/",
        "worry": f"{base}bedenken/",
        "carving": f"/betriebe/zuschnitt/{carving.pk}/",
        "task": f"/betriebe/zuschnitt/{carving.pk}/aufgabe/",
        "special": f"{base}besonderer-arbeitsplatz/",
        "specials": "/betriebe/besondere-arbeitsplaetze/",
        "ask": f"{base}frage/",
        "tickets": "/betriebe/fragen/",
        "start": "/",
    }


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    addresses = rich(visitor.house)
    found = []
    with visitor.as_person("mats", bypass_csp=True) as page:
        for name, where in addresses.items():
            page.goto(where)
            found += flaws(page, f"employers-{name}")
    with visitor.as_person("nora", bypass_csp=True) as page:
        page.goto(addresses["employer"])
        found += flaws(page, "employers-reader")
    assert found == []
