"""Notes of talks: reading, correcting, sharing, releasing."""

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
from rundblick.calendar.codes import Setting
from rundblick.calendar.drafting import refill
from rundblick.calendar.errors import Refused, Stale
from rundblick.cases import desks, handed, helping, services, versions
from rundblick.cases.access import file_or_404, note_or_404
from rundblick.cases.forms import CorrectionForm, ServiceForms
from rundblick.cases.models import ContactNote
from rundblick.cases.note_links import note_links
from rundblick.cases.support import all_kinds, kind_labels
from rundblick.cases.views.checking import CHECKS, checked, typed_words, unchecked
from rundblick.web.conflicts import conflict
from rundblick.web.forms import error_links

CORRECT_KEY = "cases.note.correct:{}"
MEANWHILE = CHECKS | {"mehr"}


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
            "supports": kind_labels(row.supports),
            "services": helping.services_in(row.told_services, row.version),
            "others": [(file.name(other.person_id), other.pk) for other in others.exclude(pk=row.pk).order_by("pk")],
            "can_write": "notes" in file.writes,
            "can_share": "notes" in file.writes and row.person_id is not None,
            "can_tick": "tasks" in file.writes,
            "further": [link for make in note_links for link in make(row)] if "notes" in file.writes else [],
        },
    )


@require_http_methods(["GET", "POST"])
def correct(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Correct a note; the former version stays readable."""
    row = note_or_404(request.access, note_id, writing=True)
    key = CORRECT_KEY.format(row.pk)
    back_url = reverse("cases:note", args=[row.pk])
    saved_at, clash, status = None, None, 200
    typed = typed_words(request)
    looked = unchecked(typed)
    if request.method == "POST" and MEANWHILE & set(request.POST):
        if CHECKS & set(request.POST):
            template, found = checked(request, typed, next_step=True, author=row.author.display_name)
            if request.htmx:  # type: ignore[attr-defined]
                return render(request, template, found)
            looked |= found
        form = CorrectionForm(initial={"version": row.version})
        refill(form, typed)
        helped = desks.services_before(typed, more="mehr" in typed)
    elif request.method == "POST":
        form, helped = CorrectionForm(request.POST), desks.services_sent(request.POST)
        if all([form.is_valid(), helped.is_valid()]):
            cleaned = form.cleaned_data
            try:
                services.correct_note(
                    note=row,
                    version=cleaned["version"],
                    content=form.content(),
                    why=cleaned["why"],
                    helped=helped.helped() if desks.HELP_SENT in request.POST else None,
                )
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
        helped = ServiceForms(prefix=desks.HELP, initial=helping.held(row.told_services, row.version))
        kept = drafts.load(user_id=request.user.pk, form_key=key)
        if kept:
            refill(form, kept[0])
            if desks.HELP_SENT in kept[0]:
                helped = desks.services_before(kept[0], more=False)
            saved_at = kept[1]
    disclose(request, kind="case.note.correct", dossiers=[row.dossier_id])
    return render(
        request,
        "cases/note_correct.html",
        {
            "form": form,
            "helped": helped,
            "kinds": all_kinds(),
            "links": error_links(form) + desks.rows_links(helped),
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": row.dossier_id,
            "saved_at": saved_at,
            "back_url": back_url,
            "released": row.released_at,
        }
        | looked,
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


@require_GET
def reading(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """The note exactly as the person reads it on their own page, before or after it is released."""
    row = note_or_404(request.access, note_id)
    disclose(request, kind="case.note.reading", dossiers=[row.dossier_id])
    can_release = row.released_at is None and "notes" in file_or_404(request.access, row.dossier_id).writes
    shown = {"note": row, "talk": handed.talk(row), "can_release": can_release}
    return render(request, "cases/note_reading.html", shown)


@require_http_methods(["GET", "POST"])
def release(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Hand a note to the person; asks first, because it cannot be taken back."""
    row = note_or_404(request.access, note_id, writing=True)
    if request.method == "POST":
        services.release_note(note=row)
        messages.success(request, "Der Vermerk ist an die Person freigegeben.")
        return redirect("cases:note", row.pk)
    disclose(request, kind="case.note.release", dossiers=[row.dossier_id])
    return render(request, "cases/note_release.html", {"note": row, "talk": handed.talk(row)})


def _stored(row: ContactNote) -> dict[str, Any]:
    """The note as its form shows it."""
    names = ("happened_on", "setting", "sentence", "minutes", "own_concern", "summary", "agreements", "supports")
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
