"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.directory.indexing import index
from rundblick.directory.services.links import ask_at_their_rhythm


@app.periodic(cron="17 3 * * *")
@app.task(name="directory.index", queueing_lock="directory.index")
def reindex(timestamp: int) -> None:
    """Write the words of all entries anew, every night: a new word may divide compounds of old entries."""
    with as_worker("directory"):
        index()


@app.periodic(cron="20 9 * * 1-5")
@app.task(name="directory.ask", queueing_lock="directory.ask")
def ask(timestamp: int) -> None:
    """Ask organisations whether their entries are still right, on working mornings."""
    with as_worker("directory"):
        ask_at_their_rhythm()
