"""The job behind a delivery: make as worker, freeze, leave."""

import base64
import hashlib
import uuid
from collections.abc import Callable

from rundblick.access import crypto, ordered
from rundblick.exports.caseload import making as caseload
from rundblick.exports.codes import Making, Mark, Status
from rundblick.exports.funder import making as funder
from rundblick.exports.made import Made
from rundblick.exports.models import Delivery, Trace
from rundblick.exports.research import making as research
from rundblick.web.clock import now

FAILED = "Der Auftrag ist fehlgeschlagen. Der Betrieb findet den Grund im Protokoll unter {mark}."

MAKERS: dict[Making, Callable[[Delivery], Made]] = {
    Making.RESEARCH: research.make,
    Making.FUNDER: funder.make,
    Making.CASELOAD: caseload.make,
}


def carry_out(delivery_id: uuid.UUID) -> bool:
    """Make what was ordered; everything in a file is of the same moment."""
    return ordered.carry_out(
        Delivery.objects, delivery_id, _make, why="exports.make", failed=FAILED, finished="finished_at"
    )


def _make(delivery_id: uuid.UUID) -> bool:
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
    return True


def sealed(delivery_id: uuid.UUID, content: bytes) -> str:
    """A file as it lies in the database."""
    return crypto.seal_for_house(base64.b64encode(content).decode(), _purpose(delivery_id))


def opened(delivery: Delivery) -> bytes:
    """The file of a delivery. Raises KeyGone or Tampered as `crypto` says."""
    return base64.b64decode(crypto.unseal_for_house(delivery.sealed, _purpose(delivery.pk)))


def _purpose(delivery_id: uuid.UUID) -> str:
    return f"exports.delivery:{delivery_id}"
