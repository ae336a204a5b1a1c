"""Reading a whole feed: the old timetable stands until the new one is complete, in one transaction (decision 39)."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from django.db import connection, transaction

from rundblick.directory.transit import reading, times
from rundblick.directory.transit.feed import BadFeed, Feed, Problems, opened
from rundblick.directory.transit.reading import Bounds, Days, Line, Stop
from rundblick.web.clock import now, today

BEFORE, AFTER = dt.timedelta(days=7), dt.timedelta(days=400)
"""Days around today that are kept: a trip of last week still says how a line runs, one of last year does not."""

_LOCK = 3_907_001
TABLES = ("transittrip", "transitcall", "transitpattern", "transitcalendar", "transitline", "transitstop", "timetable")


@dataclass(frozen=True)
class Read:
    """What was read. `outdated`: trips without a day from today on; `left_out`: lines with mistakes."""

    stops: int
    lines: int
    patterns: int
    trips: int
    times: int
    outdated: int
    left_out: int
    problems: tuple[str, ...]
    valid_from: dt.date
    valid_until: dt.date


def read_feed(
    source: Path | IO[bytes],
    *,
    bounds: Bounds | None = None,
    tolerant: bool = False,
    tell: Callable[[str], None] = lambda _: None,
) -> Read:
    """Replace the timetable by the one of a GTFS zip. Runs as the worker, who may make temporary tables.

    `bounds`: only trips that call at a stop inside. `tolerant`: lines with mistakes are left out instead of refusing
    the feed. Raises BadFeed; then the old timetable stands.
    """
    problems = Problems(tolerant)
    with opened(source, problems) as feed, transaction.atomic():
        connection.ensure_connection()
        raw: Any = connection.connection
        with raw.cursor() as cursor:
            cursor.execute("SET LOCAL work_mem = '64MB'")
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
            return _replace(cursor, feed, bounds, tell)


def _replace(cursor: Any, feed: Feed, bounds: Bounds | None, tell: Callable[[str], None]) -> Read:
    day = today()
    window = (day - BEFORE, day + AFTER)
    reading.check_zone(feed)
    publisher, version = reading.publisher(feed)
    stops, lines, days = reading.stops(feed), reading.lines(feed), reading.days(feed, window)
    feed.problems.settle()
    tell(f"{len(stops)} Haltestellen, {len(lines)} Linien")
    wanted = _wanted(feed, stops, bounds)
    for statement in times.STAGING.split(";"):
        cursor.execute(statement)
    trips = reading.Trips(feed, lines, days, wanted)
    with cursor.copy("COPY gtfs_trip FROM STDIN") as into:
        for trip in trips:
            into.write_row((trip.id, trip.line, trip.calendar, trip.headsign))
    if not trips.ids:
        feed.problems.settle()
        raise BadFeed(["trips.txt enthält keine Fahrt." if bounds is None else "In diesem Gebiet hält keine Fahrt."])
    times.start(cursor, reading.headways(feed, trips.ids))
    feed.problems.settle()
    tell(f"{len(trips.ids)} Fahrten")
    count = times.copy(cursor, feed, stops, trips.ids, wanted)
    feed.problems.settle()
    if not count:
        raise BadFeed(["stop_times.txt enthält keine Zeit."])
    tell(f"{count} Haltezeiten")
    times.complete(cursor, feed.problems)
    current = [number for number, found in days.days.items() if found and found[-1] >= day]
    cursor.execute("DELETE FROM gtfs_trip WHERE NOT calendar = ANY (%s)", [current])
    times.fold(cursor)
    return _store(cursor, feed, stops, lines, days, (publisher, version), count, len(trips.ids))


def _wanted(feed: Feed, stops: dict[str, Stop], bounds: Bounds | None) -> set[str] | None:
    if bounds is None:
        return None
    inside = {code for code, stop in stops.items() if bounds.holds(stop.latitude, stop.longitude)}
    if not inside:
        raise BadFeed(["In diesem Gebiet liegt keine Haltestelle des Fahrplans."])
    return times.touching(feed, inside)


def _store(
    cursor: Any,
    feed: Feed,
    stops: dict[str, Stop],
    lines: dict[str, Line],
    days: Days,
    told: tuple[str, str],
    count: int,
    trips: int,
) -> Read:
    """Put the new timetable in the place of the old one."""
    calendars, used_lines, used_stops = (times.ids(cursor, column) for column in ("calendar", "line", "unnest(stops)"))
    if not calendars:
        raise BadFeed(["Keine Fahrt gilt heute oder später. Der Fahrplan ist abgelaufen."])
    for table in TABLES:
        cursor.execute(f"DELETE FROM directory_{table}")
    _copy(
        cursor,
        "transitstop (id, code, name, latitude, longitude)",
        [(one.id, one.code, one.name, one.latitude, one.longitude) for one in stops.values() if one.id in used_stops],
    )
    _copy(
        cursor,
        "transitline (id, name, long_name, mode)",
        [(one.id, one.name, one.long_name, one.mode) for one in lines.values() if one.id in used_lines],
    )
    _copy(cursor, "transitcalendar (id, days)", [(number, days.days[number]) for number in sorted(calendars)])
    times.store(cursor)
    cursor.execute("SELECT directory_count_timetable()")
    since = min(days.days[number][0] for number in calendars)
    until = max(days.days[number][-1] for number in calendars)
    _copy(
        cursor,
        "timetable (id, publisher, feed_version, valid_from, valid_until, imported_at)",
        [(1, *told, since, until, now())],
    )
    cursor.execute(
        "SELECT (SELECT count(*) FROM gtfs_pattern), (SELECT count(*) FROM directory_transittrip),"
        " (SELECT count(DISTINCT trip) FROM gtfs_run)"
    )
    patterns, stored, kept = cursor.fetchone()
    return Read(
        stops=len(used_stops),
        lines=len(used_lines),
        patterns=patterns,
        trips=stored,
        times=count,
        outdated=trips - kept,
        left_out=feed.problems.count,
        problems=tuple(feed.problems.told),
        valid_from=since,
        valid_until=until,
    )


def _copy(cursor: Any, into: str, rows: list[tuple[Any, ...]]) -> None:
    with cursor.copy(f"COPY directory_{into} FROM STDIN") as target:
        for row in rows:
            target.write_row(row)
