"""Reaching a question: whoever leads the case, and the clerk or team that was asked while it is open to them."""

import uuid
from dataclasses import dataclass

from django.http import Http404

from rundblick.access import crypto
from rundblick.access.context import Context
from rundblick.calendar.access import is_staff
from rundblick.inquiries import queries, rules
from rundblick.inquiries.codes import State
from rundblick.inquiries.models import Inquiry


@dataclass(frozen=True)
class Place:
    """A question as its pages need it. `asked`: the reader was asked; `leads`: the reader may change it."""

    inquiry: Inquiry
    asked: bool
    leads: bool

    @property
    def state(self) -> State:
        """Where it stands."""
        row = self.inquiry
        return rules.state(ended=row.ended_at is not None, answered=bool(row.answered))  # type: ignore[attr-defined]


def place_or_404(context: Context, inquiry_id: uuid.UUID, *, leading: bool = False, asked: bool = False) -> Place:
    """The question, or 404: without a door, when it is over for whoever was asked, or for the wrong side.

    `leading` and `asked`: only for that side. Three queries.
    """
    rows = Inquiry.objects.visible_to(context).filter(pk=inquiry_id).select_related("author", "grant")
    found = queries.with_state(rows).first() if is_staff(context) else None
    if found is None:
        raise Http404
    leads = Inquiry.objects.visible_to(context, writing=True).filter(pk=found.pk).exists()
    is_asked = not leads and found.asked_id in context.principals
    over = is_asked and found.ended_at is not None
    if over or (leading and not leads) or (asked and not is_asked):
        raise Http404
    crypto.load_keys([found.dossier_id])
    return Place(found, is_asked, leads)
