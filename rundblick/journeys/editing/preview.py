"""A journey as the empty sheet it would be, with somebody made up in its rows."""

import uuid
from dataclasses import dataclass

from rundblick.journeys import grid as grids
from rundblick.journeys.definition import Journey
from rundblick.web.clock import today

SOMEBODY = uuid.UUID(int=0)
NAMES = {"child": ("Beispielkind", "9 Jahre"), "application": ("Beispielperson", "1. Versuch")}


@dataclass(frozen=True)
class TrackWords:
    """What a row offers besides its answers."""

    label: str
    kinds: str
    kinds_at: str
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Preview:
    """The empty grid, and per row its reasons."""

    journey: Journey
    grid: grids.Grid
    tracks: tuple[TrackWords, ...]
    writes: bool = False


def preview_of(journey: Journey) -> Preview:
    """The page as somebody would find it who begins a sheet today."""
    name, detail = NAMES.get(journey.subject, ("Beispielperson", "34 Jahre"))
    built = grids.build(journey, [grids.Person(SOMEBODY, name, detail)], [], as_of=today())
    steps = {step.code: step.label for step in journey.steps}
    return Preview(
        journey=journey,
        grid=built,
        tracks=tuple(
            TrackWords(
                label=track.label,
                kinds=", ".join(kind.label for kind in track.kinds),
                kinds_at=steps.get(track.kinds_at or "", ""),
                reasons=tuple(
                    reason.label
                    + (f" (nur bei {', '.join(steps[code] for code in reason.steps)})" if reason.steps else "")
                    for reason in track.reasons
                ),
            )
            for track in journey.tracks
        ),
    )
