"""`rundblick statistics change`: two measurements of the same people."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import partial

from rundblick.cli.counting.words import Plain, attempt, part, shown
from rundblick.statistics.bands import Band
from rundblick.statistics.change import Change, Moves, paired_change
from rundblick.statistics.effects import cohen_d_av, cohen_d_z, hedges_g_av, rank_biserial
from rundblick.statistics.files.reading import Measurements
from rundblick.statistics.paired import Wilcoxon, Zeros, paired_t, wilcoxon
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.regression import Regression
from rundblick.statistics.summary import Summary
from rundblick.statistics.suppression import THRESHOLD, Cell, suppress_counts, suppress_table

EFFECTS = {"d_z": cohen_d_z, "d_av": cohen_d_av, "g_av": hedges_g_av, "rank_biserial": rank_biserial}


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked about the two columns; see `paired_change`."""

    step: float = 0.0
    higher_is_better: bool = True
    bands: Sequence[Band] = ()
    retest: float | None = None
    zeros: Zeros = "wilcoxon"
    confidence: float = 0.95
    protect: bool = False


@dataclass(frozen=True, slots=True)
class _Block:
    """All people, or those of one group; `change` is None where nobody answered twice."""

    group: str | None
    asked: int
    change: Change | None


def compute(found: Measurements, question: Question) -> Plain:
    """All people first (`group` null), then each group. Raises CannotCompute when nobody answered twice.

    Protected, one table of people is told and no other that could be compared with it: the groups, or else
    the bands of the first value.
    """
    blocks = [_block(found.first, found.second, None, question)]
    for name in sorted(set(found.groups)):
        rows = [row for row, group in enumerate(found.groups) if group == name]
        blocks.append(_block([found.first[row] for row in rows], [found.second[row] for row in rows], name, question))
    everybody = blocks[0].change
    if everybody is None:
        raise CannotCompute("no_cases", "Niemand hat beide Angaben.")
    if question.protect and everybody.pairs.n < THRESHOLD:
        raise CannotCompute("too_few", "Weniger als 3 Personen: geschützt wird davon nichts ausgewiesen.")
    return {
        "analysis": "change",
        "protected": question.protect,
        "step": question.step,
        "higher_is_better": question.higher_is_better,
        "confidence": question.confidence,
        "other_questions": found.other_questions,
        "notes": list(found.notes),
        "groups": _protected(blocks, question) if question.protect else [_open(block, question) for block in blocks],
    }


def _block(
    first: Sequence[float | None], second: Sequence[float | None], group: str | None, question: Question
) -> _Block:
    try:
        change = paired_change(
            first,
            second,
            step=question.step,
            higher_is_better=question.higher_is_better,
            bands=question.bands,
            retest=question.retest,
        )
    except CannotCompute as problem:
        if problem.code != "no_cases":
            raise
        change = None
    return _Block(group, len(first), change)


def _open(block: _Block, question: Question) -> Plain:
    """Everything about a block."""
    change = block.change
    if change is None:
        return {"group": block.group, "n": 0, "missing": {"any": block.asked}}
    confidence = question.confidence
    return {
        **_head(block, change),
        **_figures(change, question),
        "moves": _moves(change.moves, confidence),
        "strata": [
            {
                "band": _band(stratum.band),
                "n": stratum.moves.n,
                "t1_mean": stratum.first.mean if stratum.first else None,
                "t2_mean": stratum.second.mean if stratum.second else None,
                "moves": _moves(stratum.moves, confidence),
            }
            for stratum in change.strata
        ],
        "transitions": [list(row) for row in change.transitions],
    }


def _protected(blocks: Sequence[_Block], question: Question) -> list[Plain]:
    everybody = blocks[0].change
    assert everybody is not None
    if len(blocks) == 1:
        told, strata = _protected_strata(everybody, question)
        return [{**_head(blocks[0], everybody), **_figures(everybody, question), "moves": told, "strata": strata}]
    table = suppress_table([_counts(block.change) for block in blocks[1:]], total_is_known=True)
    answer = [
        {
            **_head(blocks[0], everybody),
            **_figures(everybody, question),
            "moves": _shown(table.column_totals, table.total, question.confidence),
        }
    ]
    for block, cells, whole in zip(blocks[1:], table.cells, table.row_totals, strict=True):
        if block.change is None or whole.value is None:
            answer.append({"group": block.group, "n": whole.value, "suppressed": whole.value is None})
            continue
        figures = _figures(block.change, question) if block.change.pairs.n >= THRESHOLD else {}
        moves = _shown(cells, whole, question.confidence)
        answer.append({**_head(block, block.change), **figures, "moves": moves})
    return answer


def _protected_strata(change: Change, question: Question) -> tuple[Plain, list[Plain]]:
    confidence = question.confidence
    if not change.strata:
        cells, whole = suppress_counts(_counts(change))
        return _shown(cells, whole, confidence), []
    table = suppress_table([_three(stratum.moves) for stratum in change.strata], total_is_known=True)
    strata = []
    for stratum, cells, whole in zip(change.strata, table.cells, table.row_totals, strict=True):
        means = bool(whole.value and stratum.first and stratum.second)
        strata.append(
            {
                "band": _band(stratum.band),
                "n": whole.value,
                "t1_mean": stratum.first.mean if means and stratum.first else None,
                "t2_mean": stratum.second.mean if means and stratum.second else None,
                "moves": _shown(cells, whole, confidence),
            }
        )
    return _shown(table.column_totals, table.total, confidence), strata


def _head(block: _Block, change: Change) -> Plain:
    found = change.pairs
    return {
        "group": block.group,
        "n": found.n,
        "missing": {
            "any": found.missing,
            "t1": found.missing_first,
            "t2": found.missing_second,
            "both": found.missing_both,
        },
    }


def _figures(change: Change, question: Question) -> Plain:
    first, second = change.pairs.first, change.pairs.second
    refused: list[Plain] = []
    t = attempt("t_test", lambda: paired_t(first, second, confidence=question.confidence), refused)
    ranked = attempt("wilcoxon", lambda: wilcoxon(first, second, zeros=question.zeros), refused)
    sizes = {name: attempt(name, partial(formula, first, second), refused) for name, formula in EFFECTS.items()}
    return {
        "t1": _summary(change.first),
        "t2": _summary(change.second),
        "change": _summary(change.differences),
        "t_test": asdict(t) if t else None,
        "wilcoxon": _ranked(ranked) if ranked else None,
        "effects": sizes,
        "regression_to_the_mean": _regression(change.regression, protect=question.protect),
        "not_computed": refused,
    }


def _summary(found: Summary) -> Plain:
    return {"mean": found.mean, "sd": found.sd}


def _ranked(found: Wilcoxon) -> Plain:
    ranks = found.ranks
    return {
        "statistic": found.statistic,
        "p": found.p,
        "method": found.method,
        "zeros": found.zeros,
        "n_ranked": ranks.n,
        "n_unchanged": ranks.zeros,
        "rank_sum_up": ranks.plus,
        "rank_sum_down": ranks.minus,
        "ties": ranks.tied,
    }


def _regression(found: Regression | None, *, protect: bool) -> Plain | None:
    if found is None:
        return None
    expected = [
        {"band": _band(one.band), "n": one.n, "change": one.change, "by_regression": one.by_regression}
        for one in found.expected
    ]
    return {
        "warning": found.warn,
        "retest_correlation": found.retest_correlation,
        "retest_observed": found.observed,
        "change_with_start": found.change_with_start,
        "change_with_mean": found.change_with_mean,
        "expected": [] if protect else expected,
    }


def _moves(moves: Moves, confidence: float) -> Plain:
    names = ("improved", "same", "worse")
    return {
        name: part(number_of, moves.n, confidence=confidence)
        for name, number_of in zip(names, _three(moves), strict=True)
    }


def _shown(cells: Sequence[Cell], whole: Cell, confidence: float) -> Plain:
    names = ("improved", "same", "worse")
    return {name: shown(cell, whole, confidence=confidence) for name, cell in zip(names, cells, strict=True)}


def _counts(change: Change | None) -> tuple[int, int, int]:
    return _three(change.moves) if change else (0, 0, 0)


def _three(moves: Moves) -> tuple[int, int, int]:
    return moves.improved, moves.same, moves.worse


def _band(band: Band) -> str:
    return f"{band.low:g}-{band.high:g}"
