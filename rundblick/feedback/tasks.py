"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.feedback import services


@app.periodic(cron="35 3 * * *")
@app.task(name="feedback.erase", queueing_lock="feedback.erase")
def erase_old(timestamp: int) -> int:
    """Erase invitations and open answers whose time is over, every night."""
    with as_worker("feedback"):
        return sum(services.erase_old())
