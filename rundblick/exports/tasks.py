"""Jobs of the room; arguments hold ids only."""

import datetime as dt
import uuid

from procrastinate.contrib.django import app

from rundblick.access.context import reason
from rundblick.access.database import as_worker
from rundblick.exports.codes import Status
from rundblick.exports.making import carry_out
from rundblick.exports.models import Delivery, ProjectKey
from rundblick.web.clock import now

KEPT = dt.timedelta(days=30)
"""How long a file can be taken."""


@app.task(name="exports.make")
def make(delivery_id: str) -> bool:
    """Make what was ordered."""
    return carry_out(uuid.UUID(delivery_id))


@app.periodic(cron="53 3 * * *")
@app.task(name="exports.tidy", queueing_lock="exports.tidy")
def tidy(timestamp: int = 0) -> int:
    """Throw files away after their time, and the keys of closed projects, should one have been left."""
    with as_worker("exports.tidy"), reason("exports.tidy"):
        ProjectKey.objects.filter(project__closed_on__isnull=False).delete()
        old = Delivery.objects.filter(status=Status.DONE, finished_at__lt=now() - KEPT).exclude(sealed="")
        return old.update(status=Status.GONE, sealed="")
