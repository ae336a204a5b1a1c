"""What a coach wants to know before a talk with one member: blocks, each of which stays away when it is empty.

Nothing about other members unless they share it (design rule 6), and nothing of a topic whose door is closed.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from rundblick.access.context import Context
from rundblick.calendar import shown as calendar
from rundblick.cases.codes import GoalKind, Responsible
from rundblick.cases.file import File
from rundblick.cases.models import ContactNote, Success, Task
from rundblick.cases.queries import for_member
from rundblick.consent.due import RULE as CONSENT_ENDS
from rundblick.feedback import telling
from rundblick.feedback.queries import said_to
from rundblick.preparation import queries, rules
from rundblick.preparation.prompts import Prompt, catalogue
from rundblick.programmes.duebook import Due, due_of
from rundblick.waiting.models import Wait
from rundblick.waiting.queries import open_waits
from rundblick.web.clock import now, today
from rundblick.web.german import german_date, german_time
from rundblick.work.taxonomy import taxonomy

SHOWN = 6
"""Lines of a block; with all blocks full, the sheet still fits on two pages."""
WON = 5
EARLIER = 2
DUE_AHEAD = dt.timedelta(days=60)


@dataclass(frozen=True, kw_only=True)
class Line:
    """One line of a block. `done` ticks it off."""

    text: str
    note: str = ""
    url: str = ""
    said: str = ""
    done: bool = False


@dataclass(frozen=True, kw_only=True)
class Block:
    """A topic. `more`: so many lines that are not shown; `url` leads to all."""

    title: str
    lines: Sequence[Line]
    more: int = 0
    url: str = ""
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class View:
    """Everything on the sheet. `last`: the latest talk. `since`: first day of the time looked at."""

    since: dt.date
    last: ContactNote | None
    won: Sequence[Success]
    won_since: bool
    concern: ContactNote | None
    blocks: Sequence[Block] = field(default_factory=list)
    prompts: Sequence[Prompt] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to tell yet."""
        return not (self.won or self.concern or self.blocks)


def read(context: Context, file: File, person: uuid.UUID, *, asked: str) -> View:
    """The sheet for a talk with this member; `asked`: the first day to look at, as the address says it.

    At most eleven statements, however long the history.
    """
    day = today()
    talks = queries.talks(context, file.pk, person)
    last = next((note for note in talks if note.person_id in (person, None)), None)
    opened = file.case.opened_on
    since = rules.day_of(asked, earliest=opened, today=day) or (last.happened_on if last else opened)
    tasks, goals, successes = [], [], []
    if "tasks" in file.reads:
        tasks = queries.tasks(context, file.pk, for_member(person), since=since)
    if "goals" in file.reads:
        goals = queries.goals(context, file.pk, person, since=since)
        successes = queries.successes(context, file.pk, person, size=WON)
    waits = open_waits(context, [file.pk], member=person) if "situation" in file.reads else []
    won = [one for one in successes if one.on >= since]
    due = [one for one in due_of(context, [file.pk])[file.pk] if one.person_id in (None, person)]
    blocks = [
        _agreed(file, last, tasks),
        _feedback(context, file, person),
        _goals(file, person, goals),
        *_tasks(file, last, tasks, waits, me=context.user_id, day=day),
        _news(context, file, person, since=since, day=day),
        _due(due, day=day),
        _consents(file, due, person),
        _appointments(context, file, person),
    ]
    course = rules.Course(
        won=bool(won) or any(goal.reached_on for goal in goals) or any(task.done_on for task in tasks),
        open_steps=any(task.note_id and not task.done_on for task in tasks),
        confidences=tuple(tuple(reversed(goal.latest)) for goal in goals),
    )
    return View(
        since=since,
        last=last,
        won=won or successes[:EARLIER],
        won_since=bool(won),
        concern=next((note for note in talks if note.own_concern and note.person_id == person), None),
        blocks=[block for block in blocks if block.lines or block.words],
        prompts=rules.fitting(catalogue().prompts, course),
    )


def _block(title: str, lines: Sequence[Line], *, url: str = "", words: str = "") -> Block:
    return Block(title=title, lines=lines[:SHOWN], more=max(0, len(lines) - SHOWN), url=url, words=words)


def _agreed(file: File, last: ContactNote | None, tasks: Iterable[Task]) -> Block:
    """What was agreed last time and what became of it; steps that are still open stand first."""
    if last is None:
        return _block("", [])
    steps = sorted((task for task in tasks if task.note_id == last.pk), key=lambda task: task.done_on is not None)
    lines = [_task_line(task) for task in steps]
    url = reverse("cases:note", args=[last.pk])
    return _block("Zuletzt vereinbart und was daraus wurde", lines, url=url, words=last.agreements or "")


def _feedback(context: Context, file: File, person: uuid.UUID) -> Block:
    """What the person said to the reader about their talks: why its course falls, and the last answer (rule 8)."""
    rows = said_to(context, file.pk, person) if "notes" in file.own else []
    if not rows:
        return _block("", [])
    reasons = telling.reasons(telling.course_of(rows), telling.labels_of(rows))
    last = telling.answers(rows[:1])[0]
    numbers = " · ".join(f"{given.label}: {given.number}" for given in last.given)
    day = f"Gespräch am {german_date(last.row.on)}"
    lines = [*(Line(text=one) for one in reasons), Line(text=day, note=numbers, said=last.row.comment or "")]
    url = reverse("feedback:page", args=[file.pk, person])
    return _block("Rückmeldung an Sie", lines, url=url, words=telling.HINT if reasons else "")


def _task_line(task: Task) -> Line:
    if task.done_on:
        return Line(text=task.text, note=f"erledigt am {german_date(task.done_on)}", done=True)
    until = f"bis {german_date(task.due_on)}" if task.due_on else ""
    return Line(text=task.text, note=" · ".join(part for part in (_who(task), until) if part))


def _who(task: Task) -> str:
    """Whose turn it is."""
    return task.assignee.display_name if task.assignee else Responsible(task.responsible).label


def _goals(file: File, person: uuid.UUID, goals: Sequence[Any]) -> Block:
    """Goals reached and small steps first, with what the person resolved and how confident they were."""
    order = {GoalKind.ACTION: 0, GoalKind.LEAD: 1, GoalKind.AREA: 2}
    lines = []
    for goal in sorted(goals, key=lambda goal: (goal.reached_on is None, order[GoalKind(goal.kind)])):
        notes = [GoalKind(goal.kind).label]
        if goal.reached_on:
            notes.append(f"erreicht am {german_date(goal.reached_on)}")
        elif goal.due_on:
            notes.append(f"bis {german_date(goal.due_on)}")
        if goal.latest:
            notes.append(f"Zuversicht {' → '.join(map(str, reversed(goal.latest)))}")
        url = reverse("cases:goal_course", args=[goal.pk])
        lines.append(
            Line(
                text=goal.text, note=" · ".join(notes), said=goal.commitment or "", url=url, done=bool(goal.reached_on)
            )
        )
    return _block("Ziele und kleine Schritte", lines, url=reverse("cases:goal_tree", args=[file.pk, person]))


def _tasks(
    file: File,
    last: ContactNote | None,
    tasks: Iterable[Task],
    waits: Sequence[Wait],
    *,
    me: uuid.UUID | None,
    day: dt.date,
) -> list[Block]:
    """What is open otherwise, whose answer or step is awaited (the longest first), and what else was done."""
    url = reverse("cases:case_tasks", args=[file.pk]) + f"?mitglied={file.member}"
    rest = [task for task in tasks if last is None or task.note_id != last.pk]
    owed = [task for task in rest if not task.done_on and _owed_by_others(task, me)]
    still = [task for task in rest if not task.done_on and not _owed_by_others(task, me)]
    done = [task for task in rest if task.done_on]
    awaited = [(task.created_on, task.text, _who(task)) for task in owed]
    awaited += [(wait.since, wait.name, _of(wait, file.member)) for wait in waits]
    lines = [
        Line(text=text, note=" · ".join(part for part in (who, rules.waits_for((day - since).days)) if part))
        for since, text, who in sorted(awaited)
    ]
    waits_url = reverse("waiting:page", args=[file.pk, file.member])
    return [
        _block("Sonst noch offen", [_task_line(task) for task in still], url=url),
        _block("Darauf warten wir", lines, url=waits_url if waits else url),
        _block("Seither erledigt", [_task_line(task) for task in done], url=url),
    ]


def _owed_by_others(task: Task, me: uuid.UUID | None) -> bool:
    """Whether an answer of somebody else is awaited."""
    return task.responsible != Responsible.PERSON and (task.assignee_id is None or task.assignee_id != me)


def _of(wait: Wait, member: uuid.UUID | None) -> str:
    """Where it is awaited from; of a shared wait of somebody else nothing but the wait."""
    return (wait.whom or "") if wait.belongs_to(member) else ""


def _news(context: Context, file: File, person: uuid.UUID, *, since: dt.date, day: dt.date) -> Block:
    """Births, moves, children who turn 15 or 18, and work that began. Nothing about who is protected."""
    relatives = [
        rules.Relative(one.person.pk, one.person.first_names, one.role, one.person.birth_date, one.valid_from,
                       one.valid_until)
        for one in file.everybody
        if one.person.pk == person or one.person.pk not in file.protected
    ]  # fmt: skip
    news = rules.news_of(relatives, since=since, day=day)
    labels = {kind.code: kind.label for kind in taxonomy().kinds} | {"address": "neue Adresse"}
    for kind, on, whose in queries.changes(
        context, file.pk, person, since=since, moves=not file.protected, jobs="outcomes" in file.reads
    ):
        news.append(rules.News(on, f"{file.name(whose)}: {labels[kind]}"))
    lines = [Line(text=one.text, note=german_date(one.on)) for one in sorted(news, key=lambda one: one.on)]
    return _block("Neues aus dem Haushalt", lines)


def _due(due: Iterable[Due], *, day: dt.date) -> Block:
    """One line per topic: what comes first, and how many more there are. Tasks and consents stand elsewhere."""
    topics: dict[tuple[str, str], list[Due]] = {}
    for one in due:
        if one.kind != "task" and one.rule != CONSENT_ENDS and one.due_on <= day + DUE_AHEAD:
            topics.setdefault((one.topic, one.source), []).append(one)
    lines = []
    for first, *others in topics.values():
        more = f" · und {len(others)} weitere" if others else ""
        late = "überfällig seit" if first.overdue else "bis"
        lines.append(Line(text=first.label, note=f"{late} {german_date(first.due_on)}{more}"))
    return _block("Was ansteht", lines)


def _consents(file: File, due: Iterable[Due], person: uuid.UUID) -> Block:
    lines = [
        Line(text=one.explanation, note=f"endet am {german_date(one.due_on)}")
        for one in due
        if one.rule == CONSENT_ENDS and one.person_id == person
    ]
    return _block("Einwilligungen, die bald enden", lines)


def _appointments(context: Context, file: File, person: uuid.UUID) -> Block:
    if "appointments" not in file.reads:
        return _block("", [])
    rows = queries.appointments(context, file.pk, for_member(person), at=now())
    lines = [
        Line(
            text=f"{german_date(one.at, 'weekday')}, {german_time(one.at)} Uhr",
            note=" · ".join(part for part in (one.where, one.purpose) if part),
            url=one.url,
        )
        for one in calendar.lines(rows, names=file.names, households={})
    ]
    return _block("Nächste Termine", lines)
