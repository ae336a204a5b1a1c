"""Figures carry their denominator and are rounded once."""

import datetime as dt
import json
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.statistics.figures import Figure, combined, count, share, withheld
from rundblick.statistics.rounding import decimal, percent, round_half_up

JULY = dt.date(2022, 7, 31)


def of(numerator: int, denominator: int, *, digits: int = 0, target: int | None = None) -> Figure:
    return share(
        code="x",
        label="X",
        numerator=numerator,
        denominator=denominator,
        as_of=JULY,
        target=None if target is None else Decimal(target),
        source="Akten",
        digits=digits,
    )


@pytest.mark.parametrize(
    ("numerator", "denominator", "printed"),
    [(2, 3, 67), (1, 8, 13), (1, 200, 1), (5, 200, 3), (42, 61, 69), (34, 61, 56), (0, 7, 0), (7, 7, 100)],
)
def test_a_share_is_rounded_half_up_to_whole_percent(numerator: int, denominator: int, printed: int) -> None:
    assert of(numerator, denominator).value == printed


def test_parts_are_added_before_rounding() -> None:
    third = of(1, 3)
    both = combined([third, third], code="both", label="Beide")
    assert third.value == 33
    assert both.value == 67
    assert (both.numerator, both.denominator) == (2, 3)


def test_shares_of_different_groups_are_not_added() -> None:
    with pytest.raises(ValueError, match="differ"):
        combined([of(1, 3), of(1, 4)], code="both", label="Beide")


def test_a_withheld_share_is_not_added() -> None:
    with pytest.raises(ValueError, match="withheld"):
        combined([of(1, 3), withheld(of(1, 3))], code="both", label="Beide")


def test_nothing_is_not_combined() -> None:
    with pytest.raises(ValueError, match="nothing"):
        combined([], code="both", label="Beide")


def test_an_inferred_denominator_stays_marked_in_the_sum() -> None:
    inferred = share(
        code="a", label="A", numerator=19, denominator=63, as_of=JULY, inferred_denominator=True, source="6.2"
    )
    plain = share(code="b", label="B", numerator=14, denominator=63, as_of=JULY, source="1.3", missing=2)
    total = combined([inferred, plain], code="quota", label="Quote", target=Decimal(34))
    assert total.inferred_denominator
    assert total.missing == 2
    assert total.source == "6.2; 1.3"
    assert total.numerator == 33
    assert total.value == 52


def test_the_distance_to_the_target_is_in_percentage_points_of_the_unrounded_share() -> None:
    assert of(33, 63, target=34).points_to_target() == 18
    assert of(33, 63, target=34).points_to_target(digits=1) == Decimal("18.4")
    assert of(20, 63, target=34).points_to_target() == -2
    assert of(33, 63).points_to_target() is None


def test_an_empty_group_has_no_share_and_says_so() -> None:
    empty = of(0, 0)
    assert empty.value is None
    assert empty.exact is None
    assert "Keine Fälle" in empty.note


@pytest.mark.parametrize(("numerator", "denominator"), [(-1, 3), (4, 3), (0, -1)])
def test_impossible_counts_are_refused(numerator: int, denominator: int) -> None:
    with pytest.raises(ValueError, match=r"negative|larger"):
        of(numerator, denominator)


def test_a_negative_count_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        count(code="x", label="X", number=-1, as_of=JULY)


def test_a_count_prints_its_number_without_denominator() -> None:
    figure = count(code="x", label="X", number=61, as_of=JULY, subgroup="Ennigerloh")
    assert figure.value == 61
    assert figure.denominator is None
    assert not figure.is_share


def test_a_figure_is_plain_json() -> None:
    data = json.loads(json.dumps(of(1, 8, digits=1, target=34).as_dict()))
    assert data["value"] == 12.5
    assert data["target"] == 34
    assert data["as_of"] == "2022-07-31"
    assert set(data) >= {"code", "label", "numerator", "denominator", "subgroup", "source"}


def test_a_withheld_figure_keeps_its_label_but_not_its_number() -> None:
    hidden = withheld(of(1, 8))
    assert hidden.value is None
    assert hidden.numerator is None
    assert hidden.exact is None
    assert hidden.points_to_target() is None
    assert "weniger als 3" in hidden.note
    assert hidden.label == "X"


def test_percentages_are_written_the_german_way() -> None:
    assert percent(Fraction(2, 3)) == "67\u00a0%"
    assert percent(Fraction(2, 3), 1, space=" ") == "66,7 %"
    assert percent(1) == "100\u00a0%"


def test_numbers_are_written_the_german_way() -> None:
    assert decimal(Decimal("1234.5"), 1) == "1.234,5"
    assert decimal(Fraction(5, 2)) == "3"
    assert decimal(-1234567) == "-1.234.567"


def test_ties_go_away_from_zero() -> None:
    assert [round_half_up(Decimal(x)) for x in ("0.5", "1.5", "2.5", "-0.5", "2.4999")] == [1, 2, 3, -1, 2]
    assert round_half_up(Fraction(1, 8), 2) == Decimal("0.13")


def test_floats_are_refused_because_their_ties_are_not_ties() -> None:
    with pytest.raises(TypeError, match="float"):
        round_half_up(2.675)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="digits"):
        round_half_up(1, -1)


@given(st.integers(0, 10**6), st.integers(1, 10**6), st.integers(0, 4))
def test_rounding_is_off_by_half_a_unit_at_most(numerator: int, denominator: int, digits: int) -> None:
    exact = Fraction(numerator, denominator)
    off = Fraction(round_half_up(exact, digits)) - exact
    half = Fraction(1, 2 * 10**digits)
    assert -half < off <= half
