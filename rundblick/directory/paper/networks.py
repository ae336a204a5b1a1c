"""The Netzwerkkarte: who helps in a municipality or with a group of topics, to fold into a pocket (ANNA 3.4)."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Prefetch

from rundblick.directory.codes import Status
from rundblick.directory.models import Location, Organization, Service
from rundblick.directory.paper.address import qr_svg, short, start
from rundblick.directory.paper.sheets import TYP
from rundblick.directory.reach import NearStop, stop_by_place
from rundblick.directory.sketch import Mark, Outline, Point
from rundblick.directory.sketch import sketch as sketched
from rundblick.directory.taxonomy import taxonomy, topics
from rundblick.print.pdf import render
from rundblick.web.clock import now
from rundblick.web.german import german_date

TEMPLATE = TYP / "network.typ"
MOST = 16
"""So many organisations stand legibly on both sides."""
MOST_TOPICS = 3
MOST_LINES = 4
LONGEST_PURPOSE = 90
PAPERS = {"a4": "A4", "a3": "A3, für die Wand oder große Schrift"}
EMERGENCY = (
    ("Notruf: Rettung, Feuerwehr", "112"),
    ("Polizei", "110"),
    ("Arzt, wenn die Praxen zu haben", "116117"),
    ("Reden, Tag und Nacht, kostenlos", "0800 1110111"),
)
"""Numbers that hold all over Germany."""


@dataclass(frozen=True)
class Helper:
    """An organisation on the card. `purpose`: what for, in the words of people; `bus`: the nearest stop with lines."""

    id: uuid.UUID
    name: str
    purpose: str
    phone: str
    street: str
    at: Point | None = None
    bus: str = ""


def helpers(city: str, group: str) -> list[Helper]:
    """Organisations that offer something here and to these topics, where named, by name. Three queries."""
    chosen = {one.code for one in taxonomy().topics if one.group == group}
    shown = Service.objects.filter(status=Status.ACTIVE).order_by("name", "pk")
    if group:
        shown = shown.filter(topics__overlap=sorted(chosen))
    places = Location.objects.filter(city=city) if city else Location.objects.all()
    rows = Organization.objects.filter(services__in=shown)
    if city:
        rows = rows.filter(locations__city=city)
    rows = rows.distinct().order_by("name", "pk")
    found = rows.prefetch_related(
        Prefetch("services", shown, to_attr="offers"), Prefetch("locations", places.order_by("pk"), to_attr="spots")
    )
    return [_helper(row, chosen, in_city=bool(city)) for row in found]


def with_buses(helping: Sequence[Helper], city: str) -> list[Helper]:
    """The same with stop and lines, where a timetable knows them. One query."""
    stops = stop_by_place({one.id: one.at for one in helping if one.at is not None})
    return [replace(one, bus=_bus(stops[one.id], city)) if one.id in stops else one for one in helping]


def card(
    helping: Sequence[Helper],
    *,
    city: str,
    group: str,
    paper: str,
    sketch: str | None = None,
    signs: Mapping[str, str] | None = None,
) -> bytes:
    """These organisations as a sheet of two sides, folded twice.

    `sketch`: a map as SVG, without it one draws; `signs`: by name, the letter under which each is on it. Raises
    PrintError.
    """
    made = now()
    address = start(city)
    signs = signs or {}
    return render(
        TEMPLATE,
        {
            "title": "Netzwerkkarte",
            "about": heading(city, group),
            "paper": paper,
            "entries": [
                {
                    "name": one.name,
                    "sign": signs.get(one.name, ""),
                    "purpose": one.purpose,
                    "phone": one.phone,
                    "street": one.street,
                    "bus": one.bus,
                }
                for one in helping
            ],
            "emergency": [{"name": name, "phone": phone} for name, phone in EMERGENCY],
            "sketch": sketch or "",
            "qr": qr_svg(address),
            "alt": "Bild für die Kamera: alle Hilfen im Internet",
            "link": short(address).split("?")[0],
            "foot": f"Stand {german_date(made.date())}. Kostenlos und ohne Namen lesen.",
        },
        created=made,
    )


def drawn(helping: Sequence[Helper], around: Outline) -> tuple[str | None, dict[str, str]]:
    """The map of these organisations, and by their names the letter under which each is found on it."""
    picture = sketched([Mark(one.name, one.street, one.at) for one in helping if one.at is not None], around)
    if picture is None or picture.table is None:
        return None, {}
    return picture.svg, {str(row[1]): str(row[0]) for row in picture.table.rows}


def heading(city: str, group: str) -> str:
    """What the card is about, in words."""
    label = {one.code: one.label for one in taxonomy().groups}.get(group, "")
    return f"{label} in {city}" if label and city else label or (f"Hilfe in {city}" if city else "Hilfe in der Region")


def _helper(row: Any, chosen: set[str], *, in_city: bool) -> Helper:
    codes = dict.fromkeys(code for one in row.offers for code in one.topics if not chosen or code in chosen)
    words = [topics()[code].label for code in codes if code in topics()][:MOST_TOPICS]
    spot = row.spots[0] if row.spots else None
    return Helper(
        id=row.pk,
        name=row.name,
        purpose=_cut(", ".join(words)),
        phone=row.phone,
        street=_street(spot, in_city=in_city) if spot else "",
        at=_position(spot),
    )


def _street(spot: Location, *, in_city: bool) -> str:
    """The address; on a card about one municipality without its name."""
    return ", ".join(part for part in (spot.address, "" if in_city and spot.address else spot.city) if part)


def _bus(stop: NearStop, city: str) -> str:
    """Stop and lines; on a card about one municipality without its name before that of the stop."""
    lines = ", ".join(stop.lines[:MOST_LINES]) + (" und weitere" if len(stop.lines) > MOST_LINES else "")
    return f"Bus: {stop.name.removeprefix(f'{city}, ')} ({lines})"


def _position(spot: Location | None) -> Point | None:
    if spot is None or spot.latitude is None or spot.longitude is None:
        return None
    return spot.latitude, spot.longitude


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_PURPOSE else words[: LONGEST_PURPOSE - 1].rsplit(",", 1)[0]
