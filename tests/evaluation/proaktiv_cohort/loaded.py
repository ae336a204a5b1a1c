"""The cohort in the tables, loaded once, and everything that is counted from it; no rows stay behind."""

import datetime as dt
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from rundblick.access import crypto
from rundblick.access.context import acting_as, bound, reason, system
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.report import compute
from rundblick.exports.research import sources
from rundblick.people.queries import age_on
from rundblick.programmes.models import Participation, Run
from rundblick.programmes.publishing import documents, publish
from rundblick.referrals import targets as connections
from rundblick.rehab import queries as rehab_queries
from rundblick.rehab import rules as rehab
from rundblick.rehab.models import Desk
from rundblick.statistics.figures import Figure
from rundblick.surveys.publishing import publish as publish_questionnaire
from rundblick.surveys.queries import scores_of
from rundblick.surveys.rules import Scored
from rundblick.surveys.shelf import shelf
from rundblick.work import targets as work
from rundblick.work.models import Outcome
from tests.evaluation.proaktiv_cohort.people import cohort
from tests.evaluation.proaktiv_cohort.rows import ids_of_research, write
from tests.house import House, empty_tables

STICHTAG = dt.date(2024, 12, 31)
VARIABLES = ("site", "age_wide", "household_role", "days_in_programme", "running", "exit")


WAVES = ("t1", "t2", "t3")


@dataclass(frozen=True)
class Counted:
    """What the rooms say about the cohort on the Stichtag.

    `report`: that of the definition before anything is hidden. `research`: the 770 as a research file has them;
    `ages`: (site, whole years at the start) of the same. `scores`: wave -> person -> scores. `connected`, `targets`: of
    the 770, by site, all with an empty one. `outcomes`: (person, kind, day, last day) of everybody. `rehab`: by site,
    as the coach there reads it.
    """

    report: Computed
    everybody: int
    research: tuple[dict[str, Any], ...]
    ages: tuple[tuple[str, int | None], ...]
    sites: dict[uuid.UUID, str]
    scores: dict[str, dict[uuid.UUID, dict[str, Scored]]]
    connected: dict[str, list[Figure]]
    targets: dict[str, list[Figure]]
    outcomes: tuple[tuple[uuid.UUID, str, dt.date, dt.date | None], ...]
    westfalen: frozenset[uuid.UUID]
    rehab: dict[str, dict[str, rehab.Figure]]


@contextmanager
def records() -> Iterator[House]:
    """The house with 984 people in PRO AKTIV; everything is gone afterwards."""
    crypto.forget_keys()
    try:
        house = House.build()
        fill(house)
        yield house
    finally:
        empty_tables()


def fill(house: House) -> None:
    """Publish the programme and its questionnaire, and write the cohort."""
    with bound(system("test"), "test"):
        publish("pro_aktiv", provider=house.jobcenter)
        asked = publish_questionnaire(shelf()["teilhabe"])
    coaches = {"en": (house.alma, house.north), "mk": (house.otto, house.elsewhere)}
    with as_worker("test"), reason("test.cohort"):
        write(cohort(), the_run(), coaches, asked)


def the_run() -> Run:
    """The run of 2020 to 2024; call inside of a context."""
    return Run.objects.select_related("definition").get(definition__code="pro_aktiv", code="projekt")


@cache
def counted() -> Counted:
    """Loaded and counted once for all tests of a process. Leaves no rows behind."""
    with records() as house:
        seen = {"en": _of_coach(house.alma), "mk": _of_coach(house.otto)}
        with as_worker("test"):
            return _counted(seen)


def _of_coach(coach: User) -> dict[str, rehab.Figure]:
    with acting_as(coach, "test", read_only=True) as context:
        found = rehab.figures(**rehab_queries.counted(context, coach.pk, STICHTAG))
    return {one.label: one for one in found}


def _counted(seen: dict[str, dict[str, rehab.Figure]]) -> Counted:
    run = the_run()
    programme = documents([run.definition_id])[run.definition_id]
    everybody = list(Participation.objects.filter(run=run).select_related("run__definition", "person").order_by("pk"))
    ids = ids_of_research(run)
    asked = [row for row in everybody if row.pk in ids]
    groups = {site: [row for row in asked if site in ("", row.site)] for site in ("", "en", "mk")}
    people = [row.person_id for row in asked if row.person_id]
    return Counted(
        report=compute(programme, programme.reports[0], run, STICHTAG),
        everybody=len(everybody),
        research=tuple(sources.values(asked, STICHTAG, VARIABLES).values()),
        ages=tuple(
            (row.site, age_on(row.person.birth_date, row.started_on)) for row in asked if row.person and row.started_on
        ),
        sites={row.person_id: row.site for row in everybody if row.person_id},
        scores={wave: scores_of(people, code="teilhabe", wave=wave, as_of=STICHTAG) for wave in WAVES},
        connected={site: connections.figures(programme, rows, STICHTAG) for site, rows in groups.items()},
        targets={site: work.figures(programme, rows, STICHTAG) for site, rows in groups.items()},
        outcomes=tuple(
            Outcome.objects.filter(participation__run=run).values_list("person_id", "kind", "achieved_on", "ended_on")
        ),
        westfalen=frozenset(Desk.objects.filter(insurer="westfalen").values_list("person_id", flat=True)),
        rehab=seen,
    )
