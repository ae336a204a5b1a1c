"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.walkins import services


@app.periodic(cron="5 * * * *")
@app.task(name="walkins.erase", queueing_lock="walkins.erase")
def erase_old(timestamp: int) -> int:
    """Erase walk-ins whose 14 days are over, every hour: a backup put back is clean an hour later."""
    with as_worker("walkins"):
        return services.erase_old()
