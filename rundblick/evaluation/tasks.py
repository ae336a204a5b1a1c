"""Jobs of the room; arguments hold ids only."""

import uuid

from procrastinate.contrib.django import app

from rundblick.evaluation.computing import carry_out


@app.task(name="evaluation.compute")
def compute(snapshot_id: str) -> bool:
    """Compute an ordered report."""
    return carry_out(uuid.UUID(snapshot_id))
