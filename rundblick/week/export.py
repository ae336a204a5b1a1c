"""The person's own copy of their week (Art. 15 DSGVO)."""

import uuid
from typing import Any

from django.db.models import Q

from rundblick.people.protection import guarded
from rundblick.people.queries import memberships_of
from rundblick.web.german import german_date, german_time
from rundblick.week import shown
from rundblick.week.codes import Kind, Occasion, Provider, Stage, Weeks
from rundblick.week.models import Block, CareSpan, Fallback, Need
from rundblick.week.rules import day_words

_BLOCKS = (
    "Wer | Was | Kurz benannt | Tage | Von | Bis | Wege | Wochen | Stand | Ziel | ab | bis vor dem | festgehalten von"
)
_FALLBACKS = "Worum | Wer | Wann hilft das | Einzelheiten | ab | bis vor dem | festgehalten von"


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """The own statements and the household's in full; of other members' weeks what they share, without goals."""
    own = Q(person_id=person_id) | Q(person__isnull=True)
    names = _names(dossier_id)
    rows = list(_all(Block, dossier_id, own | Q(shared=True)).select_related("goal"))
    hidden, _ = guarded(persons={row.person_id for row in rows if row.person_id != person_id}, dossiers=[])
    blocks = [_block(row, names, person_id) for row in rows if row.person_id not in hidden]
    needs = [
        ("ja", ", ".join(names.get(one, "") for one in row.carers) or "alle Erwachsenen", *_period(row))
        for row in _all(Need, dossier_id, own)
    ]
    spans = [
        (shown.span_words(row, names), *_period(row))
        for row in _all(CareSpan, dossier_id, own | Q(child_id=person_id, shared=True))
    ]
    fallbacks = [
        (
            row.get_kind_display(),
            row.label,
            ", ".join(Occasion(one).label for one in row.occasions),
            row.details or "",
            *_period(row),
        )
        for row in _all(Fallback, dossier_id, own)
    ]
    end = ["ab", "bis vor dem", "festgehalten von"]
    found = [
        {"title": "Wochenplan", "columns": _BLOCKS.split(" | "), "rows": blocks},
        {"title": "Braucht jemanden", "columns": ["Angabe", "Wer zu Hause aufpasst", *end], "rows": needs},
        {"title": "Elternzeit und Betreuungsplätze", "columns": ["Angabe", *end], "rows": spans},
        {"title": "Notfallplan", "columns": _FALLBACKS.split(" | "), "rows": fallbacks},
    ]
    return [section for section in found if section["rows"]]


def _all(model: Any, dossier_id: uuid.UUID, which: Q) -> Any:
    rows = model.objects.filter(which, dossier_id=dossier_id)
    return rows.select_related("author").order_by("valid_from", "written_at", "pk")


def _names(dossier_id: uuid.UUID) -> dict[uuid.UUID, str]:
    return {member.person.pk: member.person.first_names for member in memberships_of([dossier_id]).get(dossier_id, [])}


def _period(row: Any) -> tuple[str, str, str]:
    return (german_date(row.valid_from), german_date(row.valid_until), row.author.display_name)


def _block(row: Block, names: dict[uuid.UUID, str], person_id: uuid.UUID) -> tuple[str, ...]:
    own = row.person_id == person_id
    return (
        names.get(row.person_id, "") if row.person_id else "",
        Provider(row.provider).label if row.provider else Kind(row.kind).label,
        row.label or "",
        day_words(day + week for day in row.weekdays for week in (0, 7)),
        german_time(row.starts),
        german_time(row.ends),
        f"{row.way_before} und {row.way_after} Minuten",
        Weeks(row.weeks).label,
        Stage(row.stage).label,
        row.goal.text if own and row.goal else "",
        *_period(row),
    )
