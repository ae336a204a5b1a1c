"""What somebody ordered and a job carries out: take, work, freeze. Each stage commits by itself."""

import logging
import uuid
from collections.abc import Callable
from typing import Any

from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.web.clock import now

QUEUED, RUNNING, FAILED = "queued", "running", "failed"
"""States of an order on its way; what it is when it is done the work says."""
COMPUTING_FAILED = "Die Berechnung ist fehlgeschlagen. Der Betrieb findet den Grund im Protokoll unter {mark}."


def carry_out(
    orders: Any,
    pk: uuid.UUID,
    work: Callable[[uuid.UUID], bool],
    *,
    why: str,
    failed: str = COMPUTING_FAILED,
    started: str = "started_at",
    finished: str = "",
) -> bool:
    """Do an order that waits. False when there was nothing to do or it failed; then the row says so.

    `orders`: manager of the rows, with `status` and `error`. `work(pk)` runs as worker, sees one moment however long it
    takes, and says whether it succeeded. `why`: the reason of every change, "room.verb". `failed`: what the row says
    then; "{mark}" is found in the log. `started`, `finished`: columns with a time, "" for none; `finished` is set here
    only when it failed. Whoever ordered it was checked when ordering.
    """
    room, _, verb = why.partition(".")
    with as_worker(f"{room}.start"), reason(why):
        waiting = orders.filter(pk=pk, status=QUEUED)
        if not waiting.update(status=RUNNING, **_at(started)):
            return False
    try:
        with as_worker(why, one_moment=True), reason(why):
            return work(pk)
    except Exception:
        # The job ends either way; what remains is a row that says so, and the trace for those who run the house.
        mark = uuid.uuid4().hex[:8]
        logging.getLogger(f"rundblick.{room}").exception("%s %s failed, mark %s", verb, pk, mark)
        with as_worker(f"{room}.failed"), reason(why):
            running = orders.filter(pk=pk, status=RUNNING)
            running.update(status=FAILED, error=failed.format(mark=mark), **_at(finished))
        return False


def _at(column: str) -> dict[str, Any]:
    return {column: now()} if column else {}
