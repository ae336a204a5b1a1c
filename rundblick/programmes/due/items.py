"""What a rule and a due item are, and what every rule is computed from."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.programmes.definition import DueKind, Origin, Programme, Topic
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import (
    ENDED,
    STARTED,
    Participation,
    chronological,
    not_before,
    occurrence_key,
    occurrences,
)
from rundblick.programmes.timing import Duration
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a definition that can make something due. `words` is its content in German.

    `done_by`: the events that answer it, where events do.
    """

    code: str
    label: str
    kind: DueKind
    topic: Topic
    words: str
    origin: Origin
    done_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DueItem:
    """Something to be done by `due_on` (that day included).

    `rule` names the rule (see rules_of); `key` tells occurrences of one rule apart and stays the same while
    the item does; `anchor` is the fact it counts from; after `last_useful_day` the item has lost its sense.
    """

    due_on: dt.date
    rule: str
    key: str
    kind: DueKind
    topic: Topic
    label: str
    explanation: str
    anchor: Fact
    subject: uuid.UUID | None = None
    last_useful_day: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """How one participation has gone so far: its frame, and the facts that concern it, as known on `as_of`."""

    definition: Programme
    participation: Participation
    facts: list[Fact]
    as_of: dt.date

    @property
    def over(self) -> bool:
        """Whether the last day is known."""
        return self.participation.ended is not None

    def occurrences(self, code: str, where: tuple[str, ...] = ()) -> list[Fact]:
        """Each time the event happened while the participation ran."""
        return occurrences(code, where, self.facts, self.participation)

    def plans(self, code: str) -> list[Fact]:
        """What is agreed and not called off, the latest agreement of each."""
        agreed = [f for f in self.facts if f.code == code and f.holds(self.as_of) and isinstance(f.value, dt.date)]
        latest = {(occurrence_key(f), str(f.subject or "")): f for f in sorted(agreed, key=chronological)}
        return list(latest.values())

    def heard(self, codes: tuple[str, ...], subject: uuid.UUID | None) -> list[Fact]:
        """These events about one member (or about nobody in particular), all when `subject` is None, in order."""
        found = (f for f in self.facts if f.code in codes and about(f, subject))
        return sorted(found, key=chronological)

    def after(self, span: Duration, anchor: Fact) -> tuple[dt.date, str] | None:
        """The day a span is over, and a half-sentence where pauses have put it off; None while one holds it up."""
        day = self.participation.counted(span, anchor, self.definition)
        if day is None:
            return None
        added = (day - span.after(anchor.valid_from, self.definition.state)).days
        return day, f"; {added} {'Tag' if added == 1 else 'Tage'} Pause kommen dazu" if added else ""

    def occasion(self, anchor: Fact) -> tuple[str, uuid.UUID | None]:
        """Key and member of what counts from an event; start and end belong to the participation as a whole."""
        if anchor.code in {STARTED, ENDED}:
            return "", self.participation.subject
        return occurrence_key(anchor), anchor.subject


def item(
    rule: Rule,
    due_on: dt.date,
    text: str,
    anchor: Fact,
    *,
    key: str = "",
    subject: uuid.UUID | None = None,
    last: dt.date | None = None,
    label: str = "",
) -> DueItem:
    """What a rule makes due. `label` only where it says more than the rule's."""
    return DueItem(due_on, rule.code, key, rule.kind, rule.topic, label or rule.label, text, anchor, subject, last)


def about(fact: Fact, subject: uuid.UUID | None) -> bool:
    """Whether a fact is about this member or about nobody in particular; without a member everything is."""
    return subject is None or fact.subject in {None, subject}


def answers(event: Fact, anchor: Fact, subject: uuid.UUID | None, key: str) -> bool:
    """Whether an event settles what counts from `anchor`: not earlier, same member, and the same case if it says so."""
    same_case = not (key and anchor.key) or event.key in {"", anchor.key}
    return not_before(event, anchor) and about(event, subject) and same_case


def event_label(code: str) -> str:
    """The event in German."""
    event = vocabulary().event(code)
    return event.label if event else code


def since(anchor: Fact) -> str:
    """What something counts from, in German with its day."""
    return f"{event_label(anchor.code)} am {german_date(anchor.valid_from)}"
