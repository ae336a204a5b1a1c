"""Pure rules: months as people write them, the day to ask next, and the bars."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.waiting.kinds import Kind, kind_of, kinds
from rundblick.waiting.models import Wait
from rundblick.waiting.picture import bars
from rundblick.waiting.rules import Expected, next_asking, read_month, word_problems
from rundblick.waiting.shown import Line

TODAY = dt.date(2026, 11, 29)
DAYS = st.integers(-900, 900).map(lambda number: TODAY + dt.timedelta(days=number))
MARCH = Expected(dt.date(2027, 3, 1), monthly=True)


@pytest.mark.parametrize("text", ["03/2027", "3.2027", " März 2027 ", "3-2027", "MÄRZ 2027"])
def test_a_month_is_read_as_people_write_it(text: str) -> None:
    assert read_month(text) == MARCH
    assert MARCH.last == dt.date(2027, 3, 31)


@pytest.mark.parametrize("text", ["", "13/2027", "0.2027", "Lenz 2027", "01.03.2027", "2027", "03/0000"])
def test_anything_else_is_no_month(text: str) -> None:
    assert read_month(text) is None


@given(asked=DAYS, today=DAYS, first=st.none() | DAYS, monthly=st.booleans())
def test_the_proposal_never_lies_behind_and_never_before_the_promised_day(
    asked: dt.date, today: dt.date, first: dt.date | None, monthly: bool
) -> None:
    expected = Expected(first.replace(day=1) if monthly else first, monthly) if first else None
    day = next_asking(kind_of("reply"), asked=asked, expected=expected, today=today)
    assert day >= today
    if expected and expected.last >= today:
        assert day == expected.last + dt.timedelta(days=1)
    else:
        assert day == max(today, asked + dt.timedelta(days=14))


def test_kinds_that_would_tell_of_an_illness_take_no_words_about_it() -> None:
    assert {one.code for one in kinds() if "what" not in one.words} == {"doctor", "therapy", "confidential"}
    assert kind_of("confidential").words == frozenset()
    assert "kein" not in kind_of("confidential").name and kind_of("gone").name == "gone"
    assert set(word_problems(kind_of("confidential"), {"what": "x", "whom": "x", "said": "x", "text": "x"})) == {
        "what",
        "whom",
        "said",
        "text",
    }
    assert word_problems(kind_of("other"), {"what": ""}) and not word_problems(kind_of("home"), {"what": ""})


def line(kind: Kind, since: dt.date, expected: Expected | None = None, *, own: bool = True) -> Line:
    wait = Wait(kind=kind.code, since=since)
    if expected:
        wait.expected_on, wait.expected_monthly = expected.first, expected.monthly
    return Line(wait=wait, whose="Amira", day=TODAY, helps=(), askings=(), own=own)


def test_the_bars_say_in_words_what_they_show() -> None:
    home = kind_of("home")
    drawn = bars([line(home, dt.date(2026, 11, 1), MARCH), line(home, TODAY, own=False)], day=TODAY, whose=True)
    assert drawn.table.rows[0] == ["Amira", "Wohnung", "01.11.2026", "28\xa0Tage", "März\xa02027", "noch nichts"]
    assert drawn.table.rows[1][3:] == ["seit heute", "offen", "–"]
    assert "Bei 1 davon hilft noch nichts" in drawn.description
    assert drawn.svg.count("<path") == 1 and "-muster-c" in drawn.svg  # a diamond; dots where nothing helps
    with pytest.raises(ValueError, match="something"):
        bars([], day=TODAY)
