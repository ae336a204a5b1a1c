"""The end: how long it lasts, what a pause and an extension do to that, and what follows."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from rundblick.programmes.definition import Extension, Pause, Programme, Run
from rundblick.programmes.due.items import Course, DueItem, Rule, item, since
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import not_before
from rundblick.programmes.pauses import RESUMED
from rundblick.web.german import german_date

REQUESTED = "participation.extension_requested"
EXTENDED = "participation.extended"
DECLINED = "participation.extension_declined"


@dataclass(frozen=True, slots=True)
class _End:
    day: dt.date
    rule: Rule
    text: str
    anchor: Fact


def items(course: Course) -> Iterator[DueItem]:
    """While it runs: its end, the question of an extension, the end of a pause. Afterwards: what follows."""
    if course.over:
        yield from _follow_on(course)
        return
    own = _own_end(course)
    end = min([*([own] if own else []), *_ends_of_runs(course)], key=lambda one: (one.day, one.rule.code), default=None)
    if end is not None:
        yield item(end.rule, end.day, end.text, end.anchor, subject=course.participation.subject)
    if end is not None and end is own:
        yield from _question(end, course)
    yield from _end_of_pause(course)


def rules(definition: Programme) -> Iterator[Rule]:
    """Runs with an end, the longest duration, pause and extension, and the follow-on."""
    yield from (_run_rule(run) for run in definition.runs if run.valid_until)
    yield from filter(None, [_end_rule(definition)])
    time = definition.time
    if time.pause is not None and time.pause.longest is not None:
        yield _pause_rule(time.pause)
    if time.extension is not None:
        yield _question_rule(time.extension)
    yield from filter(None, [_follow_on_rule(definition)])


def _own_end(course: Course) -> _End | None:
    """From the last extension, else from the longest duration; None while a pause holds that up."""
    rule = _end_rule(course.definition)
    extended = _extension_in_force(course)
    if rule is None:
        return None
    if extended is not None and isinstance(extended.value, dt.date):
        text = f"Verlängert bis {german_date(extended.value)} (entschieden am {german_date(extended.valid_from)})"
        return _End(extended.value, rule, text + _beyond(extended.value, course), extended)
    longest = course.definition.time.duration
    due = course.after(longest.by, course.participation.started) if longest else None
    if longest is None or due is None:
        return None
    start = course.participation.started
    text = f"Beginn am {german_date(start.valid_from)}, höchstens {longest.by.words()}{due[1]}"
    return _End(due[0], rule, text, start)


def _ends_of_runs(course: Course) -> Iterator[_End]:
    start = course.participation.started
    for run in course.definition.runs:
        if run.valid_until and run.holds(start.valid_from):
            last = run.valid_until - dt.timedelta(days=1)
            yield _End(last, _run_rule(run), f"„{run.label}“ läuft bis {german_date(last)}", start)


def _extension_in_force(course: Course) -> Fact | None:
    """The last agreement; a plan carries the new last day and holds until it is called off."""
    if course.definition.time.extension is None:
        return None
    given = [
        plan
        for plan in course.plans(EXTENDED)
        if isinstance(plan.value, dt.date) and plan.value >= course.participation.started.valid_from
    ]
    return max(given, key=lambda plan: (plan.valid_from, str(plan.value), plan.key, str(plan.subject)), default=None)


def _latest_end(course: Course) -> dt.date | None:
    extension = course.definition.time.extension
    if extension is None or extension.at_most is None:
        return None
    due = course.after(extension.at_most, course.participation.started)
    return due[0] if due else None


def _beyond(last_day: dt.date, course: Course) -> str:
    """People decide, so the day that was given counts; that it is beyond the rule is said."""
    extension, limit = course.definition.time.extension, _latest_end(course)
    if extension is None or extension.at_most is None or limit is None or last_day <= limit:
        return ""
    return f"; vorgesehen sind höchstens {extension.at_most.words()}, also bis {german_date(limit)}"


def _question(end: _End, course: Course) -> Iterator[DueItem]:
    """Asked again before an extended end, as long as another extension is possible."""
    extension = course.definition.time.extension
    if extension is None:
        return
    again = end.anchor.code == EXTENDED
    limit = _latest_end(course)
    if (again and extension.at_most is None) or (limit is not None and end.day >= limit):
        return
    answered = [*course.heard((REQUESTED, DECLINED), None), *course.plans(EXTENDED)]
    if any(f.valid_from > end.anchor.valid_from if again else not_before(f, end.anchor) for f in answered):
        return
    due_on = max(extension.ask.before(end.day, course.definition.state), end.anchor.valid_from)
    text = f"Ende am {german_date(end.day)}; {extension.ask.words()} vorher. Möglich: {_possible(extension)}"
    key = end.day.isoformat() if again else ""
    yield item(_question_rule(extension), due_on, text, end.anchor, key=key, subject=course.participation.subject)


def _end_of_pause(course: Course) -> Iterator[DueItem]:
    pause, rest = course.definition.time.pause, course.participation.resting
    if pause is not None and pause.longest is not None and rest is not None and rest.fact is not None:
        due_on = pause.longest.after(rest.fact.valid_from, course.definition.state)
        text = f"{since(rest.fact)}; höchstens {pause.longest.words()}"
        yield item(_pause_rule(pause), due_on, text, rest.fact, subject=course.participation.subject)


def _follow_on(course: Course) -> Iterator[DueItem]:
    """What was arranged while the participation ran counts as well as what is arranged afterwards."""
    rule, wanted, ended = _follow_on_rule(course.definition), course.definition.follow_on, course.participation.ended
    if rule is None or wanted is None or ended is None:
        return
    if not any(not_before(fact, course.participation.started) for fact in course.heard(wanted.done_by, None)):
        text = f"{since(ended)}; {wanted.label}. Ausnahme: {wanted.exception}"
        yield item(rule, ended.valid_from, text, ended, subject=course.participation.subject)


def _possible(extension: Extension) -> str:
    words = f"höchstens {extension.by.words()}"
    return f"{words}, insgesamt {extension.at_most.words()} ab Beginn" if extension.at_most else words


def _run_rule(run: Run) -> Rule:
    assert run.valid_until is not None
    words = f"Laufzeit bis {german_date(run.valid_until - dt.timedelta(days=1))}"
    return Rule(f"runs.{run.code}", "Ende der Teilnahme", "end", "programmes", words, run.origin)


def _end_rule(definition: Programme) -> Rule | None:
    """Without a duration only an extension that somebody has given ends a participation by itself."""
    longest, extension = definition.time.duration, definition.time.extension
    if longest is None and extension is None:
        return None
    words = f"spätestens {longest.by.words()} nach dem Beginn" if longest else "am bewilligten letzten Tag"
    origin = longest.origin if longest else extension.origin if extension else None
    assert origin is not None
    return Rule("time.duration", "Ende der Teilnahme", "end", "programmes", words, origin)


def _pause_rule(pause: Pause) -> Rule:
    assert pause.longest is not None
    words = f"höchstens {pause.longest.words()}"
    return Rule("time.pause", "Pause endet", "review", "programmes", words, pause.origin, (RESUMED,))


def _question_rule(extension: Extension) -> Rule:
    words = f"{extension.ask.words()} vor dem Ende; {_possible(extension)}"
    if extension.criteria:
        words += f"; anzusehen: {'; '.join(extension.criteria)}"
    done_by = (REQUESTED, EXTENDED, DECLINED)
    return Rule("time.extension", "Verlängerung prüfen", "review", "programmes", words, extension.origin, done_by)


def _follow_on_rule(definition: Programme) -> Rule | None:
    wanted = definition.follow_on
    if wanted is None:
        return None
    words = f"{wanted.label}; Ausnahme: {wanted.exception}"
    return Rule("follow_on", "Anschluss klären", "task", "programmes", words, wanted.origin, wanted.done_by)
