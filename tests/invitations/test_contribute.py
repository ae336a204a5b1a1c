"""What the room gives the others: the person's own copy, merging, erasing, the part of the case page, the demo."""

import uuid

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.invitations import hooks
from rundblick.invitations.models import Message, OutsideInvitation, Wish
from rundblick.post.models import OutgoingMail
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.invitations.inviting import ADDRESS, invite, post, wish
from tests.post.relay import Relay, relay
from tests.queries import at_most

__all__ = ["relay"]


def told(house: House, relay: Relay) -> Family:
    """Amira was invited by mail, and formally elsewhere."""
    family = haddad(house)
    wish(family)
    row = family.appointment(family.amira)
    invite(family, row)
    post()
    house.login("alma").post(reverse("invitations:outside", args=[row.pk]), {"sent_on": today().strftime("%d.%m.%Y")})
    return family


def sections(family: Family, person: uuid.UUID) -> dict[str, list[tuple[str, ...]]]:
    with as_worker("test"):
        return {section["title"]: section["rows"] for section in hooks.export(family.pk, person)}


def test_the_own_copy_holds_wish_messages_and_formal_invitation(house: House, relay: Relay) -> None:
    family = told(house, relay)
    mine = sections(family, family.amira)
    assert [len(rows) for rows in mine.values()] == [1, 1, 1]
    assert ADDRESS in mine["Wunsch nach Nachrichten zu Terminen"][0]
    assert sections(family, family.karim) == {}


def test_merging_keeps_one_wish_for_each_way(house: House, relay: Relay) -> None:
    family = told(house, relay)
    wish(family, family.karim, address="karim@post.example")
    wish(family, family.karim, channel="sms", address="+491705550101")
    with as_worker("test"):
        hooks.merge(family.amira, family.karim)
        rows = Wish.objects.filter(person_id=family.amira, ended_at__isnull=True)
        assert sorted(rows.values_list("channel", flat=True)) == ["mail", "sms"]
        assert next(row.address for row in rows if row.channel == "mail") == ADDRESS
        assert not Wish.objects.filter(person_id=family.karim).exists()


def test_erasing_leaves_nothing_and_what_waits_never_leaves(house: House, relay: Relay) -> None:
    family = told(house, relay)
    invite(family, family.appointment(family.amira))
    with as_worker("test"):
        hooks.erase(family.pk)
        assert not any(model.objects.exists() for model in (Wish, Message, OutsideInvitation))
    post()
    assert len(relay.received) == 1
    with as_worker("test"):
        assert OutgoingMail.objects.filter(state=OutgoingMail.State.WITHDRAWN).count() == 1


def test_the_case_says_who_wants_messages(house: House, relay: Relay) -> None:
    family = told(house, relay)
    page = house.login("alma").get(reverse("cases:more", args=[family.pk])).content.decode()
    assert "E-Mail, einen Tag vorher" in page and "keine Nachrichten" in page and ADDRESS not in page


def test_pages_and_verbs_take_few_statements(house: House, relay: Relay) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, family.karim)
    held = wish(family)
    wish(family, family.karim, address="karim@post.example")
    invite(family, row)
    post()
    client = house.login("alma")
    pages = {
        reverse("invitations:show", args=[row.pk]): 15,
        reverse("invitations:letter", args=[row.pk]): 11,
        reverse("invitations:wish", args=[family.pk, family.amira]): 13,
        reverse("invitations:feed"): 4,
    }
    client.get(reverse("calendar:appointment", args=[row.pk]))
    for address, limit in pages.items():
        with at_most(limit):
            assert client.get(address).status_code == 200
    with at_most(9):
        client.post(reverse("invitations:end", args=[held.pk]))


def test_the_letterhead_is_written_by_whoever_keeps_the_house(house: House) -> None:
    client, address = house.login("frank"), reverse("invitations:letterhead")
    values = {"street": "Weg 1", "postcode": "59320", "town": "Ennigerloh", "phone": "02524–1"}
    assert "Bitte nur Ziffern" in client.post(address, values).content.decode()
    assert client.post(address, values | {"phone": "02524 1"}).status_code == 302
    assert 'value="Weg 1"' in client.get(address).content.decode()
    with acting_as(house.alma, "test", read_only=True):
        assert hooks.queries.letterhead(house.jobcenter.pk)
