"""Working out a one-off subsidy with the person at the table. What is typed is computed and forgotten."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import hooks
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.programmes.access import participation_or_404
from rundblick.programmes.amounts import subsidy_amount
from rundblick.programmes.forms import SubsidyForm
from rundblick.programmes.publishing import document
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def work_out(request: Request, participation_id: uuid.UUID) -> HttpResponse:
    """Every subsidy of the programme for the wage that was typed, with the reason; 404 where there is none."""
    participation = participation_or_404(request, participation_id)
    programme = document(participation.run.definition)
    if not programme.money.subsidies:
        raise Http404
    form = SubsidyForm(request.POST or None)
    found = []
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        found = [
            (
                subsidy,
                subsidy_amount(subsidy, typed["gross"], typed["contract_months"], typed["hourly"], typed["at_tariff"]),
            )
            for subsidy in programme.money.subsidies
        ]
    disclose(request, kind="programmes.participation", dossiers=[participation.dossier_id])
    page = reverse("programmes:participation", args=[participation.pk])
    return render(
        request,
        "programmes/subsidy.html",
        {
            "breadcrumb": [
                Crumb(label="Fall", url=hooks.case_url(participation.dossier_id)),
                Crumb(label=programme.title, url=page),
                Crumb(label="Zuschuss ausrechnen"),
            ],
            "form": form,
            "found": found,
            "subsidies": programme.money.subsidies,
            "back": page,
        },
    )
