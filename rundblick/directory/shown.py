"""How entries look on a screen, on paper and in a mail: plain values for templates. No database."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.directory.codes import Capacity, Cost, Part, Referrer, Status, Way
from rundblick.directory.models import Proof, Schedule, Service, ServiceAtLocation
from rundblick.directory.opening import Holiday, Hours, closes_at, days_in_words, next_opening
from rundblick.directory.search import FRESH_DAYS
from rundblick.directory.tongues import dates, names
from rundblick.directory.tongues.book import language_name, listed, say, say_count
from rundblick.people.languages import LANGUAGES
from rundblick.web.german import german_date
from rundblick.web.parts import Badge, Kind

METRES_A_MINUTE = 70
"""On foot, along streets: a beeline takes longer than it looks."""
WITH_ALL = [part for part in Part.values if part != Part.CAPACITY]
"""What a confirmation of all of an entry speaks about; free places change by the week and are asked apart."""
_ROOM: dict[str, Kind] = {Capacity.FREE: "success", Capacity.FULL: "danger", Capacity.FEW: "warning"}


@dataclass(frozen=True)
class Line:
    """A service in a list. `way`: how far from where; `open`: whether somebody is there now, in words."""

    row: Service
    topics: tuple[str, ...]
    where: str
    way: str
    open: Badge | None
    room: Badge | None
    checked: Badge | None
    facts: tuple[str, ...]


@dataclass(frozen=True)
class HoursLine:
    """Hours in words: when, and what is then."""

    days: str
    times: str
    note: str


@dataclass(frozen=True)
class Spot:
    """A place of a service with its hours. `entrance`: ways in, in words."""

    place: ServiceAtLocation
    hours: tuple[HoursLine, ...]
    entrance: tuple[str, ...]

    @property
    def noted(self) -> bool:
        """Whether something is said beside the times."""
        return any(one.note for one in self.hours)


def line(row: Service, *, metres: int | None, at: dt.datetime, holiday: Holiday) -> Line:
    """A service as a line of a list, at this local time."""
    return Line(
        row=row,
        topics=tuple(names.topic(code) for code in row.topics),
        where=where(row.places.all()),
        way=distance(metres),
        open=opening(_hours(row.schedules.all()), at, holiday),
        room=capacity(row, at.date()),
        checked=confirmed(row, at.date()),
        facts=facts(row),
    )


def facts(row: Service) -> tuple[str, ...]:
    """Costs, languages and who may come, each in a few words."""
    found = []
    if row.cost != Cost.UNKNOWN:
        found.append(say(Cost(row.cost).label))
    others = [code for code in row.languages if code != "de"]
    if others:
        found.append(say("auch {languages}", languages=_spoken(others)))
    if row.referrers and Referrer.SELF not in row.referrers:
        found.append(say("nur mit Vermittlung"))
    if row.area:
        found.append(say("nur für {places}", places=listed(row.area)))
    ages = ages_in_words(row.minimum_age, row.maximum_age)
    return (*found, ages) if ages else tuple(found)


def ages_in_words(since: int | None, until: int | None) -> str:
    """ab 16 Jahren; bis 27 Jahre; 6 bis 12 Jahre; nothing without limits."""
    if not since and until is None:
        return ""
    if until is None:
        return say("ab {n} Jahren", n=since)
    return say("{since} bis {until} Jahre", since=since, until=until) if since else say("bis {n} Jahre", n=until)


def where(places: Iterable[ServiceAtLocation]) -> str:
    """Address of the only place; how many there are, and in which municipalities; or that there is none."""
    rows = [one.location for one in places]
    if not rows:
        return say("ohne festen Ort")
    if len(rows) == 1:
        return ", ".join(part for part in (rows[0].address, rows[0].city) if part)
    return say("an {n} Orten: {places}", n=len(rows), places=listed(sorted({row.city for row in rows})))


def distance(metres: int | None) -> str:
    """Minutes on foot as far as anybody walks, else kilometres; nothing where it is not known."""
    if metres is None:
        return ""
    if metres <= 2_000:
        return say("etwa {n} Minuten zu Fuß", n=max(1, round(metres / METRES_A_MINUTE)))
    return say("{n} km Luftlinie", n=f"{metres / 1000:.1f}".replace(".", ","))


def opening(hours: Sequence[Hours], at: dt.datetime, holiday: Holiday) -> Badge | None:
    """Whether somebody is there, until when, or when next; nothing without hours."""
    if not hours:
        return None
    until = closes_at(hours, at, holiday)
    if until is not None:
        return Badge(text=say("jetzt da bis {time}", time=dates.clock(until)), kind="success")
    begins = next_opening(hours, at, holiday)
    if begins is None:
        return Badge(text=say("zurzeit niemand da"))
    days = (begins.date() - at.date()).days
    day = dates.weekday(begins.weekday()) if days < 7 else dates.short_date(begins)
    words = {0: "wieder heute {time}", 1: "wieder morgen {time}"}.get(days, "wieder {day} {time}")
    return Badge(text=say(words, day=day, time=dates.clock(begins)))


def capacity(row: Service, day: dt.date) -> Badge | None:
    """Whether there is room, with how long one waits; nothing that was asked too long ago."""
    if row.capacity_on is None or (day - row.capacity_on).days > FRESH_DAYS:
        return None
    words = say(Capacity(row.capacity).label) if row.capacity != Capacity.UNKNOWN else ""
    if row.waiting_days:
        wait = say("Wartezeit etwa {time}", time=waiting(row.waiting_days))
        words = listed(one for one in (words, wait) if one)
    if not words:
        return None
    return Badge(text=words, kind=_ROOM.get(row.capacity, "neutral"))


def waiting(days: int) -> str:
    """Days as people say them: 5 Tage, 3 Wochen, 6 Monate."""
    if days < 14:
        return say_count(days, "{n} Tag", "{n} Tage")
    if days < 90:
        return say_count(round(days / 7), "{n} Woche", "{n} Wochen")
    return say_count(round(days / 30), "{n} Monat", "{n} Monate")


def confirmed(row: Service, day: dt.date) -> Badge | None:
    """A word of caution where nobody confirmed the entry within the rhythm of its organisation."""
    if row.status == Status.RESTING:
        return Badge(text=say("pausiert"), kind="warning")
    due = row.due_on
    if due is None:
        return Badge(text=say("noch nie bestätigt"), kind="warning")
    if due >= day:
        return None
    return Badge(text=say("zuletzt bestätigt {day}", day=dates.date(row.confirmed_on)), kind="warning")


def confirmation(row: Service) -> str:
    """Since when and how the entry is known to be right, as a sentence."""
    if row.confirmed_on is None:
        return say("Diesen Eintrag hat noch niemand bestätigt. Bitte vorher anrufen.")
    return say("Bestätigt am {day} {how}.", day=dates.date(row.confirmed_on), how=say(Way(row.confirmed_by).label))


@dataclass(frozen=True)
class Origin:
    """Since when and how a part of an entry is known."""

    part: str
    words: str


def origins(proofs: Iterable[Proof]) -> list[Origin]:
    """For each part of an entry, the latest confirmation of it or of all; parts nobody asked about are left out."""
    latest: dict[str, Proof] = {}
    for proof in proofs:
        for part in [proof.field] if proof.field else WITH_ALL:
            if part not in latest or latest[part].on < proof.on:
                latest[part] = proof
    return [
        Origin(Part(part).label, f"{german_date(latest[part].on)} {Way(latest[part].way).label}")
        for part in Part.values
        if part in latest
    ]


def spots(row: Service) -> list[Spot]:
    """Places of a service with their hours; hours without a place stand apart (`loose_hours`)."""
    by_place: dict[uuid.UUID | None, list[Schedule]] = {}
    for one in row.schedules.all():
        by_place.setdefault(one.place_id, []).append(one)
    return [
        Spot(place, hours_lines(by_place.get(place.pk, [])), _ways_in(place.location.accessibility))
        for place in row.places.all()
    ]


def loose_hours(row: Service) -> tuple[HoursLine, ...]:
    """Hours on the telephone or online."""
    return hours_lines([one for one in row.schedules.all() if one.place_id is None])


def hours_lines(rows: Iterable[Schedule]) -> tuple[HoursLine, ...]:
    """Hours in words, in the order of the week."""
    return tuple(HoursLine(days_in_words(one.days), dates.span(one.opens, one.closes), one.note) for one in rows)


@dataclass(frozen=True)
class Removable:
    """Hours that may be taken away, in words."""

    pk: uuid.UUID
    words: str


def removable(row: Service) -> list[Removable]:
    """All hours of a service."""
    return [
        Removable(one.pk, f"{line.days} {line.times}") for one in row.schedules.all() for line in hours_lines([one])
    ]


def languages(row: Service) -> str:
    """Languages that are spoken, in words."""
    return _spoken(row.languages)


def audience_labels(row: Service) -> tuple[str, ...]:
    """For whom an offer is made, in words."""
    return tuple(names.audience(code) for code in row.audiences)


def _spoken(codes: Iterable[str]) -> str:
    return listed(language_name(code, LANGUAGES.get(code, code)) for code in codes)


def _ways_in(codes: Iterable[str]) -> tuple[str, ...]:
    return tuple(names.entrance(code) for code in codes)


def _hours(rows: Iterable[Schedule]) -> list[Hours]:
    return [
        Hours(tuple(one.days), one.opens, one.closes, one.valid_from, one.valid_until, one.on_holidays, one.note)
        for one in rows
    ]
