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
    Programme,
    RhythmStep,
    Run,
    Topic,
)
from rundblick.programmes.facts import Fact, known
from rundblick.programmes.participation import (
    ENDED,
    STARTED,
    Participation,
    begin_of,
    chronological,
    not_before,
    occurrence_key,
    occurrences,
    phase_periods,
)
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date


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


def due_items(facts: Iterable[Fact], definition: Programme, as_of: dt.date) -> list[DueItem]:
    """Everything that is open in one participation, as it was known on `as_of` (inclusive), earliest first.

    `facts`: those of this one participation and of its household, in any order; facts no rule asks about
    change nothing. Before the start nothing is due; after the end only what the definition lets survive.
    """
    happened = known(facts, as_of)
    participation = Participation.of(happened, definition)
    if participation is None:
        return []
    relevant = [f for f in happened if participation.concerns(f)]
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


def _contacts(facts: list[Fact], definition: Programme, participation: Participation) -> Iterator[DueItem]:
    if participation.ended is not None:
        return
    first = participation.started
    counted = [f for f in facts if f.code in definition.care.contacts and not_before(f, first)]
    anchor = max([first, *counted], key=chronological)
    candidates = []
    for place, (step, starts, ends) in enumerate(rhythm_periods(facts, definition, participation)):
        # A step asks for the first of its own days on which the gap since the last contact is used up:
        # widening the rhythm postpones at once, tightening it never dates back before the step began.
        day = max(step.every.after(anchor.valid_from, definition.state), starts)
        if ends is None or day < ends:
            candidates.append((day, place, step))
    if candidates:
        day, _, step = min(candidates, key=lambda candidate: candidate[:2])
        what = "Letzter Kontakt" if anchor.code != STARTED else "Beginn der Teilnahme"
        text = f"{what} am {german_date(anchor.valid_from)}; „{step.label}“: {step.every.rhythm()}"
        yield _item(_rhythm_rule(step), day, "", text, anchor, participation.subject)


def rhythm_periods(
    facts: list[Fact], definition: Programme, participation: Participation
) -> list[tuple[RhythmStep, dt.date, dt.date | None]]:
    """The steps of the rhythm with their days, half-open; those that wait for an event are missing until then."""
    phases = {p.phase.code: p for p in phase_periods(facts, definition, participation)}
    found: list[tuple[RhythmStep, dt.date, dt.date | None]] = []
    dated: list[tuple[dt.date, RhythmStep]] = []
    for step in definition.care.rhythm:
        if step.phase in phases:
            found.append((step, phases[step.phase].starts, phases[step.phase].ends))
        elif step.starts and (day := begin_of(step.starts, facts, definition, participation)):
            dated.append((day, step))
    dated.sort(key=lambda pair: (pair[0], pair[1].code))
    ends = [*(day for day, _ in dated[1:]), None][: len(dated)]
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
        yield _item(rule, day, "", text, start, participation.subject)


def _deadline(
    rule: Deadline, facts: list[Fact], definition: Programme, participation: Participation, as_of: dt.date
) -> Iterator[DueItem]:
    if participation.ended is not None and not rule.survives_end and rule.after != ENDED:
        return
    if rule.after:
        anchors = occurrences(rule.after, rule.where, facts, participation)
    else:
        anchors = _plans(rule.before or "", facts, as_of)
    for anchor in anchors:
        whole = anchor.code in {STARTED, ENDED}
        subject = participation.subject if whole else anchor.subject
        key = "" if whole else occurrence_key(anchor)
        day = anchor.valid_from if rule.after else anchor.value
        if not isinstance(day, dt.date) or day < participation.started.valid_from:
            continue
        if any(_answers(f, anchor, subject, key) for f in facts if f.code in rule.done_by):
            continue
        what = f"{_event_label(anchor.code)} am {german_date(day)}"
        text = f"{what}; {rule.by.words()} {'danach' if rule.after else 'vorher'}"
        if rule.after:
            due_on, last = rule.by.after(day, definition.state), None
        else:
            # A plan made at short notice is not overdue before it existed.
            due_on, last = max(rule.by.before(day, definition.state), anchor.valid_from), day
        yield _item(_deadline_rule(rule), due_on, key, text, anchor, subject, last)


def _follow_up(
    promise: FollowUp, facts: list[Fact], definition: Programme, participation: Participation
) -> Iterator[DueItem]:
    for anchor in occurrences(promise.after, promise.where, facts, participation):
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
                yield _item(_talk_rule(promise, number), due_on, occurrence_key(anchor), text, anchor, anchor.subject)


def _plans(code: str, facts: list[Fact], as_of: dt.date) -> list[Fact]:
    agreed = [f for f in facts if f.code == code and f.holds(as_of) and isinstance(f.value, dt.date)]
    return list({(occurrence_key(f), str(f.subject or "")): f for f in sorted(agreed, key=chronological)}.values())


def _answers(event: Fact, anchor: Fact, subject: uuid.UUID | None, key: str) -> bool:
    same_person = subject is None or event.subject in {None, subject}
    same_case = not (key and anchor.key) or event.key in {"", anchor.key}
    return not_before(event, anchor) and same_person and same_case


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
