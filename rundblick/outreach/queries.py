"""Set-based reads of the room. Row-level security holds underneath."""

import datetime as dt
import uuid
from collections.abc import Collection
from typing import Any

from django.db.models import Count, Max, OuterRef, Q, QuerySet, Subquery

from rundblick.access.context import Context
from rundblick.calendar.codes import PURPOSE
from rundblick.cases.models import ContactNote
from rundblick.consent.models import Consent
from rundblick.outreach.models import Entry

ORDER = ("on", "written_at", "pk")


def entries(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Entry]:
    """Everything noted about reaching a member, in its order. One query."""
    rows = Entry.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.select_related("author").order_by(*ORDER))


def talked_on(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, until: dt.date) -> dt.date | None:
    """The day of the latest talk with a member, or with all, that day included; as far as doors open it. One query."""
    rows = ContactNote.objects.visible_to(context).filter(
        _with(person_id), dossier_id=dossier_id, happened_on__lte=until
    )
    found: dt.date | None = rows.aggregate(day=Max("happened_on"))["day"]
    return found


def may_go_home(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, on: dt.date) -> bool:
    """Whether this person's written consent to visits stands on that day (inclusive). One query."""
    rows = Consent.objects.visible_to(context).filter(withdrawn_at__isnull=True, superseded_at__isnull=True)
    mine = rows.filter(dossier_id=dossier_id, person_id=person_id, purpose=PURPOSE)
    return mine.filter(given_on__lte=on, valid_until__gt=on).exists()


def talks_by_setting(rows: QuerySet[ContactNote], *, since: dt.date, until: dt.date) -> dict[str, int]:
    """How many talks among these notes took place in each setting, both days inclusive. One query."""
    counted = rows.filter(happened_on__range=(since, until)).values_list("setting")
    return dict(counted.annotate(talks=Count("talk", distinct=True)).order_by())


def of_open_cases(dossier_ids: Collection[uuid.UUID], as_of: dt.date) -> QuerySet[Any]:
    """All entries of open cases until that day, in their order, with the day of the latest talk. One query."""
    notes = ContactNote.objects.filter(
        _with(OuterRef("person_id")), dossier_id=OuterRef("dossier_id"), happened_on__lte=as_of
    )
    rows: Any = Entry.objects.filter(dossier_id__in=dossier_ids, on__lte=as_of, dossier__case__closed_on__isnull=True)
    latest = Subquery(notes.order_by("-happened_on").values("happened_on")[:1])
    return rows.annotate(talked_on=latest).order_by("dossier_id", "person_id", *ORDER)


def _with(person_id: Any) -> Q:
    return Q(person_id=person_id) | Q(person_id__isnull=True)
