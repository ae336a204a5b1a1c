"""Verbs of the room. They run in the caller's transaction and name their reason."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db import transaction

from rundblick.access import timeline
from rundblick.access.context import current, reason
from rundblick.access.models import TimelineEntry, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.cases.models import Case
from rundblick.cases.rules import at_noon
from rundblick.outreach import in_programmes, queries
from rundblick.outreach.codes import NEEDS_CONSENT, Channel, Kind, Result
from rundblick.outreach.models import Entry
from rundblick.outreach.rules import standing
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now, today
from rundblick.web.german import german_date

TIMELINE = "outreach"

NO_CONSENT = (
    "Diesen Weg gehen Sie nur, wenn die Person eingewilligt hat. Liegt die Einwilligung vor, setzen Sie den Haken."
)
NOT_AT_HOME = (
    "Ohne schriftliche Einwilligung in Besuche zu Hause geht niemand an die Tür. Liegt sie vor, nehmen Sie sie zuerst"
    " in die Akte auf."
)
NO_MEMBER = "Diese Person gehört nicht zum Haushalt."
AHEAD = "Dieser Tag liegt in der Zukunft."


def attempt(
    *,
    case: Case,
    members: Collection[uuid.UUID],
    person_id: uuid.UUID,
    author: User,
    on: dt.date,
    channel: Channel | str,
    result: Result | str,
    consented: bool = False,
    token: uuid.UUID | None = None,
) -> Entry:
    """Somebody was approached on a day, and this came of it. Being reached ends the search.

    `members`: today's members, as the caller read them. Where the person is in a programme with a ladder, it counts
    there too. `consented` speaks for a trusted person; for the home, the consent in the file does. `token` becomes the
    id: a form sent twice makes one. Raises Refused for a day ahead, somebody outside of
    the household, a way without its consent, and while the person wants no attempts.
    """
    if channel == Channel.HOME:
        consented = queries.may_go_home(current(), case.pk, person_id, on=on)
    if channel in NEEDS_CONSENT and not consented:
        raise Refused(NOT_AT_HOME if channel == Channel.HOME else NO_CONSENT)
    row = Entry(kind=Kind.ATTEMPT, channel=channel, result=result, consented=consented and channel in NEEDS_CONSENT)
    return _write(row, case=case, members=members, person_id=person_id, author=author, on=on, token=token)


def say(
    *,
    kind: Kind | str,
    case: Case,
    members: Collection[uuid.UUID],
    person_id: uuid.UUID,
    author: User,
    on: dt.date,
    token: uuid.UUID | None = None,
) -> Entry:
    """The person wants no further attempts, which holds until they come by themselves, or is back.

    No reason is kept. Arguments and refusals as in `attempt`.
    """
    return _write(Entry(kind=kind), case=case, members=members, person_id=person_id, author=author, on=on, token=token)


def take_back(*, entry: Entry) -> None:
    """It was noted by mistake; the history keeps it. In programmes it goes too. Twice is harmless.

    Raises Refused when the programme's event was changed meanwhile.
    """
    context, dossier_id, person_id = current(), entry.dossier_id, entry.person_id
    found = in_programmes.of_member(context, dossier_id, person_id, today())
    rest = [one for one in queries.entries(context, dossier_id, person_id) if one.pk != entry.pk]
    held = standing(rest, talked_on=queries.talked_on(context, dossier_id, person_id, until=today()))
    with reason("outreach.take_back"), transaction.atomic():
        in_programmes.take_back(entry, found, first=not held.attempts)
        TimelineEntry.objects.filter(dossier_id=entry.dossier_id, kind=TIMELINE, object_id=entry.pk).delete()
        Entry.objects.filter(pk=entry.pk).delete()
        facts_changed([entry.dossier_id])


def _write(
    row: Entry,
    *,
    case: Case,
    members: Collection[uuid.UUID],
    person_id: uuid.UUID,
    author: User,
    on: dt.date,
    token: uuid.UUID | None,
) -> Entry:
    if on > today():
        raise Refused(AHEAD)
    if person_id not in members:
        raise Refused(NO_MEMBER)
    row.id, row.dossier_id, row.person_id = token or uuid.uuid4(), case.pk, person_id
    row.author, row.on, row.written_at = author, on, now()
    context = current()
    before = [entry for entry in queries.entries(context, case.pk, person_id) if entry.pk != row.pk]
    held = standing(before, talked_on=queries.talked_on(context, case.pk, person_id, until=today()))
    # All or nothing: a view that shows a refusal commits what was written before it.
    with transaction.atomic():
        saved = insert_once(row)
        if saved is not row:
            return saved
        if row.kind == Kind.ATTEMPT and held.stopped_on is not None:
            raise Refused(
                f"Die Person möchte seit dem {german_date(held.stopped_on)} keine weiteren Versuche. Das gilt, bis sie"
                " sich selbst meldet."
            )
        found = in_programmes.of_member(context, case.pk, person_id, on)
        counted = in_programmes.tell(row, found, first=not held.attempts)
        if not counted:
            timeline.record(
                dossier_id=row.dossier_id,
                at=at_noon(on),
                kind=TIMELINE,
                topic="appointments",
                object_id=row.pk,
                subject_id=row.person_id,
            )
        facts_changed([row.dossier_id])
    return row
