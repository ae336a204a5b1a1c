"""The Notfallplan: who can step in, in which order, and the sheet for the fridge."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.web.clock import today
from rundblick.week import queries, services
from rundblick.week.access import row_or_404, week_or_404
from rundblick.week.codes import Backup, Occasion
from rundblick.week.forms import TalkedForm
from rundblick.week.models import Fallback
from rundblick.week.views.common import back, frame


@require_GET
def emergency(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The plan in its order; printed it is a sheet for the fridge."""
    file = week_or_404(request, case_id)
    page = frame(request, file, "emergency")
    rows = queries.fallbacks(request.access, file, page["day"])
    disclose(request, kind="week.emergency", dossiers=[file.dossier_id])
    more = {
        "helpers": [row for row in rows if row.kind == Backup.HELPER],
        "agreed": [row for row in rows if row.kind == Backup.EMPLOYER],
        "names": file.names,
        "occasions": dict(Occasion.choices),
        "talked_on": queries.talked_on(request.access, file),
        "form": TalkedForm(initial={"on": today()}),
        "alone": bool(file.protected),
    }
    return render(request, "week/emergency.html", page | more)


@require_POST
def move(request: Request, case_id: uuid.UUID, thread: uuid.UUID) -> HttpResponse:
    """One place up or down, among those that are shown."""
    file = week_or_404(request, case_id, writing=True)
    row = row_or_404(request, file, Fallback, thread)
    among = {one.thread for one in queries.fallbacks(request.access, file, today()) if one.kind == row.kind}
    try:
        services.move(row, earlier=request.POST.get("way") == "up", among=among)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    disclose(request, kind="week.move", dossiers=[file.dossier_id])
    return back(request, file, "week:emergency")


@require_POST
def talked(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The plan was talked about on a day."""
    file = week_or_404(request, case_id, writing=True)
    form = TalkedForm(request.POST)
    if form.is_valid():
        services.talked(case=file.case, on=form.cleaned_data["on"])
        messages.success(request, "Der Tag ist notiert.")
    else:
        messages.warning(request, " ".join(map(str, form.errors.get("on", ()))))
    disclose(request, kind="week.talked", dossiers=[file.dossier_id])
    return back(request, file, "week:emergency")
