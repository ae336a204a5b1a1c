"""Computes the report a programme's definition asks for: every figure with the records behind it.

Nothing here is about one programme: sections, Stichtage, subgroups and targets come from the definition, steps and
reasons from the journey, kinds from the taxonomy. Codes of figures follow from these names.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from rundblick.evaluation.cohort import cohort
from rundblick.evaluation.counted import Book, Computed
from rundblick.evaluation.sections import (
    Task,
    applications,
    change,
    comparison,
    duration,
    frame,
    funnels,
    outcomes,
    subjects,
    targets,
    waves,
)
from rundblick.programmes.definition import Programme, Report
from rundblick.programmes.models import Run
from rundblick.programmes.reporting import sections_at
from rundblick.surveys.evaluated import Panel

SECTIONS: dict[str, Callable[[Task], Book]] = {
    "subjects": subjects.compute,
    "journey_funnel": funnels.compute,
    "applications": applications.compute,
    "outcomes": outcomes.compute,
    "targets": targets.compute,
    "waves": waves.compute,
    "change": change.compute,
    "duration": duration.compute,
    "comparison": comparison.compute,
}


@dataclass(frozen=True, slots=True)
class SectionHead:
    """What stands above a table: its code, label and Stichtag (inclusive)."""

    code: str
    label: str
    as_of: dt.date


def compute(definition: Programme, report: Report, run: Run, as_of: dt.date) -> Computed:
    """All figures of a report for one run, each section at its own Stichtag. Runs as worker."""
    sections = sections_at(definition, report.code, as_of)
    cohorts = {day: cohort(run, day) for day in sorted({day for _, day in sections})}
    books = [frame.compute(definition, cohorts[max(cohorts)])]
    panels: dict[tuple[str, dt.date], Panel] = {}
    for section, day in sections:
        task = Task(definition, section, cohorts[day], beside=report.sections, panels=panels)
        books.append(SECTIONS[section.kind](task))
    return Computed(
        figures=tuple(figure for book in books for figure in book.figures),
        sums=tuple(sums for book in books for sums in book.sums),
    )


def heads(definition: Programme, report: Report, as_of: dt.date) -> list[SectionHead]:
    """The tables of a report in order, with the Stichtag each has when it is asked for `as_of`."""
    sections = sections_at(definition, report.code, as_of)
    first = SectionHead(frame.CODE, frame.LABEL, max(day for _, day in sections))
    return [first, *(SectionHead(section.code, section.label, day) for section, day in sections)]
