"""Jobs of the room; arguments hold ids only.

Times are UTC. The check stands before Berlin's midnight and the whole refresh after it, in summer and in winter: so
the check compares items of one day with the facts of the same day, and what it finds is a mistake, not a new day.
"""

import datetime as dt
import logging
import uuid
from collections.abc import Iterator

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.access.models import Dossier
from rundblick.programmes import duebook
from rundblick.programmes.days import add_months
from rundblick.programmes.editing.counting import carry_out
from rundblick.programmes.models import ChecklistAnswer, DueCheck, DueItem, DueMark
from rundblick.web.clock import now, today

CHUNK = 250
SAMPLE = 200
LEFT_BEHIND = dt.timedelta(seconds=30)
KEEP_ANSWERS_MONTHS = 12
CHECK_LATE_AFTER = dt.timedelta(hours=36)
log = logging.getLogger("rundblick.programmes")


@app.task(name="programmes.refresh_due", retry=3)
def refresh_due(dossier_ids: list[str]) -> None:
    """Bring some dossiers up to date, right after their facts changed."""
    for chunk in _chunks([uuid.UUID(text) for text in dossier_ids]):
        with as_worker("programmes.refresh_due"):
            duebook.refresh(chunk)


@app.periodic(cron="* * * * *")
@app.task(name="programmes.refresh_marked", queueing_lock="programmes.refresh_marked")
def refresh_marked(timestamp: int) -> int:
    """Refresh what nobody asked for although its facts changed: a process died between commit and question."""
    with as_worker("programmes.refresh_marked"):
        old = DueMark.objects.filter(marked_at__lt=now() - LEFT_BEHIND)
        ids = list(old.order_by("dossier_id").values_list("dossier_id", flat=True).distinct()[:CHUNK])
        duebook.refresh(ids)
    return len(ids)


@app.periodic(cron="20 23 * * *")
@app.task(name="programmes.refresh_all", queueing_lock="programmes.refresh_all")
def refresh_all(timestamp: int) -> int:
    """Refresh every dossier for the new day, a chunk per transaction: facts dated ahead become known on their day."""
    with as_worker("programmes.refresh_all"):
        ids = list(Dossier.objects.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for chunk in _chunks(ids):
        with as_worker("programmes.refresh_all"):
            changed += bool(duebook.refresh(chunk))
    return changed


@app.periodic(cron="10 21 * * *")
@app.task(name="programmes.check_due", queueing_lock="programmes.check_due")
def check_due(timestamp: int) -> int:
    """Compute a random sample anew and compare; answers how many dossiers differ, and raises the alarm."""
    with as_worker("programmes.check_due"):
        # Who waits for a refresh is known to be out of date, which is no mistake.
        settled = Dossier.objects.exclude(pk__in=DueMark.objects.values("dossier_id"))
        ids = sorted(settled.order_by("?").values_list("pk", flat=True)[:SAMPLE])
        rules = differences(ids)
        # Facts that changed meanwhile have left a mark by now.
        waiting = set(DueMark.objects.filter(dossier_id__in=ids).values_list("dossier_id", flat=True))
        rules = {(dossier_id, rule) for dossier_id, rule in rules if dossier_id not in waiting}
        differing = len({dossier_id for dossier_id, _ in rules})
        DueCheck.objects.create(
            checked_at=now(),
            examined=len(ids),
            differing=differing,
            rules=sorted({rule for _, rule in rules})[:50],
        )
    if differing:
        named = ", ".join(sorted({rule for _, rule in rules})[:10])
        log.error("due items of %d of %d dossiers differ from their facts: %s", differing, len(ids), named)
    return differing


@app.task(name="programmes.count")
def count(count_id: str) -> bool:
    """Count what a coordinator or team lead has asked for."""
    return carry_out(uuid.UUID(count_id))


@app.periodic(cron="40 23 * * *")
@app.task(name="programmes.forget_answers", queueing_lock="programmes.forget_answers")
def forget_answers(timestamp: int) -> int:
    """Remove answers to the questions of a nomination a year after they were given; answers how many.

    They were meant for that one proposal (design rule 5); the declaration of the fields promises it.
    """
    with as_worker("programmes.forget_answers"):
        return ChecklistAnswer.objects.filter(answered_on__lte=add_months(today(), -KEEP_ANSWERS_MONTHS)).delete()[0]


def differences(dossier_ids: list[uuid.UUID]) -> set[tuple[uuid.UUID, str]]:
    """(dossier, source and rule) of every stored item that is not what the facts say today, missing ones included."""
    duebook.lock(dossier_ids)
    wanted = {duebook.identity(row): row for row in duebook.compute(dossier_ids, today())}
    stored = {duebook.identity(row): row for row in DueItem.objects.filter(dossier_id__in=dossier_ids)}
    return {
        (key[0], f"{key[1]}:{key[2]}")
        for key in wanted.keys() | stored.keys()
        if key not in wanted or key not in stored or duebook.differs(wanted[key], stored[key])
    }


def readiness() -> str:
    """What monitoring should know: the last check found differences, or the checks have stopped."""
    last = DueCheck.objects.first()
    if last is None:
        return ""
    if last.differing:
        return f"{last.differing} von {last.examined} geprüften Akten weichen bei Fälligem ab"
    late = now() - last.checked_at > CHECK_LATE_AFTER
    return f"zuletzt geprüft am {last.checked_at:%d.%m.%Y}" if late else ""


def _chunks(ids: list[uuid.UUID]) -> Iterator[list[uuid.UUID]]:
    for start in range(0, len(ids), CHUNK):
        yield ids[start : start + CHUNK]
