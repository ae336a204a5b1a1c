"""Set-based reads of the room."""

import datetime as dt
import uuid
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from rundblick.access.context import Context
from rundblick.access.models import Grant
from rundblick.access.models.base import open_now
from rundblick.cases.models import Case
from rundblick.cases.queries import doors_by_name
from rundblick.consent.models import Consent
from rundblick.consent.queries import reply_of
from rundblick.rehab.codes import Milestone
from rundblick.rehab.models import Application, Desk, Divergence, Planned, Statement, Step, Talk
from rundblick.rehab.rules import DORMANT_MONTHS, months_later
from rundblick.web.clock import today

HEALTH = "health"
RELEASE = "release"
"""The purpose by which a clinic or practice may speak to the coaches."""


def doors(dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Grant]:
    """Open doors to this person or the whole household, whoever's they are, the latest last. One query."""
    whom = Q(subject_id__isnull=True) | Q(subject_id=person_id)
    return list(Grant.objects.filter(open_now(), whom, dossier_id=dossier_id).order_by("valid_from", "pk"))


def releases(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Consent]:
    """Consents by which somebody bound to secrecy may speak to the coaches today, as far as the context reads them.

    One query.
    """
    rows = Consent.objects.visible_to(context).filter(
        dossier_id=dossier_id,
        person_id=person_id,
        purpose=RELEASE,
        withdrawn_at__isnull=True,
        superseded_at__isnull=True,
        valid_until__gt=today(),
    )
    return list(rows.order_by("-given_on", "pk"))


def desk(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Desk | None:
    """The person's row, with its agency. One query."""
    rows = Desk.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return rows.select_related("agency", "verified_by").first()


def talks(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, day: dt.date) -> QuerySet[Talk]:
    """Talks until `day`, the latest first."""
    rows = Talk.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id, on__lte=day)
    return rows.select_related("author").order_by("-on", "-pk")


def applications(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, day: dt.date) -> list[Application]:
    """Applications known on `day` with their steps until then; those still open first. Two queries."""
    rows: Any = Application.objects.visible_to(context).filter(
        dossier_id=dossier_id, person_id=person_id, opened_on__lte=day
    )
    steps = Step.objects.visible_to(context).filter(on__lte=day).order_by("on", "pk")
    return list(rows.order_by("over", "-opened_on", "-pk").prefetch_related(Prefetch("steps", queryset=steps)))


def planned(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, *, day: dt.date) -> list[Planned]:
    """The Teilhabeplan: what had not ended on `day`, in the order of time. One query."""
    rows = Planned.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.filter(Q(until__isnull=True) | Q(until__gt=day)).order_by("since", "pk"))


def approved(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> bool:
    """Whether an application of the person was ever approved. One query."""
    rows = Step.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return rows.filter(milestone=Milestone.APPROVED).exists()


def statements(context: Context, of: Desk) -> list[Statement]:
    """What both sides said, as far as the context reads it: of this person with this agency. One query."""
    rows = Statement.objects.visible_to(context).filter(
        dossier_id=of.dossier_id, person_id=of.person_id, agency_id=of.agency_id
    )
    return list(rows.select_related("author").order_by("written_at", "pk"))


def divergences(context: Context, of: Desk) -> list[Divergence]:
    """Where assessments diverge, what is open first. One query."""
    rows = Divergence.objects.visible_to(context).filter(
        dossier_id=of.dossier_id, person_id=of.person_id, agency_id=of.agency_id
    )
    return sorted(rows.order_by("-since", "pk"), key=lambda one: one.settled_on is not None)


def release_of(of: Desk) -> Consent | None:
    """The consent under which the agency may tell the Jobcenter in words today. One query."""
    return reply_of(of.dossier_id, of.person_id, of.agency_id)


def insured_with(insurer: str, day: dt.date) -> set[uuid.UUID]:
    """People who are known on that day to be insured there, as it is known today: as worker, for figures. One query."""
    return set(Desk.objects.filter(insurer=insurer, since__lte=day).values_list("person_id", flat=True))


def _of_my_cases(context: Context, user_id: uuid.UUID, model: Any) -> QuerySet[Any]:
    own = doors_by_name(context, user_id).filter(dossier_id=OuterRef("dossier_id"))
    running = Case.objects.filter(pk=OuterRef("dossier_id"), closed_on__isnull=True)
    rows: QuerySet[Any] = model.objects.visible_to(context).filter(Exists(own), Exists(running))
    return rows


def open_applications(context: Context, user_id: uuid.UUID, *, dormant_on: dt.date | None = None) -> Any:
    """Open applications in the reader's own open cases; only those dormant on a day when one is given."""
    rows = _of_my_cases(context, user_id, Application).filter(over=False)
    if dormant_on is not None:
        rows = rows.filter(last_on__lte=months_later(dormant_on, -DORMANT_MONTHS))
    steps = Step.objects.visible_to(context).order_by("on", "pk")
    return rows.select_related("person").prefetch_related(Prefetch("steps", queryset=steps))


def counted(context: Context, user_id: uuid.UUID, day: dt.date) -> dict[str, Any]:
    """What `rules.figures` takes, of the reader's own open cases until `day`. Three queries.

    Persons are all about whom something stood on the page by then.
    """
    talks = list(_of_my_cases(context, user_id, Talk).filter(on__lte=day).values_list("person_id", "format"))
    rows = _of_my_cases(context, user_id, Application).filter(opened_on__lte=day)
    applications = list(rows.values_list("person_id", "kind", "old_case"))
    desks = _of_my_cases(context, user_id, Desk).filter(since__lte=day).values_list("person_id", flat=True)
    persons = {*desks, *(one[0] for one in talks), *(one[0] for one in applications)}
    return {"persons": persons, "talks": talks, "applications": applications}
