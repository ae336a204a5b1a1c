"""Who wants messages says so, at an own address that no other member sees; a no is not written down."""

import uuid
from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.invitations.models import Wish
from rundblick.people import services as people
from rundblick.people.models import Person
from rundblick.people.services import NewContact
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.invitations.inviting import ADDRESS, consented, wish
from tests.post.relay import Gateway, Relay, gateway, relay

__all__ = ["gateway", "relay"]


def address_of(family: Family, person: uuid.UUID | None = None) -> str:
    return reverse("invitations:wish", args=[family.pk, person or family.amira])


def typed(**values: Any) -> dict[str, Any]:
    given = {"channel": "mail", "address": ADDRESS, "hours": "", "given_on": today().strftime("%d.%m.%Y")}
    return given | {"known": ""} | values


def held(house: House) -> list[Wish]:
    with acting_as(house.alma, "test", read_only=True):
        rows = list(Wish.objects.order_by("recorded_at"))
        assert all(row.address for row in rows)
        return rows


def test_a_wish_is_written_down_and_ends_without_a_reason(house: House, relay: Relay) -> None:
    family = haddad(house)
    consented(family)
    client = house.login("alma")
    assert client.post(address_of(family), typed(hours="48")).status_code == 302
    (row,) = held(house)
    assert (row.channel, row.address, row.hours) == ("mail", ADDRESS, 48)
    assert "zwei Tage vorher" in client.get(address_of(family)).content.decode()
    client.post(reverse("invitations:end", args=[row.pk]))
    client.post(reverse("invitations:end", args=[row.pk]))
    assert held(house)[0].ended_at is not None
    assert "Bisher keine Nachrichten" in client.get(address_of(family)).content.decode()


def test_a_double_click_makes_one_and_a_new_address_ends_the_old(house: House, relay: Relay) -> None:
    family = haddad(house)
    consented(family)
    client = house.login("alma")
    for _ in range(2):
        assert client.post(address_of(family), typed()).status_code == 302
    (row,) = held(house)
    client.post(address_of(family), typed(address="neu@post.example", known=str(row.pk)))
    assert [(one.address, one.ended_at is None) for one in held(house)] == [
        (ADDRESS, False),
        ("neu@post.example", True),
    ]


def test_two_tabs_that_differ_are_told_and_keep_what_was_typed(house: House, relay: Relay) -> None:
    family = haddad(house)
    consented(family)
    client = house.login("alma")
    client.post(address_of(family), typed())
    answer = client.post(address_of(family), typed(address="zwei@post.example"))
    page = answer.content.decode()
    assert answer.status_code == 422 and "Inzwischen hat sich hier etwas geändert" in page
    assert "zwei@post.example" in page and ADDRESS in page
    known = page.split('name="known" value="')[1].split('"')[0]
    assert client.post(address_of(family), typed(address="zwei@post.example", known=known)).status_code == 302


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"address": "keine"}, "Das ist keine E-Mail-Adresse"),
        ({"channel": "sms", "address": "12"}, "Das ist keine Handynummer"),
        ({"address": ""}, "Bitte füllen Sie dieses Feld aus"),
    ],
)
def test_mistakes_stand_beside_the_field(house: House, gateway: Gateway, relay: Relay, values: Any, words: str) -> None:
    family = haddad(house)
    consented(family)
    answer = house.login("alma").post(address_of(family), typed(**values))
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page or (values.get("channel") == "sms" and "nicht eingerichtet" in page)
    assert held(house) == []


def test_without_a_gateway_the_page_says_so_and_offers_none(house: House, relay: Relay) -> None:
    family = haddad(house)
    consented(family)
    page = house.login("alma").get(address_of(family)).content.decode()
    assert "SMS ist in diesem Haus nicht eingerichtet." in page and 'value="sms"' not in page


def test_a_number_known_already_is_proposed_for_this_purpose(house: House, gateway: Gateway) -> None:
    family = haddad(house)
    consented(family)
    with acting_as(house.alma, "test"):
        people.add_contact(
            household=family.household,
            person=Person.objects.get(pk=family.amira),
            contact=NewContact(kind="mobile", value="0170 5550101"),
        )
    consented(family, family.karim)
    client = house.login("alma")
    assert "0170 5550101" in client.get(address_of(family)).content.decode()
    assert "0170 5550101" not in client.get(address_of(family, family.karim)).content.decode()


def test_protected_contact_warns(house: House, relay: Relay) -> None:
    family = haddad(house)
    with acting_as(house.alma, "test"):
        people.protect(household=family.household, person=Person.objects.get(pk=family.amira))
    assert "Kontakt geschützt" in house.login("alma").get(address_of(family)).content.decode()


def test_other_members_see_neither_wish_nor_address(house: House, relay: Relay) -> None:
    family = haddad(house)
    wish(family)
    family.let_in(house.cem, family.karim, basis=Basis.ASSIGNMENT, until=now().replace(year=now().year + 1))
    with acting_as(house.cem, "test", read_only=True):
        assert not Wish.objects.exists()
    answer = house.login("alma").get(reverse("cases:more", args=[family.pk]) + f"?mitglied={family.karim}")
    page = answer.content.decode()
    assert address_of(family, family.karim) in page and address_of(family) not in page


def test_only_todays_members_can_be_asked(house: House, relay: Relay) -> None:
    family = haddad(house)
    assert house.login("alma").get(address_of(family, uuid.uuid4())).status_code == 404
