"""What a job makes: how far it is, what came of it, and taking it out of the house."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.exports.access import delivery_or_404, keeper
from rundblick.exports.codes import Making
from rundblick.exports.errors import Refused
from rundblick.exports.forms.caseload import FiguresForm
from rundblick.exports.forms.research import TakeForm
from rundblick.exports.models import Delivery
from rundblick.exports.pages import shown
from rundblick.exports.services import deliveries as services
from rundblick.exports.views.frame import as_file, crumbs
from rundblick.web.frame import Crumb
from rundblick.web.spreadsheets import XLSX

PLACES = {Making.RESEARCH: "research", Making.FUNDER: "funder", Making.CASELOAD: "caseload"}
TYPES = {"zip": "application/zip", "xlsx": XLSX}


@require_GET
def show(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """The page of one order."""
    return _page(request, delivery_or_404(request, delivery_id), TakeForm())


def _page(request: Request, row: Delivery, form: TakeForm) -> HttpResponse:
    part = shown(request, row)
    way_back = Crumb(label=part.above, url=part.above_url) if part.above_url else None
    return render(
        request,
        part.template,
        {
            "delivery": row,
            "part": part,
            "form": form if row.is_done and request.access.has_role(Role.COORDINATOR) else None,
            "figures_form": FiguresForm() if row.is_done and row.kind == Making.CASELOAD else None,
            "breadcrumb": crumbs(PLACES[Making(row.kind)], *([way_back] if way_back else []), Crumb(label="Ausgabe")),
        },
        status=422 if form.errors else 200,
    )


@require_GET
def status(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """The piece of page that asks again while the job works; it reloads the page when that is over."""
    row = delivery_or_404(request, delivery_id)
    answer = render(request, "exports/status.html", {"delivery": row})
    if not row.is_waiting:
        answer.headers["HX-Refresh"] = "true"
    return answer


@require_POST
def take(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Take a file about people out of the house: with a purpose and a recipient, and written into the log."""
    context = keeper(request)
    row = delivery_or_404(request, delivery_id)
    if not row.is_done or row.kind == Making.CASELOAD:
        raise Http404
    form = TakeForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    said = {"purpose": form.cleaned_data["purpose"], "recipient": form.cleaned_data["recipient"]}
    try:
        content = services.take(context, row, **said)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(reverse("exports:delivery", args=[row.pk]))
    disclose(request, kind=f"exports.{row.kind}", dossiers=[], purpose=f"{said['purpose']} ({row.file_name})")
    return as_file(content, name=row.file_name, content_type=TYPES[row.file_name.rpartition(".")[2]])
