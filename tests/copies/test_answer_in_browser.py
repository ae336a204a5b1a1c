"""An Auskunft in Chromium: from the wish to the paper, without barriers at both widths."""

import pytest
from playwright.sync_api import Page, expect

from rundblick.access.context import acting_as
from rundblick.copies import working
from rundblick.copies.codes import State
from rundblick.copies.models import Copy
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.copies.wishes import DAY, address

pytestmark = pytest.mark.browser


def test_somebody_gets_their_copy_and_no_page_on_the_way_has_a_barrier(visitor: Visitor) -> None:
    house = visitor.house
    family = haddad(house, opened_on=today() - 60 * DAY)
    family.note(family.amira, sentence="Der Kitaplatz ist zugesagt.", summary="Nachbarin Frau Kaya hat angerufen.")
    family.note(family.amira, sentence="Die Bewerbung ist raus.", agreements="Karim holt Sami ab.")
    found: list[str] = []

    def check(page: Page, name: str) -> None:
        found.extend(flaws(page, f"copies {name}"))

    def copy() -> Copy:
        with acting_as(house.alma, "test", read_only=True):
            return Copy.objects.get()

    with visitor.as_person("alma", bypass_csp=True) as page:
        page.goto(address("page", family.pk, family.amira))
        check(page, "ask")
        page.get_by_role("button", name="Auskunft vorbereiten").click()
        check(page, "waits")
        working.collect(copy().pk)
        page.goto(address("page", family.pk, family.amira))
        check(page, "draft")
        page.get_by_role("link", name="Durchsehen").click()
        check(page, "entry")
        page.get_by_label("Grund").select_option("third")
        page.get_by_label("Welche Worte?").fill("Frau Kaya")
        page.get_by_label("Welche Worte?").press("Enter")
        expect(page.get_by_text("Geschwärzt. So sieht es jetzt aus.")).to_be_visible()
        check(page, "hidden")
        page.get_by_role("button", name="Fertig, weiter").click()
        page.get_by_role("button", name="Kann so hinaus, weiter").click()
        expect(page.get_by_role("heading", name="Freigeben")).to_be_visible()
        check(page, "release")
        page.get_by_role("link", name="Auskunft", exact=True).click()
        page.get_by_role("link", name="Gespräche").click()
        check(page, "part")
        page.goto(address("release", copy().pk))
        page.get_by_role("button", name="Endgültig freigeben").click()
        working.write_files(copy().pk)
        page.goto(address("page", family.pk, family.amira))
        page.get_by_role("button", name="Übergabe notieren").click()
        expect(page.get_by_text("auf Papier übergeben").last).to_be_visible()
        check(page, "given")
        page.goto(address("extend", copy().pk))
        check(page, "extend")
    assert copy().state == State.RELEASED
    assert found == []
