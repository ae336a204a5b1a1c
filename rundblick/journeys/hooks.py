"""What the room contributes to the others."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.journeys import codes, demo, demo_own, page, picture, queries, rules, standing, story, trail
from rundblick.journeys.access import journey_of
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Cell, PublishedJourney, SetAside, Sheet, Standing
from rundblick.journeys.shelf import shipped
from rundblick.journeys.wordings import NamedJourneys, offered, wording_of, wordings
from rundblick.programmes.facts import Fact
from rundblick.programmes.registries import dated_facts, names
from rundblick.web.clock import today
from rundblick.web.german import german_date

WORDS = {
    "journeys.list": "User Journeys gesehen (Liste)",
    "journeys.sheet": "User Journey gelesen",
    "journeys.head": "Kopf einer User Journey gelesen",
    "journeys.field": "Antwort einer User Journey bearbeitet",
    "journeys.open": "User Journey begonnen",
    "journeys.stopped": "Wer noch profitieren könnte",
    "journeys.take_on": "Aufgaben für Menschen notiert, die noch profitieren könnten",
}


def register() -> None:
    """Called once when the app is ready."""
    for kind, words in WORDS.items():
        hooks.disclosure_kinds.add(kind, words)
    hooks.timeline_kinds.add(
        story.BEGUN, hooks.TimelineKind("Journey begonnen", "checklist", "journeys/told.html", begun_told)
    )
    hooks.timeline_kinds.add(
        story.ANSWERED, hooks.TimelineKind("Journey", "checklist", "journeys/told.html", answers_told)
    )
    hooks.case_parts.add(
        "journeys",
        hooks.CasePart("Journeys", "journeys/part.html", "journeys", journeys_part, order=60, per_member=True),
    )
    hooks.facts.add("journeys", facts)
    dated_facts.add("journeys", told_to_programmes)
    names.add("journeys", header_attributes)
    names.add("journey_titles", titles)
    hooks.export.add("journeys", export)
    hooks.erase.add("journeys", erase)
    hooks.merge.add("journeys", merge)
    hooks.demo.add("journeys", hooks.DemoPart(50, demo.load))
    hooks.demo.add("journeys.own", hooks.DemoPart(51, demo_own.load))
    hooks.navigation.add(
        "journeys",
        hooks.NavigationItem(
            "Journeys", "journeys:list", PLANNERS, group="Angebote", order=50, key="j", houses=hooks.ACCOMPANYING
        ),
    )


def journeys_part(request: Request, case: Any) -> dict[str, Any] | None:
    """The sheets of a case with a picture of the furthest steps, for the member looked at. Two queries."""
    sheets = list(queries.sheets(request.access).filter(dossier_id=case.dossier_id).order_by("-changed_on", "pk"))
    member = getattr(case, "member", None)
    if member is not None:
        sheets = [sheet for sheet in sheets if sheet.person_id in (None, member)]
    writes = "journeys" in case.writes
    if not sheets and not writes:
        return None
    rows = Cell.objects.visible_to(request.access).filter(sheet__in=[sheet.pk for sheet in sheets]).defer("note")
    by_sheet: dict[uuid.UUID, list[Cell]] = {}
    for cell in rows.order_by("sequence"):
        by_sheet.setdefault(cell.sheet_id, []).append(cell)
    latest, former = _latest_attempts([sheet for sheet in sheets if wording_of(sheet)])
    return {
        "sheets": [
            _drawn(case, sheet, by_sheet.get(sheet.pk, []))
            | {"former": [{"title": _named(old), "url": _url(case, old)} for old in former.get(sheet.pk, [])]}
            for sheet in latest
        ],
        "open_url": reverse("journeys:open", args=[case.dossier_id]) if writes else "",
    }


def _latest_attempts(sheets: list[Any]) -> tuple[list[Any], dict[uuid.UUID, list[Any]]]:
    """Of applications only the latest of each person; the ones before it by its id, the latest first."""
    groups: dict[tuple[str, Any], list[Any]] = {}
    for sheet in sheets:
        groups.setdefault((sheet.definition, sheet.person_id if sheet.attempt else sheet.pk), []).append(sheet)
    ordered = [sorted(group, key=lambda one: -(one.attempt or 0)) for group in groups.values()]
    return [group[0] for group in ordered], {group[0].pk: group[1:] for group in ordered}


def _named(sheet: Any) -> str:
    return " · ".join(filter(None, [f"{sheet.attempt}. Versuch" if sheet.attempt else "", sheet.title]))


def _url(case: Any, sheet: Any) -> str:
    return reverse("journeys:sheet", args=[sheet.pk]) + (f"?mitglied={case.member}" if case.member else "")


def _drawn(case: Any, sheet: Any, cells: list[Cell]) -> dict[str, Any]:
    journey, day = journey_of(sheet), today()
    people = page.people_on(sheet, journey, case, cells, day)
    known = rules.states(
        journey, [standing.plain(c, with_note=False) for c in trail.given(cells)], [str(p.id) for p in people], day
    )
    return {
        "title": " · ".join(filter(None, [journey.title, _named(sheet)])),
        "url": _url(case, sheet),
        "changed_on": sheet.changed_on,
        "picture": picture.furthest_steps(journey, people, known, key=str(sheet.pk)) if people else None,
    }


def begun_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """Sheets that were begun."""
    return {
        row.pk: {
            "title": f"{journey.title} begonnen" if (journey := wording_of(row)) else "Journey begonnen",
            "line": row.title or "",
            "url": reverse("journeys:sheet", args=[row.pk]),
        }
        for row in Sheet.objects.filter(pk__in=ids)
    }


def answers_told(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """What was answered for a person on a day; nothing where all of it was taken back. One query."""
    anchor = Cell.objects.filter(
        pk__in=ids, sheet=OuterRef("sheet"), person=OuterRef("person"), answered_on=OuterRef("answered_on")
    )
    rows = Cell.objects.filter(Exists(anchor)).select_related("sheet").defer("note", "sheet__title")
    groups: dict[tuple[uuid.UUID, uuid.UUID, dt.date], list[Cell]] = {}
    for cell in rows.order_by("sequence"):
        groups.setdefault((cell.sheet_id, cell.person_id, cell.answered_on), []).append(cell)
    told = {}
    for cells in groups.values():
        first = next(cell for cell in cells if cell.pk in set(ids))
        journey = wording_of(first.sheet)
        lines = _answers(journey, trail.given(cells)) if journey else []
        if lines and journey:
            told[first.pk] = {
                "title": journey.title,
                "line": " · ".join(lines),
                "url": reverse("journeys:sheet", args=[first.sheet_id]),
            }
    return told


def _answers(journey: Journey, cells: Iterable[Cell]) -> list[str]:
    """Per benefit the steps and answers, the latest answer of each step: "Lernförderung: Anspruch ja, …"."""
    tracks = {track.code: track.label for track in journey.tracks}
    steps = {step.code: step.label for step in journey.steps}
    said: dict[str, dict[str, str]] = {}
    for cell in cells:
        if cell.track in tracks and cell.step in steps:
            word = codes.said_at(cell)
            said.setdefault(tracks[cell.track], {})[steps[cell.step]] = word
    return [
        f"{track}: {', '.join(f'{step} {word}' for step, word in answers.items())}" for track, answers in said.items()
    ]


def facts(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, dict[str, Any]]:
    """`journeys_stopped`: in how many rows of its sheets a household is not at the end, by what is known today."""
    found: dict[uuid.UUID, dict[str, Any]] = {}
    rows = Standing.objects.filter(dossier_id__in=list(dossier_ids)).exclude(stop="").values_list("dossier_id")
    for (dossier_id,) in rows:
        entry = found.setdefault(dossier_id, {"journeys_stopped": 0})
        entry["journeys_stopped"] += 1
    return found


def told_to_programmes(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """Answers that stand for an event of the vocabulary, such as whether a job still lasts. One query."""
    told_at = {step.code for journey in shipped().values() for step in journey.steps if step.event}
    own = PublishedJourney.objects.filter(
        code=OuterRef("sheet__definition"), sha256=OuterRef("sheet__definition_sha256"), tells_events=True
    )
    rows = queries.given(Cell.objects.filter(Q(step__in=told_at) | Exists(own), dossier_id__in=dossier_ids))
    cells = list(rows.select_related("sheet").defer("note", "sheet__title").order_by("answered_on", "sequence"))
    known = wordings((cell.sheet.definition, cell.sheet.definition_sha256) for cell in cells)
    found: dict[uuid.UUID, list[Fact]] = {}
    for cell in cells:
        journey = known.get((cell.sheet.definition, cell.sheet.definition_sha256))
        event = next((step.event for step in journey.steps if step.code == cell.step), None) if journey else None
        if event and cell.answer != Cell.Answer.OPEN:
            fact = Fact.event(event, cell.day or cell.answered_on, subject=cell.person_id)
            found.setdefault(cell.dossier_id, []).append(fact)
    return found


def header_attributes() -> NamedJourneys:
    """The journeys a programme may name, with the attributes of their heads."""
    return NamedJourneys()


def titles() -> dict[str, str]:
    """What the journeys are called."""
    return {journey.id: journey.title for journey in offered().journeys.values()}


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """The person's own answers and applications (Art. 15 DSGVO), with what was taken back."""
    cells = list(
        Cell.objects.filter(dossier_id=dossier_id, person_id=person_id)
        .select_related("sheet", "recorded_by")
        .order_by("sheet_id", "sequence")
    )
    gone = trail.taken_back(cells)
    answers = [
        _exported(journey, cell, taken_back=cell.pk in gone)
        for cell in cells
        if cell.undoes_id is None and (journey := wording_of(cell.sheet))
    ]
    booked = Application.objects.filter(dossier_id=dossier_id, person_id=person_id).select_related("sheet")
    applied = [
        {"Leistung": _track_label(row), "Gestellt": german_date(row.applied_on)}
        for row in booked.order_by("applied_on")
    ]
    sections = [{"title": "Journeys", "entries": answers}, {"title": "Anträge", "entries": applied}]
    return [section for section in sections if section["entries"]]


def _exported(journey: Journey, cell: Cell, *, taken_back: bool) -> dict[str, str]:
    labels = {track.code: track.label for track in journey.tracks}
    steps = {step.code: step for step in journey.steps}
    known = cell.track in labels and cell.step in steps
    word = dict(codes.choices_of(steps[cell.step])).get(codes.code_of(cell), cell.answer) if known else cell.answer
    word = f"am {german_date(cell.day)}" if cell.day is not None else word
    return {
        "Journey": journey.title,
        "Was": labels.get(cell.track, cell.track),
        "Schritt": steps[cell.step].label if known else cell.step,
        "Antwort": word,
        "Seit": german_date(cell.answered_on),
        "Einzelheiten": codes.kind_labels(journey.track(cell.track), cell) if known else "",
        "Gründe und Fußnote": codes.footnote_text(journey, cell) if known else cell.note or "",
        "Eingetragen": german_date(cell.recorded_at),
        "Stand": "zurückgenommen" if taken_back else "",
    }


def _track_label(row: Application) -> str:
    journey = wording_of(row.sheet)
    return next((t.label for t in journey.tracks if t.code == row.track), row.track) if journey else row.track


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all sheets of a dossier with everything on them."""
    removed = 0
    for model in (SetAside, Standing, Application, Cell, Sheet):
        removed += model.objects.filter(dossier_id=dossier_id).delete()[0]
    return removed


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other; what both have on a sheet goes on in the order of the days."""
    Application.objects.filter(
        Exists(
            Application.objects.filter(
                person_id=keep, sheet=OuterRef("sheet"), track=OuterRef("track"), applied_on=OuterRef("applied_on")
            )
        ),
        person_id=drop,
    ).delete()
    SetAside.objects.filter(person_id=drop).delete()
    touched = set(Cell.objects.filter(person_id=drop).values_list("sheet_id", flat=True))
    _number_after(keep, drop)
    moved = sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in (Sheet, Cell, Application))
    Standing.objects.filter(Q(person_id=drop) | Q(person_id=keep), sheet_id__in=touched).delete()
    for sheet in Sheet.objects.filter(pk__in=touched):
        if journey := wording_of(sheet):
            cells = list(sheet.cells.filter(person_id=keep).defer("note"))
            standing.save(standing.standings(journey, sheet, cells, today()))
    TimelineEntry.objects.filter(kind__in=(story.BEGUN, story.ANSWERED), subject_id=drop).update(subject_id=keep)
    return moved


def _number_after(keep: uuid.UUID, drop: uuid.UUID) -> None:
    """Applications of the person that goes are numbered after those of the one that stays, in their order."""
    rows = Sheet.objects.filter(person_id__in=(keep, drop), attempt__isnull=False)
    last: dict[tuple[uuid.UUID, str], int] = {}
    for sheet in rows.filter(person_id=keep).order_by("attempt"):
        last[sheet.dossier_id, sheet.definition] = sheet.attempt or 0
    for sheet in rows.filter(person_id=drop).order_by("-attempt"):
        # From the last to the first, so that no two of them have one number in between.
        number = last.get((sheet.dossier_id, sheet.definition), 0) + (sheet.attempt or 0)
        Sheet.objects.filter(pk=sheet.pk).update(attempt=number)
