"""An invited guest sets up their account with a passkey and logs in with it alone. The authenticator is Chromium's."""

import re
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import override_settings
from django.urls import reverse
from playwright.sync_api import Page, expect

from rundblick.access import tasks
from rundblick.access.models import AccountInvitation, User
from tests.browser import Visitor, flaws
from tests.cases.families import haddad
from tests.cooperation.sheets import let_in

pytestmark = pytest.mark.browser

CHOSEN = "fünf kleine Enten schwimmen"
EMAIL = "ida@bruecke.example"


@contextmanager
def with_authenticator(page: Page, *, known: bool = True) -> Iterator[None]:
    """A device that keeps passkeys and checks who holds it; `known`: finger or PIN are right."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": known,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    yield
    session.detach()


@pytest.fixture
def by_name(visitor: Visitor) -> Visitor:
    """Reached by a name, since a passkey belongs to a name and never to a number."""
    return Visitor(visitor.browser, visitor.address.replace("127.0.0.1", "localhost"), visitor.house)


@pytest.fixture
def path(by_name: Visitor) -> str:
    """The link by which Ida of the Brücke was invited."""
    data = {
        "display_name": "Ida Brücke",
        "email": EMAIL,
        "organisation": str(by_name.house.partner.pk),
        "role": "partner",
        "team": "",
        "token": str(uuid.uuid4()),
    }
    assert by_name.house.login("nora").post(reverse("access:user_add"), data).status_code == 302
    mail.outbox = []
    with override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend"):
        assert tasks.send_invitation(str(AccountInvitation.objects.get().pk))
    found = re.search(r"https?://\S+", str(mail.outbox[0].body))
    assert found
    return urlsplit(found.group()).path


def test_a_guest_opens_the_account_adds_a_passkey_and_comes_back_with_it_alone(by_name: Visitor, path: str) -> None:
    family = haddad(by_name.house)
    let_in(family, by_name.house.partner)
    found = []
    with by_name.as_person(bypass_csp=True) as page, with_authenticator(page):
        page.goto(path)
        page.get_by_label("Neues Passwort", exact=True).fill(CHOSEN)
        page.get_by_label("Neues Passwort, noch einmal").fill(CHOSEN)
        page.get_by_role("button", name="Passwort festlegen und anmelden").click()
        page.get_by_role("link", name="Schlüssel hinzufügen").click()
        found += flaws(page, "add-key")
        page.get_by_label("Damit auch ohne Passwort anmelden").check()
        page.get_by_role("button", name="Schlüssel jetzt lesen").click()
        expect(page.get_by_role("heading", name="Ersatzcodes", level=1)).to_be_visible()
        page.goto("/konto/zweiter-faktor/schluessel/")
        expect(page.get_by_text("Passkey", exact=True)).to_be_visible()
        found += flaws(page, "keys")
        log_out(page)
        page.get_by_role("button", name="Mit Passkey anmelden").click()
        expect(page.get_by_text("Für Sie geöffnete Fälle")).to_be_visible()
        expect(page.get_by_text("Amira Haddad").first).to_be_visible()
    assert found == []


def test_a_guest_opens_the_account_with_a_passkey_and_never_has_a_password(by_name: Visitor, path: str) -> None:
    family = haddad(by_name.house)
    let_in(family, by_name.house.partner)
    found = []
    with by_name.as_person(bypass_csp=True) as page, with_authenticator(page):
        page.goto(path)
        found += flaws(page, "invited")
        page.get_by_role("button", name="Passkey einrichten und anmelden").click()
        expect(page.get_by_role("heading", name="Sicherheit meines Kontos")).to_be_visible()
        found += flaws(page, "opened-with-key")
        page.get_by_role("link", name="Ersatzcodes erzeugen").click()
        page.get_by_role("button", name="Codes erzeugen").click()
        log_out(page)
        page.get_by_role("button", name="Mit Passkey anmelden").click()
        expect(page.get_by_text("Amira Haddad").first).to_be_visible()
        page.goto(path)
        expect(page.get_by_text("gilt nicht mehr").first).to_be_visible()
    assert found == []
    user = User.objects.get(email=EMAIL)
    assert not user.has_usable_password() and set(user.access_context().roles) == {"partner"}


def test_whoever_the_device_does_not_know_keeps_the_link_and_may_choose_a_password(by_name: Visitor, path: str) -> None:
    with by_name.as_person() as page, with_authenticator(page, known=False):
        page.goto(path)
        page.get_by_role("button", name="Passkey einrichten und anmelden").click()
        expect(page.get_by_role("alert")).to_contain_text("Abgebrochen")
        page.get_by_label("Neues Passwort", exact=True).fill(CHOSEN)
        page.get_by_label("Neues Passwort, noch einmal").fill(CHOSEN)
        page.get_by_role("button", name="Passwort festlegen und anmelden").click()
        expect(page.get_by_role("heading", name="Sicherheit meines Kontos")).to_be_visible()


def test_under_a_number_the_page_says_why_no_passkey_is_possible(visitor: Visitor, path: str) -> None:
    with visitor.as_person() as page, with_authenticator(page):
        page.goto(path)
        page.get_by_role("button", name="Passkey einrichten und anmelden").click()
        expect(page.get_by_role("alert")).to_contain_text("Unter dieser Adresse gehen Passkeys nicht")


def log_out(page: Page) -> None:
    page.goto("/konto/logout/")
    page.locator("main").get_by_role("button", name="Abmelden").click()
    page.goto("/konto/login/")
