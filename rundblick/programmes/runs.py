"""What the page of a run shows: places of everybody, and the way in of those whose doors are open to the reader."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Min, Q
from django.db.models.functions import Coalesce

from rundblick.access.context import Context
from rundblick.people import queries as people
from rundblick.programmes.bridge import Frame, events_of, frames, own_facts
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Participation, ProgrammeEvent, Run
from rundblick.programmes.places import Places, places_of
from rundblick.programmes.rules import RatioFinding, access_steps, ratio_finding
from rundblick.programmes.shown import FrameLine, line
from rundblick.programmes.waiting import Place, full, ranks
from rundblick.web import pictures
from rundblick.web.german import german_date
from rundblick.web.pictures import Bar, FunnelStep, Picture

SIZE = 25
_LATEST = dt.date(9999, 1, 1)


@dataclass(frozen=True)
class RunPage:
    """A run as its coordinator sees it. `hidden`: participations counted in the places but closed to the reader."""

    places: list[Places]
    places_picture: Picture
    ratio: RatioFinding | None
    staff_words: str
    steps_picture: Picture | None
    counted: int
    hidden: int
    lines: list[tuple[str, FrameLine]]
    older: str
    dossiers: list[uuid.UUID]


def page_of(context: Context, run: Run, programme: Programme, *, day: dt.date, after: str = "") -> RunPage:
    """Everything about a run; at most eight queries. `after`: cursor of the former page of households."""
    places = places_of(run, programme, day)
    visible = Participation.objects.visible_to(context).filter(run=run)
    everybody = frames(visible.select_related("run"))
    events = events_of(everybody)
    shown, older = _page(visible, after)
    names = people.labels(shown, day) if shown else {}
    held = _ranks(programme, places, everybody, day)
    lines = sorted(
        (
            (
                names.get(frame.dossier_id, "Haushalt"),
                line(frame, day=day, names={}, events=events, place=held.get(frame.key)),
            )
            for frame in everybody
            if frame.dossier_id in set(shown)
        ),
        key=lambda pair: shown.index(pair[1].frame.dossier_id),
    )
    counted = [frame for frame in everybody if frame.running(day) or _ahead(frame, day)]
    agreed = next((one for one in programme.runs if one.code == run.code), None)
    staff = agreed.staff if agreed else None
    ratio = None
    if staff is not None:
        ratio = ratio_finding(programme, cases=places[0].running, coaches=staff.coaches, fte=staff.fte)
    return RunPage(
        places=places,
        places_picture=_places_picture(places, day),
        ratio=ratio,
        staff_words=f"{staff.coaches} Coaches auf {_number(staff.fte)} Vollzeitstellen" if staff else "",
        steps_picture=_steps(programme, everybody, events, day) if everybody else None,
        counted=len(everybody),
        hidden=max(0, places[0].taken - len(counted)),
        lines=lines,
        older=older,
        dossiers=list(shown),
    )


def _page(visible: "object", after: str) -> tuple[list[uuid.UUID], str]:
    """Dossiers in the order of their first start, one page; the cursor is the last dossier of the former one."""
    rows = (
        visible.values("dossier_id")  # type: ignore[attr-defined]
        .annotate(first=Coalesce(Min("started_on"), _LATEST))
        .order_by("first", "dossier_id")
    )
    try:
        last = next(iter(rows.filter(dossier_id=uuid.UUID(after))), None) if after else None
    except ValueError:
        last = None
    if last is not None:
        rows = rows.filter(Q(first__gt=last["first"]) | Q(first=last["first"], dossier_id__gt=last["dossier_id"]))
    found = [row["dossier_id"] for row in rows[: SIZE + 1]]
    return found[:SIZE], str(found[SIZE - 1]) if len(found) > SIZE else ""


def _ranks(
    programme: Programme, places: Sequence[Places], everybody: Sequence[Frame], day: dt.date
) -> dict[str, Place]:
    """Who of those the reader may see waits for a place, and where on the list."""
    if not (programme.access.waiting_list and full(places)):
        return {}
    waiting = {
        row.pk: frame.key
        for frame in everybody
        if frame.proposed(day)
        for row in frame.rows
        if row.started_on is None and row.ended_on is None
    }
    return {waiting[key]: place for key, place in ranks(list(waiting)).items()}


def _ahead(frame: Frame, day: dt.date) -> bool:
    return any(row.started_on is not None and row.started_on > day and row.ended_on is None for row in frame.rows)


def _steps(
    programme: Programme, everybody: Sequence[Frame], events: Sequence[ProgrammeEvent], day: dt.date
) -> Picture | None:
    """How many got how far on the way in; a household counts once, as soon as one of its members did the step."""
    by_row = defaultdict(list)
    for event in events:
        by_row[event.participation_id].append(event)
    done: dict[str, int] = defaultdict(int)
    started = 0
    for frame in everybody:
        own = own_facts(frame, [event for row in frame.rows for event in by_row[row.pk]])
        for step in access_steps(own, programme, day):
            done[step.step.code] += step.done_on is not None
        started += frame.begun(day)
    if not programme.access.steps:
        return None
    unit = "Haushalte" if programme.unit == "household" else "Personen"
    steps = [FunnelStep(label=step.label, counts=[done[step.code]]) for step in programme.access.steps]
    steps.append(FunnelStep(label="Begonnen", counts=[started]))
    return pictures.grouped_funnel(
        title=f"{unit} auf dem Weg bis zum Beginn", groups=[unit], steps=steps, unit=unit, key="zugang"
    )


def _places_picture(places: Sequence[Places], day: dt.date) -> Picture:
    most = max((one.places or one.taken for one in places), default=1)
    return pictures.horizontal_bars(
        title=f"Vergeben am {german_date(day)}",
        bars=[
            Bar(
                label=one.label,
                value=one.taken,
                text=f"{one.taken} von {one.places}" if one.places is not None else str(one.taken),
                note=_note(one),
            )
            for one in places
        ],
        value_label="vergeben",
        maximum=most,
        key="plaetze",
    )


def _note(one: Places) -> str:
    words = []
    if one.coming:
        words.append(f"{one.coming} beginnen noch" if one.coming > 1 else "1 beginnt noch")
    if one.free is not None:
        words.append(f"{one.free} frei" if one.free >= 0 else f"{-one.free} mehr als vorgesehen")
    return ", ".join(words)


def _number(value: Decimal) -> str:
    return str(value.normalize()).replace(".", ",") if value % 1 else str(int(value))
