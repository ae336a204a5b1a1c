"""What is said about a field on a day, and over which days: pure rules."""

import datetime as dt
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rundblick.situation.codes import Kind
from rundblick.situation.picture import LONGEST, NOT_DISCUSSED, fields_over_time, window
from rundblick.situation.rules import Said, Span, as_text, courses, is_child, joined, spans_of, state_on
from rundblick.web.spreadsheets import neutral

START = dt.date(2026, 1, 1)
DAY = dt.timedelta(days=1)
CALM = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@st.composite
def spans(draw: st.DrawFn) -> Span:
    begin = draw(st.integers(0, 60))
    length = draw(st.none() | st.integers(1, 40))
    return Span(START + begin * DAY, None if length is None else START + (begin + length) * DAY)


SAID = st.lists(st.builds(Said, field=st.integers(1, 5), kind=st.sampled_from(Kind), span=spans()), max_size=25)


@CALM
@given(SAID, st.integers(-5, 120))
def test_on_every_day_a_field_says_what_its_entries_say(said: list[Said], number: int) -> None:
    day = START + number * DAY
    state = state_on(said, day)
    for field in range(1, 6):
        wanted = {
            one.kind
            for one in said
            if one.field == field and one.span.start <= day and (one.span.until is None or day < one.span.until)
        }
        assert state.get(field, frozenset()) == wanted
    assert all(state.values())


@CALM
@given(SAID, st.integers(-5, 120))
def test_joining_spans_changes_no_day(said: list[Said], number: int) -> None:
    day = START + number * DAY
    drawn = {place for place, found in spans_of(said).items() if any(span.holds_on(day) for span in found)}
    assert drawn == {(one.field, one.kind) for one in said if one.span.holds_on(day)}


@CALM
@given(st.lists(spans(), max_size=25))
def test_joined_spans_neither_touch_nor_overlap(found: list[Span]) -> None:
    out = joined(found)
    for one, following in pairwise(out):
        assert one.until is not None
        assert one.until < following.start


def test_an_entry_that_ends_and_begins_again_on_one_day_is_one_bar() -> None:
    whole = joined([Span(START, START + 5 * DAY), Span(START + 5 * DAY, None)])
    assert whole == [Span(START, None)]


def test_the_own_values_are_told_in_order_and_repeating_one_adds_nothing() -> None:
    said = [
        Said(3, Kind.OPEN, Span(START + number * DAY), "confidence", own, value)
        for number, (own, value) in enumerate([(True, 2), (True, 2), (False, 9), (True, 4), (True, None), (True, 7)])
    ]
    assert courses(said, day=START + 90 * DAY) == {"confidence": [2, 4, 7]}
    assert courses(said, day=START + 3 * DAY) == {"confidence": [2, 4]}


@CALM
@given(SAID, st.integers(0, 120))
def test_the_picture_always_comes_with_its_words(said: list[Said], number: int) -> None:
    day = START + number * DAY
    drawn = fields_over_time(said, day=day)
    assert drawn.svg.startswith("<svg")
    state = state_on(said, day)
    for field, kinds in state.items():
        assert any(str(row[0]) for row in drawn.table.rows)
        for kind in kinds:
            assert str(kind.label) in drawn.description, (field, kind)
    if not state:
        assert drawn.description.count(NOT_DISCUSSED) == 5


def test_a_picture_of_ten_years_shows_the_last_three_and_stays_low() -> None:
    said = [
        Said(1 + number % 5, list(Kind)[number % 3], Span(START + number * DAY, START + (number + 1) * DAY))
        for number in range(2_000)
    ]
    day = START + 2_000 * DAY
    drawn = fields_over_time(said, day=day)
    assert window(START, day) == (day - LONGEST, day)
    assert 'height="' in drawn.svg
    assert float(drawn.svg.split(' height="')[1].split('"')[0]) < 700


def test_the_picture_escapes_what_it_is_called() -> None:
    drawn = fields_over_time([], day=START, title="<script>")
    assert "<script>" not in drawn.svg


def test_a_child_is_told_by_age_and_without_one_by_its_place() -> None:
    assert is_child(role="child", age=None)
    assert is_child(role="other", age=17)
    assert not is_child(role="child", age=18)
    assert not is_child(role="parent", age=None)


def test_no_cell_becomes_a_formula() -> None:
    for cell in ("=1+1", "+49", "-5", "@x", "\tx", "\rx"):
        assert neutral(cell) == f"'{cell}"
    assert neutral("30 €") == "30 €"


def test_needs_are_lines_under_their_heads() -> None:
    rows = [{"head": "A: b", "line": "eins"}, {"head": "A: b", "line": "zwei"}, {"head": "C", "line": "drei"}]
    assert as_text(rows) == "A: b\n- eins\n- zwei\n\nC\n- drei"
    assert as_text([]) == ""
