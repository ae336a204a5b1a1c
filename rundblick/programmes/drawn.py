"""Pictures of programmes and participations: phases, rhythm and clocks on one time line, and the way in."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence

from rundblick.programmes.bridge import Frame
from rundblick.programmes.days import add_months
from rundblick.programmes.definition import Programme
from rundblick.programmes.due import due_items, rhythm_periods
from rundblick.programmes.facts import Fact
from rundblick.programmes.participation import STARTED, Participation, PhasePeriod, phase_periods
from rundblick.programmes.rules import StepState, rules_of
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web import pictures
from rundblick.web.german import count, german_date
from rundblick.web.pictures import Period, PeriodRow, Picture, Stair

_ONE_DAY = dt.timedelta(days=1)
_BY_EVENT = ("time.deadlines.", "time.ladders.", "access.steps.")


def clocks(programme: Programme, start: dt.date) -> Picture:
    """What a programme asks of somebody who begins on `start`: how long, phases, rhythm, every clock that runs then.

    Clocks that wait for an event (a job, a conference) have no day yet; `waiting` tells them in words.
    """
    facts = [Fact.event(STARTED, start)]
    frame = Participation.of(facts, programme)
    assert frame is not None
    phases = [one for one in phase_periods(facts, programme, frame) if one.ends is None or one.ends > start]
    rhythm = rhythm_periods(facts, programme, frame)
    due = [item for item in due_items(facts, programme, start) if item.kind != "contact"]
    end = next((item for item in due if item.kind == "end"), None)
    others = [item for item in due if item is not end]
    rules = rules_of(programme)
    last = max([*(item.due_on for item in due), *(one.starts for one in phases), add_months(start, 6)])
    rows = [_phase_row(phases)] if phases else []
    if end is not None:
        rows.insert(0, _stretch("Teilnahme", start, end.due_on, rules[end.rule].words, 3))
    elif not phases:
        rows.append(_stretch("Teilnahme", start, None, "so lange es nötig ist", 3))
    if rhythm:
        rows.append(
            PeriodRow(
                label="Kontakte",
                periods=[
                    Period(start=begins, until=ends, label=f"{step.label}: {step.every.rhythm()}", series=number)
                    for number, (step, begins, ends) in enumerate(rhythm)
                ],
            )
        )
    rows += [_stretch(item.label, start, item.due_on, _from_the_start(rules[item.rule].words), 2) for item in others]
    return pictures.periods(
        title="Phasen, Rhythmus und Fristen",
        rows=rows,
        start=start,
        until=last + dt.timedelta(days=30),
        description=(
            f"Beispiel: Beginn am {german_date(start)}. {count(len(phases), 'Phase', 'Phasen')}, "
            f"{count(len(others), 'Frist', 'Fristen')} ab Beginn."
        ),
        key="clocks",
    )


def waiting(programme: Programme, start: dt.date) -> list[tuple[str, str]]:
    """Clocks that begin with an event nobody knows yet: what they are about, and how they run."""
    running = {item.rule for item in due_items([Fact.event(STARTED, start)], programme, start)}
    found = [
        (rule.label, rule.words)
        for code, rule in rules_of(programme).items()
        if code.startswith(_BY_EVENT) and code not in running
    ]
    for promise in programme.follow_up:
        spans = ", ".join(span.words() for span in promise.talks)
        event = vocabulary().event(promise.after)
        found.append((promise.label, f"{spans} nach: {event.label if event else promise.after}"))
    return found


def _from_the_start(words: str) -> str:
    """How a clock runs, as short as the picture needs it: from where is what it shows."""
    return words.partition("; geht an")[0].replace(" nach: Beginn der Teilnahme", " ab Beginn")


def _stretch(label: str, start: dt.date, last: dt.date | None, words: str, series: int) -> PeriodRow:
    until = last + _ONE_DAY if last else None
    return PeriodRow(label=label, periods=[Period(start=start, until=until, label=words, series=series)])


def where_we_are(frame: Frame, facts: Sequence[Fact], names: Mapping[uuid.UUID, str], day: dt.date) -> Picture | None:
    """Phases, rhythm and who takes part, with a mark at `day`; None before anybody has a first day."""
    starts = [row.started_on for row in frame.rows if row.started_on is not None]
    if not starts:
        return None
    read = Participation.of(facts, frame.programme)
    phases = phase_periods(facts, frame.programme, read)
    ends = [row.ended_on for row in frame.rows if row.ended_on is not None]
    over = len(ends) == len(starts)
    horizon = frame.run.valid_until or add_months(max(day, *starts) if len(starts) > 1 else max(day, starts[0]), 6)
    first = min(starts)
    until = max([*ends, first]) + dt.timedelta(days=31) if over else max(horizon, day + dt.timedelta(days=31))
    shown = [one for one in phases if one.starts < until and (one.ends is None or one.ends > first)]
    rows = [_phase_row(shown)] if shown else []
    if read is not None and not over:
        rows.append(
            PeriodRow(
                label="Kontakte",
                periods=[
                    Period(start=begins, until=end, label=f"{step.label}: {step.every.rhythm()}", series=number)
                    for number, (step, begins, end) in enumerate(rhythm_periods(list(facts), frame.programme, read))
                ],
            )
        )
    rows += [
        PeriodRow(
            label=names.get(row.person_id, "Mitglied") if row.person_id else "Haushalt",
            periods=[
                Period(
                    start=row.started_on,
                    until=row.ended_on + _ONE_DAY if row.ended_on else None,
                    label="Teilnahme",
                    series=3,
                )
            ],
        )
        for row in sorted(frame.rows, key=lambda row: (row.started_on or dt.date.max, str(row.pk)))
        if row.started_on is not None
    ]
    begin = min(first, day) - dt.timedelta(days=14)
    return pictures.periods(
        title="Phasen, Kontakte und Teilnahme",
        rows=rows,
        start=begin,
        until=until,
        as_of=day,
        key=f"stand-{frame.lead.pk.hex[:8]}",
    )


def way_in(steps: Sequence[StepState], *, begun: bool) -> Picture:
    """The steps before the start: done with their day, the one that is next, and those still open."""
    stairs: list[Stair] = []
    reached = False
    for step in steps:
        if step.done_on is not None:
            stairs.append(Stair(label=step.step.label, state="done", note=german_date(step.done_on)))
        elif not reached and not begun:
            reached = True
            stairs.append(Stair(label=step.step.label, state="now", note=_needed(step)))
        else:
            stairs.append(Stair(label=step.step.label, state="open", note=_needed(step)))
    return pictures.staircase(title="Schritte bis zum Beginn", stairs=stairs, key="zugang")


def _needed(step: StepState) -> str:
    return "" if step.step.required else "nicht zwingend"


def _phase_row(phases: Sequence[PhasePeriod]) -> PeriodRow:
    return PeriodRow(
        label="Phasen",
        periods=[
            Period(start=one.starts, until=one.ends, label=one.phase.label, series=number)
            for number, one in enumerate(phases)
        ],
    )
