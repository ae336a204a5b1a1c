"""Addresses from an extract of OpenStreetMap in XML, also packed; names of places are computed from them.

Data of OpenStreetMap are under the ODbL: whoever shows them names their source. A `.pbf` is turned into `.osm` before
with the tools of OpenStreetMap.
"""

import bz2
import gzip
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from xml.parsers import expat

from rundblick.directory.models import Place
from rundblick.directory.transit.feed import BadFeed

ENDINGS = (".osm", ".osm.gz", ".osm.bz2")
_PIECE = 1 << 20
Attributes = dict[str, str]


class Address(NamedTuple):
    """A house with its position. `district`: empty where nobody entered it."""

    street: str
    number: str
    postcode: str
    city: str
    district: str
    latitude: float
    longitude: float


def is_extract(path: Path) -> bool:
    """Whether a file is called like an extract."""
    return path.name.lower().endswith(ENDINGS)


def addresses(path: Path) -> list[Address]:
    """All houses with street, number and municipality: points, and outlines by the middle of their corners.

    The file is read twice, because corners stand before the outlines that use them. Raises BadFeed.
    """
    found: list[Address] = []
    outlines: list[tuple[dict[str, str], list[str]]] = []
    wanted: set[str] = set()
    for kind, attributes, tags, corners in _elements(path):
        if not _is_house(tags):
            continue
        if kind == "node":
            at = _position(attributes)
            if at is not None:
                found.append(_address(tags, at))
        elif corners:
            outlines.append((tags, corners))
            wanted.update(corners)
    if wanted:
        places = {
            attributes["id"]: at
            for kind, attributes, _, _ in _elements(path)
            if kind == "node" and attributes.get("id") in wanted and (at := _position(attributes)) is not None
        }
        for tags, corners in outlines:
            # A closed outline names its first corner twice; each counts once.
            known = [places[corner] for corner in dict.fromkeys(corners) if corner in places]
            if known:
                found.append(_address(tags, _middle(known)))
    return found


def names(houses: Iterable[Address]) -> Iterator[dict[str, str]]:
    """Municipalities, districts and streets, each in the middle of its houses, as rows of a file of places."""
    around: dict[tuple[str, str, str], list[tuple[float, float]]] = defaultdict(list)
    for one in houses:
        at = one.latitude, one.longitude
        around[Place.Kind.MUNICIPALITY, one.city, one.city].append(at)
        around[Place.Kind.STREET, one.street, one.city].append(at)
        if one.district and one.district != one.city:
            around[Place.Kind.DISTRICT, one.district, one.city].append(at)
    for (kind, name, city), positions in around.items():
        latitude, longitude = _middle(positions)
        yield {"kind": str(kind), "name": name, "city": city, "lat": f"{latitude:.6f}", "lon": f"{longitude:.6f}"}


def _elements(path: Path) -> Iterator[tuple[str, Attributes, Attributes, list[str]]]:
    """Nodes and ways with attributes, tags and corners, one after the other; never more than a piece in memory."""
    ready: list[tuple[str, Attributes, Attributes, list[str]]] = []
    open_: list[tuple[str, Attributes, Attributes, list[str]]] = []

    def begin(name: str, attributes: Attributes) -> None:
        if name in ("node", "way"):
            open_.append((name, attributes, {}, []))
        elif open_ and name == "tag":
            open_[-1][2][attributes.get("k", "")] = attributes.get("v", "").strip()
        elif open_ and name == "nd":
            open_[-1][3].append(attributes.get("ref", ""))

    def end(name: str) -> None:
        if name in ("node", "way") and open_:
            ready.append(open_.pop())

    def refuse(*_: Any) -> None:
        raise BadFeed([f"{path.name}: Die Datei bringt eigene Regeln mit (DOCTYPE). Das ist kein Auszug."])

    parser = expat.ParserCreate()
    parser.StartElementHandler, parser.EndElementHandler, parser.StartDoctypeDeclHandler = begin, end, refuse
    try:
        with _opened(path) as packed:
            while piece := packed.read(_PIECE):
                parser.Parse(piece, False)
                yield from ready
                ready.clear()
            parser.Parse(b"", True)
            yield from ready
    except expat.ExpatError as error:
        raise BadFeed([f"{path.name}, Zeile {error.lineno}: Das ist kein lesbares XML."]) from None
    except (OSError, EOFError) as error:
        raise BadFeed([f"{path.name} lässt sich nicht lesen ({type(error).__name__})."]) from None


def _opened(path: Path) -> Any:
    openers: dict[str, Callable[..., Any]] = {".gz": gzip.open, ".bz2": bz2.open}
    return openers.get(path.suffix.lower(), open)(path, "rb")


def _is_house(tags: Attributes) -> bool:
    return all(tags.get(f"addr:{part}") for part in ("street", "housenumber", "city"))


def _address(tags: Attributes, at: tuple[float, float]) -> Address:
    street, number, postcode, city, suburb = (
        tags.get(f"addr:{part}", "") for part in ("street", "housenumber", "postcode", "city", "suburb")
    )
    return Address(street, number, postcode, city, suburb, *at)


def _position(attributes: Attributes) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(attributes["lat"]), float(attributes["lon"])
    except (KeyError, ValueError):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _middle(positions: list[tuple[float, float]]) -> tuple[float, float]:
    count = len(positions)
    return math.fsum(one for one, _ in positions) / count, math.fsum(other for _, other in positions) / count
