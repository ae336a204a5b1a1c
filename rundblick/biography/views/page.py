"""The timeline of a member, and its facts for an application."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import queries
from rundblick.biography.codes import Kind, Recognition
from rundblick.biography.models import Stretch
from rundblick.biography.views.shown import YOUTH, picture_of, scene
from rundblick.cases.tools import file_of_member
from rundblick.web.clock import today


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The biography of one member, as it was told on the day shown."""
    file = file_of_member(request, case_id, person_id)
    shown = scene(request, file)
    told = queries.told(request.access, file.pk, person_id, shown["day"])
    age = next((member.age(today()) for member in file.members if member.person.pk == person_id), None)
    disclose(request, kind="biography.page", dossiers=[file.pk])
    return render(
        request,
        "biography/page.html",
        shown
        | {
            "stretches": told.own[::-1],
            "of_others": [(file.name(row.person_id), row) for row in told.of_others],
            "activities": queries.activities(request.access, file.pk, person_id, shown["day"]),
            "person_id": person_id,
            "picture": picture_of(told.own, shown["day"]),
            "young": age is not None and age < YOUTH,
        },
    )


@require_GET
def facts(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Education and work as a text for an application: no life events, no readings, no moods."""
    file = file_of_member(request, case_id, person_id)
    told = queries.told(request.access, file.pk, person_id, today())
    parts = ["Lebenslauf", file.name(person_id)]
    for lane, rows in queries.for_application(told.own).items():
        if rows:
            parts += ["", lane.label, *(_line(row) for row in rows)]
    disclose(request, kind="biography.facts", dossiers=[file.pk])
    answer = HttpResponse("\r\n".join(parts) + "\r\n", content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="lebenslauf.txt"'
    return answer


def _line(row: Stretch) -> str:
    what = ", ".join(part for part in (row.title, row.place) if part)
    kind = "" if row.kind == Kind.WORK else f" ({Kind(row.kind).label})"
    reached = row.certificate or ""
    if reached and row.recognition in (Recognition.FULL, Recognition.PARTLY):
        reached += f", {Recognition(row.recognition).label}"
    return f"{row.span}\t{what}{kind}" + (f"; {reached}" if reached else "")
