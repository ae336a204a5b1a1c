"""The demo's share of calendar and file: every record once, in the name of its author."""

from collections import Counter

import pytest

from rundblick.access.database import as_worker
from rundblick.access.models import TimelineEntry
from rundblick.calendar.models import Appointment
from rundblick.cases.codes import OwnAction
from rundblick.cases.models import (
    AllowedWord,
    AssistingService,
    Attainment,
    Case,
    CasePeriod,
    Confidence,
    ContactNote,
    Goal,
    Success,
    Task,
    TextModule,
)
from rundblick.cases.rules import nesting_problem
from rundblick.catalogue.scenario.joining import demo
from rundblick.catalogue.scenario.model import Scenario
from rundblick.conferences.models import Conference, Decision
from rundblick.web.clock import today


@pytest.fixture(scope="module")
def loaded(loaded_demo: str) -> Scenario:
    """The scenario of the demo, which is loaded."""
    return demo(today())


def test_every_record_of_the_scenario_is_there_once(loaded: Scenario) -> None:
    with as_worker("test"):
        assert Case.objects.count() == CasePeriod.objects.count() == len(loaded.households)
        assert ContactNote.objects.count() == len(loaded.notes)
        # Beside them the demo has a series, one appointment in each absence, and those of its conferences.
        single = Appointment.objects.filter(series=None).count()
        tables = Conference.objects.filter(cancelled_at__isnull=True).count()
        assert 0 <= single - len(loaded.appointments) - len(loaded.covers) <= tables
        told = Counter(goal.text for goal in loaded.goals for _member in goal.members)
        assert told <= Counter(goal.text for goal in Goal.objects.all())
        steps = {(n.household, n.person, s.due, s.responsible) for n in loaded.notes for s in n.next_steps}
        own = [t for t in loaded.tasks if (t.household, t.person, t.due, t.responsible) not in steps]
        # Beside them the demo has what its conferences decided.
        decided = Decision.objects.exclude(task=None).values("task_id")
        tasks = Task.objects.exclude(pk__in=decided)
        assert tasks.count() == sum(len(note.next_steps) for note in loaded.notes) + len(own)


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


def test_help_is_told_in_the_words_of_the_notes_and_becomes_less_needed(loaded: Scenario) -> None:
    with as_worker("test"):
        rows = AssistingService.objects.select_related("note")
        assert {row.own_action for row in rows} == set(OwnAction.values)
        assert all((row.person_id, row.shared) == (row.note.person_id, row.note.shared) for row in rows)
        assert ContactNote.objects.exclude(supports=[]).count() > 50
        assert TextModule.objects.count() == 3 and AllowedWord.objects.count() == 2


def test_the_demo_can_be_read(loaded: Scenario) -> None:
    with as_worker("test"):
        words = {note.sentence for note in loaded.notes}
        assert {note.sentence for note in ContactNote.objects.all()} == words


def test_goals_of_the_demo_hang_where_they_fit_and_moved_over_months(loaded: Scenario) -> None:
    with as_worker("test"):
        goals = list(Goal.objects.select_related("parent", "instead_of"))
        for goal in goals:
            above = goal.parent
            if above is not None:
                assert above.person_id == goal.person_id
                assert nesting_problem(goal.kind, above.kind) == ""
                assert above.since <= goal.since
            assert goal.instead_of is None or goal.instead_of.status == "dropped"
        assert {"motive", "commitment"} <= {
            name for goal in goals for name in ("motive", "commitment") if getattr(goal, name)
        }
        assert Goal.objects.exclude(together=None).values("together").distinct().count() >= 2
        ratings: list[Confidence | Attainment] = list(Confidence.objects.select_related("goal"))
        ratings += Attainment.objects.select_related("goal")
        for row in ratings:
            assert row.goal.since <= row.on <= today()
            assert row.person_id == row.goal.person_id
        told = TimelineEntry.objects.filter(kind="success")
        assert set(told.values_list("object_id", flat=True)) == set(Success.objects.values_list("pk", flat=True))
