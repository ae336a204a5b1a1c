"""The job behind a delivery: make as worker, freeze, leave. Each stage commits by itself."""

import base64
import hashlib
import logging
import uuid
from collections.abc import Callable

from rundblick.access import crypto
from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.exports.caseload import making as caseload
from rundblick.exports.codes import Making, Mark, Status
from rundblick.exports.funder import making as funder
from rundblick.exports.made import Made
from rundblick.exports.models import Delivery, Trace
from rundblick.exports.research import making as research
from rundblick.web.clock import now

log = logging.getLogger("rundblick.exports")
FAILED = "Der Auftrag ist fehlgeschlagen. Der Betrieb findet den Grund im Protokoll unter {mark}."

MAKERS: dict[Making, Callable[[Delivery], Made]] = {
    Making.RESEARCH: research.make,
    Making.FUNDER: funder.make,
    Making.CASELOAD: caseload.make,
}


def carry_out(delivery_id: uuid.UUID) -> bool:
    """Make what was ordered. False when there was nothing to do or it failed; then the delivery says so.

    Whoever ordered it was checked when ordering.
    """
    with as_worker("exports.start"), reason("exports.make"):
        if not _take(delivery_id):
            return False
    try:
        # Everything in a file is of the same moment, also while others write.
        with as_worker("exports.make", one_moment=True), reason("exports.make"):
            _make(delivery_id)
    except Exception:
        # The job ends either way; what remains is a delivery that says so, and the trace for those who run the house.
        mark = uuid.uuid4().hex[:8]
        log.exception("delivery %s failed, mark %s", delivery_id, mark)
        with as_worker("exports.failed"), reason("exports.make"):
            running = Delivery.objects.filter(pk=delivery_id, status=Status.RUNNING)
            running.update(status=Status.FAILED, error=FAILED.format(mark=mark), finished_at=now())
        return False
    return True


def _take(delivery_id: uuid.UUID) -> bool:
    waiting = Delivery.objects.filter(pk=delivery_id, status=Status.QUEUED)
    return bool(waiting.update(status=Status.RUNNING, started_at=now()))


def _make(delivery_id: uuid.UUID) -> None:
    delivery = Delivery.objects.select_related("project", "mapping__mapping", "run__definition").get(pk=delivery_id)
    made = MAKERS[Making(delivery.kind)](delivery)
    Trace.objects.bulk_create(
        [
            Trace(dossier_id=dossier_id, delivery=delivery, person_id=person_id, mark=Mark.SUBJECT, column=consent)
            for dossier_id, person_id, consent in made.about
        ]
        + [
            Trace(
                dossier_id=one.dossier_id,
                delivery=delivery,
                person_id=one.person_id,
                mark=Mark.FINDING,
                column=one.column[:120],
                problem=one.problem[:200],
            )
            for one in made.findings
        ],
        batch_size=500,
    )
    Delivery.objects.filter(pk=delivery_id).update(
        status=Status.REFUSED if made.refusal else Status.DONE,
        error=made.refusal[:300],
        result=made.result,
        rows=made.rows,
        file_name=made.name,
        sha256=hashlib.sha256(made.content).hexdigest() if made.content else "",
        sealed=sealed(delivery_id, made.content) if made.content else "",
        finished_at=now(),
    )


def sealed(delivery_id: uuid.UUID, content: bytes) -> str:
    """A file as it lies in the database."""
    return crypto.seal_for_house(base64.b64encode(content).decode(), _purpose(delivery_id))


def opened(delivery: Delivery) -> bytes:
    """The file of a delivery. Raises KeyGone or Tampered as `crypto` says."""
    return base64.b64decode(crypto.unseal_for_house(delivery.sealed, _purpose(delivery.pk)))


def _purpose(delivery_id: uuid.UUID) -> str:
    return f"exports.delivery:{delivery_id}"
