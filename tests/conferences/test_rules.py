"""What comes next, who is missing, what doors open, and figures that count persons: rules without a database."""

import datetime as dt
import itertools
import uuid

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.conferences.figures import told
from rundblick.conferences.rules import (
    LETTERS,
    Held,
    Reach,
    State,
    Talk,
    code_word,
    consecutive,
    empty_parts,
    missing,
    next_step,
    opens,
    reach,
    topics_open,
)
from rundblick.conferences.types import checklist, type_of, types

AMIRA, KARIM = uuid.uuid4(), uuid.uuid4()
DAY = dt.timedelta(days=1)
START = dt.date(2026, 11, 20)


def state(**changed: object) -> State:
    values: dict[str, object] = {
        "starts_on": START,
        "prepare_until": START - 3 * DAY,
        "prepared": False,
        "closed_on": None,
        "uninformed": False,
    }
    return State(**values | changed)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changed", "code", "on"),
    [
        ({}, "prepare", START - 3 * DAY),
        ({"prepared": True}, "protocol", START + 3 * DAY),
        ({"prepare_until": None}, "protocol", START + 3 * DAY),
        ({"closed_on": START, "uninformed": True}, "inform", START + 3 * DAY),
        ({"closed_on": START, "open_until": [START + 9 * DAY]}, "review", START + 9 * DAY),
        ({"closed_on": START, "open_until": [START + 90 * DAY]}, "review", START + 28 * DAY),
        ({"closed_on": START, "open_until": [START], "review_on": START + 5 * DAY}, "review", START + 5 * DAY),
        ({"closed_on": START, "outcome_waits": True, "review_on": START + 60 * DAY}, "review", START + 60 * DAY),
    ],
)
def test_one_thing_comes_next(changed: dict[str, object], code: str, on: dt.date) -> None:
    step = next_step(state(**changed))
    assert step is not None and (step.code, step.on) == (code, on)


def test_nothing_comes_next_when_everything_is_done() -> None:
    assert next_step(state(closed_on=START)) is None


def test_consent_is_missing_for_each_person_whose_door_is_shut() -> None:
    of_amira, of_all = Held(frozenset({"cooperation", "goals"}), AMIRA), Held(frozenset({"cooperation"}), None)
    assert missing([of_amira], [AMIRA, KARIM]) == [KARIM]
    assert missing([of_all], [AMIRA, KARIM]) == []
    assert missing([Held(frozenset({"goals"}), None)], [AMIRA]) == [AMIRA]
    assert topics_open([of_amira], [KARIM]) == frozenset()


topics = st.frozensets(st.sampled_from(["cooperation", "goals", "health"]))
doors = st.lists(st.builds(Held, topics, st.sampled_from([None, AMIRA, KARIM])), max_size=4)


@given(doors, st.sampled_from([AMIRA, KARIM]), st.sampled_from(["cooperation", "goals", "health"]))
def test_what_names_nobody_opens_only_with_the_whole_household(held: list[Held], person: uuid.UUID, topic: str) -> None:
    if opens(held, None, topic):
        assert opens(held, person, topic)
    assert opens(held, person, topic) == any(topic in one.topics and one.subject in (None, person) for one in held)


def test_parts_that_must_be_there_are_named() -> None:
    assert empty_parts(type_of("three_way"), {"person", "coach"}) == ["Arbeitsvermittlung"]
    with pytest.raises(LookupError):
        type_of("nothing")


def test_the_library_names_its_sources_and_begins_with_points() -> None:
    assert {"case_conference", "family_council", "three_way", "school_conference", "clearing"} <= {
        one.code for one in types()
    }
    assert all(one.source and one.agenda for one in types())
    assert all(line.source for line in (*checklist().before, *checklist().during, *checklist().after))
    assert len(type_of("clearing").agenda) == 4, "the four questions of PRO AKTIV 5.1.1"


def test_a_code_tells_nothing() -> None:
    codes = {code_word() for _ in range(200)}
    assert len(codes) > 190
    assert all(code.startswith("H-") and set(code[2:]) <= set(LETTERS) for code in codes)


@given(st.integers(10, 120), st.integers(0, 60), st.integers(1, 30))
def test_talks_in_a_row_never_overlap(minutes: int, pause: int, number: int) -> None:
    slots = consecutive(dt.datetime(2026, 11, 20, 9, tzinfo=dt.UTC), minutes=minutes, pause=pause, number=number)
    assert len(slots) == number
    for (_begin, end), (begins, _end) in itertools.pairwise(slots):
        assert begins - end == dt.timedelta(minutes=pause)


def test_the_talks_of_the_source_are_counted_and_persons_are_another_figure() -> None:
    """PRO AKTIV 4.9: 2,117 + 524 + 219 talks. The source makes no statement about persons, so none is reproduced.

    The title's n = 851 are persons; spread over them, the same talks reach each person once per format at most.
    """
    everybody = [uuid.uuid4() for _ in range(851)]
    numbers = {"discussion": 2117, "information": 524, "advice": 219}
    talks = [
        Talk(figure, everybody[number % 851], START) for figure, total in numbers.items() for number in range(total)
    ]
    found = reach(talks, everybody, as_of=START)
    assert {figure: one.talks for figure, one in found.items()} == numbers
    assert sum(one.talks for one in found.values()) == 2860
    assert {figure: one.persons for figure, one in found.items()} == {
        "discussion": 851,
        "information": 524,
        "advice": 219,
    }


def test_talks_after_the_day_and_about_others_do_not_count() -> None:
    talks = [Talk("advice", AMIRA, START), Talk("advice", AMIRA, START + DAY), Talk("advice", KARIM, START)]
    assert reach(talks, [AMIRA], as_of=START) == {"advice": Reach(1, 1, 1)}
    assert [(one.label, one.reach.persons) for one in told({}, 3)] == [
        ("Fallbesprechung", 0),
        ("Informationsgespräch", 0),
        ("Beratungsgespräch", 0),
    ]
