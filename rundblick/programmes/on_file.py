"""Consents on file, as the rules of programmes ask about them: given, withdrawn, run out. And the way back."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator

from rundblick.consent.models import Consent
from rundblick.consent.services import withdraw
from rundblick.programmes.consents import GIVEN, WITHDRAWN
from rundblick.programmes.facts import Fact
from rundblick.programmes.vocabulary import vocabulary
from rundblick.web.clock import berlin_date


def facts(dossier_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Fact]]:
    """Every consent to a purpose of the vocabulary as given, and its end unless a newer one goes on. One query."""
    rows = Consent.objects.filter(dossier_id__in=dossier_ids, purpose__in=_purposes()).order_by("given_on", "pk")
    asked: dict[tuple[uuid.UUID, uuid.UUID, str], list[Consent]] = defaultdict(list)
    for row in rows:
        asked[(row.dossier_id, row.person_id, row.purpose)].append(row)
    found: dict[uuid.UUID, list[Fact]] = defaultdict(list)
    for (dossier_id, person_id, purpose), given in asked.items():
        for code, day in _days(given):
            found[dossier_id].append(Fact.event(code, day, value=purpose, subject=person_id))
    return found


def withdraw_on_file(*, dossier_id: uuid.UUID, person_id: uuid.UUID | None, purpose: str) -> None:
    """A withdrawal told to a programme ends what is on file: this purpose, or with "" all a programme may ask about.

    Without a person everybody's. Runs in the caller's transaction.
    """
    rows = Consent.objects.filter(
        dossier_id=dossier_id,
        purpose__in=[purpose] if purpose else _purposes(),
        withdrawn_at__isnull=True,
        superseded_at__isnull=True,
    )
    for row in rows.filter(person_id=person_id) if person_id else rows:
        withdraw(row)


def _purposes() -> list[str]:
    return [known.code for known in vocabulary().consents]


def _days(given: list[Consent]) -> Iterator[tuple[str, dt.date]]:
    """What happened to the consents of one person to one purpose."""
    ends = {row.pk: _end(row) for row in given}
    for row in given:
        yield GIVEN, row.given_on
        end = ends[row.pk]
        if not any(other.given_on <= end < ends[other.pk] for other in given):
            yield WITHDRAWN, end


def _end(row: Consent) -> dt.date:
    """First day it no longer holds."""
    ended = [berlin_date(moment) for moment in (row.withdrawn_at, row.superseded_at) if moment is not None]
    return min([row.valid_until, *ended])
