"""The page on which it is stated who has custody of a minor."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.consent import custody
from rundblick.consent.access import Opened, opened_or_404
from rundblick.consent.asking import may_hold
from rundblick.consent.errors import Refused
from rundblick.consent.forms import CustodyForm
from rundblick.consent.rules import TO_CLARIFY
from rundblick.consent.views.asking import back_of, crumbs
from rundblick.web.clock import today


@require_http_methods(["GET", "POST"])
def state(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What stands and stood, and stating something else from a day on."""
    opened = opened_or_404(request, dossier_id, writing=True)
    asked = opened.household.asked(person_id)
    if asked is None or not asked.minor(today()):
        raise Http404
    back_url = back_of(request) or reverse("consent:list", args=[dossier_id])
    offered = may_hold(opened.household, person_id)
    if request.method == "POST":
        form = CustodyForm(request.POST, holders=offered)
        if form.is_valid() and _stated(request, opened, person_id, form):
            messages.success(request, "Das Sorgerecht ist eingetragen.")
            return redirect(back_url)
    else:
        form = CustodyForm(initial={"since": today(), "token": uuid.uuid4()}, holders=offered)
    disclose(request, kind="consent.custody", dossiers=[dossier_id])
    return render(
        request,
        "consent/custody.html",
        {
            "name": opened.household.name(person_id),
            "form": form,
            "rows": [
                (row, custody.in_words(row), custody.last_day(row))
                for row in custody.history(opened.context, dossier_id, person_id)
            ],
            "to_clarify": TO_CLARIFY,
            "back_url": back_url,
            "breadcrumb": crumbs(dossier_id, "Sorgerecht"),
        },
        status=422 if form.errors else 200,
    )


def _stated(request: Request, opened: Opened, person_id: uuid.UUID, form: CustodyForm) -> bool:
    try:
        custody.state(
            dossier_id=opened.dossier_id,
            person_id=person_id,
            household=opened.household,
            holders=form.stated,
            valid_from=form.cleaned_data["since"],
            by=request.user,
            token=form.cleaned_data["token"],
        )
    except Refused as refusal:
        form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
        return False
    return True
