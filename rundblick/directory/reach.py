"""How to get to a service by bus: stops near its places, direct lines from where somebody starts, next departures.

Everything is empty without a timetable. Each function takes one statement.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from rundblick.directory.models import Timetable
from rundblick.directory.transit.clock import DAY, moment, seconds_since
from rundblick.directory.transit.near import ONWARDS, RUNS, STOP_METRES, box, inside, metres, week

Point = tuple[float, float]
"""Latitude and longitude."""

MOST_STOPS = 3
MOST_LINES = 6
MOST_DEPARTURES = 3
_BACK, _AHEAD = 4, 6
"""Days before (times go up to 99:59:59) and after the day asked whose trips are looked at."""


@dataclass(frozen=True)
class NearStop:
    """A stop with all its sides. `lines`: names of what stops there."""

    name: str
    metres: int
    ids: tuple[int, ...]
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class Direct:
    """A line that goes there without a change. `minutes`: riding; `walk`, `walk_there`: metres to and from stops."""

    line_id: int
    line: str
    boards: str
    alights: str
    boards_id: int
    alights_id: int
    minutes: int
    walk: int
    walk_there: int


@dataclass(frozen=True)
class Departure:
    """A line that leaves a stop. `at`: on Berlin's clock."""

    line_id: int
    line: str
    headsign: str
    stop: str
    at: dt.datetime


def timetable() -> Timetable | None:
    """The timetable of the region, if there is one."""
    return Timetable.objects.first()


def nearest(points: Sequence[Point], *, limit: int = MOST_STOPS) -> list[NearStop]:
    """Stops within ten minutes on foot of any of these points, with their lines, the nearest first."""
    if not points:
        return []
    return [
        NearStop(name, round(far), tuple(ids), tuple(sorted(names, key=_by_number)))
        for name, far, ids, names in _rows(
            f"""SELECT n.name, min(n.metres), array_agg(DISTINCT n.id), array_agg(DISTINCT l.name)
            FROM ({_near("points")}) n
            JOIN directory_transitcall a ON a.stop_id = n.id
            JOIN directory_transitpattern p ON p.id = a.pattern_id JOIN directory_transitline l ON l.id = p.line_id
            GROUP BY n.name ORDER BY 2, 1 LIMIT {limit:d}""",
            _points("points", points),
        )
    ]


def stop_by_place(points: Mapping[uuid.UUID, Point]) -> dict[uuid.UUID, NearStop]:
    """The nearest stop of each of these places with all its lines, where one is within ten minutes on foot."""
    if not points:
        return {}
    far = metres("q.latitude", "q.longitude", "s.latitude", "s.longitude")
    found = _rows(
        f"""WITH near AS MATERIALIZED (
            SELECT q.key, s.id, s.name, {far} AS metres
            FROM unnest(%(keys)s::uuid[], %(points_latitude)s::float[], %(points_longitude)s::float[])
                AS q (key, latitude, longitude)
            JOIN directory_transitstop s ON {inside("s", "q.latitude", "q.longitude")} AND {far} <= {STOP_METRES}
            WHERE EXISTS (SELECT 1 FROM directory_transitcall a WHERE a.stop_id = s.id)
        ), best AS (SELECT DISTINCT ON (key) key, name, metres FROM near ORDER BY key, metres, name)
        SELECT best.key, best.name, best.metres, array_agg(DISTINCT near.id), array_agg(DISTINCT l.name)
        FROM best JOIN near ON near.key = best.key AND near.name = best.name
        JOIN directory_transitcall a ON a.stop_id = near.id
        JOIN directory_transitpattern p ON p.id = a.pattern_id JOIN directory_transitline l ON l.id = p.line_id
        GROUP BY 1, 2, 3""",
        _points("points", list(points.values())) | {"keys": list(points)},
    )
    return {
        key: NearStop(name, round(far), tuple(ids), tuple(sorted(names, key=_by_number)))
        for key, name, far, ids, names in found
    }


def direct(here: Sequence[Point], there: Sequence[Point], day: dt.date) -> list[Direct]:
    """Lines of the coming week between a stop near one place and a stop near the other, the quickest way of each; in
    the order of the whole way, walking included.
    """
    if not (here and there):
        return []
    found = _rows(
        f"""WITH here AS MATERIALIZED ({_near("here")}), there AS MATERIALIZED ({_near("there")}), ways AS (
            SELECT DISTINCT ON (p.line_id) p.line_id, here.name AS boards, there.name AS alights, here.id AS boards_id,
                there.id AS alights_id, b.arrives - a.departs AS seconds, here.metres AS walk,
                there.metres AS walk_there
            FROM here JOIN directory_transitcall a ON a.stop_id = here.id AND a.boards {ONWARDS}
            JOIN there ON there.id = b.stop_id AND there.name <> here.name
            JOIN directory_transitpattern p ON p.id = a.pattern_id
            WHERE {RUNS}
            ORDER BY p.line_id, b.arrives - a.departs + (here.metres + there.metres) * 60 / 70, here.id, there.id
        )
        SELECT l.id, l.name, boards, alights, boards_id, alights_id, seconds, walk, walk_there
        FROM ways JOIN directory_transitline l ON l.id = ways.line_id
        ORDER BY seconds + (walk + walk_there) * 60 / 70, l.name LIMIT {MOST_LINES}""",
        _points("here", here) | _points("there", there) | {"week": week(day)},
    )
    return [
        Direct(line_id, line, boards, alights, here_id, there_id, max(1, round(riding / 60)), round(walk), round(rest))
        for line_id, line, boards, alights, here_id, there_id, riding, walk, rest in found
    ]


def departures(stops: Iterable[int], at: dt.datetime, *, limit: int = 5) -> list[Departure]:
    """What leaves these stops next, today or on one of the coming days; a trip after midnight belongs to the day
    before.
    """
    ids = list(stops)
    if not ids:
        return []
    return _departures(
        f"""SELECT p.line_id, l.name, p.headsign, s.name, d.day, t.begins + a.departs
        FROM directory_transitcall a JOIN directory_transitstop s ON s.id = a.stop_id {_TRIPS}
        JOIN directory_transitpattern p ON p.id = a.pattern_id JOIN directory_transitline l ON l.id = p.line_id
        WHERE a.stop_id = ANY (%(ids)s) AND a.boards AND t.begins + a.departs >= d.since
            AND EXISTS (SELECT 1 FROM directory_transitcall b WHERE b.pattern_id = a.pattern_id
                AND b.position > a.position)
        ORDER BY t.begins + a.departs - d.since, l.name, p.headsign LIMIT {limit:d}""",
        {"ids": ids},
        at,
    )


def next_of(ways: Sequence[Direct], at: dt.datetime) -> dict[int, list[Departure]]:
    """By line, the next three departures of each of these ways."""
    if not ways:
        return {}
    found = _departures(
        f"""SELECT line_id, line, headsign, stop, day, seconds FROM (
            SELECT p.line_id, l.name AS line, p.headsign, s.name AS stop, d.day, t.begins + a.departs AS seconds,
                t.begins + a.departs - d.since AS waiting,
                row_number() OVER (PARTITION BY w.line ORDER BY t.begins + a.departs - d.since, t.id) AS number
            FROM unnest(%(lines)s::int[], %(boards)s::int[], %(alights)s::int[]) AS w (line, boards, alights)
            JOIN directory_transitcall a ON a.stop_id = w.boards AND a.boards
            JOIN directory_transitcall b ON b.pattern_id = a.pattern_id AND b.position > a.position
                AND b.stop_id = w.alights AND b.alights
            JOIN directory_transitpattern p ON p.id = a.pattern_id AND p.line_id = w.line
            JOIN directory_transitline l ON l.id = p.line_id JOIN directory_transitstop s ON s.id = a.stop_id {_TRIPS}
            WHERE t.begins + a.departs >= d.since
        ) soon WHERE number <= {MOST_DEPARTURES} ORDER BY waiting, line""",
        {
            "lines": [way.line_id for way in ways],
            "boards": [way.boards_id for way in ways],
            "alights": [way.alights_id for way in ways],
        },
        at,
    )
    by_line: dict[int, list[Departure]] = {}
    for one in found:
        by_line.setdefault(one.line_id, []).append(one)
    return by_line


_TRIPS = (
    "JOIN directory_transittrip t ON t.pattern_id = a.pattern_id"
    " JOIN directory_transitcalendar c ON c.id = t.calendar_id"
    " JOIN unnest(%(days)s::date[], %(since)s::int[]) AS d (day, since) ON d.day = ANY (c.days)"
)


def _departures(statement: str, params: dict[str, Any], at: dt.datetime) -> list[Departure]:
    days = [at.date() + number * DAY for number in range(-_BACK, _AHEAD + 1)]
    rows = _rows(statement, params | {"days": days, "since": [seconds_since(day, at) for day in days]})
    return [
        Departure(line_id, line, headsign, stop, moment(day, seconds))
        for line_id, line, headsign, stop, day, seconds in rows
    ]


def _near(name: str) -> str:
    """SQL of the stops near the points of this name: id, name, metres to the nearest of them."""
    far = metres("q.latitude", "q.longitude", "s.latitude", "s.longitude")
    return f"""SELECT s.id, s.name, min({far}) AS metres
        FROM unnest(%({name}_latitude)s::float[], %({name}_longitude)s::float[]) AS q (latitude, longitude)
        JOIN directory_transitstop s ON {inside("s", "q.latitude", "q.longitude")} AND {far} <= {STOP_METRES}
        GROUP BY s.id, s.name"""


def _points(name: str, points: Sequence[Point]) -> dict[str, Any]:
    widest = max(points, key=lambda point: abs(point[0]))
    return box(widest[0]) | {
        f"{name}_latitude": [point[0] for point in points],
        f"{name}_longitude": [point[1] for point in points],
    }


def _rows(statement: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, params)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _by_number(name: str) -> tuple[str, int, str]:
    """R9 before R61: letters, then the number."""
    digits = "".join(sign for sign in name if sign.isascii() and sign.isdigit())
    return name.rstrip("0123456789"), int(digits[:9] or 0), name
