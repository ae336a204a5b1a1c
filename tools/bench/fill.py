"""Fills an empty database with an invented house: `python -m tools.bench.fill SIZE`, with the database's three logins.

Rows go in by COPY as owner. PostgreSQL refuses COPY into a table with row-level security, so FORCE is lifted inside
the one transaction that fills and stands again before anybody sees a row. What is written about people is sealed
with the key of its dossier, as everywhere. Entries go in by age and not by case, because that is how they come to
lie on the disk in a house that is really used.
"""

from __future__ import annotations

import datetime as dt
import sys
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random

from django.db import ProgrammingError, connections, transaction

from tools.bench.plan import COORDINATOR, SEED, Size, size_called

Say = Callable[[str], None]


def fill(size: Size, *, today: dt.date, say: Say = lambda _: None) -> None:
    """Write the house of this size into the empty database of this process, as seen on `today`, and analyse it.

    The library of programmes must be published.
    """
    from tools.bench import entries, households, staff

    random = Random(SEED)
    with transaction.atomic(using="owner", durable=True), _copying():
        house = staff.write(random, size)
        say(f"{size.cases} households")
        homes = households.write(random, size, house, today=today)
        say(f"{size.cases * size.entries} entries")
        entries.write(random, size, house, homes, today=today)
    say("vacuum and analyse")
    with connections["owner"].cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
    say("one report")
    _report(today)


@contextmanager
def _copying() -> Iterator[None]:
    """Let the owner COPY into the case tables inside the open transaction; keys are checked unless they may be off."""
    with connections["owner"].cursor() as cursor:
        try:
            with transaction.atomic(using="owner"):
                cursor.execute("SET LOCAL session_replication_role = replica")
        except ProgrammingError:
            pass  # not a privilege of an ordinary owner; then every foreign key is checked, which a small house bears
        forced = _forced(cursor)
        for table in forced:
            cursor.execute(f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY')
        yield
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        for table in forced:
            cursor.execute(f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY')


def _forced(cursor: object) -> list[str]:
    cursor.execute(  # type: ignore[attr-defined]
        "SELECT relname FROM pg_class WHERE relforcerowsecurity AND relnamespace = 'public'::regnamespace"
    )
    return [name for (name,) in cursor.fetchall()]  # type: ignore[attr-defined]


def _report(today: dt.date) -> None:
    """Order the first report there is, as the coordinator, and compute it at once."""
    from rundblick.access.context import acting_as
    from rundblick.access.models import User
    from rundblick.evaluation import services
    from rundblick.evaluation.computing import carry_out
    from rundblick.evaluation.listing import offers

    user = User.objects.get(email=COORDINATOR)
    with acting_as(user, "bench.report") as context:
        offer = sorted(offers(context), key=lambda one: (one.run.code, one.report))[0]
        snapshot = services.order(context, run=offer.run, report=offer.report, as_of=today)
    if not carry_out(uuid.UUID(str(snapshot.pk))):
        raise RuntimeError("the report of the invented house could not be computed")


def main(arguments: list[str]) -> int:
    """Fill the database whose logins stand in the environment."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    import django

    django.setup()
    from rundblick.web.clock import today

    fill(size_called(arguments[0]), today=today(), say=lambda step: print(step, flush=True))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
