"""The verbs of the room: order a report, propose something. Each runs inside the caller's transaction."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from rundblick.access.context import Context, reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.holding import held, save
from rundblick.gaps.models import GapReport, Proposal
from rundblick.gaps.tasks import compute
from rundblick.programmes.days import add_months
from rundblick.web.clock import now, today

STUCK_AFTER = dt.timedelta(minutes=15)
LONGEST = 36
"""Months that one report may span."""

AHEAD = "Der Stichtag liegt in der Zukunft."
BACKWARDS = "Der Zeitraum endet, bevor er beginnt."
TOO_LONG = f"Ein Bericht umfasst höchstens {LONGEST} Monate."


def check_days(first_day: dt.date, as_of: dt.date) -> None:
    """Raises Refused for a period that cannot be counted."""
    if as_of > today():
        raise Refused(AHEAD)
    if first_day > as_of:
        raise Refused(BACKWARDS)
    if add_months(first_day, LONGEST) <= as_of:
        raise Refused(TOO_LONG)


def order(context: Context, *, first_day: dt.date, as_of: dt.date) -> GapReport:
    """Ask for a report of the own house; a job computes it. The right to do so was checked by the caller.

    The same report ordered while it is still being computed is the same order. Raises Refused for a period that cannot
    be counted.
    """
    try:
        with transaction.atomic():
            report = prepare(context, first_day=first_day, as_of=as_of)
    except IntegrityError:
        return _waiting(context.organisation_id, first_day, as_of).get()
    with reason("gaps.order"):
        compute.defer(report_id=str(report.pk))
    return report


def prepare(context: Context, *, first_day: dt.date, as_of: dt.date) -> GapReport:
    """The order without the job, for those who compute at once. Raises as `order`, and IntegrityError for a second."""
    check_days(first_day, as_of)
    assert context.organisation_id is not None
    with reason("gaps.order"):
        # A computation that was killed half-way would otherwise block this report for good.
        _waiting(context.organisation_id, first_day, as_of).filter(started_at__lt=now() - STUCK_AFTER).update(
            status=GapReport.Status.FAILED, error="Die Berechnung wurde unterbrochen."
        )
        return GapReport.objects.create(
            house_id=context.organisation_id,
            first_day=first_day,
            as_of=as_of,
            ordered_by_id=context.user_id,
            ordered_at=now(),
        )


def _waiting(house_id: uuid.UUID | None, first_day: dt.date, as_of: dt.date) -> QuerySet[GapReport]:
    return GapReport.objects.filter(
        house_id=house_id, first_day=first_day, as_of=as_of, status__in=["queued", "running"]
    )


def propose(*, report: GapReport, topic: str, version: int, author: User, text: str) -> Proposal:
    """Write down what the house proposes about a topic; `version` 0 for a first one. Raises Stale for another one."""
    given = {"text": text.strip(), "author": author, "changed_at": now()}
    with reason("gaps.propose"):
        row = Proposal.objects.filter(report=report, topic=topic).first()
        if row is None:
            try:
                with transaction.atomic():
                    return Proposal.objects.create(report=report, topic=topic, **given)
            except IntegrityError:
                row = Proposal.objects.get(report=report, topic=topic)
        if version == 0 and row.text == given["text"]:
            return row
        if version == 0:
            raise Stale(row)
        row = held(row, version=version)
        save(row, **given)
    return row
