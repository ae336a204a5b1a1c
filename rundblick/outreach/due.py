"""What is due: the next step to reach somebody, where no programme's ladder asks for it."""

import datetime as dt
import uuid
from itertools import groupby
from typing import Any

from rundblick.outreach.in_programmes import joined
from rundblick.outreach.ladder import ladder
from rundblick.outreach.queries import of_open_cases
from rundblick.outreach.rules import Next, Standing, next_step, standing
from rundblick.programmes.models import Participation

RULE = "outreach.next"


def steps_due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """The next step for everybody who is sought. One query, and one more where somebody is."""
    sought: dict[tuple[uuid.UUID, uuid.UUID], tuple[Standing, dt.date | None]] = {}
    for who, rows in groupby(of_open_cases(dossier_ids, as_of), key=lambda row: (row.dossier_id, row.person_id)):
        entries = list(rows)
        talked_on = entries[0].talked_on
        held = standing(entries, talked_on=talked_on)
        if held.seeking:
            sought[who] = held, talked_on
    if not sought:
        return []
    rows_there = Participation.objects.filter(dossier_id__in={dossier_id for dossier_id, _ in sought})
    there = joined(rows_there, {person_id for _, person_id in sought}, as_of)
    return [
        _item(who, next_step(ladder(), held.attempts, today=as_of))
        for who, (held, talked_on) in sought.items()
        if not any(
            one.row.dossier_id == who[0]
            and one.row.person_id in (who[1], None)
            and held.since is not None
            and one.asks(since=held.since, talked_on=talked_on)
            for one in there
        )
    ]


def _item(who: tuple[uuid.UUID, uuid.UUID], step: Next) -> dict[str, Any]:
    dossier_id, person_id = who
    return {
        "dossier_id": dossier_id,
        "topic_code": "appointments",
        "person_id": person_id,
        "rule": RULE,
        "key": str(person_id),
        "kind": "contact",
        "label": f"Kontakt suchen: {step.label}",
        "explanation": step.why,
        "due_on": step.due_on,
        "last_useful_day": None,
    }
