"""One conference on one page, the same for everybody at the table; each sees what their doors open."""

import uuid
from typing import Any

from django.http import HttpResponse
from django.views.decorators.http import require_GET

from rundblick.access.requests import Request
from rundblick.conferences import queries
from rundblick.conferences.access import conference_or_404
from rundblick.conferences.codes import Informed
from rundblick.conferences.models import Conference, Sheet
from rundblick.conferences.rules import empty_parts
from rundblick.conferences.shown import by_house, is_done, seat_lines, told_lines
from rundblick.conferences.views.frame import answer, is_inside, leads, names_of
from rundblick.web.clock import now, today


@require_GET
def page(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Question, table, preparations, protocol, decisions."""
    context = request.access
    row = conference_or_404(context, conference_id)
    names = names_of(row.dossier_id)
    seats = queries.seats(context, row)
    leading = leads(context, row, queries.own_doors(context, row.dossier_id, writing=True))
    persons = queries.abouts(context, row)
    lines = told_lines(seats, names)
    if leading:
        doors = queries.doors_of_seats(row.dossier_id, seats)
        lines = seat_lines(row, seats, doors, persons=persons, names=names)
    contributions = queries.contributions(context, row)
    decisions = queries.decisions(context, row)
    shown: dict[str, Any] = {
        "about": ", ".join(names[person] for person in persons if person in names),
        "leading": leading,
        "inside": is_inside(context, row),
        "lines": lines,
        "houses": by_house(contributions),
        "points": queries.points(context, row),
        "decisions": [(one, is_done(one)) for one in decisions],
        "addenda": queries.addenda(context, row) if row.closed_at else [],
        "own": [one for one in contributions if one.agency_id == context.organisation_id],
        "begun": row.starts_at <= now(),
        "day": today(),
        "ways": Informed.choices,
    }
    if leading:
        shown |= _of_leader(row, lines, shown)
    return answer(request, row, "conferences/page.html", shown, kind="page")


def _of_leader(row: Conference, lines: list[Any], shown: dict[str, Any]) -> dict[str, Any]:
    """What is still missing, in words."""
    filled = {line.seat.part for line in lines}
    todo = [f"Am Tisch fehlt: {part}" for part in empty_parts(row.type, filled)] if row.open else []
    outside = [line for line in lines if line.seat.organisation_id]
    if row.open and not row.pseudonymised:
        todo += [f"{line.name}: noch nicht eingeladen" for line in outside if line.can_invite]
        brought = {house.rows[0].agency_id for house in shown["houses"]}
        todo += [
            f"{line.name}: noch keine Vorbereitung"
            for line in outside
            if line.invited and row.prepare_until and line.seat.organisation_id not in brought
        ]
    if row.closed_at:
        waiting = [line for line in lines if line.can_tick and not line.seat.informed_on]
        todo += [f"{line.name}: noch nicht informiert" for line in waiting]
    sheet = Sheet.objects.filter(conference=row).first() if row.pseudonymised else None
    if row.pseudonymised and (sheet is None or sheet.confirmed_at is None):
        todo.append("Das Blatt ohne Namen ist noch nicht bestätigt")
    return {"todo": todo, "sheet": sheet}
