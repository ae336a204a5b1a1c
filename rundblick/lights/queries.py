"""Set-based reads of the Ampeltorte."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db.models import Count, Max, Q, QuerySet

from rundblick.access.context import Context
from rundblick.lights.models import Card


def cards(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, day: dt.date) -> list[Card]:
    """Cards that lay there at the end of that day and that this member may see, in their order; one query.

    Those of other members are among them when they were opened to the family.
    """
    rows = Card.objects.visible_to(context).filter(dossier_id=dossier_id).on(day).shown_to(member)
    return list(rows.select_related("goal").order_by("rank", "pk"))


def own(rows: Iterable[Card], member: uuid.UUID) -> list[Card]:
    """The member's own cards among them."""
    return [card for card in rows if card.person_id == member]


def days(
    context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, before: dt.date, limit: int = 24
) -> list[dt.date]:
    """Days before `before` on which a member's cards were worked on, the latest first; one query."""
    rows = _of(context, dossier_id, member)
    begun = rows.filter(valid_from__lt=before).order_by().values_list("valid_from")
    ended = rows.filter(valid_until__lt=before).order_by().values_list("valid_until")
    return [day for (day,) in begun.union(ended).order_by("-valid_from")[:limit]]


def counted(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID) -> tuple[int, dt.date | None]:
    """How many cards lie there now, and the day they were last worked on; one query."""
    rows = _of(context, dossier_id, member)
    found = rows.aggregate(
        standing=Count("pk", filter=Q(valid_until__isnull=True)), begun=Max("valid_from"), ended=Max("valid_until")
    )
    return found["standing"], max((day for day in (found["begun"], found["ended"]) if day), default=None)


def standing_row(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID, row_id: uuid.UUID) -> Card | None:
    """The card whose row has that id as it stands now, also when it was said anew meanwhile; None when it is gone.

    At most two queries.
    """
    rows = Card.objects.visible_to(context, writing=True).filter(dossier_id=dossier_id, person_id=member)
    found = rows.filter(pk=row_id).first()
    if found is None or found.valid_until is None:
        return found
    return rows.filter(thread=found.thread, valid_until__isnull=True).first()


def _of(context: Context, dossier_id: uuid.UUID, member: uuid.UUID) -> QuerySet[Card]:
    return Card.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=member)
