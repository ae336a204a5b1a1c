"""The map below a list of results: what is drawn comes from rows that are there already. No query."""

import json
import uuid
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar, cast
from urllib.parse import urlsplit

from csp.decorators import csp_update
from django.conf import settings

from rundblick.directory.models import Service
from rundblick.directory.reading import Spot
from rundblick.directory.sketch import Mark, Outline, outline, sketch
from rundblick.directory.tongues.book import say
from rundblick.web.pictures.drawing import Picture

V = TypeVar("V", bound=Callable[..., Any])
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


def live(rows: Iterable[Service], page: Callable[[uuid.UUID], str]) -> str:
    """The same for the map that moves, as JSON; `page`: address of one service. Empty without a position."""
    marks = [
        {
            "name": row.name,
            "where": ", ".join(part for part in (place.location.address, place.location.city) if part),
            "at": at,
            "url": page(row.pk),
        }
        for row in rows
        for place in row.places.all()
        if (at := _position(place.location.latitude, place.location.longitude)) is not None
    ]
    if not marks:
        return ""
    found = around()
    return json.dumps(
        {
            "marks": marks,
            "municipalities": [ring.points for ring in found.municipalities],
            "districts": [ring.points for ring in found.districts],
            "courses": [{"kind": one.kind, "points": one.points} for one in found.courses],
            "tiles": settings.RUNDBLICK.tiles,
            "credit": settings.RUNDBLICK.tiles_credit,
            "words": {
                "nearer": say("Näher heran"),
                "farther": say("Weiter weg"),
                "map": say("Bewegliche Karte. Dasselbe steht in der Liste und in der Tabelle."),
            },
        }
    )


def shows_tiles(view: V) -> V:
    """A page with a map may show pictures of the tile server of this installation, if there is one."""
    parts = urlsplit(settings.RUNDBLICK.tiles)
    if not parts.netloc:
        return view
    return cast(V, csp_update({"img-src": [f"{parts.scheme}://{parts.netloc}"]})(view))


def around() -> Outline:
    """The outlines of this installation; those of the demo where nothing is real."""
    chosen = settings.RUNDBLICK.outline
    if chosen:
        return outline(Path(chosen))
    return Outline() if settings.RUNDBLICK.env == "production" else outline(_DEMO)


def _position(latitude: float | None, longitude: float | None) -> tuple[float, float] | None:
    return None if latitude is None or longitude is None else (latitude, longitude)
