"""Figures a source prints, checked against themselves: the share, what adds up, and what was printed. Pure functions.

They are quoted, never computed from our records. A figure never stands without what it divides by (design rule 11);
where the source names nothing, the sentence says so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from rundblick.programmes.definition import PublishedResult
from rundblick.statistics.rounding import round_half_up
from rundblick.web.german import NBSP, german_date, german_number

UNITS = {"people": "Personen", "households": "Bedarfsgemeinschaften", "percent": "%", "euro": "€", "number": ""}

_PRINTED = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?")
_HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class SumCheck:
    """Results that should add up to a whole. `whole` is None when they do not name one and the same."""

    word: str
    results: tuple[PublishedResult, ...]
    total: Decimal
    whole: Decimal | None
    agrees: bool


def share(result: PublishedResult) -> Fraction | None:
    """The share in per cent, exact; None where nothing is named to divide by. A printed per cent is its own share."""
    if result.denominator is not None:
        return Fraction(100) * Fraction(result.numerator) / Fraction(result.denominator)
    return Fraction(result.numerator) if result.unit == "percent" else None


def sum_checks(results: Iterable[PublishedResult]) -> list[SumCheck]:
    """Whether results that exhaust a whole (`exhausts`) add up to it, in the order in which the words appear.

    Counts must add up exactly. Shares were rounded one by one, so each may be half a per cent off. Results that count
    the same person several times (`multiple`) exhaust nothing and are reported as not agreeing.
    """
    found: dict[str, list[PublishedResult]] = {}
    for result in results:
        if result.exhausts is not None:
            found.setdefault(result.exhausts, []).append(result)
    return [_sum_check(word, tuple(parts)) for word, parts in found.items()]


def printed_agrees(result: PublishedResult) -> bool | None:
    """Whether what the source prints is the quotient, rounded; None where it prints no number ("gut ein Drittel").

    Tolerance: half a unit of the last printed digit, whichever way a half is rounded. So 18.45 agrees with 18, 18.5
    and 18,4, and not with the 19 that stands there (blag section 4.30). With a per cent sign the share is compared;
    without it the quotient for amounts and numbers, else the number itself.
    """
    number = _number(result.printed or "")
    exact = _compared(result)
    if number is None or exact is None:
        return None
    value, digits = number
    return abs(exact - value) <= _HALF / 10**digits


def sentence(result: PublishedResult) -> str:
    """The figure in German, with what it divides by, and as printed where that differs."""
    about = f"{result.label} ({result.subgroup})" if result.subgroup else result.label
    said = [f"{about}: {_amount(result)}."]
    if result.denominator_label is not None:
        said.append(f"Bezugsgröße: {result.denominator_label}.")
    else:
        said.append("Eine Bezugsgröße nennt die Quelle nicht.")
    if result.multiple:
        said.append("Mehrfachnennungen sind möglich.")
    if result.printed is not None:
        said.append(f"Gedruckt: „{result.printed}“.")
    if result.as_of is not None:
        said.append(f"Stand: {german_date(result.as_of)}.")
    return " ".join(said)


def _sum_check(word: str, parts: tuple[PublishedResult, ...]) -> SumCheck:
    total = sum((part.numerator for part in parts), Decimal(0))
    of_shares = all(part.unit == "percent" and part.denominator is None for part in parts)
    named = {Decimal(100)} if of_shares else {part.denominator for part in parts}
    whole = named.pop() if len(named) == 1 else None
    tolerance = _HALF * len(parts) if of_shares else Fraction(0)
    exclusive = not any(part.multiple for part in parts)
    agrees = whole is not None and exclusive and abs(Fraction(total) - Fraction(whole)) <= tolerance
    return SumCheck(word, parts, total, whole, agrees)


def _compared(result: PublishedResult) -> Fraction | None:
    if "%" in (result.printed or "") or "Prozent" in (result.printed or ""):
        return share(result)
    if result.unit in {"euro", "number"} and result.denominator is not None:
        return Fraction(result.numerator) / Fraction(result.denominator)
    return Fraction(result.numerator)


def _number(printed: str) -> tuple[Fraction, int] | None:
    """The one number in a German text and its digits after the comma; None for none, for several and for fractions."""
    found = _PRINTED.findall(printed)
    if len(found) != 1 or "/" in printed:
        return None
    whole, _, decimals = found[0].replace(".", "").partition(",")
    return Fraction(f"{whole}.{decimals}" if decimals else whole), len(decimals)


def _amount(result: PublishedResult) -> str:
    number = german_number(result.numerator)
    unit = UNITS[result.unit]
    if result.denominator is None:
        return f"{number}{NBSP}{unit}" if unit else number
    whole = german_number(result.denominator)
    if result.unit in {"euro", "percent"}:
        return f"{number}{NBSP}{unit} auf {whole}"
    exact = share(result)
    assert exact is not None
    return f"{number} von {whole} ({german_number(round_half_up(exact, 1))}{NBSP}%)"
