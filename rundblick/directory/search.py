"""Which services fit a question: one statement after the question is understood."""

import datetime as dt
import math
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

from rundblick.directory.reading import Reading, Spot, Term, compounds, known_parts
from rundblick.directory.transit.near import reached
from rundblick.directory.words import sign

PAGE = 20
WALKABLE_METRES = 1_200
"""What somebody on foot counts as near: a quarter of an hour, streets included (GBB 3.4.3, "Pantoffelradius")."""
SOON_DAYS = 7
"""Waiting that counts as none."""
FRESH_DAYS = 90
"""How long what was said about free places is believed."""

ENOUGH = 0.3
"""Share of the best hit's weight from which another one is worth showing."""

LIKELY = 0.45
"""Share of the best hit's rare words from which it is asked where they stand, which is the dear part."""

COMMON = 0.15
"""Share of all entries from which a word says too little to find anything: it only weighs beside rarer ones."""

LEAST = 1.0
_VALUES = {3.0: "A", 2.5: "AB", 1.4: "ABC"}
"""What a word is worth by where it stands: in the name, in the main topic, in a further topic; LEAST in the text.
Weights of the index (`indexing`)."""

_TOGETHER = ("A", "AB")
"""Where the parts of a compound stand together on purpose; in a longer text they meet by chance."""


@dataclass(frozen=True)
class Filters:
    """What a service must be beside the words. `direct`: on foot or by a line without a change, from the spot."""

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
    direct: bool = False
    spot: Spot | None = None

    @property
    def any(self) -> bool:
        """Whether anything at all is asked."""
        return self != Filters()


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
    metres: int | None


@dataclass(frozen=True)
class Found:
    """A page of hits, and how many there are in all."""

    hits: list[Hit] = field(default_factory=list)
    total: int = 0


def search(reading: Reading, filters: Filters, clock: Clock, *, page: int = 0, size: int = PAGE) -> Found:
    """Services that fit, best first, then the nearest. Two statements at most.

    A word weighs the more the fewer entries say it, so that "Kind" does not outweigh "Schwimmen"; and names weigh more
    than topics, topics more than the text.
    """
    spot = filters.spot or reading.spot
    known = known_parts(word for term in reading.terms for word in term.readings)
    params: dict[str, Any] = {"limit": size, "offset": page * size}
    conditions, said, values = ["s.status = 'active'"], [], []
    asked = _telling(reading.terms)
    for number, term in enumerate(reading.terms):
        worth = []
        for value, weights in _VALUES.items():
            params[f"q{number}{weights}"] = _query(term, known, weights)
            worth.append(f"WHEN document @@ to_tsquery('german', %(q{number}{weights})s) THEN {value}")
        params[f"q{number}"] = " | ".join([_query(term, known), *_together(term, known, ":AB")])
        if number in asked:
            said.append(_SAYING.format(number=number))
            values.append(f"CASE WHEN v{number} THEN r{number} * CASE {' '.join(worth)} ELSE {LEAST} END ELSE 0 END")
        else:
            worth.append(f"WHEN document @@ to_tsquery('german', %(q{number})s) THEN {LEAST}")
            values.append(f"{math.log(1 + 1 / term.share)} * CASE {' '.join(worth)} ELSE 0 END")
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
        if filters.direct:
            lines, more = reached(spot.latitude, clock.at.date(), walkable=WALKABLE_METRES)
            params |= more
            conditions.append(f"s.id = ANY (ARRAY({lines}))")  # made once, whatever the planner believes
    rare = ", ".join(f"ln(1 + n / (1.0 + count(*) FILTER (WHERE v{number}))) AS r{number}" for number in asked)
    found = " + ".join(f"CASE WHEN v{number} THEN r{number} ELSE 0 END" for number in asked) or "0"
    columns = ["s.id", "s.name", f"{metres} AS metres", *(f"v{number}" for number in asked)]
    heard = ", ".join(f"bool_or(number = {number}) AS v{number}" for number in asked)
    asking = (
        f"""
        said AS MATERIALIZED (
            SELECT service_id, {heard} FROM ({" UNION ALL ".join(said)}) words GROUP BY service_id
        ), rarity AS MATERIALIZED (
            SELECT {rare} FROM said, (SELECT count(*) AS n FROM directory_indexedservice) every GROUP BY n
        ),"""
        if said
        else ""
    )
    if filters.topic and not said:
        columns.append("1 + (s.topics[1] = %(topic)s)::int AS main")
        values.append("main")
    statement = f"""
        WITH {asking} fitting AS MATERIALIZED (
            SELECT {", ".join(columns)}
            FROM {"said JOIN directory_service s ON s.id = said.service_id" if said else "directory_service s"}
            WHERE {" AND ".join(conditions)}
        ), counted AS (
            SELECT *, {found} AS words FROM fitting {", rarity" if said else ""}
        ), likely AS (
            SELECT * FROM (SELECT *, max(words) OVER () AS most FROM counted) c WHERE words >= {LIKELY} * most
        ), weighed AS MATERIALIZED (
            SELECT id, name, metres, {" + ".join(values) or "0"} AS score
            FROM likely {"JOIN directory_indexedservice x ON x.service_id = id" if said else ""}
        ), compared AS (
            SELECT *, max(score) OVER () AS best FROM weighed
        )
        SELECT id, metres, count(*) OVER () FROM compared WHERE score >= {ENOUGH} * best
        ORDER BY round(score::numeric, 1) DESC, metres NULLS LAST, name, id
        LIMIT %(limit)s OFFSET %(offset)s"""
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        rows = cursor.fetchall()
    hits = [Hit(row[0], None if row[1] is None else round(row[1])) for row in rows]
    return Found(hits, rows[0][2] if rows else 0)


def _telling(terms: Sequence[Term]) -> list[int]:
    """Which words are looked for: those that few entries say; the rarest where each is common."""
    least = min((term.share for term in terms), default=0)
    return [number for number, term in enumerate(terms) if term.share <= max(COMMON, least)]


_SAYING = """SELECT service_id, {number} AS number FROM directory_indexedservice
    WHERE document @@ to_tsquery('german', %(q{number})s)"""
"""Who says one word. Each word asks the index alone: quicker than looking for all of them in whatever says one."""

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


def _query(term: Term, known: set[str], weights: str = "") -> str:
    """One word of a question for PostgreSQL: any of its readings, all parts of a compound, or a word it begins."""
    exact = f":{weights}" if weights else ""
    ways = [f"'{word}'{exact}" for word in term.readings]
    ways += [f"'{word}':*{weights}" for word in term.readings if term.begins]
    if not (term.hinted and exact):
        ways += [f"'{sign(code)}'{exact}" for code in term.topics]
    if weights in _TOGETHER:
        ways += _together(term, known, exact)
    return " | ".join(ways)


def _together(term: Term, known: set[str], exact: str) -> list[str]:
    """All parts of a compound, in the same weights."""
    return ["(" + " & ".join(f"'{part}'{exact}" for part in split) + ")" for split in compounds(term, known)]


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
