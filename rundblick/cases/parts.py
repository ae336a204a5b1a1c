"""The parts of the case page: those of this room, and how those of all rooms are put together."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Max, Q
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting
from rundblick.cases import goal_tree, house, queries
from rundblick.cases.codes import GoalKind, GoalStatus, Responsible
from rundblick.cases.file import File
from rundblick.cases.forms import TaskForm
from rundblick.cases.hints import TEXTS, Hint, hints
from rundblick.cases.models import ContactNote, Goal
from rundblick.web.german import count, german_date

AT_ONCE = ("programmes.due", "calendar.", "cases.")
"""Parts the page draws itself: what is due, appointments, steps, goals. All others come with a second request, so that
the page takes the same time however many rooms there are."""
TASKS = 8
GOALS = 6
REACHED_GOALS = 3
_PLACE = {GoalKind.LEAD: 0, GoalKind.ACTION: 1, GoalKind.AREA: 2}
"""In the short list: what it is all for, then what is to be done."""


@dataclass(frozen=True)
class ShownPart:
    """A part that has something to show. `url` and `note` stand beside its heading."""

    name: str
    title: str
    template: str
    values: dict[str, Any]
    url: str
    note: str


def load(request: Request, file: File, area: str, *, at_once: bool) -> list[ShownPart]:
    """The parts of one area, in their order, that the reader's doors open.

    `at_once`: those the page itself draws; otherwise those it fetches afterwards. A part's `load` may answer
    `card_url` and `card_note` for the heading of its card.
    """
    shown = []
    for name, part in sorted(hooks.case_parts.items(), key=lambda item: item[1].order):
        if part.area != area or part.topic not in file.reads or name.startswith(AT_ONCE) != at_once:
            continue
        if file.member is not None and not part.per_member:
            continue
        if request.access.only_guest and not part.for_guests:
            continue
        values = part.load(request, file)
        if values is not None:
            url, note = values.get("card_url", ""), values.get("card_note", "")
            shown.append(ShownPart(name, part.title, part.template, values, url, note))
    return shown


@dataclass(frozen=True)
class Concern:
    """What a member wants, in their own words."""

    person_id: uuid.UUID | None
    words: str
    note: ContactNote


def concerns(talks: list[ContactNote], file: File) -> list[Concern]:
    """The latest own concern of each member, those in focus first."""
    found: dict[uuid.UUID | None, Concern] = {}
    for note in talks:
        if note.own_concern and note.person_id not in found:
            found[note.person_id] = Concern(note.person_id, note.own_concern, note)
    return sorted(found.values(), key=lambda concern: concern.person_id not in file.focus)


@dataclass(frozen=True)
class Said:
    """One hint to a note that was just saved."""

    note: ContactNote
    hint: Hint


def hint_after_saving(request: Request, talks: list[ContactNote]) -> Said | None:
    """The most important hint to the own note named by `?hinweis=`; for its author's eyes, found anew, kept nowhere."""
    wanted = request.GET.get("hinweis", "")
    note = next((row for row in talks if str(row.pk) == wanted and row.author_id == request.user.pk), None)
    if note is None:
        return None
    texts = {name: getattr(note, name) or "" for name in TEXTS}
    at_home = note.setting == Setting.HOME_VISIT
    found = hints(texts, house=house.agreed(request.access.organisation_id), next_step=True, at_home=at_home)
    return Said(note, found[0]) if found else None


def phone_links(file: File) -> list[tuple[str, str]]:
    """For a call that has just ended: whom it was with, and the address of its form. Those in focus, else all."""
    address = reverse("cases:note_create", args=[file.pk])
    shown = [file.member] if file.member else [key for key, _name in file.choices() if key in file.focus]
    keys = shown or [member.person.pk for member in file.members]
    return [(file.name(key), f"{address}?rahmen={Setting.PHONE}&mit={key}") for key in keys]


def tasks_part(request: Request, file: File) -> dict[str, Any]:
    """Open next steps and tasks, and a line for a new one."""
    writes = "tasks" in file.writes
    rows = list(queries.open_tasks(request.access, file.dossier_id, member=file.member)[: TASKS + 1])
    new = TaskForm(
        auto_id="neu-%s",
        members=file.choices(),
        colleagues=[request.user],
        initial={
            "person": file.member or "",
            "responsible": Responsible.JOBCENTER,
            "assignee": request.user.pk,
            "token": uuid.uuid4(),
        },
    )
    return {
        "tasks": rows[:TASKS],
        "more": len(rows) > TASKS,
        "names": file.names,
        "can_write": writes,
        "new": new if writes else None,
        "card_url": reverse("cases:case_tasks", args=[file.pk]),
    }


@dataclass(frozen=True)
class GoalLine:
    """A goal in a short list; `who`: those who carry it together, as far as the reader may see."""

    goal: Goal
    who: str


def goal_lines(rows: Iterable[Goal], file: File) -> list[GoalLine]:
    """Goals in the given order, those carried together as one line, the member's own row first."""
    grouped: dict[tuple[uuid.UUID, str], list[Goal]] = {}
    for goal in rows:
        grouped.setdefault((goal.together or goal.pk, goal.status), []).append(goal)
    lines = []
    for goals in grouped.values():
        goals.sort(key=lambda goal: goal.person_id != file.member)
        lines.append(GoalLine(goals[0], " und ".join(goal_tree.named(file, goal.person_id) for goal in goals)))
    return lines


def goals_part(request: Request, file: File) -> dict[str, Any]:
    """Open goals, and the latest that were reached."""
    rows = list(queries.goals(request.access, file.dossier_id, member=file.member))
    reached = sorted((g for g in rows if g.reached_on), key=lambda goal: goal.reached_on or goal.since, reverse=True)
    looked_at = file.member or next((key for key, _name in file.choices()), None)
    found = goal_lines((goal for goal in rows if goal.status == GoalStatus.OPEN), file)
    found.sort(key=lambda line: _PLACE[GoalKind(line.goal.kind)])
    return {
        "goals": found[:GOALS],
        "card_note": f"die ersten {GOALS} von {len(found)}" if len(found) > GOALS else "",
        "reached": goal_lines(reached, file)[:REACHED_GOALS],
        "can_write": "goals" in file.writes,
        "new_url": reverse("cases:goal_create", args=[file.pk]) + (f"?mit={file.member}" if file.member else ""),
        "card_url": reverse("cases:goal_tree", args=[file.pk, looked_at]) if looked_at else "",
    }


def goals_latest(request: Request, file: File) -> str:
    """How many goals a member has in work, for the list of tools. One query."""
    if file.member is None:
        return ""
    rows = queries.goals(request.access, file.dossier_id).filter(person_id=file.member)
    found = rows.order_by().aggregate(
        open=Count("pk", filter=Q(status=GoalStatus.OPEN)),
        reached=Count("pk", filter=Q(status=GoalStatus.REACHED)),
        last=Max("since"),
    )
    if not found["last"]:
        return ""
    reached = f", {found['reached']} erreicht" if found["reached"] else ""
    return f"{count(found['open'], 'Ziel', 'Ziele')} in Arbeit{reached}, zuletzt {german_date(found['last'])}"
