"""What this room shows on the page of a case. The page's own queries are few: due items are read once for both."""

from typing import Any

from django.urls import reverse

from rundblick.access.requests import Request
from rundblick.programmes.bridge import events_of, frames_of
from rundblick.programmes.duebook import OWN, Due, due_of
from rundblick.programmes.shown import due_by_person, line, needs_events
from rundblick.programmes.waiting import waiting_among
from rundblick.web.clock import today


def due_part(request: Request, case: Any) -> dict[str, Any]:
    """What is due, one line per person. Tasks stand in their own part of the page.

    With a member looked at (the page lies open in front of that person): only that member's and the household's.
    """
    items = [item for item in _due(request, case) if item.source == OWN or item.kind != "task"]
    member = getattr(case, "member", None)
    if member is not None:
        items = [item for item in items if item.person_id in (None, member)]
    overdue = sum(item.overdue for item in items)
    return {
        "people": due_by_person(items, case.names, linked="programmes" in getattr(case, "reads", ())),
        "card_note": f"{overdue} überfällig" if overdue else "",
    }


def own_part(request: Request, case: Any) -> dict[str, Any]:
    """Participations: where they stand, the phase, what comes next."""
    day = today()
    found = frames_of([case.dossier_id])
    member = getattr(case, "member", None)
    if member is not None:
        found = [frame for one in found if (frame := one.only(member)) is not None]
    events = events_of(found) if needs_events(found) else []
    due = _due(request, case)
    places = waiting_among(found, day)
    lines = [
        line(frame, day=day, names=case.names, due=due, events=events, place=places.get(frame.key)) for frame in found
    ]
    may_write = "programmes" in getattr(case, "writes", frozenset())
    return {
        "lines": sorted(lines, key=lambda one: (not one.frame.running(day), not one.frame.proposed(day))),
        "begin_url": reverse("programmes:choose", args=[case.dossier_id]) if may_write and member is None else "",
        "answers_url": reverse("programmes:answers", args=[case.dossier_id]) if may_write and member is None else "",
    }


def _due(request: Request, case: Any) -> list[Due]:
    read: dict[Any, list[Due]] = request.__dict__.setdefault("due_of_case", {})
    if case.dossier_id not in read:
        read[case.dossier_id] = due_of(request.access, [case.dossier_id])[case.dossier_id]
    return read[case.dossier_id]
