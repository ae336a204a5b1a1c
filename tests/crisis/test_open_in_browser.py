"""The card and the protocols in Chromium: by mouse, by keyboard, without a network, without a barrier."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.crisis.models import Done
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.crisis.crises import SAW, asked, begun, ticked

pytestmark = pytest.mark.browser


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house = visitor.house
    family = haddad(house)
    asked(family, begun(family))
    child = begun(family, "child", person=family.sami)
    ticked(family, child, "observation", words=SAW, own=True)
    found: list[str] = []
    with visitor.as_person("dana", bypass_csp=True) as page:
        for name in ("card", "card_change", "asked"):
            page.goto(reverse(f"crisis:{name}"))
            found += flaws(page, name)
    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        expect(page.get_by_role("button", name="Protokoll beginnen")).to_be_visible()
        found += flaws(page, "case")
        page.goto(reverse("crisis:door", args=[family.pk]))
        found += flaws(page, "door")
        page.get_by_role("button", name="Öffnen").first.click()
        expect(page.get_by_role("heading", name="Schutz eines Kindes")).to_be_visible()
        found += flaws(page, "open")
        page.get_by_role("button", name="Pseudonymisiertes Blatt").click()
        found += flaws(page, "sheet")
        page.get_by_label("Text").fill("Sami friert.")
        page.get_by_role("button", name="Blatt zeigen").click()
        expect(page.get_by_text("Das könnte verraten")).to_be_visible()
        found += flaws(page, "names")
    assert found == []


def test_the_card_opens_with_the_network_off(visitor: Visitor) -> None:
    with visitor.as_person("alma") as page:
        page.goto("/")
        page.wait_for_selector("a[data-kept]")
        page.context.set_offline(True)
        page.get_by_role("link", name="Notfallkarte").click()
        expect(page.get_by_role("heading", name="Im Notfall")).to_be_visible()
        expect(page.get_by_text("0800 1110111")).to_be_visible()
        kept = page.evaluate("getComputedStyle(document.querySelector('.crisis-card')).borderTopWidth")
        assert kept == "2px", "the card is drawn with its style"
        page.context.set_offline(False)
        page.goto("/")
        page.keyboard.press("g")
        page.keyboard.press("u")
        expect(page.get_by_role("heading", name="Im Notfall")).to_be_visible()


def test_a_crisis_is_written_down_by_mouse_and_by_two(visitor: Visitor) -> None:
    house = visitor.house
    family = haddad(house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("cases:page", args=[family.pk]))
        page.get_by_role("button", name="Protokoll beginnen").click()
        page.get_by_role("button", name="Es geht um Gedanken an Selbsttötung").click()
        page.get_by_role("button", name=re.compile("^Getan.*Offen gefragt")).click()
        page.locator("summary", has_text="Hilfe gerufen").click()
        page.locator("#helped-who").fill("Krisendienst")
        page.locator("#helped-words").fill("Kommt in zwanzig Minuten.")
        page.locator("form", has=page.locator("#helped-who")).get_by_role("button", name="Festhalten").click()
        expect(page.get_by_text("Kommt in zwanzig Minuten.")).to_be_visible()
        page.get_by_label("Zweite Person").select_option(label="Bert")
        page.get_by_role("button", name="Bitten").click()
        expect(page.get_by_text("Bert ist seit")).to_be_visible()
    with visitor.as_person("bert") as page:
        page.goto("/")
        page.get_by_role("link", name="Krise", exact=True).first.click()
        page.get_by_role("button", name=re.compile("^Öffnen.*Alma")).click()
        page.get_by_role("button", name="Ich war dabei").click()
        expect(page.get_by_text("Bert war dabei")).to_be_visible()


def test_it_is_ticked_and_ended_by_keyboard_alone(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    begun(family)
    with visitor.as_person("alma") as page:
        page.goto(reverse("crisis:door", args=[family.pk]))
        page.get_by_role("button", name="Öffnen").focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name=re.compile("^Getan.*Alle sind")).focus()
        page.keyboard.press("Enter")
        expect(page.get_by_text("von Alma").last).to_be_visible()
        page.get_by_label("Was hat geholfen?").focus()
        page.keyboard.type("Zu zweit sein.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Das Protokoll ist abgeschlossen.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Done.objects.count() == 1
