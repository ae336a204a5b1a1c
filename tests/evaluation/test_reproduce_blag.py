"""The figures of the 36 examples that can be counted, from records; those that cannot are in `docs/figures.md`."""

from decimal import Decimal
from fractions import Fraction

import pytest

from rundblick.programmes.shelf import shelf
from rundblick.statistics.rounding import round_half_up
from tests.evaluation.blag import Expected, counted, expected, value

pytestmark = pytest.mark.xdist_group("blag")


def name(one: Expected) -> str:
    return f"{one.programme} {one.section} {one.result or one.counted}"


@pytest.mark.parametrize("one", expected(), ids=name)
def test_a_printed_number_comes_out_of_the_records(one: Expected) -> None:
    terms = counted()[one.programme].terms
    assert value(terms, one.counted) == one.number
    if one.of:
        whole = value(terms, one.of)
        assert whole == one.whole
        assert round_half_up(Fraction(100 * one.number, whole), 1) == one.percent


@pytest.mark.parametrize("one", [one for one in expected() if one.result], ids=name)
def test_the_definition_prints_the_same(one: Expected) -> None:
    printed = next(result for result in shelf()[one.programme].results if result.code == one.result)
    assert printed.numerator == one.number
    assert printed.denominator == (None if one.whole is None else Decimal(one.whole))


def test_a_third_of_64_is_a_third_of_those_who_did_not_leave() -> None:
    """Section 4.17 prints 33 % without saying of whom; of everybody it is 23 %."""
    terms = counted()["arbeitserprobung_120"].terms
    work = terms["outcome.insured_employment"]
    early = terms["exit.lange_abwesenheit"] + terms["exit.abbruch"]
    assert round_half_up(Fraction(100 * work, terms["participants"] - early)) == 33
    assert round_half_up(Fraction(100 * work, terms["participants"])) == 23


def test_a_reduction_is_a_share_of_the_first_day() -> None:
    """Section 4.3: a quarter less of 400 leaves 300."""
    terms = counted()["ingolstadt_aufstocker"].terms
    assert terms["households"] - terms["target.minus_25"] == 300


def test_the_quota_counts_who_does_not_work_in_a_business() -> None:
    """Section 4.26: 244 of 462 in private businesses; the other 218 are too many if all are what the quota limits."""
    (said,) = counted()["passiv_aktiv_transfer"].quotas
    assert "218 von 462" in said
