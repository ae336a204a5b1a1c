"""The demo's records of ANNA in the tables, and reports computed from them."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rundblick.access import crypto
from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.access.hooks_demo import Cast
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.report import compute
from rundblick.journeys import demo as journeys_demo
from rundblick.journeys.models import Cell
from rundblick.programmes.models import Participation, ProjectAttribute, Run
from rundblick.programmes.shelf import shelf
from rundblick.statistics.figures import Figure
from rundblick.web.clock import now
from rundblick.work import demo as work_demo
from rundblick.work.models import Outcome
from tests.house import empty_tables
from tests.journeys import demo as below

ANNA = shelf()["anna"]
REPORT = ANNA.reports[0]


@contextmanager
def loaded() -> Iterator[Cast]:
    """The demo's households with sheets and results; everything is gone afterwards."""
    crypto.forget_keys()
    try:
        scenario, cast = below.build()
        journeys_demo.load(scenario, cast)
        work_demo.load(scenario, cast)
        with as_worker("test"):
            _attributes(scenario, cast)
        yield cast
    finally:
        empty_tables()


def _attributes(scenario: Any, cast: Cast) -> None:
    home = {m.person: m.household for m in scenario.memberships}
    first: dict[str, Participation] = {}
    for told in sorted(scenario.participations, key=lambda p: p.valid_from):
        first.setdefault(told.household, cast.participations[told.key])
    ProjectAttribute.objects.bulk_create(
        ProjectAttribute(
            dossier_id=first[home[told.person]].dossier_id,
            participation=first[home[told.person]],
            person=cast.persons[told.person],
            code=told.code,
            value=told.value,
            purpose=told.purpose,
            recorded_on=told.recorded_on,
        )
        for told in scenario.attributes
    )


def enter_later(cast: Cast, *, on: dt.date) -> None:
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
        return compute(ANNA, REPORT, Run.objects.get(definition__code="anna", code="projekt"), as_of)


def by_key(computed: Computed) -> dict[tuple[str, str], Figure]:
    """(code, subgroup) -> figure; no code stands in a report twice."""
    found = {(c.figure.code, c.figure.subgroup): c.figure for c in computed.figures}
    assert len(found) == len(computed.figures)
    return found
