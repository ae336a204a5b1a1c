"""The person's own copy of their consents (Art. 15 DSGVO)."""

import uuid
from typing import Any

from django.db.models import Q

from rundblick.consent.custody import last_day
from rundblick.consent.models import Consent, Custody
from rundblick.consent.page import in_words
from rundblick.consent.queries import Told, state_now
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """What the person allowed or what was allowed for them, and what they allowed for others; never how that went on.

    Each section has a title, its columns and its rows.
    """
    rows = Consent.objects.filter(dossier_id=dossier_id).select_related(
        "person", "recipient", "organisation", "grant", "given_by", "also_by"
    )
    own = [
        (
            german_date(row.given_on),
            row.purpose_label,
            _givers(row),
            row.addressee,
            row.get_how_display(),
            f"{row.get_text_kind_display()}, Fassung {row.text_version}, SHA-256 {row.text_hash}{_translated(row)}",
            in_words(Told(row, state_now(row))),
        )
        for row in rows.filter(person_id=person_id).order_by("given_on", "recorded_at", "pk")
    ]
    for_others = rows.filter(Q(given_by_id=person_id) | Q(also_by_id=person_id)).exclude(person_id=person_id)
    given = [(german_date(row.given_on), row.purpose_label) for row in for_others.order_by("given_on", "pk")]
    custodies = Custody.objects.filter(dossier_id=dossier_id).order_by("valid_from", "pk")
    of_me = [(row.get_kind_display(), *_period(row)) for row in custodies.filter(person_id=person_id)]
    held = custodies.filter(Q(first=person_id) | Q(second=person_id))
    mine = [(row.get_kind_display(), *_period(row)) for row in held]
    found = [
        {
            "title": "Einwilligungen",
            "columns": ["gegeben am", "Zweck", "durch", "für wen", "wie", "Text", "Stand"],
            "rows": own,
        },
        {"title": "Einwilligungen für jemand anderen", "columns": ["gegeben am", "Zweck"], "rows": given},
        {"title": "Wer das Sorgerecht hat", "columns": ["Sorgerecht", "ab", "bis"], "rows": of_me},
        {"title": "Sorgerecht für ein Kind des Haushalts", "columns": ["Sorgerecht", "ab", "bis"], "rows": mine},
    ]
    return [section for section in found if section["rows"]]


def _period(row: Custody) -> tuple[str, str]:
    """First and last day, without the names of others."""
    last = last_day(row)
    return german_date(row.valid_from), german_date(last) if last else "heute"


def _givers(row: Consent) -> str:
    """Who consented, without the names of others."""
    said = ["selbst"] if row.own else []
    return " und ".join([*said, "Sorgeberechtigte"] if row.given_by_id or row.guardian_outside else said)


def _translated(row: Consent) -> str:
    return f"; gelesen auch auf {row.translation}, SHA-256 {row.translation_hash}" if row.translation else ""
