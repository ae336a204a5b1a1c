"""Where a walk-in goes: into the note of somebody known, into a new household, or away."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.throttle import throttled
from rundblick.cases.tools import file_of_member
from rundblick.people.search import Found, find
from rundblick.walkins import queries, services
from rundblick.walkins.access import walkin_or_404
from rundblick.walkins.content import opened
from rundblick.walkins.views.capture import tabs
from rundblick.web.clock import today

SOUGHT = "walkins.people"
"""{walk-in id: words}: whom somebody looked for, in the session and in no address."""
LONGEST = 200


@require_GET
def take(request: Request, walkin_id: uuid.UUID) -> HttpResponse:
    """The walk-in, and the people found for it."""
    row = walkin_or_404(request, walkin_id)
    said = opened(row)
    sought = request.session.get(SOUGHT) or {}
    words = sought.get("words", "") if sought.get("for") == str(row.pk) else ""
    found = find(words, today=today()) if words else Found()
    places = [(hit, place) for hit in found.hits for place in hit.places if place.ended is None]
    able = queries.may_note(request.access, {place.dossier_id for _, place in places}) if places else set()
    disclose(request, kind="walkins.people" if found.hits else "walkins.take", dossiers=found.dossiers)
    values = {
        "row": row,
        "said": said,
        "days": (row.erase_on - today()).days,
        "words": words or said.name,
        "sought": bool(words),
        "found": found,
        "places": [(hit, place, bool(place.case_url) and place.dossier_id in able) for hit, place in places],
        "may_take_in": request.access.has_role(Role.INTAKE),
        "tabs": tabs("list"),
    }
    return render(request, "walkins/take.html", values)


@require_POST
@throttled(times=120, seconds=300)
def look(request: Request, walkin_id: uuid.UUID) -> HttpResponse:
    """Look for people the reader may open."""
    row = walkin_or_404(request, walkin_id)
    request.session[SOUGHT] = {"for": str(row.pk), "words": request.POST.get("q", "").strip()[:LONGEST]}
    return redirect("walkins:take", row.pk)


@require_POST
def attach(request: Request, walkin_id: uuid.UUID, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """It becomes the draft of this member's note. It goes when the note is saved."""
    row = walkin_or_404(request, walkin_id)
    file = file_of_member(request, case_id, person_id, writing="notes")
    if person_id not in file.member_ids:
        raise Http404
    services.hand_over(user=request.user, file=file, row=row)
    disclose(request, kind="walkins.attach", dossiers=[file.dossier_id])
    return redirect(f"{reverse('cases:note_create', args=[file.pk])}?gespraech={person_id}")


@require_POST
def intake(request: Request, walkin_id: uuid.UUID) -> HttpResponse:
    """On to taking a household in, with what is known."""
    row = walkin_or_404(request, walkin_id)
    only(request, Role.INTAKE)
    if services.begin_intake(user=request.user, row=row):
        messages.info(
            request, "Ist der Haushalt angelegt und der Fall eröffnet, übernehmen Sie den Laufkontakt dorthin."
        )
    else:
        messages.info(request, "Hier liegt noch ein Entwurf von Ihnen. Der Laufkontakt bleibt unter „Offene“ stehen.")
    return redirect("people:intake")
