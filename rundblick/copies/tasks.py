"""Jobs of the room; arguments hold ids only."""

import uuid

from procrastinate.contrib.django import app

from rundblick.copies import working


@app.task(name="copies.collect")
def collect(copy_id: str) -> bool:
    """Collect what all rooms hold about a person."""
    return working.collect(uuid.UUID(copy_id))


@app.task(name="copies.write_files", retry=2)
def write_files(copy_id: str) -> bool:
    """Make the files of a released copy."""
    return working.write_files(uuid.UUID(copy_id))


@app.task(name="copies.clear")
def clear(copy_id: str) -> None:
    """Throw the frozen content of a copy away that no longer needs it."""
    working.clear(uuid.UUID(copy_id))


@app.periodic(cron="29 3 * * *")
@app.task(name="copies.tidy", queueing_lock="copies.tidy")
def tidy(timestamp: int) -> int:
    """Erase files 30 days after the release and drafts that were forgotten, every night."""
    return working.tidy()
