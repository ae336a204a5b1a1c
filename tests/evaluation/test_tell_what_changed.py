"""Changes are told by where people started, and nobody can be found in them."""

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rundblick.evaluation import protection
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.protection import Status, protected
from rundblick.evaluation.sections import measured
from rundblick.evaluation.storing import book_as_json, book_from_json
from rundblick.statistics.figures import Figure
from rundblick.statistics.problems import CannotCompute
from tests.evaluation.attack import found_out, shown_small
from tests.evaluation.panels import FIRST, YEAR, Someone, computed, people, section, went
from tests.evaluation.records import by_key

MOVES = ("improved", "same", "worse")
BOTH = (section("waves"), section("change"))


def moved(start: int, better: int, same: int, worse: int, *, site: str = "en") -> list[Someone]:
    """So many who began at a value."""
    return people(
        (better, went(start, start + 1, site=site)),
        (same, went(start, start, site=site)),
        (worse, went(start, start - 1, site=site)),
    )


# Numbers of PRO AKTIV that reproduce the printed shares (Abb. 9 and 13).
KOERPER = [*moved(2, 79, 31, 9), *moved(3, 100, 59, 68), *moved(6, 22, 21, 52)]
SEELE = [*moved(2, 111, 35, 10), *moved(4, 76, 41, 44), *moved(6, 26, 23, 72)]


def figure(report: Computed, code: str) -> Figure:
    (found,) = [f for (name, _), f in by_key(report).items() if name == f"pro_aktiv.koerper.{code}"]
    return found


def shares(report: Computed, row: str) -> tuple[Any, ...]:
    return tuple(figure(report, f"{row}.{move}").value for move in MOVES)


@pytest.mark.parametrize(
    ("found", "rows", "headline"),
    [
        (KOERPER, {"sehr_schlecht": (66, 26, 8), "schlecht": (44, 26, 30), "gut": (23, 22, 55)}, (179, 346, 52)),
        (SEELE, {"sehr_schlecht": (71, 22, 6), "schlecht": (47, 25, 27), "gut": (21, 19, 60)}, (187, 317, 59)),
    ],
    ids=["körperlich", "seelisch"],
)
def test_the_tables_of_pro_aktiv_come_out_of_records(
    found: list[Someone], rows: dict[str, tuple[int, ...]], headline: tuple[int, int, int]
) -> None:
    report = computed(found, *BOTH)
    assert {row: shares(report, row) for row in rows} == rows
    best = figure(report, "headline.improved")
    assert (best.numerator, best.denominator) == headline[:2] and best.value == headline[2]
    assert best.subgroup == "Beginn sehr schlecht oder schlecht"


def test_beside_the_headline_stands_what_became_of_the_others() -> None:
    report = computed(KOERPER, *BOTH)
    assert shares(report, "others") == (23, 22, 55)
    assert figure(report, "all.improved").value == 46, "of all it is not 52"
    assert "Teilgruppe" in figure(report, "all.improved").note


def test_a_small_band_is_joined_and_says_so() -> None:
    report = computed([*moved(5, 8, 8, 8), *moved(8, 0, 6, 5), *moved(2, 5, 5, 5)], *BOTH)
    assert figure(report, "gut").numerator == 35
    assert figure(report, "gut").label == "Körperliche Gesundheit, Beginn gut oder sehr gut"
    assert "weniger als 12" in figure(report, "gut").note
    codes = {code for code, _ in by_key(report)}
    assert "pro_aktiv.koerper.sehr_gut" not in codes
    alone = computed([*moved(5, 8, 8, 8), *moved(8, 0, 6, 6), *moved(2, 5, 5, 5)], *BOTH)
    assert figure(alone, "sehr_gut").numerator == 12


def test_whoever_starts_at_the_bottom_can_only_rise_and_at_the_top_only_fall() -> None:
    report = computed(people((9, went(1, 1)), (9, went(1, 8)), (9, went(8, 8)), (9, went(8, 1))), *BOTH)
    assert [figure(report, f"sehr_schlecht.{move}").numerator for move in MOVES] == [9, 9, 0]
    assert [figure(report, f"sehr_gut.{move}").numerator for move in MOVES] == [0, 9, 9]


def test_the_last_survey_counts_and_a_smallest_step_may_be_asked_for() -> None:
    there_and_back = Someone("en", (("t1", 3), ("t2", 7), ("t3", 3)))
    report = computed([there_and_back] * 5 + [went(3, 5)] * 5, *BOTH)
    assert [figure(report, f"schlecht.{move}").numerator for move in MOVES] == [5, 5, 0]
    strict = section("change", step=Decimal(3))
    assert [figure(computed([went(3, 5)] * 5, strict), f"schlecht.{move}").numerator for move in MOVES] == [0, 5, 0]


def test_who_has_no_first_survey_or_no_later_one_is_not_compared() -> None:
    found = people((5, Someone("en", (("t1", 2),))), (6, Someone("en", (("t2", 2), ("t3", 4)))), (7, went(2, 3)))
    assert figure(computed(found, *BOTH), "all").numerator == 7


def test_a_second_survey_before_the_first_is_not_compared() -> None:
    wrong = Someone("en", (("t1", 2), ("t2", 5)), days=(FIRST, FIRST - YEAR))
    same_day = Someone("en", (("t1", 2), ("t2", 5)), days=(FIRST, FIRST))
    report = computed([wrong] * 4 + [same_day] * 6, *BOTH)
    assert figure(report, "all").numerator == 6
    found = by_key(report)
    assert found["pro_aktiv.teilhabe.pattern.t1+t2.alone", ""].numerator == 4
    assert found["pro_aktiv.teilhabe.pattern.t1+t2", ""].numerator == 6


def test_two_versions_of_a_questionnaire_are_not_compared() -> None:
    changed = Someone("en", (("t1", 2), ("t2", 5)), versions=(1, 2))
    figure_of_all = figure(computed([changed] * 4 + [went(2, 3)] * 6, *BOTH), "all")
    assert (figure_of_all.numerator, figure_of_all.missing) == (6, 4)
    assert "zwei Fassungen" in figure_of_all.note


def test_answers_on_another_scale_are_not_mixed() -> None:
    bands = [{"code": "unten", "label": "unten", "lowest": 1, "highest": 5, "headline": True}]
    report = computed([went(2, 3)] * 6, section("change", bands=bands))
    assert (figure(report, "all").numerator, figure(report, "all").missing) == (0, 6)


def test_an_answer_about_health_without_an_open_consent_counts_as_missing() -> None:
    closed = Someone("en", (("t1", 2), ("t2", 5)), health=False)
    report = computed([closed] * 4 + [went(2, 3)] * 6, *BOTH)
    assert (figure(report, "all").numerator, figure(report, "all").missing) == (6, 4)
    assert "Gesundheit" in figure(report, "all").note
    ordinary = computed([closed] * 4 + [went(2, 3)] * 6, section("change", score="teilhabe"))
    assert figure(ordinary, "all").numerator == 10


def test_who_did_not_agree_is_in_no_change() -> None:
    refusing = Someone("en", (("t1", 2), ("t2", 5)), willing=False)
    report = computed([refusing] * 4 + [went(2, 3)] * 6, *BOTH)
    assert (figure(report, "all").numerator, figure(report, "all").denominator) == (6, 6)


def test_all_missing_one_case_and_nobody_are_said_and_not_computed() -> None:
    silent = Someone("en", (("t1", None), ("t2", None)))
    report = computed([silent] * 5, *BOTH)
    assert (figure(report, "all").numerator, figure(report, "all").missing) == (0, 5)
    assert figure(report, "headline.improved").value is None
    assert [figure(computed([], *BOTH), f"headline.{move}").value for move in MOVES] == [None] * 3
    (one,) = [s for s in protected(computed([went(2, 3)], *BOTH)) if s.figure.code == "pro_aktiv.koerper.all"]
    assert one.status is Status.SUPPRESSED


def test_few_people_get_no_mean_and_no_test() -> None:
    codes = {code for code, _ in by_key(computed([went(2, 3)] * 9, *BOTH))}
    assert not {code for code in codes if code.startswith("pro_aktiv.koerper.mean")}


def test_without_any_spread_a_test_says_why_there_is_none() -> None:
    report = computed([went(2, 2)] * 12, *BOTH)
    assert figure(report, "p_value").value is None
    assert "Niemand hat sich verändert" in figure(report, "p_value").note
    assert figure(report, "effect").value is None
    assert figure(report, "mean_change").value == 0
    assert figure(report, "mean_change").low is None
    assert "pro_aktiv.koerper.regression" not in {code for code, _ in by_key(report)}


def test_means_a_test_and_a_named_size_with_their_people() -> None:
    report = computed(KOERPER, *BOTH)
    change = figure(report, "mean_change")
    assert (change.numerator, change.unit) == (441, "Punkte")
    assert change.low is not None and change.high is not None and change.value is not None
    assert change.low < change.value < change.high
    assert "Hedges g_av" in figure(report, "effect").note
    assert "Wilcoxon" in figure(report, "p_value").note


def test_without_scipy_the_test_is_left_out_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> None:
        raise CannotCompute("needs_scipy", "Dafür fehlt das Paket SciPy.")

    monkeypatch.setattr(measured, "wilcoxon", missing)
    monkeypatch.setattr(measured, "paired_t", missing)
    report = computed(KOERPER, *BOTH)
    assert (figure(report, "p_value").value, figure(report, "p_value").note) == (None, "Dafür fehlt das Paket SciPy.")
    assert "SciPy" in figure(report, "mean_change").note
    assert figure(report, "headline.improved").value == 52


def test_a_return_to_the_middle_is_warned_of() -> None:
    report = computed(KOERPER, *BOTH)
    assert "Rückkehr zur Mitte" in figure(report, "regression").note
    chance = figure(report, "headline_chance")
    assert chance.numerator == 346 and chance.value is not None and chance.value > 0
    steady = computed([went(value, value + rise) for value in range(1, 7) for rise in (1, 2)] * 6, *BOTH)
    assert "Rückkehr zur Mitte" not in figure(steady, "regression").note


def test_nobody_who_moved_is_kept() -> None:
    report = computed(KOERPER, *BOTH)
    assert not [c for c in report.figures if c.section == "koerper" and c.records]


def test_what_is_worked_out_of_a_table_is_hidden_with_it() -> None:
    report = computed([*moved(2, 9, 9, 1), *moved(6, 9, 9, 9)], *BOTH)
    shown = {one.figure.code: one for one in protected(report)}
    assert shown["pro_aktiv.koerper.sehr_schlecht.worse"].status is Status.SUPPRESSED
    mean = shown["pro_aktiv.koerper.mean_change"]
    assert (mean.status, mean.figure.value, mean.figure.low, mean.figure.numerator) == (
        Status.SUPPRESSED,
        None,
        None,
        None,
    )
    assert protected(book_from_json(book_as_json(report))) == protected(report)


values = st.integers(1, 8)
answers = st.one_of(
    st.tuples(values, values).map(lambda pair: (("t1", pair[0]), ("t2", pair[1]))),
    st.tuples(values, values).map(lambda pair: (("t1", pair[0]), ("t3", pair[1]))),
    st.tuples(values, values, values).map(lambda all_: tuple(zip(("t1", "t2", "t3"), all_, strict=True))),
    values.map(lambda one: (("t1", one),)),
    values.map(lambda one: (("t1", one), ("t2", None))),
    values.map(lambda one: (("t2", one),)),
    st.just(()),
)
someone = st.builds(
    Someone,
    site=st.sampled_from(["en", "mk", "elsewhere"]),
    said=answers,
    willing=st.sampled_from([True, True, True, False]),
    health=st.sampled_from([True, True, False]),
)
crowds = st.lists(st.tuples(st.integers(1, 9), someone), max_size=14).map(lambda groups: people(*groups))


@settings(max_examples=80, deadline=None)
@given(crowds)
def test_no_hidden_cell_can_be_worked_out_of_the_whole_report(found: list[Someone]) -> None:
    scores = ("koerper", "teilhabe")
    tables = [section("change", score=score, code=score, label=score.title()) for score in scores]
    report = computed(found, section("waves"), *tables)
    assert shown_small(report) == []
    assert found_out(report) == set()


def test_an_attack_on_a_report_without_secondary_suppression_succeeds(monkeypatch: pytest.MonkeyPatch) -> None:
    report = computed([*moved(2, 9, 9, 1), *moved(6, 9, 9, 9)], *BOTH)
    assert found_out(report) == set()
    monkeypatch.setattr(protection, "protect", lambda arcs, **_: {arc.key for arc in arcs if arc.value in (1, 2)})
    assert found_out(report)
