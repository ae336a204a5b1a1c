"""The copy for a leading file in Chromium: from the note to the mark, without barriers at both widths."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from tests.browser import Visitor, flaws, serving
from tests.cases.families import haddad
from tests.house import House

pytestmark = pytest.mark.browser


@pytest.fixture
def beside(chromium: Browser, house: House) -> Iterator[Visitor]:
    """Somebody with a browser, in a house whose file is kept in another system."""
    with serving({"RUNDBLICK_MODE": "companion", "RUNDBLICK_COMPANION_APPROVED": "2026-11-02 DS-17/26"}) as address:
        yield Visitor(chromium, address, house)


def test_a_talk_is_copied_and_leaves_the_list(beside: Visitor) -> None:
    family = haddad(beside.house)
    family.note(family.amira, sentence="Die Kita hat zugesagt.", agreements="Sie unterschreibt den Vertrag.")
    found: list[str] = []
    with beside.as_person("alma", bypass_csp=True) as page:
        page.goto("/faelle/uebertragen/")
        found += flaws(page, "companion list")
        page.get_by_role("link", name="Amira Haddad").first.click()
        expect(page.get_by_text("Die Kita hat zugesagt.").first).to_be_visible()
        found += flaws(page, "companion copy")
        page.get_by_role("button", name="Als übertragen markieren").click()
        page.goto("/faelle/uebertragen/")
        expect(page.get_by_role("link", name="Amira Haddad")).to_have_count(0)
        found += flaws(page, "companion empty")
    assert found == []
