"""Doors, covers and cases nobody looks after, in words for the start pages."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rundblick.access.doorbook import until_in_words
from rundblick.access.hooks import case_url
from rundblick.access.models import Cover
from rundblick.access.models.dossiers import Basis
from rundblick.access.words import BASIS_WORDS, topics_in_words
from rundblick.steering.queries.doors import OpenedCase
from rundblick.steering.queries.house import TemporaryDoor
from rundblick.steering.shown import Households

WITHOUT_NAME = "Fall ohne Namen"
"""Where the door shows no master data; the topics tell what may be read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedLine:
    """One case that was opened for somebody: what of it, why, and until when."""

    name: str
    url: str
    topics: str
    why: str
    until: str
    only: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PurposeLine:
    """One door opened for supervision or in an emergency: who, which case, why, and until when."""

    household: str
    who: str
    what: str
    purpose: str
    at: dt.datetime
    until: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverLine:
    """Somebody is absent, and somebody stands in; the last day is included."""

    absent: str
    deputy: str
    first_day: dt.date
    last_day: dt.date | None
    now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class UnattendedLine:
    """A case nobody looks after today, and why."""

    name: str
    url: str
    why: str


def opened_lines(rows: Iterable[OpenedCase], households: Households) -> list[OpenedLine]:
    """Cases opened for somebody, in the given order."""
    return [_opened_line(row, households) for row in rows]


def _opened_line(row: OpenedCase, households: Households) -> OpenedLine:
    named = "master" in row.topics and bool(households.members.get(row.dossier_id))
    return OpenedLine(
        name=households.label(row.dossier_id) if named else WITHOUT_NAME,
        url=case_url(row.dossier_id) if named else "",
        topics=topics_in_words(row.topics),
        why=", ".join(str(Basis(basis).label) for basis in sorted(row.bases)),
        until=until_in_words(row.until) if row.until else "",
        only=households.name(row.subject_id),
    )


def purpose_lines(rows: Iterable[Any], households: Households, *, now: dt.datetime) -> list[PurposeLine]:
    """Doors opened for a purpose, in the given order."""
    return [
        PurposeLine(
            household=households.label(row.dossier_id),
            who=row.who or "",
            what=BASIS_WORDS[Basis(row.basis)],
            purpose=row.evidence,
            at=row.valid_from,
            until=until_in_words(row.valid_until) if row.valid_until > now else "wieder geschlossen",
        )
        for row in rows
    ]


def temporary_line(door: TemporaryDoor, *, now: dt.datetime) -> PurposeLine:
    """A temporary door as data protection sees it, without the case."""
    return PurposeLine(
        household="",
        who=door.who,
        what=BASIS_WORDS[door.basis],
        purpose=door.purpose,
        at=door.valid_from,
        until=until_in_words(door.valid_until) if door.valid_until > now else "wieder geschlossen",
    )


def cover_line(row: Cover, *, today: dt.date) -> CoverLine:
    """A cover with its last day; the stored end is the day after."""
    last_day = row.valid_until - dt.timedelta(days=1) if row.valid_until else None
    return CoverLine(
        absent=row.absent.display_name,
        deputy=row.deputy.display_name,
        first_day=row.valid_from,
        last_day=last_day,
        now=row.valid_from <= today,
    )


def unattended_lines(rows: Iterable[Any], households: Households) -> list[UnattendedLine]:
    """Cases nobody looks after, in the given order."""
    return [
        UnattendedLine(
            name=households.label(row.dossier_id),
            url=case_url(row.dossier_id),
            why=f"{row.absent} ist abwesend, und niemand vertritt" if row.absent else "niemand ist zuständig",
        )
        for row in rows
    ]
