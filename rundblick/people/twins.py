"""Could somebody who is being taken in already be here? And what the steward is told about the whole house."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from rundblick.people.duplicates import Level, Likeness, Stub, blocking_keys, likeness
from rundblick.people.models import DuplicateSuspicion, Membership, NameKey, Person
from rundblick.people.services.persons import BLOCKING, stub_of
from rundblick.web.clock import now

_ORDER = {Level.SAME: 0, Level.LIKELY: 1, Level.POSSIBLE: 2}
LEVEL_WORDS = {Level.SAME: "sehr wahrscheinlich", Level.LIKELY: "wahrscheinlich", Level.POSSIBLE: "möglich"}
_MOST_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Candidate:
    """All that an intake is shown of somebody who may be the same person. `dossier_id` is for the log and the link."""

    name: str
    birth_date: dt.date | None
    team: str
    level: Level
    reasons: tuple[str, ...]
    meant: str
    dossier_id: uuid.UUID

    @property
    def level_word(self) -> str:
        """How sure, in German."""
        return LEVEL_WORDS[self.level]


def candidates(stubs: Sequence[Stub]) -> list[Candidate]:
    """Who in the own Jobcenter may be one of these, most likely first. One query; needs the right to take in."""
    keys = sorted({key for stub in stubs for key in blocking_keys(stub)})
    if not keys:
        return []
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier_id, first_names, last_name, former_names, birth_date, team FROM people_twin_candidates(%s)",
            [keys],
        )
        rows = cursor.fetchall()
    found = []
    for dossier_id, first_names, last_name, former, birth_date, team in rows:
        known = Stub(first_names, last_name, _split(former), birth_date)
        best = min(((likeness(stub, known), stub) for stub in stubs), key=lambda pair: _rank(pair[0]))
        if best[0].level in _ORDER:
            meant = f"{best[1].first_names} {best[1].last_name}"
            name = f"{first_names} {last_name}"
            found.append(Candidate(name, birth_date, team, best[0].level, best[0].reasons, meant, dossier_id))
    return sorted(found, key=lambda c: (_ORDER[c.level], c.name))[:_MOST_SHOWN]


def fingerprint(stubs: Iterable[Stub]) -> str:
    """What a confirmation "nobody of these" refers to; another name or date asks again."""
    text = "|".join(sorted(f"{s.first_names};{s.last_name};{s.birth_names};{s.birth_date}" for s in stubs))
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def suspect(person_ids: Sequence[uuid.UUID]) -> int:
    """Compare these persons with everybody in the house and note new suspicions; answers how many. As worker.

    A pair the steward has decided stays as decided. Members of one household are only suspected when both names
    and birth date agree: twins and namesakes live together.
    """
    found = 0
    for person in Person.objects.filter(pk__in=person_ids, merged_into__isnull=True):
        others = _others(person)
        house = set(_households([person.pk]).get(person.pk, ()))
        homes = _households([other.pk for other in others])
        rows = []
        for other in others:
            result = likeness(stub_of(person), stub_of(other))
            together = not house.isdisjoint(homes.get(other.pk, ()))
            if result.level in _ORDER and not (together and result.level is not Level.SAME):
                rows.append(_row(person, other, result))
        if rows:
            before = DuplicateSuspicion.objects.count()
            DuplicateSuspicion.objects.bulk_create(rows, ignore_conflicts=True)
            found += DuplicateSuspicion.objects.count() - before
    return found


def _others(person: Person) -> list[Person]:
    keys = blocking_keys(stub_of(person))
    ids = NameKey.objects.filter(kind=BLOCKING, key__in=keys).exclude(person_id=person.pk).values("person_id")
    return list(Person.objects.filter(pk__in=ids, merged_into__isnull=True))


def _households(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[uuid.UUID]]:
    found: dict[uuid.UUID, list[uuid.UUID]] = {}
    rows = Membership.objects.filter(person_id__in=list(person_ids)).values_list("person_id", "household_id")
    for person_id, household_id in rows:
        found.setdefault(person_id, []).append(household_id)
    return found


def _row(one: Person, other: Person, result: Likeness) -> DuplicateSuspicion:
    first, second = sorted((one.pk, other.pk))
    return DuplicateSuspicion(
        first_id=first,
        second_id=second,
        level=result.level,
        reasons=[reason[:120] for reason in result.reasons],
        found_at=now(),
    )


def _rank(result: Likeness) -> int:
    return _ORDER.get(result.level, len(_ORDER))


def _split(former: str) -> tuple[str, ...]:
    return tuple(name.strip() for name in former.split(",") if name.strip())
