"""The Entlasskarte: whom to call and what to think of when a job begins or support ends (ANNA 3.5). Kept nowhere."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from rundblick.directory import shown
from rundblick.directory.codes import LONGEST_LINE
from rundblick.directory.models import Service
from rundblick.directory.paper.address import page_of, qr_svg
from rundblick.directory.paper.networks import EMERGENCY
from rundblick.directory.paper.sheets import TYP
from rundblick.print.pdf import render
from rundblick.web.clock import now
from rundblick.web.german import german_date, german_time

TEMPLATE = TYP / "discharge.typ"
MOST = 5
"""So many services beside the lines that were typed."""
OCCASIONS = {
    "job": (
        "eine Arbeit beginnt",
        "Alles Gute für Ihre neue Arbeit",
        "Sie haben das geschafft. Wir freuen uns mit Ihnen.",
    ),
    "end": ("die Begleitung endet", "Alles Gute für Ihren Weg", "Die Begleitung ist zu Ende. Hilfe gibt es weiter."),
}
"""By code: in words, the title, the first sentence."""


def card(rows: Sequence[Service], *, occasion: str, name: str, contacts: Sequence[str], days: Sequence[str]) -> bytes:
    """A card in A5, two sides. `contacts`, `days`: lines as typed.

    Its title names nobody. No query beyond what came with the rows. Raises PrintError.
    """
    made = now()
    _, title, opening = OCCASIONS[occasion]
    return render(
        TEMPLATE,
        {
            "title": title,
            "name": name,
            "opening": opening,
            "contacts": list(contacts),
            "days": list(days),
            "services": [_told(row) for row in rows],
            "emergency": [{"name": label, "phone": phone} for label, phone in EMERGENCY],
            "foot": german_date(made.date()),
        },
        created=made,
    )


def day_line(at: dt.datetime, what: str, place: str) -> str:
    """An appointment as somebody reads it on a card; as short as a line of the form may be."""
    words = f"{german_date(at, 'weekday')}, {german_time(at)}: {what}" + (f", {place}" if place else "")
    return words if len(words) <= LONGEST_LINE else words[: LONGEST_LINE - 1].rstrip() + "…"


def _told(row: Service) -> dict[str, Any]:
    return {
        "name": row.name,
        "organization": row.organization.name,
        "phone": row.organization.phone,
        "where": shown.where(row.places.all()),
        "qr": qr_svg(page_of(row.pk)),
        "alt": f"Bild für die Kamera: {row.name} im Internet",
    }
