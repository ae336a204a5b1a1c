"""Every page of the room in Chromium: no script errors, nothing wider than the screen, nothing axe objects to."""

import datetime as dt
import re
from itertools import groupby
from operator import itemgetter
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access import services
from rundblick.access.context import acting_as
from rundblick.access.models import Dossier
from rundblick.web.clock import today
from tests.access.test_log_in import with_password
from tests.browser import Visitor, flaws
from tests.house import PASSWORD

pytestmark = pytest.mark.browser

PAGES = {
    "": ("account_login", "account_reset_password", "account_reset_password_done"),
    "alma": ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_set_password", "access:register"),
    "eva": ("access:protocol", "access:temporary_doors", "access:seals", "access:erasures"),
    "dana": ("access:covers",),
    "frank": ("access:users", "access:user_add", "access:invitations", "access:organisations"),
}
OF_THE_DOSSIER = {
    "alma": ("access:doors", "access:door_open", "access:hand_over", "access:erasure_request"),
    "dana": ("access:emergency",),
    "jana": ("access:doors",),
    "cem": ("access:doors",),
}


@pytest.fixture
def lived_in(visitor: Visitor, dossier: Dossier) -> Dossier:
    """The dossier after some days of use."""
    house = visitor.house
    with acting_as(house.dana, "test"):
        services.cover(
            absent=house.alma, deputy=house.hanna, first_day=today(), last_day=today() + dt.timedelta(days=9)
        )
    with acting_as(house.frank, "test"):
        guest = services.add_user(email="gast@test.example", display_name="Ida Brücke", organisation=house.partner)
        services.invite(user=guest, by=house.frank)
    with acting_as(house.gina, "test") as context:
        services.break_glass(context, dossier_id=dossier.pk, purpose="Familie steht im Büro")
    with acting_as(house.dana, "test") as context:
        services.request_erasure(context, dossier_id=dossier.pk, ground="Frist abgelaufen")
    return dossier


def addresses(house: Any, dossier: Dossier) -> list[tuple[str, str]]:
    found = [(name, reverse(page)) for name, pages in PAGES.items() for page in pages]
    found += [(n, reverse(page, args=[dossier.pk])) for n, pages in OF_THE_DOSSIER.items() for page in pages]
    return sorted([*found, ("frank", reverse("access:user", args=[house.alma.pk]))])


def test_pages_are_accessible_and_fit(visitor: Visitor, lived_in: Dossier) -> None:
    wrong = []
    for name, pages in groupby(addresses(visitor.house, lived_in), key=itemgetter(0)):
        with visitor.as_person(name, bypass_csp=True) as page:
            for _, address in pages:
                answer = page.goto(address)
                assert answer is not None
                if answer.status != 200:
                    wrong.append(f"{address} as {name}: {answer.status}")
                wrong += flaws(page, f"{address} as {name or 'nobody'}")
    assert wrong == []


def test_logging_in_and_closing_a_door_works_by_keyboard(visitor: Visitor, dossier: Dossier) -> None:
    alma = with_password(visitor.house.alma)
    with visitor.as_person() as page:
        page.goto(reverse("access:doors", args=[dossier.pk]))
        page.keyboard.type(alma.email)
        page.keyboard.press("Tab")
        while page.evaluate("document.activeElement.type") != "password":
            page.keyboard.press("Tab")
        page.keyboard.type(PASSWORD)
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(str(dossier.pk)))
        page.get_by_text("Tür schließen").first.focus()
        page.keyboard.press("Enter")
        page.get_by_role("button", name="Jetzt schließen").first.focus()
        page.keyboard.press("Enter")
        page.get_by_text("Die Tür ist geschlossen").wait_for()
        page.get_by_role("button", name="Rückgängig").click()
        page.get_by_text("Die Tür ist wieder offen").wait_for()


def test_pages_work_without_scripts(visitor: Visitor, dossier: Dossier) -> None:
    with visitor.as_person("alma", java_script_enabled=False) as page:
        page.goto(reverse("access:door_open", args=[dossier.pk]))
        page.get_by_label("Für wen").select_option(f"user:{visitor.house.lena.pk}")
        page.get_by_label("Gesetz:").check()
        page.get_by_label("Nachweis").fill("§ 50 SGB II")
        page.get_by_label("Stammdaten").check()
        page.get_by_role("button", name="Tür öffnen").click()
        assert "Birte" in page.content() or "Lena" in page.content()
        assert "§ 50 SGB II" in page.content()


def test_a_passkey_is_added_and_lets_in_under_the_content_security_policy(visitor: Visitor) -> None:
    alma = with_password(visitor.house.alma)
    with visitor.as_person() as page:
        blocked: list[str] = []
        page.on("console", lambda message: blocked.append(message.text) if "Content Security" in message.text else None)
        page.goto(reverse("account_login"))
        local = page.url.replace("127.0.0.1", "localhost")
        page.goto(local)
        devices = page.context.new_cdp_session(page)
        devices.send("WebAuthn.enable")
        devices.send(
            "WebAuthn.addVirtualAuthenticator",
            {
                "options": {
                    "protocol": "ctap2",
                    "transport": "internal",
                    "hasResidentKey": True,
                    "hasUserVerification": True,
                    "isUserVerified": True,
                    "automaticPresenceSimulation": True,
                }
            },
        )
        page.get_by_label("E-Mail-Adresse").fill(alma.email)
        page.get_by_label("Passwort", exact=False).first.fill(PASSWORD)
        page.get_by_role("button", name="Anmelden", exact=True).click()
        page.wait_for_load_state()
        here = local.split("/konto/")[0]
        page.goto(here + reverse("mfa_add_webauthn"))
        page.get_by_label("Damit auch ohne Passwort anmelden").check()
        page.get_by_role("button", name="Schlüssel jetzt lesen").click()
        page.wait_for_url(re.compile("ersatzcodes"))
        page.goto(here + reverse("account_logout"))
        page.locator("main").get_by_role("button", name="Abmelden").click()
        page.get_by_role("button", name="Mit Passkey anmelden").click()
        page.wait_for_url(re.compile(r"localhost:\d+/(?!konto/login)"))
        page.goto(here + reverse("mfa_list_webauthn"))
        assert "Passkey" in page.content()
        assert blocked == []
