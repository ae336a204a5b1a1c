"""The card in Chromium: by mouse and by keyboard, without scripts, no barrier at both widths, landscape on paper."""

import re

import pytest
from playwright.sync_api import Page, expect

from rundblick.access.context import acting_as
from rundblick.resources.models import Resource
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.resources.cards import COACH, PERSON, address, full, plans, says

pytestmark = pytest.mark.browser


def places(family: Family) -> list[str]:
    """Every page of the card, with all that can stand on it."""
    full(family)
    row, one = says(family, PERSON, "Schwester in Beckum"), plans(family, "Schuldnerberatung")
    names = [address(family, name) for name in ("page", "sheet", "compare", "helps")]
    views = [address(family, "enter", view) for view in ("coach", "vermutung", "person")]
    rows = [address(family, "resource", row.pk), address(family, "help", one.pk)]
    return [*names, *views, *rows, *(f"{name}?gemeinsam=1" for name in (*names, views[2]))]


def test_no_page_of_the_card_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    found = []
    addresses = places(haddad(visitor.house))
    with visitor.as_person("alma", bypass_csp=True) as page:
        for place in addresses:
            page.goto(place)
            found += flaws(page, place)
    assert found == []


def texts(visitor: Visitor) -> list[str]:
    with acting_as(visitor.house.alma, "test", read_only=True):
        return sorted(row.text for row in Resource.objects.filter(valid_until=None))


def test_three_lines_follow_each_other_with_the_keyboard_alone(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(address(family, "enter", "person") + "?gemeinsam=1")
        field = page.get_by_label("Eintrag zu sozialen Ressourcen")
        field.focus()
        for text in ("Schwester", "Frau von gegenüber", "Onkel"):
            page.keyboard.type(text)
            page.keyboard.press("Enter")
            expect(page.locator(".res-field--social .res-entry__text", has_text=text)).to_be_visible()
            expect(field).to_be_focused()
        page.get_by_role("link", name=re.compile("Ändern.*Onkel")).focus()
        page.keyboard.press("Enter")
        page.locator("#id_section").focus()
        page.keyboard.type("Stadt")
        page.locator("#id_level").focus()
        page.keyboard.type("3")
        page.keyboard.press("Control+Enter")
        expect(page.locator(".res-field--area").get_by_text("Onkel", exact=True)).to_be_visible()
        expect(page.get_by_role("link", name="Zurück zur Akte")).to_be_visible()
    assert texts(visitor) == ["Frau von gegenüber", "Onkel", "Schwester"]


def compare_by_mouse(page: Page, family: Family) -> None:
    page.goto(address(family, "compare"))
    page.get_by_label("Großmutter der Kinder").check()
    page.get_by_label("Meine Mutter").check()
    page.get_by_role("button", name="Gehört zusammen").click()
    expect(page.get_by_role("cell", name="Gemeinsam gesehen")).to_be_visible()
    page.get_by_role("button", name=re.compile("Trennen.*Meine Mutter")).click()
    expect(page.get_by_role("cell", name="Blinder Fleck")).to_be_visible()


@pytest.mark.parametrize("scripts", [True, False])
def test_two_lines_are_put_together_with_and_without_scripts(visitor: Visitor, scripts: bool) -> None:
    family = haddad(visitor.house)
    says(family, COACH, "Großmutter der Kinder")
    says(family, PERSON, "Meine Mutter")
    with visitor.as_person("alma", java_script_enabled=scripts) as page:
        compare_by_mouse(page, family)


def test_a_help_is_planned_begun_and_ended_without_scripts(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(address(family, "helps"))
        page.locator("#id_text").fill("Familienhilfe")
        page.locator("#id_level").select_option("4")
        page.get_by_role("button", name="Hilfe notieren").click()
        expect(page.get_by_role("heading", name="Vorher noch ein Blick in die Nähe?")).to_be_visible()
        page.get_by_role("button", name="So lassen").click()
        expect(page.get_by_role("heading", name="Vorher noch ein Blick in die Nähe?")).to_have_count(0)
        page.get_by_role("button", name=re.compile("Läuft jetzt.*Familienhilfe")).click()
        expect(page.locator(".res-level").get_by_text("läuft seit")).to_be_visible()
        page.get_by_role("button", name=re.compile("Beendet.*Familienhilfe")).click()
        expect(page.get_by_text("Keine Hilfe geplant.")).to_be_visible()


def test_what_is_typed_and_not_sent_is_put_back(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(address(family, "enter", "coach"))
        page.get_by_label("Eintrag zur Subjektebene").fill("Mitten im Wort")
        expect(page.get_by_text("Entwurf gespeichert")).to_be_visible()
        page.goto(address(family, "enter", "coach"))
        expect(page.get_by_label("Eintrag zur Subjektebene")).to_have_value("Mitten im Wort")
        page.goto(address(family, "enter", "person"))
        expect(page.get_by_label("Eintrag zur Subjektebene")).to_have_value("")
    assert texts(visitor) == []


def test_the_sheet_prints_on_one_page_in_landscape(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    full(family)
    with visitor.as_person("alma") as page:
        page.goto(address(family, "sheet"))
        paper = page.pdf(prefer_css_page_size=True)
        assert paper.count(b"/Type /Page\n") == 1
        assert b"/MediaBox [0 0 841" in paper
