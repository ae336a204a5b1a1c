"""Home visits and the written consents they wait for: what the form shows, what is due, who is told of a withdrawal."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from rundblick.access.context import Context
from rundblick.access.context import current as acting
from rundblick.access.models import User
from rundblick.calendar.codes import NEEDS_CONSENT, PURPOSE, Setting, Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import with_consent
from rundblick.calendar.rules import day_span
from rundblick.consent.models import Consent
from rundblick.consent.queries import standing_of
from rundblick.people.queries import Member
from rundblick.post.services import put
from rundblick.web.clock import berlin_date, now
from rundblick.web.german import german_date

RULE = "calendar.consent"
SUBJECT = "Ein Termin ist nicht mehr fest"
TOLD = (
    "Guten Tag,\n\neine Einwilligung wurde widerrufen. Ein Termin in Ihrem Kalender ist deshalb nicht mehr fest."
    " Bitte sehen Sie in Rundblick nach.\n"
)


@dataclass(frozen=True, slots=True)
class Allowed:
    """One member and their consent to visits: until when it holds (that day included), None without one."""

    name: str
    last_day: dt.date | None
    url: str


def allowed(context: Context, dossier_id: uuid.UUID, present: Iterable[Member], *, back: str) -> list[Allowed]:
    """For each member of today whether visits are allowed, and where that is given or withdrawn. One query."""
    told = {
        one.consent.person_id: one for one in standing_of(context, dossier_id) if one.stands and _visits(one.consent)
    }
    found = []
    for member in present:
        one = told.get(member.person.pk)
        url = withdraw_url(one.consent, back=back) if one else give_url(dossier_id, member.person.pk, back=back)
        found.append(Allowed(member.name, one.last_day if one else None, url))
    return found


def consent_of(context: Context, appointment: Appointment) -> Consent | None:
    """The consent behind a planned home visit that is fixed. One query for a home visit, none otherwise."""
    if appointment.person_id is None or appointment.setting not in NEEDS_CONSENT or appointment.waits:
        return None
    day = berlin_date(appointment.starts_at)
    rows = Consent.objects.visible_to(context).filter(
        dossier_id=appointment.dossier_id, person_id=appointment.person_id, purpose=PURPOSE
    )
    return rows.filter(given_on__lte=day, valid_until__gt=day).order_by("-recorded_at", "pk").first()


def give_url(dossier_id: uuid.UUID, person_id: uuid.UUID, *, back: str) -> str:
    """Where somebody is asked for their consent to visits."""
    return f"{reverse('consent:give', args=[dossier_id, person_id, PURPOSE])}?{urlencode({'zurueck': back})}"


def withdraw_url(consent: Consent, *, back: str) -> str:
    """Where it is withdrawn."""
    return f"{reverse('consent:withdraw', args=[consent.pk])}?{urlencode({'zurueck': back})}"


def due(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Visits planned from that day on that wait for a consent, due on their own day.

    One small query where nobody plans a visit, as nearly always; consents are asked only about visits.
    """
    planned = Appointment.objects.filter(
        dossier_id__in=dossier_ids,
        setting__in=NEEDS_CONSENT,
        status=Status.PLANNED,
        starts_at__gte=day_span(as_of)[0],
        arranged_at__lt=day_span(as_of)[1],
    )
    visits = list(planned.values_list("pk", flat=True))
    if not visits:
        return []
    waiting = with_consent(Appointment.objects.filter(pk__in=visits)).filter(waits=True)
    found = []
    for row in waiting.defer("place", "purpose", "video_url").order_by("starts_at", "pk"):
        day = berlin_date(row.starts_at)
        found.append(
            {
                "dossier_id": row.dossier_id,
                "topic_code": "appointments",
                "person_id": row.person_id,
                "rule": RULE,
                "key": str(row.pk),
                "kind": "ask",
                "label": "Hausbesuch wartet auf Einwilligung",
                "explanation": f"Termin am {german_date(day)}. Ohne sie: ein anderer Rahmen.",
                "due_on": day,
                "last_useful_day": day,
            }
        )
    return found


def tell_coaches(consent: Consent) -> None:
    """Who plans to visit this person learns by a neutral mail that it is withdrawn, unless they wrote it down."""
    if not _visits(consent):
        return
    coaches = Appointment.objects.filter(
        dossier_id=consent.dossier_id,
        person_id=consent.person_id,
        setting=Setting.HOME_VISIT,
        status=Status.PLANNED,
        starts_at__gt=now(),
    ).exclude(coach_id=acting().user_id)
    for coach in User.objects.filter(pk__in=coaches.values("coach_id"), is_active=True).order_by("pk"):
        put(recipients=[coach.email], subject=SUBJECT, body=TOLD)


def _visits(consent: Consent) -> bool:
    return consent.purpose == PURPOSE
