"""What each house brings along, point by point and in its own words."""

import uuid

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.conferences.models import Conference, Contribution
from rundblick.conferences.services.planning import CALLED_OFF, CLOSED
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now

EMPTY = "Bitte schreiben Sie, was Sie mitbringen."


def contribute(
    *,
    conference: Conference,
    author: User,
    person_id: uuid.UUID | None,
    topic: str,
    text: str,
    for_all: bool = False,
    token: uuid.UUID | None = None,
) -> Contribution:
    """Bring a point along, in the name of the author's house. PostgreSQL refuses one its doors do not open.

    `token` becomes the id, so that a form sent twice makes one. Raises Refused without words or a house, and when the
    conference is over.
    """
    if not text.strip():
        raise Refused(EMPTY)
    if author.organisation_id is None:
        raise Refused("Ohne Stelle kann niemand etwas mitbringen.")
    with reason("conferences.contribute"):
        _still_open(conference)
        row = Contribution(
            id=token or uuid.uuid4(),
            dossier_id=conference.dossier_id,
            conference=conference,
            person_id=person_id,
            topic=topic,
            agency_id=author.organisation_id,
            author=author,
            text=text.strip(),
            for_all=for_all,
            written_at=now(),
        )
        saved = insert_once(row)
        if saved is row:
            facts_changed([conference.dossier_id])
    return saved


def change_contribution(
    *, row: Contribution, version: int, author: User, person_id: uuid.UUID | None, topic: str, text: str, for_all: bool
) -> Contribution:
    """Say it anew. Raises Refused without words, and Stale when somebody of the house changed it meanwhile."""
    if not text.strip():
        raise Refused(EMPTY)
    with reason("conferences.contribute.change"):
        _still_open(row.conference)
        stored = Contribution.objects.select_for_update(of=("self",)).filter(pk=row.pk).first()
        if stored is None:
            raise Refused("Diesen Beitrag gibt es nicht mehr.")
        if stored.version != version:
            raise Stale(stored)
        stored.person_id, stored.topic, stored.text, stored.for_all = person_id, topic, text.strip(), for_all
        stored.author, stored.written_at, stored.version = author, now(), version + 1
        stored.save()
    return stored


def take_back(*, row: Contribution) -> None:
    """Take a contribution away again. Raises Refused when the conference is over."""
    with reason("conferences.contribute.remove"):
        _still_open(row.conference)
        row.delete()
        facts_changed([row.dossier_id])


def _still_open(conference: Conference) -> None:
    """A guest may not lock the row; PostgreSQL's own trigger refuses whoever comes a moment too late."""
    row = Conference.objects.filter(pk=conference.pk).first()
    if row is None or row.cancelled_at is not None:
        raise Refused(CALLED_OFF)
    if row.closed_at is not None:
        raise Refused(CLOSED)
