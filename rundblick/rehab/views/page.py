"""Reha und Teilhabe of one person."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.models import Grant
from rundblick.access.requests import Request
from rundblick.cases.agencies import TOPIC, doors_by_house
from rundblick.rehab import queries, shown
from rundblick.rehab.access import Place, place_or_404
from rundblick.rehab.catalogue import UNKNOWN, insurer_of
from rundblick.rehab.codes import Format
from rundblick.rehab.rules import PENSIONS
from rundblick.rehab.views.common import frame

TALKS_SHOWN = 12


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The stations of the latest application first, then what is to be minded, talks and plan.

    `former`: a guest whose house is not named (any more) sees what was written with it, and changes nothing.
    """
    place = place_or_404(request, case_id, person_id)
    top = frame(request, place)
    day = top["day"]
    lines = shown.lines(queries.applications(request.access, case_id, person_id, day=day), day)
    talks = list(queries.talks(request.access, case_id, person_id, day=day)[: TALKS_SHOWN + 1])
    doors = doors_by_house(case_id, person_id)
    disclose(request, kind="rehab.page", dossiers=[place.file.dossier_id])
    return render(
        request,
        "rehab/page.html",
        top
        | {
            "payer": insurer_of(place.desk.insurer if place.desk else UNKNOWN),
            "lines": lines,
            "picture": shown.picture(lines[0]) if lines else None,
            "talks": talks[:TALKS_SHOWN],
            "more": len(talks) > TALKS_SHOWN,
            "formats": [(one.value, str(one.label), shown.MEANINGS[one]) for one in Format],
            "planned": queries.planned(request.access, case_id, person_id, day=day),
            "user_id": request.user.pk,
            "pensions": PENSIONS,
            "agency": shown.agency_name(place),
            "former": not place.inside and place.desk is None,
        }
        | _sharing(place, doors),
    )


def _sharing(place: Place, doors: dict[uuid.UUID, list[Grant]]) -> dict[str, Any]:
    """Whether the agency named may still read along, whether also what is about health, and where to ask for it."""
    own = doors.get(place.desk.agency_id, []) if place.desk and place.desk.agency_id else []
    held = {topic for grant in own for topic in grant.topics}
    asks = place.inside and TOPIC in place.file.writes
    give = {name: reverse("consent:give", args=[place.file.dossier_id, place.person_id, name]) for name in _PURPOSES}
    return {
        "agency_open": bool(held) or not place.inside,
        "agency_health": queries.HEALTH in held,
        "any_door": bool(doors),
        "ask": give if asks else {},
    }


_PURPOSES = ("exchange", "protected", "reply")
