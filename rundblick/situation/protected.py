"""Verbs of the protected area: stating, restating and ending entries, and deciding about them after a consent."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection

from rundblick.access.context import reason
from rundblick.access.drafts import KEEP
from rundblick.access.models import Draft, User
from rundblick.calendar.errors import Refused
from rundblick.cases import standing
from rundblick.programmes.duebook import facts_changed
from rundblick.situation.catalogue import topic_of
from rundblick.situation.codes import Decision, ProtectedKind
from rundblick.situation.models import ProtectedEntry, Review
from rundblick.situation.queries import open_review
from rundblick.web.clock import now, today

SHORTEST_REASON = 10
DRAFT = "situation.protected:{}:{}"
"""Key of a draft: person, then dossier (a new entry) or entry. The erasing function looks for it by its beginning."""


def add(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    author: User,
    child: bool,
    since: dt.date | None = None,
    token: uuid.UUID | None = None,
    **content: str,
) -> ProtectedEntry:
    """Write down one thing. `child`: the member is one, so `necessity` must say why it is needed.

    Raises Refused without words, for a topic outside of the protected area, a diagnosis without its reason and
    source, a child without necessity, or a day ahead. The caller has looked at the door; the database does again.
    """
    row = ProtectedEntry(
        dossier_id=dossier_id, person_id=person_id, valid_from=since or today(), **checked(child=child, **content)
    )
    return standing.state(row, author=author, verb="situation.protected.add", token=token)


def restate(*, entry: ProtectedEntry, author: User, version: int, child: bool, **content: str) -> ProtectedEntry:
    """Say it anew from today. Raises like `add`, and Stale."""
    changes = checked(child=child, **content)
    return standing.restate(entry, author=author, verb="situation.protected.restate", version=version, **changes)


def end(*, entry: ProtectedEntry, version: int) -> ProtectedEntry | None:
    """It no longer holds. Raises Refused and Stale."""
    return standing.end(entry, verb="situation.protected.end", version=version)


def own_drafts(author: User, person_id: uuid.UUID) -> list[str]:
    """Keys of what this author has half written in the area of this member, the latest first. One query."""
    rows = Draft.objects.filter(
        user_id=author.pk, form_key__startswith=DRAFT.format(person_id, ""), touched_at__gt=now() - KEEP
    )
    return list(rows.order_by("-touched_at").values_list("form_key", flat=True))


def checked(
    *,
    child: bool,
    kind: str,
    topic: str,
    text: str,
    necessity: str = "",
    indispensable_because: str = "",
    source: str = "",
) -> dict[str, Any]:
    """What a protected entry may hold, as fields. Raises Refused in words for the screen."""
    found = topic_of(topic)
    if found is None or not found.protected:
        raise Refused("Dieses Thema gehört nicht in den geschützten Bereich.")
    if not text.strip():
        raise Refused("Bitte schreiben Sie einen Satz.")
    if child and not necessity.strip():
        raise Refused("Bei einem Kind: Bitte schreiben Sie, warum dieser Eintrag für die Hilfe nötig ist.")
    diagnosis = ProtectedKind(kind) == ProtectedKind.DIAGNOSIS
    if diagnosis and not (indispensable_because.strip() and source.strip()):
        raise Refused("Eine Diagnose steht hier nur mit Quelle und mit dem Grund, warum sie unverzichtbar ist.")
    return {
        "kind": ProtectedKind(kind),
        "topic": topic,
        "text": text.strip(),
        "necessity": necessity.strip() or None,
        "indispensable_because": indispensable_because.strip() or None if diagnosis else None,
        "source": source.strip() or None if diagnosis else None,
    }


def erase(*, dossier_id: uuid.UUID, person_id: uuid.UUID, author: User) -> Review:
    """After the consent has ended: erase the member's protected entries with their history and drafts, for good.

    Raises Refused when nothing waits for a decision, such as when a door is open again.
    """
    waiting = _waiting(dossier_id, person_id)
    with reason("situation.protected.erase"):
        with connection.cursor() as cursor:
            cursor.execute("SELECT situation_erase_protected(%s, %s)", [dossier_id, person_id])
            removed = int(cursor.fetchone()[0])
        if not removed:
            raise Refused(_NOTHING)
        facts_changed([dossier_id])
        return Review.objects.create(
            dossier_id=dossier_id,
            person_id=person_id,
            since=waiting.since,
            rows=removed,
            decision=Decision.ERASED,
            decided_by=author,
        )


def keep(*, dossier_id: uuid.UUID, person_id: uuid.UUID, author: User, legal_reason: str) -> Review:
    """After the consent has ended: keep the entries out of reach, for a legal reason that is written down.

    Raises Refused without a reason of at least ten characters, or when nothing waits for a decision.
    """
    if len(legal_reason.strip()) < SHORTEST_REASON:
        raise Refused("Bitte nennen Sie den Rechtsgrund, zum Beispiel die Vorschrift.")
    waiting = _waiting(dossier_id, person_id)
    with reason("situation.protected.keep"):
        facts_changed([dossier_id])
        return Review.objects.create(
            dossier_id=dossier_id,
            person_id=person_id,
            since=waiting.since,
            rows=waiting.entries,
            decision=Decision.KEPT,
            legal_reason=legal_reason.strip(),
            decided_by=author,
        )


_NOTHING = "Hier wartet nichts mehr auf eine Entscheidung."


def _waiting(dossier_id: uuid.UUID, person_id: uuid.UUID) -> Any:
    found = open_review(dossier_id, person_id)
    if found is None:
        raise Refused(_NOTHING)
    return found
