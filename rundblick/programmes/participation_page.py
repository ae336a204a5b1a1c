"""What the page of a participation says about due items and about what happened; pure, from what was read."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from rundblick.programmes.bridge import Frame
from rundblick.programmes.definition import Module, Programme
from rundblick.programmes.due.ends import EXTENDED
from rundblick.programmes.duebook import Due
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.models import ChecklistAnswer, ProgrammeEvent
from rundblick.programmes.modules import STATES, ModuleState
from rundblick.programmes.participation import Participation as TakenPart
from rundblick.programmes.pauses import PAUSED, RESUMED
from rundblick.programmes.profile import source_of
from rundblick.programmes.rules import exit_reason, rules_of
from rundblick.programmes.services.events import recordable
from rundblick.programmes.told import event_words
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date

OF_ATTENDANCE = "attendance."
"""Events and rules that tell of somebody's absence begin like this."""


@dataclass(frozen=True)
class Reason:
    """Something due with its why. `done_url` leads to the form that records it as done, where that is by hand."""

    item: Due
    name: str
    rule: str
    source: str
    assumption: str
    done_url: str
    done_label: str


@dataclass(frozen=True)
class Happened:
    """One line of what happened. `url` leads to its correction, empty where it cannot be corrected here."""

    on: dt.date
    words: str
    name: str
    note: str = ""
    url: str = ""


def reasons(items: Collection[Due], frame: Frame, names: Mapping[uuid.UUID, str]) -> list[Reason]:
    """Each due item with the rule it comes from and where that rule comes from."""
    rules = rules_of(frame.programme)
    by_hand = {event.code: event.label for event in recordable(frame.programme)}
    found = []
    for item in items:
        rule = rules.get(item.rule)
        done = next((code for code in rule.done_by if code in by_hand), "") if rule else ""
        found.append(
            Reason(
                item=item,
                name=names.get(item.person_id, "Mitglied") if item.person_id else "",
                rule=rule.words if rule else "",
                source=source_of(rule.origin) if rule else "",
                assumption=(rule.origin.assumption or "") if rule else "",
                done_url=_record_url(item, frame, done) if done else "",
                done_label=by_hand.get(done, ""),
            )
        )
    return found


def happened(
    frame: Frame,
    events: Collection[ProgrammeEvent],
    names: Mapping[uuid.UUID, str],
    *,
    day: dt.date,
    writes: bool,
    absences: bool = True,
) -> list[Happened]:
    """Starts, ends and events up to that day, newest first. `absences`: whether the reader may know of them."""
    lines = [
        Happened(
            on=event.occurred_on,
            words=event_words(event, frame.programme),
            name=_name(event.person_id, names),
            url=reverse("programmes:event", args=[event.pk]) if writes and _by_hand(event.kind) else "",
        )
        for event in events
        if absences or not event.kind.startswith(OF_ATTENDANCE)
    ]
    for row in frame.rows:
        name = _name(row.person_id, names)
        if row.started_on is not None:
            lines.append(Happened(on=row.started_on, words="Beginn der Teilnahme", name=name))
        if row.ended_on is not None:
            why = exit_reason(frame.programme, row.exit_code).label if row.exit_code else ""
            words = "Ende der Teilnahme" if row.started_on is not None else "Vorschlag zurückgenommen"
            lines.append(Happened(on=row.ended_on, words=words, name=name, note=why))
    past = [line for line in lines if line.on <= day]
    return sorted(past, key=lambda line: (line.on, line.words, line.name), reverse=True)


def _by_hand(kind: str) -> bool:
    known = vocabulary().event(kind)
    return known is not None and known.by_hand


def _record_url(item: Due, frame: Frame, kind: str) -> str:
    participation = next((row for row in frame.rows if row.person_id == item.person_id), frame.lead)
    occurrence = item.key.split("/", 2)[-1]
    query = urlencode({"was": kind, **({"zu": occurrence} if occurrence else {})})
    return f"{reverse('programmes:record', args=[participation.pk])}?{query}"


def _name(person_id: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> str:
    return names.get(person_id, "Mitglied") if person_id else "Haushalt"


@dataclass(frozen=True)
class Answered:
    """One question of the nomination with its answer."""

    text: str
    yes: bool


def answered(programme: Programme, rows: Collection[ChecklistAnswer]) -> list[Answered]:
    """The questions that were answered, in the order of the definition; those of the weighing last."""
    weighing = programme.access.weighing
    asked = [(False, one.code, one.text) for one in programme.target_group.checklist]
    asked += [(True, one.code, one.text) for one in (weighing.questions if weighing else ())]
    given = {(row.weighing, row.question): row.yes for row in rows}
    return [Answered(text, given[weighed, code]) for weighed, code, text in asked if (weighed, code) in given]


@dataclass(frozen=True)
class Act:
    """Something people often do with a running participation, one tap away."""

    label: str
    url: str


def acts(frame: Frame, items: Collection[Due], facts: Collection[Fact], day: dt.date) -> list[Act]:
    """Pause, take up again, extend: as far as the programme knows them and the participation runs."""
    time = frame.programme.time
    if not frame.running(day):
        return []
    taken = TakenPart.of(known(facts, day), frame.programme)
    resting = taken is not None and taken.resting is not None
    record = reverse("programmes:record", args=[frame.lead.pk])
    found = []
    if time.pause is not None:
        kind, label = (RESUMED, "Pause beenden") if resting else (PAUSED, "Pause beginnen")
        found.append(Act(label, f"{record}?{urlencode({'was': kind})}"))
    if time.extension is not None:
        end = min((item.due_on for item in items if item.kind == "end"), default=None)
        until = f" (Ende zurzeit: {german_date(end)})" if end else ""
        found.append(Act(f"Verlängern{until}", f"{record}?{urlencode({'was': EXTENDED})}"))
    return found


@dataclass(frozen=True)
class ModuleLine:
    """A module with its state in words."""

    module: Module
    state: str
    words: str
    done: bool
    waits_for: tuple[Module, ...]


def module_lines(states: Collection[ModuleState]) -> list[ModuleLine]:
    """Every module of the programme as people read it."""
    return [
        ModuleLine(
            one.module,
            one.state,
            f"{STATES[one.state]} seit {german_date(one.since)}" if one.state == "running" else STATES[one.state],
            one.done,
            one.waits_for,
        )
        for one in states
    ]
