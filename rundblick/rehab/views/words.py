"""What the two houses say about health, side by side: the Clearing, and where assessments diverge."""

import uuid
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.rehab import queries, saying, shown
from rundblick.rehab.access import Place, place_or_404, row_or_404
from rundblick.rehab.codes import Question
from rundblick.rehab.forms import SayForm
from rundblick.rehab.models import Divergence, Statement
from rundblick.rehab.saying import Said
from rundblick.rehab.views.common import Act, act_on, frame, url_of, writer_of
from rundblick.web.clock import today

STAYS = "Ohne Entbindung von der Schweigepflicht bleibt das bei Ihrer Stelle. Das Jobcenter liest es nicht."


@require_GET
def assessments(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Both sides to the four questions, and where they see something differently."""
    place = place_or_404(request, case_id, person_id, health=True)
    disclose(request, kind="rehab.assessments", dossiers=[place.file.dossier_id])
    rows = queries.statements(request.access, place.desk) if place.desk else []
    found = queries.divergences(request.access, place.desk) if place.desk else []
    sides = shown.Sides(place, rows)
    return render(
        request,
        "rehab/assessments.html",
        frame(request, place)
        | {
            "writes_health": place.writes_health,
            "questions": [(one, sides.to(question=one)) for one in Question],
            "divergences": [(one, sides.to(divergence_id=one.pk)) for one in found],
            "agency": shown.agency_name(place),
        },
    )


@require_http_methods(["GET", "POST"])
def answer(
    request: Request,
    case_id: uuid.UUID,
    person_id: uuid.UUID,
    question: str = "",
    divergence_id: uuid.UUID | None = None,
) -> HttpResponse:
    """Say how the own house sees a question, or what diverges."""
    place = place_or_404(request, case_id, person_id, writing=True, health=True)
    divergence = row_or_404(request, place, Divergence, divergence_id) if divergence_id else None
    if divergence is None and question not in Question.values:
        raise Http404
    heading = str(divergence.get_about_display() if divergence else Question(question).label)
    asked: dict[str, Any] = {"question": question, "divergence": divergence}
    own = _own(request, place, asked)
    release = _release(place)

    def save(form: SayForm) -> str:
        saying.say(
            writer=writer_of(request, place),
            said=_said(place, form, release),
            version=form.cleaned_data["version"],
            **asked,
        )
        return "Festgehalten."

    act = Act(
        name="answer",
        heading=heading,
        make=partial(SayForm, label="Ihre Sicht", new=False, tells=release is not None),
        first=_values(own) if own else {"version": 0, "for_house": release is not None},
        save=save,
        which=question or str(divergence_id),
        back="assessments",
        stored=_values,
        notes=[STAYS] if not place.inside and release is None else [],
    )
    return act_on(request, place, act)


@require_http_methods(["GET", "POST"])
def diverge(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The two houses see something differently."""
    place = place_or_404(request, case_id, person_id, writing=True, health=True)
    release = _release(place)

    def save(form: SayForm) -> str:
        given = form.cleaned_data
        saying.diverge(
            writer=writer_of(request, place),
            about=given["about"],
            since=given["since"],
            said=_said(place, form, release),
            token=given["token"],
        )
        return "Steht jetzt nebeneinander."

    act = Act(
        name="diverge",
        heading="Unterschiedliche Einschätzung",
        make=partial(SayForm, label="Wie sieht Ihr Haus es?", new=True, tells=release is not None),
        first={"since": today(), "for_house": release is not None},
        save=save,
        back="assessments",
        notes=[STAYS] if not place.inside and release is None else [],
    )
    return act_on(request, place, act)


@require_POST
def settle(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, divergence_id: uuid.UUID) -> HttpResponse:
    """Both know what holds, or it is open again."""
    place = place_or_404(request, case_id, person_id, writing=True, health=True)
    row = row_or_404(request, place, Divergence, divergence_id)
    saying.settle(divergence=row, settled=row.settled_on is None)
    disclose(request, kind="rehab.settle", dossiers=[place.file.dossier_id])
    messages.success(request, "Als geklärt vermerkt." if row.settled_on is None else "Steht wieder offen.")
    return redirect(url_of(request, place, "assessments"))


def _own(request: Request, place: Place, asked: dict[str, Any]) -> Statement | None:
    rows = Statement.objects.visible_to(request.access, writing=True).filter(
        dossier_id=place.file.dossier_id,
        person_id=place.person_id,
        agency_id=writer_of(request, place).agency_id,
        from_agency=not place.inside,
        **asked,
    )
    return rows.first()


def _release(place: Place) -> Any:
    return None if place.inside or place.desk is None else queries.release_of(place.desk)


def _said(place: Place, form: SayForm, release: Any) -> Said:
    return Said(
        text=form.cleaned_data["text"],
        from_agency=not place.inside,
        for_house=form.cleaned_data.get("for_house", False),
        release=release,
    )


def _values(row: Statement) -> dict[str, Any]:
    return {"text": row.text, "for_house": row.for_house, "version": row.version}
