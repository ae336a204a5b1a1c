"""The person's own copy of their network (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.network.models import Tie
from rundblick.network.queries import on_map, open_to
from rundblick.people.protection import guarded
from rundblick.web.german import german_date

_COLUMNS = (
    "Wer | Woher | Wie nah | Wie ist es | Wer unterstützt wen | Unterstützung | Patenschaft | Telefon | Wann erreichbar"
    " | Kühlschrankliste | ab | bis vor dem | festgehalten von"
)
_SHARED = "Wer | Woher | ab | bis vor dem"


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """The own network and that of the household in full; of the other members only what they share, in short."""
    rows = Tie.objects.filter(dossier_id=dossier_id).select_related("author").order_by("valid_from", "written_at", "pk")
    own = [_full(tie) for tie in rows.filter(on_map(person_id))]
    of_others = list(rows.filter(open_to(person_id, ())).exclude(on_map(person_id)))
    hidden, _ = guarded(persons={tie.person_id for tie in of_others if tie.person_id}, dossiers=[])
    shared = [_short(tie) for tie in of_others if tie.person_id not in hidden]
    found = [
        {"title": "Netzwerkkarte", "columns": _COLUMNS.split(" | "), "rows": own},
        {"title": "Helfer der Familie, für alle sichtbar", "columns": _SHARED.split(" | "), "rows": shared},
    ]
    return [section for section in found if section["rows"]]


def _full(tie: Tie) -> tuple[str, ...]:
    return (
        tie.label,
        tie.get_kind_display(),
        tie.get_closeness_display(),
        tie.get_quality_display(),
        tie.get_direction_display(),
        ", ".join(tie.support_labels),
        tie.get_sponsor_display(),
        tie.phone or "",
        tie.hours or "",
        "ja" if tie.on_fridge else "",
        german_date(tie.valid_from),
        german_date(tie.valid_until),
        tie.author.display_name,
    )


def _short(tie: Tie) -> tuple[str, ...]:
    return (tie.label, tie.get_kind_display(), german_date(tie.valid_from), german_date(tie.valid_until))
