"""Which cases others opened for somebody: by order, by law, by consent, or for a purpose."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis

OPENED = (Basis.ASSIGNMENT, Basis.STATUTORY, Basis.CONSENT, Basis.SUPERVISION, Basis.BREAK_GLASS)
SHOWN = 12


@dataclass(frozen=True, slots=True)
class OpenedCase:
    """One dossier that was opened: topics, why, and until when (exclusive, None = open).

    `subject_id` is set when the door shows one member only. Of several doors to the same dossier the topics add
    up and the latest end counts.
    """

    dossier_id: uuid.UUID
    topics: frozenset[str]
    bases: frozenset[str]
    until: dt.datetime | None
    subject_id: uuid.UUID | None


def opened_cases(context: Context) -> list[OpenedCase]:
    """Dossiers opened for this person or their organisation, the latest first; one more than is shown. One query."""
    grants = open_grants(context).filter(basis__in=OPENED).order_by("-valid_from", "pk")
    found: dict[uuid.UUID, OpenedCase] = {}
    for grant in grants[: 8 * SHOWN]:
        one = OpenedCase(
            grant.dossier_id, frozenset(grant.topics), frozenset({grant.basis}), grant.valid_until, grant.subject_id
        )
        before = found.get(grant.dossier_id)
        found[grant.dossier_id] = _together(before, one) if before else one
    return list(found.values())[: SHOWN + 1]


def _together(one: OpenedCase, other: OpenedCase) -> OpenedCase:
    ends = [one.until, other.until]
    return OpenedCase(
        one.dossier_id,
        one.topics | other.topics,
        one.bases | other.bases,
        None if None in ends else max(end for end in ends if end),
        one.subject_id if one.subject_id == other.subject_id else None,
    )
