"""The person's own copy of the strategy talks (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.cases.queries import for_member
from rundblick.strategy.catalogue import catalogue
from rundblick.strategy.codes import PhaseCode, WayState
from rundblick.strategy.models import Finding, Meeting, Part, Way
from rundblick.strategy.reading import euros, hours
from rundblick.web.german import german_date

_PART = [
    "Tag",
    "Dabei",
    "Stunden heute",
    "Bruttolohn",
    "Mögliche Stunden",
    "Was die möglichen begrenzt",
    "Tragbare Stunden",
    "Was die tragbaren begrenzt",
    "Hebel",
    "Kein weiterer Handlungsbedarf",
    "Für die Familie sichtbar",
    "Festgehalten von",
]
_TALK = ["Tag", "Von den Stellen dabei", "Anspruch des Haushalts im Monat", "Notiz"]


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """The talks that concern the person, their own part, ways and reviews, and what others opened to the family."""
    shown = for_member(person_id)
    parts = list(
        Part.objects.filter(shown, dossier_id=dossier_id)
        .select_related("meeting", "author")
        .order_by("meeting__held_on", "written_at", "pk")
    )
    ways = Way.objects.filter(shown, dossier_id=dossier_id).select_related("part__meeting").order_by("written_at", "pk")
    found = (
        Finding.objects.filter(shown, dossier_id=dossier_id).select_related("review").order_by("review__held_on", "pk")
    )
    told = (
        ("Strategiegespräch", _TALK, _talks(parts, person_id)),
        ("Strategiegespräch: mein Teil und was andere zeigen", _PART, [_row(part) for part in parts]),
        (
            "Strategiegespräch: Wege",
            ["Tag", "Weg", "Stand", "Was genau"],
            [
                (
                    german_date(way.part.meeting.held_on),
                    catalogue().label("ways", way.code),
                    WayState(way.state).label,
                    way.words or "",
                )
                for way in ways
            ],
        ),
        (
            "Strategiegespräch: Rückblick",
            ["Tag", "Phase", "Stunden", "Bruttolohn", "Was sich verändert hat"],
            [
                (
                    german_date(one.review.held_on),
                    PhaseCode(one.review.phase).label,
                    hours(one.hours),
                    euros(one.earnings),
                    one.words or "",
                )
                for one in found
            ],
        ),
    )
    return [{"title": title, "columns": columns, "rows": rows} for title, columns, rows in told if rows]


def _talks(parts: list[Part], person_id: uuid.UUID) -> list[tuple[str, ...]]:
    """The talks in which the person took part, with the note: what was said there was said before them."""
    there: list[Meeting] = [part.meeting for part in parts if part.person_id == person_id and part.present]
    return [
        (
            german_date(meeting.held_on),
            ", ".join(catalogue().label("colleagues", code) for code in meeting.colleagues),
            euros(meeting.entitlement),
            meeting.note or "",
        )
        for meeting in there
    ]


def _row(part: Part) -> tuple[str, ...]:
    return (
        german_date(part.meeting.held_on),
        "ja" if part.present else "nein",
        hours(part.hours_now),
        euros(part.earnings),
        hours(part.hours_possible),
        part.possible_reason or "",
        hours(part.hours_bearable),
        part.bearable_reason or "",
        ", ".join(catalogue().label("levers", code) for code in part.levers),
        part.no_action_reason or "" if part.no_action else "",
        "ja" if part.shared else "nein",
        part.author.display_name,
    )
