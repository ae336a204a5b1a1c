"""The waiting list of a run: proposals that wait because all places are taken, in the order of their days."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.db import connection

from rundblick.programmes.bridge import Frame
from rundblick.programmes.models import Participation
from rundblick.programmes.places import Places, places_of


@dataclass(frozen=True, slots=True)
class Place:
    """The `rank`-th of `waiting` who wait. Counted over every household, whoever asks."""

    rank: int
    waiting: int

    @property
    def words(self) -> str:
        """The place in German."""
        return f"Platz {self.rank} von {self.waiting} auf der Warteliste"


def full(places: Collection[Places]) -> bool:
    """Whether every place of the run is taken; never where their number is not set."""
    total = next((one for one in places if not one.site), None)
    return total is not None and total.free is not None and total.free <= 0


def ranks(participation_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, Place]:
    """Where each of these proposals stands on the list of its run, by day of proposal. One query, none for nobody."""
    if not participation_ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT participation, place, waiting FROM programmes_waiting(%s)", [list(participation_ids)])
        return {row: Place(place, waiting) for row, place, waiting in cursor.fetchall()}


def waiting_among(found: Iterable[Frame], day: dt.date) -> dict[str, Place]:
    """The frames (by their key) that wait for a place on that day, with their rank.

    No query where nobody is proposed in a programme with a waiting list; otherwise one, and one per run concerned.
    """
    proposed = [frame for frame in found if frame.programme.access.waiting_list and frame.proposed(day)]
    proposed = [frame for frame in proposed if any(_open(row) for row in frame.rows)]
    by_run = {frame.run.pk: frame for frame in proposed}
    taken = {key for key, frame in by_run.items() if full(places_of(frame.run, frame.programme, day))}
    held = {frame.key: [row.pk for row in frame.rows if _open(row)] for frame in proposed if frame.run.pk in taken}
    known = ranks([pk for pks in held.values() for pk in pks])
    return {key: known[pks[0]] for key, pks in held.items() if pks[0] in known}


def _open(row: Participation) -> bool:
    return row.started_on is None and row.ended_on is None
