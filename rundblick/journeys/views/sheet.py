"""The page of one sheet, today or on a day in the past."""

import datetime as dt
import uuid
from dataclasses import replace
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.access import file_or_404
from rundblick.cases.frame import query
from rundblick.journeys import page as pages
from rundblick.journeys.access import sheet_or_404
from rundblick.journeys.forms import ApplicationForm, AsOfForm, DayForm
from rundblick.journeys.page import SheetPage
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.parts import Tab


@require_GET
def show(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """The grid; `?mitglied=` shows what may be read together with that member, `?stand=` the state of a day."""
    sheet = sheet_or_404(request.access, sheet_id)
    form, as_of = read_day(request.GET)
    file = file_or_404(request.access, sheet.dossier_id, member=request.GET.get("mitglied", ""))
    shown = pages.load(request.access, sheet, file, as_of=as_of, today=today())
    disclose(request, kind="journeys.sheet", dossiers=[sheet.dossier_id])
    return draw(request, shown, form=form)


def draw(
    request: Request,
    shown: SheetPage,
    *,
    form: AsOfForm | None = None,
    day: DayForm | None = None,
    ask: str = "",
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    """The whole page, or for a script the part that is drawn anew after each answer.

    `day`: since when the next answers count. `ask`: address of the answer whose details are asked for next.
    `problem`: why nothing was written.
    """
    values = _piece(shown, day=day, ask=ask, problem=problem)
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "journeys/_journey.html", values, status=status)
    values |= _around(shown, form or AsOfForm(initial={"stand": today()}))
    return render(request, "journeys/sheet.html", values, status=status)


def read_day(data: QueryDict) -> tuple[AsOfForm, dt.date]:
    """The day looked at: today unless `stand` says another one."""
    if not data.get("stand"):
        return AsOfForm(initial={"stand": today()}), today()
    form = AsOfForm(data)
    return form, form.cleaned_data["stand"] if form.is_valid() else today()


def _piece(shown: SheetPage, *, day: DayForm | None, ask: str, problem: str) -> dict[str, Any]:
    return {
        "page": shown,
        "grid": shown.grid,
        "keep": query({"mitglied": str(shown.file.member)}) if shown.file.member else "",
        "day": day or DayForm(initial={"on": today()}),
        "ask": ask,
        "problem": problem,
        "last": shown.last if shown.writes else None,
    }


def _around(shown: SheetPage, form: AsOfForm) -> dict[str, Any]:
    here = reverse("journeys:sheet", args=[shown.sheet.pk])
    stand = "" if shown.present else shown.as_of.isoformat()
    whole = replace(shown.file, member=None)
    everybody = pages.people_on(shown.sheet, shown.journey, whole, shown.cells, shown.as_of)
    names = [(person.id, person.name) for person in shown.people]
    apply_form = ApplicationForm(journey=shown.journey, members=names, initial={"applied_on": today()})
    return {
        "breadcrumb": [
            Crumb(label="Journeys", url=reverse("journeys:list")),
            Crumb(label="Fall", url=hooks.case_url(shown.sheet.dossier_id)),
            Crumb(label="Journey"),
        ],
        "views": [
            Tab(label="Alle", url=here + query({"stand": stand}), current=shown.file.member is None),
            *(
                Tab(
                    label=person.name,
                    url=here + query({"mitglied": str(person.id), "stand": stand}),
                    current=person.id == shown.file.member,
                )
                for person in everybody
            ),
        ],
        "as_of_form": form,
        "here_url": here,
        "again_url": reverse("journeys:open", args=[shown.sheet.dossier_id])
        + query({"journey": shown.sheet.definition, "mit": str(shown.sheet.person_id)})
        if shown.writes and shown.sheet.attempt
        else "",
        "apply_form": apply_form if shown.writes and shown.people else None,
    }
