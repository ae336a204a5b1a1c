"""A synthetic participant walks through a definition: everything that becomes due, in order. Pure and deterministic.

The participant does each thing on the day it is due: steps on the way in, contacts, deadlines, talks; comes to every
session and consents to everything asked. What the engine makes due is asked of the engine (`due_items`), so a new rule
comes in by itself. Nothing here knows a programme by name.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rundblick.programmes.conditions import Condition
from rundblick.programmes.consents import GIVEN, needs
from rundblick.programmes.days import add_months
from rundblick.programmes.definition import AccessStep, Deadline, FollowUp, Programme
from rundblick.programmes.due import DueItem, Rule, due_items, rules_of
from rundblick.programmes.due.ends import DECLINED
from rundblick.programmes.due.way_in import NOMINATED
from rundblick.programmes.facts import Fact
from rundblick.programmes.ledger import PRESENT, projected_end, session_days
from rundblick.programmes.participation import ENDED, STARTED
from rundblick.programmes.rules import run_at
from rundblick.web.german import german_date

SOMEBODY = uuid.UUID("00000000-0000-4000-8000-000000000000")
"""The synthetic participant."""

LONGEST = 36
"""Months after which a participation without an end of its own is ended here."""

JOB = "job.started"
JOB_AHEAD = "person.job_ahead"

_TALKS = "care.minimum_talks."
_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """Something that became due. `done_on`: the day it was done, earlier where another event had settled it before.

    `done_by`: the event that settled it; empty where nothing does.
    """

    item: DueItem
    rule: Rule
    done_on: dt.date
    done_by: str


@dataclass(frozen=True, slots=True)
class Walk:
    """From the proposal to the last thing due. `started_on` is the day asked for, `ended_on` the last day.

    `notes`: German sentences about what was assumed. `untouched`: rules that made nothing due on this walk, because
    what they wait for did not happen.
    """

    definition: Programme
    proposed_on: dt.date
    started_on: dt.date
    ended_on: dt.date
    steps: tuple[Step, ...]
    notes: tuple[str, ...]
    untouched: tuple[Rule, ...]


def simulate(definition: Programme, start: dt.date, facts: Iterable[Fact] = ()) -> Walk:
    """Everything due to a synthetic participant who begins on `start`, from the proposal on, by day.

    The proposal is made early enough for the way in to be done by then. The participation ends on the day its rules
    give (longest duration, end of the run, attendance reached), else after three years; what outlives it is followed
    for three more. `facts`: further facts about SOMEBODY, which happen on their days.

    Where rules count from a job and no fact tells of one, it begins on the first day for people who are asked whether
    one is ahead, half-way where something counts from it while the participation runs, else on the last day.
    """
    more = tuple(facts)
    if any(fact.code == JOB for fact in more) or not _counts_from_a_job(definition):
        return _walk(definition, start, more)
    if _asks(definition.target_group.condition, JOB_AHEAD):
        return _walk(definition, start, more, job_on=start)
    last = _walk(definition, start, more).ended_on
    return _walk(definition, start, more, job_on=start + (last - start) // 2 if _counts_inside(definition) else last)


def answers_to(rule: Rule, definition: Programme) -> tuple[str, ...]:
    """The events that settle what a rule makes due, as the definition says; none for an end, which is the end.

    Contacts and promised talks are settled by what counts as a contact.
    """
    if rule.done_by or rule.kind == "end":
        return rule.done_by
    return definition.care.contacts


def _walk(definition: Programme, start: dt.date, more: tuple[Fact, ...], job_on: dt.date | None = None) -> Walk:
    notes = []
    if run_at(definition, start) is None:
        notes.append(f"Am {german_date(start)} nimmt kein Durchgang auf; gerechnet ist, als liefe einer.")
    if job_on is not None:
        more = (*more, Fact.event(JOB, job_on, value=_kind_of_job(definition) or True, subject=SOMEBODY))
        notes.append(
            f"Angenommen: Am {german_date(job_on)} beginnt eine Arbeit, damit erscheint, was danach fällig wird."
        )
    person = _Participant(definition, _proposal_day(definition, start, more), more)
    person.come_in()
    last = person.take_part(start)
    listed = {step.rule.code for step in person.steps}
    return Walk(
        definition=definition,
        proposed_on=person.proposed,
        started_on=start,
        ended_on=last,
        steps=tuple(sorted(person.steps, key=lambda s: (s.item.due_on, s.item.rule, s.item.key, s.done_on))),
        notes=(*notes, *person.notes),
        untouched=tuple(rule for rule in rules_of(definition).values() if rule.code not in listed),
    )


class _Participant:
    """Whoever walks: the facts so far, the day, and what became due."""

    def __init__(self, definition: Programme, proposed: dt.date, more: tuple[Fact, ...]) -> None:
        self.definition = definition
        self.rules = rules_of(definition)
        self.proposed = self.day = proposed
        self.steps: list[Step] = []
        self.notes: list[str] = []
        self._facts = list(more)
        self._ahead = sorted({fact.valid_from for fact in more if fact.valid_from > proposed})
        self._listed: set[tuple[str, str, uuid.UUID | None, dt.date]] = set()
        self._sessions: Iterator[dt.date] = iter(())
        self._session: dt.date | None = None

    def come_in(self) -> None:
        """The proposal, all consents, and every step of the way in on its day."""
        self._tell(NOMINATED)
        wanted = {need.purpose for need in needs(self.definition)}
        wanted |= {meeting.consent for meeting in self.definition.care.meetings if meeting.consent}
        for purpose in sorted(wanted):
            self._tell(GIVEN, value=purpose)
        for step in self.definition.access.steps:
            due = self._due_day(step)
            if due is not None and step.done_by != STARTED:
                self._live_until(due)
                if not self._heard(step.done_by):
                    self._tell(step.done_by)

    def take_part(self, start: dt.date) -> dt.date:
        """From the first day to the last, which is answered, and then what outlives it."""
        self._live_until(start)
        self._tell(STARTED)
        limit = add_months(start, LONGEST)
        reached = self._attend(start, limit)
        if not self._live_until(reached or limit):
            self.notes.append(
                f"Am {german_date(self.day)} ist die nötige Anwesenheit erreicht; damit endet die Teilnahme."
                if reached
                else f"Die Regeln nennen kein Ende; hier endet die Teilnahme nach drei Jahren, am {german_date(limit)}."
            )
        last, self._session = self.day, None
        self._tell(ENDED, value=self._exit())
        self._live_until(add_months(last, LONGEST))
        return last

    def _live_until(self, last: dt.date) -> bool:
        """Do everything due up to `last` (inclusive) on its day; True as soon as the end itself is due."""
        while True:
            open_items = self._open()
            next_day = min((item.due_on for item in open_items), default=None)
            # What was told from outside may change what is due, so the walk looks up on those days as well.
            while self._ahead and self._ahead[0] <= self.day:
                self._ahead.pop(0)
            if self._ahead and self._ahead[0] <= last and (next_day is None or self._ahead[0] < next_day):
                self._move(self._ahead.pop(0))
            elif next_day is None or next_day > last:
                self._move(last)
                return False
            else:
                self._move(next_day)
                due = [item for item in open_items if item.due_on <= next_day]
                ends = [self._do(item, open_items) for item in due]
                if any(ends):
                    return True

    def _do(self, item: DueItem, others: list[DueItem]) -> bool:
        """List an item and settle it; what the same event settles before its day is listed with it."""
        rule = self.rules[item.rule]
        events = answers_to(rule, self.definition)
        event = DECLINED if DECLINED in events else next(iter(events), "")
        self._list(item, event)
        if not event:
            return rule.kind == "end"
        if self._is_open(item):
            self._tell(event, subject=item.subject)
        if item.rule.startswith(_TALKS):
            self._catch_up(item, event)
        still = {_name(other) for other in due_items(self._facts, self.definition, self.day)}
        for other in others:
            settled = event in answers_to(self.rules[other.rule], self.definition)
            if settled and other.kind != "contact" and _name(other) not in still:
                self._list(other, event)
        return False

    def _catch_up(self, item: DueItem, event: str) -> None:
        """Several talks due by one day were held on the days before it."""
        day = self.day - _ONE_DAY
        while self._is_open(item) and day > item.anchor.valid_from:
            self._facts.append(Fact.event(event, day, subject=item.subject or SOMEBODY))
            day -= _ONE_DAY

    def _attend(self, start: dt.date, limit: dt.date) -> dt.date | None:
        """Plan to come to every session; the day on which the required units are reached, None without or later."""
        rules = self.definition.attendance
        if rules is None:
            return None
        self._sessions = session_days(rules, self.definition.state, start)
        self._session = next(self._sessions, None)
        reached = projected_end(rules, self.definition.state, start - _ONE_DAY, rules.required)
        return reached if reached is not None and reached <= limit else None

    def _move(self, day: dt.date) -> None:
        self.day = max(self.day, day)
        rules = self.definition.attendance
        while rules is not None and self._session is not None and self._session <= self.day:
            key = self._session.isoformat()
            self._facts.append(Fact.event(PRESENT, self._session, value=rules.per_session, subject=SOMEBODY, key=key))
            self._session = next(self._sessions, None)

    def _exit(self) -> str:
        wanted = ("integration",) if self._heard(JOB) else ("regular", "goal_reached")
        found = [reason for reason in self.definition.exits if reason.kind in wanted]
        return (found or list(self.definition.exits))[0].code

    def _due_day(self, step: AccessStep) -> dt.date | None:
        """When a step of the way in is done; None while it waits for something that has not happened."""
        if step.within is None:
            return self.day
        anchor = min((f.valid_from for f in self._facts if f.code == (step.after or NOMINATED)), default=None)
        if anchor is None or anchor > self.day:
            return None
        return max(self.day, step.within.after(anchor, self.definition.state))

    def _open(self) -> list[DueItem]:
        return [i for i in due_items(self._facts, self.definition, self.day) if _name(i) not in self._listed]

    def _is_open(self, item: DueItem) -> bool:
        return _name(item) in {_name(other) for other in due_items(self._facts, self.definition, self.day)}

    def _list(self, item: DueItem, event: str) -> None:
        if _name(item) not in self._listed:
            self._listed.add(_name(item))
            self.steps.append(Step(item, self.rules[item.rule], self.day, event))

    def _tell(self, code: str, *, value: str | bool = True, subject: uuid.UUID | None = None) -> None:
        self._facts.append(Fact.event(code, self.day, value=value, subject=subject or SOMEBODY))

    def _heard(self, code: str) -> bool:
        return any(fact.code == code and fact.valid_from <= self.day for fact in self._facts)


def _proposal_day(definition: Programme, start: dt.date, more: tuple[Fact, ...]) -> dt.date:
    """The latest day of the proposal from which the way in is done by `start`."""

    def done(proposed: dt.date) -> dt.date:
        trial = _Participant(definition, proposed, more)
        trial.come_in()
        return trial.day

    day = start
    while (ready := done(day)) > start:
        day -= ready - start
    while day < start and done(day + _ONE_DAY) <= start:
        day += _ONE_DAY
    return day


def _name(item: DueItem) -> tuple[str, str, uuid.UUID | None, dt.date]:
    return item.rule, item.key, item.subject, item.due_on


def _asks(condition: Condition, fact: str) -> bool:
    """Whether a target group asks for a yes to this fact."""
    parts = (*(condition.all or ()), *(condition.any or ()))
    return (condition.fact == fact and condition.equals is True) or any(_asks(part, fact) for part in parts)


def _counts_from_a_job(definition: Programme) -> bool:
    paid = (subsidy.paid_after for subsidy in definition.money.subsidies)
    return JOB in {*(rule.after for rule in _after_events(definition)), *paid} or _counts_inside(definition)


def _counts_inside(definition: Programme) -> bool:
    """Whether something counts from a job only while the participation runs."""
    inside = {rule.after for rule in definition.time.deadlines if not rule.survives_end}
    inside |= {talks.after for talks in definition.care.minimum_talks}
    starts = (*(step.starts for step in definition.care.rhythm), *(phase.starts for phase in definition.time.phases))
    return JOB in inside | {start.after for start in starts if start is not None}


def _kind_of_job(definition: Programme) -> str:
    """A kind of job that rules ask about, else the first result the programme counts."""
    asked = [kind for rule in _after_events(definition) if rule.after == JOB for kind in rule.where]
    return next(iter((*asked, *definition.outcomes)), "")


def _after_events(definition: Programme) -> list[FollowUp | Deadline]:
    return [*definition.follow_up, *definition.time.deadlines]
