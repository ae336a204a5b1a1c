"""What the room contributes to the others. Nothing for the timeline, the search or prints."""

import datetime as dt
import uuid
from typing import Any

from rundblick.access import hooks
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.cases.file import File
from rundblick.crisis import demo, export
from rundblick.crisis.disclosed import WORDS
from rundblick.crisis.models import Done, Protocol
from rundblick.crisis.shown import beginning

DUE = "follow_up"
"""Neither rule nor label says that it is about a crisis: due items are read by more people than protocols."""


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.due_rules.add(DUE, hooks.DueRule("Verabredete Rückmeldung", agreed))
    shown = hooks.CasePart(
        "Im Notfall", "crisis/part.html", "master", part, order=95, area="side", per_member=True, for_guests=False
    )
    hooks.case_parts.add("crisis", shown)
    hooks.export.add("crisis", export.sections)
    hooks.erase.add("crisis", erase)
    hooks.merge.add("crisis", merge)
    hooks.demo.add("crisis", hooks.DemoPart(56, demo.load))
    hooks.navigation.add(
        "crisis",
        hooks.NavigationItem(
            "Krise", "crisis:asked", PLANNERS, group="Begleiten", order=78, key="k", houses=hooks.ACCOMPANYING
        ),
    )


def part(request: Request, file: File) -> dict[str, Any]:
    """The way to the card, and a click to begin. No query, and no word of what there is."""
    return beginning(file)


def agreed(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Days on which somebody said they would hear from each other. One statement."""
    rows = Protocol.objects.filter(dossier_id__in=dossier_ids, ended_at__isnull=True, follow_up_on__isnull=False)
    return [
        {
            "dossier_id": dossier_id,
            "topic_code": "notes",
            "person_id": person_id,
            "rule": DUE,
            "key": str(pk),
            "kind": "contact",
            "label": "Wie vereinbart melden",
            "explanation": "",
            "due_on": day,
            "last_useful_day": None,
        }
        for pk, dossier_id, person_id, day in rows.values_list("pk", "dossier_id", "person_id", "follow_up_on")
    ]


def erase(dossier_id: uuid.UUID) -> int:
    """Remove what the room holds about a dossier."""
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (Done, Protocol))


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other."""
    return Protocol.objects.filter(person_id=drop).update(person_id=keep)
