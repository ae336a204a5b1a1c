"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.post.services import deliver
from rundblick.visits import alarms


@app.periodic(cron="* * * * *")
@app.task(name="visits.watch", queueing_lock="visits.watch")
def watch(timestamp: int) -> None:
    """Miss who did not report back and call those named, every minute."""
    _watch()


@app.task(name="visits.call")
def call() -> None:
    """The same at once, because somebody calls."""
    _watch()


@app.periodic(cron="37 3 * * *")
@app.task(name="visits.tidy", queueing_lock="visits.tidy")
def tidy(timestamp: int) -> None:
    """Let go of what is old, every night."""
    with as_worker("visits"):
        alarms.tidy()


def _watch() -> None:
    with as_worker("visits"):
        alarms.miss()
        called = alarms.call()
    if called:
        with as_worker("visits"):
            deliver()
