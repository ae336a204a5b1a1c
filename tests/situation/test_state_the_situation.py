"""Entries are stated, restated and ended; every past day can be shown; the home needs an occasion."""

import datetime as dt
import uuid
from typing import Any

import pytest
from django.db import IntegrityError
from django.urls import reverse

from rundblick.access.context import acting_as, reason
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused, Stale
from rundblick.situation import queries, services
from rundblick.situation.models import Entry
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House
from tests.situation.lives import DAY, WORDS, said, stored


def again(family: Family, entry: Entry, **changes: Any) -> Entry:
    values = {"view": entry.view, "kind": entry.kind, "text": entry.text, "version": entry.version}
    with acting_as(family.house.alma, "test"):
        return services.restate(entry=entry, author=family.house.alma, **(values | changes))


def on(family: Family, day: dt.date) -> list[str | None]:
    with acting_as(family.house.alma, "test", read_only=True) as alma:
        return [row.text for row in queries.standing(alma, family.pk, family.amira, day=day)]


def test_an_earlier_day_still_shows_what_was_said_then(house: House) -> None:
    family = haddad(house)
    entry = said(family, since=today() - 30 * DAY)
    again(family, entry, kind="resource", text="Es reicht jetzt.")
    assert on(family, today() - DAY) == [WORDS]
    assert on(family, today()) == ["Es reicht jetzt."]
    assert on(family, today() - 31 * DAY) == []


def test_the_own_words_stand_first_whoever_wrote_first(house: House) -> None:
    family = haddad(house)
    said(family, view="partner", text="Dritte")
    said(family, view="coach", text="Zweite")
    said(family, text="Erste")
    assert on(family, today()) == ["Erste", "Zweite", "Dritte"]


def test_a_form_sent_twice_makes_one_entry(house: House) -> None:
    family, token = haddad(house), uuid.uuid4()
    said(family, token=token)
    said(family, token=token)
    assert on(family, today()) == [WORDS]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"topic": "debts"}, "geschützten Bereich"),
        ({"topic": "addiction"}, "geschützten Bereich"),
        ({"topic": "nonsense"}, "gibt es nicht"),
        ({"text": "  "}, "kreuzen Sie etwas an"),
        ({"topic": "housing_secure"}, "nur aus einem Anlass"),
        ({"scale": 5}, "zwischen 0 und 10"),
        ({"topic": "confidence", "scale": 11}, "zwischen 0 und 10"),
        ({"topic": "confidence", "scale": -1}, "zwischen 0 und 10"),
        ({"topic": "interests", "indicators": ["riasec_r", "riasec_i", "riasec_a", "riasec_s"]}, "höchstens 3"),
        ({"since": today() + DAY}, "Zukunft"),
    ],
)
def test_what_must_not_be_written_down_is_refused(house: House, values: dict[str, Any], words: str) -> None:
    family = haddad(house)
    with pytest.raises(Refused, match=words):
        said(family, **values)
    assert on(family, today()) == []


def test_the_database_itself_asks_for_an_occasion(house: House) -> None:
    family = haddad(house)
    row, entries = said(family, topic="housing_space", occasion="own_mention"), stored(Entry)
    with pytest.raises(IntegrityError), acting_as(house.alma, "test"), reason("test"):
        entries.filter(pk=row.pk).update(occasion="")


def test_danger_and_acute_marks_make_it_urgent_and_the_rest_does_not(house: House) -> None:
    family = haddad(house)
    assert said(family, topic="housing_secure", occasion="hint", indicators=["housing_notice"]).urgent
    assert said(family, topic="housing_secure", occasion="danger").urgent
    assert not said(family, topic="housing_secure", occasion="hint", indicators=["housing_arrears"]).urgent
    assert not said(family, indicators=["money_gap"]).urgent


def test_a_mark_of_another_topic_is_not_taken(house: House) -> None:
    assert said(haddad(house), indicators=["housing_notice", "money_gap"]).indicators == ["money_gap"]


def test_two_who_change_an_entry_do_not_overwrite_each_other(house: House) -> None:
    family = haddad(house)
    entry = said(family)
    again(family, entry, text="Erste")
    with pytest.raises(Stale):
        again(family, entry, text="Zweite")


def test_what_ended_can_be_taken_up_again_and_only_once(house: House) -> None:
    family = haddad(house)
    entry = said(family, since=today() - 5 * DAY)
    with acting_as(house.alma, "test"):
        ended = services.end(entry=entry, version=1)
        assert ended is not None
        fresh = services.resume(entry=ended, author=house.alma)
        with pytest.raises(Refused):
            services.resume(entry=ended, author=house.alma)
    assert (fresh.thread, fresh.text, fresh.valid_from) == (entry.thread, WORDS, today())
    assert on(family, today()) == [WORDS]


def test_what_was_written_by_mistake_today_is_taken_back_altogether(house: House) -> None:
    family = haddad(house)
    entry = said(family)
    with acting_as(house.alma, "test"):
        assert services.end(entry=entry, version=1) is None
    assert on(family, today()) == []


def test_the_mark_of_transfer_falls_off_when_the_need_is_said_anew(house: House) -> None:
    family = haddad(house)
    entry = said(family, since=today() - DAY)
    with acting_as(house.alma, "test"):
        assert services.transferred(entries=[entry], day=today()) == 1
        assert services.transferred(entries=[entry], day=today()) == 0
    with acting_as(house.alma, "test", read_only=True):
        entry.refresh_from_db()
    assert entry.transferred_on == today()
    assert again(family, entry, text="Anders").transferred_on is None


def test_the_story_tells_once_a_day_that_it_was_spoken_about_and_not_what(house: House) -> None:
    family = haddad(house)
    for _ in range(3):
        said(family)
    said(family, family.karim)
    with acting_as(house.alma, "test", read_only=True):
        told = TimelineEntry.objects.filter(kind="situation")
        assert sorted(told.values_list("subject_id", flat=True), key=str) == sorted(
            [family.amira, family.karim], key=str
        )
    page = house.login("alma").get(reverse("cases:story", args=[family.pk])).content.decode()
    assert "Lebenslage besprochen" in page
    assert WORDS not in page


def test_who_belongs_to_two_households_has_two_situations(house: House) -> None:
    """Rows belong to the dossier: what is said in one household's file stays there."""
    from tests.people import families as people

    family = haddad(house)
    other = people.household(house, number="36502BG0099999")
    said(family)
    with acting_as(house.alma, "test", read_only=True) as alma:
        assert queries.standing(alma, other.dossier_id, family.amira, day=today()) == []
