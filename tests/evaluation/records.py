"""The demo's records of ANNA in the tables, and reports computed from them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

from rundblick.access import crypto, hooks
from rundblick.access import demo as access_demo
from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.access.hooks_demo import Cast
from rundblick.catalogue.scenario.joining import demo
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.report import compute
from rundblick.journeys.models import Cell
from rundblick.programmes.models import Run
from rundblick.programmes.shelf import shelf
from rundblick.statistics.figures import Figure
from rundblick.web.clock import now
from rundblick.work.models import Outcome
from tests.house import empty_tables

ANNA = shelf()["anna"]
REPORT = ANNA.reports[0]
TODAY = dt.date(2026, 11, 20)
FIGURES = frozenset({"people", "access.doors", "programmes", "journeys", "work"})
"""The parts of the demo a report is computed from."""


@contextmanager
def loaded(parts: frozenset[str] = FIGURES) -> Iterator[Cast]:
    """The demo's people with programmes, sheets and results; everything is gone afterwards."""
    crypto.forget_keys()
    try:
        scenario, cast = demo(TODAY), Cast()
        access_demo.load_house(scenario, cast)
        for name, part in sorted(hooks.demo.items(), key=lambda entry: entry[1].order):
            if name in parts:
                part.load(scenario, cast)
        yield cast
    finally:
        empty_tables()


DAYS = tuple(map(dt.date.fromisoformat, ("2020-12-31", "2021-03-31", "2021-06-30", "2021-12-31", "2022-07-31")))
LATER = dt.date(2021, 9, 1)


@dataclass(frozen=True)
class Reports:
    """The final report at several Stichtage, today, and again after two entries of `LATER`."""

    at: dict[dt.date, Computed]
    today: Computed
    again: dict[dt.date, Computed]


@cache
def reports() -> Reports:
    """Computed once for all tests, because loading the demo takes seconds. Leaves no rows behind."""
    with loaded():
        at = {day: anna(day) for day in DAYS}
        now_computed = anna(TODAY)
        enter_later(on=LATER)
        return Reports(at, now_computed, {day: anna(day) for day in DAYS})


def enter_later(*, on: dt.date) -> None:
    """A minijob, and a child that gives up lunch, both on that day."""
    with as_worker("test"), reason("test.later"):
        known = Outcome.objects.filter(kind="minijob", participation__run__code="projekt").order_by("pk").first()
        cell = Cell.objects.filter(
            track="lunch", step="used", answer="yes", answered_on__lt=on, sheet__participation__run__code="projekt"
        ).first()
        assert known and cell
        Outcome.objects.create(
            dossier_id=known.dossier_id,
            participation_id=known.participation_id,
            person_id=known.person_id,
            kind="minijob",
            achieved_on=on,
            recorded_at=now(),
        )
        Cell.objects.create(
            dossier_id=cell.dossier_id,
            sheet_id=cell.sheet_id,
            person_id=cell.person_id,
            track="lunch",
            step="used",
            answer="no",
            reasons=["eats_at_home"],
            answered_on=on,
            sequence=1000,
            recorded_at=now(),
        )


def anna(as_of: dt.date) -> Computed:
    """The final report of ANNA at a Stichtag, computed from the records."""
    with as_worker("test"):
        return compute(ANNA, REPORT, the_run(), as_of)


def the_run() -> Run:
    """The run of 2020 to 2022; call inside of a context."""
    return Run.objects.select_related("definition").get(definition__code="anna", code="projekt")


def by_key(computed: Computed) -> dict[tuple[str, str], Figure]:
    """(code, subgroup) -> figure; no code stands in a report twice."""
    found = {(c.figure.code, c.figure.subgroup): c.figure for c in computed.figures}
    assert len(found) == len(computed.figures)
    return found
