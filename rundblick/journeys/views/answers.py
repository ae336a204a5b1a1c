"""A tap in the grid, taking the latest back, setting a hint aside."""

import datetime as dt
import uuid
from dataclasses import replace

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.journeys import codes, rules, services, trail
from rundblick.journeys.definition import Journey
from rundblick.journeys.errors import Clash
from rundblick.journeys.forms import DayField, DayForm
from rundblick.journeys.models import Cell
from rundblick.journeys.services import Entry
from rundblick.journeys.views.common import desk_or_404, field_url, redraw, sheet_url
from rundblick.journeys.views.field import two_versions
from rundblick.web.clock import today

ASKS = frozenset({"no_reason", "kind_missing", "needs_note"})


@require_POST
def answer(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """A tap: `set` says person, track, step and answer; `on` since when it counts, today without it; `day` is the
    answer of a step that asks for one.

    With `up_to` all open steps of the funnel before it get a yes. A no asks for its reasons next.
    """
    desk = desk_or_404(request, sheet_id)
    day = DayForm(request.POST)
    if not day.is_valid():
        problem = " ".join(map(str, day.errors["on"]))
        return redraw(request, desk, desk.cells, problem=problem, day=day, status=422)
    since = day.cleaned_data["on"]
    next_day = DayForm(initial={"on": since}) if since else None
    entry = _tapped(request.POST.get("set", ""), desk.journey, since or today())
    if entry is not None and request.POST.get("set", "").endswith(f".{codes.DAY}"):
        typed = DayField(request.POST)
        if not typed.is_valid():
            problem = " ".join(map(str, typed.errors["day"]))
            return redraw(request, desk, desk.cells, problem=problem, day=next_day, status=422)
        entry = replace(entry, day=typed.cleaned_data["day"])
    if entry is None:
        return redraw(request, desk, desk.cells, problem="Diese Antwort gibt es hier nicht.", status=422)
    entries = _up_to(entry, desk.journey, desk.cells) if request.POST.get("up_to") else [entry]
    try:
        cells = services.answer(
            sheet=desk.sheet,
            journey=desk.journey,
            entries=entries,
            seen=_number(request.POST.get("seen", "")),
            cells=desk.cells,
            members=desk.births,
        )
    except Refused as refusal:
        return redraw(request, desk, desk.cells, problem=str(refusal), day=next_day, status=422)
    except Clash as clash:
        return two_versions(request, desk, clash.differences[0])
    ask = field_url(request, desk.sheet, entry.place) if _says_too_little(desk.journey, entry, cells) else ""
    if request.htmx:  # type: ignore[attr-defined]
        return redraw(request, desk, cells, ask=ask, day=next_day)
    return redirect(ask or sheet_url(request, desk.sheet, entry.place))


@require_POST
def undo(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """Take the latest saving back; `last` is its last row as the page showed it."""
    desk = desk_or_404(request, sheet_id)
    try:
        last = uuid.UUID(request.POST.get("last", ""))
    except ValueError:
        raise Http404 from None
    try:
        cells = services.undo(sheet=desk.sheet, journey=desk.journey, last=last, cells=desk.cells)
    except Refused as refusal:
        return redraw(request, desk, desk.cells, problem=str(refusal), status=409)
    if request.htmx:  # type: ignore[attr-defined]
        return redraw(request, desk, cells)
    messages.success(request, "Der letzte Eintrag ist zurückgenommen.")
    return redirect(sheet_url(request, desk.sheet))


@require_POST
def set_aside(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """Set a hint aside; `hint` says person, track, step and kind."""
    desk = desk_or_404(request, sheet_id)
    parts = request.POST.get("hint", "").split(".")
    try:
        person_id, track, step, kind = uuid.UUID(parts[0]), parts[1], parts[2], parts[3]
        if person_id not in desk.births:
            raise Http404
        services.set_aside(
            sheet=desk.sheet,
            journey=desk.journey,
            person_id=person_id,
            track=track,
            step=step,
            kind=kind,
            cells=desk.cells,
        )
    except (ValueError, IndexError, Refused):
        raise Http404 from None
    if request.htmx:  # type: ignore[attr-defined]
        return redraw(request, desk, desk.cells)
    return redirect(sheet_url(request, desk.sheet, (person_id, track, step)))


def _tapped(value: str, journey: Journey, on: dt.date) -> Entry | None:
    """The answer a button sends; None when it says something the journey does not have."""
    person, track, step, code = (value.split(".", 3) + [""] * 4)[:4]
    read = codes.read_code(code)
    try:
        person_id = uuid.UUID(person)
        journey.track(track)
        journey.step(step)
    except (ValueError, KeyError):
        return None
    if read is None:
        return None
    return Entry(person_id=person_id, track=track, step=step, answer=read[0], point=read[1], on=on, bare=True)


def _up_to(entry: Entry, journey: Journey, cells: list[Cell]) -> list[Entry]:
    """The answer, and a yes at all open steps of its funnel before it; steps with a scale or a day are left alone."""
    places = trail.by_place(cells)
    entries = []
    for code in journey.funnel_steps(entry.track):
        if code == entry.step:
            break
        held = trail.valid(places.get((entry.person_id, entry.track, code), []), today())
        step = journey.step(code)
        if (held is None or held.answer == "open") and not (step.scale or step.day):
            before = Entry(
                person_id=entry.person_id, track=entry.track, step=code, answer="yes", on=entry.on, bare=True
            )
            entries.append(before)
    return [*entries, entry]


def _says_too_little(journey: Journey, entry: Entry, cells: list[Cell]) -> bool:
    """Whether the answer lacks details: a no without a reason, a yes without a kind."""
    held = trail.valid(trail.by_place(cells).get(entry.place, []), today())
    if held is None or held.reasons or held.kinds or held.note:
        return False
    said = rules.Cell(
        subject="",
        track=entry.track,
        step=entry.step,
        answer=entry.answer,
        on=entry.on,
        point=entry.point,
        day=entry.day,
    )
    known = rules.state(journey, entry.track, "", [said], entry.on)
    return any(hint.kind in ASKS for hint in rules.hints(journey, [known]))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 10 else 0
