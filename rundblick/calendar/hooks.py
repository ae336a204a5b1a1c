"""What the room contributes to the others."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.db.models import Min, Q
from django.urls import reverse

from rundblick.access import hooks
from rundblick.access.models import TimelineEntry
from rundblick.access.policies import extra_sql
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar import consents, demo, queries, shown, sql
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.disclosed import WORDS
from rundblick.calendar.models import Appointment, EarlierWish, Handover
from rundblick.calendar.services import KIND
from rundblick.calendar.shown import what_suits
from rundblick.consent import registries as consent_registries
from rundblick.people.models import Membership
from rundblick.programmes.facts import Fact
from rundblick.programmes.registries import dated_facts
from rundblick.web.clock import BERLIN, berlin_date, now
from rundblick.web.german import german_date, german_datetime

UPCOMING = 5
OF_OTHERS = "Der Text handelt auch von anderen Mitgliedern; Auskunft gibt es auf Antrag nach Prüfung."


def register() -> None:
    """Called once when the app is ready."""
    if sql.statements not in extra_sql:
        extra_sql.append(sql.statements)
    hooks.name_disclosures(WORDS)
    hooks.timeline_kinds.add(
        KIND, hooks.TimelineKind("Termin", "calendar-today", "calendar/parts/told.html", timeline_details)
    )
    hooks.case_parts.add(
        "calendar.upcoming",
        hooks.CasePart(
            "Nächste Termine",
            "calendar/parts/upcoming.html",
            "appointments",
            upcoming_part,
            order=20,
            per_member=True,
        ),
    )
    hooks.due_rules.add(consents.RULE, hooks.DueRule("Hausbesuche, die auf eine Einwilligung warten", consents.due))
    consent_registries.withdrawn.add("calendar", consents.tell_coaches)
    hooks.facts.add("calendar", facts)
    dated_facts.add("calendar", plans)
    hooks.export.add("calendar", export)
    hooks.erase.add("calendar", erase)
    hooks.merge.add("calendar", merge)
    hooks.demo.add("calendar", hooks.DemoPart(25, demo.load))
    hooks.navigation.add(
        "calendar.places", hooks.NavigationItem("Orte", "calendar:places", frozenset({Role.ADMIN}), order=80)
    )
    hooks.navigation.add("calendar", hooks.NavigationItem("Termine", "calendar:week", PLANNERS, order=30, key="t"))


def timeline_details(ids: list[uuid.UUID]) -> dict[uuid.UUID, dict[str, Any]]:
    """What became of appointments."""
    rows = Appointment.objects.filter(pk__in=ids).select_related("coach")
    return {
        row.pk: {
            "title": f"Termin {Status(row.status).label}",
            "summary": ", ".join(part for part in (Setting(row.setting).label, row.purpose) if part),
            "url": reverse("calendar:appointment", args=[row.pk]),
            "where": Setting(row.setting).label,
            "purpose": row.purpose or "",
        }
        for row in rows
    }


def upcoming_part(request: Request, case: Any) -> dict[str, Any]:
    """The next appointments of a case, for the member looked at."""
    context = request.access
    rows = queries.upcoming(context, [case.dossier_id], at=now())
    member = getattr(case, "member", None)
    if member is not None:
        rows = rows.filter(Q(person_id=member) | Q(shared=True))
    names = {person.pk: person.name for person in case.persons}
    return {
        "lines": shown.lines(list(rows[: UPCOMING * 2]), names=names, households={})[:UPCOMING],
        "me": context.user_label,
        "arrange_url": reverse("calendar:arrange", args=[case.dossier_id]) if "appointments" in case.writes else "",
        "wish_url": reverse("calendar:wish", args=[case.dossier_id]),
    }


def facts(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, dict[str, Any]]:
    """`next_appointment_on`: the day of the next appointment that was planned as of that day, as known now."""
    start = dt.datetime.combine(as_of, dt.time.min, tzinfo=BERLIN)
    rows = Appointment.objects.filter(dossier_id__in=list(dossier_ids), status=Status.PLANNED, starts_at__gte=start)
    found = rows.values("dossier_id").annotate(first=Min("starts_at")).order_by()
    return {row["dossier_id"]: {"next_appointment_on": row["first"].astimezone(BERLIN).date()} for row in found}


def plans(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """Talks that are agreed, as plans from the day they were agreed; what was called off is none. One query."""
    rows = Appointment.objects.filter(dossier_id__in=dossier_ids, status__in=(Status.PLANNED, Status.HELD))
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for row in rows.defer("place", "purpose"):
        agreed, day = berlin_date(row.arranged_at), berlin_date(row.starts_at)
        plan = Fact("talk.planned", day, min(agreed, day), subject=row.person_id, key=str(row.pk))
        found[row.dossier_id].append(plan)
    return found


def export(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    """Appointments for the person's own copy (Art. 15 DSGVO): their own and those open to all members."""
    own = Q(person_id=person_id) | Q(shared=True)
    rows = Appointment.objects.filter(own, dossier_id=dossier_id).select_related("coach", "room").order_by("starts_at")
    told = [
        (
            german_datetime(row.starts_at),
            german_datetime(row.ends_at),
            Setting(row.setting).label,
            shown.place_of(row),
            ("" if row.person_id and row.person_id != person_id else row.video_url) or "",
            row.purpose or "",
            row.coach.display_name,
            Status(row.status).label,
        )
        for row in rows
    ]
    columns = ["Beginn", "Ende", "Rahmen", "Ort", "Video-Raum", "Worum es geht", "Coach", "Stand"]
    found = [{"title": "Termine", "columns": columns, "rows": told}] if told else []
    return found + _export_wishes(dossier_id, person_id) + _export_handover(dossier_id)


def _export_wishes(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[dict[str, Any]]:
    rows = EarlierWish.objects.filter(dossier_id=dossier_id, person_id=person_id).order_by("wished_on", "pk")
    told = [
        (german_date(row.wished_on), what_suits(row), "offen" if row.ended_at is None else "erledigt") for row in rows
    ]
    columns = ["Wunsch vom", "Was passt", "Stand"]
    return [{"title": "Wunsch nach einem früheren Termin", "columns": columns, "rows": told}] if told else []


def _export_handover(dossier_id: uuid.UUID) -> list[dict[str, Any]]:
    """One text about the whole household: given where nobody else is meant, named where others are (Art. 15 Abs. 4)."""
    rows = Handover.objects.filter(dossier_id=dossier_id).select_related("author")
    alone = Membership.objects.filter(dossier_id=dossier_id).values("person_id").distinct().count() == 1
    told = [
        (german_datetime(row.written_at), row.author.display_name, row.text if alone else OF_OTHERS) for row in rows
    ]
    columns = ["Geschrieben", "Von", "Für die Vertretung"]
    return [{"title": "Übergabe an eine Vertretung", "columns": columns, "rows": told}] if told else []


def erase(dossier_id: uuid.UUID) -> int:
    """Remove all appointments of a dossier, with wishes and the word to a deputy."""
    return sum(
        model.objects.filter(dossier_id=dossier_id).delete()[0] for model in (Appointment, EarlierWish, Handover)
    )


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move appointments to the person who stays. Two rows at one table become two tables."""
    both = Appointment.objects.filter(person_id=keep).values("meeting")
    for row in Appointment.objects.filter(person_id=drop, meeting__in=both):
        row.meeting = uuid.uuid4()
        row.save(update_fields=["meeting"])
    open_already = EarlierWish.objects.filter(person_id=keep, ended_at=None).values("dossier_id")
    EarlierWish.objects.filter(person_id=drop, ended_at=None, dossier_id__in=open_already).update(ended_at=now())
    EarlierWish.objects.filter(person_id=drop).update(person_id=keep)
    moved = Appointment.objects.filter(person_id=drop).update(person_id=keep)
    TimelineEntry.objects.filter(kind=KIND, subject_id=drop).update(subject_id=keep)
    return moved
