"""A figure never travels without its denominator, its Stichtag and its missing values (design rule 11)."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import Any

from rundblick.statistics.rounding import round_half_up

WITHHELD = "Nicht ausgewiesen: weniger als 3 Personen."


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One printed number.

    `value` is what is printed: the share in percent, rounded half up once from numerator and denominator, or
    the numerator itself when there is no denominator. None means that nothing may or can be said; `note` says
    why. `target` is in the unit of `value`. `as_of` is the Stichtag, inclusive. `missing` counts subjects without a
    statement; they are not in the denominator. `inferred_denominator` marks a denominator that the
    source does not print. `source` names document and section, or the records counted. `unit`: of a `value` that is
    neither a share nor the number of cases, such as "Monate"; then `numerator` says from how many cases it is
    estimated. `low` and `high`: how far chance carries, in the unit of `value`.
    """

    code: str
    label: str
    numerator: int | None
    denominator: int | None
    subgroup: str
    value: Decimal | None
    target: Decimal | None
    source: str
    as_of: dt.date
    missing: int = 0
    note: str = ""
    inferred_denominator: bool = False
    unit: str = ""
    low: Decimal | None = None
    high: Decimal | None = None

    @property
    def is_share(self) -> bool:
        """Whether `value` is a percentage."""
        return self.denominator is not None

    @property
    def exact(self) -> Fraction | None:
        """The unrounded share (0..1); None for counts, empty groups and withheld figures."""
        if self.numerator is None or not self.denominator:
            return None
        return Fraction(self.numerator, self.denominator)

    def points_to_target(self, digits: int = 0) -> Decimal | None:
        """Distance to the target in percentage points, from the unrounded share; positive is above."""
        if self.exact is None or self.target is None:
            return None
        return round_half_up(self.exact * 100 - Fraction(self.target), digits)

    def as_dict(self) -> dict[str, Any]:
        """Plain JSON types; `as_of` in ISO form; whole values as int. Unit and interval only where there are any."""
        estimated: dict[str, Any] = {"unit": self.unit} if self.unit else {}
        if self.low is not None and self.high is not None:
            estimated |= {"low": _json_number(self.low), "high": _json_number(self.high)}
        return {
            "code": self.code,
            "label": self.label,
            "numerator": self.numerator,
            "denominator": self.denominator,
            "subgroup": self.subgroup,
            "value": _json_number(self.value),
            "target": _json_number(self.target),
            "source": self.source,
            "as_of": self.as_of.isoformat(),
            "missing": self.missing,
            "note": self.note,
            "inferred_denominator": self.inferred_denominator,
            **estimated,
        }


def count(
    *,
    code: str,
    label: str,
    number: int,
    as_of: dt.date,
    subgroup: str = "",
    target: Decimal | None = None,
    source: str = "",
    missing: int = 0,
    note: str = "",
) -> Figure:
    """A plain number of cases. Raises ValueError for negative numbers."""
    _check_counts(number, missing)
    return Figure(
        code=code,
        label=label,
        numerator=number,
        denominator=None,
        subgroup=subgroup,
        value=Decimal(number),
        target=target,
        source=source,
        as_of=as_of,
        missing=missing,
        note=note,
    )


def share(
    *,
    code: str,
    label: str,
    numerator: int,
    denominator: int,
    as_of: dt.date,
    subgroup: str = "",
    target: Decimal | None = None,
    source: str = "",
    missing: int = 0,
    note: str = "",
    inferred_denominator: bool = False,
    digits: int = 0,
) -> Figure:
    """A share in percent. An empty group (denominator 0) gets no value.

    Raises ValueError for negative counts and for a numerator that is larger than its denominator: then the two
    do not count the same thing.
    """
    _check_counts(numerator, denominator, missing)
    if numerator > denominator:
        raise ValueError(f"{code}: numerator {numerator} is larger than denominator {denominator}")
    value = round_half_up(Fraction(100 * numerator, denominator), digits) if denominator else None
    return Figure(
        code=code,
        label=label,
        numerator=numerator,
        denominator=denominator,
        subgroup=subgroup,
        value=value,
        target=target,
        source=source,
        as_of=as_of,
        missing=missing,
        note=note if denominator else (note or "Keine Fälle in dieser Gruppe."),
        inferred_denominator=inferred_denominator,
    )


def combined(
    parts: Sequence[Figure], *, code: str, label: str, target: Decimal | None = None, note: str = "", digits: int = 0
) -> Figure:
    """The sum of shares of one group: numerators are added first, the result is rounded once.

    The parts must exclude each other; that cannot be seen from here. Raises ValueError when they differ in
    denominator, subgroup or Stichtag, or when one of them is withheld.
    """
    if not parts:
        raise ValueError(f"{code}: nothing to combine")
    if len({(part.denominator, part.subgroup, part.as_of) for part in parts}) > 1:
        raise ValueError(f"{code}: parts differ in denominator, subgroup or Stichtag")
    first = parts[0]
    known = [part.numerator for part in parts if part.numerator is not None]
    if first.denominator is None or len(known) < len(parts):
        raise ValueError(f"{code}: only shares that are not withheld can be combined")
    return share(
        code=code,
        label=label,
        numerator=sum(known),
        denominator=first.denominator,
        as_of=first.as_of,
        subgroup=first.subgroup,
        target=target,
        source="; ".join(dict.fromkeys(part.source for part in parts if part.source)),
        missing=max(part.missing for part in parts),
        note=note,
        inferred_denominator=any(part.inferred_denominator for part in parts),
        digits=digits,
    )


def withheld(figure: Figure) -> Figure:
    """The same figure without its number, for cells that protection of small groups has closed."""
    return replace(figure, numerator=None, value=None, low=None, high=None, note=WITHHELD)


def _check_counts(*numbers: int) -> None:
    if any(number < 0 for number in numbers):
        raise ValueError("counts must not be negative")


def _json_number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
