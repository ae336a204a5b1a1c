"""Own indicators: asking for them and taking them along."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.exports.access import deliveries, delivery_or_404, orderer, reader
from rundblick.exports.caseload.page import TITLE, as_file
from rundblick.exports.codes import Kind, Making
from rundblick.exports.errors import Refused
from rundblick.exports.forms.caseload import FiguresForm
from rundblick.exports.forms.research import OrderForm
from rundblick.exports.listing import deliveries_table
from rundblick.exports.services import deliveries as ordering
from rundblick.exports.services.log import Taken, note
from rundblick.exports.views import frame
from rundblick.web.clock import today
from rundblick.web.spreadsheets import CSV, XLSX

TYPES = {"csv": CSV, "xlsx": XLSX, "json": "application/json"}
MOST = 30


@require_GET
def show_list(request: Request) -> HttpResponse:
    """What was computed, and computing it again."""
    reader(request)
    return _list(request, OrderForm(initial={"as_of": today()}))


def _list(request: Request, form: OrderForm) -> HttpResponse:
    context = request.access
    rows = list(deliveries(context).filter(kind=Making.CASELOAD).order_by("-ordered_at")[:MOST])
    return render(
        request,
        "exports/caseload.html",
        {
            "tabs": frame.tabs(context, "caseload"),
            "table": deliveries_table(rows, "Berechnete Kennzahlen"),
            "number": len(rows),
            "form": form if context.has_role(Role.COORDINATOR, Role.TEAM_LEAD) else None,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def order(request: Request) -> HttpResponse:
    """Have them computed."""
    context = orderer(request)
    form = OrderForm(request.POST)
    if form.is_valid():
        try:
            made = ordering.order(context, kind=Making.CASELOAD, as_of=form.cleaned_data["as_of"])
        except Refused as refusal:
            form.add_error("as_of", str(refusal))
        else:
            return redirect("exports:delivery", made.pk)
    return _list(request, form)


@require_POST
def take(request: Request, delivery_id: uuid.UUID) -> HttpResponse:
    """Take them along as a file; that stands in the log."""
    context = reader(request)
    row = delivery_or_404(request, delivery_id)
    if row.kind != Making.CASELOAD or not row.is_done:
        raise Http404
    form = FiguresForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Bitte sagen Sie, in welcher Form, wofür und an wen.")
        return redirect(reverse("exports:delivery", args=[row.pk]))
    given = form.cleaned_data
    content = as_file(row, given["format"])
    taken = Taken(
        kind=Kind.CASELOAD,
        title=TITLE,
        form=given["format"],
        content=content,
        purpose=given["purpose"],
        recipient=given["recipient"],
        about=row.pk,
        as_of=row.as_of,
        rows=row.rows,
    )
    note(context, taken)
    name = f"kennzahlen-{row.as_of.isoformat()}.{given['format']}"
    disclose(request, kind="exports.caseload", dossiers=[], purpose=f"{given['purpose']} ({name})")
    return frame.as_file(content, name=name, content_type=TYPES[given["format"]])
