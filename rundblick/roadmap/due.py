"""What the Fahrplan waits for: a decision two weeks after it was explained, and the day somebody named."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Q

from rundblick.cases.models import Case
from rundblick.people.models import Membership
from rundblick.roadmap import rules
from rundblick.roadmap.codes import State
from rundblick.roadmap.models import Decision, Path, Step
from rundblick.roadmap.queries import by_person
from rundblick.web.german import german_date

RULE = "roadmap"
INFORMED = "route"
"""The step in which the Fahrplan was explained."""

LABELS = {
    rules.Due.DECISION: "Fahrplan Arbeitsmarkt: fragen, wie sich die Person entschieden hat",
    rules.Due.REVIEW: "Fahrplan Arbeitsmarkt: gemeinsam wieder hinschauen",
}


def next_steps(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Due items of everybody on a Fahrplan in an open case. Four statements, whatever the number of cases."""
    paths = {
        (row.dossier_id, row.person_id): row.wish
        for row in Path.objects.filter(dossier_id__in=dossier_ids, on__lte=as_of).order_by()
    }
    if not paths:
        return []
    members = _members(list(paths), as_of)
    wishes = {key: wish for key, wish in paths.items() if key in members}
    told = Step.objects.filter(dossier_id__in=dossier_ids, code=INFORMED, state=State.DONE, on__lte=as_of).order_by()
    informed = {(row.dossier_id, row.person_id): row.on for row in told.defer("words")}
    decisions = by_person(list(Decision.objects.filter(dossier_id__in=dossier_ids, on__lte=as_of).order_by("on", "pk")))
    items = []
    for key, wish in wishes.items():
        found = rules.due(wish=wish, informed_on=informed.get(key), decisions=decisions.get(key, []))
        if found is not None:
            items.append(_item(*key, *found, informed=informed.get(key)))
    return items


def _members(keys: list[tuple[uuid.UUID, uuid.UUID]], as_of: dt.date) -> set[tuple[uuid.UUID, uuid.UUID]]:
    """Who belongs to the household of an open case on that day."""
    still_open = Case.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=as_of), pk__in={dossier for dossier, _person in keys}
    )
    held = Membership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=as_of), dossier_id__in=still_open.values("pk")
    )
    return set(held.values_list("dossier_id", "person_id"))


def _item(
    dossier_id: uuid.UUID, person_id: uuid.UUID, what: rules.Due, on: dt.date, *, informed: dt.date | None
) -> dict[str, Any]:
    explained = f"Fahrplan erklärt am {german_date(informed)}; zwei Wochen zum Überlegen" if informed else ""
    return {
        "dossier_id": dossier_id,
        "topic_code": "situation",
        "person_id": person_id,
        "rule": f"{RULE}.{what.value}",
        "key": f"{person_id}:{on:%Y-%m-%d}",
        "kind": "review",
        "label": LABELS[what],
        "explanation": explained if what == rules.Due.DECISION else "An diesem Tag möchte die Person wieder hinschauen",
        "due_on": on,
    }
