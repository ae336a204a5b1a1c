"""The card "Hinkommen mit dem Bus" of one offer. At most seven statements, one without a timetable."""

import datetime as dt
from dataclasses import dataclass

from django.conf import settings

from rundblick.directory import reach
from rundblick.directory.asking import spot_of
from rundblick.directory.models import Service, Timetable
from rundblick.directory.queries import wide_places
from rundblick.directory.reach import Departure, Direct, NearStop
from rundblick.directory.reading import Spot
from rundblick.directory.search import WALKABLE_METRES
from rundblick.directory.shown import METRES_A_MINUTE
from rundblick.directory.tongues import dates
from rundblick.directory.tongues.book import listed, say, say_count
from rundblick.directory.transit.near import beeline
from rundblick.web.clock import BERLIN, in_berlin
from rundblick.web.ids import uuid_or_none

_FROM_STOP = 5


@dataclass(frozen=True)
class StopLine:
    """A stop near the offer in words."""

    name: str
    walk: str
    lines: str


@dataclass(frozen=True)
class Way:
    """A line that goes there without a change, in words. `next`: when it leaves."""

    line: str
    boards: str
    alights: str
    minutes: int
    walk: str
    next: str


@dataclass(frozen=True)
class Leaving:
    """What leaves the nearest stop, in words."""

    line: str
    headsign: str
    times: str


@dataclass(frozen=True)
class ByBus:
    """The card. `start`: where somebody sets out, if it is said; `walkable`: then it is near enough to walk."""

    stops: list[StopLine]
    start: Spot | None
    walkable: str
    ways: list[Way]
    leaving: list[Leaving]
    places: list[tuple[str, str, bool]]
    today: str
    validity: str
    page: str


def by_bus(row: Service, start: str, at: dt.datetime) -> ByBus | None:
    """How to get to an offer at this local time; None without a timetable, or where the offer has no place."""
    points = [
        (place.location.latitude, place.location.longitude)
        for place in row.places.all()
        if place.location.latitude is not None and place.location.longitude is not None
    ]
    timetable = reach.timetable() if points else None
    if timetable is None:
        return None
    moment = at.replace(tzinfo=BERLIN)
    stops = reach.nearest(points)
    spot = spot_of(uuid_or_none(start))
    ways = reach.direct([(spot.latitude, spot.longitude)], points, at.date()) if spot and stops else []
    soon = reach.next_of(ways, moment)
    leaving = reach.departures(stops[0].ids, moment, limit=_FROM_STOP) if stops and spot is None else []
    return ByBus(
        stops=[_stop(one) for one in stops],
        start=spot,
        walkable=_walkable(spot, points),
        ways=[_way(one, soon.get(one.line_id, []), at.date()) for one in ways],
        leaving=_leaving(leaving, at.date()),
        places=[(str(place.pk), str(place), spot is not None and place.pk == spot.id) for place in wide_places()],
        today=_today(at.date()) if ways or leaving else "",
        validity=validity(timetable, at.date()),
        page=settings.RUNDBLICK.timetable_url,
    )


def validity(row: Timetable, day: dt.date) -> str:
    """For which days the timetable holds, or that it is over."""
    if row.valid_until < day:
        return say("Der Fahrplan galt bis {day}. Bitte fragen Sie nach.", day=dates.date(row.valid_until))
    read = dates.date(in_berlin(row.imported_at).date())
    return say("Fahrplan eingelesen am {read}, gültig bis {day}.", read=read, day=dates.date(row.valid_until))


def on_foot(metres: int) -> str:
    """Minutes to a stop, in words."""
    return say_count(max(1, round(metres / METRES_A_MINUTE)), "{n} Minute zu Fuß", "{n} Minuten zu Fuß")


def clock_words(found: list[dt.datetime], day: dt.date) -> str:
    """Times of the day as they are; those of another day with it: "10:04, 10:34, Di 05:10"."""
    return listed(
        dates.clock(at)
        if at.date() == day
        else f"{dates.short_weekday(at.weekday())} {dates.short_date(at)} {dates.clock(at)}"
        for at in found
    )


def _today(day: dt.date) -> str:
    named = f"{dates.short_weekday(day.weekday())} {dates.date(day)}"
    return say("Zeiten ohne Tag gelten heute, {day}.", day=named)


def _walkable(spot: Spot | None, points: list[reach.Point]) -> str:
    """How long it takes on foot, where that is near enough to need no bus."""
    if spot is None:
        return ""
    metres = min(beeline((spot.latitude, spot.longitude), point) for point in points)
    return on_foot(round(metres)) if metres <= WALKABLE_METRES else ""


def _stop(one: NearStop) -> StopLine:
    return StopLine(one.name, on_foot(one.metres), listed(one.lines))


def _way(one: Direct, soon: list[Departure], day: dt.date) -> Way:
    walk = say("{there} zur Haltestelle, {on} vom Bus zum Angebot", there=on_foot(one.walk), on=on_foot(one.walk_there))
    return Way(one.line, one.boards, one.alights, one.minutes, walk, clock_words([each.at for each in soon], day))


def _leaving(found: list[Departure], day: dt.date) -> list[Leaving]:
    by_line: dict[tuple[str, str], list[dt.datetime]] = {}
    for one in found:
        by_line.setdefault((one.line, one.headsign), []).append(one.at)
    return [Leaving(line, headsign, clock_words(times, day)) for (line, headsign), times in by_line.items()]
