"""Cases whose area is looked after somewhere else: a hint for whoever leads them or their team. Nothing is changed."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.db.models import F, OuterRef, Subquery

from rundblick.access.context import Context
from rundblick.access.models import Grant, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import Basis
from rundblick.areas.models import Area, Charge
from rundblick.areas.queries import charges, placed
from rundblick.cases.models import Case


@dataclass(frozen=True)
class Elsewhere:
    """An open case with the area it lies in and who looks after that area; `who` leads it now.

    `mine`: the reader is responsible and may hand it over.
    """

    dossier_id: uuid.UUID
    area: Area
    charge: Charge
    who: str
    mine: bool


def elsewhere(context: Context, as_of: dt.date) -> list[Elsewhere]:
    """Open cases of the own house that the reader's doors open, by area. At most seven queries.

    Cases without a clear area, and those whose area nobody looks after, are left out; so is every protected household.
    """
    doors = Grant.objects.filter(open_now(), dossier_id=OuterRef("dossier_id"), basis=Basis.RESPONSIBLE)
    name = User.objects.filter(pk=OuterRef("responsible_id")).values("display_name")
    rows: Any = Case.objects.visible_to(context).filter(closed_on__isnull=True)
    rows = rows.filter(dossier__organisation_id=context.organisation_id)
    rows = rows.annotate(
        team_id=F("dossier__team_id"),
        responsible_id=Subquery(doors.order_by("-valid_from").values("principal_id")[:1]),
    )
    cases = {row.pk: row for row in rows.annotate(responsible=Subquery(name)).order_by("pk")}
    areas = {one: place.area for one, place in placed(cases, as_of).items() if place.area is not None}
    found = charges([area.pk for area in areas.values()], as_of)
    lines = [
        Elsewhere(one, area, charge, cases[one].responsible or "", cases[one].responsible_id == context.user_id)
        for one, area in areas.items()
        if (charge := found.get(area.pk)) is not None and _lies_elsewhere(cases[one], charge)
    ]
    return sorted(lines, key=lambda line: (line.area.name, line.dossier_id))


def _lies_elsewhere(case: Any, charge: Charge) -> bool:
    if charge.coach_id is not None:
        return bool(case.responsible_id != charge.coach_id)
    return bool(case.team_id != charge.team_id)
