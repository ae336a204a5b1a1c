"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.cases import calling
from rundblick.inquiries import calls
from rundblick.inquiries.models import Call


@app.periodic(cron="*/10 * * * *")
@app.task(name="inquiries.call", queueing_lock="inquiries.call")
def call(timestamp: int) -> None:
    """Tell the benefits department that questions wait, every ten minutes."""
    with as_worker("inquiries"):
        calls.call()


@app.periodic(cron="43 3 * * *")
@app.task(name="inquiries.tidy", queueing_lock="inquiries.tidy")
def tidy(timestamp: int) -> None:
    """Let go of what is old, every night."""
    with as_worker("inquiries"):
        calling.tidy(calls=Call)
