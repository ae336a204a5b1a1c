"""What the room contributes to the others."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.portal import demo, queries, sql
from rundblick.portal.services import forget_accounts
from rundblick.web.german import german_date

KINDS = {
    "portal.home": "Eigene Seite der Person",
    "portal.calendar": "Eigene Seite: Termin für den Kalender",
    "portal.onward": "Eigene Seite: Wie es weitergeht",
    "portal.agreed": "Eigene Seite: Absprachen mit anderen Stellen",
    "portal.helps": "Eigene Seite: Wege zu einer Hilfe",
    "portal.job": "Eigene Seite: Meine Arbeit",
    "portal.roadmap": "Eigene Seite: Mein Fahrplan",
    "portal.talks": "Eigene Seite: Gespräche",
    "portal.feedback": "Eigene Seite: Rückmeldungen",
    "portal.who": "Eigene Seite: Wer darf sehen?",
    "portal.questions": "Eigene Seite: Fragen an mich",
    "portal.question": "Eigene Seite: Fragebogen beantwortet",
    "portal.details": "Eigene Seite: Angaben",
    "portal.end_wish": "Eigene Seite: Nachrichten beendet",
    "portal.copy": "Eigene Seite: Auskunft heruntergeladen",
    "portal.withdraw": "Eigene Seite: Erlaubnis zurückgenommen",
    "portal.give": "Zugang zur eigenen Seite geben",
    "portal.link": "Einmal-Link zur eigenen Seite",
}


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.case_parts.add(
        "portal",
        hooks.CasePart(
            "Eigene Seite", "portal/parts/given.html", "master", given_part, order=90, area="side", per_member=True
        ),
    )
    hooks.export.add("portal", export)
    hooks.erase.add("portal", forget_accounts)
    hooks.demo.add("portal", hooks.DemoPart(70, demo.load))
    for code, words in KINDS.items():
        hooks.disclosure_kinds.add(code, words)
    hooks.navigation.add(
        "portal", hooks.NavigationItem("Meine Seite", "portal:home", frozenset({Role.PARTICIPANT}), order=0, key="h")
    )


def given_part(request: Request, case: Any) -> dict[str, Any] | None:
    """Which members see their own page; only for those who may give and end that. One query."""
    if "master" not in case.writes:
        return None
    rows = [row for row in queries.given(case.dossier_id) if not row.writes]
    shown = [row for row in rows if case.member in (None, row.subject_id)]
    return {"given": shown, "give_url": reverse("portal:give", args=[case.dossier_id])}


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Since when the person had access to their own page, for their copy (Art. 15 DSGVO)."""
    rows = Grant.objects.filter(dossier_id=dossier_id, basis=Basis.SELF, subject_id=person_id, writes=False)
    entries = [
        {"Seit": german_date(row.valid_from), "Bis": german_date(row.valid_until) if row.valid_until else "offen"}
        for row in rows.order_by("valid_from")
    ]
    return [{"title": "Zugang zur eigenen Seite", "entries": entries}] if entries else []
