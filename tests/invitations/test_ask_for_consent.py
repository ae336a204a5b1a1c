"""Messages go out only while a consent to them stands; it is asked with each query and stored nowhere else."""

import datetime as dt
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar.errors import Refused
from rundblick.consent.models import Consent
from rundblick.invitations import consents, sending, services
from rundblick.invitations.models import Message, Wish
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.consent.giving import DAY, withdraw
from tests.house import House
from tests.invitations.inviting import ADDRESS, arrived, consented, invite, post, wish
from tests.invitations.test_wish_for_messages import address_of, typed
from tests.post.relay import Relay, relay

__all__ = ["relay"]


@pytest.fixture
def family(house: House) -> Family:
    return haddad(house)


def consent_of(family: Family) -> Consent:
    with acting_as(family.house.alma, "test", read_only=True) as context:
        told = consents.stands(context, family.pk, family.amira)
    assert told is not None
    return told.consent


def taken_back(family: Family) -> None:
    withdraw(consent_of(family), acting=family.house.alma)


def reminded(at: dt.datetime) -> int:
    with as_worker("test"):
        return sending.remind(at)


def test_without_a_consent_no_wish_is_written_down_and_the_page_leads_to_the_question(
    house: House, family: Family, relay: Relay
) -> None:
    browser = house.login("alma")
    page = browser.get(address_of(family)).content.decode()
    ask = consents.give_url(family.pk, family.amira)
    assert ask.replace("&", "&amp;") in page and 'name="address"' not in page
    refused = browser.post(address_of(family), typed())
    assert refused.status_code == 422
    with acting_as(house.alma, "test", read_only=True):
        assert not Wish.objects.exists()
    consented(family)
    page = browser.get(address_of(family)).content.decode()
    assert 'name="address"' in page and "Gilt bis einschließlich" in page and ask not in page


def test_asked_on_its_own_page_one_comes_back_to_the_address(house: House, family: Family, relay: Relay) -> None:
    browser = house.login("alma")
    sent = {
        "given_by": [str(family.amira)],
        "kind": "plain",
        "how": "spoken",
        "given_on": today().strftime("%d.%m.%Y"),
        "explained_by": str(house.alma.pk),
        "version": "1",
        "token": "7d1b4a52-6f2b-4c43-9a53-0f1f9a3c1e77",
    }
    answer = browser.post(consents.give_url(family.pk, family.amira), sent)
    assert (answer.status_code, answer["Location"]) == (302, address_of(family))


def test_a_withdrawal_stops_what_waits_and_everything_after_it(house: House, family: Family, relay: Relay) -> None:
    wish(family)
    row = family.appointment(family.amira, starts_at=now() + 2 * DAY)
    invite(family, row)
    taken_back(family)
    post()
    assert arrived(relay) == []
    with as_worker("test"):
        assert Message.objects.get().state == "withdrawn"
    with pytest.raises(Refused, match="eingewilligt"):
        invite(family, row)
    assert reminded(row.starts_at - dt.timedelta(hours=20)) == 0


def test_reminders_go_out_while_it_stands_and_not_a_day_longer(house: House, family: Family, relay: Relay) -> None:
    noon = now().replace(hour=10, minute=0)
    with time_machine.travel(noon, tick=True):
        consented(family, valid_until=today() + 10 * DAY)
        wish(family)
    for days, expected in ((9, 1), (12, 0)):
        with time_machine.travel(noon + (days - 5) * DAY, tick=True):
            row = family.appointment(family.amira, starts_at=noon + days * DAY)
        with time_machine.travel(noon + (days - 1) * DAY, tick=True):
            assert reminded(row.starts_at - dt.timedelta(hours=24)) == expected


def test_an_address_from_before_a_withdrawal_is_not_used_again(house: House, family: Family, relay: Relay) -> None:
    wish(family)
    taken_back(family)
    consented(family)
    row = family.appointment(family.amira, starts_at=now() + 2 * DAY)
    with pytest.raises(Refused, match="eingewilligt"):
        invite(family, row)
    page = house.login("alma").get(address_of(family)).content.decode()
    assert "ruht" in page and ADDRESS in page
    with acting_as(house.alma, "test", read_only=True):
        known = Wish.objects.get().pk
    wish(family, known=known)
    assert len(invite(family, row)) == 1


def test_renewed_in_time_it_goes_on_without_a_new_address(house: House, family: Family, relay: Relay) -> None:
    wish(family)
    consent = consent_of(family)
    browser = house.login("alma")
    sent: dict[str, Any] = {
        "given_by": [str(family.amira)],
        "kind": "plain",
        "how": "spoken",
        "given_on": today().strftime("%d.%m.%Y"),
        "explained_by": str(house.alma.pk),
        "version": "1",
        "known": f":{consent.pk}",
        "token": "7d1b4a52-6f2b-4c43-9a53-0f1f9a3c1e78",
    }
    assert browser.post(consents.give_url(family.pk, family.amira), sent).status_code == 302
    row = family.appointment(family.amira, starts_at=now() + 2 * DAY)
    assert len(invite(family, row)) == 1


def test_the_own_page_shows_only_where_something_still_goes(house: House, family: Family, relay: Relay) -> None:
    wish(family)
    family.let_in(house.jana, family.amira)
    browser = house.login("jana")
    assert ADDRESS in browser.get("/meine-seite/wer-darf-sehen/").content.decode()
    taken_back(family)
    assert ADDRESS not in browser.get("/meine-seite/wer-darf-sehen/").content.decode()


def test_a_wish_of_a_colleague_without_a_consent_is_refused_by_the_verb(house: House, family: Family) -> None:
    with acting_as(house.alma, "test"), pytest.raises(Refused, match="Zuerst die Einwilligung"):
        services.wish(
            dossier_id=family.pk,
            person_id=family.amira,
            channel="mail",
            address=ADDRESS,
            hours=None,
            given_on=today(),
            recorded_by=house.alma,
            known=None,
        )
    assert house.login("alma").get(reverse("cases:more", args=[family.pk])).status_code == 200
