"""What the pages of the card show, put together from rows. No database."""

import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rundblick.resources.codes import (
    BEFORE_STATE,
    COLUMNS,
    LEVEL_OF_SECTION,
    QUESTIONS,
    SHORT,
    THREE_COLUMNS,
    Level,
    Perspective,
    Section,
)
from rundblick.resources.models import Look, PlannedHelp, Resource
from rundblick.resources.rules import Kind, Line, lines, not_looked_at


@dataclass(frozen=True)
class Seen:
    """A resource on the card: its words, its section, and who names it ("" where that is not shown)."""

    text: str
    section: str
    who: str
    shared: bool


@dataclass(frozen=True)
class Step:
    """One level of the card: what is there, which helps stand there, and whether anybody has looked."""

    level: Level
    resources: list[Seen]
    helps: list[PlannedHelp]
    look: Look | None
    can_look: bool


def steps(
    entries: Sequence[Resource], helps: Iterable[PlannedHelp], looks: Iterable[Look], *, together: bool
) -> list[Step]:
    """The four levels in their order, without what is only guessed.

    `together`: only what the person says and what has no perspective.
    """
    shown = [entry for entry in entries if not together or entry.perspective in (Perspective.PERSON, Perspective.JOINT)]
    joint = [entry for entry in shown if entry.perspective == Perspective.JOINT]
    by_level: dict[int, list[Seen]] = {}
    for line in lines(shown):
        if line.kind == Kind.MISSED:
            continue
        by_level.setdefault(line.level, []).append(_seen(line, together=together))
    for entry in joint:
        seen = Seen(entry.text, Section(entry.section).label, "", entry.shared)
        by_level.setdefault(entry.level, []).append(seen)
    standing = list(helps)
    empty = {look.level: look for look in looks}
    unseen = not_looked_at(by_level, [one.level for one in standing], empty)
    return [
        Step(
            level=level,
            resources=by_level.get(level, []),
            helps=[one for one in standing if one.level == level],
            look=empty.get(level) if level not in by_level else None,
            can_look=level in unseen and level in BEFORE_STATE,
        )
        for level in Level
    ]


def _seen(line: Line, *, together: bool) -> Seen:
    first = line.entries[0]
    who = [
        SHORT[view]
        for view, found in (
            (Perspective.PERSON, line.person),
            (Perspective.COACH, line.coach),
            (Perspective.GUESS, line.guess),
        )
        if found
    ]
    shared = any(getattr(entry, "shared", False) for entry in line.entries)
    return Seen(first.text, Section(line.section).label, "" if together else ", ".join(who), shared)


@dataclass(frozen=True)
class Block:
    """One section of an entry mode: its question and what was said so far, with levels that differ from the usual."""

    section: Section
    question: str
    entries: list[Resource]
    usual: Level


def blocks(entries: Iterable[Resource], view: Perspective) -> list[Block]:
    """The sections as one perspective fills them; other perspectives are not even handed to the page."""
    found: dict[str, list[Resource]] = {}
    for entry in entries:
        if entry.perspective in (view, Perspective.JOINT):
            found.setdefault(entry.section, []).append(entry)
    asked = 1 if view == Perspective.PERSON else 0
    return [
        Block(section, QUESTIONS[section][asked], found.get(section, []), LEVEL_OF_SECTION[section])
        for section in Section
    ]


@dataclass(frozen=True)
class SheetRow:
    """One line of the printed sheet: the same resource in three columns, "" where a view does not name it."""

    cells: tuple[str, ...]


@dataclass(frozen=True)
class SheetField:
    """One field of the printed sheet (annex 6.8)."""

    section: Section
    rows: list[SheetRow]


def sheet(entries: Sequence[Resource], *, columns: Sequence[Perspective]) -> tuple[list[SheetField], list[str]]:
    """The four fields with their columns, and the entries of the institutional field."""
    shown = [entry for entry in entries if entry.perspective in columns]
    by_section: dict[str, list[Line]] = {}
    for line in lines(shown):
        by_section.setdefault(line.section, []).append(line)
    fields = [
        SheetField(section, [SheetRow(_cells(line, columns)) for line in by_section.get(section, [])])
        for section in THREE_COLUMNS
    ]
    return fields, [entry.text for entry in entries if entry.perspective == Perspective.JOINT]


def _cells(line: Line, columns: Sequence[Perspective]) -> tuple[str, ...]:
    held = {Perspective.COACH: line.coach, Perspective.GUESS: line.guess, Perspective.PERSON: line.person}
    return tuple("; ".join(entry.text for entry in held[view]) for view in columns)


def counted(entries: Iterable[Resource]) -> dict[str, int]:
    """How many entries each of the three perspectives has."""
    found = dict.fromkeys(COLUMNS, 0)
    for entry in entries:
        if entry.perspective in COLUMNS:
            found[Perspective(entry.perspective)] += 1
    return {view.value: number for view, number in found.items()}


def carriers(entries: Sequence[Resource], *, together: bool) -> list[tuple[uuid.UUID, str]]:
    """Resources a help may build on, each once, as (thread, words)."""
    shown = [entry for entry in entries if not together or entry.perspective in (Perspective.PERSON, Perspective.JOINT)]
    named: list[Resource] = [line.entries[0] for line in lines(shown)]  # type: ignore[misc]
    named += [entry for entry in shown if entry.perspective == Perspective.JOINT]
    return [(entry.thread, entry.text) for entry in named]


def words_of(threads: Iterable[uuid.UUID | None], entries: Iterable[Resource]) -> Mapping[uuid.UUID, str]:
    """What the resources behind helps are called today."""
    wanted = set(threads)
    return {entry.thread: entry.text for entry in entries if entry.thread in wanted}
