"""The person's own copy of their biography (Art. 15 DSGVO)."""

import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import Q

from rundblick.biography.codes import Letter
from rundblick.biography.models import Ability, Activity, Interests, Language, Mobility, Stretch
from rundblick.cases.standing import Standing
from rundblick.web.german import german_date, german_datetime

_WRITTEN = "gilt ab | bis vor dem | Festgehalten"


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Everything said so far about the person, former statements too, and stretches others share; never more.

    Each section has a title, its columns and its rows.
    """
    stretches = Stretch.objects.filter(Q(person_id=person_id) | Q(shared=True), dossier_id=dossier_id)

    def own(model: type[Standing]) -> Any:
        return model.objects.filter(dossier_id=dossier_id, person_id=person_id)

    found = [
        _section(
            "Lebenslauf",
            "Art | Zeit | Was | Ort | Abschluss | Anerkennung | Was es mir bedeutet hat | Wie es war | Für die Familie",
            stretches,
            lambda row: (
                row.get_kind_display(),
                str(row.span),
                row.title,
                row.place or "",
                row.certificate or "",
                row.get_recognition_display(),
                row.reading or "",
                row.get_mood_display() if row.mood is not None else "",
                "sichtbar" if row.shared else "",
            ),
        ),
        _section(
            "Interessen",
            "Orientierungen | In eigenen Worten",
            own(Interests),
            lambda row: (", ".join(Letter(letter).label for letter in row.letters), row.words or ""),
        ),
        _section(
            "Fähigkeiten",
            "Worum geht es | In eigenen Worten | Selbsteinschätzung",
            own(Ability),
            lambda row: (row.get_topic_display(), row.text or "", row.get_level_display()),
        ),
        _section(
            "Sprachkenntnisse",
            "Sprache | Stufe | Alltag | Arbeit | Was hilft",
            own(Language),
            lambda row: (
                row.get_language_display(),
                row.get_level_display(),
                "reicht" if row.everyday else "",
                "reicht" if row.at_work else "",
                row.text or "",
            ),
        ),
        _section("Laufende Aktivitäten", "Art | Was", own(Activity), lambda row: (row.get_doing_display(), row.text)),
        _section(
            "Beweglichkeit",
            "Wege | Minuten | Zum Weg | Zeiten | Stunden | Zur Zeit | Richtung | Zu mir",
            own(Mobility),
            lambda row: (
                row.ways_in_words,
                str(row.minutes_away or ""),
                row.in_space or "",
                row.daytimes_in_words,
                str(row.hours_a_week or ""),
                row.in_time or "",
                row.get_direction_display(),
                row.in_person or "",
            ),
        ),
    ]
    return [section for section in found if section["rows"]]


def _section(title: str, columns: str, rows: Any, told: Any) -> dict[str, Any]:
    written: Sequence[Any] = rows.select_related("author").order_by("valid_from", "written_at", "pk")
    return {
        "title": title,
        "columns": f"{columns} | {_WRITTEN}".split(" | "),
        "rows": [
            (
                *told(row),
                german_date(row.valid_from),
                german_date(row.valid_until),
                f"{row.author.display_name}, {german_datetime(row.written_at)}",
            )
            for row in written
        ],
    }
