"""A coach's feed: a secret address that only reads, tells nobody's name, and ends at once."""

import datetime as dt

import pytest
from django.core.cache import cache
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.calendar import services as calendar
from rundblick.invitations.models import FeedAddress
from rundblick.invitations.views import desk
from rundblick.web.clock import now
from tests.cases.families import haddad
from tests.house import House
from tests.invitations.inviting import events_of, letterhead
from tests.queries import at_most


def address_of(house: House, name: str = "alma") -> str:
    """A new address, as the page shows it once."""
    page = house.login(name).post(reverse("invitations:feed")).content.decode()
    return "/termine" + page.split('class="inv-address">')[1].split("</code>")[0].split("/termine", 1)[1]


def test_a_calendar_program_reads_when_and_where_and_nobody(house: House) -> None:
    letterhead(house)
    family = haddad(house)
    row = family.appointment(family.amira, family.karim, purpose="Schulden", place="Raum 2")
    off = family.appointment(family.amira, starts_at=now() + dt.timedelta(days=3))
    with acting_as(house.alma, "test"):
        calendar.cancel(appointment=off)
    family.appointment(family.amira, coach=house.bert)
    answer = house.client().get(address_of(house))
    text = answer.content.decode()
    assert answer["Content-Type"] == "text/calendar; charset=utf-8" and "no-store" in answer["Cache-Control"]
    (event,) = events_of(text)
    assert event["DTSTART"].dt == row.starts_at.replace(microsecond=0)
    assert (str(event["SUMMARY"]), str(event["LOCATION"])) == ("Termin", "im Büro, Lindenallee 12, 59320 Ennigerloh")
    for word in ("Haddad", "Amira", "Alma", "Schulden", "Raum"):
        assert word not in text


def test_a_new_address_replaces_the_old_one_and_ending_it_is_immediate(house: House) -> None:
    first, second = address_of(house), address_of(house)
    assert [house.client().get(one).status_code for one in (first, second)] == [404, 200]
    house.login("alma").post(reverse("invitations:feed_end"))
    assert house.client().get(second).status_code == 404


def test_only_a_hash_is_kept_and_nobody_else_reads_it(house: House) -> None:
    token = address_of(house).rsplit("/", 1)[1].removesuffix(".ics")
    with acting_as(house.alma, "test", read_only=True):
        kept = FeedAddress.objects.get()
        assert token not in kept.token_hash and len(kept.token_hash) == 64
    with acting_as(house.bert, "test", read_only=True):
        assert not FeedAddress.objects.exists()


def test_the_page_shows_the_address_only_once(house: House) -> None:
    address = address_of(house)
    assert address not in house.login("alma").get(reverse("invitations:feed")).content.decode()


def test_it_only_reads(house: House) -> None:
    address = address_of(house)
    assert house.client().post(address).status_code == 405
    assert house.client().head(address).status_code == 200


def test_who_left_the_house_is_answered_nothing(house: House) -> None:
    address = address_of(house)
    with as_worker("test"):
        house.alma.__class__.objects.filter(pk=house.alma.pk).update(is_active=False)
    assert house.client().get(address).status_code == 404


def test_guessing_and_fetching_too_often_are_braked(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    cache.clear()
    address = address_of(house)
    monkeypatch.setattr(desk, "FETCHES", 2)
    assert [house.client().get(address).status_code for _ in range(3)] == [200, 200, 429]
    monkeypatch.setattr(desk, "GUESSES", desk.Rate("invitations.feed.guess", 2, 600))
    wrong = [reverse("invitations:fetch", args=[f"geraten{number}"]) for number in range(3)]
    assert [house.client().get(one).status_code for one in wrong] == [404, 404, 429]


def test_a_feed_takes_the_same_statements_for_any_number(house: House) -> None:
    family = haddad(house)
    for number in range(20):
        family.appointment(family.amira, starts_at=now() + dt.timedelta(hours=number + 1))
    address = address_of(house)
    house.client().get(address)
    with at_most(14):  # nine of them are the brake
        assert house.client().get(address).content.decode().count("BEGIN:VEVENT") == 20
