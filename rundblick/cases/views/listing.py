"""The list of cases: one line per household."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Setting
from rundblick.cases import due, queries
from rundblick.cases.frame import query, turned
from rundblick.cases.models import Case
from rundblick.people import queries as people
from rundblick.people.protection import shielded_dossiers
from rundblick.people.search import find
from rundblick.web import keyset
from rundblick.web.clock import now, today
from rundblick.web.german import german_date, german_time, relative_day
from rundblick.web.parts import Badge, Cell, Column, Tab, Table

SIZE = 50
SEARCH = "cases.search"
LONGEST_SEARCH = 100


@dataclass(frozen=True)
class Order:
    """How the list may be sorted."""

    label: str
    key: str
    descending: bool = False


BY_NAME = "name"
"""No column: the order of names is computed for the whole list at once."""

ORDERS = {
    "name": Order("Name", BY_NAME),
    "kontakt": Order("längste Zeit ohne Kontakt", "last_contact_on"),
    "termin": Order("nächster Termin", "next_at"),
    "neu": Order("zuletzt eröffnet", "opened_on!", descending=True),
}


@require_GET
def cases(request: Request) -> HttpResponse:
    """My cases, or all that doors show; open or closed; sorted; searched within."""
    context = only(request, *PLANNERS)
    team = request.GET.get("wer") == "team"
    closed = request.GET.get("stand") == "geschlossen"
    sort = request.GET.get("nach", "name")
    order = ORDERS.get(sort, ORDERS["name"])
    searched = request.session.get(SEARCH) or {"words": "", "ids": []}
    words = searched["words"]
    among = [uuid.UUID(text) for text in searched["ids"]] if words else None
    where: dict[str, Any] = {"size": SIZE, "after": request.GET.get("hinter", ""), "before": request.GET.get("vor", "")}
    if order.key == BY_NAME:
        found = queries.page_by_name(context, own=not team, closed=closed, among=among, now=now(), **where)
    else:
        rows = queries.cases(context, user_id=None if team else request.user.pk, closed=closed, now=now())
        rows = rows if among is None else rows.filter(pk__in=among)
        found = keyset.page(rows, key=order.key, descending=order.descending, **where)
    ids = [case.pk for case in found.rows]
    if ids:
        disclose(request, kind="case.list", dossiers=ids)
    keep = {
        "wer": "team" if team else "",
        "stand": "geschlossen" if closed else "",
        "nach": sort if order is not ORDERS["name"] else "",
    }
    return render(
        request,
        "cases/list.html",
        {
            "table": _table(context, found.rows, team=team, closed=closed) if ids else None,
            "tabs": [
                Tab(label="Meine Fälle", url=query(keep | {"wer": ""}) or "?", current=not team),
                Tab(label="Mit dem Team", url=query(keep | {"wer": "team"}), current=team),
            ],
            "orders": [(code, choice.label, choice is order) for code, choice in ORDERS.items()],
            "closed": closed,
            "team": team,
            "words": words,
            "pages": turned(found.before, found.after, keep),
        },
    )


@require_POST
@throttled(times=120, seconds=60)
def search(request: Request) -> HttpResponse:
    """Look for members; words and found dossiers stay in the session, so that no name stands in an address."""
    only(request, *PLANNERS)
    words = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    found = find(words, today=today())
    ids = {str(place.dossier_id) for hit in found.hits for place in hit.places}
    request.session[SEARCH] = {"words": words, "ids": sorted(ids)}
    for problem in found.problems:
        messages.info(request, problem)
    keep = {name: request.POST.get(name, "") for name in ("wer", "stand", "nach")}
    known = {"wer": {"team"}, "stand": {"geschlossen"}, "nach": set(ORDERS)}
    safe = {name: value for name, value in keep.items() if value in known[name]}
    return redirect(reverse("cases:list") + query(safe))


def _table(context: Context, rows: list[Case], *, team: bool, closed: bool) -> Table:
    ids = [case.pk for case in rows]
    labels = people.labels(ids)
    shielded = shielded_dossiers(ids)
    due_items = {} if closed else due.most_urgent(context, ids)
    mine = not team and not closed
    columns = ["Haushalt", "Letzter Kontakt", "Geschlossen" if closed else "Nächster Termin"]
    columns += [] if closed else ["Fällig"]
    columns += ["Zuständig"] if team else []
    columns += ["Festhalten"] if mine else []
    return Table(
        caption="Geschlossene Fälle" if closed else "Offene Fälle",
        hidden_caption=True,
        columns=[Column(label=label) for label in columns],
        rows=[
            [
                Cell(
                    text=labels[case.pk],
                    url=reverse("cases:page", args=[case.pk]),
                    note=_note(case, case.pk in shielded),
                ),
                _contact(case),
                _closed(case) if closed else _next(case),
                *([] if closed else [_due(due_items.get(case.pk))]),
                *([Cell(text=case.responsible or "")] if team else []),  # type: ignore[attr-defined]
                *([_phone(case)] if mine else []),
            ]
            for case in rows
        ],
    )


def _phone(case: Case) -> Cell | str:
    """The form for a call that has just ended, where the reader may write notes."""
    if not case.may_note:  # type: ignore[attr-defined]
        return ""
    return Cell(text="Telefonat", url=f"{reverse('cases:note_create', args=[case.pk])}?rahmen={Setting.PHONE}")


def _note(case: Case, shielded: bool) -> str:
    site = "geschützter Kontakt" if shielded else case.household.get_site_display()
    return " · ".join(part for part in (case.household.number, site) if part)


def _contact(case: Case) -> Cell | str:
    last = case.last_contact_on  # type: ignore[attr-defined]
    return _day(last, german_date(last)) if last else ""


def _next(case: Case) -> Cell | str:
    start = case.next_at  # type: ignore[attr-defined]
    if start is None:
        return ""
    return _day(start, f"{german_date(start, 'day')}, {german_time(start)}")


def _day(value: dt.date | dt.datetime, exact: str) -> Cell:
    """A day in everyday words with its date below; far days are a date already."""
    words = relative_day(value, today=today())
    return Cell(text=words, note="" if words == exact else exact)


def _closed(case: Case) -> Cell:
    return Cell(text=german_date(case.closed_on), note=case.get_closing_reason_display())


def _due(item: due.Urgent | None) -> Cell | str:
    if item is None:
        return ""
    late = item.due_on < today()
    badge = Badge(text=relative_day(item.due_on, today=today()), kind="danger" if late else "neutral")
    more = f"und {item.others} weitere" if item.others else ""
    return Cell(text=item.label, badge=badge, note=more)
