"""The Netzwerkkarte: who helps in a municipality or with a group of topics, to fold into a pocket (ANNA 3.4)."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch

from rundblick.directory.codes import Status
from rundblick.directory.models import Location, Organization, Service
from rundblick.directory.paper.address import qr_svg, short, start
from rundblick.directory.paper.sheets import TYP
from rundblick.directory.taxonomy import taxonomy, topics
from rundblick.print.pdf import render
from rundblick.web.clock import now
from rundblick.web.german import german_date

TEMPLATE = TYP / "network.typ"
MOST = 16
"""So many organisations stand legibly on both sides."""
MOST_TOPICS = 3
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
    """An organisation on the card. `purpose`: what for, in the words of people."""

    id: uuid.UUID
    name: str
    purpose: str
    phone: str
    street: str


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
    return [_helper(row, chosen) for row in found]


def card(helping: Sequence[Helper], *, city: str, group: str, paper: str, sketch: str | None = None) -> bytes:
    """These organisations as a sheet of two sides, folded twice. `sketch`: a map as SVG; without it one draws.

    Raises PrintError.
    """
    made = now()
    address = start(city)
    return render(
        TEMPLATE,
        {
            "title": "Netzwerkkarte",
            "about": heading(city, group),
            "paper": paper,
            "entries": [
                {"name": one.name, "purpose": one.purpose, "phone": one.phone, "street": one.street} for one in helping
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


def heading(city: str, group: str) -> str:
    """What the card is about, in words."""
    label = {one.code: one.label for one in taxonomy().groups}.get(group, "")
    return f"{label} in {city}" if label and city else label or (f"Hilfe in {city}" if city else "Hilfe in der Region")


def _helper(row: Any, chosen: set[str]) -> Helper:
    codes = dict.fromkeys(code for one in row.offers for code in one.topics if not chosen or code in chosen)
    words = [topics()[code].label for code in codes if code in topics()][:MOST_TOPICS]
    spot = row.spots[0] if row.spots else None
    return Helper(
        id=row.pk,
        name=row.name,
        purpose=_cut(", ".join(words)),
        phone=row.phone,
        street=", ".join(part for part in (spot.address, spot.city) if part) if spot else "",
    )


def _cut(words: str) -> str:
    return words if len(words) <= LONGEST_PURPOSE else words[: LONGEST_PURPOSE - 1].rsplit(",", 1)[0]
