"""Nobody can work out a hidden number from all that is printed, in all tables together."""

import datetime as dt
import uuid
from fractions import Fraction

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.gaps.codes import Reason
from rundblick.gaps.counting import GAP, NEED, REST, TOTAL, WHY, Counts, Entry, Key, count, units
from rundblick.gaps.protection import follows, hidden, systems
from rundblick.gaps.rules import Need, Wait
from rundblick.gaps.topics import Limits
from rundblick.statistics.suppression import is_small

DAY = dt.date(2026, 9, 30)
FIRST = dt.date(2026, 4, 1)
LIMITS = Limits(no_way_days=28, waiting_days=90)
TOPICS = ("home", "childcare", "courses")
PLACES = ("Ahlen", "Beckum", "ohne Ort")


def person(number: int) -> uuid.UUID:
    return uuid.UUID(int=number)


def entry(who: int, topic: str, *, since: int = 200, need: bool = False) -> Entry:
    begun = DAY - dt.timedelta(days=since)
    return Entry(person(1000 + who), person(who), topic, begun, None, Need(begun, None) if need else Wait(begun))


def counted(rows: list[tuple[int, str, str, int, bool]]) -> Counts:
    """Rows of person, topic, place, days since, and whether it is a need without a way."""
    entries = [entry(who, topic, since=since, need=need) for who, topic, _, since, need in rows]
    places = {person(1000 + who): place for who, _, place, _, _ in rows}
    return count(units(entries, places), topics=TOPICS, first=FIRST, as_of=DAY, limits=LIMITS)


def many(number: int, topic: str, place: str, *, start: int, since: int = 200) -> list[tuple[int, str, str, int, bool]]:
    return [(start + place_, topic, place, since, False) for place_ in range(number)]


def test_a_single_small_cell_takes_others_with_it() -> None:
    counts = counted(
        [
            *many(2, "home", "Ahlen", start=0),
            *many(8, "home", "Beckum", start=10),
            *many(9, "childcare", "Ahlen", start=30),
            *many(7, "childcare", "Beckum", start=50),
            *many(9, "courses", "Ahlen", start=70, since=10),
            *many(9, "courses", "Beckum", start=90, since=10),
        ]
    )
    gone = hidden(counts)
    assert (GAP, "home", "Ahlen") in gone and len(gone) > 1
    assert not follows(systems(counts), gone)
    assert (NEED, TOTAL, TOTAL) not in gone and (GAP, TOTAL, TOTAL) not in gone


def test_where_nothing_is_small_nothing_is_hidden_and_zeros_are_shown() -> None:
    counts = counted([*many(5, "home", "Ahlen", start=0), *many(6, "home", "Beckum", start=10)])
    assert hidden(counts) == frozenset()
    assert counts.value((GAP, "courses", TOTAL)) == 0


def test_a_place_with_three_needs_of_one_person_is_small() -> None:
    rows = [(1, topic, "Ahlen", 200, False) for topic in TOPICS] + [
        row for topic in TOPICS for row in many(9, topic, "Beckum", start=100)
    ]
    counts = counted(rows)
    assert counts.value((GAP, TOTAL, "Ahlen")) == 3
    assert (GAP, TOTAL, "Ahlen") in hidden(counts)


def test_the_rest_of_a_share_is_protected_too() -> None:
    counts = counted([*many(8, "home", "Ahlen", start=0), *many(1, "home", "Ahlen", start=20, since=5)])
    gone = hidden(counts)
    assert counts.value((REST, "home", TOTAL)) == 1 and (REST, "home", TOTAL) in gone
    assert not {(GAP, "home", TOTAL), (NEED, "home", TOTAL)} - gone or not follows(systems(counts), gone)


rows = st.lists(
    st.tuples(
        st.integers(0, 40),
        st.sampled_from(TOPICS),
        st.sampled_from(PLACES),
        st.integers(0, 250),
        st.booleans(),
    ),
    max_size=70,
    unique_by=lambda row: (row[0], row[1]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows)
def test_no_hidden_number_follows_from_the_printed_ones(rows: list[tuple[int, str, str, int, bool]]) -> None:
    counts = counted(rows)
    gone = hidden(counts)
    for key, number in counts.cells.items():
        if is_small(number.people):
            assert key in gone
    assert determined(counts, gone) == set()


def determined(counts: Counts, gone: frozenset[Key]) -> set[Key]:
    """What a reader with pencil and paper works out: plain elimination with fractions, apart from the product's."""
    keys = sorted(gone)
    equations = []
    for arcs in systems(counts):
        for node in {arc.tail for arc in arcs} | {arc.head for arc in arcs}:
            row = [Fraction(0)] * len(keys)
            for arc in arcs:
                if arc.key in gone:
                    row[keys.index(arc.key)] += int(arc.head == node) - int(arc.tail == node)
            equations.append(row)
    found: list[list[Fraction]] = []
    pivots: list[int] = []
    for column in range(len(keys)):
        pivot = next((row for row in equations if row[column]), None)
        if pivot is None:
            continue
        equations.remove(pivot)
        pivot = [value / pivot[column] for value in pivot]
        equations = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in equations]
        found = [[a - row[column] * b for a, b in zip(row, pivot, strict=True)] for row in found]
        found.append(pivot)
        pivots.append(column)
    return {keys[column] for row, column in zip(found, pivots, strict=True) if sum(map(bool, row)) == 1}


@given(rows)
@settings(max_examples=60, deadline=None)
def test_all_tables_add_up_to_the_same(rows: list[tuple[int, str, str, int, bool]]) -> None:
    counts = counted(rows)
    total = counts.value((GAP, TOTAL, TOTAL))
    assert sum(counts.value((GAP, topic, TOTAL)) for topic in TOPICS) == total
    assert sum(counts.value((GAP, TOTAL, place)) for place in counts.places) == total
    assert sum(counts.value((WHY, TOTAL, one.value)) for one in Reason) == total
    assert total + counts.value((REST, TOTAL, TOTAL)) == counts.value((NEED, TOTAL, TOTAL))
    assert counts.people <= total


@pytest.mark.parametrize("places", [40])
def test_a_large_house_is_protected_in_time(places: int) -> None:
    """Thousands of needs in many places; the time is printed, not judged."""
    import random
    import time

    chance = random.Random(7)
    topics = tuple(f"topic{number}" for number in range(24))
    entries, where = [], {}
    for who in range(6000):
        where[person(100_000 + who)] = f"Ort {min(int(chance.expovariate(0.12)), places - 1):02}"
        begun = DAY - dt.timedelta(days=chance.randrange(250))
        topic = topics[min(int(chance.expovariate(0.2)), 23)]
        entries.append(Entry(person(100_000 + who), person(who), topic, begun, None, Wait(begun)))
    counts = count(units(entries, where), topics=topics, first=FIRST, as_of=DAY, limits=LIMITS)
    begun_at = time.perf_counter()
    gone = hidden(counts)
    print(f"{len(counts.cells)} cells, {len(gone)} hidden, {time.perf_counter() - begun_at:.1f} s")
    assert not follows(systems(counts), gone)
    assert (GAP, TOTAL, TOTAL) not in gone
