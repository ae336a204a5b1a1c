"""What the pages of the room share."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect

from rundblick.access import crypto
from rundblick.access.requests import Request
from rundblick.calendar import queries, shown
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.people import queries as people
from rundblick.programmes.days import State


def state() -> State | None:
    """The Land whose public holidays count in this house; None without one."""
    return settings.RUNDBLICK.land or None


def lines(rows: list[Appointment]) -> list[shown.Line]:
    """Lines of appointments with the names the user may see. Up to three queries."""
    crypto.load_keys([row.dossier_id for row in rows])
    together = {row.dossier_id for row in rows if row.person_id is None}
    households = people.labels(together) if together else {}
    return shown.lines(rows, names=queries.names(rows), households=households)


def table(request: Request, row: Appointment) -> list[Appointment]:
    """Everybody at the same table the user may see, the given one first."""
    rows = Appointment.objects.visible_to(request.access)
    others = queries.with_consent(rows.filter(dossier_id=row.dossier_id, meeting=row.meeting).exclude(pk=row.pk))
    return [row, *others.select_related("coach", "room").order_by("pk")]


def act(request: Request, verb: Callable[[], Any], done: str, *, then: str, otherwise: str = "") -> HttpResponse:
    """Do it and say so, or say why not; then go on."""
    try:
        verb()
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(otherwise or then)
    messages.success(request, done)
    return redirect(then)
