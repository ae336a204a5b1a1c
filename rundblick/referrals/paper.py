"""The sheet "Ihr Weg zur Hilfe": for the person, in plain words, with room for their own."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rundblick.access.context import Context
from rundblick.access.models.organisations import name_of_house
from rundblick.cases.file import File
from rundblick.invitations.queries import letterhead
from rundblick.print.pdf import render
from rundblick.referrals.codes import Mode, Point
from rundblick.referrals.models import Preparation
from rundblick.referrals.queries import Told
from rundblick.referrals.shown import stations
from rundblick.web.clock import now
from rundblick.web.german import german_date

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "way.typ"
TITLE = "Ihr Weg zur Hilfe"
_WHO = {
    Mode.SELF: "Sie melden sich dort selbst.",
    Mode.TOGETHER: "Wir melden uns dort zusammen.",
    Mode.FOR_THEM: "Wir melden uns dort für Sie.",
}


def sheet(context: Context, file: File, told: Sequence[Told]) -> bytes:
    """The open ways of the member looked at as PDF; sensitive kinds by their neutral name. Two queries.

    Its title names nobody. Raises PrintError when it would not be accessible.
    """
    points = Preparation.objects.visible_to(context).filter(referral_id__in=[one.row.pk for one in told])
    by_way: dict[Any, dict[str, str]] = {}
    for row in points:
        by_way.setdefault(row.referral_id, {})[row.point] = row.text
    head = letterhead(context.organisation_id)
    made = now()
    return render(
        TEMPLATE,
        {
            "title": TITLE,
            "name": file.name(file.member),
            "opening": "Dieses Blatt ist für Sie. Sie entscheiden, wohin Sie gehen und in welchem Tempo.",
            "ways": [_way(one, by_way.get(one.row.pk, {})) for one in told],
            "empty": "Im Augenblick ist kein Weg offen." if not told else "",
            "closing": "Passt etwas nicht? Sagen Sie es uns. Sie brauchen keinen Grund, wenn Sie etwas nicht möchten.",
            "phone": f"Sie erreichen uns unter {head.phone}." if head and head.phone else "",
            "foot": f"{name_of_house(context.organisation_id)} · {german_date(made.date())}",
        },
        created=made,
    )


def _way(one: Told, points: dict[str, str]) -> dict[str, Any]:
    expected = one.course.expected_on
    return {
        "name": one.row.sort.name,
        "place": one.row.place or "Die Stelle suchen wir noch.",
        "reach": one.row.reach or "",
        "who": _WHO[Mode(one.row.mode)],
        "stations": [
            {"name": station.name, "on": german_date(station.on) if station.on else "", "state": station.state}
            for station in stations(one)
        ],
        "expected": f"Voraussichtlich am {german_date(expected)}" if expected else "",
        "points": [{"label": point.label, "text": points.get(point, "")} for point in Point],
    }
