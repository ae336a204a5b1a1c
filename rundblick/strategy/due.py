"""What is due after a completed strategy talk: reviews and contacts, unless a programme keeps those clocks itself."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Q

from rundblick.cases.models import Case, ContactNote
from rundblick.people.models import Membership
from rundblick.programmes.bridge import Frame, frames_of
from rundblick.strategy import rules
from rundblick.strategy.codes import PhaseCode
from rundblick.strategy.models import Meeting, Part, Review
from rundblick.web.german import count, german_date

RULE = "strategy.next"
INSTRUMENT = "strategy_talk"
"""The instrument by which a definition says that it lives from this talk."""

LABELS = {
    PhaseCode.ACTION.value: "Strategiegespräch: auf die Handlungsphase zurückblicken",
    PhaseCode.OBSERVATION.value: "Strategiegespräch: auf die Beobachtungsphase zurückblicken",
    "contact": "Kontakt in der Beobachtungsphase",
}


def keeping_the_clocks(dossier_ids: Collection[uuid.UUID], day: dt.date) -> list[Frame]:
    """Running participations in programmes that use this talk and have phases of their own."""
    return [
        frame
        for frame in frames_of(dossier_ids)
        if frame.running(day)
        and frame.programme.time.phases
        and any(use.code == INSTRUMENT for use in frame.programme.instruments)
    ]


def next_steps(dossier_ids: list[uuid.UUID], as_of: dt.date) -> list[dict[str, Any]]:
    """Due items of the latest completed talk of each open case. Six statements, whatever the number of cases."""
    meetings = _latest(dossier_ids, as_of)
    if not meetings:
        return []
    for frame in keeping_the_clocks(list(meetings), as_of):
        meetings.pop(frame.dossier_id, None)
    members = _on_their_way(meetings, as_of)
    contacts = _contacts(meetings)
    reviewed: dict[uuid.UUID, set[str]] = defaultdict(set)
    rows = Review.objects.filter(meeting__in=meetings.values(), held_on__lte=as_of).order_by()
    for meeting_id, phase in rows.values_list("meeting_id", "phase"):
        reviewed[meeting_id].add(phase)
    return [
        _item(meeting, one)
        for meeting in meetings.values()
        for one in rules.due(
            rules.phases(meeting.held_on, meeting.action_months, meeting.observation_months),
            contact_days=meeting.contact_days,
            on_their_way=members[meeting.pk],
            contacts={
                person: contacts[meeting.dossier_id, person] | contacts[meeting.dossier_id, None]
                for person in members[meeting.pk]
            },
            reviewed=reviewed[meeting.pk],
            as_of=as_of,
        )
    ]


def _latest(dossier_ids: list[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, Meeting]:
    still_open = Case.objects.filter(Q(closed_on__isnull=True) | Q(closed_on__gt=as_of), pk__in=dossier_ids)
    rows = Meeting.objects.filter(
        dossier_id__in=still_open.values("pk"), completed_on__isnull=False, held_on__lte=as_of
    )
    latest = rows.order_by("dossier_id", "-held_on", "-written_at", "pk").distinct("dossier_id").defer("note")
    return {meeting.dossier_id: meeting for meeting in latest}


def _on_their_way(meetings: dict[uuid.UUID, Meeting], as_of: dt.date) -> dict[uuid.UUID, list[uuid.UUID]]:
    """Members with a lever who still belong to the household, by the talk."""
    held = Q(valid_until__isnull=True) | Q(valid_until__gt=as_of)
    here = set(Membership.objects.filter(held, dossier_id__in=meetings).values_list("dossier_id", "person_id"))
    found: dict[uuid.UUID, list[uuid.UUID]] = defaultdict(list)
    rows = Part.objects.filter(meeting__in=meetings.values(), no_action=False).exclude(levers=[]).order_by("pk")
    for dossier_id, meeting_id, person_id in rows.values_list("dossier_id", "meeting_id", "person_id"):
        if (dossier_id, person_id) in here:
            found[meeting_id].append(person_id)
    return found


def _contacts(meetings: dict[uuid.UUID, Meeting]) -> dict[tuple[uuid.UUID, uuid.UUID | None], set[dt.date]]:
    """Days of talks with a member, or (None) with the whole household, since the earliest of these meetings."""
    found: dict[tuple[uuid.UUID, uuid.UUID | None], set[dt.date]] = defaultdict(set)
    if meetings:
        since = min(meeting.held_on for meeting in meetings.values())
        rows = ContactNote.objects.filter(dossier_id__in=meetings, happened_on__gte=since).order_by()
        for dossier_id, person_id, day in rows.values_list("dossier_id", "person_id", "happened_on"):
            found[dossier_id, person_id].add(day)
    return found


def _item(meeting: Meeting, one: rules.Due) -> dict[str, Any]:
    kind = "contact" if one.person else "review"
    explanation = f"Strategiegespräch am {german_date(meeting.held_on)}"
    if one.person:
        explanation += f", höchstens {count(meeting.contact_days, 'Tag', 'Tage')} zwischen zwei Kontakten"
    return {
        "dossier_id": meeting.dossier_id,
        "topic_code": "situation",
        "person_id": one.person,
        "rule": f"{RULE}.{kind}",
        "key": f"{meeting.pk}:{one.person or one.code}",
        "kind": kind,
        "label": LABELS[one.code],
        "explanation": explanation,
        "due_on": one.on,
        "last_useful_day": one.until,
    }
