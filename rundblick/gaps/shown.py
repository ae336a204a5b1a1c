"""What the list of reports shows."""

from collections.abc import Sequence

from django.urls import reverse

from rundblick.gaps.models import GapReport
from rundblick.web.german import german_date, german_datetime
from rundblick.web.parts import Badge, Cell, Column, Kind, Table

BADGES: dict[str, tuple[str, Kind]] = {
    GapReport.Status.QUEUED: ("wartet", "neutral"),
    GapReport.Status.RUNNING: ("wird gerechnet", "info"),
    GapReport.Status.DONE: ("fertig", "success"),
    GapReport.Status.FAILED: ("fehlgeschlagen", "danger"),
}


def table(rows: Sequence[GapReport]) -> Table:
    """Reports, the latest order first."""
    return Table(
        caption="Berichte",
        hidden_caption=True,
        columns=[
            Column(label="Stichtag"),
            Column(label="Zeitraum"),
            Column(label="Stand"),
            Column(label="Angefordert"),
        ],
        rows=[
            [
                Cell(text=german_date(row.as_of), url=reverse("gaps:report", args=[row.pk])),
                f"{german_date(row.first_day)} bis {german_date(row.as_of)}",
                Cell(badge=Badge(text=BADGES[row.status][0], kind=BADGES[row.status][1])),
                german_datetime(row.ordered_at),
            ]
            for row in rows
        ],
    )
