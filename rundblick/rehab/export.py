"""The person's own copy of what is held about Reha und Teilhabe (Art. 15 DSGVO)."""

import uuid
from collections.abc import Sequence
from typing import Any

from rundblick.rehab.codes import Present
from rundblick.rehab.models import Application, Desk, Divergence, Planned, Statement, Step, Talk
from rundblick.web.german import german_date


def sections(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Everything about this person the Jobcenter holds. What an agency keeps, it answers for."""
    whose = {"dossier_id": dossier_id, "person_id": person_id}
    found = [_desk(whose), _talks(whose), _applications(whose), _steps(whose), _plan(whose), _words(whose)]
    return [one for one in found if one["rows"]]


def _section(title: str, columns: list[str], rows: Sequence[tuple[str, ...]]) -> dict[str, Any]:
    return {"title": f"Reha und Teilhabe: {title}", "columns": columns, "rows": rows}


def _desk(whose: dict[str, Any]) -> dict[str, Any]:
    rows = Desk.objects.filter(**whose).select_related("agency", "verified_by")
    told = [
        (
            german_date(row.since),
            row.payer.label,
            german_date(row.verified_on),
            row.verified_by.display_name if row.verified_by else "",
            row.agency.name if row.agency else "",
            german_date(row.review_on),
            ", ".join(part for part in (row.get_contact_display(), row.contact_name, row.contact_number) if part),
        )
        for row in rows
    ]
    columns = [
        "Seit",
        "Versichert bei",
        "Geprüft am",
        "Geprüft von",
        "Teilhabeberatung",
        "Teilhabeplan ansehen am",
        "Ansprechperson beim Träger",
    ]
    return _section("Versicherung", columns, told)


def _talks(whose: dict[str, Any]) -> dict[str, Any]:
    names = dict(Present.choices)
    told = [
        (
            german_date(row.on),
            row.get_format_display(),
            ", ".join(str(names.get(one, one)) for one in row.present),
            row.get_result_display(),
            row.author.display_name,
        )
        for row in Talk.objects.filter(**whose).select_related("author").order_by("on", "pk")
    ]
    return _section("Gespräche", ["Tag", "Art", "Dabei", "Ergebnis", "Festgehalten von"], told)


def _applications(whose: dict[str, Any]) -> dict[str, Any]:
    told = [
        (
            row.get_kind_display(),
            german_date(row.opened_on),
            row.get_channel_display() if row.channel else "",
            "Altfall" if row.old_case else "",
            ", ".join(row.ready),
            german_date(row.refusal_on),
            german_date(row.look_on),
        )
        for row in Application.objects.filter(**whose).order_by("opened_on", "pk")
    ]
    columns = ["Antrag auf", "Seit", "Eingereicht", "Altfall", "Geklärt", "Ablehnung angekommen", "Wieder ansehen am"]
    return _section("Anträge", columns, told)


def _steps(whose: dict[str, Any]) -> dict[str, Any]:
    told = [
        (
            row.application.get_kind_display(),
            german_date(row.on),
            row.get_milestone_display(),
            row.author.display_name,
        )
        for row in Step.objects.filter(**whose).select_related("application", "author").order_by("on", "pk")
    ]
    return _section("Schritte", ["Antrag auf", "Tag", "Schritt", "Festgehalten von"], told)


def _plan(whose: dict[str, Any]) -> dict[str, Any]:
    told = [
        (row.get_provision_display(), row.carrier, german_date(row.since), german_date(row.until))
        for row in Planned.objects.filter(**whose).order_by("since", "pk")
    ]
    return _section("Teilhabeplan", ["Leistung", "Träger", "Ab", "Bis"], told)


def _words(whose: dict[str, Any]) -> dict[str, Any]:
    about = {row.pk: row for row in Divergence.objects.filter(**whose)}
    told = [
        (
            german_date(row.written_at),
            row.agency.name if row.from_agency and row.agency else "Jobcenter",
            _asked(row, about),
            row.text,
            row.author.display_name,
        )
        for row in Statement.objects.filter(**whose, for_house=True)
        .select_related("agency", "author")
        .order_by("written_at", "pk")
    ]
    return _section("Clearing und Einschätzungen", ["Tag", "Von", "Wozu", "Antwort", "Geschrieben von"], told)


def _asked(row: Statement, about: dict[uuid.UUID, Divergence]) -> str:
    if row.divergence_id is None:
        return row.get_question_display()
    one = about.get(row.divergence_id)
    if one is None:
        return "Unterschiedliche Einschätzung"
    state = f"geklärt am {german_date(one.settled_on)}" if one.settled_on else "offen"
    return f"{one.get_about_display()} (unterschiedlich eingeschätzt, {state})"
