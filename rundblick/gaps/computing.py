"""The job behind a report: count as worker, hide what is small, freeze. Each stage commits by itself."""

import logging
import uuid

from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.gaps import offers, reading
from rundblick.gaps.content import Content, content, to_json
from rundblick.gaps.counting import count, given_up
from rundblick.gaps.models import GapReport
from rundblick.gaps.protection import hidden
from rundblick.gaps.topics import fingerprint, topics
from rundblick.web.clock import now

log = logging.getLogger("rundblick.gaps")
FAILED = "Die Berechnung ist fehlgeschlagen. Der Betrieb findet den Grund im Protokoll unter {mark}."
WHY = "gaps.compute"


def carry_out(report_id: uuid.UUID) -> bool:
    """Compute an ordered report. False when there was nothing to do or it failed; then the report says so.

    Whoever ordered it was checked when ordering; here every need of the house is counted, whoever may see it.
    """
    with as_worker("gaps.start"), reason(WHY):
        if not _take(report_id):
            return False
    try:
        # All figures of a report count the same moment, also while others write.
        with as_worker(WHY, one_moment=True), reason(WHY):
            _freeze(GapReport.objects.get(pk=report_id))
    except Exception:
        # The job ends either way; what remains is a report that says so, and the trace for those who run the house.
        mark = uuid.uuid4().hex[:8]
        log.exception("report of gaps %s failed, mark %s", report_id, mark)
        with as_worker("gaps.failed"), reason(WHY):
            _fail(report_id, FAILED.format(mark=mark))
        return False
    return True


def _take(report_id: uuid.UUID) -> bool:
    waiting = GapReport.objects.filter(pk=report_id, status=GapReport.Status.QUEUED)
    return bool(waiting.update(status=GapReport.Status.RUNNING, started_at=now()))


def _fail(report_id: uuid.UUID, message: str) -> None:
    GapReport.objects.filter(pk=report_id, status=GapReport.Status.RUNNING).update(
        status=GapReport.Status.FAILED, error=message
    )


def _freeze(report: GapReport) -> None:
    report.content = to_json(computed(report))
    report.made_from = fingerprint()
    report.status = GapReport.Status.DONE
    report.computed_at = now()
    report.save(update_fields=["content", "made_from", "status", "computed_at"])


def computed(report: GapReport) -> Content:
    """The figures of a report from today's records. Must run as worker."""
    found = topics()
    needs = reading.read(report.house_id, report.as_of)
    counts = count(needs, topics=found.codes, first=report.first_day, as_of=report.as_of, limits=found.limits)
    supply = offers.supply(offers.read(found), topics=found.codes, places=counts.places)
    left, ended = given_up(needs, report.first_day, report.as_of)
    return content(counts, hidden(counts), supply, found, left=left, ended=ended)
