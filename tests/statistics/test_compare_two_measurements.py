"""What changed between two measurements, told by the start, and when regression to the mean has to be named."""

import random
from fractions import Fraction
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rundblick.statistics.bands import Band, parse_bands
from rundblick.statistics.change import Change, Moves, paired_change
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.regression import Regression
from rundblick.statistics.rounding import round_half_up
from rundblick.statistics.summary import correlation

BANDS = parse_bands("1-2,3-4,5-8")
ANSWERS = st.lists(st.tuples(st.integers(1, 8), st.integers(1, 8)), min_size=1, max_size=60)


def compared(pairs: list[tuple[int, int]], **asked: object) -> Change:
    return paired_change([float(a) for a, _ in pairs], [float(b) for _, b in pairs], **asked)  # type: ignore[arg-type]


def moved(start: int, moves: tuple[int, int, int]) -> list[tuple[int, int]]:
    better, same, worse = moves
    return [(start, start + 1)] * better + [(start, start)] * same + [(start, start - 1)] * worse


def judged(change: Change) -> Regression:
    assert change.regression is not None
    return change.regression


def test_published_shares_of_change_by_start_are_reproduced_from_persons() -> None:
    # PRO AKTIV, final report, figure 9 (physical health): counts that give the printed percentages.
    people = moved(2, (79, 31, 9)) + moved(4, (100, 59, 68)) + moved(6, (22, 21, 52))
    change = compared(people, bands=BANDS)
    printed = [
        [round_half_up(100 * (stratum.moves.share(number) or 0)) for number in _three(stratum.moves)]
        for stratum in change.strata
    ]
    assert printed == [[66, 26, 8], [44, 26, 30], [23, 22, 55]]
    bad = [stratum.moves for stratum in change.strata[:2]]
    improved, n = sum(moves.improved for moves in bad), sum(moves.n for moves in bad)
    assert (improved, n) == (179, 346)
    assert round_half_up(Fraction(100 * improved, n)) == 52


def test_who_lacks_an_answer_is_left_out_and_counted() -> None:
    change = paired_change([1, None, 3, None, 5], [2, 2, None, None, 5])
    assert (change.pairs.n, change.pairs.missing) == (2, 3)
    assert (change.pairs.missing_first, change.pairs.missing_second, change.pairs.missing_both) == (1, 1, 1)
    assert change.moves == Moves(1, 1, 0)


def test_a_difference_of_exactly_the_smallest_step_counts_also_in_decimals() -> None:
    change = paired_change([0.1, 0.2, 0.3], [0.2, 0.1, 0.35], step=0.1)
    assert change.moves == Moves(improved=1, same=1, worse=1)


def test_where_smaller_is_better_falls_are_improvements() -> None:
    change = paired_change([5, 5, 5], [3, 5, 6], higher_is_better=False)
    assert change.moves == Moves(1, 1, 1)
    assert change.differences.mean == pytest.approx(-1 / 3)


def test_transitions_count_from_band_to_band() -> None:
    change = compared([(1, 5), (2, 1), (3, 8), (8, 8)], bands=BANDS)
    assert change.transitions == ((1, 0, 1), (0, 0, 1), (0, 0, 1))


def test_a_band_without_people_has_no_mean() -> None:
    change = compared([(1, 2), (2, 2)], bands=BANDS)
    assert change.strata[2].moves.n == 0 and change.strata[2].mean_change is None
    assert change.strata[0].mean_change == pytest.approx(0.5)


def test_one_person_has_a_change_but_no_spread() -> None:
    change = paired_change([3], [5])
    assert change.moves == Moves(1, 0, 0)
    assert change.differences.sd is None and change.regression is None


@pytest.mark.parametrize(
    ("first", "second", "asked", "code"),
    [
        ([], [], {}, "no_cases"),
        ([None, None], [None, 3], {}, "no_cases"),
        ([1, 2], [1], {}, "length"),
        ([9], [3], {"bands": BANDS}, "bands"),
        ([1], [3], {"step": -1}, "choice"),
        ([1, 2, 3], [3, 2, 1], {"retest": 1.5}, "range"),
    ],
)
def test_impossible_questions_are_refused_with_a_german_sentence(
    first: list[float | None], second: list[float | None], asked: dict[str, object], code: str
) -> None:
    with pytest.raises(CannotCompute) as refused:
        paired_change(first, second, **asked)  # type: ignore[arg-type]
    assert refused.value.code == code
    assert str(refused.value).endswith(".") and str(refused.value)[0].isupper()


@pytest.mark.parametrize("text", ["", "1", "3-1", "1-3,3-5", "a-b", "1-2;3-4"])
def test_bands_that_overlap_or_mean_nothing_are_refused(text: str) -> None:
    with pytest.raises(CannotCompute) as refused:
        parse_bands(text)
    assert refused.value.code == "bands"


def test_bands_are_read_from_what_somebody_types() -> None:
    assert parse_bands("0-3, 4–6, 7 bis 10") == (Band(0, 3), Band(4, 6), Band(7, 10))
    assert parse_bands("-2--1,0-0.5") == (Band(-2, -1), Band(0, 0.5))
    assert [band.label for band in parse_bands("0-3,3.5-4.5")] == ["0–3", "3,5–4,5"]


def test_chance_alone_raises_the_warning() -> None:
    draw = random.Random(7)
    true = [draw.gauss(5, 1) for _ in range(400)]
    first = [value + draw.gauss(0, 1) for value in true]
    second = [value + draw.gauss(0, 1) for value in true]
    bands = [Band(-5, 4), Band(4.000001, 6), Band(6.000001, 15)]
    regression = judged(paired_change(first, second, bands=bands))
    assert regression.warn and regression.observed
    assert regression.change_with_start < -0.3
    # Oldham: with chance alone, change does not go with the mean of both.
    assert regression.change_with_mean is not None and abs(regression.change_with_mean) < 0.15
    # What regression explains is about what is seen: half of the distance to the middle, because reliability is 1/2.
    for one in regression.expected:
        assert one.change == pytest.approx(one.by_regression, abs=0.35)


def test_a_change_that_is_the_same_for_all_raises_no_warning() -> None:
    people = [(start, start + 2) for start in (1, 2, 3, 4, 5)] * 6
    assert compared(people, bands=BANDS).regression is None
    uneven = [(start, after + place % 2) for place, (start, after) in enumerate(people)]
    assert not judged(compared(uneven, bands=BANDS)).warn


def test_a_known_retest_correlation_says_what_is_to_be_expected() -> None:
    # By hand: mean of all 4, of the lowest band 1.5, of the highest 6.5; (0.8 - 1) * (1.5 - 4) = 0.5.
    people = [(1, 3), (2, 3), (3, 4), (5, 5), (6, 5), (7, 6)] * 3
    regression = judged(compared(people, bands=parse_bands("1-2,3-5,6-8"), retest=0.8))
    assert not regression.observed and regression.warn
    assert [round(one.by_regression, 10) for one in regression.expected] == [0.5, 0.0, -0.5]


def test_few_people_raise_no_warning_and_no_spread_no_judgement() -> None:
    assert not judged(compared([(1, 4), (8, 5), (2, 4), (7, 5)])).warn
    assert compared([(3, 4)] * 20).regression is None


@given(ANSWERS, st.randoms())
def test_the_order_of_people_does_not_matter(people: list[tuple[int, int]], shuffle: random.Random) -> None:
    before = compared(people, bands=BANDS)
    mixed = list(people)
    shuffle.shuffle(mixed)
    after = compared(mixed, bands=BANDS)
    assert (before.moves, before.transitions) == (after.moves, after.transitions)
    assert before.differences.mean == pytest.approx(after.differences.mean)


@given(ANSWERS)
def test_bands_and_moves_count_everybody_once(people: list[tuple[int, int]]) -> None:
    change = compared(people, bands=BANDS)
    assert sum(map(sum, change.transitions)) == change.moves.n == sum(s.moves.n for s in change.strata) == len(people)
    for row, stratum in zip(change.transitions, change.strata, strict=True):
        assert sum(row) == stratum.moves.n


@given(ANSWERS, st.integers(-20, 20), st.integers(1, 5))
def test_moving_and_stretching_the_scale_changes_no_direction(
    people: list[tuple[int, int]], shift: int, scale: int
) -> None:
    plain = compared(people)
    other = compared([(a * scale + shift, b * scale + shift) for a, b in people])
    assert plain.moves == other.moves
    assert other.differences.mean == pytest.approx(plain.differences.mean * scale)
    mirrored = compared([(-a, -b) for a, b in people], higher_is_better=False)
    assert mirrored.moves == plain.moves


@given(st.integers(1, 8), st.integers(1, 30))
def test_when_all_stay_equal_nothing_moved(value: int, n: int) -> None:
    change = compared([(value, value)] * n)
    assert change.moves == Moves(0, n, 0) and change.differences.mean == 0


def test_a_correlation_agrees_with_numpy_and_stays_within_its_bounds() -> None:
    import numpy as np

    draw = np.random.default_rng(3)
    a = draw.normal(size=200)
    b = 0.4 * a + draw.normal(size=200)
    assert correlation(a.tolist(), b.tolist()) == pytest.approx(np.corrcoef(a, b)[0, 1], abs=1e-12)
    assert correlation([1, 2, 3], [0.1, 0.2, 0.3]) == pytest.approx(1)
    assert correlation([1, 1], [1, 2]) is None
    assert {correlation([1, 2, 3], list(order)) is not None for order in permutations((1, 2, 3))} == {True}


def _three(moves: Moves) -> tuple[int, int, int]:
    return moves.improved, moves.same, moves.worse
