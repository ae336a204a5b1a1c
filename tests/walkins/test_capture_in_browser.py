"""A walk-in in Chromium: how many clicks and keys it takes, and no page with a barrier."""

import pytest
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.walkins import services
from rundblick.walkins.models import WalkIn
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.walkins.coming import SENTENCE, comes_by, quarter

pytestmark = pytest.mark.browser


def test_from_the_start_page_one_click_words_and_one_key_and_it_is_empty_again(visitor: Visitor) -> None:
    quarter(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto("/")
        page.get_by_role("link", name="Laufkontakt", exact=True).click()  # the one click
        expect(page.get_by_label("Worum geht es?")).to_be_focused()
        page.keyboard.type(SENTENCE)
        page.keyboard.press("Control+Enter")  # the one key
        expect(page.get_by_text("wird es gelöscht").first).to_be_visible()
        expect(page.get_by_label("Worum geht es?")).to_have_value("")
        expect(page.get_by_label("Worum geht es?")).to_be_focused()
        # Without a mouse: a jump key, one topic with the arrow keys, one key.
        page.goto("/")
        page.keyboard.press("g")
        page.keyboard.press("c")
        expect(page.get_by_label("Worum geht es?")).to_be_focused()
        page.keyboard.press("Tab")
        page.keyboard.press("Space")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Gespeichert. Am")).to_be_visible()
    with acting_as(visitor.house.alma, "test"):
        assert WalkIn.objects.count() == 2


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    house, place = visitor.house, quarter(visitor.house)
    haddad(house)
    row = comes_by(house, place=place, setting="decentral_office", given=("sheet", "address"), reach="kommt dienstags")
    comes_by(house, "bert", name="", topic=None, sentence="Sucht einen Platz in einer Kita.")
    last = today().replace(day=1)
    with acting_as(house.alma, "test"):
        for topic in (1, 1, 1, 1, 2, 5, 5, 5, 5, None):
            services.count(
                organisation_id=house.jobcenter.pk, place=place, topic=topic, on=last.replace(year=last.year - 1)
            )
    found = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for name, where in {
            "new": "/laufkontakte/",
            "list": "/laufkontakte/offen/",
            "take": f"/laufkontakte/{row.pk}/",
            "tally": "/laufkontakte/zaehlen/",
            "numbers": "/laufkontakte/zahlen/",
        }.items():
            page.goto(where)
            if name == "take":
                page.locator("#wen").fill("Haddad")
                page.locator("main").get_by_role("button", name="Suchen").click()
                expect(page.get_by_role("button", name="In den Vermerk von Amira")).to_be_visible()
            if name == "tally":
                page.get_by_role("button", name="Bildung, Beruf").click()
                expect(page.get_by_text("zuletzt: Bildung, Beruf")).to_be_visible()
            found += flaws(page, f"walkins {name}")
    assert found == []
