"""What the list of reports shows: which can be ordered, and which are there."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Q
from django.urls import reverse

from rundblick.access.context import Context
from rundblick.evaluation.access import own_runs
from rundblick.evaluation.definitions import report_of
from rundblick.evaluation.models import ReportSnapshot
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Run
from rundblick.programmes.publishing import documents
from rundblick.programmes.reporting import reports_of
from rundblick.web.german import NOTHING, german_date, german_datetime
from rundblick.web.parts import Badge, Cell, Column, Kind, Table

SIZE = 20
BADGES: dict[str, tuple[str, Kind]] = {
    ReportSnapshot.Status.QUEUED: ("wartet", "neutral"),
    ReportSnapshot.Status.RUNNING: ("wird gerechnet", "info"),
    ReportSnapshot.Status.FAILED: ("fehlgeschlagen", "danger"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """A report of a run that may be ordered; `key` names it in the form."""

    run: Run
    report: str
    label: str

    @property
    def key(self) -> str:
        return f"{self.run.pk}:{self.report}"


def offers(context: Context) -> list[Offer]:
    """Reports this person may order, the newest runs first. Runs that have not begun are left out."""
    runs = list(
        Run.objects.filter(pk__in=own_runs(context))
        .select_related("definition")
        .defer("definition__document")
        .order_by("-valid_from", "label")
    )
    programmes = documents(run.definition_id for run in runs)
    return [
        Offer(run, report.code, f"{programmes[run.definition_id].title}: {report.label} ({_span(run)})")
        for run in runs
        for report in reports_of(programmes[run.definition_id])
    ]


def _span(run: Run) -> str:
    until = f"bis {german_date(run.valid_until - dt.timedelta(days=1))}" if run.valid_until else ""
    return f"{run.label}, {german_date(run.valid_from)} {until}".strip()


@dataclass(frozen=True, slots=True)
class Listed:
    """A page of reports, newest first; `older` is the cursor of the next page, None at the end."""

    table: Table
    number: int
    older: str | None
    waiting: bool


def listed(context: Context, before: str = "") -> Listed:
    """Reports this person may read. A broken cursor begins at the top."""
    rows = ReportSnapshot.objects.select_related("run__definition").defer("run__definition__document", "figures")
    readable = Q(run_id__in=own_runs(context))
    if context.has_role("research"):
        readable |= Q(published_at__isnull=False)
    if cursor := _cursor(before):
        at, row_id = cursor
        rows = rows.filter(Q(ordered_at__lt=at) | Q(ordered_at=at, pk__lt=row_id))
    found = list(rows.filter(readable).order_by("-ordered_at", "-pk")[: SIZE + 1])
    shown = found[:SIZE]
    last = shown[-1] if len(found) > SIZE else None
    older = f"{last.ordered_at.timestamp()!r}~{last.pk}" if last else None
    return Listed(_table(shown), len(shown), older, any(row.is_waiting for row in shown))


def _cursor(text: str) -> tuple[dt.datetime, uuid.UUID] | None:
    stamp, _, row_id = text.partition("~")
    try:
        return dt.datetime.fromtimestamp(float(stamp), tz=dt.UTC), uuid.UUID(row_id)
    except (ValueError, OverflowError):
        return None


def _table(rows: Sequence[ReportSnapshot]) -> Table:
    programmes = documents(row.run.definition_id for row in rows)
    return Table(
        caption="Berichte",
        hidden_caption=True,
        columns=[
            Column(label="Bericht"),
            Column(label="Stichtag"),
            Column(label="Stand"),
            Column(label="Angefordert"),
        ],
        rows=[
            [
                Cell(
                    text=name_of(programmes[row.run.definition_id], row.report),
                    url=reverse("evaluation:report", args=[row.pk]),
                    note=row.run.label,
                ),
                german_date(row.as_of),
                _state(row),
                german_datetime(row.ordered_at),
            ]
            for row in rows
        ],
    )


def _state(row: ReportSnapshot) -> Cell:
    if row.status in BADGES:
        words, kind = BADGES[ReportSnapshot.Status(row.status)]
        return Cell(badge=Badge(text=words, kind=kind))
    badge = Badge(text="veröffentlicht", kind="success") if row.published_at else Badge(text="intern", kind="neutral")
    return Cell(badge=badge, note=f"berechnet {german_datetime(row.computed_at)}")


def name_of(programme: Programme, report: str) -> str:
    """What a report is called: "ANNA: Abschlussbericht"."""
    found = report_of(programme, report)
    return f"{programme.title}: {found.label if found else NOTHING}"
