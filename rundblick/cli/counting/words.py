"""Numbers of a statistic in German words, and shares with their interval as plain data."""

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any, TypeVar

from rundblick.statistics.intervals import wilson
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.rounding import decimal, round_half_up
from rundblick.statistics.suppression import Cell
from rundblick.web.german import NBSP, count

T = TypeVar("T")
Plain = dict[str, Any]
HIDDEN = "nicht ausgewiesen"


def number(value: float | None, digits: int = 1) -> str:
    """1234.56 as "1.234,6", rounded half up; minus as the sign for it; None as a dash."""
    if value is None:
        return "–"
    text = decimal(Decimal(repr(float(value))), digits)
    return text.replace("-", "−") if text.strip("-0,.") else text.lstrip("-")


def signed(value: float, digits: int = 1) -> str:
    """The same with a plus where it is above zero."""
    text = number(value, digits)
    return f"+{text}" if value > 0 and text.strip("0,.") else text


def chance(p: float) -> str:
    """A p-value: "p unter 0,001", else "p = 0,034"."""
    return "p unter 0,001" if p < 0.001 else f"p = {number(p, 3)}"


def people(n: int) -> str:
    """ "1 Person", "12 Personen"; dots between thousands."""
    return count(n, "Person", "Personen")


def part(number_of: int, whole: int, *, confidence: float) -> Plain:
    """A share with its Wilson interval: count, denominator, percent (whole, rounded half up), share, low and high."""
    if not whole:
        return {"count": number_of, "denominator": 0, "percent": None, "share": None, "low": None, "high": None}
    low, high = wilson(number_of, whole, confidence)
    return {
        "count": number_of,
        "denominator": whole,
        "percent": int(round_half_up(Fraction(100 * number_of, whole))),
        "share": number_of / whole,
        "low": low,
        "high": high,
    }


def shown(cell: Cell, whole: Cell, *, confidence: float) -> Plain:
    """The same for protected cells: without numbers, and `suppressed`, where a number of them must not be told."""
    if cell.value is None or whole.value is None:
        empty = part(0, 0, confidence=confidence)
        return {**empty, "count": None, "denominator": whole.value, "suppressed": True}
    return part(cell.value, whole.value, confidence=confidence)


def part_text(plain: Plain) -> str:
    """ "79 von 119 (66 %; 57 bis 74 %)"."""
    if plain.get("suppressed"):
        return HIDDEN
    if plain["percent"] is None:
        return f"{plain['count']} von 0"
    interval = f"{_percent(plain['low'])} bis {_percent(plain['high'])}{NBSP}%"
    of = f"{number(plain['count'], 0)} von {number(plain['denominator'], 0)}"
    return f"{of} ({plain['percent']}{NBSP}%; {interval})"


def interval_percent(low: float | None, high: float | None) -> str:
    """ "41 bis 50 %", or a dash where there is none."""
    return "–" if low is None or high is None else f"{_percent(low)} bis {_percent(high)}{NBSP}%"


def _percent(share: float) -> str:
    return number(100 * share, 0)


def attempt(what: str, compute: Callable[[], T], refused: list[Plain]) -> T | None:
    """The result, or None and a line in `refused`: what was not computed, and why."""
    try:
        return compute()
    except CannotCompute as problem:
        refused.append({"what": what, "code": problem.code, "reason": str(problem)})
        return None


NAMES = {
    "t_test": "t-Test für Paare",
    "wilcoxon": "Wilcoxon-Test",
    "restricted_mean": "Mittel im Zeitraum",
    "interval": "Bereich von Alpha",
    "d_z": "Cohens d_z",
    "d_av": "Cohens d_av",
    "g_av": "Hedges' g_av",
    "rank_biserial": "Rang-biseriale Korrelation",
}


def refusals(refused: list[Plain]) -> list[str]:
    """One line for each thing that was not computed."""
    return [f"Nicht berechnet: {NAMES[one['what']]}. {one['reason']}" for one in refused]
