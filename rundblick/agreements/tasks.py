"""The room's nightly job."""

import datetime as dt
from typing import Any

from procrastinate.contrib.django import app

from rundblick.access.database import as_worker
from rundblick.agreements.models import Agreement, BusinessContact, Decision, Item, Member
from rundblick.programmes.days import add_months
from rundblick.web.clock import today

CONTACTS_KEPT = 12
FUNCTIONS_KEPT = 24


@app.periodic(cron="37 3 * * *")
@app.task(name="agreements.tidy", queueing_lock="agreements.tidy")
def tidy(timestamp: int = 0) -> int:
    """Forget contacts a year after an agreement ended, and functions two years after an entry was over."""
    day = today()
    with as_worker("agreements.tidy"):
        return _forget_contacts(add_months(day, -CONTACTS_KEPT)) + _forget_functions(add_months(day, -FUNCTIONS_KEPT))


def _forget_contacts(before: dt.date) -> int:
    ended = list(Agreement.objects.filter(ended_on__lte=before).values_list("pk", flat=True))
    removed = BusinessContact.objects.filter(agreement_id__in=ended).delete()[0]
    _history(BusinessContact).filter(agreement_id__in=ended).delete()
    return removed


def _forget_functions(before: dt.date) -> int:
    over = list(Item.objects.filter(over_on__lte=before).values_list("pk", flat=True))
    removed = Member.objects.filter(item_id__in=over).delete()[0]
    removed += Decision.objects.filter(item_id__in=over).exclude(responsible="").update(responsible="")
    removed += Item.objects.filter(pk__in=over).exclude(whom="").update(whom="")
    for model in (Member, Decision):
        _history(model).filter(item_id__in=over).delete()
    _history(Item).filter(pgh_obj_id__in=over).delete()
    return removed


def _history(model: Any) -> Any:
    """What rows of a table looked like before, as its manager."""
    return model.former.rel.related_model._default_manager
