"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.cooperation import calls


@app.periodic(cron="*/10 * * * *")
@app.task(name="cooperation.call", queueing_lock="cooperation.call")
def call(timestamp: int) -> None:
    """Tell readers that something new is there, every ten minutes."""
    with as_worker("cooperation"):
        calls.call()


@app.periodic(cron="41 3 * * *")
@app.task(name="cooperation.tidy", queueing_lock="cooperation.tidy")
def tidy(timestamp: int) -> None:
    """Let go of what is old, every night."""
    with as_worker("cooperation"):
        calls.tidy()
