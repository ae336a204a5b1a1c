"""The grid in Chromium: by key, by tap, on a narrow screen, on paper, without scripts."""

import pytest
from playwright.sync_api import Page, expect

from rundblick.journeys import trail
from tests.browser import Visitor, flaws, violations
from tests.house import House
from tests.journeys.family import Family, kaya, minijob

pytestmark = pytest.mark.browser


def at(page: Page, family: Family, step: str, track: str = "lunch") -> str:
    """Selector of a place."""
    return f'[id="c-{family.deniz}.{track}.{step}"]'


def pressed(page: Page, family: Family, step: str, track: str = "lunch") -> str:
    """The answer that is pressed at a place."""
    button = page.locator(f'{at(page, family, step, track)} [aria-pressed="true"]')
    return button.first.get_attribute("value").rpartition(".")[2] if button.count() else ""  # type: ignore[union-attr]


def answers(family: Family) -> dict[tuple[str, str], str]:
    """What counts, by benefit and step, about Deniz."""
    return {(c.track, c.step): c.answer for c in trail.given(family.cells()) if c.person_id == family.deniz}


def test_a_whole_row_is_answered_by_keys(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        page.locator(at(page, family, "entitled")).focus()
        for _ in range(4):
            page.keyboard.press("j")
            page.keyboard.press("ArrowRight")
        expect(page.locator(at(page, family, "applied"))).to_be_focused()
        page.wait_for_load_state("networkidle")
        expect(page.locator(f'{at(page, family, "interested")} [aria-pressed="true"]')).to_have_count(1)
        expect(page.locator("[aria-busy]")).to_have_count(0)
    assert answers(family) == {("lunch", step): "yes" for step in ("entitled", "offered", "known", "interested")}


def test_a_no_asks_for_reasons_and_digits_choose_them(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        page.locator(at(page, family, "offered")).focus()
        page.keyboard.press("n")
        dialog = page.locator("#einzelheiten")
        expect(dialog).to_be_visible()
        expect(dialog).to_contain_text("Gibt es für das Kind ein Angebot?")
        assert violations(page) == []
        page.keyboard.press("1")
        page.keyboard.press("3")
        page.get_by_label("Fußnote").fill("isst bei der Großmutter")
        page.keyboard.press("Control+Enter")
        expect(dialog).to_be_hidden()
        expect(page.locator(".jn-notes")).to_contain_text("isst bei der Großmutter")
        expect(page.locator(at(page, family, "offered"))).to_be_focused()
    held = trail.given(family.cells())[-1]
    assert held.reasons == ["eats_at_home", "school_covers"]


def test_keys_open_answers_up_to_here_and_take_back(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        page.locator(at(page, family, "known")).focus()
        page.keyboard.press("Shift+J")
        expect(page.locator(f'{at(page, family, "entitled")} [aria-pressed="true"]')).to_have_count(1)
        assert len(answers(family)) == 3
        page.keyboard.press("o")
        expect(page.locator(f'{at(page, family, "known")} [aria-pressed="true"]')).to_have_count(0)
        expect(page.locator("[aria-busy]")).to_have_count(0)
        page.keyboard.press("Control+z")
        expect(page.locator(f'{at(page, family, "known")} [aria-pressed="true"]')).to_have_count(1)
        page.keyboard.press("Control+z")
        expect(page.locator('[data-grid] [aria-pressed="true"]')).to_have_count(0)
    assert answers(family) == {}


def test_enter_opens_the_details_and_escape_leads_back(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        page.locator(at(page, family, "used")).focus()
        page.keyboard.press("Enter")
        expect(page.locator("#einzelheiten")).to_be_visible()
        page.keyboard.press("Escape")
        expect(page.locator(at(page, family, "used"))).to_be_focused()
        page.keyboard.press("ArrowDown")
        expect(page.locator(at(page, family, "used", "tutoring"))).to_be_focused()


def test_points_of_a_scale_are_digits(visitor: Visitor, house: House) -> None:
    family = minijob(house)
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        place = f'[id="c-{family.gulsen}.job.searched"]'
        page.locator(place).focus()
        page.keyboard.press("1")
        expect(page.locator("[aria-busy]")).to_have_count(0)
    (cell,) = family.cells()
    assert (cell.answer, cell.point) == ("yes", 1)


def test_somebody_elses_answer_is_shown_beside_mine(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        family.say("entitled", "no", track="lunch", note="Schule hat keine Mensa")
        page.locator(at(page, family, "entitled")).focus()
        page.keyboard.press("j")
        dialog = page.locator("#einzelheiten")
        expect(dialog).to_contain_text("Zwei Fassungen")
        expect(dialog).to_contain_text("Schule hat keine Mensa")
    assert answers(family) == {("lunch", "entitled"): "no"}


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    family.say("offered", "no", reasons=["school_covers"], note="Fußnote")
    family.say("used", "yes", track="lunch")
    addresses = [
        family.url,
        f"{family.url}?stand=01.01.2022",
        family.field("offered"),
        f"/journeys/neu/{family.pk}/",
        f"{family.url}kopf/",
        "/journeys/",
        "/journeys/weiter/?journey=but&leistung=tutoring",
    ]
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in addresses:
            page.goto(address)
            found += flaws(page)
    assert found == []


def test_on_a_narrow_screen_a_tap_answers(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    with visitor.as_person("alma", narrow=True, has_touch=True) as page:
        page.goto(family.url)
        page.locator(f"{at(page, family, 'entitled')} .jn-choice--yes").tap()
        expect(page.locator(f'{at(page, family, "entitled")} [aria-pressed="true"]')).to_have_count(1)
        expect(page.locator("[aria-busy]")).to_have_count(0)
    assert answers(family) == {("lunch", "entitled"): "yes"}


def test_without_scripts_every_button_sends(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(family.url)
        page.locator(f"{at(page, family, 'entitled')} .jn-choice--yes").click()
        page.locator(f"{at(page, family, 'offered')} .jn-choice--no").click()
        page.get_by_text("Die Schule deckt das Angebot ab").click()
        page.get_by_role("button", name="Speichern").click()
        assert page.url.partition("#")[0].endswith(family.url)
    assert answers(family) == {("lunch", "entitled"): "yes", ("lunch", "offered"): "no"}


def test_on_paper_it_is_one_landscape_sheet_of_answers(visitor: Visitor, house: House) -> None:
    family = kaya(house)
    family.say("offered", "no", reasons=["school_covers"])
    with visitor.as_person("alma") as page:
        page.goto(family.url)
        page.emulate_media(media="print")
        assert not page.locator('[data-grid] [aria-pressed="false"]').first.is_visible()
        expect(page.locator('[data-grid] [aria-pressed="true"]')).to_be_visible()
        assert not page.locator("[data-undo]").is_visible()
