"""Ordering figures by area."""

import datetime as dt

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.agreements.services.common import house_of, refuse
from rundblick.areas.models import Comparison
from rundblick.areas.tasks import compute
from rundblick.web.clock import now, today


def order(*, author: User, since: dt.date, as_of: dt.date) -> Comparison:
    """Ask for figures of a period, both days included; a job computes them.

    The same figures ordered while they are still being computed are the same order. Raises Mistaken for a period that
    cannot be.
    """
    house = house_of(author)
    waiting = Comparison.objects.filter(house=house, since=since, as_of=as_of)
    known = waiting.filter(status=Comparison.Status.QUEUED).first()
    if known is not None:
        return known
    row = prepare(author=author, since=since, as_of=as_of)
    compute.defer(comparison_id=str(row.pk))
    return row


def prepare(*, author: User, since: dt.date, as_of: dt.date) -> Comparison:
    """The order without the job, for those who compute at once. Raises as `order`."""
    house = house_of(author)
    if as_of > today():
        refuse({"as_of": "Der Stichtag liegt in der Zukunft."})
    if since > as_of:
        refuse({"since": "Der erste Tag liegt nach dem Stichtag."})
    with reason("areas.order"):
        return Comparison.objects.create(house=house, since=since, as_of=as_of, ordered_by=author, ordered_at=now())
