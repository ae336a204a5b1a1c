"""Files with appointments, tasks and due items, for the tests of the start pages."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access import timeline
from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.calendar.models import Appointment
from rundblick.cases.models import Case, ContactNote, Task
from rundblick.people.models import Household
from rundblick.programmes.models import DueItem
from rundblick.web.clock import BERLIN, now, today
from tests.house import House
from tests.people.families import household


def at(hour: int, days: int = 0) -> dt.datetime:
    """A moment `days` from today on Berlin's clock."""
    return dt.datetime.combine(today() + dt.timedelta(days=days), dt.time(hour), tzinfo=BERLIN)


def file(house: House, *members: Any, responsible: User | None = None, **more: Any) -> Case:
    """A household with an open case; Alma is responsible unless told otherwise."""
    coach = responsible or house.alma
    home: Household = household(house, *members, responsible=coach, **more)
    with acting_as(coach, "test"):
        case = Case(
            id=home.dossier_id, dossier_id=home.dossier_id, household=home, opened_on=today() - dt.timedelta(days=40)
        )
        case.save(force_insert=True)
    return case


def appointment(case: Case, coach: User, starts_at: dt.datetime, **more: Any) -> Appointment:
    """An appointment of an hour; of the whole household unless a person is given."""
    values: dict[str, Any] = {"setting": "office", "shared": "person_id" not in more} | more
    with acting_as(coach, "test"):
        return Appointment.objects.create(
            dossier_id=case.pk,
            coach=coach,
            starts_at=starts_at,
            ends_at=starts_at + dt.timedelta(hours=1),
            arranged_at=now(),
            **values,
        )


def task(case: Case, coach: User, text: str, days: int | None, **more: Any) -> Task:
    """A task on the coach's own list, due so many days from today."""
    due_on = None if days is None else today() + dt.timedelta(days=days)
    values: dict[str, Any] = {"assignee": coach} | more
    with acting_as(coach, "test"):
        return Task.objects.create(dossier_id=case.pk, text=text, due_on=due_on, created_on=today(), **values)


def due(case: Case, coach: User, label: str, days: int, **more: Any) -> DueItem:
    """A computed due item, as room programmes stores it."""
    values: dict[str, Any] = {"topic_code": "notes", "kind": "contact", "source": "test", "rule": "r"} | more
    with acting_as(coach, "test"):
        return DueItem.objects.create(
            dossier_id=case.pk, label=label, due_on=today() + dt.timedelta(days=days), key=uuid.uuid4().hex, **values
        )


def note(case: Case, coach: User, sentence: str, days_ago: int = 0, **more: Any) -> ContactNote:
    """A note with its entry in the timeline."""
    day = today() - dt.timedelta(days=days_ago)
    values: dict[str, Any] = {"setting": "office", "shared": "person_id" not in more} | more
    with acting_as(coach, "test"):
        row = ContactNote.objects.create(
            dossier_id=case.pk, author=coach, happened_on=day, sentence=sentence, written_at=now(), **values
        )
        timeline.record(
            dossier_id=case.pk,
            at=now() - dt.timedelta(days=days_ago),
            kind="note",
            topic="notes",
            object_id=row.pk,
            subject_id=row.person_id,
            shared=row.shared,
        )
    return row
