"""What the room contributes to the others. Nothing for the timeline, the search and figures."""

import uuid

from django.urls import reverse

from rundblick.access import hooks, policies
from rundblick.access.context import Context
from rundblick.access.roles import Role
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.links import FolderSheet, Link, appointment_links, folder_sheets
from rundblick.calendar.models import Appointment
from rundblick.post.registries import causes
from rundblick.visits import alarms, demo, export, sql
from rundblick.visits.access import may_note
from rundblick.visits.models import Preparation, Watch
from rundblick.visits.sheets import sheets
from rundblick.web.clock import berlin_date, now, today

NAME = "visits"

WORDS = {
    "visits.prepare": "Hausbesuch vorbereitet",
    "visits.look_back": "Nach einem Hausbesuch",
    "visits.sheet": "Blatt für einen Hausbesuch",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    if sql.statements not in policies.extra_sql:
        policies.extra_sql.append(sql.statements)
    causes.add(alarms.CAUSE, alarms.CAUSED)
    appointment_links.add(NAME, links)
    folder_sheets.add(NAME, FolderSheet("visits/parts/sheet.html", sheets))
    hooks.banners.add(
        NAME,
        hooks.Banner(
            function="visits_called",
            words="Eine Kollegin oder ein Kollege hat sich nicht zurückgemeldet oder braucht Sie.",
            url_name="visits:calls",
            label="Nachsehen",
        ),
    )
    hooks.export.add(NAME, export.sections)
    hooks.erase.add(NAME, erase)
    hooks.demo.add(NAME, hooks.DemoPart(57, demo.load))
    hooks.navigation.add(
        NAME,
        hooks.NavigationItem(
            "Hausbesuche", "visits:calls", PLANNERS, group="Begleiten", order=32, houses=hooks.ACCOMPANYING
        ),
    )
    hooks.navigation.add(
        "visits.rule",
        hooks.NavigationItem("Regel für Besuche", "visits:rule", frozenset({Role.ADMIN, Role.TEAM_LEAD}), order=81),
    )


def links(context: Context, appointment: Appointment) -> list[Link]:
    """From a home visit to its preparation and sheet, to being out, and afterwards to the look back. One query."""
    if appointment.setting != Setting.HOME_VISIT or appointment.status in (Status.CANCELLED, Status.MISSED):
        return []
    notes = may_note(context, appointment.dossier_id)
    found = []
    if appointment.status == Status.PLANNED:
        if notes:
            found.append(Link("Besuch vorbereiten", reverse("visits:prepare", args=[appointment.pk])))
        if berlin_date(appointment.starts_at) <= today():
            found.append(Link("Ich bin da", reverse("visits:out", args=[appointment.pk]), main=True))
    if notes and appointment.starts_at <= now():
        found.append(Link("Nach dem Besuch", reverse("visits:look_back", args=[appointment.pk])))
    return found


def erase(dossier_id: uuid.UUID) -> int:
    """Remove what the room holds about visits of a dossier, watches included."""
    watches = Watch.objects.filter(appointment__dossier_id=dossier_id).delete()[0]
    return watches + Preparation.objects.filter(dossier_id=dossier_id).delete()[0]
