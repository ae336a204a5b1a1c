"""The information sheet: services in large type, plain words first, made in the talk (PRO AKTIV 4.1.1)."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rundblick.directory import shown
from rundblick.directory.codes import Cost
from rundblick.directory.models import Service
from rundblick.directory.paper.address import page_of, qr_svg, short
from rundblick.print.pdf import render
from rundblick.web.clock import now
from rundblick.web.german import german_date

TYP = Path(__file__).resolve().parent.parent / "templates" / "typ"
TEMPLATE = TYP / "information.typ"
MOST = 12
"""So many services one sheet takes; more is a list nobody reads."""


def information(rows: Sequence[Service]) -> bytes:
    """These services as PDF, in their order; the sheet says how many were left out. Raises PrintError.

    No query beyond what came with the rows.
    """
    made, left = now(), len(rows) - MOST
    title = rows[0].name if len(rows) == 1 else "Hier bekommen Sie Hilfe"
    return render(
        TEMPLATE,
        {
            "title": title,
            "alone": len(rows) == 1,
            "services": [_told(row) for row in rows[:MOST]],
            "left": f"Auf diesem Blatt stehen {MOST} Angebote. {left} weitere waren gewählt." if left > 0 else "",
            "foot": f"Stand {german_date(made.date())}. Zeiten können sich ändern, bitte vorher anrufen.",
        },
        created=made,
    )


def _told(row: Service) -> dict[str, Any]:
    address = page_of(row.pk)
    ways = [
        {
            "name": spot.place.location.name,
            "address": " · ".join(_address(spot.place.location)),
            "way": spot.place.location.transportation,
            "note": spot.place.note,
            "hours": [_hours(one) for one in spot.hours],
            "entrance": ", ".join(spot.entrance),
        }
        for spot in shown.spots(row)
    ]
    return {
        "name": row.name,
        "organization": row.organization.name,
        "plain": row.plain or row.description,
        "places": ways,
        "loose": [_hours(one) for one in shown.loose_hours(row)],
        "phone": row.organization.phone,
        "access": row.access or "Bitte vorher anrufen.",
        "bring": list(row.documents),
        "cost": _cost(row),
        "languages": shown.languages(row) if row.languages != ["de"] else "",
        "resting": row.status == "resting",
        "qr": qr_svg(address),
        "alt": f"Bild für die Kamera: {row.name} im Internet",
        "link": short(address),
    }


def _address(row: Any) -> list[str]:
    town = f"{row.postal_code} {row.city}".strip()
    return [part for part in (row.address, town) if part]


def _hours(one: shown.HoursLine) -> dict[str, str]:
    return {"days": one.days, "times": f"{one.times} Uhr", "note": one.note}


def _cost(row: Service) -> str:
    if row.cost == Cost.UNKNOWN:
        return row.fees
    if row.cost == Cost.FREE:
        return f"Es kostet nichts. {row.fees}".strip()
    return row.fees or str(row.get_cost_display())
