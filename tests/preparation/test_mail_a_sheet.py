"""An information sheet by mail: to the address the person gave for mails, neutral outside, once, and taken back."""

import email
import uuid
from email import policy

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.hooks import erase, export, merge
from rundblick.invitations import services as invitations
from rundblick.post.models import OutgoingMail
from rundblick.post.services import deliver
from rundblick.preparation.mailing import SUBJECT
from rundblick.preparation.models import SheetMail
from tests.cases.families import Family, haddad
from tests.house import House
from tests.invitations.inviting import ADDRESS, wish
from tests.post.relay import Relay, relay
from tests.preparation.talks import sheet
from tests.queries import at_most

__all__ = ["relay"]


def where(family: Family, *more: object, name: str = "talk_sheet") -> str:
    return reverse(f"preparation:{name}", args=[family.pk, family.amira, *more])


def test_a_sheet_reaches_the_person_once_and_says_outside_nothing_about_them(house: House, relay: Relay) -> None:
    family = haddad(house)
    one = sheet(house, "Schuldnerberatung")
    wish(family)
    browser = house.login("alma")
    browser.get(where(family, one.pk))
    with at_most(10):
        page = browser.get(where(family, one.pk)).content.decode()
    assert f"An {ADDRESS} schicken" in page
    token = str(uuid.uuid4())
    for _ in range(2):
        assert browser.post(where(family, one.pk, name="talk_sheet_mail"), {"token": token}).status_code == 302
    assert "wartet" in browser.get(where(family, one.pk)).content.decode()
    with as_worker("test"):
        deliver()
    (mail,) = relay.received
    outside = mail.replace("\r", "").partition("\n\n")[0]
    assert email.message_from_string(outside, policy=policy.default)["Subject"] == SUBJECT
    assert "Schuld" not in outside and "Haddad" not in outside
    assert "versandt" in browser.get(where(family, one.pk)).content.decode()
    with acting_as(house.alma, "test"):
        (told,) = dict(export.items())["preparation"](family.pk, family.amira)
        assert told["rows"][0][1:] == ("Schuldnerberatung", "versandt")
        assert dict(merge.items())["preparation"](family.karim, family.amira) == 1
    with as_worker("test.erase"):
        assert dict(erase.items())["preparation"](family.pk) == 1


def test_without_a_wish_nothing_is_offered_and_a_wish_that_ends_takes_the_mail_back(house: House, relay: Relay) -> None:
    family = haddad(house)
    one = sheet(house)
    browser = house.login("alma")
    assert "schicken" not in browser.get(where(family, one.pk)).content.decode()
    browser.post(where(family, one.pk, name="talk_sheet_mail"), {"token": str(uuid.uuid4())})
    held = wish(family)
    browser.post(where(family, one.pk, name="talk_sheet_mail"), {"token": str(uuid.uuid4())})
    with acting_as(house.alma, "test"):
        assert SheetMail.objects.count() == 1
        invitations.end_wish(held)
    with as_worker("test"):
        deliver()
        assert OutgoingMail.objects.get().state == "withdrawn"
    assert not relay.received
