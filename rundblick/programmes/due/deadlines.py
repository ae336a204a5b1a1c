"""What runs from an event or towards a planned day: deadlines, payments, and the talks promised afterwards."""

import datetime as dt
from collections.abc import Iterator

from rundblick.programmes.consents import holds
from rundblick.programmes.definition import Deadline, FollowUp, Programme, Subsidy
from rundblick.programmes.due.items import Course, DueItem, Rule, about, answers, event_label, item, since
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import ENDED, occurrence_key
from rundblick.web.german import german_date

PAID = "subsidy.paid"


def items(course: Course) -> Iterator[DueItem]:
    """Open deadlines, payments and promised talks."""
    for rule in course.definition.time.deadlines:
        yield from _deadline(rule, course)
    for subsidy in course.definition.money.subsidies:
        yield from _payment(subsidy, course)
    for promise in course.definition.follow_up:
        yield from _promised_talks(promise, course)


def rules(definition: Programme) -> Iterator[Rule]:
    """Each deadline, each payment with a span, each promised talk."""
    yield from map(_deadline_rule, definition.time.deadlines)
    yield from (_payment_rule(subsidy) for subsidy in definition.money.subsidies if _has_span(subsidy))
    for promise in definition.follow_up:
        yield from (_talk_rule(promise, number) for number in range(1, len(promise.talks) + 1))


def _deadline(rule: Deadline, course: Course) -> Iterator[DueItem]:
    if course.over and not rule.survives_end and rule.after != ENDED:
        return
    anchors = course.occurrences(rule.after, rule.where) if rule.after else course.plans(rule.before or "")
    for anchor in anchors:
        key, subject = course.occasion(anchor)
        if any(answers(fact, anchor, subject, key) for fact in course.heard(rule.done_by, None)):
            continue
        if rule.after:
            due = course.after(rule.by, anchor)
            if due is not None:
                text = f"{since(anchor)}; {rule.by.words()} danach{due[1]}"
                yield item(_deadline_rule(rule), due[0], text, anchor, key=key, subject=subject)
        elif isinstance(anchor.value, dt.date) and anchor.value >= course.participation.started.valid_from:
            # A plan made at short notice is not overdue before it existed.
            due_on = max(rule.by.before(anchor.value, course.definition.state), anchor.valid_from)
            text = f"{event_label(anchor.code)} am {german_date(anchor.value)}; {rule.by.words()} vorher"
            yield item(_deadline_rule(rule), due_on, text, anchor, key=key, subject=subject, last=anchor.value)


def _payment(subsidy: Subsidy, course: Course) -> Iterator[DueItem]:
    """What was promised is paid although the participation has ended."""
    if subsidy.paid_after is None or subsidy.paid_within is None:
        return
    for anchor in course.occurrences(subsidy.paid_after):
        key, subject = course.occasion(anchor)
        due = course.after(subsidy.paid_within, anchor)
        if due is not None and not any(answers(f, anchor, subject, key) for f in course.heard((PAID,), None)):
            text = f"{since(anchor)}; {subsidy.paid_within.words()} danach{due[1]}"
            yield item(_payment_rule(subsidy), due[0], text, anchor, key=key, subject=subject)


def _promised_talks(promise: FollowUp, course: Course) -> Iterator[DueItem]:
    for anchor in course.occurrences(promise.after, promise.where):
        if promise.consent is not None and not holds(course.facts, promise.consent, course.as_of, anchor.subject):
            continue
        talks = _talks_after(anchor, course)
        for number, span in enumerate(promise.talks, start=1):
            if number > len(talks):
                text = f"{since(anchor)}; {number}. von {len(promise.talks)} Gesprächen, geführt: {len(talks)}"
                due_on = span.after(anchor.valid_from, course.definition.state)
                rule = _talk_rule(promise, number)
                yield item(rule, due_on, text, anchor, key=occurrence_key(anchor), subject=anchor.subject)


def _talks_after(anchor: Fact, course: Course) -> set[dt.date]:
    contacts = course.definition.care.contacts
    return {
        fact.valid_from
        for fact in course.facts
        if fact.code in contacts and fact.valid_from > anchor.valid_from and about(fact, anchor.subject)
    }


def _deadline_rule(rule: Deadline) -> Rule:
    anchor = event_label(rule.after or rule.before or "")
    words = f"{rule.by.words()} {'nach' if rule.after else 'vor'}: {anchor}"
    if rule.recipients:
        words += f"; geht an: {', '.join(rule.recipients)}"
    code = f"time.deadlines.{rule.code}"
    return Rule(code, rule.label, rule.kind, rule.topic, words, rule.origin, rule.done_by)


def _has_span(subsidy: Subsidy) -> bool:
    return subsidy.paid_after is not None and subsidy.paid_within is not None


def _payment_rule(subsidy: Subsidy) -> Rule:
    assert subsidy.paid_within is not None
    words = f"{subsidy.paid_within.words()} nach: {event_label(subsidy.paid_after or '')}"
    label = f"Auszahlung: {subsidy.label}"
    return Rule(f"money.subsidies.{subsidy.code}", label, "task", "programmes", words, subsidy.origin, (PAID,))


def _talk_rule(promise: FollowUp, number: int) -> Rule:
    words = f"{promise.talks[number - 1].words()} nach: {event_label(promise.after)}"
    code = f"follow_up.{promise.code}.{number}"
    return Rule(code, promise.label, "follow_up", promise.topic, words, promise.origin)
