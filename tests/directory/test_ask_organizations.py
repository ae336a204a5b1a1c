"""Asking organisations whether their entries are right: by mail at their own rhythm, answered once by a link."""

import datetime as dt
import re
from email import message_from_string
from email.policy import default

import pytest
from django.test import Client

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.errors import Refused
from rundblick.directory.models import ConfirmLink, Organization, Proof, Service
from rundblick.directory.services import links
from rundblick.post.services import deliver
from rundblick.web.clock import now, today
from tests.directory.building import body, offered
from tests.house import House
from tests.post.relay import Relay, relay

__all__ = ["relay"]


def asked(house: House, relay: Relay, organization: Organization) -> str:
    """The address in the mail that arrived."""
    with acting_as(house.nora, "test"):
        links.ask(organization=organization, author=house.nora)
    with as_worker("test.post"):
        deliver()
    return "/wegweiser/bestaetigen/" + re.findall(r"/wegweiser/bestaetigen/([^/]+)/", text_of(relay))[-1] + "/"


def text_of(relay: Relay) -> str:
    """The words of the last mail."""
    mail = message_from_string(relay.received[-1], policy=default)
    return str(mail.get_content())


def reachable(house: House) -> Organization:
    return body(house, name="Kompass", email="kontakt@kompass.example")


def test_the_mail_names_the_organisation_and_no_person(house: House, relay: Relay) -> None:
    asked(house, relay, reachable(house))
    subject = message_from_string(relay.received[-1], policy=default)["subject"]
    assert subject == "Stimmt Ihr Eintrag im Verzeichnis noch?"
    assert "Kompass" in text_of(relay) and "Nora" not in text_of(relay)


def test_what_is_right_is_confirmed_and_what_is_wrong_is_kept(house: House, relay: Relay, client: Client) -> None:
    organization = reachable(house)
    one, other = offered(house, organization), offered(house, organization, name="Gruppe", locations=[])
    there = asked(house, relay, organization)
    assert "Gruppe" in client.get(there).content.decode()
    said = {f"said-{one.pk}": "right", f"said-{other.pk}": "wrong", f"words-{other.pk}": "trifft sich dienstags"}
    assert "Vielen Dank" in client.post(there, said).content.decode()
    with acting_as(house.alma, "test"):
        rows = {row.pk: row for row in Service.objects.all()}
        assert (rows[one.pk].confirmed_on, rows[one.pk].confirmed_by) == (today(), "link")
        assert rows[other.pk].confirmed_on is None
        assert Proof.objects.get(service=other).note == "trifft sich dienstags"
    page = house.login("alma").get(f"/verzeichnis/angebot/{other.pk}/").content.decode()
    assert "gemeldet, dass etwas nicht stimmt" in page and "trifft sich dienstags" in page


def test_a_link_works_once(house: House, relay: Relay, client: Client) -> None:
    organization = reachable(house)
    row = offered(house, organization)
    there = asked(house, relay, organization)
    assert client.post(there, {f"said-{row.pk}": "right"}).status_code == 200
    for answer in (client.get(there), client.post(there, {f"said-{row.pk}": "right"})):
        assert answer.status_code == 404 and "gilt nicht mehr" in answer.content.decode()


def test_wrong_old_and_replaced_links_look_the_same(house: House, relay: Relay, client: Client) -> None:
    organization = reachable(house)
    offered(house, organization)
    first = asked(house, relay, organization)
    second = asked(house, relay, organization)
    assert client.get(first).status_code == 404 and client.get(second).status_code == 200
    with acting_as(house.nora, "test"):
        ConfirmLink.objects.update(valid_until=now() - dt.timedelta(seconds=1))
    pages = [client.get(there) for there in (first, second, "/wegweiser/bestaetigen/falsch/")]
    assert {page.status_code for page in pages} == {404} and len({page.content for page in pages}) == 1


def test_a_link_answers_for_its_own_organisation_alone(house: House, relay: Relay, client: Client) -> None:
    organization = reachable(house)
    row, foreign = offered(house, organization), offered(house)
    there = asked(house, relay, organization)
    client.post(there, {f"said-{row.pk}": "right", f"said-{foreign.pk}": "right"})
    token = there.split("/")[3]
    with acting_as(house.alma, "test"):
        assert Service.objects.get(pk=foreign.pk).confirmed_on is None
        assert not links.answer(token, right=[foreign.pk], wrong={})


def test_an_empty_answer_is_told_and_stays(house: House, relay: Relay, client: Client) -> None:
    organization = reachable(house)
    row = offered(house, organization)
    there = asked(house, relay, organization)
    assert "mindestens einem Angebot" in client.post(there, {}).content.decode()
    again = client.post(there, {f"said-{row.pk}": "wrong", f"words-{row.pk}": "  "})
    assert again.status_code == 422 and "was sich geändert hat" in again.content.decode()
    assert client.get(there).status_code == 200, "nothing was used up"


def test_organisations_are_asked_when_their_rhythm_is_over_and_not_again_soon(house: House, relay: Relay) -> None:
    late = reachable(house)
    offered(house, late)
    offered(house, body(house, name="Ohne Adresse"))
    offered(house, body(house, name="Brücke", email="b@bruecke.example", member=house.partner))
    with as_worker("test"):
        assert links.ask_at_their_rhythm() == 1
        assert links.ask_at_their_rhythm() == 0
        assert ConfirmLink.objects.get().organization_id == late.pk


def test_a_mail_leaves_only_while_its_link_is_open(house: House, relay: Relay) -> None:
    organization = reachable(house)
    asked(house, relay, organization)
    with as_worker("test"):
        link = ConfirmLink.objects.get()
        assert links.allow(link.pk).address == "kontakt@kompass.example"
        links.settled(link.pk, "bounced", refused=True)
        assert links.allow(link.pk).address == ""


def test_without_an_address_nobody_is_asked(house: House, relay: Relay) -> None:
    row = body(house)
    with acting_as(house.nora, "test"), pytest.raises(Refused, match="E-Mail-Adresse"):
        links.ask(organization=row, author=house.nora)


def test_where_no_mail_is_sent_nobody_is_asked(house: House) -> None:
    row = reachable(house)
    with acting_as(house.nora, "test"), pytest.raises(Refused, match="keine E-Mails"):
        links.ask(organization=row, author=house.nora)
    with as_worker("test"):
        assert links.ask_at_their_rhythm() == 0
