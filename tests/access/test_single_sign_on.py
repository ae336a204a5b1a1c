"""Single sign-on through the house's OpenID Connect provider, played by a small server on the loopback."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.test import Client, override_settings
from django.urls import reverse

from rundblick.access.models import User
from tests.house import House

PERSON: dict[str, Any] = {}


class Provider(BaseHTTPRequestHandler):
    """Discovery, token and userinfo of a provider that knows one person."""

    def do_GET(self) -> None:
        here = f"http://{self.headers['Host']}"
        if self.path.endswith("openid-configuration"):
            self._answer(
                {
                    "issuer": here,
                    "authorization_endpoint": f"{here}/authorize",
                    "token_endpoint": f"{here}/token",
                    "userinfo_endpoint": f"{here}/userinfo",
                    "jwks_uri": f"{here}/keys",
                    "token_endpoint_auth_methods_supported": ["client_secret_post"],
                }
            )
        else:
            self._answer(PERSON)

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer({"access_token": "probe", "token_type": "Bearer", "expires_in": 60})

    def _answer(self, body: dict[str, Any]) -> None:
        data = json.dumps(body).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: Any) -> None:
        """Quiet: the output of tests belongs to failures."""


@pytest.fixture
def provider(house: House) -> Iterator[None]:
    """The provider runs and is configured, as RUNDBLICK_OIDC_ISSUER would do it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    app = {
        "provider_id": "house",
        "name": "Anmeldung über das Haus",
        "client_id": "rundblick",
        "secret": "geheim",
        "settings": {"server_url": f"http://127.0.0.1:{server.server_address[1]}"},
    }
    PERSON.clear()
    PERSON.update(sub="p-1", email=house.alma.email, email_verified=True, name="Alma")
    with override_settings(SOCIALACCOUNT_PROVIDERS={"openid_connect": {"APPS": [app]}}):
        yield
    server.shutdown()
    server.server_close()


def come_back(client: Client, next: str = "") -> Any:
    """Press the button on the login page and return from the provider."""
    start = reverse("openid_connect_login", args=["house"]) + (f"?next={next}" if next else "")
    away = client.post(start)
    state = parse_qs(urlsplit(away.headers["Location"]).query)["state"][0]
    return client.get(reverse("openid_connect_callback", args=["house"]), {"code": "c", "state": state})


def test_somebody_with_an_account_is_let_in_and_remembered(house: House, provider: None) -> None:
    client = house.client()
    answer = come_back(client, next="/zugriff/datenschutz/verzeichnis/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/zugriff/datenschutz/verzeichnis/")
    assert client.session["_auth_user_id"] == str(house.alma.pk)
    assert SocialAccount.objects.get().user_id == house.alma.pk, "the return is the one GET that may write"


def test_the_return_is_the_only_address_whose_get_may_write() -> None:
    assert frozenset({"openid_connect_callback"}) == settings.WRITING_GET_ROUTES


def test_nobody_gets_an_account_by_coming_from_the_provider(house: House, provider: None) -> None:
    PERSON.update(sub="p-2", email="fremd@test.example")
    client = house.client()
    assert "Kein Konto gefunden" in come_back(client).content.decode()
    assert not User.objects.filter(email="fremd@test.example").exists() and "_auth_user_id" not in client.session


def test_an_address_the_provider_has_not_checked_opens_nothing(house: House, provider: None) -> None:
    PERSON.update(email_verified=False)
    client = house.client()
    come_back(client)
    assert "_auth_user_id" not in client.session


def test_a_switched_off_account_stays_out(house: House, provider: None) -> None:
    from rundblick.access.context import bound, system

    with bound(system("test"), "test"):
        User.objects.filter(pk=house.alma.pk).update(is_active=False)
    client = house.client()
    come_back(client)
    assert "_auth_user_id" not in client.session


@override_settings(MFA_REQUIRED_ROLES=frozenset({"coach"}))
def test_the_provider_asks_for_the_second_factor_itself(house: House, provider: None) -> None:
    client = house.client()
    come_back(client)
    assert client.get(reverse("access:register")).status_code == 200


def test_a_made_up_return_is_refused(house: House, provider: None) -> None:
    client = house.client()
    answer = client.get(reverse("openid_connect_callback", args=["house"]), {"code": "c", "state": "erfunden"})
    assert "hat nicht geklappt" in answer.content.decode() and "_auth_user_id" not in client.session
