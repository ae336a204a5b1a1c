"""The person's own copy of what is held about their transitions (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.transitions.chains import Chain
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.shown import step_facts
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Transitions and what was done, of the person alone."""
    own = {"dossier_id": dossier_id, "person_id": person_id}
    found = [_transitions(own), _steps(own)]
    return [one for one in found if one["rows"]]


def _transitions(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = Transition.objects.filter(**own).select_related("organisation", "author").order_by("begun_on", "pk")
    told = [
        (
            row.chain.label,
            str(row.turning),
            row.office_name,
            row.receiver_name,
            row.reach or "",
            german_date(row.begun_on),
            f"{row.get_ending_display()} am {german_date(row.ended_on)}" if row.ended_on else "offen",
            " · ".join(part for part in (row.get_where_display() if row.where else "", row.where_words or "") if part),
            row.author.display_name,
        )
        for row in rows
    ]
    columns = [
        "Was wechselt",
        "Tag des Wechsels",
        "Art der Stelle",
        "Wer übernimmt",
        "Erreichbar",
        "Begonnen",
        "Stand",
        "Wo jetzt",
        "Festgehalten von",
    ]
    return {"title": "Übergänge", "columns": columns, "rows": told}


def _steps(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = StepDone.objects.filter(**own).select_related("transition", "author").order_by("on", "recorded_at", "pk")
    told = [
        (
            row.transition.chain.label,
            step_label(row.transition.chain, row.step),
            step_facts(row) + (" (zurückgenommen)" if row.undone_at else ""),
            row.said or "",
            row.author.display_name,
        )
        for row in rows
    ]
    columns = ["Was wechselt", "Schritt", "Wie", "Gesagt", "Festgehalten von"]
    return {"title": "Schritte bei Übergängen", "columns": columns, "rows": told}


def step_label(chain: Chain, code: str) -> str:
    """What a step is called; its code where the chain no longer has it."""
    return next((step.label for step in chain.steps if step.code == code), code)
