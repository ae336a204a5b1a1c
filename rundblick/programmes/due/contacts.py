"""Contacts: how far apart they may lie, and how many talks there must at least be."""

import datetime as dt
from collections.abc import Iterator

from rundblick.programmes.definition import MinimumTalks, Programme, RhythmStep
from rundblick.programmes.due.items import Course, DueItem, Rule, about, event_label, item, since
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import (
    ENDED,
    STARTED,
    Participation,
    begin_of,
    chronological,
    not_before,
    phase_periods,
)
from rundblick.web.german import german_date


def items(course: Course) -> Iterator[DueItem]:
    """The next contact, and the talks that are still missing."""
    yield from _next_contact(course)
    for talks in course.definition.care.minimum_talks:
        yield from _missing_talks(talks, course)


def rules(definition: Programme) -> Iterator[Rule]:
    """The steps of the rhythm and the least numbers of talks."""
    yield from map(_rhythm_rule, definition.care.rhythm)
    yield from map(_talks_rule, definition.care.minimum_talks)


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


def _next_contact(course: Course) -> Iterator[DueItem]:
    first = course.participation.started
    earliest = course.participation.not_resting(first.valid_from)
    if course.over or earliest is None:
        return
    counted = [f for f in course.facts if f.code in course.definition.care.contacts and not_before(f, first)]
    anchor = max([first, *counted], key=chronological)
    candidates = []
    for place, (step, starts, ends) in enumerate(rhythm_periods(course.facts, course.definition, course.participation)):
        # A step asks for the first of its own days on which the gap since the last contact is used up:
        # widening the rhythm postpones at once, tightening it never dates back before the step began.
        # A gap that was used up in a pause makes the contact due on the day it goes on again.
        day = max(step.every.after(anchor.valid_from, course.definition.state), starts, earliest)
        if ends is None or day < ends:
            candidates.append((day, place, step))
    if candidates:
        day, _, step = min(candidates, key=lambda candidate: candidate[:2])
        what = "Letzter Kontakt" if anchor.code != STARTED else "Beginn der Teilnahme"
        text = f"{what} am {german_date(anchor.valid_from)}; „{step.label}“: {step.every.rhythm()}"
        if day == earliest > first.valid_from:
            text += "; ab dem ersten Tag nach der Pause"
        yield item(_rhythm_rule(step), day, text, anchor, subject=course.participation.subject)


def _missing_talks(talks: MinimumTalks, course: Course) -> Iterator[DueItem]:
    if course.over and talks.after != ENDED:
        return
    for anchor in course.occurrences(talks.after):
        key, subject = course.occasion(anchor)
        held = {f.valid_from for f in course.facts if f.code in talks.counts and about(f, subject)}
        number = sum(day >= anchor.valid_from for day in held)
        due = course.after(talks.within, anchor)
        if number < talks.count and due is not None:
            done = f"{number} von {talks.count} {'Gespräch' if talks.count == 1 else 'Gesprächen'} geführt"
            text = f"{since(anchor)}; {done}, Zeit dafür: {talks.within.words()}{due[1]}"
            label = f"{talks.label}: {done}"
            yield item(_talks_rule(talks), due[0], text, anchor, key=key, subject=subject, label=label)


def _rhythm_rule(step: RhythmStep) -> Rule:
    code = f"care.rhythm.{step.code}"
    return Rule(code, "Nächster Kontakt", "contact", "appointments", step.every.rhythm(), step.origin)


def _talks_rule(talks: MinimumTalks) -> Rule:
    words = f"mindestens {talks.count}; Zeit dafür: {talks.within.words()} nach: {event_label(talks.after)}"
    code = f"care.minimum_talks.{talks.code}"
    return Rule(code, talks.label, "task", talks.topic, words, talks.origin, talks.counts)
