"""Statements are never overwritten: every past day can be shown as it ended. Tried with the cards of the Ampeltorte."""

import datetime as dt
import threading
import uuid
from collections import Counter
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.access.context import acting_as
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases.standing import end, restate, state
from rundblick.lights.models import Card
from rundblick.web.clock import today
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)
VERB = "test.stand"


def card(family: Family, text: str = "Der Minijob", *, days_ago: int = 0, **values: Any) -> Card:
    given: dict[str, Any] = {"person_id": family.amira, "light": "yellow", "rank": 1.0}
    return Card(dossier_id=family.pk, text=text, valid_from=today() - days_ago * DAY, **(given | values))


def stated(family: Family, text: str = "Der Minijob", *, days_ago: int = 0, **values: Any) -> Card:
    with acting_as(family.house.alma, "test"):
        return state(card(family, text, days_ago=days_ago, **values), author=family.house.alma, verb=VERB)


def restated(family: Family, row: Card, *, days_ago: int = 0, version: int | None = None, **changes: Any) -> Card:
    with acting_as(family.house.alma, "test"):
        return restate(
            row,
            author=family.house.alma,
            verb=VERB,
            version=row.version if version is None else version,
            on=today() - days_ago * DAY,
            **changes,
        )


def ended(family: Family, row: Card, *, days_ago: int = 0, version: int | None = None) -> Card | None:
    with acting_as(family.house.alma, "test"):
        return end(row, verb=VERB, version=row.version if version is None else version, on=today() - days_ago * DAY)


def on(family: Family, day: dt.date) -> dict[str, str]:
    """What stands on a day: text and slice."""
    with acting_as(family.house.alma, "test", read_only=True):
        return {row.text: row.light for row in Card.objects.on(day)}


def events(family: Family) -> list[Any]:
    with acting_as(family.house.alma, "test", read_only=True):
        model: Any = Card._meta.get_field("former").related_model
        return [(event.pgh_label, event.text, event.light) for event in model.objects.order_by("pgh_id")]


def test_what_is_said_anew_on_a_later_day_leaves_the_earlier_days_as_they_were(house: House) -> None:
    family = haddad(house)
    first = stated(family, days_ago=20)
    second = restated(family, first, days_ago=8, light="green", text="Der Job im Laden")
    assert second.thread == first.thread and second.pk != first.pk and second.version == 1
    assert on(family, today() - 21 * DAY) == {}
    assert on(family, today() - 20 * DAY) == on(family, today() - 9 * DAY) == {"Der Minijob": "yellow"}
    assert on(family, today() - 8 * DAY) == on(family, today()) == {"Der Job im Laden": "green"}


def test_ten_changes_on_one_day_leave_one_row_and_the_history_keeps_what_stood_there(house: House) -> None:
    family = haddad(house)
    row = stated(family)
    for number in range(10):
        row = restated(family, row, text=f"Fassung {number}")
    with acting_as(house.alma, "test", read_only=True):
        assert Card.objects.get().text == "Fassung 9"
    assert [text for _, text, _ in events(family)] == ["Der Minijob", *(f"Fassung {n}" for n in range(9))]


def test_saying_the_same_writes_nothing(house: House) -> None:
    family = haddad(house)
    first = stated(family, days_ago=3)
    same = restated(family, first, text="Der Minijob", light="yellow")
    assert (same.pk, same.version) == (first.pk, 1)
    assert events(family) == []


def test_what_no_longer_holds_stays_readable_on_its_days(house: House) -> None:
    family = haddad(house)
    row = ended(family, stated(family, days_ago=5), days_ago=2)
    assert row is not None and row.valid_until == today() - 2 * DAY
    assert on(family, today() - 3 * DAY) == {"Der Minijob": "yellow"}
    assert on(family, today() - 2 * DAY) == {}


def test_what_was_said_by_mistake_today_is_taken_back_altogether_but_its_history_remains(house: House) -> None:
    family = haddad(house)
    assert ended(family, stated(family)) is None
    assert on(family, today()) == {}
    assert events(family) == [("delete", "Der Minijob", "yellow")]


def test_taking_back_todays_version_ends_the_statement_and_keeps_the_former_days(house: House) -> None:
    family = haddad(house)
    row = restated(family, stated(family, days_ago=5), light="red")
    ended(family, row)
    assert on(family, today()) == {}
    assert on(family, today() - DAY) == {"Der Minijob": "yellow"}


def test_who_worked_with_an_old_version_is_told_and_nothing_is_written(house: House) -> None:
    family = haddad(house)
    row = stated(family, days_ago=2)
    restated(family, row, days_ago=2, light="red")
    with pytest.raises(Stale) as told:
        restated(family, row, light="green", version=1)
    assert told.value.stored.light == "red"
    with pytest.raises(Stale):
        ended(family, row, version=1)
    assert on(family, today()) == {"Der Minijob": "red"}


def test_what_has_ended_or_is_gone_cannot_be_changed(house: House) -> None:
    family = haddad(house)
    old = stated(family, days_ago=2)
    restated(family, old, light="green")
    for attempt in (restated, ended):
        with pytest.raises(Refused, match="so nicht mehr"):
            attempt(family, old, version=2)
    gone = stated(family, "Kurz")
    ended(family, gone)
    with pytest.raises(Refused):
        restated(family, gone, light="red")


def test_no_day_ahead_and_none_before_the_beginning(house: House) -> None:
    family = haddad(house)
    with pytest.raises(Refused, match="Zukunft"):
        stated(family, days_ago=-1)
    row = stated(family, days_ago=3)
    for attempt in (
        lambda ago: restated(family, row, days_ago=ago, light="red"),
        lambda ago: ended(family, row, days_ago=ago),
    ):
        with pytest.raises(Refused, match="Zukunft"):
            attempt(-1)
        with pytest.raises(Refused, match="vor dem Beginn"):
            attempt(4)
    assert on(family, today()) == {"Der Minijob": "yellow"}


def test_a_form_sent_twice_makes_one(house: House) -> None:
    family = haddad(house)
    token = uuid.uuid4()
    with acting_as(house.alma, "test"):
        first, again = (state(card(family), author=house.alma, verb=VERB, token=token) for _ in range(2))
    assert first.pk == again.pk == token
    with acting_as(house.alma, "test", read_only=True):
        assert Card.objects.count() == 1


def test_two_clicks_at_the_same_moment_make_one(house: House) -> None:
    family = haddad(house)
    token, gate = uuid.uuid4(), threading.Barrier(2)
    made: list[Any] = []

    def click() -> None:
        try:
            with acting_as(house.alma, "test"):
                row = card(family)
                gate.wait(timeout=10)
                made.append(state(row, author=house.alma, verb=VERB, token=token).pk)
        except Exception as problem:
            made.append(problem)
        finally:
            connection.close()

    threads = [threading.Thread(target=click) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert made == [token, token]


def test_the_token_of_another_file_is_not_answered_with_its_content(house: House) -> None:
    family, other = haddad(house), haddad(house)
    theirs = stated(other, "Anderer Haushalt")
    with acting_as(house.alma, "test"), pytest.raises(IntegrityError), transaction.atomic():
        state(card(family), author=house.alma, verb=VERB, token=theirs.pk)


def test_two_coaches_who_change_at_once_do_not_lose_one_of_the_changes(house: House) -> None:
    family = haddad(house)
    family.let_in(house.hanna, None, basis=Basis.ASSIGNMENT, topics=("master", "situation"), writes=True)
    row = stated(family, days_ago=4)
    gate, told = threading.Barrier(2), Counter[str]()

    def change(who: str, light: str) -> None:
        try:
            with acting_as(house.people[who], "test"):
                gate.wait(timeout=10)
                restate(row, author=house.people[who], verb=VERB, version=1, light=light)
            told["saved"] += 1
        except (Stale, Refused):
            told["told"] += 1
        finally:
            connection.close()

    threads = [threading.Thread(target=change, args=pair) for pair in (("alma", "green"), ("hanna", "red"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert told == {"saved": 1, "told": 1}
    with acting_as(house.alma, "test", read_only=True):
        assert Card.objects.on(today()).count() == 1
        assert Card.objects.on(today() - DAY).count() == 1


def test_the_words_of_every_row_and_version_still_open(house: House) -> None:
    family = haddad(house)
    row = restated(family, stated(family, "ältere Worte", days_ago=9), days_ago=4, light="green")
    restated(family, row, days_ago=4, text="neue Worte")
    with acting_as(house.alma, "test", read_only=True):
        assert [one.text for one in Card.objects.order_by("valid_from")] == ["ältere Worte", "neue Worte"]
    assert [text for _, text, _ in events(family)] == ["ältere Worte", "ältere Worte"]


def test_the_words_are_sealed_for_their_own_row_only(house: House) -> None:
    family = haddad(house)
    old = stated(family, days_ago=3)
    new = restated(family, old, light="green")
    with acting_as(house.alma, "test"), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM lights_card WHERE id = ANY (%s)", [[old.pk, new.pk]])
        sealed = [bytes(value) for (value,) in cursor.fetchall()]
    assert len(set(sealed)) == 2
    assert all(b"Minijob" not in value for value in sealed)


def test_everybody_sees_who_wrote_the_present_words(house: House) -> None:
    family = haddad(house)
    family.let_in(house.hanna, None, basis=Basis.ASSIGNMENT, topics=("master", "situation"), writes=True)
    row = stated(family, days_ago=6)
    with acting_as(house.hanna, "test"):
        restate(row, author=house.hanna, verb=VERB, version=1, light="red")
    with acting_as(house.alma, "test", read_only=True):
        authors = Card.objects.order_by("valid_from").values_list("author__display_name", flat=True)
        assert list(authors) == ["Alma", "Hanna"]


# Any life of statements against a plain dictionary.

ACTS = st.lists(
    st.tuples(
        st.integers(0, 2),  # days that pass before
        st.sampled_from(["state", "light", "light", "text", "end"]),
        st.integers(0, 5),  # which statement
        st.sampled_from(["green", "yellow", "red"]),
    ),
    min_size=1,
    max_size=14,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(acts=ACTS)
def live(family: Family, acts: list[tuple[int, str, int, str]]) -> None:
    """One life: acts on days that never go back, then every day compared with what the dictionary says."""
    alma = family.house.alma
    begin = today() - 40 * DAY
    day, mine, standing = begin, set[uuid.UUID](), dict[uuid.UUID, Card]()
    present: dict[uuid.UUID, tuple[str, str]] = {}
    on_day: dict[dt.date, dict[uuid.UUID, tuple[str, str]]] = {}
    for number, (later, act, which, light) in enumerate(acts):
        for passed in range(later):
            on_day[day + passed * DAY] = dict(present)
        day += later * DAY
        with acting_as(alma, "test"):
            if act == "state" or not standing:
                row = state(
                    card(family, f"Wort {number}", light=light, days_ago=(today() - day).days), author=alma, verb=VERB
                )
                mine.add(row.thread)
            else:
                row = list(standing.values())[which % len(standing)]
                if act == "end":
                    end(row, verb=VERB, version=row.version, on=day)
                    del standing[row.thread], present[row.thread]
                    continue
                change = {"light": light} if act == "light" else {"text": f"Wort {number}"}
                row = restate(row, author=alma, verb=VERB, version=row.version, on=day, **change)
        standing[row.thread], present[row.thread] = row, (row.text, row.light)
    while day <= today():
        on_day[day] = dict(present)
        day += DAY
    with acting_as(alma, "test", read_only=True):
        rows = list(Card.objects.filter(thread__in=mine))
    for shown, expected in on_day.items():
        there = [
            row for row in rows if row.valid_from <= shown and (row.valid_until is None or shown < row.valid_until)
        ]
        assert {row.thread: (row.text, row.light) for row in there} == expected
        assert len(there) == len(expected)
    assert max(Counter(row.thread for row in rows if row.valid_until is None).values(), default=1) == 1
    assert max(Counter((row.thread, row.valid_from) for row in rows).values(), default=1) == 1


def test_every_past_day_reads_as_it_ended_whatever_happened(house: House) -> None:
    family = haddad(house)
    live(family)


def test_the_same_days_are_found_by_the_query(house: House) -> None:
    """The property above looks at periods in Python; the query must look the same way at their ends."""
    family = haddad(house)
    row = restated(family, stated(family, days_ago=4), days_ago=2, light="red")
    ended(family, row, days_ago=1)
    found = [len(on(family, today() - ago * DAY)) for ago in (5, 4, 3, 2, 1, 0)]
    assert found == [0, 1, 1, 1, 0, 0]
