"""Whose data may go to research: consent stands at the Stichtag and today."""

import datetime as dt
import uuid
from collections.abc import Collection

from rundblick.consent.models import Consent
from rundblick.exports.models import Project
from rundblick.programmes.models import Participation
from rundblick.web.clock import berlin_date, today

PURPOSE = "research"
"""Code of the consent text (consent/texts/research.yaml)."""


def taking_part(project: Project, as_of: dt.date) -> list[Participation]:
    """Participations of people in the project's programme that began by that day, in cases of the project's house."""
    rows = Participation.objects.filter(
        dossier__organisation_id=project.house_id,
        dossier__erased_at__isnull=True,
        person__isnull=False,
        started_on__lte=as_of,
    )
    if project.programme:
        rows = rows.filter(run__definition__code=project.programme)
    return list(rows.select_related("run__definition", "person").defer("run__definition__document").order_by("pk"))


def consenting(rows: Collection[Participation], as_of: dt.date) -> set[uuid.UUID]:
    """People whose consent to research stood on the Stichtag and still stands today: a withdrawal ends it at once.

    One query.
    """
    people = {row.person_id for row in rows if row.person_id}
    dossiers = {row.dossier_id for row in rows}
    found = Consent.objects.filter(purpose=PURPOSE, dossier_id__in=dossiers, person_id__in=people)
    then: set[uuid.UUID] = set()
    still: set[uuid.UUID] = set()
    for one in found.order_by("pk"):
        if stands(one, as_of):
            then.add(one.person_id)
        if stands(one, today()):
            still.add(one.person_id)
    return then & still


def stands(consent: Consent, day: dt.date) -> bool:
    """Whether it holds on that day. Withdrawn counts for all days: what is taken back carries nothing any more."""
    if consent.withdrawn_at is not None:
        return False
    replaced = consent.superseded_at
    in_force = replaced is None or berlin_date(replaced) > day
    return in_force and consent.given_on <= day < consent.valid_until
