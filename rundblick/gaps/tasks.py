"""Jobs of the room; arguments hold ids only."""

import uuid

from procrastinate.contrib.django import app

from rundblick.gaps.computing import carry_out


@app.task(name="gaps.compute")
def compute(report_id: str) -> bool:
    """Compute an ordered report."""
    return carry_out(uuid.UUID(report_id))
