"""Inviting somebody of another house: a one-time link by mail, for seven days, once, and back again."""

import datetime as dt
import re
import uuid
from email import message_from_string, policy
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from rundblick.access import tasks
from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.models import AccountInvitation, User
from rundblick.access.roles import Role
from rundblick.post.services import deliver
from rundblick.web.clock import now
from tests.access.test_watch_as_data_protection import jobs
from tests.house import House
from tests.post.relay import Relay, relay

__all__ = ["relay"]

CHOSEN = "fünf kleine Enten schwimmen"


def invited(browser: Client, house: House, **changes: Any) -> Any:
    data = {
        "display_name": "Ida Brücke",
        "email": "ida@bruecke.example",
        "organisation": str(house.partner.pk),
        "role": "partner",
        "team": "",
        "token": str(uuid.uuid4()),
    }
    return browser.post(reverse("access:user_add"), data | changes)


def the_invitation() -> AccountInvitation:
    return AccountInvitation.objects.select_related("user").get()


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def link() -> str:
    """What the worker sends; the path behind the link."""
    mail.outbox.clear()
    assert tasks.send_invitation(str(the_invitation().pk))
    found = re.search(r"https?://\S+", str(mail.outbox[0].body))
    assert found
    return urlsplit(found.group()).path


def accept(client: Client, path: str, password: str = CHOSEN) -> Any:
    return client.post(path, {"password1": password, "password2": password})


@pytest.fixture
def nora(house: House) -> Client:
    """The coordination of the Jobcenter has invited Ida of the partner agency."""
    browser = house.login("nora")
    assert invited(browser, house).headers["Location"] == reverse("access:invitations")
    return browser


def test_the_guest_sets_a_password_is_logged_in_and_the_link_is_used_up(house: House, nora: Client) -> None:
    assert "wird verschickt" in nora.get(reverse("access:invitations")).content.decode()
    path = link()
    assert "offen bis" in nora.get(reverse("access:invitations")).content.decode()
    client = house.client()
    page = client.get(path).content.decode()
    assert "Ida Brücke" in page and "Beratungsstelle Brücke" in page
    assert "_auth_user_id" not in client.session, "looking at the page changes nothing"
    answer = accept(client, path)
    user = User.objects.get(email="ida@bruecke.example")
    assert answer.headers["Location"] == reverse("mfa_index")
    assert client.session["_auth_user_id"] == str(user.pk)
    assert set(user.access_context().roles) == {"partner"} and user.check_password(CHOSEN)
    assert "angenommen" in nora.get(reverse("access:invitations")).content.decode()
    for again in (house.client().get(path), accept(house.client(), path, "etwas ganz anderes 99")):
        assert again.status_code == 404
    assert User.objects.get(pk=user.pk).check_password(CHOSEN)


@override_settings(EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend")
def test_the_mail_names_neither_a_house_nor_what_it_is_about(nora: Client) -> None:
    mail.outbox.clear()
    assert tasks.send_invitation(str(the_invitation().pk))
    (sent,) = mail.outbox
    assert sent.subject == "Rundblick: Ihr Zugang" and sent.to == ["ida@bruecke.example"]
    for hidden in ("Brücke e", "Beratungsstelle", "Jobcenter", "Nora"):
        assert hidden not in sent.subject + str(sent.body)


@override_settings(EMAIL_BACKEND="rundblick.post.backend.OutboxBackend")
def test_the_link_travels_by_a_real_mail_server(house: House, nora: Client, relay: Relay) -> None:
    assert tasks.send_invitation(str(the_invitation().pk))
    with as_worker("test"):
        deliver()
    (received,) = [message_from_string(text, policy=policy.default) for text in relay.received]
    assert received["Subject"] == "Rundblick: Ihr Zugang"
    found = re.search(r"https?://\S+", received.get_body().get_content())  # type: ignore[union-attr]
    assert found and accept(house.client(), urlsplit(found.group()).path).status_code == 302


@pytest.mark.parametrize("credential", ["", "x", "{}", '{"id": "1", "type": "public-key", "response": {}}'])
def test_a_made_up_passkey_opens_nothing_and_uses_nothing_up(house: House, nora: Client, credential: str) -> None:
    path, client = link(), house.client()
    client.get(path)
    answer = client.post(path, {"credential": credential})
    assert answer.status_code == 200 and "Der Passkey wurde nicht angenommen" in answer.content.decode()
    assert "_auth_user_id" not in client.session
    assert accept(client, path).status_code == 302


def test_a_weak_password_is_said_beside_the_field_and_uses_nothing_up(house: House, nora: Client) -> None:
    path, client = link(), house.client()
    assert accept(client, path, "kurz").status_code == 200
    assert accept(client, path).status_code == 302


def test_guessed_expired_and_taken_back_links_look_the_same(house: House, nora: Client) -> None:
    path = link()
    pages = [house.client().get(path[:-6] + "AAAAA/")]
    AccountInvitation.objects.update(valid_until=now() - dt.timedelta(seconds=1))
    pages.append(house.client().get(path))
    AccountInvitation.objects.update(valid_until=now() + dt.timedelta(days=1))
    assert house.client().get(path).status_code == 200
    nora.post(reverse("access:invitation_take_back", args=[the_invitation().pk]))
    pages.append(house.client().get(path))
    pages.append(accept(house.client(), path))
    assert {page.status_code for page in pages} == {404}
    assert len({page.content.decode().partition("<main")[2].partition("</main>")[0] for page in pages}) == 1
    user = the_invitation().user
    assert not user.is_active and not user.has_usable_password()


def test_sent_again_the_old_link_dies_at_once_and_a_new_one_works(house: House, nora: Client) -> None:
    old = link()
    nora.post(reverse("access:invitation_take_back", args=[the_invitation().pk]))
    nora.post(reverse("access:invitation_send_again", args=[the_invitation().pk]))
    assert house.client().get(old).status_code == 404, "before the new one has left"
    assert [name for name, _ in jobs()] == ["access.invitation"] * 2
    new = link()
    assert house.client().get(old).status_code == 404
    assert accept(house.client(), new).status_code == 302


def test_an_account_in_use_can_be_neither_taken_back_nor_invited_again(house: House, nora: Client) -> None:
    accept(house.client(), link())
    for verb in ("invitation_take_back", "invitation_send_again"):
        answer = nora.post(reverse(f"access:{verb}", args=[the_invitation().pk]), follow=True)
        assert "wird schon benutzt" in answer.content.decode()
    assert the_invitation().user.is_active
    assert not tasks.send_invitation(str(the_invitation().pk)), "a job that comes late sends nothing"


def test_a_double_click_makes_one_account_one_invitation_and_one_mail(house: House) -> None:
    browser, token = house.login("nora"), str(uuid.uuid4())
    for _ in range(2):
        assert invited(browser, house, token=token).status_code == 302
    assert AccountInvitation.objects.count() == 1 and len(jobs()) == 1


def test_who_has_an_account_already_is_said_beside_the_address(house: House) -> None:
    answer = invited(house.login("nora"), house, email=house.ivo.email.upper())
    assert "schon ein Konto" in answer.content.decode() and "Ida Brücke" in answer.content.decode()
    assert not AccountInvitation.objects.exists()


def test_coordination_invites_for_traeger_and_partners_and_a_traegers_own_for_itself_only(house: House) -> None:
    nora = house.login("nora")
    for changes in ({"organisation": str(house.jobcenter.pk), "role": "coach"}, {"role": "admin"}, {"role": "coach"}):
        assert invited(nora, house, **changes).status_code == 200
    with bound(system("test"), "test"):
        house.add("tara", house.provider, None, [Role.COORDINATOR])
        house.add("paul", house.partner, None, [Role.COORDINATOR])
    tara = house.login("tara")
    assert invited(tara, house).status_code == 200
    assert invited(tara, house, organisation=str(house.provider.pk), role="coach").status_code == 302
    assert invited(house.login("paul"), house).status_code == 200, "a partner agency invites nobody"
    assert "Ida" not in house.login("paul").get(reverse("access:invitations")).content.decode()
    invited(nora, house, email="zwei@bruecke.example", display_name="Zwei")
    with acting_as(house.frank, "test", read_only=True):
        zwei = AccountInvitation.objects.get(user__email="zwei@bruecke.example")
    assert "Zwei" not in tara.get(reverse("access:invitations")).content.decode()
    assert tara.post(reverse("access:invitation_take_back", args=[zwei.pk])).status_code == 404


def test_who_is_logged_in_opens_no_second_account_by_accident(house: House, nora: Client) -> None:
    path = link()
    assert "schon angemeldet" in accept(nora, path).content.decode()
    assert not the_invitation().user.has_usable_password()


@override_settings(MFA_REQUIRED_ROLES=frozenset({"partner"}))
def test_a_guest_who_needs_a_second_factor_gets_no_further_without(house: House, nora: Client) -> None:
    client = house.client()
    accept(client, link())
    assert client.get(reverse("access:register")).headers["Location"] == reverse("mfa_index")
