"""The map below a list of results: what is drawn comes from rows that are there already. No query."""

from collections.abc import Iterable
from pathlib import Path

from django.conf import settings

from rundblick.directory.models import Service
from rundblick.directory.reading import Spot
from rundblick.directory.sketch import Mark, Outline, outline, sketch
from rundblick.web.pictures.drawing import Picture

_DEMO = Path(__file__).with_name("demo") / "outline.yaml"


def of_results(rows: Iterable[Service], spot: Spot | None) -> Picture | None:
    """A map of these services; None where none of them has a position."""
    marks = [
        Mark(row.name, ", ".join(part for part in (place.location.address, place.location.city) if part), at)
        for row in rows
        for place in row.places.all()
        if (at := _position(place.location.latitude, place.location.longitude)) is not None
    ]
    start = Mark(spot.name, spot.city, (spot.latitude, spot.longitude)) if spot else None
    return sketch(marks, around(), start=start)


def around() -> Outline:
    """The outlines of this installation; those of the demo where nothing is real."""
    chosen = settings.RUNDBLICK.outline
    if chosen:
        return outline(Path(chosen))
    return Outline() if settings.RUNDBLICK.env == "production" else outline(_DEMO)


def _position(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)
