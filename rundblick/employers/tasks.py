"""The room's nightly job: what is no longer needed goes, with its history."""

import datetime as dt
from typing import Any

from django.db.models import Q
from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.employers.models import Counterpart, Talk, Ticket, Workplace
from rundblick.programmes.days import add_months
from rundblick.web.clock import today

SILENT_MONTHS = 24
ENDED_MONTHS = 12
TALKS_MONTHS = 36
PLACES_MONTHS = 24


@app.periodic(cron="52 3 * * *")
@app.task(name="employers.tidy", queueing_lock="employers.tidy")
def tidy(timestamp: int = 0) -> int:
    """Forget business contacts nobody speaks with, old contacts and questions, and words about people at a workplace.

    Retention as the tables declare it. Answers how many entries were forgotten.
    """
    day = today()
    with as_worker("employers.tidy"):
        return _persons(day) + _talks(add_months(day, -TALKS_MONTHS)) + _places(add_months(day, -PLACES_MONTHS))


def _persons(day: dt.date) -> int:
    """Also what removed ones looked like before: a removal by hand leaves that to the night."""
    silent = Q(last_on__lte=add_months(day, -SILENT_MONTHS))
    ended = Q(employer__ended_on__lte=add_months(day, -ENDED_MONTHS))
    gone = list(Counterpart.objects.filter(silent | ended).values_list("pk", flat=True))
    Talk.objects.filter(counterpart_id__in=gone).update(counterpart=None)
    removed: int = Counterpart.objects.filter(pk__in=gone).delete()[0]
    left = Counterpart.objects.values("pk")
    _history(Counterpart).exclude(pgh_obj_id__in=left).delete()
    _history(Talk).filter(counterpart_id__isnull=False).exclude(counterpart_id__in=left).delete()
    return removed


def _talks(before: dt.date) -> int:
    removed = 0
    for model, column in ((Talk, "on__lte"), (Ticket, "answered_on__lte")):
        gone = list(model._default_manager.filter(**{column: before}).values_list("pk", flat=True))
        removed += model._default_manager.filter(pk__in=gone).delete()[0]
        _history(model).filter(pgh_obj_id__in=gone).delete()
    return removed


def _places(before: dt.date) -> int:
    """The description stays, what it says about people goes."""
    words = {"team": "", "boss": "", "present": "", "visitors": ""}
    over = Workplace.objects.filter(valid_until__lte=before).exclude(**words)
    gone = list(over.values_list("pk", flat=True))
    changed: int = Workplace.objects.filter(pk__in=gone).update(**words)
    _history(Workplace).filter(pgh_obj_id__in=gone).delete()
    return changed


def _history(model: Any) -> Any:
    """What rows of a table looked like before, as its manager."""
    return model.former.rel.related_model._default_manager
