"""Ordering what a job makes, and taking it out of the house."""

import datetime as dt
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.db.models import QuerySet

from rundblick.access.context import Context, reason
from rundblick.exports.codes import Kind, Making, Status
from rundblick.exports.errors import Refused
from rundblick.exports.making import opened
from rundblick.exports.models import Delivery, MappingVersion, Project
from rundblick.exports.services.common import house_of
from rundblick.exports.services.log import Taken, note
from rundblick.exports.services.projects import may_deliver
from rundblick.exports.tasks import make
from rundblick.programmes.models import Run
from rundblick.web.clock import now, today

STUCK_AFTER = dt.timedelta(minutes=15)
WITHDRAWN = (
    "Seit dem Erstellen hat jemand die Einwilligung widerrufen, oder ein Fall wurde gelöscht. Diese Datei wird nicht "
    "mehr herausgegeben; bitte erstellen Sie sie neu."
)


def order_research(context: Context, project: Project, *, as_of: dt.date) -> Delivery:
    """Order the data of a project. Raises Refused where it is not approved, not running, or closed."""
    if why := may_deliver(project, as_of):
        raise Refused(why)
    return order(context, kind=Making.RESEARCH, as_of=as_of, project=project)


def order(
    context: Context,
    *,
    kind: Making,
    as_of: dt.date,
    project: Project | None = None,
    mapping: MappingVersion | None = None,
    run: Run | None = None,
) -> Delivery:
    """Ask for something; a job makes it. The same asked for while it is being made is the same order."""
    named: dict[str, Any] = {"kind": kind, "as_of": as_of, "project": project, "mapping": mapping, "run": run}
    with reason("exports.order"):
        try:
            with transaction.atomic():
                row = prepare(context, **named)
        except IntegrityError:
            return _waiting(context, named).get()
        make.defer(delivery_id=str(row.pk))
    return row


def prepare(context: Context, **named: Any) -> Delivery:
    """The order without the job, for those who make it at once. Raises IntegrityError for a second, or Refused."""
    if named["as_of"] > today():
        raise Refused("Der Stichtag liegt in der Zukunft.")
    with reason("exports.order"):
        # A job that was killed half-way would otherwise block this order for good.
        _waiting(context, named).filter(started_at__lt=now() - STUCK_AFTER).update(
            status=Status.FAILED, error="Die Arbeit daran wurde unterbrochen."
        )
        return Delivery.objects.create(
            **named, house_id=house_of(context), ordered_by_id=context.user_id, ordered_at=now()
        )


def _waiting(context: Context, named: dict[str, Any]) -> QuerySet[Delivery]:
    rows = Delivery.objects.filter(house_id=context.organisation_id, status__in=[Status.QUEUED, Status.RUNNING])
    blank = {f"{name}__isnull": True for name, value in named.items() if value is None}
    return rows.filter(**{name: value for name, value in named.items() if value is not None}, **blank)


def take(context: Context, delivery: Delivery, *, purpose: str, recipient: str) -> bytes:
    """The file about people, and the line in the log.

    Raises Refused when it is gone, and for research also when the project or a consent is no longer in force.
    """
    if delivery.kind == Making.FUNDER:
        assert delivery.mapping is not None
        title = delivery.mapping.mapping.title
        return _take(context, delivery, Kind.FUNDER, title, purpose=purpose, recipient=recipient)
    project = delivery.project
    assert project is not None
    if why := may_deliver(project, delivery.as_of):
        raise Refused(why)
    if not _still_allowed(delivery):
        raise Refused(WITHDRAWN)
    return _take(context, delivery, Kind.RESEARCH, project.title, purpose=purpose, recipient=recipient)


def _take(context: Context, delivery: Delivery, kind: Kind, title: str, *, purpose: str, recipient: str) -> bytes:
    row = Delivery.objects.get(pk=delivery.pk)
    if not row.sealed:
        raise Refused("Die Datei ist nicht mehr da. Bitte erstellen Sie sie neu.")
    content = opened(row)
    note(
        context,
        Taken(
            kind=kind,
            title=title,
            about=delivery.pk,
            form=row.file_name.rpartition(".")[2],
            content=content,
            purpose=purpose,
            recipient=recipient,
            as_of=row.as_of,
            rows=row.rows,
            person_level=True,
        ),
    )
    return content


def _still_allowed(delivery: Delivery) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT exports_still_allowed(%s, %s)", [delivery.pk, today()])
        return bool(cursor.fetchone()[0])
