"""What stands across all employers: the register of special jobs, and questions that wait for an answer."""

import datetime as dt
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.employers import queries, rules
from rundblick.employers.access import house, may_edit
from rundblick.employers.codes import SpecialKind, SpecialState
from rundblick.employers.models import SpecialJob
from rundblick.employers.views.common import tabs
from rundblick.web import spreadsheets
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField

_LABELS: dict[str, str] = {state.value: str(state.label) for state in SpecialState}
_ORDER = list(SpecialState.values)


class DayForm(Form):
    """The Stichtag."""

    stichtag = GermanDateField(label="Stichtag", required=False, latest=today)


@require_GET
def specials(request: Request) -> HttpResponse:
    """The register of special jobs as it stood on a day, with its number."""
    context = house(request)
    form = DayForm(request.GET or None, initial={"stichtag": today()})
    day = _day(form)
    rows = [(job, state) for job, state in queries.specials(context, day=day) if state]
    rows.sort(key=lambda row: _ORDER.index(row[1]))
    return render(
        request,
        "employers/specials.html",
        {
            "tabs": tabs("specials"),
            "form": form,
            "day": day,
            "rows": [(job, state, _LABELS[state]) for job, state in rows],
            "count": rules.count_special((state for _, state in rows), day=day),
            "kinds": _by_kind(rows, day),
            "here": f"stichtag={day.isoformat()}",
        },
    )


@require_GET
def specials_csv(request: Request) -> HttpResponse:
    """The same as a file."""
    context = house(request)
    day = _day(DayForm(request.GET or None))
    head = ("Betrieb", "Arbeitsplatz", "Besonderheit", "Stunden in der Woche", "Stand", "Stichtag")
    lines = [
        [job.employer.name, job.title, job.get_kind_display(), job.hours, _LABELS[state], day]
        for job, state in queries.specials(context, day=day)
        if state
    ]
    answer = HttpResponse(spreadsheets.as_csv([head, *lines]), content_type=spreadsheets.CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="besondere-arbeitsplaetze-{day.isoformat()}.csv"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_GET
def tickets(request: Request) -> HttpResponse:
    """Questions of employers: what waits, and what was answered last."""
    context = house(request)
    day = today()
    waiting, answered = queries.tickets(context)
    return render(
        request,
        "employers/tickets.html",
        {
            "tabs": tabs("tickets"),
            "waiting": [(one, one.is_late(day)) for one in waiting],
            "late": sum(one.is_late(day) for one in waiting),
            "answered": answered,
            "may_edit": may_edit(request),
        },
    )


def _day(form: forms.Form) -> dt.date:
    if form.is_valid() and form.cleaned_data["stichtag"]:
        found: dt.date = form.cleaned_data["stichtag"]
        return found
    return today()


def _by_kind(rows: list[tuple[SpecialJob, str]], day: dt.date) -> list[dict[str, Any]]:
    """The number of each kind that is set up, and how many of these are filled."""
    found = []
    for kind in SpecialKind:
        count = rules.count_special((state for job, state in rows if job.kind == kind), day=day)
        if count.ready:
            found.append({"label": str(kind.label), "count": count})
    return found
