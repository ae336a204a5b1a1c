"""The list of sheets, and what its address may ask for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

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
from rundblick.journeys.wordings import offered, wording_of
from rundblick.people import queries as people
from rundblick.people.models import Site
from rundblick.programmes.staff import DRAFT_ROLES
from rundblick.web import keyset
from rundblick.web.german import count, german_date
from rundblick.web.parts import Cell, Column, Table

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
    def read(cls, data: QueryDict, journeys: Mapping[str, Journey]) -> "Wanted":
        """From the address."""
        journey = data.get("journey", "")
        site = data.get("standort", "")
        closed = data.get("stand") == "geschlossen"
        found = cls(journey if journey in journeys else "", site if site in SITES else "", closed=closed)
        if not found.journey:
            return found
        definition = journeys[found.journey]
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
    journeys = offered().journeys
    wanted = Wanted.read(request.GET, journeys)
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
            "journeys": list(journeys.values()),
            "sites": Site.choices,
            "table": _table(context, found.rows) if found.rows else None,
            "pages": turned(found.before, found.after, wanted.keep(), onward="nach"),
            "stopped_url": reverse("journeys:stopped")
            + query({"journey": wanted.journey or next(iter(shelf())), "standort": wanted.site}),
            "compare_url": reverse("journeys:compare") + query({"journey": wanted.journey}),
            "own_url": reverse("journeys:own") if context.has_role(*DRAFT_ROLES) else "",
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
                Cell(text=_title(sheet), note=sheet.coach.display_name if sheet.coach else ""),
                _done(standing.get(sheet.pk, [])),
                german_date(sheet.changed_on),
            ]
            for sheet in rows
        ],
    )


def _title(sheet: Any) -> str:
    journey = wording_of(sheet)
    return journey.title if journey else str(sheet.definition)


def _done(rows: list[Standing]) -> Cell:
    if not rows:
        return Cell(text="noch keine Antwort")
    done = sum(1 for row in rows if row.stop == "")
    whose = count(len({row.person_id for row in rows}), "Person", "Personen")
    return Cell(text=f"{done} von {len(rows)}", note=whose)
