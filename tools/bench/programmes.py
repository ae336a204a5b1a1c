"""How long the work of the programmes takes: due list, finder, and everything due computed anew.

`python -m tools.bench.programmes SIZE` prints JSON for the database in the environment, a fresh copy that is thrown
away: for the finder over the whole house somebody is given a door to every household. Times are told, never judged.
"""

from __future__ import annotations

import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import Any

from tools.bench.plan import COORDINATOR, Size, coach_mail, size_called

TIMES = 9
FINDERS = ("coaching_16k", "perspektiven_in_betrieben")
"""One that asks a single fact, and one that asks six."""


def measured(size: Size) -> dict[str, Any]:
    """{what: {ms or seconds, and how much of it}}; milliseconds are the median of nine, seconds of one run."""
    from rundblick.access.context import acting_as
    from rundblick.access.models import User
    from rundblick.programmes.duebook import due_of
    from rundblick.programmes.matching import matches
    from rundblick.programmes.publishing import published
    from rundblick.web.clock import today

    found: dict[str, Any] = {"rebuild": _rebuild()}
    coach, everybody = User.objects.get(email=coach_mail(size.coaches // 2)), User.objects.get(email=COORDINATOR)
    with acting_as(coach, "bench", read_only=True) as context:
        ids = _own(coach)
        found["due_list"] = {
            "cases": len(ids),
            "items": sum(map(len, due_of(context, ids).values())),
            "ms": _milliseconds(partial(due_of, context, ids)),
        }
    for code in FINDERS:
        programme = published(code)
        with acting_as(coach, "bench", read_only=True):
            found[f"finder_own_{code}"] = {"ms": _milliseconds(partial(matches, programme, today()))}
    _open_everything(everybody)
    for code in FINDERS:
        programme = published(code)
        with acting_as(everybody, "bench", read_only=True):
            seen = matches(programme, today())
            found[f"finder_house_{code}"] = {
                "people": seen.yes + seen.unknown + seen.no,
                "ms": _milliseconds(partial(matches, programme, today())),
            }
    return found


def _rebuild() -> dict[str, Any]:
    """Everything due in every household, as the nightly job does it, and once more when nothing has changed."""
    from rundblick.access.database import as_worker
    from rundblick.access.models import Dossier
    from rundblick.programmes import duebook, tasks
    from rundblick.programmes.models import DueItem

    with as_worker("bench"):
        ids = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))
    seconds = []
    for _ in range(2):
        began = time.perf_counter()
        for start in range(0, len(ids), tasks.CHUNK):
            with as_worker("bench"):
                duebook.refresh(ids[start : start + tasks.CHUNK])
        seconds.append(time.perf_counter() - began)
    with as_worker("bench"):
        items = DueItem.objects.count()
    return {
        "dossiers": len(ids),
        "items": items,
        "seconds": round(seconds[0], 1),
        "dossiers_per_second": round(len(ids) / seconds[0]),
        "items_per_second": round(items / seconds[0]),
        "seconds_unchanged": round(seconds[1], 1),
    }


def _own(coach: Any) -> list[Any]:
    from rundblick.access.models import Grant

    doors = Grant.objects.filter(principal_id=coach.pk, valid_until=None, topics__contains=["programmes"])
    return list(doors.values_list("dossier_id", flat=True).distinct())


def _open_everything(user: Any) -> None:
    from django.db import connections

    with connections["owner"].cursor() as cursor:
        cursor.execute(
            "INSERT INTO access_grant (id, dossier_id, principal_kind, principal_id, basis, topics, writes, valid_from,"
            " evidence) SELECT gen_random_uuid(), id, 'user', %s, 'responsible', ARRAY['master','programmes'], false,"
            " now(), 'bench' FROM access_dossier",
            [user.pk],
        )
        cursor.execute("ANALYZE access_grant")


def _milliseconds(work: Callable[[], object]) -> float:
    spent = []
    for _ in range(TIMES):
        began = time.perf_counter()
        work()
        spent.append((time.perf_counter() - began) * 1000)
    return round(statistics.median(spent), 1)


def main(arguments: list[str]) -> int:
    """Print what was measured in this house as JSON."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rundblick.settings")
    import django

    django.setup()
    print(json.dumps(measured(size_called(arguments[0]))))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
