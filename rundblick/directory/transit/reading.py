"""The smaller files of a feed: stops, lines, days, trips. What is kept in memory grows with trips, not stop times."""

import datetime as dt
from collections.abc import Container
from dataclasses import dataclass, field
from typing import TypeVar

from rundblick.directory.transit.clock import day_of, running_days, seconds_of
from rundblick.directory.transit.feed import BadFeed, Feed

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LONGEST = 200
NO = "0"
T = TypeVar("T")


@dataclass(frozen=True)
class Bounds:
    """A part of the world: south-west and north-east corner."""

    south: float
    west: float
    north: float
    east: float

    def holds(self, latitude: float, longitude: float) -> bool:
        """Whether a point lies inside; the edge does."""
        return self.south <= latitude <= self.north and self.west <= longitude <= self.east


@dataclass(frozen=True)
class Stop:
    """A stop as it is stored."""

    id: int
    code: str
    name: str
    latitude: float
    longitude: float


@dataclass(frozen=True)
class Line:
    """A line as it is stored."""

    id: int
    name: str
    long_name: str
    mode: int


@dataclass
class Days:
    """Services by their id in the feed: number and days within the window."""

    ids: dict[str, int] = field(default_factory=dict)
    days: dict[int, list[dt.date]] = field(default_factory=dict)


def publisher(feed: Feed) -> tuple[str, str]:
    """Who publishes the feed, and its version; nothing where it is not said."""
    for _, (name, version) in feed.rows("feed_info.txt", ["feed_publisher_name"], ["feed_version"]):
        return name[:LONGEST], version[:100]
    for _, (name,) in feed.rows("agency.txt", ["agency_name"]):
        return name[:LONGEST], ""
    raise BadFeed(["agency.txt enthält keinen Betreiber."])


def check_zone(feed: Feed) -> None:
    """Times of another zone would be shown wrong."""
    for line, (zone,) in feed.rows("agency.txt", ["agency_timezone"]):
        if zone not in ("Europe/Berlin", "Europe/Busingen"):
            feed.problems.add("agency.txt", line, f"Die Zeitzone „{zone}“ ist nicht die deutsche (Europe/Berlin).")


def stops(feed: Feed) -> dict[str, Stop]:
    """Stops by their id in the feed, stations and entrances left out."""
    found: dict[str, Stop] = {}
    seen: set[str] = set()
    columns = ["stop_id", "stop_name", "stop_lat", "stop_lon"]
    for line, (code, name, latitude, longitude, kind) in feed.rows("stops.txt", columns, ["location_type"]):
        if not _code(feed, "stops.txt", line, code, "stop_id", seen):
            continue
        seen.add(code)
        if kind not in ("", NO):
            continue
        at = _position(latitude, longitude)
        if at is None:
            feed.problems.add("stops.txt", line, f"Die Lage „{latitude}, {longitude}“ ist keine Breite und Länge.")
        elif not name:
            feed.problems.add("stops.txt", line, "Der Name der Haltestelle fehlt.")
        else:
            found[code] = Stop(len(found) + 1, code[:LONGEST], name[:LONGEST], *at)
    return _some(found, "stops.txt", "Haltestelle")


def lines(feed: Feed) -> dict[str, Line]:
    """Lines by their id in the feed."""
    found: dict[str, Line] = {}
    columns, optional = ["route_id", "route_type"], ["route_short_name", "route_long_name"]
    for line, (code, mode, short, long) in feed.rows("routes.txt", columns, optional):
        if not _code(feed, "routes.txt", line, code, "route_id", found):
            continue
        if not (mode.isascii() and mode.isdigit() and len(mode) <= 4):
            feed.problems.add("routes.txt", line, f"Die Art der Linie „{mode}“ ist keine Zahl.")
        elif not (short or long):
            feed.problems.add("routes.txt", line, "Die Linie hat keinen Namen.")
        else:
            found[code] = Line(len(found) + 1, (short or long)[:LONGEST], long[:300] if short else "", int(mode))
    return _some(found, "routes.txt", "Linie")


def days(feed: Feed, window: tuple[dt.date, dt.date]) -> Days:
    """Services with the days on which they run, within the window (both inclusive)."""
    weekly: dict[str, tuple[list[bool], dt.date, dt.date]] = {}
    for line, (code, first, last, *marks) in feed.rows(
        "calendar.txt", ["service_id", "start_date", "end_date", *WEEKDAYS]
    ):
        since, until = day_of(first), day_of(last)
        if not _code(feed, "calendar.txt", line, code, "service_id", weekly):
            continue
        if since is None or until is None:
            wrong = first if since is None else last
            feed.problems.add("calendar.txt", line, f"„{wrong}“ ist kein Tag (erwartet: JJJJMMTT).")
        elif until < since:
            feed.problems.add("calendar.txt", line, f"Der letzte Tag {last} liegt vor dem ersten {first}.")
        elif any(mark not in ("0", "1") for mark in marks):
            feed.problems.add("calendar.txt", line, "Ein Wochentag ist weder 0 noch 1.")
        else:
            weekly[code] = ([mark == "1" for mark in marks], since, until)
    changed: dict[str, dict[dt.date, str]] = {}
    for line, (code, text, kind) in feed.rows("calendar_dates.txt", ["service_id", "date", "exception_type"]):
        day = day_of(text)
        if not code:
            feed.problems.add("calendar_dates.txt", line, "service_id fehlt.")
        elif day is None:
            feed.problems.add("calendar_dates.txt", line, f"„{text}“ ist kein Tag (erwartet: JJJJMMTT).")
        elif kind not in ("1", "2"):
            feed.problems.add(
                "calendar_dates.txt", line, f"Die Ausnahme „{kind}“ ist weder 1 (fährt) noch 2 (fährt nicht)."
            )
        elif day in changed.setdefault(code, {}):
            feed.problems.add("calendar_dates.txt", line, f"Für {text} steht schon eine Ausnahme da.")
        else:
            changed[code][day] = kind
    found = Days()
    for code in {**weekly, **changed}:
        marks_of, since, until = weekly.get(code, ([False] * 7, None, None))
        exceptions = changed.get(code, {})
        number = found.ids[code] = len(found.ids) + 1
        found.days[number] = running_days(
            marks_of,
            since,
            until,
            added=[day for day, kind in exceptions.items() if kind == "1"],
            removed=[day for day, kind in exceptions.items() if kind == "2"],
            window=window,
        )
    return found


@dataclass(frozen=True)
class Trip:
    """A trip as it goes into the staging table."""

    id: int
    line: int
    calendar: int
    headsign: str


class Trips:
    """Trips of a feed, one by one. `ids` maps the id of the feed to the number; only those wanted are kept."""

    def __init__(
        self, feed: Feed, known_lines: dict[str, Line], known_days: Days, wanted: Container[str] | None
    ) -> None:
        self._feed, self._lines, self._days, self._wanted = feed, known_lines, known_days, wanted
        self.ids: dict[str, int] = {}
        self.outdated = 0

    def __iter__(self) -> "Trips":
        self._rows = self._feed.rows("trips.txt", ["route_id", "service_id", "trip_id"], ["trip_headsign"])
        return self

    def __next__(self) -> Trip:
        while True:
            line, (route, service, code, headsign) = next(self._rows)
            if self._wanted is not None and code not in self._wanted:
                continue
            if not _code(self._feed, "trips.txt", line, code, "trip_id", self.ids):
                continue
            if route not in self._lines:
                self._feed.problems.add("trips.txt", line, f"Die Linie „{route}“ steht nicht in routes.txt.")
            elif service not in self._days.ids:
                self._feed.problems.add(
                    "trips.txt", line, f"Für „{service}“ steht nirgends, an welchen Tagen gefahren wird."
                )
            else:
                calendar = self._days.ids[service]
                self.outdated += not self._days.days[calendar]
                self.ids[code] = number = len(self.ids) + 1
                return Trip(number, self._lines[route].id, calendar, headsign[:LONGEST])


def headways(feed: Feed, trips: dict[str, int]) -> dict[int, list[int]]:
    """First departures of trips that `frequencies` repeats, by number of the trip."""
    found: dict[int, list[int]] = {}
    for line, (code, first, last, every) in feed.rows(
        "frequencies.txt", ["trip_id", "start_time", "end_time", "headway_secs"]
    ):
        begins, ends = seconds_of(first), seconds_of(last)
        if begins is None or ends is None or not (every.isascii() and every.isdigit()) or int(every) < 60:
            feed.problems.add("frequencies.txt", line, "Die Zeiten des Taktes sind nicht zu verstehen.")
        elif code in trips:
            found.setdefault(trips[code], []).extend(range(begins, ends, int(every)))
    return found


def _code(feed: Feed, file: str, line: int, code: str, column: str, known: Container[str]) -> bool:
    if not code:
        feed.problems.add(file, line, f"{column} fehlt.")
    elif code in known:
        feed.problems.add(file, line, f"{column} „{code}“ steht schon weiter oben.")
    else:
        return True
    return False


def _position(latitude: str, longitude: str) -> tuple[float, float] | None:
    try:
        found = float(latitude), float(longitude)
    except ValueError:
        return None
    return found if abs(found[0]) <= 90 and abs(found[1]) <= 180 and found != (0, 0) else None


def _some(found: dict[str, T], file: str, what: str) -> dict[str, T]:
    if not found:
        raise BadFeed([f"{file} enthält keine {what}."])
    return found
