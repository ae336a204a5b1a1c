"""Who may copy a note: functions that return the object or raise Http404."""

import uuid
from typing import Any

from django.conf import settings
from django.http import Http404

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.access import note_or_404


def companion_only() -> None:
    """Raise Http404 where this installation is the leading file itself."""
    if not settings.RUNDBLICK.companion:
        raise Http404("this is the leading file")


def planner(request: Request) -> Context:
    """The context of somebody who works with people, in companion mode."""
    companion_only()
    return only(request, *PLANNERS)


def note_to_copy_or_404(request: Request, note_id: uuid.UUID) -> Any:
    """A note the context may write, in companion mode."""
    companion_only()
    return note_or_404(request.access, note_id, writing=True)
