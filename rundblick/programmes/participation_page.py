"""What the page of a participation says about due items and about what happened; pure, from what was read."""

import datetime as dt
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from rundblick.programmes.bridge import Frame
from rundblick.programmes.definition import Deadline
from rundblick.programmes.duebook import Due
from rundblick.programmes.models import ProgrammeEvent
from rundblick.programmes.profile import source_of
from rundblick.programmes.rules import exit_reason, rules_of
from rundblick.programmes.services.events import recordable
from rundblick.programmes.told import event_words


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
    deadlines = {f"time.deadlines.{rule.code}": rule for rule in frame.programme.time.deadlines}
    by_hand = {event.code: event.label for event in recordable(frame.programme)}
    found = []
    for item in items:
        rule = rules.get(item.rule)
        done = _answer(deadlines.get(item.rule), by_hand)
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
) -> list[Happened]:
    """Starts, ends and events up to that day, newest first."""
    lines = [
        Happened(
            on=event.occurred_on,
            words=event_words(event, frame.programme),
            name=_name(event.person_id, names),
            url=reverse("programmes:event", args=[event.pk]) if writes else "",
        )
        for event in events
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


def _answer(rule: Deadline | None, by_hand: Mapping[str, str]) -> str:
    return next((code for code in rule.done_by if code in by_hand), "") if rule is not None else ""


def _record_url(item: Due, frame: Frame, kind: str) -> str:
    participation = next((row for row in frame.rows if row.person_id == item.person_id), frame.lead)
    occurrence = item.key.split("/", 2)[-1]
    query = urlencode({"was": kind, **({"zu": occurrence} if occurrence else {})})
    return f"{reverse('programmes:record', args=[participation.pk])}?{query}"


def _name(person_id: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> str:
    return names.get(person_id, "Mitglied") if person_id else "Haushalt"
