"""The biography in Chromium: by mouse and by keyboard, without a barrier at both widths, with and without scripts."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.biography.codes import Kind
from tests.biography.lives import profile, tell
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad

pytestmark = pytest.mark.browser

LIST = "2009-2012 Ausbildung Köchin, Poltava\n03/2015 – heute: Pflegehelferin\nIrgendwas ohne Zeit"


def full(visitor: Visitor) -> tuple[Family, list[str]]:
    """A told life, and the addresses of all pages about it."""
    family = haddad(visitor.house)
    row = tell(family, family.amira, reading="Da war ich stolz.", mood=2, recognition="applied", certificate="Brief")
    tell(family, family.amira, "2012–2018", "Küche im Krankenhaus", kind=Kind.WORK, mood=1, place="Aleppo")
    tell(family, family.amira, "2015", "Flucht", kind=Kind.EVENT, mood=-2)
    tell(family, family.karim, "seit 2019", "Meisterschule", shared=True)
    said = profile(family, family.amira)
    pages: list[tuple[str, list[Any]]] = [
        *((name, [family.pk, family.amira]) for name in ("page", "profile", "stretch_create", "read_in")),
        ("page", [family.pk, family.sami]),
        ("say_once", [family.pk, family.amira, "interessen"]),
        ("say_once", [family.pk, family.amira, "beweglichkeit"]),
        *(("entry_create", [family.pk, family.amira, sort]) for sort in ("faehigkeit", "sprache", "aktivitaet")),
        ("stretch", [row.pk]),
        ("entry", ["sprache", said["sprache"].pk]),
    ]
    addresses = [reverse(f"biography:{name}", args=args) for name, args in pages]
    return family, [*addresses, *(f"{address}?gemeinsam=1" for address in addresses[:3])]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, addresses = full(visitor)
    found: list[str] = []
    with visitor.as_person("alma", bypass_csp=True) as page:

        def look(where: str) -> None:
            found.extend(flaws(page, where))

        for address in addresses:
            page.goto(address)
            look(address)
        page.goto(reverse("biography:read_in", args=[family.pk, family.amira]))
        page.get_by_label("Liste einfügen").fill(LIST)
        page.get_by_role("button", name="Ansehen, was verstanden wurde").click()
        expect(page.get_by_text("Das wurde verstanden")).to_be_visible()
        look("preview")
        page.get_by_role("button", name="Angehakte Zeilen übernehmen").click()
        expect(page.get_by_text("Da fehlt noch etwas")).to_be_visible()
        look("preview with mistakes")
    assert found == []


def test_a_stretch_is_told_with_the_mouse_and_stands_in_the_picture(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:tools", args=[family.pk]) + f"?mitglied={family.amira}")
        page.get_by_role("link", name=re.compile("^Lebenslauf")).click()
        page.get_by_role("link", name="Ersten Abschnitt hinzufügen").click()
        page.get_by_label(re.compile("^Wann")).fill("2009–2012")
        page.get_by_label(re.compile("^Was war das")).fill("Ausbildung zur Köchin")
        page.get_by_label(re.compile("^Art")).select_option("training")
        page.get_by_label(re.compile("^Was mir das bedeutet")).fill("Da war ich stolz.")
        page.get_by_role("button", name="Abschnitt speichern").click()
        expect(page.get_by_text("Der Abschnitt steht im Lebenslauf.")).to_be_visible()
        expect(page.get_by_role("img", name="Die Zeit im Bild")).to_be_visible()
        expect(page.get_by_role("heading", name="Ausbildung zur Köchin")).to_be_visible()


def test_a_list_is_read_in_with_the_keyboard_alone(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("biography:read_in", args=[family.pk, family.amira]))
        page.get_by_label("Liste einfügen").focus()
        page.keyboard.insert_text(LIST)
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Keine Zeit gefunden.")).to_be_visible()
        page.locator("#id_zeile-2-span").focus()
        page.keyboard.type("2014")
        page.get_by_role("button", name="Angehakte Zeilen übernehmen").focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("3\u00a0Abschnitte übernommen.")).to_be_visible()
        page.get_by_role("link", name=re.compile("Ändern.*Pflegehelferin")).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_label(re.compile("^Wann"))).to_have_value("seit 03/2015")
        page.get_by_text("Abschnitt herausnehmen").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Herausnehmen").press("Enter")
        expect(page.get_by_text("Der Abschnitt ist herausgenommen.")).to_be_visible()


def test_without_scripts_together_a_profile_is_filled(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(reverse("biography:profile", args=[family.pk, family.amira]) + "?gemeinsam=1")
        page.get_by_role("link", name="Interessen wählen").click()
        page.get_by_label(re.compile("^Am stärksten")).select_option("S")
        page.get_by_label(re.compile("^Danach")).select_option("A")
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Mit und für Menschen")).to_be_visible()
        assert page.url.endswith("?gemeinsam=1")
        page.get_by_role("link", name="Fähigkeit hinzufügen").click()
        page.get_by_label(re.compile("^In eigenen Worten")).fill("Ruhig bleiben")
        page.get_by_label("kann ich gut").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Ruhig bleiben").first).to_be_visible()
        expect(page.get_by_text("Karim")).to_have_count(0)


def test_typed_words_come_back_after_leaving(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    address = reverse("biography:stretch_create", args=[family.pk, family.amira])
    with visitor.as_person("alma") as page:
        page.goto(address)
        page.get_by_label(re.compile("^Was mir das bedeutet")).fill("Mitten im Satz")
        expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
        page.goto(reverse("biography:page", args=[family.pk, family.amira]))
        page.goto(address)
        expect(page.get_by_label(re.compile("^Was mir das bedeutet"))).to_have_value("Mitten im Satz")
        page.get_by_role("button", name="Verwerfen").click()
        expect(page).to_have_url(re.compile(f"{re.escape(address)}$"))
        expect(page.get_by_label(re.compile("^Was mir das bedeutet"))).to_have_value("")
