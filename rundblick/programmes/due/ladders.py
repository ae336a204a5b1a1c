"""When somebody is not reached: so many attempts, one every so often, then a proposal. Never a sanction.

Contact ends a ladder, and so does the person's wish to be left alone, at once and until there is contact again. An
attempt at home is only named where the person has consented to visits (design: nobody enters a home without it).
"""

import uuid
from collections.abc import Iterator

from rundblick.programmes.consents import HOME_VISIT, holds
from rundblick.programmes.definition import Ladder, Programme
from rundblick.programmes.due.items import Course, DueItem, Rule, event_label, item, since
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import not_before
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.german import german_date

REGAINED = "contact.regained"
STOPPED = "attempts.stopped"


def items(course: Course) -> Iterator[DueItem]:
    """The next attempt of each ladder, or what is proposed after the last one."""
    if course.over:
        return
    for ladder in course.definition.time.ladders:
        for start in _starts(ladder, course):
            yield from _next_step(ladder, start, course)


def rules(definition: Programme) -> Iterator[Rule]:
    """Two for each ladder: its attempts, and what is proposed after the last one."""
    for ladder in definition.time.ladders:
        yield from (_attempt_rule(ladder), _proposal_rule(ladder))


def _starts(ladder: Ladder, course: Course) -> Iterator[Fact]:
    """Told again without a contact or an answer in between, it is still the same ladder."""
    last: dict[uuid.UUID | None, Fact] = {}
    for start in course.occurrences(ladder.starts):
        before = last.get(start.subject)
        between = course.heard((*_contacts(course), *ladder.done_by), start.subject)
        if before is None or any(not_before(f, before) and not_before(start, f) for f in between):
            last[start.subject] = start
            yield start


def _next_step(ladder: Ladder, start: Fact, course: Course) -> Iterator[DueItem]:
    key, subject = course.occasion(start)
    if _reached(start, subject, course) or _left_alone(start, subject, course):
        return
    tried = [fact for fact in course.heard(ladder.ways, subject) if not_before(fact, start)]
    if len(tried) < ladder.attempts:
        yield from _attempt(ladder, start, tried, course)
        return
    last = tried[ladder.attempts - 1]
    due_on = course.participation.not_resting(last.valid_from)
    if due_on is not None and not any(not_before(fact, last) for fact in course.heard(ladder.done_by, subject)):
        text = f"{since(start)}; {ladder.attempts} von {ladder.attempts} Versuchen, der letzte am "
        text += german_date(last.valid_from)
        yield item(_proposal_rule(ladder), due_on, text, last, key=key, subject=subject)


def _attempt(ladder: Ladder, start: Fact, tried: list[Fact], course: Course) -> Iterator[DueItem]:
    key, subject = course.occasion(start)
    ways = _ways(ladder, subject, course)
    last = tried[-1] if tried else start
    due_on = course.participation.not_resting(ladder.every.after(last.valid_from, course.definition.state))
    if not ways or due_on is None:
        return
    text = since(start)
    text += f"; zuletzt: {since(last)}" if tried else "; noch kein Versuch"
    text += f"; möglich: {', '.join(ways)}"
    label = f"Kontaktversuch {len(tried) + 1} von {ladder.attempts}"
    yield item(_attempt_rule(ladder), due_on, text, last, key=key, subject=subject, label=label)


def _reached(start: Fact, subject: uuid.UUID | None, course: Course) -> bool:
    return any(not_before(fact, start) for fact in course.heard(_contacts(course), subject))


def _left_alone(start: Fact, subject: uuid.UUID | None, course: Course) -> bool:
    contacts = course.heard(_contacts(course), subject)
    return any(
        not_before(wish, start) or not any(wish.valid_from < f.valid_from <= start.valid_from for f in contacts)
        for wish in course.heard((STOPPED,), subject)
    )


def _contacts(course: Course) -> tuple[str, ...]:
    return (*course.definition.care.contacts, REGAINED)


def _ways(ladder: Ladder, subject: uuid.UUID | None, course: Course) -> list[str]:
    events = [event for code in ladder.ways if (event := vocabulary().event(code)) is not None]
    at_home = holds(course.facts, HOME_VISIT, course.as_of, subject)
    return [event.label.removeprefix("Versuch ") for event in events if at_home or not event.home]


def _attempt_rule(ladder: Ladder) -> Rule:
    words = f"bis zu {ladder.attempts} Versuche, {ladder.every.rhythm()}, nach: {event_label(ladder.starts)}"
    code = f"time.ladders.{ladder.code}"
    return Rule(code, ladder.label, "task", ladder.topic, words, ladder.origin, ladder.ways)


def _proposal_rule(ladder: Ladder) -> Rule:
    words = f"nach {ladder.attempts} Versuchen ohne Kontakt, beginnend mit: {event_label(ladder.starts)}"
    code = f"time.ladders.{ladder.code}.end"
    return Rule(code, ladder.proposal, "task", ladder.topic, words, ladder.origin, ladder.done_by)
