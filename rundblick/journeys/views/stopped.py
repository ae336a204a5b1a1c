"""Those who could still benefit, and a task for one or several of them in one step."""

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access import hooks
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.errors import Refused
from rundblick.cases.frame import query, turned
from rundblick.journeys import queries, services
from rundblick.journeys.definition import Journey
from rundblick.journeys.forms import TakeOnForm
from rundblick.journeys.models import Standing
from rundblick.journeys.shelf import shelf
from rundblick.journeys.views.listing import SIZE, Wanted
from rundblick.journeys.wordings import offered, wording_of
from rundblick.people import queries as people
from rundblick.people.models import Site
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.german import count, german_date
from rundblick.web.pictures import Bar, Picture, horizontal_bars


@dataclass(frozen=True)
class Line:
    """One person who stopped. `attempt`: which application it is about, "" where there are none."""

    id: uuid.UUID
    name: str
    url: str
    household: str
    case_url: str
    step: str
    refused: bool
    attempt: str
    reasons: str
    changed: str
    takes_task: bool
    ticked: bool


@require_GET
def stopped(request: Request) -> HttpResponse:
    """Who could still benefit: those who stopped before a step of a journey, with why, and the way to the case."""
    only(request, *PLANNERS)
    wanted, journeys = _wanted(request.GET)
    return _draw(request, wanted, journeys, TakeOnForm(initial={"text": _proposal(wanted, journeys)}))


@require_POST
def take_on(request: Request) -> HttpResponse:
    """Note a task for everybody ticked, or with `nur` for one alone; the filters stay as they were."""
    context = only(request, *PLANNERS)
    wanted, journeys = _wanted(request.POST)
    form = TakeOnForm(request.POST)
    ticked = _ids([request.POST["nur"]] if "nur" in request.POST else request.POST.getlist("wer"))
    if not ticked:
        form.add_error(None, "Bitte kreuzen Sie an, für wen die Aufgabe ist.")
    if not form.is_valid():
        return _draw(request, wanted, journeys, form, ticked, status=422)
    definition = journeys[wanted.journey]
    found = queries.stopped(context, definition, track=wanted.track, site=wanted.site, step=wanted.step)
    rows = list(queries.may_take_on(context, found).filter(pk__in=ticked, takes_task=True))
    try:
        number = services.take_on(
            context,
            standings=rows,
            text=form.cleaned_data["text"],
            due_on=form.cleaned_data["due_on"],
            token=form.cleaned_data["token"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return _draw(request, wanted, journeys, form, ticked, status=422)
    disclose(request, kind="journeys.take_on", dossiers=[row.dossier_id for row in rows])
    _tell(request, number, left_out=len(ticked) - number)
    return redirect(reverse("journeys:stopped") + query(wanted.keep()))


def _tell(request: Request, number: int, *, left_out: int) -> None:
    if number:
        words = "Eine Aufgabe ist notiert." if number == 1 else f"{number} Aufgaben sind notiert."
        messages.success(request, f"{words} Sie stehen auf Ihrer Liste und im Fall.")
    if left_out:
        whom = count(left_out, "Person", "Personen")
        messages.warning(request, f"Für {whom} ist keine Aufgabe entstanden: Dort hat sich der Stand geändert.")


def _wanted(data: QueryDict) -> tuple[Wanted, Mapping[str, Journey]]:
    """The filters, with the first journey and its first track where none is chosen."""
    journeys = offered().journeys
    wanted = Wanted.read(data, journeys)
    definition = journeys[wanted.journey or next(iter(shelf()))]
    return replace(wanted, journey=definition.id, track=wanted.track or definition.tracks[0].code), journeys


def _proposal(wanted: Wanted, journeys: Mapping[str, Journey]) -> str:
    definition = journeys[wanted.journey]
    what = f"„{definition.step(wanted.step).label}“" if wanted.step else "nächsten Schritt"
    return f"{definition.track(wanted.track).label}: {what} klären"


def _ids(given: Collection[str]) -> list[uuid.UUID]:
    found = []
    for text in given:
        try:
            found.append(uuid.UUID(text))
        except ValueError:
            continue
    return list(dict.fromkeys(found))[:SIZE]


def _draw(
    request: Request,
    wanted: Wanted,
    journeys: Mapping[str, Journey],
    form: TakeOnForm,
    ticked: Collection[uuid.UUID] = (),
    *,
    status: int = 200,
) -> HttpResponse:
    context, definition = request.access, journeys[wanted.journey]
    where: dict[str, Any] = {"track": wanted.track, "site": wanted.site, "closed": wanted.closed}
    rows = queries.may_take_on(context, queries.stopped(context, definition, step=wanted.step, **where))
    found = keyset.page(
        rows,
        key="changed_on!",
        descending=False,
        size=SIZE,
        after=request.GET.get("nach", ""),
        before=request.GET.get("vor", ""),
    )
    if found.rows:
        disclose(request, kind="journeys.stopped", dossiers=[row.dossier_id for row in found.rows])
    drops = queries.drops(context, definition, **where)
    lines = _lines(found.rows, set(ticked)) if found.rows else []
    return render(
        request,
        "journeys/stopped.html",
        {
            "wanted": wanted,
            "kept": wanted.keep().items(),
            "journeys": list(journeys.values()),
            "definition": definition,
            "track": definition.track(wanted.track),
            "steps": [definition.step(code) for code in definition.funnel_steps(wanted.track)],
            "sites": Site.choices,
            "picture": _picture(definition, wanted.track, drops) if drops else None,
            "lines": lines,
            "form": form if any(line.takes_task for line in lines) and not wanted.closed else None,
            "pages": turned(found.before, found.after, wanted.keep(), onward="nach"),
            "list_url": reverse("journeys:list"),
            "compare_url": reverse("journeys:compare") + query({"journey": wanted.journey, "leistung": wanted.track}),
        },
        status=status,
    )


def _lines(rows: list[Any], ticked: Collection[uuid.UUID]) -> list[Line]:
    labels = people.labels([row.dossier_id for row in rows])
    return [_line(row, labels[row.dossier_id], row.pk in ticked) for row in rows]


def _line(row: Any, household: str, ticked: bool) -> Line:
    own = wording_of(row.sheet)
    labels = {step.code: step.label for step in own.steps} if own else {}
    return Line(
        id=row.pk,
        name=row.person.name,
        url=f"{reverse('journeys:sheet', args=[row.sheet_id])}#c-{row.person_id}.{row.track}.{row.stop}",
        household=household,
        case_url=hooks.case_url(row.dossier_id),
        step=labels.get(row.stop, row.stop),
        refused=row.answer == "no",
        attempt=f"{row.sheet.attempt}. Versuch" if row.sheet.attempt else "",
        reasons=_reasons(own, row),
        changed=german_date(row.changed_on),
        takes_task=row.takes_task,
        ticked=ticked,
    )


def _reasons(own: Journey | None, row: Standing) -> str:
    tracks = own.tracks if own else ()
    known = [reason for track in tracks if track.code == row.track for reason in track.reasons]
    return "; ".join(reason.label for reason in known if reason.code in row.reasons) or "–"


def _picture(definition: Journey, track: str, drops: dict[str, int]) -> Picture:
    bars = [Bar(label=definition.step(code).label, value=drops.get(code, 0)) for code in definition.funnel_steps(track)]
    whole = sum(drops.values())
    return horizontal_bars(
        title="Wo es nicht weitergeht",
        bars=bars,
        value_label="Personen",
        description=f"{count(whole, 'Person', 'Personen')} sind noch nicht am Ziel. Stand {german_date(today())}.",
    )
