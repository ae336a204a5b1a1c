"""Jobs of the room."""

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.directory.indexing import index


@app.periodic(cron="17 3 * * *")
@app.task(name="directory.index", queueing_lock="directory.index")
def reindex(timestamp: int) -> None:
    """Write the words of all entries anew, every night: a new word may divide compounds of old entries."""
    with as_worker("directory"):
        index()
