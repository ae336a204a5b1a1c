"""Worauf gewartet wird: everything the members of one's own cases wait for."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access import crypto
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.frame import turned
from rundblick.people import queries as people
from rundblick.waiting import queries
from rundblick.waiting.kinds import kinds
from rundblick.waiting.models import Wait
from rundblick.waiting.shown import waited
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.german import german_date, relative_day
from rundblick.web.parts import Badge, Cell, Column, Table

SIZE = 50
COLUMNS = ("Für wen", "Worauf", "Gewartet", "Erwartet", "Nachfragen")


@require_GET
def mine(request: Request) -> HttpResponse:
    """One line per wait in my cases, what should be asked soonest first; of one kind or of all."""
    context = only(request, *PLANNERS)
    chosen = request.GET.get("art", "")
    kind = chosen if chosen in {one.code for one in kinds()} else ""
    found = keyset.page(
        queries.of_my_cases(context, request.user.pk, kind=kind),
        key="nudge_on",
        descending=False,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    ids = list({wait.dossier_id for wait in found.rows})
    crypto.load_keys(ids)
    if ids:
        disclose(request, kind="waiting.mine", dossiers=ids)
    keep = {"art": kind}
    return render(
        request,
        "waiting/mine.html",
        {
            "table": _table(found.rows, people.labels(ids)) if ids else None,
            "kinds": [(one.code, one.label, one.code == kind) for one in kinds()],
            "filtered": bool(kind),
            "day": today(),
            "pages": turned(found.before, found.after, keep),
        },
    )


def _table(rows: list[Wait], labels: dict[uuid.UUID, str]) -> Table:
    return Table(
        caption="Worauf gewartet wird",
        hidden_caption=True,
        columns=[Column(label=name) for name in COLUMNS],
        rows=[
            [
                _who(wait, labels),
                Cell(text=wait.name, note=_behind(wait)),
                Cell(text=waited(wait.days()), note=f"seit {german_date(wait.since)}"),
                _expected(wait),
                _asking(wait),
            ]
            for wait in rows
        ],
    )


def _behind(wait: Wait) -> str:
    bare = "" if wait.bridged else "noch ohne Überbrückung"  # type: ignore[attr-defined]
    return " · ".join(part for part in (wait.whom or "", bare) if part)


def _who(wait: Wait, labels: dict[uuid.UUID, str]) -> Cell:
    if wait.person is None:
        url = reverse("waiting:household", args=[wait.dossier_id])
        return Cell(text=labels[wait.dossier_id], url=url, note="ganzer Haushalt")
    url = reverse("waiting:page", args=[wait.dossier_id, wait.person_id])
    label = labels[wait.dossier_id]
    return Cell(text=wait.person.name, url=url, note="" if label == wait.person.name else label)


def _expected(wait: Wait) -> Cell | str:
    if wait.expected is None:
        return "offen"
    late = wait.expected.last < today()
    return Cell(text=str(wait.expected), badge=Badge(text="vorbei", kind="warning") if late else None)


def _asking(wait: Wait) -> Cell | str:
    if wait.nudge_on is None:
        return ""
    words = relative_day(wait.nudge_on, today=today())
    return Cell(badge=Badge(text=words, kind="danger" if wait.nudge_on < today() else "neutral"))
