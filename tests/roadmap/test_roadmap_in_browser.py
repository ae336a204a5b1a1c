"""The Fahrplan in Chromium: by keyboard, on the screen for two, on a phone, without barriers at both widths."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.roadmap.models import Leaf, Step
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.roadmap.roads import address, decided, kept, own_page, placed, said, stepped, wished

pytestmark = pytest.mark.browser


def walked(visitor: Visitor) -> Family:
    """Amira is half way, with tickets, both positions and a folder of which she shows one sheet."""
    family = haddad(visitor.house)
    own_page(family)
    wished(family)
    stepped(family, "route", ago=20, words="Sie nimmt den Fahrplan mit nach Hause.", who=["person", "coach"])
    stepped(family, "three", "skipped")
    stepped(family, "coaching", "under_way", who=["person", "jobcoach"])
    decided(family, "later", review=30)
    said(family, voice="person", occupations="Labor\nApotheke", hours_from=15, hours_until=20, ideas="Praktikum")
    said(family, occupations="Labor\nPflege", care="Aufgaben schriftlich geben", hours_from=15, hours_until=25)
    placed(family, "before", 3, matters=["childcare", "papers"])
    placed(family, "after", 7, words="Sie haben mich verstanden.", matters=["papers"])
    kept(family)
    kept(family, "Ich kann genau arbeiten.", code="strengths", shown=True)
    return family


def test_no_page_of_the_case_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = walked(visitor)
    shown = address("page", family)
    forms = [
        address("step", family, "coaching"),
        address("decide", family),
        address("ticket", family, "ich"),
        address("place", family, "after"),
    ]
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for place in (shown, f"{shown}?gemeinsam=1", *forms):
            page.goto(place)
            found += flaws(page, place)
    assert found == []


def test_no_own_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    walked(visitor)
    found = []
    names = [("roadmap", []), ("roadmap_sheet", ["wants"]), ("roadmap_choose", []), ("roadmap_ticket", [])]
    with visitor.as_person("jana", bypass_csp=True) as page:
        for name, more in names:
            place = reverse(f"portal:{name}", args=more)
            page.goto(place)
            found += flaws(page, place)
    assert found == []


def test_on_a_phone_everything_stands_below_each_other(visitor: Visitor) -> None:
    family = walked(visitor)
    with visitor.as_person("alma", narrow=True) as page:
        page.goto(address("page", family))
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    with visitor.as_person("jana", narrow=True) as page:
        page.goto(reverse("portal:roadmap"))
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_step_is_left_out_with_the_keyboard_only_and_nobody_asks_why(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    wished(family)
    with visitor.as_person("alma") as page:
        page.goto(address("page", family))
        page.get_by_role("button", name=re.compile(r"^Auslassen\s*: Coaching$")).press("Enter")
        expect(page.get_by_role("button", name=re.compile(r"^Doch gehen\s*: Coaching$"))).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        assert [(row.code, row.state) for row in Step.objects.all()] == [("coaching", "skipped")]


def test_the_person_writes_a_sheet_and_finds_it_again(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    own_page(family)
    with visitor.as_person("jana") as page:
        page.goto(reverse("portal:roadmap"))
        page.get_by_role("link", name="Was ich will").press("Enter")
        page.get_by_label("Meine Gedanken").fill("Eine eigene Bäckerei")
        page.get_by_role("button", name="Speichern").press("Enter")
        page.get_by_role("link", name="Was ich will").press("Enter")
        expect(page.get_by_label("Meine Gedanken")).to_have_value("Eine eigene Bäckerei")
    with acting_as(visitor.house.jana, "test"):
        assert Leaf.objects.get().words == "Eine eigene Bäckerei"
