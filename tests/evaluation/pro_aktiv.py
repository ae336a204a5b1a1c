"""A report of PRO AKTIV as a house would have it, without hundreds of rows: people are made up, the rest is real."""

import datetime as dt
import random
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from unittest import mock

from rundblick.access.context import acting_as, bound, system
from rundblick.evaluation import computing, services
from rundblick.evaluation.cohort import Cohort, Result
from rundblick.evaluation.computing import carry_out
from rundblick.evaluation.counted import Computed, Record
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.report import SECTIONS
from rundblick.evaluation.sections import Task, comparison, duration, frame, outcomes, targets
from rundblick.evaluation.sections.duration import Lasted
from rundblick.programmes.definition import Programme, Report
from rundblick.programmes.models import Run
from rundblick.programmes.publishing import publish
from rundblick.programmes.reporting import sections_at
from rundblick.statistics.survival import Lasting
from tests.evaluation.panels import FIRST, Someone, cohort_of, panel_of, people, went
from tests.house import House

DAY = dt.date(2024, 12, 31)
STAFF = frozenset(uuid.UUID(int=n) for n in range(6))


def crowd(size: int = 1) -> list[Someone]:
    """As many times 150 people: two sites, three waves, some who did not agree or were not asked."""
    chance = random.Random(7)
    asked = [
        went(
            start, min(8, max(1, start + chance.choice([-1, 0, 1, 1, 2]))), site=chance.choice(["en", "mk"]), wave=wave
        )
        for start in (1, 2, 2, 3, 3, 4, 4, 5, 6)
        for wave in ("t2", "t3", "t2", "t3", "t2", "t3")
    ]
    others = people(
        (16, Someone("en", (("t1", 3),))),
        (14, Someone("mk", (("t1", 2),))),
        (9, Someone("en", (("t1", 3), ("t2", 5), ("t3", 6)))),
        (12, Someone("mk", (("t1", 3), ("t2", 2), ("t3", 4)))),
        (7, Someone("mk", (("t1", 2), ("t2", 4)), willing=False)),
        (6, Someone("en", (("t1", 4),), willing=False)),
        (18, Someone("en")),
        (14, Someone("mk")),
    )
    return (asked + others) * size


@contextmanager
def people_of(found: list[Someone]) -> Iterator[None]:
    """Reports count these people instead of rows."""
    members = cohort_of(found)
    ids = list(members.people.items())
    chance = random.Random(3)

    def lasted(number: int, site: str) -> Lasted:
        days = chance.choice([60, 150, 250, 330, 500, 640, 730, 730, 730])
        record = Record(uuid.uuid4(), None, "programmes", "participation", uuid.UUID(int=number))
        return Lasted(record, site, Lasting(days, chance.random() < 0.7))

    made = [
        Result(Record(dossier, person, "outcomes", "outcome", uuid.UUID(int=n)), chance.choice(KINDS), "", FIRST, False)
        for n, (person, (dossier, _)) in enumerate(ids)
        if n % 6 == 0
    ]
    stays = [lasted(n, one.site) for n, one in enumerate(found)]
    jobs = [lasted(n, found[n].site) for n in range(0, len(found), 6)]

    def compute(definition: Programme, report: Report, run: Run, as_of: dt.date) -> Computed:
        wanted = replace_run(members, run, as_of)
        panel = panel_of(found)
        books = [frame.compute(definition, wanted)]
        for section, day in sections_at(definition, report.code, as_of):
            task = Task(definition, section, wanted, beside=report.sections, panels={("teilhabe", day): panel})
            books.append(SECTIONS[section.kind](task))
        figures = tuple(replace(figure, records=()) for book in books for figure in book.figures)
        return Computed(figures, tuple(sums for book in books for sums in book.sums))

    with (
        mock.patch.object(computing, "compute", compute),
        mock.patch.object(duration, "participations", return_value=stays),
        mock.patch.object(duration, "jobs", return_value=jobs),
        mock.patch.object(comparison, "results", return_value=made),
        mock.patch.object(outcomes, "results", return_value=made),
        mock.patch.object(targets, "results", return_value=made),
        mock.patch.object(comparison, "_staff", return_value=STAFF),
    ):
        yield


KINDS = ("insured_employment", "minijob", "work_opportunity", "counselling_started")


def replace_run(members: Cohort, run: Run, as_of: dt.date) -> Cohort:
    """The same people in a run of the database."""
    return replace(members, run=run, as_of=as_of)


def reported(house: House, found: list[Someone], *, published: bool = True) -> uuid.UUID:
    """A computed report of these people, ordered by Nora."""
    with bound(system("test"), "test"):
        publish("pro_aktiv", provider=house.jobcenter)
        run = Run.objects.select_related("definition").get(definition__code="pro_aktiv")
    with acting_as(house.nora, "test") as context:
        snapshot = services.prepare(context, run=run, report="wirkung", as_of=DAY).pk
    with people_of(found):
        assert carry_out(snapshot)
    if published:
        with acting_as(house.nora, "test") as context:
            services.publish(context, ReportSnapshot.objects.get(pk=snapshot))
    return snapshot
