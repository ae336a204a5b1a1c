"""The job behind a report: compute as worker, hide what is small, freeze."""

import uuid

from rundblick.access import ordered
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.definitions import made_from, programme_of, report_of
from rundblick.evaluation.models import ReportBook, ReportRecord, ReportSnapshot
from rundblick.evaluation.protection import prepared, protected
from rundblick.evaluation.quotes import literature
from rundblick.evaluation.report import compute
from rundblick.evaluation.storing import book_as_json, shown_as_json
from rundblick.web.clock import now

NO_REPORT = "Die Definition des Programms kennt diesen Bericht nicht mehr."


def carry_out(snapshot_id: uuid.UUID) -> bool:
    """Compute an ordered report: every record is counted, whoever may see it."""
    return ordered.carry_out(ReportSnapshot.objects, snapshot_id, _compute, why="evaluation.compute")


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
