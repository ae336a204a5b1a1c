"""Reha und Teilhabe of one person."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.cases.agencies import TOPIC, by_house
from rundblick.rehab import queries, rules, shown
from rundblick.rehab.access import Place, place_or_404
from rundblick.rehab.catalogue import UNKNOWN, insurer_of
from rundblick.rehab.codes import Format, Kind
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
            "formats": [
                (one.value, str(one.label), shown.MEANINGS[one])
                for one in Format
                if one is not Format.CLINIC or any(line.row.kind == Kind.MEDICAL for line in lines)
            ],
            "planned": queries.planned(request.access, case_id, person_id, day=day),
            "user_id": request.user.pk,
            "pensions": rules.PENSIONS,
            "law": shown.law(lines, day),
            "beside": rules.plan_beside([(line.row.kind, line.days) for line in lines]),
            "agency": shown.agency_name(place),
            "former": not place.house and place.desk is None,
        }
        | _sharing(place),
    )


def _sharing(place: Place) -> dict[str, Any]:
    """Whether the agency named may still read along, whether also what is about health, and where to ask for it."""
    by_order = [grant for grant in place.guests if grant.basis == Basis.ASSIGNMENT]
    doors = by_house(grant for grant in place.guests if grant.basis != Basis.ASSIGNMENT)
    own = doors.get(place.desk.agency_id, []) if place.desk and place.desk.agency_id else []
    held = {topic for grant in own for topic in grant.topics}
    asks = place.inside and TOPIC in place.file.writes
    give = {name: reverse("consent:give", args=[place.file.dossier_id, place.person_id, name]) for name in _PURPOSES}
    return {
        "agency_open": bool(held) or not place.house,
        "agency_health": queries.HEALTH in held,
        "any_door": bool(doors),
        "by_order": bool(by_order),
        "ask": give if asks else {},
    }


_PURPOSES = ("exchange", "protected")
