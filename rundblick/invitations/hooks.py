"""What the room contributes to the others."""

import uuid
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from rundblick.access import hooks, policies
from rundblick.access.context import Context
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.links import Link, appointment_links
from rundblick.calendar.models import Appointment
from rundblick.invitations import demo, queries, sending, shown, sql
from rundblick.invitations.access import HOUSEKEEPERS
from rundblick.invitations.models import Message, OutsideInvitation, Wish
from rundblick.invitations.services import CAUSE
from rundblick.post.registries import causes
from rundblick.web.clock import now
from rundblick.web.german import german_date, german_datetime

DEMO_ORDER = 32
"""After the consents, without which nobody's address is written down."""

WORDS = {
    "invitations.show": "Einladung zu einem Termin angesehen",
    "invitations.letter": "Einladung als Brief erzeugt",
    "invitations.series": "Einladungen als Briefe erzeugt",
    "invitations.wish": "Wunsch nach Nachrichten angesehen",
}


def register() -> None:
    """Called once when the app is ready."""
    hooks.name_disclosures(WORDS)
    policies.extra_sql.append(sql.statements)
    causes.add(CAUSE, sending.CAUSED)
    appointment_links.add("invitations", links)
    hooks.case_parts.add(
        "invitations",
        hooks.CasePart(
            "Nachrichten zu Terminen",
            "invitations/parts/wishes.html",
            "appointments",
            part,
            order=45,
            area="side",
            per_member=True,
            for_guests=False,
        ),
    )
    hooks.export.add("invitations", export)
    hooks.erase.add("invitations", erase)
    hooks.merge.add("invitations", merge)
    hooks.demo.add("invitations", hooks.DemoPart(DEMO_ORDER, demo.load))
    hooks.navigation.add(
        "invitations",
        hooks.NavigationItem(
            "Einladungen",
            "invitations:series",
            PLANNERS,
            group="Begleiten",
            order=31,
            key="i",
            houses=hooks.ACCOMPANYING,
        ),
    )
    hooks.navigation.add(
        "letterhead", hooks.NavigationItem("Briefkopf", "invitations:letterhead", HOUSEKEEPERS - PLANNERS, order=60)
    )


def links(context: Context, appointment: Appointment) -> list[Link]:
    """From an appointment to its invitation; whether a message did not arrive is said at once. One query."""
    failed = queries.some_failed(context, appointment)
    label = "Nachricht kam nicht an" if failed else "Einladen"
    return [Link(label, reverse("invitations:show", args=[appointment.pk]))]


def part(request: Request, case: Any) -> dict[str, Any]:
    """Who wants messages, and who could be asked; with a member looked at only that one. One query.

    Of `case` the part takes `dossier_id`, `members`, `member` and `writes`.
    """
    wished = queries.wishes(request.access, case.dossier_id, None if case.member is None else [case.member])
    usual = settings.RUNDBLICK.reminders.hours
    present = [member for member in case.members if case.member in (None, member.person.pk)]
    lines = [
        shown.Person(
            person_id=member.person.pk,
            dossier_id=case.dossier_id,
            name=member.name,
            ways=[shown.way(one, usual=usual) for one in wished if one.person_id == member.person.pk],
        )
        for member in present
    ]
    return {"persons": lines, "writes": "appointments" in case.writes}


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """The person's wishes, the messages they got, and formal invitations noted (Art. 15 DSGVO)."""
    own = {"dossier_id": dossier_id, "person_id": person_id}
    wishes = [
        (
            german_date(row.given_on),
            row.get_channel_display(),
            row.address,
            german_datetime(row.ended_at) if row.ended_at else "gilt",
        )
        for row in Wish.objects.filter(**own).order_by("recorded_at")
    ]
    sent = [
        (
            german_datetime(row.created_at),
            row.get_kind_display(),
            row.get_channel_display(),
            german_datetime(row.starts_at),
            row.get_state_display(),
        )
        for row in Message.objects.filter(**own).order_by("created_at")
    ]
    outside = [
        (german_date(row.sent_on), german_datetime(row.appointment.starts_at))
        for row in OutsideInvitation.objects.filter(**own).select_related("appointment").order_by("sent_on")
    ]
    found = [
        {
            "title": "Wunsch nach Nachrichten zu Terminen",
            "columns": ["gewünscht am", "Weg", "Adresse", "Stand"],
            "rows": wishes,
        },
        {
            "title": "Nachrichten zu Terminen",
            "columns": ["am", "Was", "Weg", "Termin", "Stand"],
            "rows": sent,
        },
        {"title": "Förmliche Einladungen außerhalb", "columns": ["verschickt am", "Termin"], "rows": outside},
    ]
    return [section for section in found if section["rows"]]


def erase(dossier_id: uuid.UUID) -> int:
    """Remove wishes, messages and marks of a dossier. What still waits in the outbox is withdrawn when it is due."""
    rows = (Message, OutsideInvitation, Wish)
    return sum(model.objects.filter(dossier_id=dossier_id).delete()[0] for model in rows)


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Where both wish the same way, the kept person's wish stands."""
    stands = set(
        Wish.objects.filter(person_id=keep, ended_at__isnull=True).values_list("dossier_id", "channel").order_by()
    )
    twins = Q(pk__in=[])
    for dossier_id, channel in stands:
        twins |= Q(dossier_id=dossier_id, channel=channel)
    Wish.objects.filter(twins, person_id=drop, ended_at__isnull=True).update(ended_at=now())
    models: tuple[Any, ...] = (Wish, Message, OutsideInvitation)
    return sum(model.objects.filter(person_id=drop).update(person_id=keep) for model in models)
