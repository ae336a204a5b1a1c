"""The network office: one page with orders, undertakings, funds, working groups and events, and one per entry."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.requests import Request
from rundblick.agreements import keys, queries
from rundblick.agreements.access import editor, house, item_or_404, may_edit
from rundblick.agreements.codes import WORDS, Kind
from rundblick.agreements.forms import ItemForm
from rundblick.agreements.forms.agreements import fresh
from rundblick.agreements.models import Item
from rundblick.agreements.services import network as services
from rundblick.agreements.views.tabs import crumb, tabs
from rundblick.agreements.views.writing import Page, sent, write
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

_BESIDE = (Kind.ORDER, Kind.FUND, Kind.GROUP, Kind.EVENT)


@require_GET
def network(request: Request) -> HttpResponse:
    """What is open, kind by kind; what is over lies folded below."""
    context = house(request)
    found = queries.desk(context)
    euro = queries.money(context)
    pipeline = found[Kind.UNDERTAKING]
    words = WORDS[Kind.UNDERTAKING]
    decisions = queries.open_decisions(context)
    return render(
        request,
        "agreements/network.html",
        {
            "tabs": tabs("network"),
            "may_edit": may_edit(request),
            "today": today(),
            "pipeline": {
                "kind": Kind.UNDERTAKING.value,
                "words": words,
                "columns": [
                    (label, [one for one in pipeline if one.state == state])
                    for state, label in words.states.items()
                    if state not in words.over
                ],
                "over": [one for one in pipeline if one.is_over],
            },
            "sections": [_section(kind, found[kind]) for kind in _BESIDE],
            "euro": [(WORDS[Kind.FUND].states[state], total) for state, total in euro.items()],
            "decisions": [(one, one.is_late(today())) for one in decisions],
            "late": sum(one.is_late(today()) for one in decisions),
        },
    )


@require_http_methods(["GET", "POST"])
def put(request: Request, kind: str) -> HttpResponse:
    """Put an entry of that kind into the book."""
    editor(request)
    if kind not in Kind.values:
        raise Http404
    words = WORDS[kind]
    form = ItemForm(sent(request), initial=fresh(), kind=kind)
    page = Page(heading=words.new, key=keys.PUT_KEY.format(kind), crumbs=[crumb("network")], lead=words.purpose)

    def save(valid: ItemForm) -> str:
        row = services.put(author=request.user, kind=kind, content=valid.content(), token=valid.cleaned_data["token"])
        return item_url(row)

    return write(request, form, page, save)


@require_GET
def item(request: Request, item_id: uuid.UUID) -> HttpResponse:
    """One entry; a working group with its members, meetings and decisions."""
    row = item_or_404(request, item_id)
    group = row.kind == Kind.GROUP
    return render(
        request,
        "agreements/item.html",
        {
            "breadcrumb": [crumb("network"), Crumb(label=row.title)],
            "item": row,
            "facts": [
                (label, name) for name, label in row.words.labels.items() if name not in ("title", "text", "result")
            ],
            "may_edit": may_edit(request),
            "is_group": group,
            "today": today(),
            "members": list(row.members.order_by("body", "pk")) if group else [],
            "meetings": _meetings(row) if group else [],
        },
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, item_id: uuid.UUID) -> HttpResponse:
    """Say it anew, or move it on."""
    row = item_or_404(request, item_id, writing=True)
    first = ItemForm.values(row) | {"version": row.version} | fresh()
    form = ItemForm(sent(request), initial=first, kind=row.kind)
    page = Page(
        heading=f"{row.get_kind_display()} ändern",
        key=keys.ITEM_KEY.format(row.pk),
        crumbs=item_crumbs(row),
        values=ItemForm.values,
    )

    def save(valid: ItemForm) -> str:
        services.change(item=row, version=valid.cleaned_data["version"] or -1, content=valid.content())
        return item_url(row)

    return write(request, form, page, save)


def item_url(row: Item) -> str:
    """Where an entry is read."""
    return reverse("agreements:item", args=[row.pk])


def item_crumbs(row: Item) -> list[Crumb]:
    """The way back to an entry."""
    return [crumb("network"), Crumb(label=row.title, url=item_url(row))]


def _section(kind: Kind, rows: list[Item]) -> dict[str, object]:
    return {
        "kind": kind.value,
        "words": WORDS[kind],
        "open": [(one, one.due_on is not None and one.due_on < today()) for one in rows if not one.is_over],
        "over": [one for one in rows if one.is_over],
        "money": kind == Kind.FUND,
        "groups": kind == Kind.GROUP,
    }


def _meetings(row: Item) -> list[dict[str, object]]:
    """Meetings with their decisions, the latest first. Two queries."""
    decisions = list(row.decisions.order_by("due_on", "pk"))
    return [
        {"row": one, "decisions": [(d, d.is_late(today())) for d in decisions if d.meeting_id == one.pk]}
        for one in row.meetings.order_by("-on", "-pk")
    ]
