"""Which services fit a question: one statement after the question is understood."""

import datetime as dt
import uuid
from dataclasses import dataclass, field, replace
from typing import Any

from django.db import connection

from rundblick.directory.reading import Reading, Spot, compounds, known_parts

PAGE = 20
SHORTEST_BEGINNING = 4
"""Letters from which a word may be the beginning of a longer one."""
WALKABLE_METRES = 1_200
"""What somebody on foot counts as near: a quarter of an hour, streets included (GBB 3.4.3, "Pantoffelradius")."""
SOON_DAYS = 7
"""Waiting that counts as none."""
FRESH_DAYS = 90
"""How long what was said about free places is believed."""

_RANKS = "'{0.08,0.35,0.7,1.0}'"
_PLACES = {"q": "", "name": "A", "topic": "AB"}
"""Where a word is looked for: anywhere; in the name; in the name or the main topic (weights of the index)."""


@dataclass(frozen=True)
class Filters:
    """What a service must be beside the words. `at`: local time for `open_now`; `holidays`: of that day and before."""

    topic: str = ""
    audience: str = ""
    language: str = ""
    kind: str = ""
    level: int | None = None
    city: str = ""
    age: int | None = None
    free: bool = False
    step_free: bool = False
    soon: bool = False
    without_help: bool = False
    open_now: bool = False
    walkable: bool = False
    spot: Spot | None = None

    @property
    def any(self) -> bool:
        """Whether anything at all is asked."""
        return replace(self, spot=None) != Filters() or self.spot is not None


@dataclass(frozen=True)
class Clock:
    """The local moment of a search, and whether its day and the day before are public holidays."""

    at: dt.datetime
    holiday: bool = False
    holiday_before: bool = False


@dataclass(frozen=True)
class Hit:
    """A service that fits. `metres`: as the crow flies to its nearest place; None = nobody asked or no place."""

    id: uuid.UUID
    words: int
    metres: int | None


@dataclass(frozen=True)
class Found:
    """A page of hits, and how many there are in all."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0


def search(reading: Reading, filters: Filters, clock: Clock, *, page: int = 0, size: int = PAGE) -> Found:
    """Services that fit, best first: most words, then names before topics before text, then the nearest.

    With several words a service needs more than half of them. Two statements at most.
    """
    spot = filters.spot or reading.spot
    known = known_parts(reading.terms)
    params: dict[str, Any] = {"limit": size, "offset": page * size}
    words, places = ["0"], ["0"]
    for number, term in enumerate(reading.terms):
        for name, weights in _PLACES.items():
            params[f"{name}{number}"] = _query(term, known, weights)
            found = f"(x.document @@ to_tsquery('german', %({name}{number})s))::int"
            (places if weights else words).append(found)
    rank = "0"
    conditions = ["s.status = 'active'"]
    if reading.terms:
        params["any"] = " | ".join(f"({_query(term, known)})" for term in reading.terms)
        conditions.append("x.document @@ to_tsquery('german', %(any)s)")
        rank = f"ts_rank({_RANKS}, x.document, to_tsquery('german', %(any)s))"
    for code in reading.languages:
        conditions.append(f"%(tongue_{code})s = ANY (s.languages)")
        params[f"tongue_{code}"] = code
    conditions += _conditions(filters, clock, params)
    metres = "NULL::float"
    if spot is not None:
        params |= {"lat": spot.latitude, "lon": spot.longitude, "city": spot.city}
        metres = _METRES
        if filters.walkable:
            conditions.append(f"{_METRES} <= {WALKABLE_METRES}")
        elif spot.wide:
            conditions.append("(s.area = '{}' OR %(city)s = ANY (s.area))")
    statement = f"""
        WITH fitting AS (
            SELECT s.id, s.name, {" + ".join(words)} AS words, {" + ".join(places)} AS places, {rank} AS rank,
                {metres} AS metres
            FROM directory_service s {"JOIN directory_indexedservice x ON x.service_id = s.id" if reading.terms else ""}
            WHERE {" AND ".join(conditions)}
        ), enough AS (
            SELECT *, max(words) OVER () AS most FROM fitting
        )
        SELECT id, words, metres, count(*) OVER () FROM enough
        WHERE words * 2 > {len(reading.terms)} OR words = most
        ORDER BY words DESC, places DESC, round(rank::numeric, 2) DESC, metres NULLS LAST, name, id
        LIMIT %(limit)s OFFSET %(offset)s"""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows = cursor.fetchall()
    hits = [Hit(row[0], row[1], None if row[2] is None else round(row[2])) for row in rows]
    return Found(hits, rows[0][3] if rows else 0)


_METRES = """(SELECT min(12742000 * asin(sqrt(least(1, power(sin(radians(l.latitude - %(lat)s) / 2), 2)
    + cos(radians(%(lat)s)) * cos(radians(l.latitude)) * power(sin(radians(l.longitude - %(lon)s) / 2), 2)))))
    FROM directory_serviceatlocation p JOIN directory_location l ON l.id = p.location_id
    WHERE p.service_id = s.id AND l.latitude IS NOT NULL)"""


_SOMEWHERE = "EXISTS (SELECT 1 FROM directory_serviceatlocation p WHERE p.service_id = s.id)"
_AT = (
    "EXISTS (SELECT 1 FROM directory_serviceatlocation p JOIN directory_location l ON l.id = p.location_id"
    " WHERE p.service_id = s.id AND "
)
_IN_CITY = f"{_AT}l.city = %(only_city)s)"
_STEP_FREE = f"{_AT}'step_free' = ANY (l.accessibility))"


def _query(term: tuple[str, ...], known: set[str], weights: str = "") -> str:
    """One word of a question for PostgreSQL: any of its readings, or all parts of a compound, or a word it begins."""
    exact = f":{weights}" if weights else ""
    ways = [f"'{word}'{exact}" for word in term]
    ways += [f"'{word}':*{weights}" for word in term if len(word) >= SHORTEST_BEGINNING]
    ways += ["(" + " & ".join(f"'{part}'{exact}" for part in split) + ")" for split in compounds(term, known)]
    return " | ".join(ways)


def _conditions(filters: Filters, clock: Clock, params: dict[str, Any]) -> list[str]:
    """SQL of the filters; their values go into `params`."""
    found = []
    for name, column in (("topic", "topics"), ("audience", "audiences"), ("language", "languages")):
        if value := getattr(filters, name):
            params[name] = value
            empty = f" OR s.{column} = '{{}}'" if name == "audience" else ""
            found.append(f"(%({name})s = ANY (s.{column}){empty})")
    for name in ("kind", "level"):
        if value := getattr(filters, name):
            params[name] = value
            found.append(f"s.{name} = %({name})s")
    if filters.city:
        params["only_city"] = filters.city
        found.append(f"(%(only_city)s = ANY (s.area) OR (s.area = '{{}}' AND (NOT {_SOMEWHERE} OR {_IN_CITY})))")
    if filters.age is not None:
        params["age"] = filters.age
        found.append("coalesce(s.minimum_age, 0) <= %(age)s AND coalesce(s.maximum_age, 200) >= %(age)s")
    if filters.free:
        found.append("s.cost = 'free'")
    if filters.without_help:
        found.append("'self' = ANY (s.referrers)")
    if filters.soon:
        params |= {"soon": SOON_DAYS, "fresh": clock.at.date() - dt.timedelta(days=FRESH_DAYS)}
        found.append(
            "s.capacity_on >= %(fresh)s AND s.capacity <> 'full'"
            " AND (s.waiting_days <= %(soon)s OR (s.capacity = 'free' AND s.waiting_days IS NULL))"
        )
    if filters.step_free:
        found.append(f"(NOT {_SOMEWHERE} OR {_STEP_FREE})")
    if filters.open_now:
        found.append(_open(clock, params))
    return found


def _open(clock: Clock, params: dict[str, Any]) -> str:
    """The same as `opening.is_open`, for all services at once."""
    before = clock.at.date() - dt.timedelta(days=1)
    params |= {
        "day": clock.at.date(),
        "weekday": clock.at.weekday(),
        "time": clock.at.time(),
        "before": before,
        "weekday_before": before.weekday(),
    }

    def begins(day: str, weekday: str, holiday: bool) -> str:
        return (
            f"%({weekday})s = ANY (h.days) AND (h.valid_from IS NULL OR h.valid_from <= %({day})s)"
            f" AND (h.valid_until IS NULL OR h.valid_until > %({day})s){' AND h.on_holidays' if holiday else ''}"
        )

    return (
        "EXISTS (SELECT 1 FROM directory_schedule h WHERE h.service_id = s.id AND ("
        f"({begins('day', 'weekday', clock.holiday)} AND h.opens <= %(time)s"
        " AND (h.closes <= h.opens OR h.closes > %(time)s)) OR "
        f"({begins('before', 'weekday_before', clock.holiday_before)} AND h.closes <= h.opens"
        " AND h.closes > %(time)s)))"
    )
