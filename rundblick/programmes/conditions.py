"""Target groups: predicates over dated facts, and their three-valued evaluation with an explanation."""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, Self

from pydantic import Field, model_validator

from rundblick.catalogue.loading import Complaint, Part, Place
from rundblick.programmes.facts import Fact, FactValue
from rundblick.programmes.vocabulary import KnownFact, Label, Word, unknown, vocabulary
from rundblick.web.german import german_date, german_number

Answer = Literal["yes", "no", "unknown"]
Scalar = bool | int | Decimal | dt.date | str

ALL_OF_THEM = "Alles davon"
"""How a combination is introduced in which every part must hold."""

_ORDERED: dict[str, str] = {
    "at_least": "mindestens",
    "at_most": "höchstens",
    "more_than": "mehr als",
    "less_than": "weniger als",
}
_PYTHON_TYPES: dict[str, tuple[type, ...]] = {
    "boolean": (bool,),
    "number": (int, Decimal),
    "date": (dt.date,),
    "text": (str,),
}


class Condition(Part):
    """Either a combination (`all`, `any`, `not`) or one comparison of a fact. Exactly one of the four.

    `label` is the sentence people read; without it one is made from the vocabulary.
    """

    all: tuple["Condition", ...] | None = Field(None, min_length=1, max_length=30)
    any: tuple["Condition", ...] | None = Field(None, min_length=1, max_length=30)
    not_: "Condition | None" = Field(None, alias="not")
    fact: Word | None = None
    equals: Scalar | None = None
    one_of: tuple[Scalar, ...] | None = Field(None, min_length=1, max_length=100)
    at_least: int | Decimal | dt.date | None = None
    at_most: int | Decimal | dt.date | None = None
    more_than: int | Decimal | dt.date | None = None
    less_than: int | Decimal | dt.date | None = None
    label: Label | None = None

    @model_validator(mode="after")
    def _one_form(self) -> Self:
        if sum(form is not None for form in (self.all, self.any, self.not_, self.fact)) != 1:
            raise ValueError("genau eines angeben: all, any, not oder fact")
        if self.fact is None and self.comparisons():
            raise ValueError("ein Vergleich braucht „fact“")
        if self.fact is not None and not self.comparisons():
            raise ValueError("Vergleich fehlt: equals, one_of, " + ", ".join(_ORDERED))
        return self

    def comparisons(self) -> dict[str, Scalar | tuple[Scalar, ...]]:
        """The comparisons of a leaf, all of which must hold, by their key."""
        names = ("equals", "one_of", *_ORDERED)
        return {name: value for name in names if (value := getattr(self, name)) is not None}

    def complaints(self, at: Place, unit: str) -> Iterator[Complaint]:
        """Unknown facts, comparisons that do not suit their type, and questions about the wrong unit."""
        for name, parts in (("all", self.all), ("any", self.any)):
            for index, part in enumerate(parts or ()):
                yield from part.complaints((*at, name, index), unit)
        if self.not_ is not None:
            yield from self.not_.complaints((*at, "not"), unit)
        if self.fact is not None:
            yield from self._leaf_complaints(at, unit)

    def _leaf_complaints(self, at: Place, unit: str) -> Iterator[Complaint]:
        assert self.fact is not None
        asked = vocabulary().fact(self.fact)
        if asked is None:
            words = tuple(fact.code for fact in vocabulary().facts)
            yield Complaint((*at, "fact"), "unbekanntes Merkmal", words, self.fact)
            return
        if asked.about == "person" and unit == "household":
            yield Complaint((*at, "fact"), "fragt nach einer Person, das Programm nimmt Haushalte auf")
        for name, value in self.comparisons().items():
            ordered = name in _ORDERED
            values = value if isinstance(value, tuple) else (value,)
            if ordered and asked.type not in {"number", "date"}:
                yield Complaint((*at, name), f"„{asked.label}“ lässt sich nicht der Größe nach vergleichen")
            elif not all(_fits(each, asked.type) for each in values):
                yield Complaint((*at, name), f"passt nicht zur Art des Merkmals ({asked.type})")
            elif any(isinstance(each, str) and not each.strip() for each in values):
                yield Complaint((*at, name), "darf nicht leer sein")
            elif asked.choices:
                for each in values:
                    yield from unknown((*at, name), str(each), asked.choices, "Die Antwort")


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer to a condition and why. `parts` explains combinations.

    `found`: what the facts say, in German. `find_out`: how to learn it, only where the answer is unknown.
    """

    answer: Answer
    label: str
    found: str = ""
    find_out: str = ""
    fact: str = ""
    parts: tuple["Finding", ...] = ()

    def leaves(self) -> Iterator["Finding"]:
        """The single comparisons below."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.leaves()


def evaluate(
    condition: Condition, facts: Iterable[Fact], as_of: dt.date, *, subject: uuid.UUID | None = None
) -> Finding:
    """Whether the condition holds on that day (inclusive): yes, no or unknown, explained leaf by leaf.

    Kleene's logic: `all` is no as soon as one part is no, and unknown while one part is open. Facts that
    contradict each other on that day, or whose value is None, count as unknown; nothing is ever guessed.
    With `subject` only facts about this person and about the household count. The answer is information
    for people, never a decision (domain rule 9; blag 8, capability 5).
    """
    held = [fact for fact in facts if fact.holds(as_of) and (subject is None or fact.subject in {None, subject})]
    return _evaluate(condition, held)


def _evaluate(condition: Condition, held: list[Fact]) -> Finding:
    if condition.all is not None:
        parts = tuple(_evaluate(part, held) for part in condition.all)
        return Finding(_all(parts), condition.label or ALL_OF_THEM, parts=parts)
    if condition.any is not None:
        parts = tuple(_evaluate(part, held) for part in condition.any)
        return Finding(_not(_all(_negated(parts))), condition.label or "Mindestens eines davon", parts=parts)
    if condition.not_ is not None:
        part = _evaluate(condition.not_, held)
        return Finding(_not(part.answer), condition.label or "Nicht", parts=(part,))
    return _leaf(condition, held)


def _leaf(condition: Condition, held: list[Fact]) -> Finding:
    assert condition.fact is not None
    asked = vocabulary().fact(condition.fact)
    label = condition.label or _sentence(condition)
    find_out = asked.find_out if asked else ""
    # True == 1 in Python; a household with one child must not pass for a yes.
    values = {(isinstance(fact.value, bool), fact.value) for fact in held if fact.code == condition.fact}
    given = [value for _, value in values if value is not None]
    if len(given) != 1:
        found = "widersprüchliche Angaben" if given else "keine Angabe"
        return Finding("unknown", label, found, find_out, condition.fact)
    value = given[0]
    if asked and not _fits(value, asked.type):
        return Finding("unknown", label, f"unlesbare Angabe: {_shown(value)}", find_out, condition.fact)
    holds = all(_compare(name, value, wanted) for name, wanted in condition.comparisons().items())
    return Finding("yes" if holds else "no", label, _shown(value, asked), "", condition.fact)


def _compare(name: str, value: FactValue, wanted: Scalar | tuple[Scalar, ...]) -> bool:
    if name == "equals":
        return value == wanted
    if name == "one_of":
        assert isinstance(wanted, tuple)
        return value in wanted
    if name == "at_least":
        return value >= wanted  # type: ignore[operator]
    if name == "at_most":
        return value <= wanted  # type: ignore[operator]
    if name == "more_than":
        return value > wanted  # type: ignore[operator]
    return value < wanted  # type: ignore[operator]


def _fits(value: FactValue, kind: str) -> bool:
    return isinstance(value, _PYTHON_TYPES[kind]) and (kind == "boolean" or not isinstance(value, bool))


def _all(parts: Iterable[Finding]) -> Answer:
    answers = {part.answer for part in parts}
    return "no" if "no" in answers else "unknown" if "unknown" in answers else "yes"


def _negated(parts: Iterable[Finding]) -> tuple[Finding, ...]:
    return tuple(Finding(_not(part.answer), part.label) for part in parts)


def _not(answer: Answer) -> Answer:
    opposite: dict[Answer, Answer] = {"yes": "no", "no": "yes", "unknown": "unknown"}
    return opposite[answer]


def _sentence(condition: Condition) -> str:
    assert condition.fact is not None
    asked = vocabulary().fact(condition.fact)
    said = []
    for name, wanted in condition.comparisons().items():
        given = wanted if isinstance(wanted, tuple) else (wanted,)
        shown = " oder ".join(_shown(value, asked) for value in given)
        said.append(f"{_ORDERED[name]} {shown}" if name in _ORDERED else shown)
    return f"{asked.label if asked else condition.fact}: {' und '.join(said)}"


def _shown(value: FactValue, asked: KnownFact | None = None) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.date):
        return german_date(value)
    if isinstance(value, int | Decimal):
        return german_number(value)
    return asked.choices.get(str(value), str(value)) if asked else str(value)
