"""The demo's share of calendar and file: every record once, in the name of its author."""

from collections.abc import Iterator
from io import StringIO

import pytest
from django.core.management import call_command

from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.calendar.models import Appointment
from rundblick.cases.models import Case, CasePeriod, ContactNote, Goal, Task
from rundblick.catalogue.scenario.joining import demo
from rundblick.catalogue.scenario.model import Scenario
from rundblick.web.clock import today
from tests.house import empty_tables


@pytest.fixture(scope="module")
def loaded() -> Iterator[Scenario]:
    """The whole demo, loaded once for the tests of this file."""
    empty_tables()
    call_command("load_demo", stdout=StringIO())
    yield demo(today())
    empty_tables()


def test_every_record_of_the_scenario_is_there_once(loaded: Scenario) -> None:
    with as_worker("test"):
        assert Case.objects.count() == CasePeriod.objects.count() == len(loaded.households)
        assert ContactNote.objects.count() == len(loaded.notes)
        assert Appointment.objects.count() == len(loaded.appointments)
        assert Goal.objects.count() == sum(len(goal.members) for goal in loaded.goals)
        steps = {(n.household, n.person, s.due, s.responsible) for n in loaded.notes for s in n.next_steps}
        own = [t for t in loaded.tasks if (t.household, t.person, t.due, t.responsible) not in steps]
        assert Task.objects.count() == sum(len(note.next_steps) for note in loaded.notes) + len(own)


def test_a_talk_and_its_appointment_are_one_thing(loaded: Scenario) -> None:
    with as_worker("test"):
        told = ContactNote.objects.exclude(appointment=None)
        assert told.exists()
        for note in told.select_related("appointment"):
            assert note.appointment is not None
            assert (note.appointment.person_id, note.appointment.dossier_id) == (note.person_id, note.dossier_id)
        shown = TimelineEntry.objects.filter(kind="appointment").values("object_id")
        assert not told.filter(appointment_id__in=shown).exists()


def test_every_note_stands_in_the_story_under_its_author(loaded: Scenario) -> None:
    with as_worker("test"):
        entries = {entry.object_id: entry for entry in TimelineEntry.objects.filter(kind="note")}
        for note in ContactNote.objects.all():
            assert entries[note.pk].author_id == note.author_id
            assert entries[note.pk].subject_id == note.person_id


def test_the_demo_can_be_read(loaded: Scenario) -> None:
    with as_worker("test"):
        words = {note.sentence for note in loaded.notes}
        assert {note.sentence for note in ContactNote.objects.all()} == words
