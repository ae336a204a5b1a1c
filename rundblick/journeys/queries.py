"""Set-based reads of journeys. Callers show them; row-level security holds underneath."""

import datetime as dt
import uuid
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case as Switch
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, JSONObject

from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.cases.models import Case
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Cell, SetAside, Sheet, Standing
from rundblick.programmes.models import ProjectAttribute


def given(rows: QuerySet[Cell]) -> QuerySet[Cell]:
    """Only the answers that count (as `trail.given`): no marks, and nothing that is taken back."""
    counts_again = Q(undone_by__undone_by__isnull=False)
    return rows.filter(Q(undone_by__isnull=True) | counts_again, undoes__isnull=True)


def cells(context: Context, sheet: Sheet) -> list[Cell]:
    """All rows of a sheet the context may see, as recorded, with who recorded them. One query."""
    rows = Cell.objects.visible_to(context).filter(sheet=sheet)
    return list(rows.select_related("recorded_by").order_by("sequence"))


def applications(context: Context, sheet: Sheet, *, as_of: dt.date) -> list[Application]:
    """Applications booked up to that day, the latest first."""
    rows = Application.objects.visible_to(context).filter(sheet=sheet, applied_on__lte=as_of)
    return list(rows.order_by("-applied_on", "track", "person_id"))


def with_aside(context: Context, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Sheets with `aside_rows`, the hints set aside on them; `aside` reads it. No further query."""
    own = SetAside.objects.visible_to(context).filter(sheet=OuterRef("pk")).order_by()
    packed = JSONObject(person="person_id", track="track", step="step", kind="kind", sequence="sequence")
    return rows.annotate(aside_rows=ArraySubquery(own.annotate(packed=packed).values("packed")))


def aside(sheet: Sheet) -> dict[tuple[uuid.UUID, str, str, str], int]:
    """Hints set aside: (person, track, step, kind) -> sequence of the row they were about."""
    rows: list[dict[str, Any]] = getattr(sheet, "aside_rows", None) or []
    return {(uuid.UUID(r["person"]), r["track"], r["step"], r["kind"]): r["sequence"] for r in rows}


def note_aside(sheet: Sheet, row: SetAside) -> None:
    """Let `aside` know of a hint that was set aside since the sheet was read."""
    place = {"person": str(row.person_id), "track": row.track, "step": row.step, "kind": row.kind}
    sheet.aside_rows = [*(getattr(sheet, "aside_rows", None) or []), place | {"sequence": row.sequence}]  # type: ignore[attr-defined]


def attributes(context: Context, sheet: Sheet) -> list[ProjectAttribute]:
    """What the programme of this sheet asks for about the people on it, with its purpose."""
    if sheet.participation_id is None:
        return []
    rows = ProjectAttribute.objects.visible_to(context).filter(
        dossier_id=sheet.dossier_id, participation__run__participations=sheet.participation_id
    )
    return list(rows.order_by("code", "person_id").distinct())


def sheets(context: Context, *, definition: str = "", site: str = "", closed: bool | None = None) -> QuerySet[Any]:
    """Sheets with open doors, with `changed_on`, the day somebody last wrote there.

    `closed`: of closed or of open cases only; None = of both.
    """
    rows = Sheet.objects.visible_to(context).select_related("coach")
    if closed is not None:
        rows = rows.filter(_case(closed))
    if definition:
        rows = rows.filter(definition=definition)
    if site:
        rows = rows.filter(site=site)
    latest = Standing.objects.filter(sheet=OuterRef("pk")).order_by("-changed_on").values("changed_on")[:1]
    return rows.annotate(changed_on=Coalesce(Subquery(latest), F("created_on")))


def standings_of(context: Context, sheet_ids: list[uuid.UUID]) -> list[Standing]:
    """Where everybody stands on these sheets. One query."""
    rows = Standing.objects.visible_to(context).filter(sheet_id__in=sheet_ids)
    return list(rows.select_related("sheet").order_by("sheet_id", "person_id", "track"))


def stopped(
    context: Context, journey: Journey, *, track: str, site: str = "", step: str = "", closed: bool = False
) -> QuerySet[Standing]:
    """Those who have not got to the end of a track; with `step` only those whose next step is that one.

    Without `step` those with a no at the very first one are left out: they have no claim to begin with.
    """
    rows: Any = Standing.objects.visible_to(context).filter(sheet__definition=journey.id, track=track).exclude(stop="")
    rows = rows.filter(_case(closed))
    if site:
        rows = rows.filter(sheet__site=site)
    if journey.subject == "application":
        rows = _once(journey, track, rows)
    no_claim = Q(stop=journey.funnel_steps(track)[0], answer=Cell.Answer.NO)
    return rows.filter(Q(stop=step) if step else ~no_claim).select_related("sheet", "person")


def _once(journey: Journey, track: str, rows: QuerySet[Any]) -> QuerySet[Any]:
    """Each person once, by the attempt that got furthest, the latest of equals; whoever got to the end is no drop."""
    gates = journey.funnel_steps(track)
    passed = Switch(*(When(stop=code, then=place) for place, code in enumerate(gates)), default=len(gates))
    others = Standing.objects.filter(
        sheet__definition=journey.id, track=track, dossier_id=OuterRef("dossier_id"), person_id=OuterRef("person_id")
    ).annotate(passed=passed)
    further = Q(passed__gt=OuterRef("passed"))
    later = Q(passed=OuterRef("passed"), sheet__attempt__gt=OuterRef("sheet__attempt"))
    return rows.annotate(passed=passed).filter(~Exists(others.filter(further | later)))


def attempts(context: Context, sheet: Sheet) -> list[Sheet]:
    """The other attempts of the same person in the same journey, the latest first. One query."""
    rows = Sheet.objects.visible_to(context).filter(
        dossier_id=sheet.dossier_id, definition=sheet.definition, person=sheet.person_id, attempt__isnull=False
    )
    return list(rows.exclude(pk=sheet.pk).order_by("-attempt"))


def may_take_on(context: Context, rows: QuerySet[Standing]) -> QuerySet[Any]:
    """The rows of `stopped` with `takes_task`: whether the reader may note a task in that case. No further query."""
    doors = open_grants(context).filter(dossier_id=OuterRef("dossier_id"), writes=True, subject_id__isnull=True)
    return rows.annotate(takes_task=Exists(doors.filter(topics__contains=["tasks"])))


def _case(closed: bool) -> Exists:
    return Exists(Case.objects.filter(dossier_id=OuterRef("dossier_id"), closed_on__isnull=not closed))


def drops(context: Context, journey: Journey, *, track: str, site: str = "", closed: bool = False) -> dict[str, int]:
    """Step -> how many of the visible people stop there, whoever has no claim left out. One query."""
    rows = stopped(context, journey, track=track, site=site, closed=closed)
    return dict(rows.order_by().values_list("stop").annotate(Count("pk")))
