"""Figures by area: ordering them, and what they say."""

import datetime as dt
import uuid
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.requests import Request
from rundblick.areas import access, picture
from rundblick.areas.figures import LEAST_STAFF
from rundblick.areas.forms import OrderForm
from rundblick.areas.models import Comparison
from rundblick.areas.services import comparisons as services
from rundblick.areas.views.tabs import crumb, tabs
from rundblick.calendar.errors import Mistaken
from rundblick.statistics.suppression import LEGEND
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.german import german_date
from rundblick.web.parts import Cell, Column, Table

SHOWN = 20
VERDICTS = {
    "higher": "höher, mehr als der Zufall erklärt",
    "lower": "niedriger, mehr als der Zufall erklärt",
    "chance": "kann Zufall sein",
    "": "nicht zu sagen",
}


@require_http_methods(["GET", "POST"])
def listing(request: Request) -> HttpResponse:
    """Figures that were computed, and for those who write ordering new ones."""
    context = access.house(request) if request.method == "GET" else access.editor(request)
    day = today()
    form = OrderForm(
        request.POST if request.method == "POST" else None,
        initial={"since": _year_before(day), "as_of": day},
    )
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("areas:comparison", services.order(author=request.user, **form.cleaned_data).pk)
        except Mistaken as mistaken:
            form.tell(mistaken.fields)
    rows = list(access.comparisons(context).order_by("-ordered_at", "-pk")[:SHOWN])
    return render(
        request,
        "areas/figures.html",
        {
            "tabs": tabs(request, "figures"),
            "form": form if access.may_edit(request) else None,
            "rows": rows,
        },
        status=422 if form.errors else 200,
    )


@require_GET
def comparison(request: Request, comparison_id: uuid.UUID) -> HttpResponse:
    """Households by area, and integrations against all other areas where that may be said."""
    row = access.comparison_or_404(request, comparison_id)
    shown: dict[str, Any] = {
        "breadcrumb": [crumb(), crumb("figures"), Crumb(label=f"Stichtag {german_date(row.as_of)}")],
        "row": row,
        "least": LEAST_STAFF,
        "legend": LEGEND,
        "picture": None,
        "table": None,
        "shares": None,
        "allowed": False,
    }
    if row.is_done:
        shown["picture"] = picture.households(row) if row.figures["households"] else None
        # The switch stands for an agreement that may have ended since.
        shown["allowed"] = row.figures["allowed"] and settings.RUNDBLICK.team_figures
        if shown["allowed"] and row.figures["rows"]:
            shown |= {"table": _table(row), "shares": picture.shares(row)}
    return render(request, "areas/comparison.html", shown)


def _year_before(day: dt.date) -> dt.date:
    return day - dt.timedelta(days=364)


def _table(row: Comparison) -> Table:
    columns = [
        "Gebiet",
        "Anteil dort",
        "von … bis (95 %)",
        "Anteil in allen anderen",
        "von … bis (95 %)",
        "Unterschied",
    ]
    return Table(
        caption="Arbeit oder Ausbildung begonnen: jedes Gebiet gegen alle anderen",
        columns=[Column(label=label) for label in columns],
        rows=[
            [one["label"], *_cells(one["own"]), *_cells(one["others"]), VERDICTS[one["verdict"]]]
            for one in row.figures["rows"]
        ],
    )


def _cells(shown: dict[str, Any] | None) -> list[str | Cell]:
    if shown is None:
        return ["*", "*"]
    bounds = f"{picture.written(shown['low'])} bis {picture.written(shown['high'])} %"
    return [picture.percent(shown), bounds]
