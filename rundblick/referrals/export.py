"""The person's own copy of what is held about their ways to a help (Art. 15 DSGVO)."""

import uuid
from typing import Any

from rundblick.referrals.models import AnswerLink, Approval, Look, Need, Preparation, Referral, Step
from rundblick.referrals.shown import step_words
from rundblick.web.german import german_date, german_datetime


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Needs, ways, steps, preparation, looks, links and costs of the person."""
    own = {"dossier_id": dossier_id, "person_id": person_id}
    found = [_needs(own), _ways(own), _steps(own), _points(own), _looks(own), _links(own), _costs(own)]
    return [one for one in found if one["rows"]]


def _needs(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = Need.objects.filter(**own).order_by("since", "pk")
    told = [(row.label, german_date(row.since), german_date(row.ended_on) if row.ended_on else "") for row in rows]
    return {"title": "Wofür Hilfe gebraucht wird", "columns": ["Bereich", "Seit", "Erledigt am"], "rows": told}


def _ways(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = Referral.objects.filter(**own).select_related("organisation", "agency", "author", "need")
    told = [
        (
            row.sort.label,
            row.need.label,
            ", ".join(part for part in (row.place, row.reach) if part),
            row.get_mode_display(),
            german_date(row.begun_on),
            row.agency.name if row.agency else "",
            "ja" if row.for_person else "nein",
            row.author.display_name,
        )
        for row in rows.order_by("begun_on", "pk")
    ]
    columns = [
        "Hilfe",
        "Wofür",
        "Stelle",
        "Wer macht den Weg",
        "Begonnen",
        "Liest mit",
        "Eigene Seite",
        "Festgehalten von",
    ]
    return {"title": "Wege zu einer Hilfe", "columns": columns, "rows": told}


def _steps(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = Step.objects.filter(**own).select_related("referral", "author").order_by("on", "recorded_at", "pk")
    told = [
        (
            german_date(row.on),
            row.referral.sort.label,
            step_words(row) + (" (zurückgenommen)" if row.undone_at else ""),
            row.said or "",
            row.get_source_display(),
            row.author.display_name if row.author else "",
        )
        for row in rows
    ]
    columns = ["Tag", "Hilfe", "Was", "Gesagt", "Quelle", "Festgehalten von"]
    return {"title": "Was auf diesen Wegen geschah", "columns": columns, "rows": told}


def _points(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = Preparation.objects.filter(**own).select_related("referral").order_by("referral_id", "point")
    told = [
        (row.referral.sort.label, row.get_point_display(), row.text, "ja" if row.given_along else "nein")
        for row in rows
    ]
    columns = ["Hilfe", "Frage", "Antwort", "Der Stelle mitgeben"]
    return {"title": "Wie Wege vorbereitet wurden", "columns": columns, "rows": told}


def _looks(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = Look.objects.filter(**own).select_related("referral", "author").order_by("on", "pk")
    told = [
        (
            german_date(row.on),
            row.referral.sort.label,
            row.get_side_display(),
            row.get_going_display(),
            row.words or "",
            row.author.display_name,
        )
        for row in rows
    ]
    columns = ["Tag", "Hilfe", "Aus Sicht von", "Wie es läuft", "In Worten", "Festgehalten von"]
    return {"title": "Wie Hilfen laufen", "columns": columns, "rows": told}


def _links(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = AnswerLink.objects.filter(**own).select_related("referral", "author").order_by("created_at", "pk")
    told = [
        (
            german_datetime(row.created_at),
            row.referral.sort.label,
            row.reference,
            row.address or "",
            german_datetime(row.used_at) if row.used_at else "",
            german_datetime(row.revoked_at) if row.revoked_at else "",
            row.author.display_name,
        )
        for row in rows
    ]
    columns = ["Erzeugt", "Hilfe", "Aktenzeichen", "Verschickt an", "Benutzt", "Zurückgenommen", "Von"]
    return {"title": "Links, mit denen eine Stelle antworten konnte", "columns": columns, "rows": told}


def _costs(own: dict[str, uuid.UUID]) -> dict[str, Any]:
    rows = Approval.objects.filter(**own).select_related("referral", "proposed_by").order_by("proposed_on", "pk")
    told = [
        (
            row.referral.sort.label,
            german_date(row.proposed_on),
            row.proposal,
            row.reasons,
            f"{row.amount} Euro" if row.amount is not None else "",
            row.get_verdict_display() if row.verdict else "offen",
            german_date(row.decided_on) if row.decided_on else "",
            row.grounds or "",
            row.decided_by,
        )
        for row in rows
    ]
    columns = ["Hilfe", "Vorgeschlagen", "Vorschlag", "Erwägungen", "Betrag", "Entscheidung", "Am", "Gründe", "Wer"]
    return {"title": "Kosten nach § 16a SGB II", "columns": columns, "rows": told}
