"""The log of what left the house: looking, choosing, taking it along."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.exports.access import exports, reader
from rundblick.exports.codes import Kind
from rundblick.exports.forms.log import LogFilter
from rundblick.exports.listing import HEAD, chosen, log_lines, log_table
from rundblick.exports.services.log import Taken, note
from rundblick.exports.views.frame import as_file, tabs
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.parts import Pages
from rundblick.web.spreadsheets import CSV, as_csv

SIZE = 40
MOST = 5_000
"""How many lines one file holds."""


@require_GET
def show(request: Request) -> HttpResponse:
    """What left the house, newest first."""
    context = reader(request)
    form = LogFilter(request.GET or None)
    rows = chosen(exports(context), form)
    page = keyset.page(
        rows,
        key="taken_at!",
        descending=True,
        size=SIZE,
        after=request.GET.get("nach", ""),
        before=request.GET.get("vor", ""),
    )
    return render(
        request,
        "exports/log.html",
        {
            "tabs": tabs(context, "log"),
            "form": form,
            "is_chosen": form.is_chosen,
            "table": log_table(page.rows, context.organisation_id),
            "number": len(page.rows),
            "pages": Pages(previous_url=_at(form, "vor", page.before), next_url=_at(form, "nach", page.after)),
        },
    )


def _at(form: LogFilter, name: str, row_id: Any) -> str:
    if row_id is None:
        return ""
    return f"{reverse('exports:log')}?{urlencode({**form.as_query, name: row_id})}"


@require_POST
def as_table(request: Request) -> HttpResponse:
    """The chosen lines as CSV; that they were taken stands in the log afterwards."""
    context = reader(request)
    form = LogFilter(request.POST)
    rows = list(chosen(exports(context), form).order_by("-taken_at", "-pk")[:MOST])
    content = as_csv([HEAD, *log_lines(rows)])
    note(context, Taken(kind=Kind.LOG, title="Ausgabenbuch", form="csv", content=content, rows=len(rows)))
    disclose(request, kind="exports.log", dossiers=[], purpose=f"Ausgabenbuch, {len(rows)} Zeilen")
    return as_file(content, name=f"ausgabenbuch-{today().isoformat()}.csv", content_type=CSV)
