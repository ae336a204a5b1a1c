"""What the start pages of those who write here show: reviews and ends that are near."""

import datetime as dt

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.agreements.access import may_edit
from rundblick.agreements.models import Agreement
from rundblick.agreements.queries import coming
from rundblick.agreements.rules import Near
from rundblick.web.clock import today
from rundblick.web.parts import Due

SHOWN = 6


def coming_up(request: Request) -> list[Due]:
    """Agreements to be reviewed or running out, at most six. One query for those who write here, none for others."""
    if not may_edit(request):
        return []
    day = today()
    return [_line(row, one, day) for row, one in coming(request.access, as_of=day)[:SHOWN]]


def _line(row: Agreement, one: Near, day: dt.date) -> Due:
    over = one.on < day
    words = "Prüfung" if one.why == "review" else "abgelaufen, neue Fassung oder Ende?" if over else "letzter Tag"
    return Due(text=row.name, date=one.on, url=reverse("agreements:agreement", args=[row.pk]), note=words)
