"""Writing down a talk."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.codes import Status
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import overlapping
from rundblick.cases import desks, services
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.forms import NoteForm
from rundblick.cases.support import all_kinds
from rundblick.web.german import german_time

KEY = "cases.note:{}"


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Write down a talk: one page, required only who, when, in which setting, and one sentence."""
    file = file_or_404(request.access, case_id, writing="notes")
    key = KEY.format(file.pk)
    saved_at, links = None, []
    more = request.POST.get("mehr", "")
    if request.method == "POST" and not more:
        desk = desks.sent(request, file)
        if desk.is_valid() and (answer := _write(request, file, desk)):
            drafts.discard(user_id=request.user.pk, form_key=key)
            return answer
        links = desk.links()
    elif request.method == "POST":
        desk = desks.typed_before(file, dict(request.POST.lists()), more=more)
    else:
        desk = desks.fresh(request, file)
        kept = drafts.load(user_id=request.user.pk, form_key=key)
        if kept:
            desk, saved_at = desks.typed_before(file, kept[0]), kept[1]
    disclose(request, kind="case.note.write", dossiers=[file.dossier_id])
    return render(
        request,
        "cases/note_form.html",
        {
            "file": file,
            "form": desk.note,
            "steps": desk.steps,
            "following": desk.following,
            "helped": desk.helped,
            "kinds": all_kinds(),
            "links": links,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": reverse("cases:page", args=[file.pk]),
            "open_more": _any(desk.note, "minutes", "own_concern", "shared"),
            "open_summary": _any(desk.note, "summary", "agreements"),
            "open_supports": _any(desk.note, "supports"),
            "open_helped": desk.helped.filled or more == desks.HELP,
            "open_steps": desk.steps.filled or more == desks.STEPS,
            "open_following": desk.following.wanted,
        },
        status=422 if links else 200,
    )


def _write(request: Request, file: File, desk: desks.Desk) -> HttpResponse | None:
    cleaned = desk.note.cleaned_data
    following = desk.following.meeting() if desk.following.wanted else None
    around = desks.near(request, file, cleaned, following)
    if following:
        following |= {"coach_id": request.user.pk, "meeting": cleaned["token"]}
    try:
        written = services.write_note(
            case=file.case,
            members=file.member_ids,
            persons=cleaned["who"],
            content=desk.note.content(),
            steps=desk.steps.steps(),
            helped=desk.helped.helped(),
            next_appointment=following,
            appointments=desks.meant(around, file, cleaned),
            shared=cleaned["shared"],
            token=cleaned["token"],
        )
    except Refused as refusal:
        desk.note.add_error(None, str(refusal))
        return None
    if written.again:
        messages.info(request, "Dieses Gespräch war schon gespeichert; es steht nur einmal in der Akte.")
    else:
        messages.success(request, "Das Gespräch ist festgehalten.")
        _clash(request, around, following)
    return redirect("cases:page", file.pk)


def _clash(request: Request, near: list[Appointment], following: dict[str, Any] | None) -> None:
    if not following:
        return
    planned = [row for row in near if row.coach_id == request.user.pk and row.status == Status.PLANNED]
    found = overlapping(following["starts_at"], following["ends_at"], planned)
    if found:
        times = f"{german_time(found[0].starts_at)} bis {german_time(found[0].ends_at)} Uhr"
        messages.info(request, f"Hinweis: Von {times} steht schon ein anderer Termin in Ihrem Kalender.")


def _any(form: NoteForm, *names: str) -> bool:
    return any(form[name].value() or form[name].errors for name in names)
