"""Journeys and cells for the tests."""

import datetime as dt
from pathlib import Path

from rundblick.journeys.definition import Journey
from rundblick.journeys.rules import Answer, Cell
from rundblick.journeys.shelf import shelf

VERSIONS = Path(__file__).with_name("versions")


def but() -> Journey:
    """The shipped journey for Bildung und Teilhabe."""
    return shelf()["but"]


def minijob() -> Journey:
    """The shipped journey for Minijobs."""
    return shelf()["minijob"]


def day(text: str) -> dt.date:
    """A date from its ISO form."""
    return dt.date.fromisoformat(text)


def cell(
    step: str,
    answer: Answer,
    on: str = "2021-06-01",
    *,
    subject: str = "Emil",
    track: str = "tutoring",
    reasons: tuple[str, ...] = (),
    kinds: tuple[str, ...] = (),
    point: int | None = None,
    note: str = "",
    sequence: int = 0,
) -> Cell:
    """One answer; as a rule about Emil's Lernförderung."""
    return Cell(subject, track, step, answer, day(on), frozenset(reasons), frozenset(kinds), point, note, sequence)


def yes(*steps: str, subject: str = "Emil", track: str = "tutoring", on: str = "2021-06-01") -> list[Cell]:
    """A yes at each of these steps."""
    return [cell(step, "yes", on, subject=subject, track=track) for step in steps]
