"""Inviting in Chromium: the letter comes down, the mail goes out and is seen, by mouse and by keyboard."""

import os
from collections.abc import Iterator

import pytest
from django.urls import reverse
from playwright.sync_api import Browser, expect

from tests.browser import Visitor, flaws, serving
from tests.cases.families import haddad
from tests.house import House
from tests.invitations.inviting import ADDRESS, letterhead, post, wish
from tests.post.relay import Relay, relay

__all__ = ["relay"]
pytestmark = pytest.mark.browser


@pytest.fixture
def inviter(chromium: Browser, house: House, relay: Relay) -> Iterator[Visitor]:
    """Somebody with a browser, in a house that sends mail."""
    smtp = {"RUNDBLICK_SMTP_HOST": "127.0.0.1", "RUNDBLICK_SMTP_PORT": str(relay.port), "RUNDBLICK_SMTP_TLS": "none"}
    with serving(smtp) as address:
        yield Visitor(chromium, address, house)


def test_a_coach_asks_invites_and_sees_that_it_went_out(inviter: Visitor, relay: Relay) -> None:
    letterhead(inviter.house)
    family = haddad(inviter.house)
    row = family.appointment(family.amira)
    with inviter.as_person("alma") as page:
        page.goto(reverse("calendar:appointment", args=[row.pk]))
        page.get_by_role("link", name="Einladen").press("Enter")
        page.get_by_role("link", name="Nachrichten an Amira Haddad").press("Enter")
        page.get_by_role("link", name="Um die Einwilligung bitten").press("Enter")
        page.get_by_label("mündlich, weil es gerade nicht anders ging").press("Space")
        page.get_by_role("button", name="Einwilligung eintragen").press("Enter")
        page.get_by_role("textbox", name="E-Mail-Adresse oder Handynummer").fill(ADDRESS)
        page.get_by_role("button", name="Wunsch speichern").press("Enter")
        expect(page.get_by_text(f"an {ADDRESS}")).to_be_visible()
        page.goto(reverse("invitations:show", args=[row.pk]))
        page.get_by_role("button", name="Einladung senden").click()
        expect(page.get_by_text("wird verschickt")).to_be_visible()
        post()
        page.reload()
        expect(page.get_by_text("Einladung per E-Mail")).to_be_visible()
        expect(page.locator(".kern-badge", has_text="verschickt")).to_be_visible()
    assert len(relay.received) == 1


def test_the_letters_come_down(inviter: Visitor) -> None:
    family = haddad(inviter.house)
    row = family.appointment(family.amira, family.karim, purpose="Bewerbung für die Küche")
    with inviter.as_person("alma") as page:
        page.goto(reverse("invitations:show", args=[row.pk]))
        page.get_by_role("checkbox", name="Worum es geht").check()
        with page.expect_download() as download:
            page.get_by_role("button", name="Brief herunterladen").click()
        assert download.value.suggested_filename == "einladung.pdf"
        page.goto(reverse("invitations:series"))
        with page.expect_download() as download:
            page.get_by_role("button", name="Briefe herunterladen").press("Enter")
        assert os.path.getsize(download.value.path()) > 10_000


def test_no_page_has_a_barrier_or_is_cut_off(inviter: Visitor) -> None:
    family = haddad(inviter.house)
    row = family.appointment(family.amira, family.karim, purpose="Bewerbung für die Küche")
    wish(family)
    found: list[str] = []
    with inviter.as_person("alma", bypass_csp=True) as page:

        def look(name: str) -> None:
            found.extend(flaws(page, name))

        page.goto(reverse("invitations:show", args=[row.pk]))
        page.get_by_role("button", name="Einladung senden").click()
        post()
        page.reload()
        look("einladen")
        page.goto(reverse("invitations:wish", args=[family.pk, family.amira]))
        look("wunsch")
        page.goto(reverse("invitations:series"))
        look("briefe")
        page.goto(reverse("invitations:feed"))
        page.get_by_role("button", name="Adresse machen").click()
        look("kalender")
    with inviter.as_person("dana", bypass_csp=True) as page:
        page.goto(reverse("invitations:letterhead"))
        look("briefkopf")
    assert found == []
