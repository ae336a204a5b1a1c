"""Applications of all one's own cases, those that rest first; and the figures."""

import datetime as dt
import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.frame import turned
from rundblick.people import queries as people
from rundblick.rehab import queries, rules, shown
from rundblick.rehab.models import Application
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.german import german_date, percent
from rundblick.web.parts import Badge, Cell, Column, Table

SIZE = 50


@require_GET
def mine(request: Request) -> HttpResponse:
    """Open applications of my cases, the longest without a step first; all, or those that rest (`?ruht=1`)."""
    context = only(request, *PLANNERS)
    resting = request.GET.get("ruht") == "1"
    found = keyset.page(
        queries.open_applications(context, request.user.pk, dormant_on=today() if resting else None),
        key="last_on!",
        descending=False,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    ids = list({row.dossier_id for row in found.rows})
    if ids:
        disclose(request, kind="rehab.mine", dossiers=ids)
    return render(
        request,
        "rehab/mine.html",
        {
            "table": _table(found.rows, people.labels(ids)) if ids else None,
            "resting": resting,
            "elsewhere": request.user.organisation is not None and request.user.organisation.kind != "jobcenter",
            "months": rules.DORMANT_MONTHS,
            "pages": turned(found.before, found.after, {"ruht": "1"} if resting else {}),
        },
    )


def _table(rows: list[Application], labels: dict[uuid.UUID, str]) -> Table:
    return Table(
        caption="Offene Anträge auf Reha und LTA",
        hidden_caption=True,
        columns=[Column(label=name) for name in ("Für wen", "Antrag", "Stand", "Letzter Schritt")],
        rows=[_cells(line, labels) for line in shown.lines(rows, today())],
    )


def _cells(line: shown.Line, labels: dict[uuid.UUID, str]) -> list[Cell | str]:
    row = line.row
    label = labels[row.dossier_id]
    return [
        Cell(
            text=row.person.name,
            url=reverse("rehab:page", args=[row.dossier_id, row.person_id]),
            note="" if label == row.person.name else label,
        ),
        Cell(text=row.get_kind_display(), note="Altfall" if row.old_case else ""),
        Cell(text=str(line.standing.label) if line.standing else "noch kein Schritt", note=line.waited),
        Cell(text=german_date(row.last_on), badge=Badge(text="ruht", kind="warning") if line.dormant else None),
    ]


@require_GET
def figures(request: Request) -> HttpResponse:
    """Talks and applications of my cases until a day, by number and by person (`?stand=2026-10-30`)."""
    context = only(request, *PLANNERS)
    day = _day(request.GET.get("stand", ""))
    counted = queries.counted(context, request.user.pk, day)
    rows = rules.figures(**counted)
    table = Table(
        caption=f"Gespräche und Anträge bis {german_date(day)}",
        columns=[Column(label=name) for name in ("Was", "Anzahl", "Personen", "von allen", "Anteil")],
        rows=[
            [one.label, str(one.number), str(one.persons), str(one.of), percent(one.persons / one.of)] for one in rows
        ]
        if counted["persons"]
        else [],
    )
    return render(
        request,
        "rehab/figures.html",
        {
            "table": table,
            "day": day,
            "persons": len(counted["persons"]),
            "breadcrumb": [Crumb(label="Reha", url=reverse("rehab:mine")), Crumb(label="Zahlen")],
        },
    )


def _day(asked: str) -> dt.date:
    try:
        return min(dt.date.fromisoformat(asked), today())
    except ValueError:
        return today()
