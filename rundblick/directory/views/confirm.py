"""Whether an entry is still right: asked by mail, answered by a link without a login."""

import uuid

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.calendar.errors import Refused
from rundblick.directory import queries, shown
from rundblick.directory.access import organization_or_404
from rundblick.directory.codes import Status
from rundblick.directory.models import Organization
from rundblick.directory.services import links
from rundblick.web.keyed import quiet

RIGHT, WRONG = "right", "wrong"
LONGEST = 200
NOTHING = "Bitte sagen Sie zu mindestens einem Angebot etwas."
WORDS = "Bitte schreiben Sie kurz, was sich geändert hat."


@require_POST
def ask(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """Mail a link to the organisation."""
    row = organization_or_404(request, organization_id, writing=True)
    try:
        links.ask(organization=row, author=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Die Stelle bekommt eine E-Mail mit einem Link zum Bestätigen.")
    return redirect("directory:organization", row.pk)


@login_not_required
@csrf_exempt
@never_cache
@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=600)
def confirm(request: Request, token: str) -> HttpResponse:
    """Behind the link: each offer of the organisation, right or not. The address is the key, so no token is asked."""
    found = links.behind(token)
    if found is None:
        return quiet(render(request, "directory/confirm_over.html", status=404))
    organization = Organization.objects.get(pk=found.organization_id)
    ids = list(queries.of_organization(organization).exclude(status=Status.ENDED).values_list("pk", flat=True))
    rows = queries.services(ids)
    said = {row.pk: request.POST.get(f"said-{row.pk}", "") for row in rows}
    words = {row.pk: request.POST.get(f"words-{row.pk}", "").strip()[:LONGEST] for row in rows}
    problems = {key: WORDS for key, choice in said.items() if choice == WRONG and not words[key]}
    whole = NOTHING if request.method == "POST" and not any(said.values()) else ""
    if request.method == "POST" and not problems and not whole:
        right = [key for key, choice in said.items() if choice == RIGHT]
        wrong = {key: words[key] for key, choice in said.items() if choice == WRONG}
        if links.answer(token, right=right, wrong=wrong):
            return quiet(render(request, "directory/confirm_done.html"))
        return quiet(render(request, "directory/confirm_over.html", status=404))
    lines = [
        {
            "row": row,
            "said": said[row.pk],
            "words": words[row.pk],
            "problem": problems.get(row.pk, ""),
            "spots": shown.spots(row),
            "loose": shown.loose_hours(row),
            "facts": shown.facts(row),
        }
        for row in rows
    ]
    context = {"organization": organization, "lines": lines, "problem": whole, "until": found.until}
    return quiet(render(request, "directory/confirm.html", context, status=422 if problems or whole else 200))
