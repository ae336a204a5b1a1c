"""Verbs about what is said: answers of the Clearing, and where assessments diverge. About health."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from rundblick.access.context import reason
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.consent.models import Consent
from rundblick.rehab.models import Divergence, Statement
from rundblick.rehab.services import AHEAD, Writer
from rundblick.web.clock import now, today

EMPTY = "Bitte schreiben Sie, was Sie dazu wissen."
SILENT = "Ohne Entbindung von der Schweigepflicht bleibt es bei Ihrer Stelle."


@dataclass(frozen=True, kw_only=True)
class Said:
    """Words of one side. `for_house`: the Jobcenter reads what an agency says; under `release` only."""

    text: str
    from_agency: bool
    for_house: bool = True
    release: Consent | None = None


def say(
    *,
    writer: Writer,
    said: Said,
    question: str = "",
    divergence: Divergence | None = None,
    version: int = 0,
) -> Statement:
    """Answer a question of the Clearing, or say how one's own house sees what diverges; again = say it anew.

    Raises Refused without words or, for an agency, towards the Jobcenter without a release; Stale when somebody of the
    own house said something else meanwhile.
    """
    if not said.text.strip():
        raise Refused(EMPTY)
    told = said.for_house or not said.from_agency
    if said.from_agency and told and said.release is None:
        raise Refused(SILENT)
    key: dict[str, Any] = writer.columns | {"from_agency": said.from_agency, "question": question}
    with reason("rehab.say"):
        row = Statement.objects.select_for_update(of=("self",)).filter(**key, divergence=divergence).first()
        if (row.version if row else 0) != version:
            raise Stale(row)
        row = row or Statement(**key, divergence=divergence, version=0)
        row.text = said.text.strip()
        row.for_house = told
        row.release = said.release if said.from_agency and told else None
        row.author, row.written_at = writer.user, now()
        row.version += 1
        row.save()
    return row


def diverge(*, writer: Writer, about: str, since: dt.date, said: Said, token: uuid.UUID | None = None) -> Divergence:
    """The two houses assess something differently, since a day; the first side says how it sees it."""
    if since > today():
        raise Refused(AHEAD)
    with reason("rehab.diverge"):
        row = Divergence(id=token or uuid.uuid4(), **writer.columns, about=about, since=since, author=writer.user)
        saved = insert_once(row)
        if saved is row:
            say(writer=writer, said=said, divergence=row)
    return saved


def settle(*, divergence: Divergence, settled: bool) -> None:
    """Both know now what holds, or it is open again. Twice is harmless."""
    with reason("rehab.settle"):
        rows = Divergence.objects.filter(pk=divergence.pk, settled_on__isnull=settled)
        rows.update(settled_on=today() if settled else None)
