"""Word lists as data: which words a rule looks for, why they matter, and what could stand there instead.

A line of a word list is German with few signs: `~` allows an ending (faul~: faul, faule, faulen), `*` any rest of the
word, a space any blanks, round brackets, `|` and `?` as in regular expressions, `<name>` a fragment named in the file. A
small first letter also matches at the beginning of a sentence; a capital one only a noun ("Sucht", not "sucht"). Every
line begins with two letters, because the lists are looked up by them: 1,000 words take milliseconds.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from rundblick.catalogue.loading import Complaint, Document, Part, load_document

FOLDER = Path(__file__).with_name("words")

Kind = Literal["vermerk", "letter", "plain"]
"""A note about a talk, a letter to citizens, a text in plain language."""

Code = Annotated[str, Field(pattern=r"^[a-z][a-z_]*$", max_length=40)]
Text = Annotated[str, Field(min_length=1, max_length=600)]
Line = Annotated[str, Field(min_length=2, max_length=400)]

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
    `outside_protected`: says nothing within the protected area. `groups` is empty for rules that need code.
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
    groups: tuple[Group, ...] = ()


class Rules(Document):
    """One file: named fragments and rules."""

    schema_version: Literal[1]
    fragments: dict[Code, Line] = {}
    rules: tuple[Rule, ...]

    def complaints(self) -> Iterable[Complaint]:
        """Lines that cannot be looked up or compiled, and fragments nobody named."""
        for i, rule in enumerate(self.rules):
            for j, group in enumerate(rule.groups):
                place = ("rules", i, "groups", j)
                for k, line in enumerate(group.words):
                    if not re.match(r"[^\W\d_]([^\W\d_]|-)", line):
                        yield Complaint((*place, "words", k), "eine Zeile beginnt mit zwei Buchstaben")
                    yield from self._compiles((*place, "words", k), line)
                for name in CONDITIONS:
                    for k, line in enumerate(getattr(group, name)):
                        yield from self._compiles((*place, name, k), line)

    def _compiles(self, place: tuple[str | int, ...], line: str) -> Iterator[Complaint]:
        names = set(_FRAGMENT.findall(line))
        for name in sorted(names - set(self.fragments)):
            yield Complaint(place, f"das Fragment „{name}“ gibt es nicht", tuple(self.fragments), name)
        if names <= set(self.fragments):
            try:
                re.compile(expression(line, self.fragments))
            except re.error as error:
                yield Complaint(place, f"kein lesbares Muster ({error})")


class Abbreviations(Document):
    """Short forms with their meaning, and those that everybody knows. `shouted`: words in capitals that are no short form."""

    schema_version: Literal[1]
    known: tuple[Line, ...]
    shouted: tuple[Line, ...]
    explained: dict[Line, Text]

    def complaints(self) -> Iterable[Complaint]:
        """Short forms that are both known and explained."""
        for short in sorted(set(self.known) & set(self.explained)):
            yield Complaint(("explained", short), f"„{short}“ gilt schon als bekannt")


CONDITIONS = ("if_left", "if_right", "if_sentence", "unless_left", "unless_right", "unless_sentence")


def expression(line: str, fragments: dict[str, str]) -> str:
    """A line of a word list as a regular expression, fragments filled in."""
    parts = _FRAGMENT.split(line)
    parts[0::2] = [part.replace(" ", r"\s+").replace("*", r"\w*").replace("~", _ENDING) for part in parts[0::2]]
    parts[1::2] = [f"(?:{expression(fragments[name], fragments)})" for name in parts[1::2]]
    return "".join(parts)


@dataclass(frozen=True, slots=True)
class Pattern:
    """The lines of a group that begin alike, compiled, with their rule and the conditions of the group."""

    rule: Rule
    group: Group
    finds: "re.Pattern[str]"
    conditions: "dict[str, re.Pattern[str]]"

    def holds(self, sentence: str, start: int, end: int) -> bool:
        """Whether what stands around `sentence[start:end]` lets the words count."""
        around = {"left": sentence[:start], "right": sentence[end:], "sentence": sentence}
        return all(
            (condition.search(around[name.split("_")[1]]) is not None) is name.startswith("if_")
            for name, condition in self.conditions.items()
        )


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
    """The compiled lines for one kind of text, by their first two letters in lower case."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for document in _documents():
        for rule in document.rules:
            for group in rule.groups if kind in rule.kinds else ():
                conditions = _conditions(group, document.fragments)
                for key, lines in _by_beginning(group.words).items():
                    either = "|".join(_first(line) + expression(line[1:], document.fragments) for line in lines)
                    finds = re.compile(rf"(?:{either})(?!\w)")
                    found[key].append(Pattern(rule, group, finds, conditions))
    return {key: tuple(lines) for key, lines in found.items()}


def _by_beginning(lines: Iterable[str]) -> dict[str, list[str]]:
    """Lines by their first two letters in lower case, long ones first, so that the longest reading is found."""
    found: dict[str, list[str]] = defaultdict(list)
    for line in sorted(lines, key=len, reverse=True):
        found[line[:2].lower()].append(line)
    return found


def _documents() -> list[Rules]:
    return [load_document(FOLDER / name, Rules) for name in ("note.yaml", "reader.yaml")]


def _first(line: str) -> str:
    letter = line[0]
    return f"[{letter}{letter.upper()}]" if letter.islower() else letter


def _conditions(group: Group, fragments: dict[str, str]) -> "dict[str, re.Pattern[str]]":
    compiled = {}
    for name in CONDITIONS:
        if lines := getattr(group, name):
            inner = "|".join(expression(line, fragments) for line in lines)
            shape = {
                "left": rf"(?<!\w)(?:{inner})\s*$",
                "right": rf"^\s*(?:{inner})(?!\w)",
                "sentence": rf"(?<!\w)(?:{inner})(?!\w)",
            }[name.split("_")[1]]
            compiled[name] = re.compile(shape, re.IGNORECASE)
    return compiled
