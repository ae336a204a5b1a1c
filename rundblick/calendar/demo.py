"""The room's share of the demo."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.calendar import services
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.models import Appointment, Place
from rundblick.calendar.rules import end_after, wall
from rundblick.calendar.series import Rhythm, planned
from rundblick.calendar.services import KIND
from rundblick.web.clock import BERLIN, today

STATES = {"planned": Status.PLANNED, "held": Status.HELD, "missed": Status.MISSED, "cancelled": Status.CANCELLED}


PLACES = (
    ("Raum 2.14", "2. Stock, rechts", 4, True, True, ""),
    ("Besprechungsraum", "Erdgeschoss, hinter der Anmeldung", 10, True, True, "Beamer vorhanden"),
    ("Offener Bereich", "Erdgeschoss", None, True, False, "Mehrere Gespräche zur selben Zeit"),
    ("Treffpunkt Stadtpark", "Brunnen am Nordeingang", None, True, False, ""),
)
"""Name, way, seats, accessible, for one meeting at a time, notes."""

NOTES = (
    "Am besten vormittags anrufen. Der Kitaplatz ist zugesagt, der Vertrag fehlt noch.",
    "Gerade läuft es gut. Nur wenn sich etwas an der Arbeitszeit ändert, bitte melden.",
    "Schreibt lieber, als zu telefonieren. Die Unterlagen kommen bis Monatsende.",
)
SERIES_OF, WISH_OF = "now-06", "now-08"


def load(scenario: Any, cast: Cast) -> None:
    """Write the scenario's appointments, in each coach's own name, and what a calendar has besides them."""
    rooms = _places(cast)
    by_coach: dict[str, list[Any]] = {}
    for record in scenario.appointments:
        by_coach.setdefault(record.staff, []).append(record)
    for login, records in by_coach.items():
        with acting_as(cast.users[login], "demo.calendar"):
            rows = [_row(record, cast) for record in records]
            if login == "coach":
                _in_room(rows, rooms[PLACES[0][0]])
            Appointment.objects.bulk_create(rows)
            TimelineEntry.objects.bulk_create([_entry(row) for row in rows if row.status != Status.PLANNED])
    if {SERIES_OF, WISH_OF} <= set(cast.households):
        _series_and_wish(cast)
    for cover in scenario.covers:
        _away(cover, scenario, cast)


def _places(cast: Cast) -> dict[str, Place]:
    found = {}
    with acting_as(cast.users["administration"], "demo.calendar"):
        house = cast.organisations["jobcenter"].pk
        for name, address, seats, accessible, exclusive, notes in PLACES:
            found[name] = services.add_place(
                organisation_id=house,
                name=name,
                address=address,
                seats=seats,
                accessible=accessible,
                exclusive=exclusive,
                notes=notes,
            )
    return found


def _series_and_wish(cast: Cast) -> None:
    """A weekly talk with one, and one who would like to come earlier."""
    coach = cast.users["coach"]
    start = today() + dt.timedelta(days=7 - today().weekday() + 2)
    days = planned(start, dt.time(15), 45, Rhythm(1, times=6), state=None)
    with acting_as(coach, "demo.calendar"):
        services.arrange_series(
            dossier_id=cast.households[SERIES_OF].dossier_id,
            persons=[cast.persons[f"{SERIES_OF}-a1"].pk],
            coach=coach,
            spans=[(one.starts_at, one.ends_at) for one in days if not one.why],
            token=uuid.uuid5(uuid.NAMESPACE_URL, "demo.calendar.series"),
            setting=Setting.WALK_AND_TALK,
            purpose="Wochengespräch",
        )
        services.wish_earlier(
            dossier_id=cast.households[WISH_OF].dossier_id,
            person_id=cast.persons[f"{WISH_OF}-a1"].pk,
            coach=coach,
            settings=[Setting.OFFICE, Setting.PHONE],
            weekdays=[1, 2, 3, 4],
        )


def _away(cover: Any, scenario: Any, cast: Cast) -> None:
    """The absence behind a cover, an appointment that lies in it, and a word to the deputy in each case."""
    absent = cast.users[cover.absent]
    theirs = [one.key for one in scenario.households if one.responsible == cover.absent]
    with acting_as(absent, "demo.calendar"):
        last_day = cover.valid_until - dt.timedelta(days=1)
        services.be_away(coach=absent, first_day=cover.valid_from, last_day=last_day)
        start = wall(last_day - dt.timedelta(days=3), dt.time(10))
        services.arrange(
            dossier_id=cast.households[theirs[0]].dossier_id,
            persons=[cast.persons[f"{theirs[0]}-a1"].pk],
            coach=absent,
            starts_at=start,
            ends_at=end_after(start, 45),
            setting=Setting.OFFICE,
            purpose="Unterlagen durchsehen",
        )
        for key, text in zip(theirs, NOTES, strict=False):
            dossier_id = cast.households[key].dossier_id
            services.write_handover(dossier_id=dossier_id, text=text, author=absent, version=0)


def _in_room(rows: list[Appointment], room: Place) -> None:
    """Talks in the office take place in one room, one after the other."""
    free_from = dt.datetime.min.replace(tzinfo=dt.UTC)
    for row in sorted(rows, key=lambda one: one.starts_at):
        if row.setting == Setting.OFFICE and row.starts_at >= free_from:
            row.room, free_from = room, row.ends_at


def _row(record: Any, cast: Cast) -> Appointment:
    starts_at = record.starts.replace(tzinfo=BERLIN)
    person = cast.persons[record.person] if record.person else None
    return Appointment(
        dossier_id=cast.households[record.household].dossier_id,
        person=person,
        coach=cast.users[record.staff],
        starts_at=starts_at,
        ends_at=end_after(starts_at, record.minutes),
        setting=Setting(record.setting),
        purpose=record.subject or None,
        status=STATES[record.status],
        shared=record.shared or person is None,
        arranged_at=starts_at,
    )


def _entry(row: Appointment) -> TimelineEntry:
    return TimelineEntry(
        dossier_id=row.dossier_id,
        at=row.starts_at,
        kind=KIND,
        topic="appointments",
        object_id=row.pk,
        subject_id=row.person_id,
        shared=row.shared,
        author_id=row.coach_id,
    )
