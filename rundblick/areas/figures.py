"""Households and integrations by area against all others (E20.5). Pure; nothing here is about an employee.

An area is a team's or a coach's work too, so figures of an area stand alone only where at least five people look after
it; others are counted together (design rule 8). Small cells are hidden with all they could be worked out from, and an
interval stands beside each share, so that chance is neither praised nor blamed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from rundblick.statistics.intervals import wilson
from rundblick.statistics.rounding import round_half_up
from rundblick.statistics.suppression import share_is_small, suppress_counts, suppress_table

LEAST_STAFF = 5
POOL = "Übrige Gebiete zusammen"
OUTSIDE = "Ohne Gebiet"


@dataclass(frozen=True, slots=True)
class Group:
    """People of working age in one area, and how many of them began work or training.

    `staff`: who looks after the area; None for people without an area, who are nobody's area.
    """

    label: str
    people: int
    integrated: int
    staff: frozenset[Any] | None

    def with_other(self, other: "Group") -> "Group":
        """Both counted together."""
        staff = (self.staff or frozenset()) | (other.staff or frozenset())
        return Group(POOL, self.people + other.people, self.integrated + other.integrated, staff)


def pooled(groups: Sequence[Group], *, least: int = LEAST_STAFF) -> list[Group]:
    """Groups none of which is the work of fewer than `least` people.

    Areas that fewer look after are counted together, and with the smallest others until enough people stand behind
    that number too. Empty where that leaves nothing to compare.
    """
    there = [one for one in groups if one.people and one.staff is not None]
    outside = [one for one in groups if one.people and one.staff is None]
    large = sorted((one for one in there if len(one.staff or ()) >= least), key=lambda one: (one.people, one.label))
    pool: Group | None = None
    for one in (one for one in there if len(one.staff or ()) < least):
        pool = pool.with_other(one) if pool else Group(POOL, one.people, one.integrated, one.staff)
    while pool is not None and len(pool.staff or ()) < least and large:
        pool = pool.with_other(large.pop(0))
    if pool is not None and len(pool.staff or ()) < least:
        return []
    found = sorted(large, key=lambda one: one.label) + ([pool] if pool else []) + outside
    return found if len(found) > 1 else []


def households(counts: Mapping[str, int]) -> list[dict[str, Any]]:
    """Households by area as they may be shown, `number` None where a cell is hidden."""
    labels = [label for label in sorted(counts) if label != OUTSIDE] + [one for one in (OUTSIDE,) if one in counts]
    cells, _ = suppress_counts([counts[label] for label in labels])
    return [{"label": label, "number": cell.value} for label, cell in zip(labels, cells, strict=True)]


def comparison(groups: Sequence[Group]) -> list[dict[str, Any]]:
    """Each group beside all others together, as it may be shown.

    `own` and `others`: numerator, denominator, share in percent and the bounds of its 95 % interval; None where hidden
    or empty. `verdict`: "higher" or "lower" where the intervals do not touch, else "chance"; "" where nothing is shown.
    """
    table = suppress_table([(one.integrated, one.people - one.integrated) for one in groups])
    totals = [cell.value for cell in table.column_totals]
    rows = []
    for one, cells in zip(groups, table.cells, strict=True):
        own = _shown([cell.value for cell in cells])
        others = _others(totals, [cell.value for cell in cells])
        rows.append({"label": one.label, "own": own, "others": others, "verdict": _verdict(own, others)})
    return rows


def _others(totals: Sequence[int | None], own: Sequence[int | None]) -> dict[str, Any] | None:
    if None in totals or None in own:
        return None
    rest = [total - value for total, value in zip(totals, own, strict=True)]  # type: ignore[operator]
    return None if share_is_small(rest[0], sum(rest)) else _shown(rest)


def _shown(cells: Sequence[int | None]) -> dict[str, Any] | None:
    yes, no = cells
    if yes is None or no is None or not yes + no:
        return None
    low, high = wilson(yes, yes + no)
    return {
        "numerator": yes,
        "denominator": yes + no,
        "percent": float(round_half_up(Fraction(100 * yes, yes + no), 1)),
        "low": round(100 * low, 1),
        "high": round(100 * high, 1),
    }


def _verdict(own: dict[str, Any] | None, others: dict[str, Any] | None) -> str:
    if own is None or others is None:
        return ""
    if own["low"] > others["high"]:
        return "higher"
    return "lower" if own["high"] < others["low"] else "chance"
