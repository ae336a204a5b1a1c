"""The map in Chromium: by mouse, by keyboard, without scripts, and no barrier at both widths."""

import re

import pytest
from playwright.sync_api import expect

from rundblick.network import rules
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.network.networks import DAY, address, standing, tie

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> Family:
    """Something of everything around Amira, partly older than today."""
    family = haddad(visitor.house, opened_on=today() - 90 * DAY)
    since = today() - 40 * DAY
    tie(family, family.amira, "Oma", since=since, sponsor="informal", direction="gives", supports=("hands", "shelter"))
    tie(family, family.amira, "Freundin aus der Ausbildung zur Köchin in Münster", kind="friends", quality="changing")
    tie(family, family.amira, "Bruder", kind="family", closeness=4, quality="strained", since=since)
    tie(family, family.amira, "Jugendamt", kind="authority", closeness=3, phone="02524 280", hours="Mo", on_fridge=True)
    tie(family, None, "Kita", kind="school", closeness=2, quality="paused", on_fridge=True)
    tie(family, family.karim, "Anwalt", kind="advice", shared=True)
    return family


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family = full(visitor)
    where = address("map", family, family.amira)
    one = tie(family, family.amira, "Nachbarin", kind="neighbours")
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for place in (
            where,
            f"{where}?gemeinsam=1",
            f"{where}?stand={today() - 10 * DAY}",
            address("map", family, family.sami),
            address("fridge", family, family.amira),
            address("fridge", family, family.amira) + "?gemeinsam=1",
            address("add", family, family.amira) + "?frage=naehe",
            address("tie", family, family.amira, one.thread),
        ):
            page.goto(place)
            found += flaws(page, place)
    assert found == []


def test_somebody_is_dragged_to_another_ring_and_the_list_says_so(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    one = tie(family, family.amira, "Bruder", kind="family", closeness=4)
    with visitor.as_person("alma") as page:
        page.goto(address("map", family, family.amira))
        dot = page.locator(".net-node circle").first
        middle = page.locator("svg ellipse.rb-pic-ground")
        for _ in range(2):
            start, goal = dot.bounding_box(), middle.bounding_box()
            assert start and goal
            page.mouse.move(start["x"] + start["width"] / 2, start["y"] + start["height"] / 2)
            page.mouse.down()
            page.mouse.move(goal["x"] + goal["width"] / 2, goal["y"] - 10, steps=6)
            page.mouse.up()
            expect(page.get_by_role("status").filter(has_text="Bruder: ganz nah.")).to_be_visible()
        expect(page.locator("[data-row]")).to_contain_text("ganz nah")
    row = standing(visitor.house, one)
    assert (row.closeness, rules.ring_of(row.x, row.y)) == (1, 1)


def test_with_the_keyboard_alone_somebody_moves_and_opens(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    one = tie(family, family.amira, "Oma")
    with visitor.as_person("alma") as page:
        page.goto(address("map", family, family.amira))
        page.locator(".net-node").focus()
        page.keyboard.press("-")
        expect(page.get_by_role("status").filter(has_text="Oma: nah.")).to_be_visible()
        before = standing(visitor.house, one)
        for _ in range(3):
            page.keyboard.press("ArrowRight")
        expect(page.get_by_role("status").filter(has_text="Oma: nah.")).to_be_visible()
        expect(page.locator(".net-node")).not_to_have_attribute("data-x", str(before.x))
        assert standing(visitor.house, one).x > before.x
        expect(page.locator(".net-node")).to_be_focused()
        page.keyboard.press("+")
        expect(page.get_by_role("status").filter(has_text="Oma: ganz nah.")).to_be_visible()
        page.keyboard.press("Enter")
        expect(page.get_by_label(re.compile("^Wer\\?"))).to_have_value("Oma")


def test_snapping_puts_somebody_on_the_middle_of_a_ring(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    one = tie(family, family.amira, "Oma")
    with visitor.as_person("alma") as page:
        page.goto(address("map", family, family.amira))
        page.get_by_label("Auf den Ringen einrasten").check()
        page.locator(".net-node").focus()
        for _ in range(6):
            page.keyboard.press("ArrowUp")
        expect(page.get_by_role("status").filter(has_text="Oma: nah.")).to_be_visible()
        expect(page.get_by_label("Auf den Ringen einrasten")).to_be_checked()
    row = standing(visitor.house, one)
    assert abs((row.x**2 + row.y**2) ** 0.5 - rules.middle(2)) < 2


def test_a_click_on_a_person_opens_the_form(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    tie(family, family.amira, "Oma")
    with visitor.as_person("alma") as page:
        page.goto(address("map", family, family.amira))
        page.locator(".net-node circle").last.click()
        expect(page.get_by_label(re.compile("^Wer\\?"))).to_have_value("Oma")


def test_what_somebody_else_moved_meanwhile_is_shown_and_said(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    one = tie(family, family.amira, "Oma")
    with visitor.as_person("alma") as page, visitor.as_person("alma") as other:
        for screen in (page, other):
            screen.goto(address("map", family, family.amira))
        other.get_by_role("button", name="weiter weg: Oma").click()
        expect(other.get_by_role("status").filter(has_text="Oma: nah.")).to_be_visible()
        page.locator(".net-node").focus()
        page.keyboard.press("-")
        expect(page.get_by_role("status").filter(has_text="gerade jemand anderes verändert")).to_be_visible()
        page.keyboard.press("-")
        expect(page.get_by_role("status").filter(has_text="Oma: weiter weg.")).to_be_visible()
    assert standing(visitor.house, one).closeness == 3


def test_without_scripts_list_and_form_do_the_same(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(address("map", family, family.amira))
        page.get_by_role("link", name="Jemanden eintragen").click()
        page.get_by_label(re.compile("^Wer\\?")).fill("Oma")
        page.get_by_label(re.compile("^Woher\\?")).select_option("relatives")
        page.get_by_label("ganz nah").check()
        page.get_by_label("trägt").check()
        page.get_by_role("button", name="Speichern").click()
        expect(page.get_by_text("Auf der Karte eingetragen.")).to_be_visible()
        page.get_by_role("button", name="weiter weg: Oma").click()
        expect(page.get_by_text("Oma: nah.")).to_be_visible()
        page.get_by_role("link", name="Oma", exact=True).click()
        page.get_by_role("button", name="Gehört nicht mehr dazu").click()
        expect(page.get_by_text("Zurückgenommen.")).to_be_visible()


def test_the_list_for_the_fridge_is_chosen_together(visitor: Visitor) -> None:
    family = full(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address("fridge", family, family.amira) + "?gemeinsam=1")
        expect(page.locator(".net-fridge__name")).to_have_text(["Kita", "Jugendamt"])
        page.get_by_role("button", name=re.compile("Von der Liste nehmen ?: Kita")).click()
        expect(page.locator(".net-fridge__name")).to_have_text(["Jugendamt"])
        page.get_by_role("button", name=re.compile("Auf die Liste ?: Oma")).click()
        expect(page.locator(".net-fridge__name")).to_have_text(["Oma", "Jugendamt"])
        expect(page.get_by_role("heading", name="Netzwerkkarte")).to_be_visible()
        page.emulate_media(media="print")
        expect(page.get_by_text("Jugendamt", exact=True)).to_be_visible()
        for words in ("Von der Liste nehmen", "Wer noch auf die Liste könnte", "Netzwerkkarte"):
            expect(page.get_by_text(words).first).to_be_hidden()
