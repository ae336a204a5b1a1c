"""The room's share of the demo: outcomes, sponsors and what young people do."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.demo import demo_id
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.web.clock import BERLIN
from rundblick.work import story
from rundblick.work.models import Outcome, Situation, Sponsorship

EVENING = dt.time(16, 30)
ONE_DAY = dt.timedelta(days=1)


def load(scenario: Any, cast: Cast) -> None:
    """Write everything in the name of each household's responsible coach."""
    responsible = {household.key: household.responsible for household in scenario.households}
    taking_part = _participations(scenario, cast)
    outcomes = _by_coach(scenario.outcomes, responsible)
    sponsors = _by_coach(scenario.sponsorships, responsible)
    situations = _by_coach(scenario.situations, responsible)
    for login in {*outcomes, *sponsors, *situations}:
        with acting_as(cast.users[login], "demo.work"):
            rows = Outcome.objects.bulk_create([_outcome(r, taking_part, cast, login) for r in outcomes[login]])
            met = Sponsorship.objects.bulk_create([_sponsorship(r, taking_part, cast) for r in sponsors[login]])
            Situation.objects.bulk_create([_situation(record, cast) for record in situations[login]])
            TimelineEntry.objects.bulk_create([*map(story.achieved, rows), *map(story.met, met)])


def _by_coach(records: Iterable[Any], responsible: dict[str, str]) -> dict[str, list[Any]]:
    found: dict[str, list[Any]] = defaultdict(list)
    for record in records:
        found[responsible[record.household]].append(record)
    return found


def _participations(scenario: Any, cast: Cast) -> dict[tuple[str, str, str], Any]:
    """(person or household, programme, run) -> participation; the household's is the one that began first."""
    found: dict[tuple[str, str, str], Any] = {}
    begun = (record for record in scenario.participations if record.valid_from is not None)
    for record in sorted(begun, key=lambda record: (record.valid_from, record.key)):
        row = cast.participations.get(record.key)
        if row is not None:
            found[record.person, record.programme, record.run] = row
            found.setdefault((record.household, record.programme, record.run), row)
    return found


def _taken(record: Any, taking_part: dict[tuple[str, str, str], Any]) -> Any:
    run = (record.programme, record.run)
    return taking_part.get((record.person, *run)) or taking_part.get((record.household, *run))


def _outcome(record: Any, taking_part: dict[tuple[str, str, str], Any], cast: Cast, login: str) -> Outcome:
    return Outcome(
        id=demo_id("outcome", record.key),
        dossier_id=cast.households[record.household].dossier_id,
        participation=_taken(record, taking_part),
        person=cast.persons[record.person],
        kind=record.kind,
        title=record.title or None,
        achieved_on=record.on,
        # The scenario's periods are half-open, an outcome names its last day.
        ended_on=record.until - ONE_DAY if record.until else None,
        benefit_ended_on=record.benefit_ended_on,
        recorded_by=cast.users[login],
        recorded_at=dt.datetime.combine(record.on, EVENING, tzinfo=BERLIN),
    )


def _sponsorship(record: Any, taking_part: dict[tuple[str, str, str], Any], cast: Cast) -> Sponsorship:
    return Sponsorship(
        id=demo_id("sponsorship", record.key),
        dossier_id=cast.households[record.household].dossier_id,
        participation=_taken(record, taking_part),
        person=cast.persons[record.person],
        formal=record.formal,
        began_on=record.on,
        note=record.note or None,
    )


def _situation(record: Any, cast: Cast) -> Situation:
    return Situation(
        id=demo_id("situation", record.key),
        dossier_id=cast.households[record.household].dossier_id,
        person=cast.persons[record.person],
        kind=record.kind,
        valid_from=record.valid_from,
        valid_until=record.valid_until,
    )
