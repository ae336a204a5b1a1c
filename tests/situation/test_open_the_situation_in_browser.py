"""The situation in Chromium: no barrier at both widths, by mouse and by keyboard, on a screen for two, on paper."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from rundblick.access.context import acting_as
from rundblick.situation import services
from rundblick.situation.models import Entry, ProtectedEntry
from rundblick.web.clock import today
from tests.browser import Visitor, flaws
from tests.cases.families import Family, haddad
from tests.situation.lives import DAY, SECRET, confided, consented, said, stored, withdrawn

pytestmark = pytest.mark.browser


def full(visitor: Visitor) -> tuple[Family, Entry]:
    """Something in most fields, from three views, over months; and something in the protected area."""
    family = haddad(visitor.house, opened_on=today() - 400 * DAY)
    entry = said(family, since=today() - 200 * DAY, indicators=["money_gap"])
    with acting_as(visitor.house.alma, "test"):
        entry = services.restate(
            entry=entry,
            author=visitor.house.alma,
            version=1,
            view="participant",
            kind="resource",
            text="Es reicht jetzt, seit das Kindergeld pünktlich kommt.",
            indicators=["money_enough"],
        )
    said(family, topic="housing_secure", occasion="own_mention", indicators=["housing_notice"], text="", view="coach")
    said(
        family, topic="offices", kind="need", text="Die Briefe vom Amt lege ich erst mal weg.", since=today() - 90 * DAY
    )
    said(family, topic="social", kind="resource", view="coach", indicators=["social_friends"], text="Nachbarin hilft.")
    said(family, topic="confidence", kind="open", scale=4, text="Wenn jemand mitkommt, trau ich mich.")
    said(family, topic="capability_body", kind="resource", view="partner", indicators=["lift_10", "posture_change"])
    said(family, family.karim, topic="family_now", kind="resource", text="Wir ziehen zusammen.", shared=True)
    consented(family)
    confided(family)
    return family, entry


def addresses(family: Family, entry: Entry) -> list[str]:
    both = [family.pk, family.amira]
    return [
        reverse("situation:page", args=both),
        f"{reverse('situation:page', args=both)}?stand={today() - 100 * DAY}",
        f"{reverse('situation:page', args=both)}?gemeinsam=1",
        reverse("situation:page", args=[family.pk, family.sami]),
        reverse("situation:add", args=[*both, "housing_secure"]),
        reverse("situation:add", args=[*both, "confidence"]) + "?gemeinsam=1",
        reverse("situation:restate", args=[entry.pk]),
        reverse("situation:history", args=[entry.pk]),
        reverse("situation:needs", args=both),
        reverse("situation:protected", args=both),
        reverse("situation:protected", args=[family.pk, family.karim]),
    ]


def test_no_page_has_a_barrier_or_is_cut_off(visitor: Visitor) -> None:
    family, entry = full(visitor)
    found: list[str] = []
    with visitor.as_person("alma", bypass_csp=True) as page:
        for address in addresses(family, entry):
            page.goto(address)
            found += flaws(page, address)
        page.goto(reverse("situation:protected", args=[family.pk, family.amira]))
        page.get_by_role("button", name="Bereich öffnen").click()
        expect(page.get_by_text(SECRET)).to_be_visible()
        found += flaws(page, "open area")
        page.get_by_role("button", name=re.compile("^Ändern")).first.click()
        expect(page.get_by_role("heading", name="Eintrag ändern")).to_be_visible()
        found += flaws(page, "form of the area")
    assert found == []


def test_an_own_word_is_written_down_by_mouse(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("situation:page", args=[family.pk, family.amira]))
        page.get_by_text("Darüber sprechen").first.click()
        page.get_by_role("link", name="Auskommen mit dem Geld").click()
        page.get_by_label("Bedarf").check()
        page.get_by_label("Am Monatsende fehlt immer wieder etwas").check()
        page.get_by_label("In eigenen Worten").fill("Ab dem Zwanzigsten wird es knapp.")
        page.get_by_role("button", name="Festhalten").click()
        expect(page.get_by_text("Das ist festgehalten.")).to_be_visible()
        expect(page.get_by_text("„Ab dem Zwanzigsten wird es knapp.“")).to_be_visible()


def test_a_number_is_given_by_keyboard_alone_on_the_screen_for_two(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    with visitor.as_person("alma") as page:
        page.goto(reverse("situation:page", args=[family.pk, family.amira]) + "?gemeinsam=1")
        page.locator("section[aria-labelledby=feld-3] summary").focus()
        page.keyboard.press("Enter")
        page.get_by_role("link", name="Zutrauen").focus()
        page.keyboard.press("Enter")
        page.get_by_label("in Klärung").focus()
        page.keyboard.press("Space")
        page.get_by_label("Wie sicher sind Sie").focus()
        page.keyboard.press("7")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("7 von 10").first).to_be_visible()
        assert "gemeinsam=1" in page.url


def test_without_scripts_the_area_is_opened_and_written_in(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    consented(family)
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(reverse("situation:page", args=[family.pk, family.amira]))
        page.get_by_role("link", name="Geschützter Bereich").last.click()
        page.get_by_role("button", name="Bereich öffnen").click()
        page.get_by_text("Etwas festhalten").click()
        page.get_by_label("Vorschlag an die Person").check()
        page.get_by_label("Thema").select_option("strain")
        page.get_by_label("Worte").fill("Hausarzt vorgeschlagen.")
        page.get_by_role("button", name="Festhalten").click()
        expect(page.get_by_text("Hausarzt vorgeschlagen.")).to_be_visible()
    with acting_as(visitor.house.alma, "test", read_only=True):
        assert stored(ProtectedEntry).get().kind == "suggestion"


def test_the_form_closes_when_the_consent_ends_while_somebody_writes(visitor: Visitor) -> None:
    family = haddad(visitor.house)
    grant = consented(family)
    with visitor.as_person("alma") as page:
        page.goto(reverse("situation:protected", args=[family.pk, family.amira]))
        page.get_by_role("button", name="Bereich öffnen").click()
        page.get_by_text("Etwas festhalten").click()
        page.get_by_label("Beobachtung ohne Wertung").check()
        page.get_by_label("Thema").select_option("strain")
        page.get_by_label("Worte").fill("Kommt am Montag mit dem Bus.")
        withdrawn(family, grant)
        page.get_by_role("button", name="Festhalten").click()
        expect(page.get_by_text("Nichts wurde gespeichert")).to_be_visible()
        expect(page.get_by_label("Worte")).to_have_count(0)
        page.get_by_role("button", name="Entwurf ansehen").click()
        expect(page.get_by_text("Kommt am Montag mit dem Bus.")).to_be_visible()
        page.get_by_role("button", name="Entwurf löschen").click()
        expect(page.get_by_role("button", name="Entwurf ansehen")).to_have_count(0)
