"""The room's share of the demo: published versions of ANNA, participations with their events, project attributes."""

import datetime as dt
import json
from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from rundblick.access.context import acting_as, bound, system
from rundblick.access.database import as_worker
from rundblick.access.demo import demo_id
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.catalogue.loading import canonical_json, parse_document
from rundblick.catalogue.scenario.days import after, dice
from rundblick.catalogue.scenario.today_offers import RUN
from rundblick.catalogue.scenario.today_programme import run_start
from rundblick.programmes import duebook
from rundblick.programmes.days import add_months
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import (
    Cohort,
    CohortMember,
    Participation,
    Presence,
    ProgrammeEvent,
    ProjectAttribute,
    Run,
    Session,
    StatedFact,
)
from rundblick.programmes.participation import ENDED, STARTED
from rundblick.programmes.publishing import known_names, load, publish, publish_library
from rundblick.programmes.rules import run_at
from rundblick.programmes.services import spine
from rundblick.programmes.upgrades import UPGRADES
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import today

ANNA = "anna"
PAST = "projekt"
PROVIDED = frozenset({"tender", "inhouse", "voucher", "project_funding"})
"""Forms of delivery in which a provider does the work."""
PROJECT_ENDED = "projektende"
BENEFITS = "household.receives_sgb2"
_MADE_UP = {"assumption": "Für die Vorführung gesetzt."}


def load_participations(scenario: Any, cast: Cast) -> None:
    """Publish both runs of ANNA and write who took part, each in the name of who is responsible for the household."""
    with bound(system("demo"), "demo.programmes"):
        publish_library()
        past = publish("anna", provider=cast.organisations["lotse"])
        present = publish(second_run(load("anna"), run_start(today())), provider=cast.organisations["lotse"])
        runs = {run.code: run for run in Run.objects.filter(definition__in=[past, present])}
    now_run = next(run for run in runs.values() if run.definition_id == present.pk)
    offered = _offers(scenario, cast)
    owner = {household.key: household.responsible for household in scenario.households}
    told: dict[str, list[Any]] = defaultdict(list)
    for record in scenario.participations:
        told[owner[record.household]].append(record)
    for login, records in told.items():
        with acting_as(cast.users[login], "demo.programmes"):
            _participations(records, scenario, cast, {("anna", PAST): runs[PAST]} | offered, now_run)
            _events(records, scenario, cast)
            _attributes(records, scenario, cast)
    _groups(scenario, cast, offered)
    for login, records in told.items():
        with acting_as(cast.users[login], "demo.programmes"):
            _presences({record.key for record in records}, scenario, cast)
    _stated(scenario, cast, owner)
    _benefits(scenario, cast)


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


def _offers(scenario: Any, cast: Cast) -> dict[tuple[str, str], Run]:
    """The run of today of every other programme somebody takes part in; offered anew where the source's is over."""
    day, found = today(), {}
    with bound(system("demo"), "demo.programmes"):
        for code in sorted({record.programme for record in scenario.participations if record.run == RUN}):
            template = load(code)
            again = template if run_at(template, day) else offered_again(template, run_start(day))
            provider = cast.organisations["lotse" if template.delivery in PROVIDED else "jobcenter"]
            current = run_at(again, day)
            assert current is not None
            stored = publish(again, valid_from=None if again is template else run_start(day), provider=provider)
            found[code, RUN] = Run.objects.get(definition=stored, code=current.code)
    return found


def offered_again(template: Programme, start: dt.date) -> Programme:
    """The template with one run of two years from `start` and the same places: an approach a house has taken up."""
    data = json.loads(canonical_json(template))
    end, last = add_months(start, 24), template.runs[-1]
    data["runs"] = [
        {
            "code": f"durchgang_{start:%Y}",
            "label": f"Durchgang {start:%Y}/{end:%Y}",
            "valid_from": start.isoformat(),
            "valid_until": end.isoformat(),
            "places": last.places,
            "origin": _MADE_UP,
        }
    ]
    data["sites"] = []
    for report in data["reports"]:
        report["sections"] = [one for one in report["sections"] if one.get("across") != "sites"]
    for phase in data["time"]["phases"]:
        phase["run"] = None
    for target in data["targets"]:
        target["as_of"] = (end - dt.timedelta(days=1)).isoformat()
    return parse_document(json.dumps(data), Programme, upgrades=UPGRADES, check=known_names)


def _groups(scenario: Any, cast: Cast, offered: dict[tuple[str, str], Run]) -> None:
    with bound(system("demo"), "demo.programmes"):
        for record in scenario.groups:
            Cohort.objects.create(
                id=demo_id("cohort", record.key),
                run=offered[record.programme, RUN],
                organisation=cast.organisations["jobcenter"],
                label=record.label,
                place=record.place,
                starts_on=record.starts,
            )
            Session.objects.bulk_create(
                Session(
                    id=demo_id("session", key),
                    cohort_id=demo_id("cohort", record.key),
                    on=on,
                    begins=dt.time(9, 0),
                    units=Decimal(units),
                    topic=topic,
                )
                for key, on, topic, units in record.sessions
            )


def _presences(mine: set[str], scenario: Any, cast: Cast) -> None:
    for record in scenario.groups:
        CohortMember.objects.bulk_create(
            CohortMember(
                dossier_id=cast.participations[key].dossier_id,
                cohort_id=demo_id("cohort", record.key),
                participation=cast.participations[key],
                person_id=cast.participations[key].person_id,
                valid_from=record.starts,
            )
            for key in record.members
            if key in mine
        )
    Presence.objects.bulk_create(
        Presence(
            dossier_id=cast.participations[record.participation].dossier_id,
            participation=cast.participations[record.participation],
            person_id=cast.participations[record.participation].person_id,
            session_id=demo_id("session", record.session) if record.session else None,
            on=record.on,
            units=Decimal(record.units),
            state=record.state,
        )
        for record in scenario.presences
        if record.participation in mine
    )


def _stated(scenario: Any, cast: Cast, owner: dict[str, str]) -> None:
    told: dict[str, list[Any]] = defaultdict(list)
    for record in scenario.stated:
        told[owner[record.household]].append(record)
    for login, records in told.items():
        with acting_as(cast.users[login], "demo.programmes"):
            StatedFact.objects.bulk_create(
                StatedFact(
                    dossier_id=cast.households[record.household].dossier_id,
                    person=cast.persons[record.person] if record.person else None,
                    code=record.code,
                    valid_from=record.since,
                    recorded_by=cast.users[login],
                    **_typed(record.code, record.value),
                )
                for record in records
            )


def _benefits(scenario: Any, cast: Cast) -> None:
    """Most households were asked whether they receive benefits; of a few nobody has written it down yet."""
    said = {record.household for record in scenario.stated if record.code == BENEFITS}
    told: dict[str, list[str]] = defaultdict(list)
    for household in scenario.households:
        if household.key not in said and dice(f"benefits/{household.key}").random() < 0.8:
            told[household.responsible].append(household.key)
    for login, keys in told.items():
        with acting_as(cast.users[login], "demo.programmes"):
            StatedFact.objects.bulk_create(
                StatedFact(
                    dossier_id=cast.households[key].dossier_id,
                    code=BENEFITS,
                    yes=True,
                    valid_from=after(today(), -dice(f"benefits/since/{key}").randint(20, 200)),
                    recorded_by=cast.users[login],
                )
                for key in keys
            )


def _typed(code: str, value: str) -> dict[str, Any]:
    known = vocabulary().fact(code)
    assert known is not None and known.stated
    if known.type == "boolean":
        return {"yes": value == "ja"}
    return {"number": Decimal(value)} if known.type == "number" else {"text": value}


def _participations(
    records: list[Any], scenario: Any, cast: Cast, others: dict[tuple[str, str], Run], present: Run
) -> None:
    sites = {household.key: household.site.lower() for household in scenario.households}
    rows = []
    for record in records:
        row = Participation(
            id=demo_id("participation", record.key),
            dossier_id=cast.households[record.household].dossier_id,
            run=others.get((record.programme, record.run), present),
            person=cast.persons[record.person],
            site=sites[record.household] if record.programme == ANNA else "",
            employer=record.employer,
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
        (event.participation, event.kind, event.on, event.value)
        for event in scenario.events
        if event.participation in mine and event.kind not in (STARTED, ENDED)
    ]
    rows = [
        ProgrammeEvent(
            dossier_id=cast.participations[key].dossier_id,
            participation=cast.participations[key],
            person=cast.participations[key].person,
            kind=kind,
            value=value,
            occurred_on=on,
            recorded_by=cast.users[owner[household[key]]],
        )
        for key, kind, on, value in [*told, *_reports(records, {(key, kind) for key, kind, *_ in told})]
    ]
    ProgrammeEvent.objects.bulk_create(rows)
    TimelineEntry.objects.bulk_create(spine.entry(spine.EVENT, row, row.occurred_on) for row in rows)


def _reports(records: list[Any], told: set[tuple[str, str]]) -> Iterable[tuple[str, str, dt.date, str]]:
    """Interim reports the scenario does not tell; of those of the present a few are still missing."""
    for record in records:
        if record.programme != ANNA or not record.person.endswith("-a1"):
            continue
        source = dice(f"report/{record.key}")
        interim = after(add_months(record.valid_from, 6), -source.randint(3, 20))
        known = (record.key, "report.interim") in told or record.valid_until is not None
        if not known and interim <= today() and source.random() < 0.8:
            yield record.key, "report.interim", interim, ""


def _attributes(records: list[Any], scenario: Any, cast: Cast) -> None:
    """Attributes of children hang on the participation of their household, which began first."""
    of_household: dict[tuple[str, str], Any] = {}
    begun = [record for record in records if record.valid_from is not None]
    for record in sorted(begun, key=lambda record: (record.valid_from, record.person)):
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
