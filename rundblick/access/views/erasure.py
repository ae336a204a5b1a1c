"""Asking for a file to be erased. Somebody else approves (four eyes)."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rundblick.access import hooks, services
from rundblick.access.access import dossier_or_404
from rundblick.access.doorbook import read
from rundblick.access.forms import ErasureForm
from rundblick.access.models import Dossier, Erasure
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.web.frame import Crumb


def ask(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Explain what erasing means and send the order to data protection."""
    dossier = _erasable_or_404(request, dossier_id)
    order = Erasure.objects.select_related("requested_by").filter(dossier_ref=dossier.pk).first()
    form = ErasureForm(request.POST or None)
    if request.method == "POST" and order is None and form.is_valid():
        try:
            services.request_erasure(request.access, dossier_id=dossier.pk, ground=form.cleaned_data["ground"])
        except services.DoorClosed as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(
                request, "Der Antrag liegt jetzt beim Datenschutz. Bis zur Freigabe bleibt alles, wie es ist."
            )
            return redirect("access:doors", dossier.pk)
    return render(
        request,
        "access/erasure_request.html",
        {
            "form": form,
            "dossier": dossier,
            "order": order,
            "mine": order is not None and order.requested_by_id == request.access.user_id,
            "breadcrumb": [
                Crumb(label="Fall", url=hooks.case_url(dossier.pk)),
                Crumb(label="Wer darf das sehen?", url=reverse("access:doors", args=[dossier.pk])),
                Crumb(label="Löschung beantragen"),
            ],
        },
    )


@require_POST
def take_back(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Take back an own order that nobody has approved yet."""
    dossier = _erasable_or_404(request, dossier_id)
    order = Erasure.objects.filter(dossier_ref=dossier.pk).first()
    if order is None or order.requested_by_id != request.access.user_id:
        raise Http404
    try:
        services.dismiss_erasure(request.access, erasure=order)
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Der Antrag ist zurückgenommen.")
    return redirect("access:doors", dossier.pk)


def _erasable_or_404(request: Request, dossier_id: uuid.UUID) -> Dossier:
    """The dossier, for those who lead it and for the lead of its team."""
    dossier = dossier_or_404(request.access, dossier_id)
    _, viewer = read(request.access, dossier)
    leads_team = request.access.has_role(Role.TEAM_LEAD) and dossier.team_id in request.access.team_ids
    if not (viewer.leads or leads_team):
        raise Http404
    return dossier
