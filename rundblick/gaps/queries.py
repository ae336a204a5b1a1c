"""Set-based reads of the room."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Q

from rundblick.access.context import Context
from rundblick.gaps.access import reports
from rundblick.gaps.models import GapReport, Proposal

SHOWN = 40


def listed(context: Context) -> list[GapReport]:
    """The latest reports of the own house, at most forty, without their figures. One query."""
    return list(reports(context).defer("content").order_by("-ordered_at", "-pk")[:SHOWN])


def known(context: Context, first_day: dt.date, as_of: dt.date) -> uuid.UUID | None:
    """The latest computed report about these days. One query."""
    rows = reports(context).filter(first_day=first_day, as_of=as_of, status=GapReport.Status.DONE)
    return rows.order_by("-computed_at").values_list("pk", flat=True).first()


def before(context: Context, report: GapReport) -> GapReport | None:
    """The report before this one: of the latest earlier Stichtag, or computed earlier for the same. One query."""
    earlier = Q(as_of__lt=report.as_of) | Q(as_of=report.as_of, computed_at__lt=report.computed_at)
    rows = reports(context).filter(earlier, status=GapReport.Status.DONE)
    return rows.order_by("-as_of", "-computed_at").first()


def proposals(of: Iterable[GapReport]) -> dict[tuple[uuid.UUID, str], Proposal]:
    """Proposals by report and topic. One query."""
    rows = Proposal.objects.filter(report__in=[report.pk for report in of])
    return {(row.report_id, row.topic): row for row in rows}
