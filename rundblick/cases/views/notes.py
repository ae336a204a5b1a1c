"""Notes of talks: writing, reading, correcting, sharing, releasing."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.drafting import refill
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import overlapping
from rundblick.cases import desks, services, versions
from rundblick.cases.access import file_or_404, note_or_404
from rundblick.cases.file import File
from rundblick.cases.forms import CorrectionForm, NoteForm
from rundblick.cases.models import ContactNote
from rundblick.web.conflicts import conflict
from rundblick.web.german import german_time
from rundblick.web.ids import uuid_or_none

WRITE_KEY = "cases.note:{}"
TALK_KEY = "cases.talk:{}:{}"
CORRECT_KEY = "cases.note.correct:{}"

OPEN = "auf"
"""Which part of the form an address wants to stand open."""


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Write down a talk: one page, required only who, when, in which setting, and one sentence."""
    file = file_or_404(request.access, case_id, writing="notes")
    key = _draft_key(request, file)
    saved_at, links = None, []
    if request.method == "POST" and "mehr" not in request.POST:
        desk = desks.sent(request, file)
        if desk.is_valid() and (answer := _write(request, file, desk)):
            drafts.discard(user_id=request.user.pk, form_key=key)
            return answer
        links = desk.links()
    elif request.method == "POST":
        desk = desks.typed_before(file, dict(request.POST.lists()), rows=1)
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
            "links": links,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": reverse("cases:page", args=[file.pk]),
            "open_more": _any(desk.note, "minutes", "own_concern", "shared"),
            "open_summary": _any(desk.note, "summary", "agreements"),
            "open_steps": desk.steps.filled or "mehr" in request.POST or request.GET.get(OPEN) == "schritte",
            "open_following": desk.following.wanted or request.GET.get(OPEN) == "termin",
        },
        status=422 if links else 200,
    )


@require_GET
def note(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """One note, as it stands now."""
    context = request.access
    row = note_or_404(context, note_id)
    file = file_or_404(context, row.dossier_id)
    disclose(request, kind="case.note", dossiers=[row.dossier_id])
    steps = row.steps.order_by("created_on", "pk") if "tasks" in file.reads else row.steps.none()
    others = ContactNote.objects.visible_to(context).filter(dossier_id=row.dossier_id, talk=row.talk)
    return render(
        request,
        "cases/note.html",
        {
            "file": file,
            "note": row,
            "who": file.name(row.person_id),
            "setting": Setting(row.setting).label,
            "steps": list(steps),
            "others": [(file.name(other.person_id), other.pk) for other in others.exclude(pk=row.pk).order_by("pk")],
            "can_write": "notes" in file.writes,
            "can_share": "notes" in file.writes and row.person_id is not None,
            "can_tick": "tasks" in file.writes,
        },
    )


@require_http_methods(["GET", "POST"])
def correct(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Correct a note; the former version stays readable."""
    row = note_or_404(request.access, note_id, writing=True)
    key = CORRECT_KEY.format(row.pk)
    back_url = reverse("cases:note", args=[row.pk])
    saved_at, clash, status = None, None, 200
    if request.method == "POST":
        form = CorrectionForm(request.POST)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                services.correct_note(note=row, version=cleaned["version"], content=form.content(), why=cleaned["why"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = _two_versions(form, stale.stored)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der Vermerk ist berichtigt. Die frühere Fassung bleibt lesbar.")
                return redirect(back_url)
        status = 409 if clash else 422
    else:
        form = CorrectionForm(initial=_stored(row) | {"version": row.version})
        kept = drafts.load(user_id=request.user.pk, form_key=key)
        if kept:
            refill(form, kept[0])
            saved_at = kept[1]
    disclose(request, kind="case.note.correct", dossiers=[row.dossier_id])
    return render(
        request,
        "cases/note_correct.html",
        {
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": row.dossier_id,
            "saved_at": saved_at,
            "back_url": back_url,
            "released": row.released_at,
        },
        status=status,
    )


@require_GET
def history(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """All versions of a note, readable, with who, when and why."""
    row = note_or_404(request.access, note_id)
    found, acts = versions.of(row)
    disclose(request, kind="case.note.history", dossiers=[row.dossier_id])
    return render(request, "cases/note_history.html", {"note": row, "versions": found, "acts": acts})


@require_POST
def share(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Open a note to the other members on the member's wish, or close it again."""
    row = note_or_404(request.access, note_id, writing=True)
    wanted = request.POST.get("shared") == "1"
    try:
        services.share_note(note=row, shared=wanted)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Für die Familie sichtbar." if wanted else "Nur noch für die Person sichtbar.")
    return redirect("cases:note", row.pk)


@require_http_methods(["GET", "POST"])
def release(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Hand a note to the person; asks first, because it cannot be taken back."""
    row = note_or_404(request.access, note_id, writing=True)
    if request.method == "POST":
        services.release_note(note=row)
        messages.success(request, "Der Vermerk ist an die Person freigegeben.")
        return redirect("cases:note", row.pk)
    disclose(request, kind="case.note.release", dossiers=[row.dossier_id])
    return render(request, "cases/note_release.html", {"note": row, "setting": Setting(row.setting).label})


def _draft_key(request: Request, file: File) -> str:
    """After a talk at one screen (`?gespraech=`) the draft is that member's; otherwise that of the case."""
    member = uuid_or_none(request.GET.get("gespraech", ""))
    return TALK_KEY.format(file.pk, member) if member in file.member_ids else WRITE_KEY.format(file.pk)


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
        _hint(request, around, following)
    return redirect("cases:page", file.pk)


def _hint(request: Request, near: list[Appointment], following: dict[str, Any] | None) -> None:
    if not following:
        return
    planned = [row for row in near if row.coach_id == request.user.pk and row.status == Status.PLANNED]
    found = overlapping(following["starts_at"], following["ends_at"], planned)
    if found:
        times = f"{german_time(found[0].starts_at)} bis {german_time(found[0].ends_at)} Uhr"
        messages.info(request, f"Hinweis: Von {times} steht schon ein anderer Termin in Ihrem Kalender.")


def _any(form: NoteForm, *names: str) -> bool:
    return any(form[name].value() or form[name].errors for name in names)


def _stored(row: ContactNote) -> dict[str, Any]:
    """The note as its form shows it."""
    names = ("happened_on", "setting", "sentence", "minutes", "own_concern", "summary", "agreements")
    return {name: getattr(row, name) for name in names}


def _two_versions(form: CorrectionForm, stored: ContactNote) -> Any:
    by = stored.corrected_by or stored.author
    return conflict(
        form=form,
        stored=_stored(stored),
        version=stored.version,
        changed_by=by.display_name,
        changed_at=stored.corrected_at or stored.written_at,
    )
