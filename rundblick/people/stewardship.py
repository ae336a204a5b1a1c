"""What the steward sees of two records, and what follows from a decision.

Reads through `people_pair_sides`, which answers the steward alone: names, birth date, language, where and since when;
never an address, a way to reach the person, or anything of the file.
"""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection
from procrastinate.contrib.django import app

from rundblick.access.context import current, reason
from rundblick.people.duplicates import Level
from rundblick.people.languages import language_names
from rundblick.people.merging import MERGE, UNMERGE
from rundblick.people.models import DuplicateSuspicion
from rundblick.people.rules import ROLE_LABELS, Role
from rundblick.people.twins import LEVEL_WORDS
from rundblick.web.clock import in_berlin, now
from rundblick.web.german import german_date

MOST = 50
TAKE_BACK = "undo"
_LEVELS = {"same": 0, "likely": 1, "possible": 2}


@dataclass(frozen=True)
class Station:
    """A household somebody belongs to: organisation, team ("" with protected contact), role and period in words."""

    organisation: str
    team: str
    role: str
    period: str
    own: bool
    dossier_id: uuid.UUID


@dataclass(frozen=True)
class Side:
    """One of the two records."""

    person_id: uuid.UUID
    name: str
    former_names: str
    birth_date: dt.date | None
    birth_date_estimated: bool
    languages: str
    created_on: str
    created_at: dt.datetime
    stations: tuple[Station, ...]


@dataclass(frozen=True)
class Pair:
    """Two records that may be one person."""

    suspicion: DuplicateSuspicion
    sides: tuple[Side, Side]

    @property
    def level_word(self) -> str:
        """How sure, in German."""
        return LEVEL_WORDS.get(Level(self.suspicion.level), "")

    @property
    def elder(self) -> Side:
        """The record that was made first; usually the one to keep."""
        return min(self.sides, key=lambda side: side.created_at)

    @property
    def dossiers(self) -> list[uuid.UUID]:
        """Dossiers of both, for the log."""
        return [station.dossier_id for side in self.sides for station in side.stations]

    @property
    def rows(self) -> list[tuple[str, str, str, bool]]:
        """(what, one, other, differs) for the comparison."""
        one, other = self.sides
        told = [
            ("Name", one.name, other.name),
            ("Frühere Namen", one.former_names, other.former_names),
            ("Geburtsdatum", _born(one), _born(other)),
            ("Sprachen", one.languages, other.languages),
            ("Angelegt am", one.created_on, other.created_on),
        ]
        rows = [(what, left or "–", right or "–", left != right) for what, left, right in told]
        left, right = (_where(side) for side in self.sides)
        return [*rows, ("Haushalte", left, right, left != right)]


def pairs(*, decided: bool) -> tuple[list[Pair], bool]:
    """Pairs to be shown, the surest first, and whether there are more. Two queries."""
    rows = DuplicateSuspicion.objects.select_related("decided_by")
    if decided:
        rows = rows.exclude(decision=DuplicateSuspicion.Decision.OPEN).order_by("-decided_at", "pk")
        found = list(rows[: MOST + 1])
    else:
        rows = rows.filter(decision=DuplicateSuspicion.Decision.OPEN).order_by("found_at", "pk")
        found = sorted(rows[: MOST * 4], key=lambda row: _LEVELS.get(row.level, 9))
    shown = _with_sides(found[:MOST])
    return shown, len(found) > MOST


def pair(suspicion_id: uuid.UUID) -> Pair | None:
    """One pair, or None when the steward may not see it."""
    found = DuplicateSuspicion.objects.select_related("decided_by").filter(pk=suspicion_id).first()
    return next(iter(_with_sides([found])), None) if found else None


def decide(found: Pair, decision: str, *, keep: str) -> str:
    """Keep the decision and start the job that follows; answers what was done, in German."""
    row = found.suspicion
    if decision == TAKE_BACK:
        app.configure_task(UNMERGE).defer(suspicion_id=str(row.pk))
        return "Die Zusammenführung wird rückgängig gemacht."
    with reason("people.duplicate.decide"):
        row.decision = decision
        row.decided_by_id, row.decided_at = current().user_id, now()
        row.keep_id = uuid.UUID(keep) if decision == DuplicateSuspicion.Decision.SAME else None
        row.save(update_fields=["decision", "decided_by", "decided_at", "keep"])
    if decision == DuplicateSuspicion.Decision.SAME:
        app.configure_task(MERGE).defer(suspicion_id=str(row.pk))
        return "Die beiden werden jetzt zusammengeführt. Beide Akten bleiben erhalten."
    return "Vermerkt: Das sind zwei Personen. Das Paar wird nicht wieder vorgelegt."


def _with_sides(rows: Sequence[DuplicateSuspicion]) -> list[Pair]:
    ids = list({person for row in rows for person in (row.first_id, row.second_id)})
    if not ids:
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM people_pair_sides(%s)", [ids])
        names = [column.name for column in cursor.description]
        told = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    sides = {person_id: _side([one for one in told if one["person_id"] == person_id]) for person_id in ids}
    return [
        Pair(row, (one, other))
        for row in rows
        if (one := sides.get(row.first_id)) and (other := sides.get(row.second_id))
    ]


def _side(told: list[dict]) -> Side | None:
    if not told:
        return None
    first = told[0]
    return Side(
        person_id=first["person_id"],
        name=f"{first['first_names']} {first['last_name']}",
        former_names=first["former_names"],
        birth_date=first["birth_date"],
        birth_date_estimated=first["birth_date_estimated"],
        languages=", ".join(language_names(first["languages"])),
        created_on=german_date(in_berlin(first["created_at"])),
        created_at=first["created_at"],
        stations=tuple(_station(one) for one in told if one["organisation"]),
    )


def _station(told: dict) -> Station:
    until = told["valid_until"] - dt.timedelta(days=1) if told["valid_until"] else None
    period = f"seit {german_date(told['valid_from'])}"
    if until:
        period = f"{german_date(told['valid_from'])} bis {german_date(until)}"
    return Station(
        organisation=told["organisation"],
        team=told["team"] or "",
        role=ROLE_LABELS[Role(told["role"])],
        period=period,
        own=told["own"],
        dossier_id=told["dossier_id"],
    )


def _born(side: Side) -> str:
    if side.birth_date is None:
        return ""
    return german_date(side.birth_date) + (" (geschätzt)" if side.birth_date_estimated else "")


def _where(side: Side) -> str:
    return "; ".join(
        ", ".join(part for part in (s.organisation, s.team, s.role, s.period) if part) for s in side.stations
    )
