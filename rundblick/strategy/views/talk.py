"""Noting and correcting the talk, completing it, and looking back."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.strategy import services
from rundblick.strategy.access import file_to_write, meeting_or_404, offered_members
from rundblick.strategy.codes import PhaseCode
from rundblick.strategy.forms import MeetingForm, ReviewForm, typed
from rundblick.strategy.models import Finding, Part, Review
from rundblick.strategy.views.shown import draw, kept, meeting_url, page_url
from rundblick.web.conflicts import Conflict

NEW_KEY = "strategy.new:{}"
CHANGE_KEY = "strategy.change:{}"
REVIEW_KEY = "strategy.review:{}:{}"


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Note a talk."""
    file = file_to_write(request, case_id)
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    key, saved_at = NEW_KEY.format(file.pk), None
    members = offered_members(file)
    if request.method == "POST":
        form = MeetingForm(request.POST, members=members)
        if form.is_valid():
            try:
                made = services.hold(
                    case=file.case,
                    present=form.present(),
                    author=request.user,
                    token=form.cleaned_data["token"],
                    **form.values(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Gespräch ist festgehalten. Jetzt kommt der Teil jedes Mitglieds.")
                return redirect(meeting_url(file, made.pk))
    else:
        form = MeetingForm(members=members, initial={"token": uuid.uuid4()})
        saved_at = restore(request, key, form)
    return draw(
        request,
        file,
        heading="Neues Strategiegespräch",
        form=form,
        key=key,
        saved_at=saved_at,
        back_url=page_url(file),
        template="strategy/talk_form.html",
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Correct the talk, whom it concerns, or the lengths of the phases."""
    file = file_to_write(request, case_id)
    meeting = meeting_or_404(request, file, meeting_id)
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    parts = list(Part.objects.visible_to(request.access).filter(meeting=meeting))
    members = dict(offered_members(file)) | {part.person_id: file.name(part.person_id) for part in parts}
    key, saved_at = CHANGE_KEY.format(meeting.pk), None
    clash: Conflict | bool = False
    if request.method == "POST":
        form = MeetingForm(request.POST, members=list(members.items()))

        def act() -> object:
            return services.change(
                meeting=meeting,
                version=form.cleaned_data["version"] or 0,
                present=form.present(),
                author=request.user,
                **form.values(),
            )

        clash = kept(form, act, stored=lambda row: MeetingForm.stored(row, parts))
        if clash is True:
            drafts.discard(user_id=request.user.pk, form_key=key)
            messages.success(request, "Die Änderung ist gespeichert.")
            return redirect(meeting_url(file, meeting.pk))
    else:
        nobody = {f"who_{person}": "" for person in members}
        stored = nobody | MeetingForm.stored(meeting, parts) | {"version": meeting.version}
        form = MeetingForm(members=list(members.items()), initial=stored)
        saved_at = restore(request, key, form)
    return draw(
        request,
        file,
        heading="Strategiegespräch ändern",
        form=form,
        key=key,
        saved_at=saved_at,
        back_url=meeting_url(file, meeting.pk),
        clash=clash,
        template="strategy/talk_form.html",
        meeting=meeting,
        remove_url=reverse("strategy:remove", args=[file.pk, meeting.pk]),
    )


@require_POST
def complete(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """The talk is complete; from now on the phases count."""
    file = file_to_write(request, case_id)
    meeting = meeting_or_404(request, file, meeting_id)
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    try:
        services.complete(meeting=meeting, author=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Das Gespräch ist abgeschlossen. Die Handlungsphase läuft.")
    return redirect(meeting_url(file, meeting.pk))


@require_POST
def reopen(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """The talk goes on."""
    file = file_to_write(request, case_id)
    meeting = meeting_or_404(request, file, meeting_id)
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    services.reopen(meeting=meeting, author=request.user)
    messages.success(request, "Das Gespräch ist wieder offen.")
    return redirect(meeting_url(file, meeting.pk))


@require_POST
def remove(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID) -> HttpResponse:
    """Take back a talk noted by mistake."""
    file = file_to_write(request, case_id)
    meeting = meeting_or_404(request, file, meeting_id)
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    services.remove(meeting=meeting)
    messages.success(request, "Das Gespräch ist zurückgenommen. Ziele und Aufgaben daraus bleiben.")
    return redirect(page_url(file))


@require_http_methods(["GET", "POST"])
def review(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID, phase: str) -> HttpResponse:
    """Look back at the end of a phase."""
    if phase not in PhaseCode.values:
        raise Http404
    file = file_to_write(request, case_id)
    meeting = meeting_or_404(request, file, meeting_id)
    disclose(request, kind="strategy.review", dossiers=[file.dossier_id])
    rows = Part.objects.visible_to(request.access).filter(meeting=meeting).order_by("written_at", "pk")
    parts = [(part, file.name(part.person_id)) for part in rows]
    row = Review.objects.visible_to(request.access).filter(meeting=meeting, phase=phase).first()
    key, saved_at = REVIEW_KEY.format(meeting.pk, phase), None
    clash: Conflict | bool = False
    if request.method == "POST":
        form = ReviewForm(request.POST, parts=parts)

        def act() -> object:
            return services.look_back(
                meeting=meeting,
                phase=phase,
                version=form.cleaned_data["version"],
                held_on=form.cleaned_data["held_on"],
                entitlement=form.cleaned_data["entitlement"],
                note=form.cleaned_data["note"],
                found=form.found(),
                author=request.user,
            )

        clash = kept(form, act, stored=_stored)
        if clash is True:
            drafts.discard(user_id=request.user.pk, form_key=key)
            messages.success(request, "Der Rückblick ist festgehalten.")
            return redirect(meeting_url(file, meeting.pk))
    else:
        form = ReviewForm(parts=parts, initial=_stored(row) if row else {"version": 0})
        saved_at = restore(request, key, form)
    return draw(
        request,
        file,
        heading=f"Rückblick auf die {PhaseCode(phase).label}",
        form=form,
        key=key,
        saved_at=saved_at,
        back_url=meeting_url(file, meeting.pk),
        clash=clash,
        template="strategy/review_form.html",
        meeting=meeting,
    )


def _stored(row: Review) -> dict[str, Any]:
    """A review as its form shows it."""
    shown = typed(row, "held_on", "entitlement", "note", "version")
    for one in Finding.objects.filter(review=row):
        said = typed(one, "hours", "earnings", "words")
        shown |= {f"{name}_{one.part_id}": value for name, value in said.items()}
    return shown
