"""Keeping what somebody is typing. The contract with the browser stands in `web/drafts.js`."""

import uuid

from django.http import HttpResponse, HttpResponseBadRequest, JsonResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from rundblick.access import crypto, drafts
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled

LARGEST = 300_000
"""Characters of all fields together; fifteen times the longest prose field."""
LONGEST_KEY = 200
OURS = frozenset({"draft_key", "draft_dossier", "csrfmiddlewaretoken"})


@require_POST
@throttled(times=600, seconds=600)
def save(request: Request) -> HttpResponse:
    """Keep the fields of a form under its key, for this person alone.

    Answers {"saved_at": moment}; 400 for a key that is missing or too long, 404 when the dossier's door is closed,
    413 for too much text.
    """
    form_key = request.POST.get("draft_key", "")
    if not 0 < len(form_key) <= LONGEST_KEY:
        return HttpResponseBadRequest()
    try:
        dossier_id = uuid.UUID(request.POST["draft_dossier"]) if request.POST.get("draft_dossier") else None
    except ValueError:
        return HttpResponseBadRequest()
    fields = {name: values for name, values in request.POST.lists() if name not in OURS}
    if sum(len(value) for values in fields.values() for value in values) > LARGEST:
        return HttpResponse(status=413)
    try:
        moment = drafts.save(user_id=request.user.pk, form_key=form_key, fields=fields, dossier_id=dossier_id)
    except crypto.KeyGone:
        return HttpResponse(status=404)
    return JsonResponse({"saved_at": moment.isoformat()})


@require_POST
def discard(request: Request) -> HttpResponse:
    """Throw an own draft away and go back to where the person was (`next`, within this host)."""
    drafts.discard(user_id=request.user.pk, form_key=request.POST.get("draft_key", ""))
    back = request.POST.get("next", "/")
    if not url_has_allowed_host_and_scheme(back, allowed_hosts={request.get_host()}, require_https=request.is_secure()):
        back = "/"
    return redirect(back)
