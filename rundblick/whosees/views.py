"""The page of one person, for the talk."""

import datetime as dt
import uuid
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.rules import day_span
from rundblick.cases import tools
from rundblick.consent.queries import Told
from rundblick.web.clock import now
from rundblick.whosees import queries, shown
from rundblick.whosees.hooks import NAME


@require_safe
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Who may see something of this member, why, since and until when, and who looked; to be read with them."""
    file = tools.file_of_member(request, case_id, person_id, reading="master")
    values = tools.frame(request, file, NAME)
    moment = day_span(values["day"])[1] - dt.timedelta(seconds=1) if values["past"] else now()

    def withdraw_url(door: Any, told: Told | None) -> str:
        if told is not None:
            back = urlencode({"zurueck": values["here"] + values["mode"]})
            return f"{reverse('consent:withdraw', args=[told.consent.pk])}?{back}"
        return reverse("access:doors", args=[door.dossier_id])

    places = queries.places_of(request.access, person_id)
    doors, leads = queries.told(request.access, queries.doors_of(places, moment=moment))
    who = shown.page(
        doors,
        queries.consents_of(request.access, places),
        queries.looks_of(places),
        moment=moment,
        withdraw_url=withdraw_url if values["can_write"] else None,
    )
    disclose(request, kind="whosees.page", dossiers=[place.dossier_id for place in places])
    inside = request.access.organisation_id == file.case.dossier.organisation_id
    return render(request, "whosees/page.html", values | {"who": who, "inside": inside, "looks_closed": not leads})
