"""Word lists as data: which words a rule looks for, why they matter, and what could stand there instead.

A line of a word list is German with few signs: `~` allows an ending (faul~: faul, faule, faulen), `*` any rest of the
word, a space any blanks, `<name>` a fragment named in the file; round brackets, `|`, `?` and the rest are as in regular
expressions. A small first letter also matches at the beginning of a sentence; a capital one only a noun ("Sucht", not
"sucht"). Every line begins with two letters, because lines are looked up by them: 1,000 words take milliseconds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, Place, load_document

FOLDER = Path(__file__).with_name("words")

Kind = Literal["vermerk", "letter", "plain"]
"""A note about a talk, a letter to citizens, a text in plain language."""

KINDS: tuple[Kind, ...] = get_args(Kind)

Code = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=40)]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Line = Annotated[str, Field(min_length=2, max_length=400)]

Fragments = Mapping[str, tuple[str, ...]]
"""Named parts of lines, each any of several lines itself."""

_ENDING = "(?:e|em|en|er|es|ens|s|n)?"
_FRAGMENT = re.compile(r"<([a-z_]+)>")


class Group(Part):
    """Words with one meaning. `if_` and `unless_` look at the same sentence, to the left and right or anywhere.

    `instead` and `reason` replace those of the rule.
    """

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    instead: Text | None = None
    reason: Text | None = None
    if_left: tuple[Line, ...] = ()
    if_right: tuple[Line, ...] = ()
    if_sentence: tuple[Line, ...] = ()
    unless_left: tuple[Line, ...] = ()
    unless_right: tuple[Line, ...] = ()
    unless_sentence: tuple[Line, ...] = ()


class Rule(Part):
    """Something a text should not do, where that is said, why it matters to the person, and what to do instead.

    `weight` orders hints when only one is shown, the heaviest first. `in_quotes`: also counts in words the person said.
    `outside_protected`: says nothing within the protected area. `at_home`: only about a talk where the person lives.
    `groups` is empty for rules that need code.
    """

    code: Code
    title: Text
    kinds: Annotated[tuple[Kind, ...], Field(min_length=1)]
    weight: Annotated[int, Field(ge=1, le=100)]
    reason: Text
    source: Text
    instead: Text
    in_quotes: bool = False
    outside_protected: bool = False
    at_home: bool = False
    groups: tuple[Group, ...] = ()


class Rules(Document):
    """One file: named fragments and rules."""

    schema_version: Literal[1]
    fragments: dict[Code, tuple[Line, ...]] = {}
    rules: tuple[Rule, ...]

    def complaints(self) -> Iterable[Complaint]:
        """Lines that cannot be looked up, and fragments nobody named."""
        for place, line in self.lines():
            if place[-2] == "words" and not re.match(r"[^\W\d_]([^\W\d_]|-)", line):
                yield Complaint(place, "eine Zeile beginnt mit zwei Buchstaben")
            for name in sorted(set(_FRAGMENT.findall(line)) - set(self.fragments)):
                yield Complaint(place, f"das Fragment „{name}“ gibt es nicht", tuple(self.fragments), name)

    def lines(self) -> Iterator[tuple[Place, str]]:
        """Every line of every group with its place in the file."""
        for i, rule in enumerate(self.rules):
            for j, group in enumerate(rule.groups):
                for name in ("words", *CONDITIONS):
                    for k, line in enumerate(getattr(group, name)):
                        yield ("rules", i, "groups", j, name, k), line


def unreadable(document: Rules) -> Iterable[Complaint]:
    """Lines that are no regular expression. Asked by the tests; reading would take twice as long with it."""
    for place, line in document.lines():
        if not set(_FRAGMENT.findall(line)) <= set(document.fragments):
            continue
        try:
            re.compile(expression(line, document.fragments))
        except re.error as error:
            yield Complaint(place, f"kein lesbares Muster ({error})")


class Abbreviations(Document):
    """Short forms with their meaning, and those everybody knows. `shouted`: words that people write in capitals."""

    schema_version: Literal[1]
    known: tuple[Line, ...]
    shouted: tuple[Line, ...]
    explained: dict[Line, Text]

    def complaints(self) -> Iterable[Complaint]:
        """Short forms that are both known and explained."""
        for short in sorted(set(self.known) & set(self.explained)):
            yield Complaint(("explained", short), f"„{short}“ gilt schon als bekannt")


_SHAPES = {
    "left": r"(?<!\w){}\s*$",
    "right": r"^\s*{}(?!\w)",
    "sentence": r"(?<!\w){}(?!\w)",
}
_NEAR = 200
"""How many letters to the left and right a condition sees."""
CONDITIONS = ("if_left", "if_right", "if_sentence", "unless_left", "unless_right", "unless_sentence")


def expression(line: str, fragments: Fragments) -> str:
    """A line of a word list as a regular expression, fragments filled in."""
    parts = _FRAGMENT.split(line)
    parts[0::2] = [part.replace(" ", r"\s+").replace("*", r"\w*").replace("~", _ENDING) for part in parts[0::2]]
    parts[1::2] = [_either(fragments[name], fragments) for name in parts[1::2]]
    return "".join(parts)


def _either(lines: Iterable[str], fragments: Fragments) -> str:
    return f"(?:{'|'.join(expression(line, fragments) for line in lines)})"


@dataclass(frozen=True)
class Pattern:
    """Lines of a group that begin alike, with their rule; compiled when a text first needs them."""

    rule: Rule
    group: Group
    lines: tuple[str, ...]
    fragments: Fragments

    @cached_property
    def finds(self) -> "re.Pattern[str]":
        """The lines as one expression, for matching at the beginning of a word."""
        either = "|".join(_first(line) + expression(line[1:], self.fragments) for line in self.lines)
        return re.compile(rf"(?:{either})(?!\w)")

    def holds(self, sentence: str, start: int, end: int) -> bool:
        """Whether what stands around `sentence[start:end]` lets the words count."""
        near = sentence[max(0, start - _NEAR) : start], sentence[end : end + _NEAR]
        around = {"left": near[0], "right": near[1], "sentence": sentence}
        return all(
            (condition.search(around[name.split("_")[1]]) is not None) is name.startswith("if_")
            for name, condition in self._conditions.items()
        )

    @cached_property
    def _conditions(self) -> "dict[str, re.Pattern[str]]":
        compiled = {}
        for name in CONDITIONS:
            if lines := getattr(self.group, name):
                shape = _SHAPES[name.split("_")[1]]
                compiled[name] = re.compile(shape.format(_either(lines, self.fragments)), re.IGNORECASE)
        return compiled


@cache
def rules() -> dict[str, Rule]:
    """All rules by code."""
    return {rule.code: rule for document in _documents() for rule in document.rules}


@cache
def abbreviations() -> Abbreviations:
    """The short forms of the house."""
    return load_document(FOLDER / "abbreviations.yaml", Abbreviations)


@cache
def patterns(kind: Kind) -> dict[str, tuple[Pattern, ...]]:
    """The lines for one kind of text, by their first two letters in lower case."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for document in _documents():
        for rule in document.rules:
            for group in rule.groups if kind in rule.kinds else ():
                for key, lines in _by_beginning(group.words).items():
                    found[key].append(Pattern(rule, group, tuple(lines), document.fragments))
    return {key: tuple(lines) for key, lines in found.items()}


def _by_beginning(lines: Iterable[str]) -> dict[str, list[str]]:
    """Lines by their first two letters in lower case, long ones first, so that the longest reading is found."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in sorted(lines, key=len, reverse=True):
        found[line[:2].lower()].append(line)
    return found


@cache
def _documents() -> tuple[Rules, ...]:
    return tuple(load_document(FOLDER / name, Rules) for name in ("note.yaml", "reader.yaml"))


def _first(line: str) -> str:
    letter = line[0]
    return f"[{letter}{letter.upper()}]" if letter.islower() else letter
