"""The room's share of the demo."""

import uuid
from collections import defaultdict
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry, User
from rundblick.access.roles import Role
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.cases import demo_support, house
from rundblick.cases.codes import ClosingReason, GoalStatus, Responsible
from rundblick.cases.demo_goals import Grown, trees
from rundblick.cases.models import AssistingService, Case, CasePeriod, ContactNote, Focus, Goal, Task
from rundblick.cases.rules import at_noon
from rundblick.cases.services import file, goals, notes, tasks
from rundblick.web.clock import BERLIN, berlin_date

RESPONSIBLE = {"partner": Responsible.THIRD}
MODULES = (
    ("Rückruf", "Wir haben vereinbart, dass ich zurückrufe am: "),
    ("Unterlagen Miete", "Für den Antrag braucht es den Mietvertrag und die letzte Nebenkostenabrechnung."),
    ("Zusammenfassung vorgelesen", "Ich habe das Besprochene am Ende zusammengefasst. Ergänzt wurde: "),
)
ALLOWED = ("BuT", "OGS")
ADULTS = frozenset({"single_parent", "parent", "partner", "single"})


def load(scenario: Any, cast: Cast) -> None:
    """Write cases, talks, tasks and goals of the scenario, each in the name of who is responsible."""
    steps = {_step_key(note, step) for note in scenario.notes for step in note.next_steps}
    same = {key: task for task in scenario.tasks if (key := _task_key(task)) in steps}
    households: dict[str, list[Any]] = defaultdict(list)
    for household in scenario.households:
        households[household.responsible].append(household)
    for login, records in households.items():
        with acting_as(cast.users[login], "demo.cases"):
            _cases(records, scenario, cast)
            own = {record.key for record in records}
            _goals([goal for goal in scenario.goals if goal.household in own], own, cast, cast.users[login])
            _tasks([task for task in scenario.tasks if task.household in own and _task_key(task) not in same], cast)
    _agreements(cast)
    by_author: dict[str, list[Any]] = defaultdict(list)
    for note in scenario.notes:
        by_author[note.author].append(note)
    for login, written in by_author.items():
        with acting_as(cast.users[login], "demo.cases"):
            _notes(written, same, cast)


def _agreements(cast: Cast) -> None:
    """What the Jobcenter agreed on for its notes."""
    lead = next(user for user in cast.users.values() if Role.TEAM_LEAD in user.access_context().roles)
    with acting_as(lead, "demo.cases"):
        for title, text in MODULES:
            house.add_module(title=title, text=text)
        for word in ALLOWED:
            house.allow_word(word=word)


def _task_key(task: Any) -> tuple[Any, ...]:
    """What was agreed in a talk stands in the scenario twice: as next step, and as task that may be done by now."""
    return task.household, task.person, task.due, task.responsible


def _step_key(note: Any, step: Any) -> tuple[Any, ...]:
    return note.household, note.person, step.due, step.responsible


def _cases(records: list[Any], scenario: Any, cast: Cast) -> None:
    members = defaultdict(list)
    for membership in scenario.memberships:
        if membership.role in ADULTS:
            members[membership.household].append(membership)
    cases, periods, focus, entries = [], [], [], []
    for record in records:
        household = cast.households[record.key]
        closing = {"closed_on": record.closed, "closing_reason": ClosingReason.PROGRAMME_ENDED if record.closed else ""}
        case = Case(
            id=household.dossier_id,
            dossier_id=household.dossier_id,
            household=household,
            opened_on=record.opened,
            **closing,
        )
        period = CasePeriod(dossier_id=case.pk, case=case, opened_on=record.opened, **closing)
        cases.append(case)
        periods.append(period)
        for membership in members[record.key]:
            focus.append(
                Focus(
                    dossier_id=case.pk,
                    case=case,
                    person=cast.persons[membership.person],
                    valid_from=max(membership.valid_from, record.opened),
                    valid_until=membership.valid_until,
                )
            )
        author = cast.users[record.responsible]
        entries.append(_entry(period, file.OPENED, "master", at_noon(record.opened), author.pk, shared=True))
        if record.closed:
            entries.append(_entry(period, file.CLOSED, "master", at_noon(record.closed), author.pk, shared=True))
        cast.cases[record.key] = case
    Case.objects.bulk_create(cases)
    CasePeriod.objects.bulk_create(periods)
    Focus.objects.bulk_create(focus)
    TimelineEntry.objects.bulk_create(entries)


def _notes(records: list[Any], same: dict[tuple[Any, ...], Any], cast: Cast) -> None:
    dossiers = {cast.households[record.household].dossier_id for record in records}
    held = defaultdict(list)
    for appointment in Appointment.objects.filter(dossier_id__in=dossiers):
        held[appointment.dossier_id, appointment.person_id, berlin_date(appointment.starts_at)].append(appointment)
    rows, entries, steps, services = [], [], [], []
    story: dict[str, list[Any]] = defaultdict(list)
    for record in sorted(records, key=lambda one: (one.at, one.key)):
        story[record.household].append(record)
    for record in records:
        at = record.at.replace(tzinfo=BERLIN)
        person = cast.persons[record.person] if record.person else None
        dossier_id = cast.households[record.household].dossier_id
        meetings = held[dossier_id, person.pk if person else None, at.date()]
        note = ContactNote(
            dossier_id=dossier_id,
            person=person,
            author=cast.users[record.author],
            appointment=meetings[0] if meetings else None,
            happened_on=at.date(),
            setting=Setting(record.setting),
            minutes=record.minutes or None,
            sentence=record.sentence,
            own_concern=record.concern or None,
            summary=record.summary or None,
            agreements=record.agreements or None,
            supports=demo_support.supports(record),
            written_at=at,
            shared=record.shared or person is None,
        )
        rows.append(note)
        entries.append(_entry(note, notes.KIND, "notes", at, note.author_id, subject=note.person_id))
        services += [notes.service(note, one) for one in demo_support.helped(record, story[record.household])]
        for step in record.next_steps:
            task = _step(note, step, same.get(_step_key(record, step)))
            steps.append(task)
            if task.done_on:
                at = at_noon(task.done_on)
                entries.append(_entry(task, tasks.KIND, "tasks", at, note.author_id, subject=task.person_id))
    ContactNote.objects.bulk_create(rows)
    AssistingService.objects.bulk_create(services)
    Task.objects.bulk_create(steps)
    TimelineEntry.objects.filter(
        kind="appointment", object_id__in=[row.appointment_id for row in rows if row.appointment_id]
    ).delete()
    TimelineEntry.objects.bulk_create(entries)


def _step(note: ContactNote, step: Any, task: Any) -> Task:
    responsible = RESPONSIBLE.get(step.responsible, step.responsible)
    return Task(
        dossier_id=note.dossier_id,
        person_id=note.person_id,
        note=note,
        text=step.text,
        responsible=responsible,
        assignee_id=note.author_id if responsible in (Responsible.JOBCENTER, Responsible.PROVIDER) else None,
        due_on=step.due,
        done_on=task.done_on if task else None,
        done_by_id=note.author_id if task and task.done_on else None,
        created_on=note.happened_on,
        shared=note.shared,
    )


def _tasks(records: list[Any], cast: Cast) -> None:
    rows, entries = [], []
    for record in records:
        assignee = cast.users[record.assignee] if record.assignee else None
        task = Task(
            dossier_id=cast.households[record.household].dossier_id,
            person=cast.persons[record.person] if record.person else None,
            text=record.text,
            responsible=RESPONSIBLE.get(record.responsible, record.responsible),
            assignee=assignee,
            due_on=record.due,
            done_on=record.done_on,
            done_by=assignee if record.done_on else None,
            created_on=record.created,
            shared=record.shared,
        )
        rows.append(task)
        if task.done_on:
            author = assignee.pk if assignee else None
            entries.append(_entry(task, tasks.KIND, "tasks", at_noon(task.done_on), author, subject=task.person_id))
    Task.objects.bulk_create(rows)
    TimelineEntry.objects.bulk_create(entries)


def _goals(records: list[Any], households: set[str], cast: Cast, author: User) -> None:
    made = {
        (record.key, member): Goal(
            dossier_id=cast.households[record.household].dossier_id,
            person=cast.persons[member],
            text=record.text,
            kind=record.level,
            status=GoalStatus.REACHED if record.reached_on else GoalStatus.OPEN,
            since=record.set_on,
            due_on=record.due,
            reached_on=record.reached_on,
            shared=record.shared,
        )
        for record in records
        for member in record.members
    }
    for record in records:
        together = uuid.uuid4() if len(record.members) > 1 else None
        for member in record.members:
            made[record.key, member].together = together
            made[record.key, member].parent = made.get((record.parent, member))
    grown = Grown(list(made.values()), cast, author_id=author.pk)
    for household, sheet in trees().items():
        if household in households:
            grown.household(household, sheet)
    grown.save()
    TimelineEntry.objects.bulk_create(
        [
            _entry(row, goals.KIND, "goals", at_noon(row.reached_on), None, subject=row.person_id)
            for row in grown.goals
            if row.reached_on
        ]
    )


def _entry(
    row: Any, kind: str, topic: str, at: Any, author_id: Any, *, subject: Any = None, shared: bool | None = None
) -> TimelineEntry:
    return TimelineEntry(
        dossier_id=row.dossier_id,
        at=at,
        kind=kind,
        topic=topic,
        object_id=row.pk,
        subject_id=subject,
        shared=row.shared if shared is None else shared,
        author_id=author_id,
    )
