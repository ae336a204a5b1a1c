"""The job behind a report: compute as worker, hide what is small, freeze. Each stage commits by itself."""

import logging
import uuid

from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.definitions import made_from, programme_of, report_of
from rundblick.evaluation.models import ReportBook, ReportRecord, ReportSnapshot
from rundblick.evaluation.protection import prepared, protected
from rundblick.evaluation.quotes import literature
from rundblick.evaluation.report import compute
from rundblick.evaluation.storing import book_as_json, shown_as_json
from rundblick.web.clock import now

log = logging.getLogger("rundblick.evaluation")
FAILED = "Die Berechnung ist fehlgeschlagen. Der Betrieb findet den Grund im Protokoll unter {mark}."
NO_REPORT = "Die Definition des Programms kennt diesen Bericht nicht mehr."


def carry_out(snapshot_id: uuid.UUID) -> bool:
    """Compute an ordered report. False when there was nothing to do or it failed; then the snapshot says so.

    Whoever ordered it was checked when ordering; here every record is counted, whoever may see it.
    """
    with as_worker("evaluation.start"), reason("evaluation.compute"):
        if not _take(snapshot_id):
            return False
    try:
        # All figures of a report count the same moment, also while others write.
        with as_worker("evaluation.compute", one_moment=True), reason("evaluation.compute"):
            return _compute(snapshot_id)
    except Exception:
        # The job ends either way; what remains is a snapshot that says so, and the trace for those who run the house.
        mark = uuid.uuid4().hex[:8]
        log.exception("report %s failed, mark %s", snapshot_id, mark)
        with as_worker("evaluation.failed"), reason("evaluation.compute"):
            _fail(snapshot_id, FAILED.format(mark=mark))
        return False


def _take(snapshot_id: uuid.UUID) -> bool:
    waiting = ReportSnapshot.objects.filter(pk=snapshot_id, status=ReportSnapshot.Status.QUEUED)
    return bool(waiting.update(status=ReportSnapshot.Status.RUNNING, started_at=now()))


def _fail(snapshot_id: uuid.UUID, message: str) -> None:
    ReportSnapshot.objects.filter(pk=snapshot_id, status=ReportSnapshot.Status.RUNNING).update(
        status=ReportSnapshot.Status.FAILED, error=message
    )


def _compute(snapshot_id: uuid.UUID) -> bool:
    snapshot = ReportSnapshot.objects.select_related("run__definition").get(pk=snapshot_id)
    programme = programme_of(snapshot.run)
    report = report_of(programme, snapshot.report)
    if report is None:
        _fail(snapshot_id, NO_REPORT)
        return False
    quotes = literature(programme.id)
    computed = prepared(compute(programme, report, snapshot.run, snapshot.as_of), quotes)
    ReportBook.objects.create(snapshot=snapshot, content=book_as_json(computed))
    ReportRecord.objects.bulk_create(_records(snapshot, computed), batch_size=2000)
    snapshot.figures = shown_as_json(protected(computed, quotes))
    snapshot.made_from = made_from(snapshot.run, report)
    snapshot.status = ReportSnapshot.Status.DONE
    snapshot.computed_at = now()
    snapshot.save(update_fields=["figures", "made_from", "status", "computed_at"])
    return True


def _records(snapshot: ReportSnapshot, computed: Computed) -> list[ReportRecord]:
    return [
        ReportRecord(
            dossier_id=record.dossier_id,
            snapshot=snapshot,
            place=place,
            topic_code=record.topic,
            person_id=record.person_id,
            kind=record.kind,
            object_id=record.object_id,
        )
        for place, counted in enumerate(computed.figures)
        for record in counted.records
    ]
