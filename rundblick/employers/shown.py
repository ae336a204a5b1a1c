"""What the page of an employer shows, set by set."""

import datetime as dt
from typing import Any

from rundblick.employers import rules
from rundblick.employers.models import Employer, SpecialStep, Workplace

TALKS_SHOWN = 12


def employer(row: Employer, *, as_of: dt.date) -> dict[str, Any]:
    """Everything that stands about an employer. Nine queries, whatever there is."""
    sites = list(row.sites.order_by("closed_on", "city", "address", "pk"))
    talks = list(row.talks.select_related("counterpart", "author").order_by("-on", "-written_at", "pk"))
    return {
        "sites": [one for one in sites if one.closed_on is None],
        "closed_sites": [one for one in sites if one.closed_on is not None],
        "places": [place(one) for one in standing(row, as_of)],
        "persons": list(row.counterparts.order_by("function", "pk")),
        "talks": [(one, one.is_late(as_of)) for one in talks[:TALKS_SHOWN]],
        "older": [(one, one.is_late(as_of)) for one in talks[TALKS_SHOWN:]],
        "late": sum(one.is_late(as_of) for one in talks),
        "concerns": list(row.concerns.order_by("answered_on", "-on", "pk")),
        "carvings": list(row.carvings.order_by("done_on", "-on", "pk")),
        "jobs": jobs(row, as_of),
        "tickets": [
            (one, one.is_late(as_of))
            for one in row.tickets.select_related("answerer").order_by("answered_on", "due_on", "pk")
        ],
    }


def standing(row: Employer, as_of: dt.date) -> list[Workplace]:
    """Workplaces as they stand on that day. One query."""
    rows = Workplace.objects.on(as_of).filter(employer=row).select_related("site")
    return list(rows.order_by("title", "pk"))


def place(row: Workplace) -> dict[str, Any]:
    """A workplace in a list: what it is, and how much was not asked."""
    answered = sum(len(one.met) + len(one.unmet) for one in rules.conditions(row.met, row.unmet))
    return {
        "row": row,
        "family": rules.FAMILY_CONDITION in row.met,
        "answered": answered,
        "open": len(rules.not_asked(row)),
    }


def jobs(row: Employer, as_of: dt.date) -> list[tuple[Any, SpecialStep | None]]:
    """Special jobs with where they stand. Two queries."""
    found: list[tuple[Any, SpecialStep | None]] = []
    for job in row.specialjobs.prefetch_related("steps").order_by("title", "pk"):
        steps = [step for step in job.steps.all() if step.on <= as_of]
        found.append((job, steps[-1] if steps else None))
    return found
