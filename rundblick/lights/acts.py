"""What a button or a dragged card asks for, in one short text: "<row id> <version> <act> [<slice> <before>]"."""

import uuid
from dataclasses import dataclass

from rundblick.lights.codes import Light

STEPS = ("up", "down")
OTHERS = ("place", "away", "back")


@dataclass(frozen=True)
class Act:
    """One thing to do with one card. `light` and `before` only where it is laid somewhere by hand."""

    row_id: uuid.UUID
    version: int
    verb: str
    light: Light | None = None
    before: uuid.UUID | None = None


def read(text: str) -> Act | None:
    """The act, or None for what is none."""
    parts = text.split()
    try:
        row_id, version, verb = uuid.UUID(parts[0]), int(parts[1]), parts[2]
        if verb in (*STEPS, "away", "back"):
            return Act(row_id, version, verb)
        if verb in Light.values:
            return Act(row_id, version, "place", Light(verb))
        if verb == "place":
            return Act(row_id, version, verb, Light(parts[3]), uuid.UUID(parts[4]) if len(parts) > 4 else None)
    except (IndexError, ValueError):
        return None
    return None
