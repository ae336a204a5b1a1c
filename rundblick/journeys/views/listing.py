"""The list of sheets, and those who could still benefit."""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access import hooks
from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.frame import query, turned
from rundblick.journeys import queries
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Standing
from rundblick.journeys.shelf import shelf
from rundblick.people import queries as people
from rundblick.people.models import Site
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.german import count, german_date
from rundblick.web.parts import Badge, Cell, Column, Table
from rundblick.web.pictures import Bar, Picture, horizontal_bars

SIZE = 40
SITES = dict(Site.choices)


@dataclass(frozen=True)
class Wanted:
    """What the address asks for: codes only, unknown ones are left out."""

    journey: str = ""
    site: str = ""
    track: str = ""
    step: str = ""
    closed: bool = False

    @classmethod
    def read(cls, data: QueryDict) -> "Wanted":
        """From the address."""
        journey = data.get("journey", "")
        site = data.get("standort", "")
        closed = data.get("stand") == "geschlossen"
        found = cls(journey if journey in shelf() else "", site if site in SITES else "", closed=closed)
        if not found.journey:
            return found
        definition = shelf()[found.journey]
        track, step = data.get("leistung", ""), data.get("schritt", "")
        if track not in {t.code for t in definition.tracks}:
            return found
        return replace(found, track=track, step=step if step in definition.funnel_steps(track) else "")

    def keep(self, **changed: str) -> dict[str, str]:
        """As values of an address."""
        values = {"journey": self.journey, "standort": self.site, "leistung": self.track, "schritt": self.step}
        return values | {"stand": "geschlossen" if self.closed else ""} | changed


@require_GET
def sheets(request: Request) -> HttpResponse:
    """All sheets the doors open, by journey and site; those last written on come first."""
    context = only(request, *PLANNERS)
    wanted = Wanted.read(request.GET)
    rows = queries.sheets(context, definition=wanted.journey, site=wanted.site, closed=wanted.closed)
    found = keyset.page(
        rows,
        key="changed_on!",
        descending=True,
        size=SIZE,
        after=request.GET.get("nach", ""),
        before=request.GET.get("vor", ""),
    )
    if found.rows:
        disclose(request, kind="journeys.list", dossiers=[sheet.dossier_id for sheet in found.rows])
    return render(
        request,
        "journeys/list.html",
        {
            "wanted": wanted,
            "journeys": list(shelf().values()),
            "sites": Site.choices,
            "table": _table(context, found.rows) if found.rows else None,
            "pages": turned(found.before, found.after, wanted.keep(), onward="nach"),
            "stopped_url": reverse("journeys:stopped")
            + query({"journey": wanted.journey or next(iter(shelf())), "standort": wanted.site}),
        },
    )


@require_GET
def stopped(request: Request) -> HttpResponse:
    """Who could still benefit: those who stopped before a step of a journey, with why, and the way to the case."""
    context = only(request, *PLANNERS)
    wanted = Wanted.read(request.GET)
    definition = shelf()[wanted.journey or next(iter(shelf()))]
    track = wanted.track or definition.tracks[0].code
    wanted = replace(wanted, journey=definition.id, track=track)
    where: dict[str, Any] = {"track": track, "site": wanted.site, "closed": wanted.closed}
    rows = queries.stopped(context, definition, step=wanted.step, **where)
    found = keyset.page(
        rows,
        key="changed_on!",
        descending=False,
        size=SIZE,
        after=request.GET.get("nach", ""),
        before=request.GET.get("vor", ""),
    )
    if found.rows:
        disclose(request, kind="journeys.stopped", dossiers=[row.dossier_id for row in found.rows])
    drops = queries.drops(context, definition, **where)
    return render(
        request,
        "journeys/stopped.html",
        {
            "wanted": wanted,
            "journeys": list(shelf().values()),
            "definition": definition,
            "track": definition.track(track),
            "steps": [definition.step(code) for code in definition.funnel_steps(track)],
            "sites": Site.choices,
            "picture": _picture(definition, track, drops) if drops else None,
            "table": _stopped_table(context, definition, found.rows) if found.rows else None,
            "pages": turned(found.before, found.after, wanted.keep(), onward="nach"),
            "list_url": reverse("journeys:list"),
        },
    )


def _table(context: Context, rows: list[Any]) -> Table:
    labels = people.labels([sheet.dossier_id for sheet in rows])
    standing: dict[Any, list[Standing]] = {}
    for row in queries.standings_of(context, [sheet.pk for sheet in rows]):
        standing.setdefault(row.sheet_id, []).append(row)
    return Table(
        caption="Journeys",
        hidden_caption=True,
        columns=[
            Column(label="Haushalt"),
            Column(label="Journey"),
            Column(label="Am Ziel"),
            Column(label="Zuletzt bearbeitet"),
        ],
        rows=[
            [
                Cell(
                    text=labels[sheet.dossier_id],
                    url=reverse("journeys:sheet", args=[sheet.pk]),
                    note=SITES.get(sheet.site, ""),
                ),
                Cell(text=shelf()[sheet.definition].title, note=sheet.coach.display_name if sheet.coach else "")
                if sheet.definition in shelf()
                else sheet.definition,
                _done(standing.get(sheet.pk, [])),
                german_date(sheet.changed_on),
            ]
            for sheet in rows
        ],
    )


def _done(rows: list[Standing]) -> Cell:
    if not rows:
        return Cell(text="noch keine Antwort")
    done = sum(1 for row in rows if row.stop == "")
    whose = count(len({row.person_id for row in rows}), "Person", "Personen")
    return Cell(text=f"{done} von {len(rows)}", note=whose)


def _picture(definition: Journey, track: str, drops: dict[str, int]) -> Picture:
    bars = [Bar(label=definition.step(code).label, value=drops.get(code, 0)) for code in definition.funnel_steps(track)]
    whole = sum(drops.values())
    return horizontal_bars(
        title="Wo es nicht weitergeht",
        bars=bars,
        value_label="Personen",
        description=f"{count(whole, 'Person', 'Personen')} sind noch nicht am Ziel. Stand {german_date(today())}.",
    )


def _stopped_table(context: Context, definition: Journey, rows: list[Standing]) -> Table:
    labels = people.labels([row.dossier_id for row in rows])
    return Table(
        caption="Wer noch profitieren könnte",
        hidden_caption=True,
        columns=[
            Column(label="Wer"),
            Column(label="Nächster Schritt"),
            Column(label="Gründe"),
            Column(label="Zuletzt bearbeitet"),
            Column(label="Fall"),
        ],
        rows=[
            [
                Cell(
                    text=row.person.name,
                    url=f"{reverse('journeys:sheet', args=[row.sheet_id])}#c-{row.person_id}.{row.track}.{row.stop}",
                    note=labels[row.dossier_id],
                ),
                Cell(
                    text=definition.step(row.stop).label,
                    badge=Badge(text="nein", kind="warning") if row.answer == "no" else None,
                ),
                _reasons(definition, row),
                german_date(row.changed_on),
                Cell(text="Aufgabe anlegen", url=hooks.case_url(row.dossier_id) + "#cases.tasks"),
            ]
            for row in rows
        ],
    )


def _reasons(definition: Journey, row: Standing) -> str:
    known = definition.track(row.track).reasons
    return "; ".join(reason.label for reason in known if reason.code in row.reasons) or "–"
