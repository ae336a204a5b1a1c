"""What the room contributes to the others. About people it holds no more than which sheets were mailed to them."""

import uuid
from typing import Any

from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.access.requests import Request
from rundblick.calendar.codes import Status
from rundblick.calendar.links import Link, appointment_links
from rundblick.calendar.models import Appointment
from rundblick.cases.models import Case
from rundblick.cases.tools import talk_screens
from rundblick.post.registries import causes
from rundblick.preparation import demo, mailing
from rundblick.preparation.access import READERS, may_talk
from rundblick.preparation.models import SheetMail
from rundblick.web.clock import now
from rundblick.web.german import german_datetime

WORDS = {
    "preparation.page": "Gespräch vorbereitet",
    "preparation.ask": "Fragen für ein Gespräch notiert",
    "preparation.talk": "Gespräch am gemeinsamen Bildschirm",
    "preparation.sheets": "Infoblätter im Gespräch gezeigt",
    "preparation.sheet.mail": "Infoblatt per E-Mail geschickt",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    hooks.case_parts.add(
        "preparation",
        hooks.CasePart(
            "Nächstes Gespräch",
            "preparation/parts/next.html",
            "notes",
            next_talk,
            order=5,
            area="side",
            per_member=True,
        ),
    )
    hooks.navigation.add(
        "preparation.sheets",
        hooks.NavigationItem(
            "Infoblätter", "preparation:sheets", READERS, group="Angebote", order=70, key="o", houses=hooks.ACCOMPANYING
        ),
    )
    hooks.demo.add("preparation", hooks.DemoPart(60, demo.load))
    appointment_links.add("preparation", links_of_appointment)
    talk_screens.add("preparation", talk_screen)
    causes.add(mailing.CAUSE, mailing.CAUSED)
    hooks.export.add("preparation", export)
    hooks.erase.add("preparation", erase)
    hooks.merge.add("preparation", merge)


def talk_screen(case_id: uuid.UUID, person_id: uuid.UUID) -> str:
    """Address of the screen for a talk with this member."""
    return reverse("preparation:talk", args=[case_id, person_id])


def next_talk(request: Request, case: Any) -> dict[str, Any]:
    """For each member (those in focus, or the one looked at): the sheet before a talk, and the screen for it."""
    shown = [case.member] if case.member else [key for key, _name in case.choices() if key in case.focus]
    return {
        "talks": [
            (
                case.name(person),
                reverse("preparation:page", args=[case.pk, person]),
                talk_screen(case.pk, person) if may_talk(case, person) else "",
            )
            for person in shown or [key for key, _name in case.choices()]
        ]
    }


def links_of_appointment(context: Context, appointment: Appointment) -> list[Link]:
    """Before an appointment with one member: prepare it. One query for whoever may."""
    if appointment.person_id is None or appointment.status != Status.PLANNED or appointment.ends_at < now():
        return []
    doors = open_grants(context).filter(dossier_id=appointment.dossier_id, topics__contains=["notes"])
    if not Case.objects.filter(pk__in=doors.values("dossier_id")).exists():
        return []
    address = reverse("preparation:page", args=[appointment.dossier_id, appointment.person_id])
    return [Link("Gespräch vorbereiten", address)]


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Sheets that were mailed to the person (Art. 15 DSGVO)."""
    rows = SheetMail.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("created_at", "pk")
    told = [(german_datetime(row.created_at), row.title, row.get_state_display()) for row in rows]
    columns = ["am", "Blatt", "Zustellung"]
    return [{"title": "Infoblätter per E-Mail", "columns": columns, "rows": told}] if told else []


def erase(dossier_id: uuid.UUID) -> int:
    """Remove what was mailed about a dossier."""
    return SheetMail.objects.filter(dossier_id=dossier_id).delete()[0]


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move what was mailed to one person to the other."""
    return SheetMail.objects.filter(person_id=drop).update(person_id=keep)
