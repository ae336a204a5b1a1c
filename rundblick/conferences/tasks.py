"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.conferences import mailing


@app.periodic(cron="40 7 * * 1-5")
@app.task(name="conferences.remind", queueing_lock="conferences.remind")
def remind(timestamp: int) -> None:
    """Remind houses of their preparation, every working day in the morning."""
    with as_worker("conferences"):
        mailing.remind()
