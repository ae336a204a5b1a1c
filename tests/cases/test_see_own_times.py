"""From the talk to the note: each for themselves, computed from dates that are there, with denominators."""

import datetime as dt

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.models import Disclosure
from rundblick.cases.models import ContactNote
from rundblick.cases.own_times import Times, Written, times
from rundblick.web.clock import now, today
from tests.cases.families import haddad
from tests.house import House

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)


@given(st.lists(st.integers(-60, 3_000), max_size=20))
def test_same_day_and_minutes_have_their_denominators(delays: list[int]) -> None:
    found = times(Written(NOON.date(), NOON, NOON + delay * MINUTE) for delay in delays)
    assert found.talks == found.timed == len(delays) and found.same_day <= found.talks
    assert (found.minutes is None) == (not delays)
    assert found.minutes is None or 0 <= found.minutes <= max(0, *delays)


def test_a_talk_without_appointment_has_a_day_but_no_minutes() -> None:
    assert times([Written(NOON.date(), None, NOON)]) == Times(talks=1, same_day=1, timed=0, minutes=None)


def test_a_talk_with_two_members_is_one_talk_and_only_the_own_ones_count(house: House) -> None:
    family = haddad(house, opened_on=today() - dt.timedelta(days=60))
    row = family.appointment(family.amira, starts_at=now() - dt.timedelta(minutes=90))
    family.note(family.amira, family.karim, appointments=[row])
    family.note(family.amira, happened_on=today() - dt.timedelta(days=40))
    other = family.note(family.karim)[0].pk
    with acting_as(house.alma, "test"):
        ContactNote.objects.filter(pk=other).update(author=house.bert)
    with as_worker("test"):
        before = Disclosure.objects.count()
    page = house.login("alma").get(reverse("cases:own_times")).content.decode()
    assert "1 von 1\xa0Gespräch am selben Tag" in page and "1 von 2\xa0Gesprächen am selben Tag" in page
    assert "30\xa0Min." in page and "Median aus 1\xa0Gespräch mit Termin" in page
    assert "Haddad" not in page
    with as_worker("test"):
        assert Disclosure.objects.count() == before
    for person in ("dana", "bert"):
        page = house.login(person).get(reverse("cases:own_times")).content.decode()
        assert "noch kein Gespräch festgehalten" in page and "Alma" not in page
