"""By which wording a sheet is kept, and which journeys are offered: the shipped ones and those a house published.

A published wording never changes, so each process reads it once and keeps it by its fingerprint. Which of them are in
force is asked anew each time, in one query, because another process may have published.
"""

import datetime as dt
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from django.db.models import DateTimeField, Value

from rundblick.catalogue.loading import restore_document
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import JourneyRetirement, PublishedJourney, Sheet
from rundblick.journeys.shelf import fingerprint, shelf, shipped
from rundblick.journeys.upgrades import UPGRADES
from rundblick.web.clock import today

Key = tuple[str, str]
"""Id of a journey and fingerprint of its wording, as a sheet keeps them."""

_read: dict[Key, Journey] = {}
_reading = Lock()
T = TypeVar("T")


@dataclass(frozen=True)
class Offer:
    """The journeys in force on a day, by id, and which of them are not offered for new sheets."""

    journeys: dict[str, Journey]
    retired: frozenset[str]
    own: frozenset[str]

    @property
    def open(self) -> list[Journey]:
        """Journeys by which a sheet may be begun."""
        return [journey for code, journey in self.journeys.items() if code not in self.retired]


def wording(code: str, sha256: str) -> Journey | None:
    """The wording a sheet is kept by; None where the journey is not known at all. As a rule no query."""
    return wordings([(code, sha256)]).get((code, sha256))


def wording_of(sheet: Sheet) -> Journey | None:
    """The same for a sheet."""
    return wording(sheet.definition, sheet.definition_sha256)


def wordings(keys: Iterable[Key]) -> dict[Key, Journey]:
    """The same for many; one query for those this process has not read yet. What is not known is left out.

    A shipped journey in a wording that is not at hand any more is kept by today's.
    """
    wanted = set(keys)
    own = {key for key in wanted if key[0] not in shelf()}
    if missing := own - _read.keys():
        rows = PublishedJourney.objects.filter(code__in={code for code, _ in missing}).order_by()
        found = {(row.code, row.sha256): row.document for row in rows if (row.code, row.sha256) in missing}
        with _reading:
            _read.update({key: restore_document(data, Journey, upgrades=UPGRADES) for key, data in found.items()})
    known = {key: _read[key] for key in own if key in _read}
    return known | {(code, sha): shipped().get(sha) or shelf()[code] for code, sha in wanted - own}


def offered(as_of: dt.date | None = None) -> Offer:
    """What is in force on a day, today without one: shipped journeys first, then the house's own by title. One query.

    Of an own journey the newest version that has begun counts; one that begins later is not there yet.
    """
    day = as_of or today()
    nothing = Value(None, output_field=DateTimeField())
    rows = PublishedJourney.objects.order_by().values_list("code", "sha256", "valid_from", "published_at")
    retired = JourneyRetirement.objects.order_by().values_list("code", Value(""), "retired_on", nothing)
    newest: dict[str, tuple[tuple[dt.date, dt.datetime], str]] = {}
    gone = set()
    for code, sha, on, at in rows.union(retired):
        if not sha:
            gone |= {code} if on <= day else set()
        elif on <= day and (code not in newest or newest[code][0] < (on, at)):
            newest[code] = ((on, at), sha)
    own = wordings((code, sha) for code, (_, sha) in newest.items())
    ordered = sorted(own.items(), key=lambda one: (one[1].title.casefold(), one[0]))
    found = {**shelf(), **{code: journey for (code, _), journey in ordered}}
    return Offer(found, frozenset(gone), frozenset(newest))


def journey_named(code: str) -> Journey:
    """The wording of a journey that is in force today. Raises KeyError. No query for a shipped one."""
    return shelf()[code] if code in shelf() else offered().journeys[code]


def newer(sheet: Sheet) -> Journey | None:
    """The wording in force, where a sheet is kept by an earlier one. No query for a shipped journey."""
    try:
        journey = journey_named(sheet.definition)
    except KeyError:
        return None
    return None if fingerprint(journey) == sheet.definition_sha256 else journey


class NamedJourneys(Mapping[str, Collection[str]]):
    """What a programme may name: journeys with the attributes of their heads. Asks for own ones only when needed."""

    def __getitem__(self, code: str) -> Collection[str]:
        return tuple(line.code for line in journey_named(code).header)

    def __iter__(self) -> Iterator[str]:
        return iter(offered().journeys)

    def __len__(self) -> int:
        return len(offered().journeys)
