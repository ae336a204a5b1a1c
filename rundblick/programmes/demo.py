"""The room's share of the demo: published versions of ANNA, participations with their events, project attributes."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.demo import demo_id
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.catalogue.loading import canonical_json, parse_document
from rundblick.catalogue.scenario.days import after, dice
from rundblick.catalogue.scenario.today_programme import run_start
from rundblick.programmes import duebook
from rundblick.programmes.days import add_months
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation, ProgrammeEvent, ProjectAttribute, Run
from rundblick.programmes.participation import ENDED, STARTED
from rundblick.programmes.publishing import known_names, load, publish, publish_library
from rundblick.programmes.services import spine
from rundblick.programmes.upgrades import UPGRADES
from rundblick.web.clock import today

PAST = "projekt"
PROJECT_ENDED = "projektende"
_MADE_UP = {"assumption": "Für die Vorführung gesetzt."}


def load_participations(scenario: Any, cast: Cast) -> None:
    """Publish both runs of ANNA and write who took part, each in the name of who is responsible for the household."""
    with bound(system("demo"), "demo.programmes"):
        publish_library()
        past = publish("anna", provider=cast.organisations["lotse"])
        present = publish(second_run(load("anna"), run_start(today())), provider=cast.organisations["lotse"])
        runs = {run.code: run for run in Run.objects.filter(definition__in=[past, present])}
    now_run = next(run for run in runs.values() if run.definition_id == present.pk)
    owner = {household.key: household.responsible for household in scenario.households}
    told: dict[str, list[Any]] = defaultdict(list)
    for record in scenario.participations:
        told[owner[record.household]].append(record)
    for login, records in told.items():
        with acting_as(cast.users[login], "demo.programmes"):
            _participations(records, scenario, cast, runs[PAST], now_run)
            _events(records, scenario, cast)
            _attributes(records, scenario, cast)


def compute_due(scenario: Any, cast: Cast) -> None:
    """When all rooms have written their share: what is due in every household."""
    ids = [household.dossier_id for household in cast.households.values()]
    with as_worker("demo.due"):
        duebook.refresh(ids)


def second_run(template: Programme, start: dt.date) -> Programme:
    """The template adapted to a run of two years from `start`: what a coordinator would change, and nothing else."""
    data = json.loads(canonical_json(template))
    code, end = f"durchgang_{start:%Y}", add_months(start, 24)
    data["runs"] = [
        {
            "code": code,
            "label": f"Zweiter Durchgang {start:%Y}/{end:%Y}",
            "valid_from": start.isoformat(),
            "valid_until": end.isoformat(),
            "places": 20,
            "places_by_site": {"ennigerloh": 12, "everswinkel": 8},
            "staff": {"coaches": 3, "fte": 2, "coordination_posts": 1},
            "origin": _MADE_UP,
        }
    ]
    for phase, months in zip(data["time"]["phases"], (0, 6, 18), strict=True):
        begins = add_months(start, months).isoformat()
        phase |= {"run": code, "starts": {"on": begins}, "origin": phase["origin"] | _MADE_UP}
    for target in data["targets"]:
        last_day = (end - dt.timedelta(days=1)).isoformat()
        target |= {"as_of": last_day, "denominator": {"rule": "people"}, "origin": target["origin"] | _MADE_UP}
    for report in data["reports"]:
        for section in report["sections"]:
            section["as_of"] = None
    return parse_document(json.dumps(data), Programme, upgrades=UPGRADES, check=known_names)


def _participations(records: list[Any], scenario: Any, cast: Cast, past: Run, present: Run) -> None:
    sites = {household.key: household.site.lower() for household in scenario.households}
    rows = []
    for record in records:
        row = Participation(
            id=demo_id("participation", record.key),
            dossier_id=cast.households[record.household].dossier_id,
            run=past if record.run == PAST else present,
            person=cast.persons[record.person],
            site=sites[record.household],
            started_on=record.valid_from,
            ended_on=record.valid_until - dt.timedelta(days=1) if record.valid_until else None,
            exit_code=PROJECT_ENDED if record.valid_until else "",
        )
        cast.participations[record.key] = row
        rows.append(row)
    Participation.objects.bulk_create(rows)
    lines = [spine.entry(spine.START, row, row.started_on) for row in rows if row.started_on]
    lines += [spine.entry(spine.END, row, row.ended_on) for row in rows if row.ended_on]
    TimelineEntry.objects.bulk_create(lines)


def _events(records: list[Any], scenario: Any, cast: Cast) -> None:
    mine = {record.key for record in records}
    owner = {household.key: household.responsible for household in scenario.households}
    household = {record.key: record.household for record in records}
    told = [
        (event.participation, event.kind, event.on)
        for event in scenario.events
        if event.participation in mine and event.kind not in (STARTED, ENDED)
    ]
    rows = [
        ProgrammeEvent(
            dossier_id=cast.participations[key].dossier_id,
            participation=cast.participations[key],
            person=cast.participations[key].person,
            kind=kind,
            occurred_on=on,
            recorded_by=cast.users[owner[household[key]]],
        )
        for key, kind, on in [*told, *_reports(records, {(key, kind) for key, kind, _ in told})]
    ]
    ProgrammeEvent.objects.bulk_create(rows)
    TimelineEntry.objects.bulk_create(spine.entry(spine.EVENT, row, row.occurred_on) for row in rows)


def _reports(records: list[Any], told: set[tuple[str, str]]) -> Iterable[tuple[str, str, dt.date]]:
    """Interim reports the scenario does not tell; of those of the present a few are still missing."""
    for record in records:
        if not record.person.endswith("-a1"):
            continue
        source = dice(f"report/{record.key}")
        interim = after(add_months(record.valid_from, 6), -source.randint(3, 20))
        known = (record.key, "report.interim") in told or record.valid_until is not None
        if not known and interim <= today() and source.random() < 0.8:
            yield record.key, "report.interim", interim


def _attributes(records: list[Any], scenario: Any, cast: Cast) -> None:
    """Attributes of children hang on the participation of their household, which began first."""
    of_household: dict[tuple[str, str], Any] = {}
    for record in sorted(records, key=lambda record: (record.valid_from, record.person)):
        of_household.setdefault((record.household, record.run), cast.participations[record.key])
    home = {membership.person: membership.household for membership in scenario.memberships}
    ProjectAttribute.objects.bulk_create(
        ProjectAttribute(
            dossier_id=row.dossier_id,
            participation=row,
            person=cast.persons[record.person],
            code=record.code,
            value=record.value,
            purpose=record.purpose,
            recorded_on=record.recorded_on,
        )
        for record in scenario.attributes
        if (row := of_household.get((home[record.person], record.run))) is not None
    )
