"""First and latest rating per part of daily life, counted with their denominator, and drawn."""

import datetime as dt
from dataclasses import dataclass

from hypothesis import given
from hypothesis import strategies as st

from rundblick.progress.dimensions import dimensions, label_of
from rundblick.progress.picture import then_and_now
from rundblick.progress.rules import balance, courses

DAY = dt.date(2026, 3, 2)


@dataclass(frozen=True)
class Rated:
    dimension: str
    value: int
    valid_from: dt.date
    rater: str = "person"


def days(number: int) -> dt.date:
    return DAY + dt.timedelta(days=number)


RATED = st.builds(
    Rated,
    dimension=st.sampled_from(["day", "post", "trust"]),
    value=st.integers(0, 10),
    valid_from=st.integers(0, 300).map(days),
    rater=st.sampled_from(["person", "coach"]),
)


def test_a_dimension_rated_once_is_shown_but_not_compared() -> None:
    (course,) = courses([Rated("day", 4, DAY)], ["day"], until=DAY)
    assert (course.first, course.latest, course.rated_again) == (4, 4, False)
    assert balance([course], rater="person").compared == 0


def test_up_same_and_down_add_up_to_what_was_rated_again() -> None:
    rows = [
        Rated("day", 2, DAY),
        Rated("day", 5, days(90)),
        Rated("post", 3, DAY),
        Rated("post", 3, days(90)),
        Rated("trust", 6, DAY),
        Rated("trust", 4, days(90)),
        Rated("money", 6, DAY),
        Rated("day", 9, days(90), "coach"),
    ]
    made = courses(rows, ["day", "post", "trust", "money"], until=days(90))
    own = balance(made, rater="person")
    assert (own.up, own.same, own.down, own.compared) == (1, 1, 1, 3)
    assert [course.dimension for course in made] == ["day", "day", "post", "trust", "money"]


@given(st.lists(RATED, max_size=30), st.integers(0, 300))
def test_what_comes_later_changes_nothing_about_a_past_day(rows: list[Rated], day: int) -> None:
    order = ["day", "post", "trust"]
    until = days(day)
    known = [row for row in rows if row.valid_from <= until]
    # Of one day there is one row; the order in which rows arrive must not matter either.
    unique = list({(row.dimension, row.rater, row.valid_from): row for row in rows}.values())
    known = [row for row in unique if row.valid_from <= until]
    assert courses(unique, order, until=until) == courses(known, order, until=until)
    assert courses(list(reversed(unique)), order, until=until) == courses(unique, order, until=until)


def test_the_picture_tells_the_views_apart_without_colours() -> None:
    rows = [Rated("day", 2, DAY), Rated("day", 5, days(90)), Rated("day", 6, days(90), "coach")]
    made = courses(rows, ["day"], until=days(90))
    drawn = then_and_now(title="Damals und heute", courses=made, label=label_of, description="Eins von eins.")
    assert "a8 8 0 1 0" in drawn.svg  # a circle for the own view
    assert "h15.0v15.0" in drawn.svg  # a square for the coach
    assert drawn.table.rows[0] == ["Tagesablauf", "eigene Sicht", "2 (02.03.2026)", "5 (31.05.2026)", "+3"]
    assert drawn.table.rows[1][2] == "–"


def test_nothing_about_health_debts_or_family_has_a_scale() -> None:
    codes = {one.code for one in dimensions()}
    assert not codes & {"health", "debts", "addiction", "family", "mental_health"}
    assert len(codes) == len(dimensions())
