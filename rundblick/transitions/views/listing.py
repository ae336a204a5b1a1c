"""Übergänge: every open change of one's own cases, what presses first; and who arrived."""

import datetime as dt
import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access import crypto
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.frame import turned
from rundblick.people import queries as people
from rundblick.statistics.suppression import LEGEND
from rundblick.transitions import queries
from rundblick.transitions.access import COACHING
from rundblick.transitions.chains import catalogue, chain_of
from rundblick.transitions.numbers import figures
from rundblick.transitions.shown import NOBODY, Line, line, press_words
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.german import relative_day
from rundblick.web.ids import uuid_or_none
from rundblick.web.parts import Badge, Cell, Column, Table

SIZE = 50
COLUMNS = ("Für wen", "Was wechselt", "Wer übernimmt", "Schritte", "Als Nächstes")
PERIOD = dt.timedelta(days=365)


@require_GET
def mine(request: Request) -> HttpResponse:
    """One line per open change in my cases, what presses first at the top; of one kind, or without a receiver."""
    context = only(request, *COACHING)
    asked = request.GET.get("art", "")
    kind = asked if asked in {one.code for one in catalogue().chains} else ""
    unnamed = request.GET.get("ohne", "") == "1"
    found = queries.of_my_cases(context, request.user.pk, kind=kind, unnamed=unnamed)
    shown, back, onward = _cut(found, request.GET.get("hinter", ""))
    ahead = [] if kind or unnamed else queries.ahead(context, request.user.pk, day=today())
    ids = list(dict.fromkeys([*(one.row.dossier_id for one in shown), *(one.dossier_id for one in ahead)]))
    crypto.load_keys(ids)
    if ids:
        disclose(request, kind="transitions.mine", dossiers=ids)
    labels = people.labels(ids) if ids else {}
    lines = [line(one, day=today(), neutral=True) for one in shown]
    keep = {"art": kind, "ohne": "1" if unnamed else ""}
    return render(
        request,
        "transitions/mine.html",
        {
            "table": _table(lines, labels) if lines else None,
            "kinds": [(one.code, one.label, one.code == kind) for one in catalogue().chains],
            "unnamed": unnamed,
            "filtered": bool(kind or unnamed),
            "ahead": [_ahead(one) for one in ahead],
            "day": today(),
            "pages": turned(back, onward, keep),
        },
    )


def _ahead(one: queries.Ahead) -> dict[str, object]:
    url = reverse("transitions:begin", args=[one.dossier_id, one.person.pk])
    return {"name": one.person.name, "what": chain_of(one.kind).label, "on": one.on, "url": f"{url}?art={one.kind}"}


def _cut(found: list[queries.Told], after: str) -> tuple[list[queries.Told], uuid.UUID | None, uuid.UUID | None]:
    """A page of the sorted list, behind the row with that id; the ids to go back and on from.

    What presses is a rule, so the order cannot be asked of the database.
    """
    wanted = uuid_or_none(after)
    start = next((place + 1 for place, one in enumerate(found) if one.row.pk == wanted), 0)
    shown = found[start : start + SIZE]
    back = found[0].row.pk if start else None
    return shown, back, shown[-1].row.pk if len(found) > start + SIZE else None


def _table(lines: list[Line], labels: dict[uuid.UUID, str]) -> Table:
    return Table(
        caption="Übergänge",
        hidden_caption=True,
        columns=[Column(label=name) for name in COLUMNS],
        rows=[
            [
                _who(one, labels),
                Cell(text=one.name, note=one.when),
                one.receiver_in_lists or Cell(badge=Badge(text=NOBODY, kind="danger")),
                Cell(text=f"{one.settled} von {one.total}", badge=one.badge if one.told.course.late else None),
                _press(one),
            ]
            for one in lines
        ],
    )


def _who(one: Line, labels: dict[uuid.UUID, str]) -> Cell:
    row = one.row
    label = labels.get(row.dossier_id, "")
    url = reverse("transitions:detail", args=[row.dossier_id, row.person_id, row.pk])
    closed = "Fall geschlossen" if row.of_closed_case else ""  # type: ignore[attr-defined]
    parts = ("" if label == row.person.name else label, closed)
    return Cell(text=row.person.name, url=url, note=" · ".join(part for part in parts if part))


def _press(one: Line) -> Cell | str:
    press = one.told.press
    if press is None:
        return Cell(text="abschließen")
    words = "Schritt" if press.why == "step" and one.row.chain.sensitive else press_words(one.told)
    late = press.on < one.day
    return Cell(
        text=words, badge=Badge(text=relative_day(press.on, today=one.day), kind="danger" if late else "neutral")
    )


@require_GET
def numbers(request: Request) -> HttpResponse:
    """Who arrived within the last twelve months, for one's own eyes."""
    context = only(request, *COACHING)
    since, until = today() - PERIOD, today()
    found = queries.turned_in(context, request.user.pk, since=since, until=until)
    shown = figures(found, as_of=until)
    return render(
        request,
        "transitions/numbers.html",
        {
            "numbers": shown,
            "shares": [shown.arrived, shown.otherwise, shown.open],
            "legend": LEGEND,
            "since": since,
            "until": until,
            "breadcrumb": [Crumb(label="Übergänge", url="../"), Crumb(label="Angekommen")],
        },
    )
