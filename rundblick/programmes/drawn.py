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
from rundblick.web import pictures
from rundblick.web.german import german_date
from rundblick.web.pictures import Period, PeriodRow, Picture, Stair

_ONE_DAY = dt.timedelta(days=1)


def clocks(programme: Programme, start: dt.date) -> Picture:
    """What a programme asks of somebody who begins on `start`: phases, rhythm, and every clock that runs then.

    Clocks that wait for an event (a job, a conference) have no day yet; the profile lists them in words.
    """
    facts = [Fact.event(STARTED, start)]
    frame = Participation.of(facts, programme)
    assert frame is not None
    phases = [one for one in phase_periods(facts, programme, frame) if one.ends is None or one.ends > start]
    rhythm = rhythm_periods(facts, programme, frame)
    due = [item for item in due_items(facts, programme, start) if item.kind != "contact"]
    rules = rules_of(programme)
    last = max([*(item.due_on for item in due), *(one.starts for one in phases), add_months(start, 6)])
    until = last + dt.timedelta(days=30)
    rows = [_phase_row(phases)] if phases else []
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
    rows += [
        PeriodRow(
            label=item.label,
            periods=[Period(start=start, until=item.due_on + _ONE_DAY, label=rules[item.rule].words, series=2)],
        )
        for item in due
    ]
    return pictures.periods(
        title="Phasen, Rhythmus und Fristen",
        rows=rows,
        start=start,
        until=until,
        description=f"Beispiel: Beginn am {german_date(start)}. {len(phases)} Phasen, {len(due)} Fristen ab Beginn.",
        key="clocks",
    )


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
