"""The person takes back what they allowed, as easily as they gave it (Art. 7 Abs. 3 DSGVO)."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rundblick.access.context import Context
from rundblick.access.disclosure import disclose
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.consent.queries import Told
from rundblick.portal.access import participant_or_404
from rundblick.web.clock import now
from rundblick.whosees import queries
from rundblick.whosees.services import withdraw_own
from rundblick.whosees.shown import Page, id_to_withdraw, page


def page_of(context: Context) -> tuple[list[queries.Place], Page]:
    """Where the participant has an own door, and who sees something of them and looked, each consent with the way to
    take it back. Three queries. Raises Http404 for everybody else.
    """
    participant_or_404(context)
    moment = now()
    places, doors = queries.own_doors(context, moment=moment)
    consents, looks = queries.consents_of(context, places), queries.looks_of(places)
    return places, page(doors, consents, looks, moment=moment, withdraw_url=_withdraw_url)


@require_http_methods(["GET", "POST"])
def withdraw(request: Request, wanted: uuid.UUID) -> HttpResponse:
    """Say what happens, then end it at once; nobody asks why. What is over already leads back to the page."""
    places, shown = page_of(request.access)
    if not places:
        return redirect("portal:home")
    here = reverse("portal:withdraw", args=[wanted])
    viewer = next((one for one in shown.viewers if one.withdraw_url == here), None)
    allowed = next((one for one in shown.allowed if one.withdraw_url == here), None)
    if viewer is None and allowed is None:
        return redirect("portal:who")
    if request.method == "GET":
        return render(request, "portal/withdraw.html", {"viewer": viewer, "allowed": allowed})
    if withdraw_own(wanted):
        dossiers = [place.dossier_id for place in places]
        disclose(request, kind="portal.withdraw", dossiers=dossiers, basis=Basis.SELF)
        messages.success(request, _("Das gilt ab jetzt nicht mehr."))
    return redirect("portal:who")


def _withdraw_url(door: Any, told: Told | None) -> str:
    wanted = id_to_withdraw(door, told)
    return reverse("portal:withdraw", args=[wanted]) if wanted else ""
