"""Jobs of the room; arguments hold ids only."""

import uuid

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.people import merging, twins
from rundblick.people.services.persons import LOOK_FOR_TWINS


@app.task(name=LOOK_FOR_TWINS)
def look_for_twins(person_ids: list[str]) -> int:
    """Compare new or renamed persons with the whole house; suspicions go to the steward."""
    with as_worker("people.twins"):
        return twins.suspect([uuid.UUID(person_id) for person_id in person_ids])


@app.task(name=merging.MERGE)
def merge(suspicion_id: str) -> int:
    """Carry out a decision of the steward that two records are one person."""
    with as_worker("people.merge"):
        return merging.merge(uuid.UUID(suspicion_id))


@app.task(name=merging.UNMERGE)
def unmerge(suspicion_id: str) -> int:
    """Take a merging back."""
    with as_worker("people.unmerge"):
        return merging.unmerge(uuid.UUID(suspicion_id))
