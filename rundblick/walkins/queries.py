"""Set-based reads of the room, one statement each. Row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection

from django.db.models import Count
from django.db.models.functions import TruncMonth

from rundblick.access.context import Context
from rundblick.access.models import Team
from rundblick.access.models.base import open_grants
from rundblick.walkins.access import house_of
from rundblick.walkins.models import Contact


def teams(context: Context) -> list[tuple[uuid.UUID, str]]:
    """The coach's teams in the order of their names."""
    rows = Team.objects.filter(pk__in=context.team_ids, organisation_id=house_of(context))
    return list(rows.order_by("name", "pk").values_list("pk", "name"))


def may_note(context: Context, dossier_ids: Collection[uuid.UUID]) -> set[uuid.UUID]:
    """Of these dossiers, those in which the context may write notes about everybody."""
    doors = open_grants(context).filter(
        dossier_id__in=list(dossier_ids), writes=True, subject_id__isnull=True, topics__contains=["notes"]
    )
    return set(doors.values_list("dossier_id", flat=True))


def counted(context: Context, *, since: dt.date, until: dt.date) -> dict[tuple[str, dt.date, int | None], int]:
    """Contacts of the house by place, month and topic, both days inclusive; see `rules.Counted`."""
    rows = Contact.objects.filter(organisation_id=house_of(context), on__range=(since, until))
    grouped = rows.annotate(month=TruncMonth("on")).values_list("place__name", "month", "topic")
    return {(place or "", month, topic): n for place, month, topic, n in grouped.annotate(n=Count("pk")).order_by()}
