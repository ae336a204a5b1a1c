"""What is due in one participation: f(facts, definition, as_of). Nothing due is typed by hand.

An item carries its day and never says "overdue"; that is decided on reading, with Berlin's date. Passing time
alone therefore changes no item: only a fact that begins, ends or is added does.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rundblick.programmes.definition import (
    Deadline,
    DueKind,
    FollowUp,
    Origin,
    Phase,
    Programme,
    RhythmStep,
    Run,
    Topic,
)
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.timing import Start
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date

STARTED = "participation.started"
ENDED = "participation.ended"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a definition that can make something due. `words` is its content in German."""

    code: str
    label: str
    kind: DueKind
    topic: Topic
    words: str
    origin: Origin


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
class Participation:
    """The frame of one participation: who, from when, until when (the day of the end, None while it runs)."""

    started: Fact
    ended: dt.date | None

    @classmethod
    def of(cls, facts: Iterable[Fact], definition: Programme) -> "Participation | None":
        """Read from the facts of one participation; None before it has started. The first start counts."""
        starts = sorted((f for f in facts if f.code == STARTED), key=_order)
        if not starts:
            return None
        ends = [f.valid_from for f in facts if f.code == ENDED and f.valid_from >= starts[0].valid_from]
        return cls(starts[0], min(ends, default=None))

    def concerns(self, fact: Fact, definition: Programme) -> bool:
        """Whether a fact belongs here: in programmes for persons only what is about this person or all."""
        return definition.unit == "household" or fact.subject in {None, self.started.subject}

    def covers(self, day: dt.date) -> bool:
        """Whether the participation was running on that day, first and last day included."""
        return self.started.valid_from <= day and (self.ended is None or day <= self.ended)


@dataclass(frozen=True, slots=True)
class PhasePeriod:
    """When a phase holds; half-open."""

    phase: Phase
    starts: dt.date
    ends: dt.date | None

    def holds(self, day: dt.date) -> bool:
        """Whether it is this phase on that day."""
        return self.starts <= day and (self.ends is None or day < self.ends)


def due_items(facts: Iterable[Fact], definition: Programme, as_of: dt.date) -> list[DueItem]:
    """Everything that is open in one participation, as it was known on `as_of` (inclusive), earliest first.

    `facts`: those of this one participation and of its household, in any order; facts no rule asks about
    change nothing. Before the start nothing is due; after the end only what the definition lets survive.
    """
    happened = known(facts, as_of)
    participation = Participation.of(happened, definition)
    if participation is None:
        return []
    relevant = [f for f in happened if participation.concerns(f, definition)]
    items = [*_contacts(relevant, definition, participation), *_end(definition, participation)]
    for rule in definition.time.deadlines:
        items += _deadline(rule, relevant, definition, participation, as_of)
    for promise in definition.follow_up:
        items += _follow_up(promise, relevant, definition, participation)
    return sorted(items, key=lambda item: (item.due_on, item.rule, item.key, str(item.subject or "")))


def rules_of(definition: Programme) -> dict[str, Rule]:
    """All rules that can make something due, by the code that items carry."""
    rules = [_rhythm_rule(step) for step in definition.care.rhythm]
    rules += [_run_rule(run) for run in definition.runs if run.valid_until]
    longest = definition.time.duration
    if longest:
        words = f"spätestens {longest.by.words()} nach dem Beginn"
        rules.append(Rule("time.duration", "Ende der Teilnahme", "end", "programmes", words, longest.origin))
    rules += [_deadline_rule(rule) for rule in definition.time.deadlines]
    for promise in definition.follow_up:
        rules += [_talk_rule(promise, number) for number in range(1, len(promise.talks) + 1)]
    return {rule.code: rule for rule in rules}


def phase_periods(
    facts: Iterable[Fact], definition: Programme, participation: Participation | None
) -> list[PhasePeriod]:
    """The phases with their dates, in order. Those that wait for an event are missing until it happened."""
    relevant = list(facts)
    starts = [(_start(p.starts, relevant, definition, participation), p) for p in definition.time.phases]
    begun = sorted(((day, phase) for day, phase in starts if day), key=lambda pair: (pair[0], pair[1].code))
    ends = [day for day, _ in begun[1:]] + [None]
    runs = {run.code: run.valid_until for run in definition.runs}
    return [
        PhasePeriod(phase, day, _earlier(end, runs.get(phase.run or "")))
        for (day, phase), end in zip(begun, ends, strict=True)
    ]


def _contacts(facts: list[Fact], definition: Programme, participation: Participation) -> Iterator[DueItem]:
    if participation.ended is not None:
        return
    first = participation.started
    counted = [f for f in facts if f.code in definition.care.contacts and f.valid_from >= first.valid_from]
    anchor = max([first, *counted], key=_order)
    candidates = []
    for place, (step, starts, ends) in enumerate(_rhythm_periods(facts, definition, participation)):
        # A step asks for the first of its own days on which the gap since the last contact is used up:
        # widening the rhythm postpones at once, tightening it never dates back before the step began.
        day = max(step.every.after(anchor.valid_from, definition.state), starts)
        if ends is None or day < ends:
            candidates.append((day, place, step))
    if candidates:
        day, _, step = min(candidates, key=lambda candidate: candidate[:2])
        what = "Letzter Kontakt" if anchor.code != STARTED else "Beginn der Teilnahme"
        text = f"{what} am {german_date(anchor.valid_from)}; „{step.label}“: {step.every.rhythm()}"
        yield _item(_rhythm_rule(step), day, "", text, anchor, first.subject)


def _rhythm_periods(
    facts: list[Fact], definition: Programme, participation: Participation
) -> list[tuple[RhythmStep, dt.date, dt.date | None]]:
    phases = {p.phase.code: p for p in phase_periods(facts, definition, participation)}
    found: list[tuple[RhythmStep, dt.date, dt.date | None]] = []
    dated: list[tuple[dt.date, RhythmStep]] = []
    for step in definition.care.rhythm:
        if step.phase in phases:
            found.append((step, phases[step.phase].starts, phases[step.phase].ends))
        elif step.starts and (day := _start(step.starts, facts, definition, participation)):
            dated.append((day, step))
    dated.sort(key=lambda pair: (pair[0], pair[1].code))
    ends = [day for day, _ in dated[1:]] + [None]
    found += [(step, day, end) for (day, step), end in zip(dated, ends, strict=True)]
    return found


def _end(definition: Programme, participation: Participation) -> Iterator[DueItem]:
    if participation.ended is not None:
        return
    start = participation.started
    ends: list[tuple[dt.date, Rule, str]] = []
    longest = definition.time.duration
    if longest:
        text = f"Beginn am {german_date(start.valid_from)}, höchstens {longest.by.words()}"
        ends.append((longest.by.after(start.valid_from, definition.state), rules_of(definition)["time.duration"], text))
    for run in definition.runs:
        if run.valid_until and run.holds(start.valid_from):
            last = run.valid_until - dt.timedelta(days=1)
            ends.append((last, _run_rule(run), f"„{run.label}“ läuft bis {german_date(last)}"))
    if ends:
        day, rule, text = min(ends, key=lambda end: (end[0], end[1].code))
        yield _item(rule, day, "", text, start, start.subject)


def _deadline(
    rule: Deadline, facts: list[Fact], definition: Programme, participation: Participation, as_of: dt.date
) -> Iterator[DueItem]:
    if participation.ended is not None and not rule.survives_end and rule.after != ENDED:
        return
    if rule.after:
        anchors = _anchors(rule.after, rule.where, facts, participation)
    else:
        anchors = _plans(rule.before or "", facts, as_of)
    for anchor in anchors:
        day = anchor.valid_from if rule.after else anchor.value
        if not isinstance(day, dt.date) or day < participation.started.valid_from:
            continue
        if any(_answers(f, anchor) for f in facts if f.code in rule.done_by):
            continue
        what = f"{_event_label(anchor.code)} am {german_date(day)}"
        text = f"{what}; {rule.by.words()} {'danach' if rule.after else 'vorher'}"
        if rule.after:
            due_on, last = rule.by.after(day, definition.state), None
        else:
            # A plan made at short notice is not overdue before it existed.
            due_on, last = max(rule.by.before(day, definition.state), anchor.valid_from), day
        yield _item(_deadline_rule(rule), due_on, _key(anchor), text, anchor, anchor.subject, last)


def _follow_up(
    promise: FollowUp, facts: list[Fact], definition: Programme, participation: Participation
) -> Iterator[DueItem]:
    for anchor in _anchors(promise.after, promise.where, facts, participation):
        talks = {
            f.valid_from
            for f in facts
            if f.code in definition.care.contacts
            and f.valid_from > anchor.valid_from
            and (anchor.subject is None or f.subject in {None, anchor.subject})
        }
        for number, span in enumerate(promise.talks, start=1):
            if number > len(talks):
                text = (
                    f"{_event_label(anchor.code)} am {german_date(anchor.valid_from)}; "
                    f"{number}. von {len(promise.talks)} Gesprächen, geführt: {len(talks)}"
                )
                due_on = span.after(anchor.valid_from, definition.state)
                yield _item(_talk_rule(promise, number), due_on, _key(anchor), text, anchor, anchor.subject)


def _anchors(code: str, where: tuple[str, ...], facts: list[Fact], participation: Participation) -> list[Fact]:
    if code == STARTED:
        return [participation.started]
    found: dict[tuple[str, str], Fact] = {}
    for fact in sorted(facts, key=_order):
        wanted = fact.code == code and (not where or fact.value in where)
        if wanted and participation.covers(fact.valid_from):
            found.setdefault((_key(fact), str(fact.subject or "")), fact)
    return list(found.values())[:1] if code == ENDED else list(found.values())


def _plans(code: str, facts: list[Fact], as_of: dt.date) -> list[Fact]:
    agreed = [f for f in facts if f.code == code and f.holds(as_of) and isinstance(f.value, dt.date)]
    return list({(_key(f), str(f.subject or "")): f for f in sorted(agreed, key=_order)}.values())


def _start(
    start: Start, facts: list[Fact], definition: Programme, participation: Participation | None
) -> dt.date | None:
    if start.on is not None:
        return start.on
    if participation is None or start.after is None:
        return None
    first = next(iter(_anchors(start.after, (), facts, participation)), None)
    if first is None:
        return None
    return start.by.after(first.valid_from, definition.state) if start.by else first.valid_from


def _answers(event: Fact, anchor: Fact) -> bool:
    same_person = anchor.subject is None or event.subject in {None, anchor.subject}
    same_case = not anchor.key or event.key in {"", anchor.key}
    return event.valid_from >= anchor.valid_from and same_person and same_case


def _key(anchor: Fact) -> str:
    day = anchor.value if isinstance(anchor.value, dt.date) else anchor.valid_from
    return anchor.key or day.isoformat()


def _order(fact: Fact) -> tuple[dt.date, str, str, str, str]:
    return fact.valid_from, fact.code, fact.key, str(fact.subject or ""), str(fact.value)


def _earlier(one: dt.date | None, other: dt.date | None) -> dt.date | None:
    return min((day for day in (one, other) if day is not None), default=None)


def _item(
    rule: Rule,
    due_on: dt.date,
    key: str,
    text: str,
    anchor: Fact,
    subject: uuid.UUID | None,
    last: dt.date | None = None,
) -> DueItem:
    return DueItem(due_on, rule.code, key, rule.kind, rule.topic, rule.label, text, anchor, subject, last)


def _rhythm_rule(step: RhythmStep) -> Rule:
    code = f"care.rhythm.{step.code}"
    return Rule(code, "Nächster Kontakt", "contact", "appointments", step.every.rhythm(), step.origin)


def _run_rule(run: Run) -> Rule:
    assert run.valid_until is not None
    words = f"Laufzeit bis {german_date(run.valid_until - dt.timedelta(days=1))}"
    return Rule(f"runs.{run.code}", "Ende der Teilnahme", "end", "programmes", words, run.origin)


def _deadline_rule(rule: Deadline) -> Rule:
    anchor = _event_label(rule.after or rule.before or "")
    words = f"{rule.by.words()} {'nach' if rule.after else 'vor'}: {anchor}"
    return Rule(f"time.deadlines.{rule.code}", rule.label, rule.kind, rule.topic, words, rule.origin)


def _talk_rule(promise: FollowUp, number: int) -> Rule:
    words = f"{promise.talks[number - 1].words()} nach: {_event_label(promise.after)}"
    code = f"follow_up.{promise.code}.{number}"
    return Rule(code, promise.label, "follow_up", promise.topic, words, promise.origin)


def _event_label(code: str) -> str:
    event = vocabulary().event(code)
    return event.label if event else code
