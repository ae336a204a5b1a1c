"""The disclosure log: who saw, exported or shared what. Written after the transaction, before the answer leaves."""

import uuid
from collections.abc import Iterable

from django.db import transaction
from django.http import HttpRequest

from rundblick.access.context import Context, set_local
from rundblick.access.models import Disclosure
from rundblick.web.clock import now


def disclose(
    request: HttpRequest, *, kind: str, dossiers: Iterable[uuid.UUID], basis: str = "", purpose: str = ""
) -> None:
    """Note that this answer shows content of these dossiers; the middleware writes it. `kind` like "case.page"."""
    notes: list[Disclosure] = request.__dict__.setdefault("disclosures", [])
    notes.append(entry(request.access, kind=kind, dossiers=dossiers, basis=basis, purpose=purpose))  # type: ignore[attr-defined]


def entry(
    context: Context, *, kind: str, dossiers: Iterable[uuid.UUID], basis: str = "", purpose: str = ""
) -> Disclosure:
    """An unsaved log row; commands and jobs save it themselves with `write`."""
    return Disclosure(
        at=now(),
        kind=kind,
        dossiers=list(dict.fromkeys(dossiers)),
        user_id=context.user_id,
        organisation_id=context.organisation_id,
        basis=basis,
        purpose=purpose[:200],
        request_id=context.request_id,
    )


def write(context: Context, rows: list[Disclosure]) -> None:
    """Commit log rows in an own transaction.

    Plain INSERT without RETURNING: the web role may append to the log but not read it.
    """
    from django.db import connection

    with transaction.atomic():
        set_local(context, "access.disclose")
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO access_disclosure"
                " (at, kind, dossiers, user_id, organisation_id, basis, purpose, request_id)"
                " VALUES (%s, %s, %s, %s, %s, %s, %s, %s)",
                [
                    (r.at, r.kind, r.dossiers, r.user_id, r.organisation_id, r.basis, r.purpose, r.request_id)
                    for r in rows
                ],
            )
