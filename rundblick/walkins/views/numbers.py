"""How many came: place by topic, and by month. Nobody who counted, and no single day."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.cases.codes import FieldOfAction
from rundblick.statistics.suppression import LEGEND
from rundblick.walkins import queries, rules
from rundblick.walkins.access import reader_of_numbers
from rundblick.walkins.views.capture import tabs
from rundblick.web import pictures
from rundblick.web.clock import today
from rundblick.web.german import german_date
from rundblick.web.parts import Column, Tab, Table
from rundblick.web.spreadsheets import CSV, as_csv

NO_PLACE, NO_TOPIC, SUM = "ohne Ort", "ohne Thema", "Zusammen"


@require_GET
def numbers(request: Request) -> HttpResponse:
    """The last twelve whole months of the house."""
    found = _found(request)
    if not found.places:
        return render(request, "walkins/numbers.html", {"numbers": found, "empty": True, "tabs": _tabs(request)})
    head, *rows, foot = _lines(found)
    months = [
        pictures.Bar(label=german_date(month, "month"), value=cell.value, text="" if cell.value is not None else "*")
        for month, cell in found.months
    ]
    values: dict[str, Any] = {
        "numbers": found,
        "table": Table(
            caption="Kontakte nach Ort und Thema",
            columns=[Column(label=head[0]), *(Column(label=label, numeric=True) for label in head[1:])],
            rows=rows,
            foot=foot,
        ),
        "picture": pictures.horizontal_bars(title="Kontakte nach Monat", bars=months, value_label="Kontakte"),
        "legend": LEGEND,
        "empty": False,
        "tabs": _tabs(request),
    }
    return render(request, "walkins/numbers.html", values)


@require_GET
def table(request: Request) -> HttpResponse:
    """The same as a table for a spreadsheet; cells are never formulas."""
    found = _found(request)
    span = f"{german_date(found.since)} bis {german_date(found.as_of)}"
    by_month = [["Monat", "Kontakte"], *([german_date(month, "month"), cell.text] for month, cell in found.months)]
    content = as_csv([[f"Laufkontakte, {span}", ""], *_lines(found), [], *by_month, [], [LEGEND]])
    answer = HttpResponse(content, content_type=CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="laufkontakte-{found.as_of.isoformat()}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _tabs(request: Request) -> list[Tab]:
    """Whoever only reads numbers has no other page here."""
    return tabs("numbers") if request.access.has_role(Role.COACH) else []


def _found(request: Request) -> rules.Numbers:
    context = reader_of_numbers(request)
    since, until = rules.period(today())
    return rules.numbers(
        queries.counted(context, since=since, until=until),
        today=today(),
        topics=[field.value for field in FieldOfAction],
    )


def _lines(found: rules.Numbers) -> list[list[str]]:
    """Head, one line per place, and the sums, as printed."""
    head = ["Ort", *(FieldOfAction(topic).label if topic else NO_TOPIC for topic in found.topics), SUM]
    rows = [
        [place or NO_PLACE, *(cell.text for cell in cells), total.text]
        for place, cells, total in zip(found.places, found.table.cells, found.table.row_totals, strict=True)
    ]
    return [head, *rows, [SUM, *(cell.text for cell in found.table.column_totals), found.total.text]]
