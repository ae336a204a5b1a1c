"""Logging in, setting a password, a second factor, single sign-on, and what happens when the session has ended."""

import re
import time
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.core import mail
from django.db import connections
from django.test import Client, override_settings
from django.urls import NoReverseMatch, reverse

from rundblick.access import password_link
from rundblick.access.context import bound, system
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.access.startup import required_second_factors_name_roles
from tests.house import PASSWORD, House

REGISTER = "/zugriff/datenschutz/verzeichnis/"


def with_password(user: User) -> User:
    with bound(system("test"), "test.password"):
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return user


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> Any:
    return client.post(reverse("account_login"), {"login": user.email, "password": password} | more)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def give_second_factor(user: User) -> str:
    secret = generate_totp_secret()
    with bound(system("test"), "test.factor"):
        TOTP.activate(user, secret)
    return secret


def test_the_login_page_stands_in_our_frame_and_offers_no_sign_up(house: House) -> None:
    page = house.client().get(reverse("account_login"))
    text = page.content.decode()
    assert page.status_code == 200 and "kern-btn--primary" in text and 'lang="de"' in text
    assert "Passwort vergessen?" in text and "E-Mail-Adresse" in text
    for absent in ("account_signup", "account_email", "socialaccount_connections"):
        with pytest.raises(NoReverseMatch):
            reverse(absent)
    assert house.client().get("/konto/signup/").status_code in (302, 404)


def test_logging_in_leads_to_the_page_that_was_asked_for(house: House) -> None:
    alma = with_password(house.alma)
    client = house.client()
    asked = client.get(REGISTER)
    assert parse_qs(urlsplit(asked.headers["Location"]).query) == {"next": [REGISTER]}
    answer = sign_in(client, alma, next=REGISTER)
    assert (answer.status_code, answer.headers["Location"]) == (302, REGISTER)
    assert sign_in(house.client(), alma).headers["Location"] == "/"
    assert sign_in(house.client(), alma, next="https://boese.example/").headers["Location"] == "/"


def test_a_wrong_password_tells_nothing_about_the_address(house: House) -> None:
    alma = with_password(house.alma)
    known = sign_in(house.client(), alma, "falsch falsch falsch").content.decode()
    unknown = house.client().post(reverse("account_login"), {"login": "niemand@test.example", "password": "x"})
    assert "E-Mail-Adresse oder Passwort stimmen nicht" in known
    assert "E-Mail-Adresse oder Passwort stimmen nicht" in unknown.content.decode()


def test_guessing_passwords_is_braked(house: House) -> None:
    alma = with_password(house.alma)
    client = house.client()
    for _ in range(5):
        sign_in(client, alma, "falsch falsch falsch")
    assert sign_in(client, alma).status_code in (200, 429), "also the right password waits now"
    assert "_auth_user_id" not in client.session


def test_a_switched_off_account_cannot_log_in(house: House) -> None:
    alma = with_password(house.alma)
    with bound(system("test"), "test.off"):
        alma.is_active = False
        alma.save(update_fields=["is_active"])
    client = house.client()
    sign_in(client, alma)
    assert "_auth_user_id" not in client.session


def test_logging_out_is_a_post(house: House) -> None:
    client = house.login("alma")
    assert client.get(reverse("account_logout")).status_code == 200
    assert "_auth_user_id" in client.session
    assert client.post(reverse("account_logout")).headers["Location"] == reverse("account_login")
    assert "_auth_user_id" not in client.session


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_a_forgotten_password_is_set_through_a_link_that_works_once(house: House) -> None:
    alma = with_password(house.alma)
    asked = house.client().post(reverse("account_reset_password"), {"email": alma.email})
    assert asked.headers["Location"] == reverse("account_reset_password_done")
    mail.outbox.clear()
    with as_worker("test"):
        assert password_link.send(alma.pk)
    (sent,) = mail.outbox
    assert alma.display_name not in sent.subject and sent.to == [alma.email]
    found = re.search(r"https?://\S+", str(sent.body))
    assert found
    path = urlsplit(found.group()).path
    client = house.client()
    opened = client.get(path)
    form_at = opened.headers["Location"]
    new = "drei kleine Enten schwimmen"
    done = client.post(form_at, {"password1": new, "password2": new})
    assert done.headers["Location"] == reverse("account_reset_password_from_key_done")
    sign_in(client, alma, new)
    assert client.session["_auth_user_id"] == str(alma.pk)
    assert "gilt nicht mehr" in house.client().get(path).content.decode()


def test_asking_for_an_unknown_address_looks_the_same_and_sends_nothing(house: House) -> None:
    answer = house.client().post(reverse("account_reset_password"), {"email": "niemand@test.example"})
    assert answer.headers["Location"] == reverse("account_reset_password_done")


def test_changing_the_password_needs_the_former_one(house: House) -> None:
    alma = with_password(house.alma)
    client = house.client()
    sign_in(client, alma)
    address, new = reverse("account_change_password"), "vier kleine Enten schwimmen"
    wrong = client.post(address, {"oldpassword": "x", "password1": new, "password2": new})
    assert "bisheriges Passwort" in wrong.content.decode()
    right = client.post(address, {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert right.headers["Location"] == reverse("mfa_index")


def test_an_app_with_codes_is_set_up_and_asked_for(house: House) -> None:
    alma = with_password(house.alma)
    client = house.client()
    sign_in(client, alma)
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200 and "data:image/svg+xml" in page.content.decode()
    secret = client.session["mfa.totp.secret"]
    done = client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert done.headers["Location"] == reverse("mfa_view_recovery_codes")
    stored = Authenticator.objects.get(user=alma, type="totp").data["secret"]
    assert secret not in stored, "the secret must not lie in the database as it is"
    other = house.client()
    assert sign_in(other, alma).headers["Location"] == reverse("mfa_authenticate")
    assert "Zweiter Faktor" in other.get(reverse("mfa_authenticate")).content.decode()
    assert "_auth_user_id" not in other.session
    assert "stimmt nicht" in other.post(reverse("mfa_authenticate"), {"code": "000000"}).content.decode()


def test_a_code_of_the_app_lets_in(house: House) -> None:
    alma = with_password(house.alma)
    secret = give_second_factor(alma)
    client = house.client()
    sign_in(client, alma, next=REGISTER)
    answer = client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert answer.headers["Location"] == REGISTER


def test_recovery_codes_are_shown_by_a_button_and_let_in_once(house: House) -> None:
    alma = with_password(house.alma)
    client = house.client()
    sign_in(client, alma)
    client.get(reverse("mfa_activate_totp"))
    client.post(reverse("mfa_activate_totp"), {"code": code_of(client.session["mfa.totp.secret"])})
    address = reverse("mfa_view_recovery_codes")
    closed = client.get(address)
    assert closed.status_code == 200 and "10 von 10" in closed.content.decode()
    codes = re.findall(r"<li><code>(\w+)</code>", client.post(address).content.decode())
    assert len(codes) == 10 and codes[0] not in closed.content.decode()
    loaded = client.post(reverse("mfa_download_recovery_codes"))
    assert codes[0] in loaded.content.decode() and "attachment" in loaded.headers["Content-Disposition"]
    other = house.client()
    sign_in(other, alma)
    assert other.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 302
    again = house.client()
    sign_in(again, alma)
    assert again.post(reverse("mfa_authenticate"), {"code": codes[0]}).status_code == 200


def test_protecting_the_account_asks_for_the_password_again_after_a_while(house: House) -> None:
    with_password(house.alma)
    client = house.login("alma")
    answer = client.get(reverse("mfa_activate_totp"))
    assert answer.headers["Location"].startswith(reverse("account_reauthenticate"))
    page = client.get(answer.headers["Location"])
    assert "dass Sie es sind" in page.content.decode()


def test_every_page_of_the_second_factor_is_german_and_works_without_inline_scripts(house: House) -> None:
    alma = with_password(house.alma)
    give_second_factor(alma)
    client = house.client()
    sign_in(client, alma)
    pages = [client.get(reverse("mfa_authenticate"))]
    client.post(reverse("mfa_authenticate"), {"code": code_of(_secret_of(alma))})
    pages += [
        client.get(reverse(name))
        for name in (
            "mfa_index",
            "mfa_deactivate_totp",
            "mfa_list_webauthn",
            "mfa_add_webauthn",
            "mfa_generate_recovery_codes",
            "account_change_password",
            "account_reauthenticate",
            "mfa_reauthenticate",
            "account_logout",
        )
    ]
    for page in pages:
        text = page.content.decode()
        assert page.status_code == 200, page.request["PATH_INFO"]
        assert not re.search(r"\b(du|dein|deine|dich|Sign|Password|Please)\b", re.sub(r"<[^>]+>", " ", text))
        for script in re.findall(r"<script([^>]*)>", text):
            assert "src=" in script or "application/json" in script


def _secret_of(user: User) -> str:
    from rundblick.access import crypto

    return crypto.unseal_for_house(Authenticator.objects.get(user=user, type="totp").data["secret"], "second-factor")


@override_settings(MFA_REQUIRED_ROLES=frozenset({"dpo"}))
def test_who_needs_a_second_factor_reaches_nothing_else_before(house: House) -> None:
    eva = with_password(house.eva)
    client = house.client()
    sign_in(client, eva)
    assert client.get(REGISTER).headers["Location"] == reverse("mfa_index")
    assert client.get(reverse("mfa_index")).status_code == 200
    assert client.get(reverse("mfa_activate_totp")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302
    assert house.login("alma").get(reverse("mfa_index")).status_code == 200


@override_settings(MFA_REQUIRED_ROLES=frozenset({"*"}))
def test_everybody_on_the_staff_may_be_required_but_no_participant(house: House) -> None:
    assert house.login("alma").get(REGISTER).headers["Location"] == reverse("mfa_index")
    assert house.login("jana").get(REGISTER).status_code != 302


@override_settings(MFA_REQUIRED_ROLES=frozenset({"dpo", "koch"}))
def test_a_misspelt_role_stops_the_start() -> None:
    (error,) = required_second_factors_name_roles(None)
    assert "koch is no role" in error.msg


@override_settings(MFA_REQUIRED_ROLES=frozenset({"coach"}))
def test_who_needs_a_second_factor_cannot_switch_the_last_one_off(house: House) -> None:
    alma = with_password(house.alma)
    secret = give_second_factor(alma)
    client = house.client()
    sign_in(client, alma)
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get(REGISTER).status_code == 200
    refused = client.post(reverse("mfa_deactivate_totp"))
    assert "brauchen Sie einen zweiten Faktor" in refused.content.decode()
    assert Authenticator.objects.filter(user=alma, type="totp").exists()


REGISTER_ = 0
PROVIDER = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "house",
                "name": "Anmeldung über das Haus",
                "client_id": "rundblick",
                "secret": "geheim",
                "settings": {"server_url": "https://idp.test.example"},
            }
        ]
    }
}


def test_single_sign_on_is_offered_where_it_is_configured(house: House) -> None:
    assert "Anmeldung über das Haus" not in house.client().get(reverse("account_login")).content.decode()
    with override_settings(SOCIALACCOUNT_PROVIDERS=PROVIDER):
        page = house.client().get(reverse("account_login")).content.decode()
        address = reverse("openid_connect_login", args=["house"])
        assert "Anmeldung über das Haus" in page and address in page
        assert "Weiter" in house.client().get(address).content.decode()
    assert house.client().get(reverse("openid_connect_login", args=["fremd"])).status_code == 404


def test_a_request_by_script_learns_that_the_session_has_ended(house: House) -> None:
    answer = house.client().get(REGISTER, headers={"HX-Request": "true"})
    assert answer.status_code == 401 and "abgelaufen" in answer.content.decode()
    assert "<html" not in answer.content.decode()
    fetched = house.client().post(reverse("access:draft"), {}, headers={"X-Requested-With": "fetch"})
    assert fetched.status_code == 401


def test_a_form_that_came_after_the_session_ended_is_not_lost(house: House) -> None:
    alma = with_password(house.alma)
    client = house.login("alma", enforce_csrf_checks=True)
    page = client.get(reverse("account_change_password"))
    typed = {"draft_key": "probe", "words": "<b>Ein langer Satz & mehr</b>"} | _token_in(page)
    with connections["owner"].cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    late = client.post(reverse("access:draft"), typed)
    assert late.status_code == 401
    text = late.content.decode()
    assert "&lt;b&gt;Ein langer Satz &amp; mehr&lt;/b&gt;" in text and "Noch einmal senden" in text
    client.post(reverse("account_login"), {"login": alma.email, "password": PASSWORD} | _token(client))
    again = client.post(reverse("access:draft"), typed, headers={"Origin": "http://testserver"})
    assert again.status_code == 403 and "Ein langer Satz" in again.content.decode()
    assert client.post(reverse("access:draft"), typed | _token_in(again)).status_code == 200


def test_another_site_cannot_have_its_form_sent_again(house: House) -> None:
    client = house.login("alma", enforce_csrf_checks=True)
    foreign = client.post(reverse("access:draft"), {"words": "böse"}, headers={"Origin": "https://boese.example"})
    assert foreign.status_code == 403 and "böse" not in foreign.content.decode()


def _token(client: Client) -> dict[str, str]:
    return _token_in(client.get(reverse("account_login")))


def _token_in(page: Any) -> dict[str, str]:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.content.decode())
    assert found
    return {"csrfmiddlewaretoken": found.group(1)}
