"""Consents in Chromium: no barrier at both widths; a yes and its withdrawal by mouse and by keyboard."""

import re
from typing import Any

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.access.models import Draft
from rundblick.consent.models import Consent, Evidence
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.consent.giving import PROTECTED, give, withdraw

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> tuple[Family, list[str]]:
    """A family with a consent that holds, one that was withdrawn, and the addresses of all pages."""
    house = visitor.house
    family = haddad(house)
    holds = give(house, family.household, family.amira)
    withdrawn = give(house, family.household, family.karim)
    withdraw(withdrawn, acting=house.alma)
    give(house, family.household, family.sami, by=(family.amira, family.karim))
    pages: list[tuple[str, list[Any]]] = [
        ("list", [family.pk]),
        ("give", [family.pk, family.amira, PROTECTED]),
        ("give", [family.pk, family.sami, PROTECTED]),
        ("give", [family.pk, family.sami, "exchange"]),
        ("give", [family.pk, family.amira, "release"]),
        ("custody", [family.pk, family.sami]),
        ("evidence", [holds.pk]),
        ("show", [holds.pk]),
        ("withdraw", [holds.pk]),
        ("withdraw", [withdrawn.pk]),
    ]
    arabic = reverse("consent:give", args=[family.pk, family.amira, "home_visit"]) + "?sprache=ar"
    return family, [*(reverse(f"consent:{name}", args=args) for name, args in pages), arabic]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, addresses = full(visitor)
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in [*addresses, reverse("cases:more", args=[family.pk])]:
            page.goto(address)
            found += flaws(page, address)
    assert found == []


def test_a_yes_is_written_down_and_taken_back_by_mouse(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(reverse("consent:list", args=[family.pk]))
        page.get_by_text("Um eine Einwilligung bitten: Amira Haddad").click()
        page.get_by_role("link", name=re.compile("Geschützter Bereich: fragen und aufnehmen.*Amira Haddad")).click()
        expect(page.get_by_text("Manche Dinge sind sehr persönlich.")).to_be_visible()
        page.get_by_label("Unterschrift auf Papier").check()
        page.get_by_role("button", name="Einwilligung eintragen").click()
        expect(page.get_by_text("Die Einwilligung ist eingetragen.")).to_be_visible()
        page.get_by_role("link", name=re.compile("^Widerrufen")).click()
        page.get_by_role("button", name="Jetzt widerrufen").click()
        expect(page.get_by_text("Der Widerruf ist eingetragen.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Consent.objects.get().withdrawn_at is not None


def test_a_parent_consents_for_a_child_by_keyboard(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("consent:give", args=[family.pk, family.sami, PROTECTED]))
        page.get_by_label("eine Person allein").focus()
        page.keyboard.press("Space")
        for question in ("Wer genau?", "Wer willigt ein?"):
            page.get_by_role("group", name=question).get_by_label(re.compile("^Amira Haddad")).focus()
            page.keyboard.press("Space")
        page.get_by_label("Unterschrift auf Papier").focus()
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Die Einwilligung ist eingetragen.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Consent.objects.get().given_by_id == family.amira


def test_a_no_after_some_clicks_leaves_nothing_behind(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("consent:give", args=[family.pk, family.amira, PROTECTED]))
        page.get_by_label("Unterschrift auf Papier").check()
        page.wait_for_timeout(1_500)
        page.get_by_role("link", name="Zurück, ohne etwas einzutragen").click()
        expect(page.get_by_role("heading", name="Einwilligungen", exact=True)).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert not Consent.objects.exists()
        assert not Draft.objects.exists()


def test_somebody_signs_with_the_finger_and_the_drawing_stays(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("consent:give", args=[family.pk, family.amira, "exchange"]))
        field = page.get_by_label("Feld zum Unterschreiben: Amira Haddad selbst")
        expect(field).to_be_hidden()
        page.get_by_label("Welche Stelle?").select_option(label="Beratungsstelle Brücke")
        page.get_by_label("Ziele").check()
        page.get_by_label("Unterschrift mit dem Finger").check()
        page.get_by_role("button", name="Einwilligung eintragen").click()
        expect(page.get_by_text("unterschreiben im Feld").first).to_be_visible()
        field.scroll_into_view_if_needed()
        box = field.bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 40, box["y"] + 80)
        page.mouse.down()
        page.mouse.move(box["x"] + 200, box["y"] + 40, steps=5)
        page.mouse.up()
        assert flaws(page, "signing") == []
        page.get_by_role("button", name="Einwilligung eintragen").click()
        expect(page.get_by_text("Die Einwilligung ist eingetragen.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Evidence.objects.get().signer_id == family.amira


def test_no_page_about_texts_has_a_barrier(visitor: Visitor) -> None:
    found = []
    with visitor.as_person("eva", bypass_csp=True) as page:
        for address in (
            reverse("consent:texts"),
            reverse("consent:text", args=[PROTECTED, 1, "de"]),
            reverse("consent:text", args=["exchange", 2, "ar"]),
        ):
            page.goto(address)
            found += flaws(page, address)
        page.get_by_role("button", name="Diese Worte freigeben").click()
        expect(page.get_by_text("Der Text ist freigegeben.")).to_be_visible()
        found += flaws(page, "approved")
        page.get_by_label("Warum wird die Freigabe zurückgenommen?").fill("Ein Wort ist missverständlich.")
        page.get_by_role("button", name="Freigabe zurücknehmen").click()
        expect(page.get_by_text("Die Freigabe ist zurückgenommen.")).to_be_visible()
    assert found == []
