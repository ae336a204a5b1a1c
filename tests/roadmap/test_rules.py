"""What follows from rows: stations, agreement between tickets, what is due, and what moved."""

import datetime as dt
from dataclasses import dataclass, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.roadmap import rules
from rundblick.roadmap.catalogue import HIGHEST, catalogue
from rundblick.roadmap.codes import Choice, State, Voice
from rundblick.roadmap.rules import Agreement, Due, Facts, compare_hours, compare_words, due, next_station, stations

CODES = [one.code for one in catalogue().steps]
DAY = dt.date(2026, 3, 2)
NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
RANGES = st.tuples(st.integers(0, 48), st.integers(0, 48)).map(lambda pair: (min(pair), max(pair)))
ANSWERS = st.lists(st.none() | st.text("abÄ -!\n", max_size=30), max_size=5)


@dataclass(frozen=True)
class Row:
    """A decision as the rules see it."""

    choice: str = "go"
    on: dt.date = DAY
    written_at: dt.datetime = NOON
    review_on: dt.date | None = None


@dataclass(frozen=True)
class Said:
    """A ticket as the rules see it."""

    voice: str
    valid_from: dt.date = DAY
    written_at: dt.datetime = NOON
    hours_from: int | None = None
    hours_until: int | None = None


def test_the_path_has_nine_steps_and_the_tickets_five_questions() -> None:
    assert len(CODES) == 9
    assert [one.code for one in catalogue().questions] == ["motivation", "occupations", "care", "hours", "ideas"]


def test_every_number_has_a_word_of_our_own() -> None:
    words = [catalogue().word(value) for value in range(HIGHEST + 1)]
    assert words[0] == "weit weg" and words[-1] == "ganz nah" and len(set(words)) == 5


def test_what_happened_shows_on_the_path_although_nobody_ticked_it() -> None:
    found = {one.code: one for one in stations(CODES, {}, Facts(wished=DAY, ticket=DAY))}
    assert (found["talk"].state, found["talk"].told) == (State.DONE, True)
    assert found["tickets"].state == State.UNDER_WAY
    assert found["before"].state == State.OPEN


def test_what_somebody_noted_goes_before_what_follows() -> None:
    found = stations(CODES, {"talk": (State.SKIPPED, None)}, Facts(wished=DAY))
    assert (found[0].state, found[0].told) == (State.SKIPPED, False)


@given(st.dictionaries(st.sampled_from(CODES), st.tuples(st.sampled_from(State.values), st.none())))
def test_in_any_order_the_path_keeps_its_steps_and_points_to_one_that_is_not_behind(noted: dict[str, object]) -> None:
    path = stations(CODES, noted, Facts())  # type: ignore[arg-type]
    assert [one.code for one in path] == CODES
    here = next_station(path)
    behind = {State.DONE, State.SKIPPED}
    assert (here is None) == all(one.state in behind for one in path)
    assert here is None or here.state not in behind


def test_two_weeks_after_the_fahrplan_was_explained_the_person_is_asked() -> None:
    assert due(wish=True, informed_on=DAY, decisions=[]) == (Due.DECISION, dt.date(2026, 3, 16))


@pytest.mark.parametrize("choice", [Choice.GO, Choice.NO])
def test_who_decided_is_not_asked(choice: str) -> None:
    assert due(wish=True, informed_on=DAY, decisions=[Row(choice)]) is None


def test_an_explanation_after_the_decision_asks_anew() -> None:
    earlier = Row("no", on=DAY - dt.timedelta(days=90))
    assert due(wish=True, informed_on=DAY, decisions=[earlier]) == (Due.DECISION, dt.date(2026, 3, 16))


def test_who_waits_is_asked_on_the_day_they_named_also_without_an_explanation() -> None:
    later = Row("later", review_on=dt.date(2026, 6, 1))
    assert due(wish=True, informed_on=None, decisions=[later]) == (Due.REVIEW, dt.date(2026, 6, 1))
    assert due(wish=True, informed_on=None, decisions=[later, Row("go", on=DAY + dt.timedelta(days=1))]) is None


def test_who_does_not_want_to_talk_about_work_is_never_asked_for_a_decision() -> None:
    assert due(wish=False, informed_on=DAY, decisions=[]) is None
    assert due(wish=True, informed_on=None, decisions=[]) is None


def test_of_two_decisions_on_one_day_the_later_word_counts() -> None:
    first, second = Row("go"), Row("no", written_at=NOON + dt.timedelta(minutes=1))
    assert rules.latest([second, first]) is second


def test_the_same_words_count_whatever_capitals_bullets_and_points() -> None:
    found = compare_words("ideas", ["- Zwei Wochen Praktikum.\nSprachcafé", "zwei wochen PRAKTIKUM", None])
    assert found.agreement == Agreement.PARTLY
    assert [[(one.text, one.common) for one in cell] for cell in found.cells] == [
        [("Zwei Wochen Praktikum.", True), ("Sprachcafé", False)],
        [("zwei wochen PRAKTIKUM", True)],
        [],
    ]


@pytest.mark.parametrize(
    ("answers", "agreement"),
    [
        ([], Agreement.NOBODY),
        ([None, "", " \n - "], Agreement.NOBODY),
        (["Labor", None], Agreement.ONE),
        (["Labor", "labor."], Agreement.ALIKE),
        (["Labor", "Pflege"], Agreement.DIFFERENT),
    ],
)
def test_how_answers_stand_to_each_other(answers: list[str | None], agreement: Agreement) -> None:
    assert compare_words("occupations", answers).agreement == agreement


@given(ANSWERS)
def test_comparing_loses_no_line_and_does_not_depend_on_the_order(answers: list[str | None]) -> None:
    found = compare_words("ideas", answers)
    assert [[thing.text for thing in cell] for cell in found.cells] == [rules.things(answer) for answer in answers]
    assert compare_words("ideas", answers[::-1]).agreement == found.agreement


def test_hours_that_meet_name_what_is_possible_for_all() -> None:
    found = compare_hours([(15, 20), None, (18, 30)])
    assert (found.agreement, found.sentence) == (Agreement.PARTLY, "Gemeinsam möglich: 18 bis 20 Stunden.")
    assert compare_hours([(20, 20), (20, 20)]).agreement == Agreement.ALIKE
    apart = compare_hours([(10, 15), (30, 39)])
    assert apart.agreement == Agreement.DIFFERENT
    assert apart.sentence == "Die Angaben liegen zwischen 10 und 39 Stunden."


@given(st.lists(st.none() | RANGES, max_size=6))
def test_hours_agree_exactly_when_one_number_lies_in_all_ranges(ranges: list[tuple[int, int] | None]) -> None:
    given_ = [one for one in ranges if one is not None]
    found = compare_hours(ranges).agreement
    if len(given_) > 1:
        meet = any(all(low <= hour <= high for low, high in given_) for hour in range(49))
        assert meet == (found != Agreement.DIFFERENT)
    else:
        assert found in (Agreement.ONE, Agreement.NOBODY)


def test_one_hour_is_one_hour() -> None:
    assert rules.hours((1, 1)) == "1 Stunde" and rules.hours((0, 1)) == "0 bis 1 Stunden"


def test_the_person_stands_first_and_once_whoever_wrote_it_down() -> None:
    coach, old = Said(Voice.COACH), Said(Voice.PERSON)
    new = replace(old, valid_from=DAY + dt.timedelta(days=1))
    job = Said(Voice.JOBCOACH)
    assert rules.side_by_side([job, coach, new, old]) == [new, coach, job]


def test_what_was_settled_is_no_longer_open() -> None:
    found = rules.moved((4, ["childcare", "papers"]), (7, ["papers", "german"]))
    assert (found.change, found.settled, found.open) == (3, ("childcare",), ("papers", "german"))
