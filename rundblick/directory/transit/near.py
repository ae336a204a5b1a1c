"""SQL of "near" and "without a change", for pages and for the search."""

import datetime as dt
from math import asin, cos, radians, sin, sqrt
from typing import Any

STOP_METRES = 700
"""How far somebody walks to a stop: ten minutes, beeline (METRES_A_MINUTE in `shown`)."""
WEEK = 7
"""A line counts when it runs within so many days."""
_METRES_A_DEGREE = 111_195


def metres(latitude: str, longitude: str, other: str, other_longitude: str) -> str:
    """SQL of the beeline between two points in metres (haversine, mean radius of the earth)."""
    return (
        f"12742000 * asin(sqrt(least(1, power(sin(radians({other} - {latitude}) / 2), 2)"
        f" + cos(radians({latitude})) * cos(radians({other}))"
        f" * power(sin(radians({other_longitude} - {longitude}) / 2), 2))))"
    )


def beeline(here: tuple[float, float], there: tuple[float, float]) -> float:
    """The same in Python, between two points (latitude, longitude)."""
    (a, b), (c, d) = ((radians(point[0]), radians(point[1])) for point in (here, there))
    return 12_742_000 * asin(sqrt(min(1, sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2)))


def box(latitude: float, reach: int = STOP_METRES) -> dict[str, float]:
    """Half height and half width in degrees of a box that holds everything within reach of this latitude."""
    high = reach / _METRES_A_DEGREE
    return {"high": high, "wide": high / max(0.1, cos(radians(min(abs(latitude) + 1, 89))))}


def inside(row: str, latitude: str, longitude: str) -> str:
    """SQL: whether a row with a position lies in the box around a point. An index answers it."""
    return (
        f"{row}.latitude BETWEEN {latitude} - %(high)s AND {latitude} + %(high)s"
        f" AND {row}.longitude BETWEEN {longitude} - %(wide)s AND {longitude} + %(wide)s"
    )


def week(day: dt.date) -> list[dt.date]:
    """The days that count from here."""
    return [day + dt.timedelta(days=number) for number in range(WEEK)]


RUNS = (
    "EXISTS (SELECT 1 FROM directory_transittrip t JOIN directory_transitcalendar c ON c.id = t.calendar_id"
    " WHERE t.pattern_id = a.pattern_id AND c.days && %(week)s::date[])"
)
"""SQL: whether the pattern of call `a` has a trip in the coming week."""

ONWARDS = "JOIN directory_transitcall b ON b.pattern_id = a.pattern_id AND b.position > a.position AND b.alights"
"""SQL: the calls after call `a` at which one may leave."""


def reached(latitude: float, day: dt.date, *, walkable: int) -> tuple[str, dict[str, Any]]:
    """SQL of the ids of services with a place near a stop that a direct line reaches from a stop near `lat`, `lon`
    (parameters of the search), or within `walkable` metres of there; and its further parameters.

    Between stops and places the beeline is measured on a flat earth, which is right to a metre within ten minutes.
    """
    stop = metres("%(lat)s", "%(lon)s", "h.latitude", "h.longitude")
    foot = metres("%(lat)s", "%(lon)s", "l.latitude", "l.longitude")
    flat = (
        f"power((l.latitude - r.latitude) * {_METRES_A_DEGREE}, 2)"
        f" + power((l.longitude - r.longitude) * {_METRES_A_DEGREE} * cos(radians(r.latitude)), 2) <= {STOP_METRES**2}"
    )
    statement = f"""SELECT p.service_id FROM directory_serviceatlocation p WHERE p.location_id IN (
        SELECT l.id FROM (
            SELECT s.latitude, s.longitude FROM directory_transitstop s WHERE s.id IN (
                SELECT b.stop_id FROM directory_transitstop h
                JOIN directory_transitcall a ON a.stop_id = h.id AND a.boards {ONWARDS}
                WHERE {inside("h", "%(lat)s", "%(lon)s")} AND {stop} <= {STOP_METRES} AND {RUNS})
        ) r JOIN directory_location l ON {inside("l", "r.latitude", "r.longitude")} AND {flat}
        UNION ALL
        SELECT l.id FROM directory_location l
        WHERE l.latitude BETWEEN %(lat)s - %(foot_high)s AND %(lat)s + %(foot_high)s
            AND l.longitude BETWEEN %(lon)s - %(foot_wide)s AND %(lon)s + %(foot_wide)s AND {foot} <= {walkable:d})"""
    feet = {f"foot_{name}": value for name, value in box(latitude, walkable).items()}
    return statement, box(latitude) | feet | {"week": week(day)}
