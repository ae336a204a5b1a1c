"""One answer with day, reasons, kinds and footnote, and everything that was ever said there."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.journeys import codes, services, trail
from rundblick.journeys.definition import Journey, Step, Track
from rundblick.journeys.errors import Clash, Difference
from rundblick.journeys.forms import FieldForm, stored_values
from rundblick.journeys.models import Cell
from rundblick.journeys.page import history
from rundblick.journeys.services import Entry
from rundblick.journeys.views.common import Desk, desk_or_404, field_url, redraw, sheet_url
from rundblick.web.clock import now, today
from rundblick.web.conflicts import Conflict, conflict
from rundblick.web.frame import Crumb

DRAFT = "journeys.field:{}:{}:{}:{}"


@require_http_methods(["GET", "POST"])
def field(request: Request, sheet_id: uuid.UUID, person_id: uuid.UUID, track: str, step: str) -> HttpResponse:
    """Look at one answer, or give it with all its details."""
    desk = desk_or_404(request, sheet_id, writing=request.method == "POST")
    own_track, own_step = _place_or_404(desk, person_id, track, step)
    place = (person_id, track, step)
    held = trail.valid(desk.at(place), today())
    if request.method != "POST":
        form = FieldForm(initial=stored_values(held, seen=desk.seen), track=own_track, step=own_step)
        saved_at = restore(request, DRAFT.format(sheet_id, *place), form) if "journeys" in desk.file.writes else None
        return _draw(request, desk, place, form, saved_at=saved_at)
    form = FieldForm(request.POST, track=own_track, step=own_step)
    if not form.is_valid():
        return _draw(request, desk, place, form)
    try:
        cells = services.answer(
            sheet=desk.sheet,
            journey=desk.journey,
            entries=[_entry(form, place)],
            seen=form.cleaned_data["seen"],
            cells=desk.cells,
            members=desk.births,
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _draw(request, desk, place, form)
    except Clash:
        return _draw(request, desk, place, form, clash=_conflict(form, held, desk.seen))
    drafts.discard(user_id=request.user.pk, form_key=DRAFT.format(sheet_id, *place))
    if request.htmx:  # type: ignore[attr-defined]
        return redraw(request, desk, cells)
    messages.success(request, "Die Antwort ist gespeichert.")
    return redirect(sheet_url(request, desk.sheet, place))


def two_versions(request: Request, desk: Desk, difference: Difference) -> HttpResponse:
    """Somebody else answered first: the details of that answer with both versions, nothing written."""
    mine = difference.mine
    code = f"p{mine.point}" if mine.point is not None else codes.DAY if mine.day is not None else mine.answer
    day = mine.day.isoformat() if mine.day else ""
    data = {"answer": code, "day": day, "on": mine.on.isoformat(), "seen": str(desk.seen)}
    form = FieldForm(data, track=desk.journey.track(mine.track), step=desk.journey.step(mine.step))
    form.is_valid()
    return _draw(request, desk, mine.place, form, clash=_conflict(form, difference.theirs, desk.seen))


def _draw(
    request: Request,
    desk: Desk,
    place: trail.Key,
    form: FieldForm,
    *,
    clash: Conflict | None = None,
    saved_at: Any = None,
) -> HttpResponse:
    disclose(request, kind="journeys.field", dossiers=[desk.sheet.dossier_id])
    track, step = desk.journey.track(place[1]), desk.journey.step(place[2])
    back_url = sheet_url(request, desk.sheet, place)
    return render(
        request,
        "journeys/_field.html" if request.htmx else "journeys/field.html",  # type: ignore[attr-defined]
        {
            "breadcrumb": [Crumb(label="Journey", url=back_url), Crumb(label=step.label)],
            "form": form,
            "conflict": clash,
            "may_write": "journeys" in desk.file.writes,
            "person": desk.file.name(place[0]),
            "track": track,
            "step": step,
            "history": history(desk.journey, desk.at(place)),
            "draft_key": DRAFT.format(desk.sheet.pk, *place),
            "draft_dossier": desk.sheet.dossier_id,
            "saved_at": saved_at,
            "here_url": field_url(request, desk.sheet, place),
            "back_url": back_url,
        },
        status=409 if clash else 422 if form.errors else 200,
    )


def _place_or_404(desk: Desk, person_id: uuid.UUID, track: str, step: str) -> tuple[Track, Step]:
    journey: Journey = desk.journey
    foreign = person_id not in desk.births or (desk.sheet.person_id and desk.sheet.person_id != person_id)
    try:
        found = journey.track(track), journey.step(step)
    except KeyError:
        raise Http404 from None
    if foreign:
        raise Http404
    return found


def _entry(form: FieldForm, place: trail.Key) -> Entry:
    cleaned: dict[str, Any] = form.cleaned_data
    read = codes.read_code(cleaned["answer"])
    assert read is not None  # the field offers nothing else
    return Entry(
        person_id=place[0],
        track=place[1],
        step=place[2],
        answer=read[0],
        point=read[1],
        day=cleaned.get("day") if cleaned["answer"] == codes.DAY else None,
        on=cleaned["on"],
        reasons=frozenset(cleaned.get("reasons", [])),
        kinds=frozenset(cleaned.get("kinds", [])),
        note=cleaned["note"].strip(),
    )


def _conflict(form: FieldForm, theirs: Cell | None, seen: int) -> Conflict:
    who = theirs.recorded_by if theirs else None
    return conflict(
        form=form,
        stored=stored_values(theirs, seen=seen),
        version=seen,
        changed_by=who.display_name if who else "Jemand",
        changed_at=theirs.recorded_at if theirs else now(),
        version_field="seen",
    )
