"""What a start page shows: what somebody promised employers and is due soon. Nobody sees a colleague's list."""

import datetime as dt

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.employers.access import may_edit
from rundblick.employers.queries import Promised, promised
from rundblick.web.clock import today
from rundblick.web.parts import Due

AHEAD = dt.timedelta(days=7)
SHOWN = 6


def promises(request: Request) -> list[Due]:
    """The own next steps and open questions of employers up to a week ahead, at most six.

    One query for those who write here, none for others.
    """
    if not may_edit(request):
        return []
    return [_line(one) for one in promised(request.access, until=today() + AHEAD)[:SHOWN]]


def _line(one: Promised) -> Due:
    where = reverse("employers:employer", args=[one.employer_id])
    words = "Frage des Betriebs" if one.kind == "ticket" else "nächster Schritt"
    return Due(text=one.text, date=one.on, url=f"{where}#kontakte", note=f"{one.employer} · {words}")
