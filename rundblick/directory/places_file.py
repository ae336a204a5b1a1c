"""Names of places and positions of addresses from a CSV file of a surveying office or an extract of OpenStreetMap."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from django.db import transaction

from rundblick.access.context import reason
from rundblick.directory import extract
from rundblick.directory.models import Location, Place
from rundblick.directory.transit.feed import BadFeed, Problems
from rundblick.people.spelling import fold

PLACES = ("name", "kind", "city", "lat", "lon")
ADDRESSES = ("street", "number", "postcode", "city", "lat", "lon")
AT_ONCE = 2_000
_SAME = 0.0005
"""Degrees, about fifty metres: two positions of one address that are nearer than this are one."""

Row = dict[str, str]
Position = tuple[float, float]


@dataclass
class Taken:
    """What was taken over. `places`: names written; `placed`: locations that have a position now; `open`: those that
    still have none, in words.
    """

    places: int = 0
    placed: int = 0
    open: list[str] = field(default_factory=list)


def read_file(path: Path) -> Taken:
    """Take names of places or addresses over, whichever the columns are; of an extract both. All or nothing.

    Names that are known get their new position. An address fills the position of locations that are written exactly
    so and have none; nothing that somebody entered is overwritten. Raises BadFeed.
    """
    problems = Problems()
    if extract.is_extract(path):
        return _extract(path, problems)
    try:
        with path.open(encoding="utf-8-sig", newline="") as text:
            head, rows = _rows(text, path.name, problems)
            with transaction.atomic():
                if set(PLACES) <= set(head):
                    return _places(rows, path.name, problems)
                if set(ADDRESSES) <= set(head):
                    return _addresses(rows, path.name, problems)
    except OSError as error:
        raise BadFeed(
            [f"Die Datei {path} lässt sich nicht lesen ({error.strerror or type(error).__name__})."]
        ) from None
    raise BadFeed([f"{path.name}, Zeile 1: Erwartet sind die Spalten {', '.join(PLACES)} oder {', '.join(ADDRESSES)}."])


def _extract(path: Path, problems: Problems) -> Taken:
    """Positions of houses, and the names that follow from them; what is too long to be a name is left out."""
    houses = extract.addresses(path)
    if not houses:
        raise BadFeed([f"{path.name}: Keine Adresse mit Straße, Hausnummer und Ort (addr:street, addr:city)."])
    named = (row for row in extract.names(houses) if len(row["name"]) <= 120 and len(row["city"]) <= 100)
    rows = (
        {
            "street": one.street,
            "number": one.number,
            "postcode": one.postcode,
            "city": one.city,
            "lat": str(one.latitude),
            "lon": str(one.longitude),
        }
        for one in houses
    )
    with transaction.atomic():
        taken = _addresses(enumerate(rows, 1), path.name, problems)
        taken.places = _places(enumerate(named, 1), path.name, problems).places
    return taken


def _places(rows: Iterator[tuple[int, Row]], file: str, problems: Problems) -> Taken:
    batch: list[Place] = []
    seen: set[tuple[str, str, str]] = set()
    taken = Taken()
    for line, row in rows:
        at = _position(row)
        key = row["kind"], row["name"], row["city"]
        if not row["name"] or not row["city"]:
            problems.add(file, line, "Name oder Gemeinde fehlt.")
        elif len(row["name"]) > 120 or len(row["city"]) > 100 or len(row.get("district", "")) > 100:
            problems.add(file, line, "Der Name ist zu lang.")
        elif row["kind"] not in Place.Kind.values:
            problems.add(file, line, f"Die Art „{row['kind']}“ gibt es nicht. Bekannt: {', '.join(Place.Kind.values)}.")
        elif at is None:
            problems.add(file, line, f"„{row['lat']}, {row['lon']}“ ist keine Breite und Länge.")
        elif key in seen:
            problems.add(file, line, f"„{row['name']}“ steht schon weiter oben.")
        else:
            seen.add(key)
            batch.append(
                Place(
                    kind=row["kind"],
                    name=row["name"],
                    folded=fold(row["name"]),
                    city=row["city"],
                    district=row.get("district", ""),
                    latitude=at[0],
                    longitude=at[1],
                )
            )
        if len(batch) == AT_ONCE:
            taken.places += _write(batch)
    problems.settle()
    taken.places += _write(batch)
    return taken


def _write(batch: list[Place]) -> int:
    """New names are added, known ones moved."""
    count = len(batch)
    Place.objects.bulk_create(
        batch,
        update_conflicts=True,
        unique_fields=["kind", "name", "city"],
        update_fields=["folded", "district", "latitude", "longitude"],
    )
    batch.clear()
    return count


def _addresses(rows: Iterator[tuple[int, Row]], file: str, problems: Problems) -> Taken:
    missing = list(Location.objects.filter(latitude__isnull=True).select_for_update(of=("self",)))
    wanted = {_key(one.address, one.city) for one in missing}
    known: dict[tuple[str, str], list[tuple[str, Position]]] = {}
    for line, row in rows:
        at = _position(row)
        if at is None:
            problems.add(file, line, f"„{row['lat']}, {row['lon']}“ ist keine Breite und Länge.")
            continue
        key = _key(f"{row['street']} {row['number']}", row["city"])
        if key in wanted:
            known.setdefault(key, []).append((row["postcode"], at))
    problems.settle()
    taken = Taken()
    with reason("directory.location.position"):
        for one in missing:
            fitting = [
                at
                for postcode, at in known.get(_key(one.address, one.city), [])
                if not (one.postal_code and postcode) or postcode == one.postal_code
            ]
            if not fitting:
                taken.open.append(f"{one}: steht so nicht in der Datei")
            elif any(max(abs(at[0] - fitting[0][0]), abs(at[1] - fitting[0][1])) > _SAME for at in fitting):
                taken.open.append(f"{one}: steht mit verschiedenen Lagen in der Datei")
            else:
                one.latitude, one.longitude = fitting[0]
                one.version += 1
                one.save()
                taken.placed += 1
    return taken


def _rows(text: TextIO, file: str, problems: Problems) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """The columns, and rows with their line. Separated by commas or semicolons; with these a comma may be decimal."""
    try:
        first = text.readline()
    except UnicodeDecodeError:
        raise BadFeed([f"{file}: Das ist kein Text in UTF-8."]) from None
    if not first.strip():
        raise BadFeed([f"{file} ist leer."])
    separator = ";" if first.count(";") > first.count(",") else ","
    head = [column.strip() for column in next(csv.reader([first], delimiter=separator))]

    def rows() -> Iterator[tuple[int, Row]]:
        reader = csv.reader(text, delimiter=separator, strict=True)
        line = 1
        try:
            for values in reader:
                line = reader.line_num + 1
                if not values:
                    continue
                if len(values) != len(head):
                    problems.add(file, line, f"{len(values)} Felder statt {len(head)}.")
                elif "\x00" in "".join(values):
                    problems.add(file, line, "Ein Zeichen ist kein Text.")
                else:
                    yield line, {column: value.strip() for column, value in zip(head, values, strict=True)}
        except UnicodeDecodeError:
            raise BadFeed([f"{file}, nach Zeile {line}: Das ist kein Text in UTF-8."]) from None
        except csv.Error as error:
            raise BadFeed([f"{file}, nach Zeile {line}: Das ist keine lesbare CSV-Zeile ({error})."]) from None

    return head, rows()


def _key(address: str, city: str) -> tuple[str, str]:
    return " ".join(address.casefold().split()), " ".join(city.casefold().split())


def _position(row: Row) -> Position | None:
    try:
        latitude, longitude = (float(row[name].replace(",", ".")) for name in ("lat", "lon"))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
