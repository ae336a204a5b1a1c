"""What the room contributes to the others. It holds nothing about anybody: nothing to export, merge or erase."""

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
from rundblick.preparation import demo
from rundblick.preparation.access import READERS, may_talk
from rundblick.web.clock import now

WORDS = {
    "preparation.page": "Gespräch vorbereitet",
    "preparation.ask": "Fragen für ein Gespräch notiert",
    "preparation.talk": "Gespräch am gemeinsamen Bildschirm",
    "preparation.sheets": "Infoblätter im Gespräch gezeigt",
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
        "preparation.sheets", hooks.NavigationItem("Infoblätter", "preparation:sheets", READERS, order=70, key="o")
    )
    hooks.demo.add("preparation", hooks.DemoPart(60, demo.load))
    appointment_links.add("preparation", links_of_appointment)
    talk_screens.add("preparation", talk_screen)


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
