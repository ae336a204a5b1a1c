"""From an offer of the directory to a way to it: for whom, then the form with the offer filled in."""

import uuid
from collections.abc import Container
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases import queries as cases
from rundblick.directory.access import public_or_404
from rundblick.directory.models import Service
from rundblick.directory.taxonomy import topics
from rundblick.people import queries as people
from rundblick.referrals.access import COACHING
from rundblick.referrals.kinds import catalogue
from rundblick.web.clock import now, today
from rundblick.web.frame import Crumb
from rundblick.web.ids import uuid_or_none

MOST = 200
OTHER = "other"


@require_GET
def choose(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """For whom is it? The own open cases with their members, by name."""
    context = only(request, *COACHING)
    service = public_or_404(service_id)
    rows = list(cases.cases(context, user_id=request.user.pk, closed=False, now=now())[: MOST + 1])
    dossiers = [row.dossier_id for row in rows[:MOST]]
    members = people.members_of(dossiers, today())
    lines = [
        {
            "label": people.label_of(members.get(row.dossier_id, []), today()),
            "members": [
                {"name": one.name, "url": f"{_begin(row.pk, one.person.pk)}?angebot={service.pk}"}
                for one in members.get(row.dossier_id, [])
            ],
        }
        for row in rows[:MOST]
    ]
    disclose(request, kind="referrals.choose", dossiers=dossiers)
    back = reverse("directory:service", args=[service.pk])
    return render(
        request,
        "referrals/choose.html",
        {
            "service": service,
            "lines": sorted((one for one in lines if one["members"]), key=lambda one: str(one["label"]).casefold()),
            "more": len(rows) > MOST,
            "back_url": back,
            "breadcrumb": [Crumb(label=service.name, url=back), Crumb(label="Für wen?")],
        },
    )


def offered(request: HttpRequest, offices: Container[str]) -> dict[str, Any]:
    """What an offer of the directory fills into the form, with the `offices` it lists; nothing where none is named.

    Up to one query.
    """
    key = uuid_or_none(request.GET.get("angebot", ""))
    if key is None:
        return {}
    try:
        service = public_or_404(key)
    except Http404:
        return {}
    body = service.organization
    here = str(body.member_id) in offices
    reach = ", ".join(part for part in (body.phone, body.email) if part)
    return {
        "kind": kind_for(service),
        "place": str(body.member_id) if here else "",
        "office": "" if here else f"{body.name}: {service.name}"[:200],
        "reach": reach[:200],
    }


def kind_for(service: Service) -> str:
    """The kind of help that fits the main topic; "other" where none does."""
    known = {one.code for one in catalogue().kinds}
    found = (topics()[code].kind for code in service.topics if code in topics())
    return next((kind for kind in found if kind in known), OTHER)


def _begin(case_id: uuid.UUID, person_id: uuid.UUID) -> str:
    return reverse("referrals:begin", args=[case_id, person_id])
