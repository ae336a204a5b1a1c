"""Jobs of the room; arguments hold ids only."""

import uuid

from procrastinate.contrib.django import app

from rundblick.areas.computing import carry_out


@app.task(name="areas.compute")
def compute(comparison_id: str) -> bool:
    """Compute figures by area that were ordered."""
    return carry_out(uuid.UUID(comparison_id))
