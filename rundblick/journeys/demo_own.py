"""The journeys a coordination has made itself in the demo, with some sheets of the present (`demo_own.yaml`)."""

import datetime as dt
import json
from itertools import cycle
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.demo import demo_id
from rundblick.access.hooks_demo import Cast
from rundblick.journeys import services
from rundblick.journeys.editing import drafts
from rundblick.journeys.publishing import load_text, publish
from rundblick.journeys.services import Entry
from rundblick.journeys.wordings import journey_named
from rundblick.people.models import Site
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo_own.yaml")
COORDINATION = "koordination"
PUBLISHED_BEFORE = dt.timedelta(days=90)
SITES = {site.label: site.value for site in Site}


def load(scenario: Any, cast: Cast) -> None:
    """Publish, leave a draft, and write the sheets in the name of each household's responsible coach."""
    told = yaml.safe_load(SHEET.read_text("utf-8"))
    with acting_as(cast.users[COORDINATION], "demo.journeys") as context:
        house = cast.users[COORDINATION].organisation
        assert house is not None
        for data in told["published"]:
            publish(load_text(json.dumps(data)), organisation_id=house.pk, valid_from=today() - PUBLISHED_BEFORE)
        draft = drafts.begin(context, title=told["draft"]["title"], subject=told["draft"]["subject"])
        drafts.save(draft, draft.version, {**draft.document, **told["draft"]})
    people = cycle(_adults(scenario))
    household, person = "", ""
    for number, sheet in enumerate(told["sheets"]):
        if not sheet.get("again"):
            household, person = next(people)
        _sheet(scenario, cast, household, person, sheet, number)


def _adults(scenario: Any) -> list[tuple[str, str]]:
    """(household, person): the first adult of every household whose case is open, in the order of the scenario."""
    first: dict[str, str] = {}
    for row in scenario.memberships:
        if row.valid_until is None and not row.role.endswith("child"):
            first.setdefault(row.household, row.person)
    open_ones = [one for one in scenario.households if one.closed is None and one.key in first]
    return [(one.key, first[one.key]) for one in open_ones]


def _sheet(scenario: Any, cast: Cast, household: str, person: str, told: dict[str, Any], number: int) -> None:
    record = next(one for one in scenario.households if one.key == household)
    coach = cast.users[record.responsible]
    who = cast.persons[person]
    with acting_as(coach, "demo.journeys"):
        journey = journey_named(told["journey"])
        sheet = services.open_sheet(
            dossier_id=cast.households[household].dossier_id,
            journey=journey,
            site=SITES.get(record.site, Site.OTHER),
            coach=coach,
            person_id=who.pk if journey.per_sheet else None,
            title=told.get("title", ""),
            created_on=_day(told["answers"][0]["days"]),
            token=demo_id("own-sheet", str(number)),
        )
        entries = [_entry(answer, who.pk, journey.tracks[0].code) for answer in told["answers"]]
        services.answer(sheet=sheet, journey=journey, entries=entries, seen=0)


def _entry(told: dict[str, Any], person_id: Any, track: str) -> Entry:
    return Entry(
        person_id=person_id,
        track=track,
        step=told["step"],
        answer=told.get("answer", "yes"),
        on=_day(told["days"]),
        day=_day(told["to"]) if "to" in told else None,
        reasons=frozenset(told.get("reasons", ())),
        kinds=frozenset(told.get("kinds", ())),
    )


def _day(days: int) -> dt.date:
    return today() + dt.timedelta(days=days)
