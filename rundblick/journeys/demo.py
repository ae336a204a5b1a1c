"""The room's share of the demo: sheets with all their answers, and the applications."""

import datetime as dt
from collections import defaultdict
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.demo import demo_id
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.journeys import standing, story
from rundblick.journeys.models import Application, Cell, Sheet
from rundblick.journeys.shelf import fingerprint, shelf
from rundblick.people.models import Site
from rundblick.web.clock import BERLIN, today

SITES = {site.label: site.value for site in Site}
EVENING = dt.time(16, 30)


def load(scenario: Any, cast: Cast) -> None:
    """Write sheets, answers and applications in the name of each household's responsible coach."""
    responsible = {household.key: household.responsible for household in scenario.households}
    cells: dict[str, list[Any]] = defaultdict(list)
    for cell in scenario.cells:
        cells[cell.journey].append(cell)
    applied: dict[str, list[Any]] = defaultdict(list)
    for application in scenario.applications:
        applied[application.household].append(application)
    taking_part = _participations(scenario, cast)
    by_coach: dict[str, list[Any]] = defaultdict(list)
    for record in scenario.journeys:
        by_coach[responsible[record.household]].append(record)
    for login, records in by_coach.items():
        with acting_as(cast.users[login], "demo.journeys"):
            _write(records, cells, applied, taking_part, cast)


def _write(
    records: list[Any],
    cells: dict[str, list[Any]],
    applied: dict[str, list[Any]],
    taking_part: dict[tuple[str, str, str], Any],
    cast: Cast,
) -> None:
    sheets = Sheet.objects.bulk_create([_sheet(record, taking_part, cast) for record in records])
    by_sheet = {
        sheet.pk: [
            _cell(entry, sheet, number, cast)
            for number, entry in enumerate(sorted(cells[record.key], key=lambda c: c.on), start=1)
        ]
        for sheet, record in zip(sheets, records, strict=True)
    }
    written = Cell.objects.bulk_create([cell for answers in by_sheet.values() for cell in answers], batch_size=1000)
    standing.save(
        row
        for sheet in sheets
        for row in standing.standings(shelf()[sheet.definition], sheet, by_sheet[sheet.pk], today())
    )
    Application.objects.bulk_create(
        [
            _application(entry, sheet, cast)
            for sheet, record in zip(sheets, records, strict=True)
            for entry in applied[record.household]
        ]
    )
    TimelineEntry.objects.bulk_create([*map(story.begun, sheets), *story.entries(written)], batch_size=1000)


def _participations(scenario: Any, cast: Cast) -> dict[tuple[str, str, str], Any]:
    """(household, programme, run) -> the participation that began first."""
    found: dict[tuple[str, str, str], Any] = {}
    begun = (record for record in scenario.participations if record.valid_from is not None)
    for record in sorted(begun, key=lambda record: (record.valid_from, record.key)):
        if record.key in cast.participations:
            found.setdefault((record.household, record.programme, record.run), cast.participations[record.key])
    return found


def _sheet(record: Any, taking_part: dict[tuple[str, str, str], Any], cast: Cast) -> Sheet:
    return Sheet(
        id=demo_id("sheet", record.key),
        dossier_id=cast.households[record.household].dossier_id,
        definition=record.definition,
        definition_sha256=fingerprint(shelf()[record.definition]),
        participation=taking_part.get((record.household, record.programme, record.run)),
        site=SITES.get(record.site, Site.OTHER),
        coach=cast.users[record.coach],
        created_on=record.created,
        shared=True,
    )


def _cell(record: Any, sheet: Sheet, number: int, cast: Cast) -> Cell:
    return Cell(
        id=demo_id("journey-cell", record.key),
        dossier_id=sheet.dossier_id,
        sheet=sheet,
        person=cast.persons[record.child],
        track=record.benefit,
        step=record.step,
        answer=Cell.Answer.YES if record.reached else Cell.Answer.NO,
        answered_on=record.on,
        sequence=number,
        reasons=sorted(record.reasons),
        kinds=list(record.details),
        note=record.footnote or None,
        recorded_by_id=sheet.coach_id,
        recorded_at=dt.datetime.combine(record.on, EVENING, tzinfo=BERLIN),
    )


def _application(record: Any, sheet: Sheet, cast: Cast) -> Application:
    return Application(
        id=demo_id("application", record.key),
        dossier_id=sheet.dossier_id,
        sheet=sheet,
        person=cast.persons[record.child],
        track=record.benefit,
        applied_on=record.on,
    )
