"""Counts needs and gaps by topic, place, reason and quarter. Pure.

One need is one topic of one person, however many entries tell of it; where the whole household waits for something, it
is one need of the household. So within a topic the number of needs is the number of people (or households).
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from rundblick.gaps.codes import NO_PLACE, OTHER_PLACES, Reason, Standing
from rundblick.gaps.rules import Found, Need, Wait, gap_of, in_period, of_need, of_track, of_wait, quarters
from rundblick.gaps.topics import Limits, Track
from rundblick.journeys.definition import Journey
from rundblick.journeys.rules import Cell, state
from rundblick.waiting.codes import Outcome

Key = tuple[str, str, str]
"""A cell: what is counted, topic ("" = all), and place, reason or last day of a quarter ("" = all)."""

TOTAL = ""
NEED, GAP, REST, WHY, QUARTER, OPEN, LEFT = "need", "gap", "rest", "why", "quarter", "open", "left"
"""Needs, those without an offer, all others; gaps by reason; gaps, needs and all others at the end of a quarter."""


@dataclass(frozen=True, slots=True)
class OnTrack:
    """The answers of one person in a track of a journey."""

    track: Track
    journey: Journey
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that says that somebody needs something; half-open days. `person` None: the whole household."""

    dossier: uuid.UUID
    person: uuid.UUID | None
    topic: str
    since: dt.date
    ended_on: dt.date | None
    facts: Need | Wait | OnTrack

    def found(self, as_of: dt.date, limits: Limits) -> Found | None:
        """How it stands on that day; what ended with its case is over."""
        found = self._asked(as_of, limits)
        if found and self.ended_on is not None and self.ended_on <= as_of and found.standing != Standing.ANSWERED:
            return Found(Standing.OVER, self.ended_on)
        return found

    def _asked(self, as_of: dt.date, limits: Limits) -> Found | None:
        match self.facts:
            case Need():
                return of_need(self.facts, as_of, limits)
            case Wait():
                return of_wait(self.facts, as_of, limits)
            case OnTrack(track, journey, cells):
                place = state(journey, track.track, str(self.person), cells, as_of)
                return of_track(track, place, as_of) if place.cells else None


@dataclass(frozen=True, slots=True)
class Unit:
    """One need: all entries about one topic of one subject (person or household)."""

    subject: uuid.UUID
    topic: str
    place: str
    entries: tuple[Entry, ...]

    def look(self, first: dt.date, as_of: dt.date, limits: Limits) -> tuple[bool, Found | None]:
        """Whether the need was there in the period, and its gap at the end of it."""
        known = [(entry, found) for entry in self.entries if (found := entry.found(as_of, limits))]
        there = any(in_period(entry.since, _end(entry, found), first, as_of) for entry, found in known)
        return there, gap_of(found for _, found in known) if there else None


def _end(entry: Entry, found: Found) -> dt.date | None:
    return found.on if found.standing == Standing.OVER else entry.ended_on


def units(entries: Iterable[Entry], places: Mapping[uuid.UUID, str]) -> list[Unit]:
    """What is one need. `places`: by dossier; a dossier that is missing has no place."""
    by_topic: dict[tuple[uuid.UUID, str], list[Entry]] = {}
    for entry in entries:
        by_topic.setdefault((entry.dossier, entry.topic), []).append(entry)
    found: dict[tuple[uuid.UUID, str], list[Entry]] = {}
    for (dossier, topic), own in by_topic.items():
        together = any(entry.person is None for entry in own)
        for entry in own:
            subject = dossier if together or entry.person is None else entry.person
            found.setdefault((subject, topic), []).append(entry)
    return [
        Unit(subject, topic, places.get(own[0].dossier, NO_PLACE), tuple(own))
        for (subject, topic), own in sorted(found.items(), key=lambda one: (one[0][1], one[0][0].int))
    ]


@dataclass(frozen=True, slots=True)
class Number:
    """A count, and how many people (or households) are behind it: protection looks at these."""

    value: int = 0
    people: int = 0


@dataclass(frozen=True, slots=True)
class Counts:
    """All numbers of a report, before any is hidden. Every cell of the tables is there, zeros too.

    `people`: how many are without an offer for at least one topic. `spans`: the quarters, first and last day.
    """

    topics: tuple[str, ...]
    places: tuple[str, ...]
    spans: tuple[tuple[dt.date, dt.date], ...]
    cells: Mapping[Key, Number]
    people: int

    def value(self, key: Key) -> int:
        """The number in a cell."""
        return self.cells[key].value

    @property
    def last(self) -> str:
        """The last quarter, which ends on the Stichtag."""
        return self.spans[-1][1].isoformat()


def count(found: Sequence[Unit], *, topics: Sequence[str], first: dt.date, as_of: dt.date, limits: Limits) -> Counts:
    """Count all needs of the period, and the gaps on its last day and at the end of each quarter."""
    behind: dict[Key, list[uuid.UUID]] = {}

    def enter(*keys: Key, unit: Unit) -> None:
        for key in keys:
            behind.setdefault(key, []).append(unit.subject)

    places: set[str] = set()
    for unit in found:
        there, gap = unit.look(first, as_of, limits)
        if not there:
            continue
        places.add(unit.place)
        for kind in (NEED, GAP if gap else REST):
            enter((kind, TOTAL, TOTAL), (kind, unit.topic, TOTAL), (kind, TOTAL, unit.place), unit=unit)
        if gap and gap.reason:
            enter((GAP, unit.topic, unit.place), unit=unit)
            enter((WHY, unit.topic, gap.reason), (WHY, TOTAL, gap.reason), unit=unit)
    spans = tuple(quarters(first, as_of))
    for begins, ends in spans:
        day = ends.isoformat()
        for unit in found:
            there, gap = unit.look(begins, ends, limits)
            if there:
                enter((OPEN, TOTAL, day), ((QUARTER if gap else LEFT), TOTAL, day), unit=unit)
            if gap:
                enter((QUARTER, unit.topic, day), unit=unit)
    ordered = tuple(sorted(places, key=lambda name: (name == NO_PLACE, name == OTHER_PLACES, name)))
    keys = _keys(topics, ordered, [ends.isoformat() for _, ends in spans])
    numbers = {key: Number(len(who), len(set(who))) for key in keys for who in (behind.get(key, []),)}
    without = set(behind.get((GAP, TOTAL, TOTAL), []))
    return Counts(tuple(topics), ordered, spans, numbers, len(without))


def _keys(topics: Sequence[str], places: Sequence[str], days: Sequence[str]) -> list[Key]:
    keys: list[Key] = [(kind, TOTAL, TOTAL) for kind in (NEED, GAP, REST)]
    keys += [(kind, topic, TOTAL) for topic in topics for kind in (NEED, GAP, REST)]
    keys += [(kind, TOTAL, place) for place in places for kind in (NEED, GAP, REST)]
    keys += [(GAP, topic, place) for topic in topics for place in places]
    keys += [(WHY, topic, reason.value) for topic in (TOTAL, *topics) for reason in Reason]
    keys += [(QUARTER, topic, day) for topic in (TOTAL, *topics) for day in days]
    keys += [(kind, TOTAL, day) for day in days for kind in (OPEN, LEFT)]
    return keys


def given_up(found: Iterable[Unit], first: dt.date, as_of: dt.date) -> tuple[int, int]:
    """Needs whose waiting was given up in the period, and all whose waiting ended in it; both days included."""
    left, ended = 0, 0
    for unit in found:
        outcomes = {
            entry.facts.outcome
            for entry in unit.entries
            if isinstance(entry.facts, Wait)
            and entry.facts.outcome
            and entry.facts.ended_on is not None
            and first <= entry.facts.ended_on <= as_of
        }
        ended += bool(outcomes)
        left += Outcome.LEFT in outcomes
    return left, ended
