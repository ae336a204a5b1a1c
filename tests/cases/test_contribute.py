"""What the file and the calendar give to other rooms: facts, due items, the own copy, merging and erasing."""

import datetime as dt

import pytest

from rundblick.access import hooks
from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.doors import case_dossier_columns
from rundblick.access.models import Erasure, TimelineEntry
from rundblick.access.services import approve_erasure, erase, request_erasure
from rundblick.calendar.models import Appointment
from rundblick.cases import due, services
from rundblick.cases.codes import ClosingReason, Level
from rundblick.cases.models import (
    Attainment,
    AttainmentScale,
    Case,
    Confidence,
    ContactNote,
    Focus,
    Goal,
    Success,
    Task,
)
from rundblick.cases.services import StepContent
from rundblick.people.models import Person
from rundblick.web.clock import now, today
from tests.cases.families import Family, haddad
from tests.house import House

DAY = dt.timedelta(days=1)


def facts(house: House, family: Family, as_of: dt.date) -> dict[str, object]:
    with acting_as(house.alma, "test", read_only=True):
        return hooks.all_facts([family.pk], as_of)[family.pk]


def test_facts_hold_for_the_day_they_are_asked_for(house: House) -> None:
    family = haddad(house, opened_on=today() - 50 * DAY)
    family.note(family.amira, happened_on=today() - 30 * DAY)
    family.note(family.karim, happened_on=today() - 3 * DAY)
    row = family.appointment(family.amira, starts_at=now() + 4 * DAY)
    with acting_as(house.alma, "test"):
        services.close(case=family.case, closed_on=today() - 20 * DAY, closing_reason=ClosingReason.GOALS_REACHED)
        services.reopen(case=family.case, opened_on=today() - 10 * DAY)
    at_present = facts(house, family, today())
    assert at_present["case_open_since"] == today() - 10 * DAY
    assert at_present["last_contact_on"] == today() - 3 * DAY
    assert at_present["next_appointment_on"] == row.starts_at.date()
    former = facts(house, family, today() - 25 * DAY)
    assert former["case_open_since"] == today() - 50 * DAY
    assert former["last_contact_on"] == today() - 30 * DAY
    between = facts(house, family, today() - 15 * DAY)
    assert "case_open_since" not in between
    assert "last_contact_on" not in facts(house, family, today() - 40 * DAY)


def test_tasks_with_a_day_are_due_and_their_text_stays_sealed(house: House) -> None:
    family = haddad(house)
    task = family.task("Schulden besprechen", due_on=today() + 3 * DAY, person_id=family.amira)
    family.task("ohne Tag")
    family.note(family.karim, steps=[StepContent(text="Brief", due_on=today())])
    with acting_as(house.alma, "test"):
        services.complete(task=family_task(family))
        items = due.tasks_due([family.pk], today())
        assert [(item["label"], item["due_on"]) for item in items] == [
            ("Nächster Schritt", today()),
            ("Aufgabe", today() + 3 * DAY),
        ]
        assert items[1]["key"] == str(task.pk)
        assert "Schulden" not in str(items)
        assert due.tasks_due([family.pk], today() - DAY) == []


def family_task(family: Family) -> Task:
    return next(task for task in Task.objects.filter(dossier_id=family.pk) if task.text == "ohne Tag")


def test_an_appointment_that_is_over_asks_for_its_note_until_there_is_one(house: House) -> None:
    family = haddad(house)
    row = family.appointment(family.amira, family.karim, starts_at=now() - DAY)
    family.appointment(family.amira, starts_at=now() + DAY)
    missed = family.appointment(family.karim, starts_at=now() - 2 * DAY)
    with acting_as(house.alma, "test"):
        from rundblick.calendar import services as calendar

        calendar.mark_missed(appointment=missed)
        items = due.notes_missing([family.pk], today())
        assert {item["person_id"] for item in items} == {family.amira, family.karim}
        assert {item["label"] for item in items} == {"Gespräch festhalten"}
    family.note(family.amira, appointments=[row])
    with acting_as(house.alma, "test", read_only=True):
        assert due.notes_missing([family.pk], today()) == []
        assert due.notes_missing([family.pk], today() + 90 * DAY) == []


def test_due_rules_are_registered_with_fields_of_the_store(house: House) -> None:
    from rundblick.programmes.models import DueItem

    family = haddad(house)
    family.task(due_on=today())
    fields = {field.attname for field in DueItem._meta.concrete_fields}
    with acting_as(house.alma, "test", read_only=True):
        for name in ("cases.task", "cases.note"):
            rule = hooks.due_rules.get(name)
            assert rule is not None
            for item in rule.compute([family.pk], today()):
                assert set(item) <= fields


def follow(family: Family, goal: Goal) -> None:
    """Something of everything that tells how it goes with a goal."""
    family.confident(goal, 4)
    family.success(goal.person_id, goal=goal)
    with acting_as(family.house.alma, "test"):
        services.note_attainment(goal=goal, level=1, rater="coach", author=family.house.alma)
        services.word_levels(goal=goal, words={Level.EXPECTED: "Das reicht mir"})


def test_the_own_copy_has_talks_steps_goals_and_appointments(house: House) -> None:
    family = haddad(house)
    family.note(family.amira, own_concern="Wieder kochen.", minutes=50, steps=[StepContent(text="Zeugnis")])
    follow(family, family.goal(family.amira, motive="Für die Kinder"))
    family.goal(family.karim, "Geteilt", shared=True, motive="Karims Grund")
    family.appointment(family.amira, purpose="Anerkennung")
    with acting_as(house.alma, "test", read_only=True):
        sections = [section for make in hooks.export for section in make(family.pk, family.amira)]
    titles = [section["title"] for section in sections]
    for title in (
        "Im Blick",
        "Gespräche",
        "Aufgaben und nächste Schritte",
        "Ziele",
        "Zuversicht",
        "Wie weit bei einem Ziel",
        "Stufen in eigenen Worten",
        "Was gelungen ist",
        "Termine",
    ):
        assert title in titles
    for section in sections:
        for row in section["rows"]:
            if "columns" in section:
                assert len(row) == len(section["columns"])
    copy = str(sections)
    for words in ("Wieder kochen.", "Für die Kinder", "Das reicht mir", "Selbst beim Amt angerufen", "Geteilt"):
        assert words in copy
    assert "Karims Grund" not in copy


def test_merging_moves_everything_to_the_person_who_stays(house: House) -> None:
    family = haddad(house)
    family.note(family.amira, family.karim)
    family.note(family.karim)
    family.task(person_id=family.karim)
    follow(family, family.goal(family.karim))
    with acting_as(house.alma, "test"):
        services.set_goal_together(case=family.case, persons=[family.amira, family.karim], text="Zusammen")
    family.appointment(family.amira, family.karim)
    with acting_as(house.alma, "test"):
        for name in ("calendar", "cases"):
            move = hooks.merge.get(name)
            assert move is not None
            assert move(family.amira, family.karim) > 0
        for model in (ContactNote, Task, Goal, Confidence, Attainment, AttainmentScale, Success, Appointment, Focus):
            assert not model.objects.filter(person_id=family.karim).exists()
        assert ContactNote.objects.filter(person_id=family.amira).count() == 3
        assert Focus.objects.filter(person_id=family.amira).count() == 1
        assert not TimelineEntry.objects.filter(subject_id=family.karim).exists()
        assert {note.sentence for note in ContactNote.objects.all()} == {"Der Kitaplatz ist zugesagt."}


def test_erasing_leaves_nothing_of_a_full_file(house: House) -> None:
    family, other = haddad(house), haddad(house)
    row = family.appointment(family.amira, starts_at=now() - DAY)
    (note,) = family.note(family.amira, appointments=[row], steps=[StepContent(text="Brief")])
    family.task()
    lead = family.goal(family.amira, "Oben", kind="lead")
    follow(family, family.goal(family.amira, parent=lead, instead_of=family.goal(family.amira, "Vorher")))
    other.note(other.amira)
    with acting_as(house.alma, "test") as context:
        services.correct_note(
            note=note,
            version=1,
            content=services.NoteContent(happened_on=today(), setting="office", sentence="Berichtigt"),
            why="Test",
        )
        request_erasure(context, dossier_id=family.pk, ground="Aufbewahrungsfrist abgelaufen")
    with acting_as(house.eva, "test") as context:
        approve_erasure(context, erasure=Erasure.objects.get())
    with as_worker("test"):
        assert erase(family.pk) > 0
    with as_worker("test"):
        from django.db import connection

        with connection.cursor() as cursor:
            for history in (False, True):
                for table, column in case_dossier_columns(history=history):
                    cursor.execute(f'SELECT count(*) FROM "{table}" WHERE "{column}" = %s', [family.pk])
                    assert cursor.fetchone() == (0,), table
        assert not Person.objects.filter(pk__in=family.persons.values()).exists()
        assert Case.objects.get().pk == other.pk
        assert ContactNote.objects.count() == 1


@pytest.mark.parametrize(
    "kind", ["note", "task_done", "goal_reached", "success", "case_opened", "case_closed", "appointment"]
)
def test_every_kind_of_entry_is_told(kind: str) -> None:
    told = hooks.timeline_kinds.get(kind)
    assert told is not None
    assert told.label
