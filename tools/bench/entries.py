"""The invented years of counselling: notes, appointments, tasks, goals, their timeline, and what is due."""

from __future__ import annotations

import datetime as dt
from random import Random

from rundblick.access.models import TimelineEntry
from rundblick.calendar import services as calendar
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.models import Appointment
from rundblick.cases.codes import GoalStatus, OwnAction, Responsible
from rundblick.cases.models import AssistingService, ContactNote, Goal, Task
from rundblick.cases.services import file, goals, notes, tasks
from rundblick.programmes.duebook import OWN
from rundblick.programmes.models import Definition, DueItem, ProgrammeEvent
from rundblick.programmes.publishing import document
from rundblick.programmes.services import spine
from rundblick.web.clock import BERLIN
from tools.bench import invented
from tools.bench.households import Home
from tools.bench.plan import Size
from tools.bench.sheets import Sheet
from tools.bench.staff import Staff, new_id

PATTERN = "ANNANTANNANNANNGANTN"
"""What follows on what in a file: an appointment and its note, a talk without one, a task done, a goal reached."""

HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
AHEAD = 28


class _Sheets:
    def __init__(self) -> None:
        self.appointments = Sheet(
            Appointment, "id", "dossier_id", "person_id", "meeting", "coach_id", "starts_at", "ends_at", "setting",
            "place", "purpose", "status", "arranged_at",
        )  # fmt: skip
        self.notes = Sheet(
            ContactNote, "id", "dossier_id", "talk", "person_id", "author_id", "appointment_id", "happened_on",
            "setting", "minutes", "sentence", "own_concern", "written_at",
        )  # fmt: skip
        self.services = Sheet(
            AssistingService, "id", "dossier_id", "note_id", "person_id", "kind", "minutes", "own_action"
        )
        self.tasks = Sheet(
            Task, "id", "dossier_id", "person_id", "text", "responsible", "assignee_id", "due_on", "done_on",
            "done_by_id", "created_on",
        )  # fmt: skip
        self.goals = Sheet(Goal, "id", "dossier_id", "person_id", "text", "status", "since", "reached_on")
        self.events = Sheet(
            ProgrammeEvent, "id", "dossier_id", "participation_id", "kind", "occurred_on", "recorded_by_id"
        )
        self.due = Sheet(
            DueItem, "id", "dossier_id", "topic_code", "person_id", "source", "rule", "key", "kind", "label",
            "explanation", "due_on", "last_useful_day", "definition_id", "participation_id",
        )  # fmt: skip
        self.timeline = Sheet(
            TimelineEntry, "id", "dossier_id", "at", "kind", "topic", "object_id", "subject_id", "shared", "author_id"
        )

    def write(self) -> None:
        for sheet in vars(self).values():
            sheet.write()


class _Writer:
    """Writes into the sheets what happens in a household."""

    def __init__(self, random: Random, staff: Staff, today: dt.date) -> None:
        self.sheets = _Sheets()
        self._random = random
        self._staff = staff
        self._today = today
        self._last_appointment: dict[str, str] = {}
        self._way_in = [step.done_by for step in document(Definition.objects.get(pk=staff.definition)).access.steps]

    def opening(self, home: Home) -> None:
        """The case was opened."""
        self._tell(home, home.opened, file.OPENED, "master", home.period, None, shared=True)

    def entry(self, home: Home, kind: str, person: str, at: dt.datetime) -> None:
        """One entry of the timeline with what it stands for."""
        match kind:
            case "A":
                self._held(home, person, at)
            case "N":
                self._note(home, person, at)
            case "T":
                self._done(home, person, at)
            case _:
                self._reached(home, person, at)

    def present(self, home: Home, number: int) -> None:
        """What lies ahead of the coach's case with this number: an appointment within four weeks, two tasks, a goal."""
        random, coach, person = self._random, self._staff.coaches[home.coach], home.grown_ups[0]
        at = _in_the_office(self._today + number * 11 % AHEAD * DAY, number)
        self._appointment(home, person, at, Status.PLANNED)
        since, until = self._today - 20 * DAY, self._today + dt.timedelta(days=number * 7 % 30 - 5)
        task = self._task(home, person, since, coach, due_on=until)
        self._task(home, person, since, None, due_on=None)
        self._goal(home, person, since, None)
        self.sheets.due.add(
            new_id(random), home.dossier, "tasks", person, "cases.task", "cases.task", task, "task", "Aufgabe", "",
            until, None, None, None,
        )  # fmt: skip
        if home.participation:
            self._participates(home, coach)

    def _held(self, home: Home, person: str, at: dt.datetime) -> None:
        row = self._appointment(home, person, at, Status.HELD)
        self._last_appointment[home.dossier] = row
        self._tell(home, at, calendar.KIND, "appointments", row, person)

    def _appointment(self, home: Home, person: str, at: dt.datetime, status: Status) -> str:
        row, random = new_id(self._random), self._random
        purpose = home.seal("calendar.appointment:purpose", row, random.choice(invented.STEPS))
        place = home.seal("calendar.appointment:place", row, "Zimmer 12")
        coach, arranged = self._staff.coaches[home.coach], at - 14 * DAY
        self.sheets.appointments.add(
            row, home.dossier, person, new_id(random), coach, at, at + HOUR, Setting.OFFICE, place, purpose, status,
            arranged,
        )  # fmt: skip
        return row

    def _note(self, home: Home, person: str, at: dt.datetime) -> None:
        row, random = new_id(self._random), self._random
        sentence = home.seal("cases.contactnote:sentence", row, random.choice(invented.SENTENCES))
        concern = None
        if random.random() < 0.1:
            concern = home.seal("cases.contactnote:own_concern", row, random.choice(invented.CONCERNS))
        appointment = self._last_appointment.pop(home.dossier, None)
        setting, author = (Setting.OFFICE if appointment else Setting.PHONE), self._staff.coaches[home.coach]
        self.sheets.notes.add(
            row, home.dossier, new_id(random), person, author, appointment, at.date(), setting, 45, sentence,
            concern, at + 2 * HOUR,
        )  # fmt: skip
        if at.day % 3 == 0:
            self.sheets.services.add(new_id(random), home.dossier, row, person, "call", 10, OwnAction.TOGETHER)
        self._tell(home, at, notes.KIND, "notes", row, person)

    def _done(self, home: Home, person: str, at: dt.datetime) -> None:
        coach = self._staff.coaches[home.coach]
        row = self._task(home, person, at.date() - 7 * DAY, coach, due_on=at.date(), done_on=at.date())
        self._tell(home, at, tasks.KIND, "tasks", row, person)

    def _task(
        self,
        home: Home,
        person: str,
        since: dt.date,
        assignee: str | None,
        *,
        due_on: dt.date | None,
        done_on: dt.date | None = None,
    ) -> str:
        row = new_id(self._random)
        text = home.seal("cases.task:text", row, self._random.choice(invented.STEPS))
        responsible = Responsible.JOBCENTER if assignee else Responsible.PERSON
        done_by = assignee if done_on else None
        self.sheets.tasks.add(row, home.dossier, person, text, responsible, assignee, due_on, done_on, done_by, since)
        return row

    def _reached(self, home: Home, person: str, at: dt.datetime) -> None:
        row = self._goal(home, person, at.date() - 60 * DAY, at.date())
        self._tell(home, at, goals.KIND, "goals", row, person)

    def _goal(self, home: Home, person: str, since: dt.date, reached: dt.date | None) -> str:
        row = new_id(self._random)
        text = home.seal("cases.goal:text", row, self._random.choice(invented.GOALS))
        status = GoalStatus.REACHED if reached else GoalStatus.OPEN
        self.sheets.goals.add(row, home.dossier, person, text, status, since, reached)
        return row

    def _participates(self, home: Home, coach: str) -> None:
        """The steps of the way in, and a contact that is due by the programme's rhythm."""
        day = self._today - 30 * DAY
        at = dt.datetime.combine(day, dt.time(12), tzinfo=BERLIN)
        self._tell(home, at, spine.START, "programmes", home.participation, None)
        for kind in self._way_in:
            row = new_id(self._random)
            self.sheets.events.add(row, home.dossier, home.participation, kind, day, coach)
            self._tell(home, at, spine.EVENT, "programmes", row, None)
        self.sheets.due.add(
            new_id(self._random), home.dossier, "programmes", None, OWN, "rhythm.begleitung", "bench//1", "contact",
            "Kontakt", "alle zwei Wochen", self._today + 3 * DAY, None, self._staff.definition, home.participation,
        )  # fmt: skip

    def _tell(
        self, home: Home, at: dt.datetime, kind: str, topic: str, row: str, person: str | None, *, shared: bool = False
    ) -> None:
        coach = self._staff.coaches[home.coach]
        self.sheets.timeline.add(new_id(self._random), home.dossier, at, kind, topic, row, person, shared, coach)


def _in_the_office(day: dt.date, number: int) -> dt.datetime:
    """A full hour between eight and five on that day."""
    return dt.datetime.combine(day, dt.time(8 + number % 9), tzinfo=BERLIN)


def write(random: Random, size: Size, staff: Staff, homes: list[Home], *, today: dt.date) -> None:
    """Write `size.entries` timeline entries per household, year by year, and what is open today."""
    writer = _Writer(random, staff, today)
    for home in homes:
        writer.opening(home)
    for step in range(size.entries - 1):
        kind = PATTERN[step % len(PATTERN)]
        for number, home in enumerate(homes):
            days = (today - DAY - home.opened.date()).days * (step + 1) // size.entries
            at = _in_the_office(home.opened.date() + days * DAY, number)
            writer.entry(home, kind, home.grown_ups[step % len(home.grown_ups)], at)
        writer.sheets.write()
    for number, home in enumerate(homes):
        writer.present(home, number // size.coaches)
    writer.sheets.write()
