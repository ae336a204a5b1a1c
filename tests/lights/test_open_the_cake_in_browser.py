"""The Ampeltorte in Chromium: moved by mouse, finger and keyboard, with no barrier at both widths."""

import re
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from playwright.sync_api import Locator, Page, expect

from rundblick.access.context import acting_as
from rundblick.lights.models import Card
from tests.browser import Visitor, flaws, violations
from tests.cases.families import Family, haddad
from tests.lights.cakes import anew, filled, laid, lay, seen

pytestmark = pytest.mark.browser


def address(family: Family, name: str = "board", card: Card | None = None) -> str:
    return reverse(f"lights:{name}", args=[family.pk, family.amira, *([card.pk] if card else [])])


def card(page: Page, words: str) -> Locator:
    return page.locator("#lamp-board .lamp-card", has_text=words)


def order(page: Page, light: str) -> list[str]:
    return page.locator(f"[data-cards={light}] .lamp-card__text").all_inner_texts()


def three(visitor: Visitor) -> Family:
    family = haddad(visitor.house)
    for words in ("Kinder", "Nachbarin", "Garten"):
        lay(family, words)
    lay(family, "Miete", "red")
    return family


def full(visitor: Visitor) -> tuple[Family, list[str]]:
    """A cake with everything on it, and the addresses of all its pages."""
    family = haddad(visitor.house)
    old = laid(family, "Deutschkurs", "red", days_ago=40, field=5)
    anew(family, old, days_ago=12, light="green")
    first = lay(family, "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik " * 3, "yellow", field=1)
    lay(family, "Meine Kinder 👩‍👧‍👦")
    lay(family, "Das Auto teilen wir", of=family.karim, shared=True)
    family.goal(family.amira)
    here = address(family)
    pages = [here, f"{here}?gemeinsam=1", f"{here}?feld=1", f"{here}?stand={old.valid_from.isoformat()}"]
    return family, [*pages, address(family, "change", first), address(family, "goal", first)]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    _family, addresses = full(visitor)
    empty = haddad(visitor.house)
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for one in [*addresses, address(empty)]:
            page.goto(one)
            found += [f"{one}: {violation}" for violation in violations(page)]
            # A menu lies over the buttons below it, and is meant to.
            found += flaws(page, unless="target-size")
    assert found == []


def test_cards_are_written_one_after_the_other_with_the_keyboard(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(address(family) + "?gemeinsam=1")
        expect(page.get_by_text("Womit sind Sie zufrieden?")).to_be_visible()
        page.get_by_label("Neue Karte in Grün").focus()
        for words in ("Meine Kinder", "Die Nachbarin"):
            page.keyboard.type(words)
            page.keyboard.press("Enter")
            expect(card(page, words)).to_be_visible()
            expect(page.get_by_label("Neue Karte in Grün")).to_be_focused()
            expect(page.get_by_label("Neue Karte in Grün")).to_have_value("")
        expect(page.get_by_label("Neue Karte in Rot")).to_be_visible()
        assert "gemeinsam=1" in page.url
    assert seen(family)["green"] == ["Meine Kinder", "Die Nachbarin"]


def drag(page: Page, what: Locator, to: Locator, *, below: bool = False) -> None:
    """Take a card by hand and let go over another place, in steps like a hand."""
    box, goal = what.bounding_box(), to.bounding_box()
    assert box and goal
    page.mouse.move(box["x"] + 60, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(goal["x"] + 70, goal["y"] + goal["height"] / 2, steps=8)
    page.mouse.move(goal["x"] + 70, goal["y"] + (goal["height"] - 3 if below else 3), steps=4)
    page.mouse.up()


def test_a_card_is_dragged_within_its_slice_and_into_another(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        page.evaluate("window.stayed = true")
        drag(page, card(page, "Garten"), card(page, "Kinder"))
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Grün, Platz 1 von 3.")
        assert order(page, "green") == ["Garten", "Kinder", "Nachbarin"]
        drag(page, card(page, "Kinder"), card(page, "Miete"), below=True)
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Rot, Platz 2 von 2.")
        drag(page, card(page, "Nachbarin"), page.locator(".lamp-slice--yellow"))
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Gelb, Platz 1 von 1.")
        assert page.evaluate("window.stayed") is True, "the page was not left"
    assert seen(family) == {"green": ["Garten"], "yellow": ["Nachbarin"], "red": ["Miete", "Kinder"]}


def test_a_finger_takes_a_card_by_its_number_and_scrolls_elsewhere(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma", has_touch=True) as page:
        page.goto(address(family))
        touch = page.context.new_cdp_session(page)

        def slide(start: dict[str, float], end: dict[str, float]) -> None:
            def at(where: dict[str, float]) -> list[dict[str, float]]:
                return [{"x": where["x"], "y": where["y"]}]

            touch.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": at(start)})
            for part in range(1, 9):
                between = {key: start[key] + (end[key] - start[key]) * part / 8 for key in ("x", "y")}
                touch.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": at(between)})
            touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})

        goal = middle(page.locator(".lamp-slice--yellow"))
        slide(middle(card(page, "Kinder").locator("[data-grip]")), goal)
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Gelb, Platz 1 von 1.")
        slide(middle(card(page, "Garten").locator(".lamp-card__text")), goal)
        page.wait_for_timeout(300)
        assert order(page, "green") == ["Nachbarin", "Garten"]
    assert seen(family)["yellow"] == ["Kinder"]


def middle(what: Locator) -> dict[str, float]:
    box: Any = what.bounding_box()
    return {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}


def test_arrow_keys_and_the_menu_move_a_card_and_the_focus_stays_with_it(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        menu = card(page, "Garten").locator("summary")
        menu.focus()
        page.keyboard.press("ArrowUp")
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Grün, Platz 2 von 3.")
        expect(menu).to_be_focused()
        page.keyboard.press("ArrowRight")
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Gelb, Platz 1 von 1.")
        expect(menu).to_be_focused()
        page.keyboard.press("ArrowDown")
        menu = card(page, "Nachbarin").locator("summary")
        menu.focus()
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        expect(card(page, "Nachbarin").get_by_role("button", name="Nach oben")).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Grün, Platz 1 von 2.")
        expect(menu).to_be_focused()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Weglegen").focus()
        page.keyboard.press("Enter")
        back = page.get_by_role("button", name="Zurückholen")
        expect(back).to_be_focused()
        page.keyboard.press("Enter")
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt wieder in Grün, Platz 1 von 2.")
    assert seen(family) == {"green": ["Nachbarin", "Kinder"], "yellow": ["Garten"], "red": ["Miete"]}


def test_without_scripts_the_menu_moves_a_card(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(address(family) + "?gemeinsam=1")
        card(page, "Miete").locator("summary").click()
        card(page, "Miete").get_by_role("button", name="Nach Gelb").click()
        expect(page.locator(".lamp-slice--yellow .lamp-card")).to_contain_text("Miete")
        page.get_by_label("Neue Karte in Rot").fill("Stromrechnung")
        page.get_by_role("button", name="In Rot hinzufügen").click()
        expect(card(page, "Stromrechnung")).to_be_visible()
        assert page.url.endswith("?gemeinsam=1")
    assert seen(family) == {"green": ["Kinder", "Nachbarin", "Garten"], "yellow": ["Miete"], "red": ["Stromrechnung"]}


def test_words_typed_into_one_slice_stay_while_a_card_is_moved_in_another(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        page.get_by_label("Neue Karte in Gelb").fill("Noch nicht fertig")
        menu = card(page, "Miete").locator("summary")
        menu.click()
        card(page, "Miete").get_by_role("button", name="Nach Grün").click()
        expect(page.locator("#lamp-live")).to_contain_text("Karte liegt jetzt in Grün")
        expect(page.get_by_label("Neue Karte in Gelb")).to_have_value("Noch nicht fertig")
    assert seen(family)["yellow"] == []


def test_an_impatient_double_click_lays_one_card_and_moves_one_place(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        page.get_by_label("Neue Karte in Grün").fill("Nur einmal")
        page.get_by_role("button", name="In Grün hinzufügen").dblclick()
        expect(card(page, "Nur einmal")).to_have_count(1)
        page.wait_for_timeout(300)
        expect(card(page, "Nur einmal")).to_have_count(1)
    assert seen(family)["green"] == ["Kinder", "Nachbarin", "Garten", "Nur einmal"]


def test_two_tabs_show_the_present_state_and_say_so(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        other = page.context.new_page()
        other.goto(address(family))
        drag(other, card(other, "Miete"), other.locator(".lamp-slice--yellow"))
        expect(other.locator(".lamp-slice--yellow .lamp-card")).to_contain_text("Miete")
        drag(page, card(page, "Miete"), card(page, "Kinder"))
        expect(page.get_by_text("wurde gerade an anderer Stelle bewegt")).to_be_visible()
        expect(page.locator(".lamp-slice--yellow .lamp-card")).to_contain_text("Miete")
    assert seen(family)["yellow"] == ["Miete"]


def test_a_card_goes_back_when_the_session_is_over_and_the_login_is_asked_for(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        Session.objects.all().delete()
        drag(page, card(page, "Miete"), card(page, "Kinder"))
        expect(page.get_by_text("Ihre Anmeldung ist abgelaufen")).to_be_visible()
        assert order(page, "red") == ["Miete"]
    assert seen(family)["red"] == ["Miete"]


def test_coming_back_with_the_browsers_arrow_shows_a_cake_that_can_be_moved(visitor: Visitor) -> None:
    family = three(visitor)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        card(page, "Miete").locator("summary").click()
        card(page, "Miete").get_by_role("link", name="Zum Ziel machen").click()
        expect(page.get_by_role("heading", name="Aus der Karte wird ein Ziel")).to_be_visible()
        page.go_back()
        card(page, "Garten").locator("summary").focus()
        page.keyboard.press("ArrowUp")
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Grün, Platz 2 von 3.")


@pytest.mark.slow
def test_three_hundred_cards_can_still_be_moved(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    filled(family, 300)
    with visitor.as_person("alma") as page:
        page.goto(address(family))
        expect(page.locator("#lamp-board .lamp-card")).to_have_count(120)
        expect(page.get_by_role("link", name="60 weitere zeigen in Gelb")).to_be_visible()
        first = page.locator(".lamp-slice--green .lamp-card").nth(1)
        words = first.locator(".lamp-card__text").inner_text()
        first.locator("summary").focus()
        page.keyboard.press("ArrowUp")
        expect(page.locator("#lamp-live")).to_have_text("Karte liegt jetzt in Grün, Platz 1 von 100.")
        expect(page.locator(".lamp-slice--green .lamp-card__text").first).to_have_text(words)
        assert re.search(r"\+89", page.locator("#lamp-board svg").inner_html())
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert Card.objects.count() == 300
