"""Denominator traps: a percentage, whom it is of, and what it would be of others (traps.yaml, and any figure's own)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Literal

from rundblick.catalogue.loading import Complaint, Document, Part, load_document
from rundblick.evaluation.protection import Shown
from rundblick.statistics.figures import Figure, share
from rundblick.statistics.suppression import share_is_small
from rundblick.web.clock import today
from rundblick.web.german import NBSP, german_number

FILE = Path(__file__).with_name("traps.yaml")
UNKNOWN = "nicht zu berechnen"


class Pair(Part):
    """A numerator and a denominator; `of` completes "von …". Without a numerator `note` says why there is none."""

    of: str
    numerator: int | None = None
    denominator: int
    note: str = ""

    @property
    def percent(self) -> Decimal | None:
        """The share, rounded half up once."""
        if self.numerator is None:
            return None
        return share(
            code="trap",
            label=self.of,
            numerator=self.numerator,
            denominator=self.denominator,
            as_of=today(),
        ).value

    @property
    def words(self) -> str:
        """ "52 % von Teilnehmenden … (179 von 346)"."""
        if self.numerator is None:
            return f"von {self.of} ({german_number(self.denominator)}): {UNKNOWN}. {self.note}".strip()
        numbers = f"{german_number(self.numerator)} von {german_number(self.denominator)}"
        told = f"{german_number(self.percent)}{NBSP}% von {self.of} ({numbers})"
        return f"{told}. {self.note}" if self.note else told


class Trap(Part):
    """One printed percentage. `figure`: end of the code of our own figure, or code of a result of the definition.

    `ours`: the table of change in which we count the same question anew, with our own numbers.
    """

    programme: str
    figure: str
    label: str
    printed: int
    used: Pair
    others: tuple[Pair, ...]
    source: str
    warning: str = ""
    ours: str = ""

    @property
    def question(self) -> str:
        """ "52 % von wem?"."""
        return f"{self.printed}{NBSP}% von wem?"


class Traps(Document):
    """The whole file."""

    schema_version: Literal[1]
    traps: tuple[Trap, ...]

    def complaints(self) -> Iterable[Complaint]:
        """What is printed must come out of the pair it is said to be of."""
        for place, one in enumerate(self.traps):
            if one.used.percent != one.printed:
                yield Complaint(
                    ("traps", place, "printed"), f"Das Paar ergibt {one.used.percent}.", (str(one.printed),)
                )


@cache
def traps() -> tuple[Trap, ...]:
    """All known traps."""
    return load_document(FILE, Traps).traps


def traps_of(programme: str) -> list[Trap]:
    """Those of one programme."""
    return [one for one in traps() if one.programme == programme]


@dataclass(frozen=True, slots=True)
class Reading:
    """A percentage as it could be read: of whom, which numbers, what it comes to."""

    of: str
    numbers: str
    value: str
    note: str = ""


def readings(programme: str, one: Shown) -> list[Reading]:
    """The other denominators a figure could have: from the file, and with those without a statement counted in.

    Nothing for a figure that is hidden, and nothing that would give a small group away.
    """
    figure = one.figure
    if figure.numerator is None or not figure.denominator:
        return []
    own = Reading("allen mit Angabe" if figure.missing else "allen, die hier zählen", *_numbers(figure))
    others = list(_with_missing(figure))
    for trap in traps_of(programme):
        pairs = (trap.used, *trap.others)
        # Other numbers than ours are the source's, not another reading of what we counted.
        if figure.code.endswith(f".{trap.figure}") and any(_same(pair, figure) for pair in pairs):
            others += [_reading(pair) for pair in pairs if not _same(pair, figure)]
    return [own, *others] if others else []


def _same(pair: Pair, figure: Figure) -> bool:
    return (pair.numerator, pair.denominator) == (figure.numerator, figure.denominator)


def _with_missing(figure: Figure) -> Iterable[Reading]:
    assert figure.numerator is not None and figure.denominator is not None
    whole = figure.denominator + figure.missing
    if figure.missing and not share_is_small(figure.numerator, whole):
        pair = Pair(of="allen, auch ohne Angabe", numerator=figure.numerator, denominator=whole)
        yield Reading(pair.of, *_of(pair), "Untergrenze: Wer nichts gesagt hat, zählt hier wie ein Nein.")


def _numbers(figure: Figure) -> tuple[str, str]:
    value = "" if figure.value is None else f"{german_number(figure.value)}{NBSP}%"
    return f"{german_number(figure.numerator)} von {german_number(figure.denominator)}", value


def _of(pair: Pair) -> tuple[str, str]:
    if pair.numerator is None:
        return f"… von {german_number(pair.denominator)}", UNKNOWN
    return (
        f"{german_number(pair.numerator)} von {german_number(pair.denominator)}",
        f"{german_number(pair.percent)}{NBSP}%",
    )


def _reading(pair: Pair) -> Reading:
    return Reading(pair.of, *_of(pair), pair.note)
