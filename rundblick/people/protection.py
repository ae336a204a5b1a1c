"""Protected contact, as other rooms ask for it: who is protected, which households are not to be linked.

PostgreSQL itself withholds addresses and ways to reach people of a protected household (see `sql`); only inside
`revealed` does the web role read them, and only with a writing door.
"""

import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from django.db import connection


def protected_persons(person_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of the persons whose contact is protected today, whichever household set it. One query."""
    return _ask("people_protected", person_ids)


def shielded_dossiers(dossier_ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    """Those of the dossiers to whose household a protected person belongs today. One query.

    Their addresses are not shown, and no page links them with another household of the same people.
    """
    return _ask("people_shielded_dossiers", dossier_ids)


def _ask(function: str, ids: Iterable[uuid.UUID]) -> frozenset[uuid.UUID]:
    asked = list(ids)
    if not asked:
        return frozenset()
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {function}(%s)", [asked])
        return frozenset(row[0] for row in cursor.fetchall())


@contextmanager
def revealed(dossier_id: uuid.UUID) -> Iterator[None]:
    """Let this block read what protected contact withholds in one dossier. The view logs the disclosure."""
    _reveal(str(dossier_id))
    # No `finally`: after an error the transaction is rolled back, and the setting with it.
    yield
    _reveal("")


def _reveal(dossier: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('rundblick.reveal', %s, true)", [dossier])


def guarded(
    *, persons: Iterable[uuid.UUID], dossiers: Iterable[uuid.UUID]
) -> tuple[frozenset[uuid.UUID], frozenset[uuid.UUID]]:
    """(protected persons, shielded dossiers) of those asked for, in one query."""
    asked = (list(persons), list(dossiers))
    if not any(asked):
        return frozenset(), frozenset()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT 'p', x FROM people_protected(%s) x UNION ALL SELECT 'd', x FROM people_shielded_dossiers(%s) x",
            asked,
        )
        rows = cursor.fetchall()
    return (
        frozenset(found for kind, found in rows if kind == "p"),
        frozenset(found for kind, found in rows if kind == "d"),
    )
