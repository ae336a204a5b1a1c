"""What becomes due when somebody misses sessions: going to see, catching up, talking about it. Never a sanction."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator

from rundblick.programmes.definition import Attendance, Programme, Reaction
from rundblick.programmes.due.items import Course, DueItem, Rule, about, item
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import chronological, not_before, occurrence_key
from rundblick.web.german import german_date

PRESENT = "attendance.present"
MISSED = {"attendance.excused": "excused", "attendance.unexcused": "unexcused", "attendance.sick": "sick"}
OUTREACH = "attendance.outreach"
MADE_UP = "attendance.made_up"
REVIEWED = "attendance.reviewed"


def items(course: Course) -> Iterator[DueItem]:
    """While the participation runs, member by member."""
    attendance = course.definition.attendance
    if course.over or attendance is None:
        return
    for who in _members(course):
        missed = _sessions(course, who)
        if attendance.outreach is not None:
            yield from _outreach(attendance.outreach, missed, course, who)
        if attendance.make_up is not None:
            yield from _make_up(attendance.make_up, missed, course, who)
        if attendance.longest_absence is not None:
            yield from _long_absence(attendance, missed, course, who)


def rules(definition: Programme) -> Iterator[Rule]:
    """The reactions a definition names."""
    attendance = definition.attendance
    if attendance is None:
        return
    if attendance.outreach is not None:
        yield _reaction_rule("outreach", attendance.outreach, OUTREACH)
    if attendance.make_up is not None:
        yield _reaction_rule("make_up", attendance.make_up, MADE_UP)
    if attendance.longest_absence is not None:
        yield _absence_rule(attendance)


def _members(course: Course) -> list[uuid.UUID | None]:
    if course.participation.subject is not None:
        return [course.participation.subject]
    found = {fact.subject for fact in course.facts if fact.code in {PRESENT, *MISSED}}
    return sorted(found, key=str)


def _sessions(course: Course, who: uuid.UUID | None) -> list[Fact]:
    """All sessions of a member in order: by day, then by key."""
    whole = course.participation.subject is not None
    sessions = [
        fact
        for fact in course.facts
        if fact.code in {PRESENT, *MISSED}
        and (about(fact, who) if whole else fact.subject == who)
        and not_before(fact, course.participation.started)
    ]
    return sorted(sessions, key=lambda fact: (fact.valid_from, fact.key, *chronological(fact)))


def _runs(sessions: list[Fact], reaction: Reaction, answered: Collection[dt.date]) -> list[list[Fact]]:
    """Sessions of the wanted kinds missed in a row; the last one goes on if nothing has ended it.

    Presence ends a run, a session missed in another way ends one that has not become due yet, and so does an answer,
    from the next session on.
    """
    runs: list[list[Fact]] = [[]]
    for fact in sessions:
        run = runs[-1]
        if run and any(run[-1].valid_from <= day < fact.valid_from for day in answered):
            runs.append(run := [])
        wanted = fact.code in MISSED and MISSED[fact.code] in (reaction.kinds or MISSED.values())
        if wanted:
            run.append(fact)
        elif fact.code == PRESENT or len(run) < reaction.after:
            runs.append([])
    return runs


def _outreach(reaction: Reaction, sessions: list[Fact], course: Course, who: uuid.UUID | None) -> Iterator[DueItem]:
    answered = {fact.valid_from for fact in course.heard((OUTREACH,), who)}
    run = _runs(sessions, reaction, answered)[-1]
    if len(run) < reaction.after:
        return
    last = run[reaction.after - 1]
    if any(day >= last.valid_from for day in answered):
        return
    due_on = reaction.within.after(last.valid_from, course.definition.state)
    text = f"{_missed(reaction.after)}, zuletzt am {german_date(last.valid_from)}; {reaction.within.words()} danach"
    rule = _reaction_rule("outreach", reaction, OUTREACH)
    yield item(rule, due_on, text, last, key=occurrence_key(last), subject=who)


def _make_up(reaction: Reaction, sessions: list[Fact], course: Course, who: uuid.UUID | None) -> Iterator[DueItem]:
    runs = [run for run in _runs(sessions, reaction, ()) if len(run) >= reaction.after]
    missed = {occurrence_key(fact): fact for run in runs for fact in run}
    open_ones = dict(sorted(missed.items(), key=lambda pair: (pair[1].valid_from, pair[0])))
    for made_up in sorted(course.heard((MADE_UP,), who), key=lambda fact: (not fact.key, chronological(fact))):
        fits = (k for k, f in open_ones.items() if not_before(made_up, f) and made_up.key in {"", k})
        open_ones.pop(next(fits, ""), None)
    for key, fact in open_ones.items():
        due_on = reaction.within.after(fact.valid_from, course.definition.state)
        text = f"Versäumt am {german_date(fact.valid_from)}; {reaction.within.words()} Zeit zum Nachholen"
        yield item(_reaction_rule("make_up", reaction, MADE_UP), due_on, text, fact, key=key, subject=who)


def _long_absence(
    attendance: Attendance, sessions: list[Fact], course: Course, who: uuid.UUID | None
) -> Iterator[DueItem]:
    """Counted from the first session missed since the last presence, or since it was last talked about."""
    assert attendance.longest_absence is not None
    reviewed = max((f.valid_from for f in course.heard((REVIEWED,), who)), default=dt.date.min)
    first: Fact | None = None
    for fact in sessions:
        if fact.code == PRESENT:
            first = None
        elif first is None and fact.valid_from > reviewed:
            first = fact
    if first is not None:
        due_on = attendance.longest_absence.after(first.valid_from, course.definition.state)
        text = f"Nicht da seit dem {german_date(first.valid_from)}; nach {attendance.longest_absence.words()}"
        yield item(_absence_rule(attendance), due_on, text, first, key=occurrence_key(first), subject=who)


def _missed(number: int) -> str:
    return "Einmal gefehlt" if number == 1 else f"{number} Mal nacheinander gefehlt"


def _reaction_rule(name: str, reaction: Reaction, done_by: str) -> Rule:
    number = f"{reaction.after} Mal Fehlen nacheinander" if reaction.after > 1 else "einem Fehlen"
    words = f"{reaction.within.words()} nach {number}"
    return Rule(f"attendance.{name}", reaction.label, "task", "programmes", words, reaction.origin, (done_by,))


def _absence_rule(attendance: Attendance) -> Rule:
    assert attendance.longest_absence is not None
    words = f"nach {attendance.longest_absence.words()} ohne Anwesenheit"
    label, code = "Über das lange Fehlen sprechen", "attendance.longest_absence"
    return Rule(code, label, "review", "programmes", words, attendance.origin, (REVIEWED,))
