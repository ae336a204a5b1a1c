"""The verbs of the room: order a report, publish it, take it back. Each runs inside the caller's transaction."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from rundblick.access.context import Context, reason
from rundblick.access.roles import Role
from rundblick.evaluation.definitions import programme_of, report_of
from rundblick.evaluation.errors import Refused
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.tasks import compute
from rundblick.programmes.models import Run
from rundblick.web.clock import now, today
from rundblick.web.german import german_date

STUCK_AFTER = dt.timedelta(minutes=15)


def check_day(run: Run, as_of: dt.date) -> None:
    """Raises Refused for a Stichtag before the run began or after today."""
    if as_of < run.valid_from:
        raise Refused(f"„{run.label}“ hat am {german_date(run.valid_from)} begonnen; davor gibt es nichts zu zählen.")
    if as_of > today():
        raise Refused("Der Stichtag liegt in der Zukunft.")


def order(
    context: Context, *, run: Run, report: str, as_of: dt.date, recomputes: ReportSnapshot | None = None
) -> ReportSnapshot:
    """Ask for a report; a job computes it. The right to do so was checked by the caller (`access.own_runs`).

    The same report ordered while it is still being computed is the same order. Raises Refused when the definition
    has no such report or the Stichtag cannot be.
    """
    with reason("evaluation.order"):
        try:
            with transaction.atomic():
                snapshot = prepare(context, run=run, report=report, as_of=as_of, recomputes=recomputes)
        except IntegrityError:
            return _waiting(run, report, as_of).get()
        compute.defer(snapshot_id=str(snapshot.pk))
    return snapshot


def prepare(
    context: Context, *, run: Run, report: str, as_of: dt.date, recomputes: ReportSnapshot | None = None
) -> ReportSnapshot:
    """The order without the job, for those who compute at once. Raises as `order`, and IntegrityError for a second."""
    if report_of(programme_of(run), report) is None:
        raise Refused("Diesen Bericht kennt das Programm nicht.")
    check_day(run, as_of)
    with reason("evaluation.order"):
        # A computation that was killed half-way would otherwise block this report for good.
        _waiting(run, report, as_of).filter(started_at__lt=now() - STUCK_AFTER).update(
            status=ReportSnapshot.Status.FAILED, error="Die Berechnung wurde unterbrochen."
        )
        return ReportSnapshot.objects.create(
            run=run,
            report=report,
            as_of=as_of,
            recomputes=recomputes,
            ordered_by_id=context.user_id,
            ordered_at=now(),
        )


def _waiting(run: Run, report: str, as_of: dt.date) -> QuerySet[ReportSnapshot]:
    return ReportSnapshot.objects.filter(run=run, report=report, as_of=as_of, status__in=["queued", "running"])


def publish(context: Context, snapshot: ReportSnapshot) -> None:
    """Let research read a computed report. Publishing twice is harmless. Raises Refused without the role."""
    if not context.has_role(Role.COORDINATOR):
        raise Refused("Berichte veröffentlicht die Programmkoordination.")
    if not snapshot.is_done:
        raise Refused("Dieser Bericht ist noch nicht berechnet.")
    with reason("evaluation.publish"):
        ReportSnapshot.objects.filter(pk=snapshot.pk, published_at__isnull=True).update(
            published_at=now(), published_by_id=context.user_id
        )


def withdraw(context: Context, snapshot: ReportSnapshot) -> None:
    """Take a publication back; the report itself stays. Raises Refused without the role."""
    if not context.has_role(Role.COORDINATOR):
        raise Refused("Veröffentlichungen nimmt die Programmkoordination zurück.")
    with reason("evaluation.withdraw"):
        ReportSnapshot.objects.filter(pk=snapshot.pk).update(published_at=None, published_by=None)
