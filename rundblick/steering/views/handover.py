"""The handover: one page for the deputy, and the word of the absent colleague to each case."""

import datetime as dt
import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.models import Cover
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Stale
from rundblick.calendar.models import Handover
from rundblick.calendar.services import write_handover
from rundblick.calendar.shown import lines
from rundblick.calendar.traces import two_versions
from rundblick.steering import rules, shown
from rundblick.steering.queries import handover as reads
from rundblick.web.clock import today
from rundblick.web.conflicts import Conflict
from rundblick.web.forms import Form, ProseField

NOTE_KEY = "steering.handover:{}:{}"


class NoteForm(Form):
    """A free text; empty takes it back."""

    text = ProseField(
        label="Was sollte die Vertretung wissen?",
        required=False,
        max_length=4000,
        rows=8,
        help_text="Der Stand in wenigen Sätzen: was wichtig ist, was warten kann, wie man die Person gut erreicht.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


@require_GET
def handover(request: Request, cover_id: uuid.UUID) -> HttpResponse:
    """All cases of a cover: appointments, open tasks, what is due, and the notes. Made to be printed."""
    cover = _cover_or_404(request, cover_id)
    dossiers = reads.dossiers_of(request.access, cover)
    package = reads.package(request.access, cover, dossiers) if dossiers else {}
    if dossiers:
        disclose(request, kind="steering.handover", dossiers=dossiers)
    households = shown.Households(dossiers, today=today())
    mine = cover.absent_id == request.access.user_id
    return render(
        request,
        "steering/handover.html",
        {
            "cover": cover,
            "last_day": (cover.valid_until or dt.date.max) - dt.timedelta(days=1),
            "mine": mine,
            "cases": sorted(
                (_case(package[one], cover, households) for one in dossiers), key=lambda case: case["label"]
            ),
        },
    )


@require_http_methods(["GET", "POST"])
def note(request: Request, cover_id: uuid.UUID, dossier_id: uuid.UUID) -> HttpResponse:
    """Write or change the word to one case."""
    cover = _cover_or_404(request, cover_id)
    if dossier_id not in reads.dossiers_of(request.access, cover):
        raise Http404("no such case in this cover")
    page = reverse("steering:handover", args=[cover.pk])
    key = NOTE_KEY.format(cover.pk, dossier_id)
    row = Handover.objects.visible_to(request.access).filter(dossier_id=dossier_id).first()
    saved_at, clash = None, None
    if request.method == "POST":
        form = NoteForm(request.POST)
        if form.is_valid():
            clash = _written(request, dossier_id, form)
            if clash is None:
                drafts.discard(user_id=request.user.pk, form_key=key)
                return redirect(page)
    else:
        form = NoteForm(initial={"text": row.text if row else "", "version": row.version if row else 0})
        saved_at = restore(request, key, form)
    disclose(request, kind="steering.handover", dossiers=[dossier_id])
    return render(
        request,
        "steering/handover_note.html",
        {
            "form": form,
            "conflict": clash,
            "label": shown.Households([dossier_id], today=today()).label(dossier_id),
            "draft_key": key,
            "draft_dossier": dossier_id,
            "saved_at": saved_at,
            "back_url": page,
        },
        status=409 if clash else 422 if form.errors else 200,
    )


def _written(request: Request, dossier_id: uuid.UUID, form: NoteForm) -> Conflict | None:
    cleaned = form.cleaned_data
    try:
        write_handover(dossier_id=dossier_id, text=cleaned["text"], author=request.user, version=cleaned["version"])
    except Stale as stale:
        present = stale.stored or Handover(dossier_id=dossier_id, text="", version=0)
        return two_versions(form, present, stored={"text": present.text})
    return None


def _cover_or_404(request: Request, cover_id: uuid.UUID) -> Cover:
    cover = reads.cover_of(request.access, cover_id)
    if cover is None:
        raise Http404("no such cover")
    return cover


def _case(case: reads.CaseInCover, cover: Cover, households: shown.Households) -> dict[str, Any]:
    day = today()
    return {
        "label": households.label(case.dossier_id),
        "url": case_url(case.dossier_id),
        "names": households.first_names(case.dossier_id),
        "note": case.note,
        "note_url": reverse("steering:handover_note", args=[cover.pk, case.dossier_id]),
        "appointments": _appointments(case, cover, households),
        "tasks": [
            {"text": one.text, "on": one.due_on, "who": households.name(one.person_id), "late": _late(one.due_on, day)}
            for one in case.tasks
        ],
        "due": [
            {"text": one.label, "on": one.due_on, "who": households.name(one.person_id), "late": _late(one.due_on, day)}
            for one in case.due
        ],
    }


def _appointments(case: reads.CaseInCover, cover: Cover, households: shown.Households) -> list[dict[str, Any]]:
    names = {row.person_id: households.name(row.person_id) for row in case.appointments if row.person_id}
    labels = {case.dossier_id: households.label(case.dossier_id)}
    found = []
    for line in lines(case.appointments, names=names, households=labels):
        row = next(row for row in case.appointments if line.url.endswith(f"/{row.pk}/"))
        found.append({"line": line, "pk": row.pk, "open": row.coach_id == cover.absent_id})
    return found


def _late(on: dt.date | None, day: dt.date) -> bool:
    return on is not None and rules.is_overdue(on, today=day)
