"""Finding people: what was typed becomes keys, the database answers ids, and the door decides what is read.

Results are persons with the household they are found in. What may not be seen is not hinted at: the database
compares only what the user's doors open (see `sql.SEARCH`).
"""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import connection

from rundblick.people import queries
from rundblick.people.case_links import case_urls
from rundblick.people.models import Household, Person
from rundblick.people.names import CLOSE_ENOUGH, closeness, query_keys, query_words, words_needed
from rundblick.people.protection import guarded
from rundblick.people.query import Query, Reading, parse_query

MOST = 50
_SHORTEST_PHONE = 6


@dataclass(frozen=True, slots=True)
class Place:
    """A household somebody belongs or belonged to; `ended` is the last day there.

    The site is empty where protected contact hides it.
    """

    dossier_id: uuid.UUID
    label: str
    number: str
    site: str
    role_label: str
    ended: dt.date | None
    case_url: str = ""


@dataclass(frozen=True, slots=True)
class Hit:
    """A person found. `places`: households the doors open, present ones first; only one with protected contact."""

    person: Person
    age: int | None
    protected: bool
    places: tuple[Place, ...]

    @property
    def name(self) -> str:
        """First names and last name."""
        return self.person.name


@dataclass(frozen=True, slots=True)
class Found:
    """Answer to a typed query. `more`: there are further ones than shown. `problems`: German sentences."""

    hits: tuple[Hit, ...] = ()
    problems: tuple[str, ...] = ()
    more: bool = False
    dossiers: tuple[uuid.UUID, ...] = field(default=())


def find(text: str, *, today: dt.date, most: int = MOST) -> Found:
    """Everybody the current user may see and whom the typed text can mean, best first. At most four queries."""
    query = parse_query(text, today=today)
    rows = _ask(query, today, MOST)
    if not rows:
        return Found(problems=query.problems)
    by_person = queries.neighbourhood(rows)
    kept = _closest(query.names, [row for row in rows if row in by_person], by_person)
    shown = kept[:most]
    hits, dossiers = _hits(shown, by_person, today)
    return Found(tuple(hits), query.problems, len(kept) > len(shown) or len(rows) == MOST, tuple(dossiers))


def _ask(query: Query, today: dt.date, most: int) -> list[uuid.UUID]:
    keys = query_keys(query.names)
    if not keys and (query.names or not query.readings):
        return []
    asked = [{"word": k.word, "kind": str(k.kind), "key": k.key, "weight": k.weight, "prefix": k.prefix} for k in keys]
    readings = [_reading(reading) for reading in query.readings]
    needed = words_needed(len(query_words(query.names)))
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person_id FROM people_search(%s, %s, %s, %s, %s)",
            [json.dumps(asked), needed, json.dumps(readings), today, most],
        )
        return [row[0] for row in cursor.fetchall()]


def _reading(reading: Reading) -> dict[str, object]:
    backwards = reading.phone[::-1]
    return {
        "days": [day.isoformat() for day in reading.birth_dates],
        "year": str(reading.birth_year or ""),
        "number": reading.number,
        "phone": backwards,
        # A stored number without area code is the end of the one that was typed.
        "shorter": [backwards[:length] for length in range(_SHORTEST_PHONE, len(backwards))],
    }


def _closest(
    typed: str, ids: Sequence[uuid.UUID], by_person: dict[uuid.UUID, list[queries.Neighbour]]
) -> list[uuid.UUID]:
    """Cut what is too far off and sort: by closeness, then by name; without a name in the order of the database."""
    if not typed:
        return list(ids)
    near = {}
    for person_id in ids:
        person = by_person[person_id][0].member.person
        near[person_id] = closeness(typed, person.first_names, person.last_name, person.former_names)
    kept = [person_id for person_id in ids if near[person_id] >= CLOSE_ENOUGH]
    return sorted(kept, key=lambda person_id: (-near[person_id], by_person[person_id][0].member.person.sort_key))


def _hits(
    ids: Sequence[uuid.UUID], by_person: dict[uuid.UUID, list[queries.Neighbour]], today: dt.date
) -> tuple[list[Hit], list[uuid.UUID]]:
    dossiers = list(dict.fromkeys(n.member.dossier_id for person_id in ids for n in by_person[person_id]))
    protected, shielded = guarded(persons=ids, dossiers=dossiers)
    cases = case_urls(dossiers)
    hits = []
    for person_id in ids:
        near = by_person[person_id]
        person = near[0].member.person
        if person_id in protected or any(n.member.dossier_id in shielded for n in near):
            near = near[:1]
        places = tuple(_place(n, n.member.dossier_id in shielded, today, cases) for n in near)
        age = queries.age_on(person.birth_date, today)
        hits.append(Hit(person, age, person_id in protected, places))
    return hits, dossiers


def _place(near: queries.Neighbour, shielded: bool, today: dt.date, cases: dict[uuid.UUID, str]) -> Place:
    household: Household = near.household
    member = near.member
    ended = member.valid_until - dt.timedelta(days=1) if member.valid_until and member.valid_until <= today else None
    return Place(
        dossier_id=member.dossier_id,
        label=near.label,
        number=household.number,
        site="" if shielded else household.get_site_display(),
        role_label=member.role_label,
        ended=ended,
        case_url=cases.get(member.dossier_id, ""),
    )
