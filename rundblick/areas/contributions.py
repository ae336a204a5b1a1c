"""The room's share of facts and of the case page."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django.db.models import OuterRef, Subquery

from rundblick.access.models import Grant, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.agreements.access import in_house
from rundblick.areas.models import Charge
from rundblick.areas.queries import Placed, charges, holding, placed
from rundblick.cases.file import File
from rundblick.people.models import Membership
from rundblick.people.protection import shielded_dossiers
from rundblick.web.clock import today

FACT = "household.area"


def facts(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, dict[str, Any]]:
    """household.area: name of the area a household lives in on that day.

    None where no line fits, lines contradict each other, and where the address is unknown or withheld. At most three
    queries for all.
    """
    ids = list(dossier_ids)
    found = placed(ids, as_of)
    return {one: {FACT: _name(found.get(one))} for one in ids}


def values(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, str]:
    """The same for whoever asks many households one question: only those with an answer."""
    return {one: name for one, found in placed(dossier_ids, as_of).items() if (name := _name(found))}


def _name(found: Placed | None) -> str | None:
    return found.area.name if found and found.area else None


def part(request: Request, case: File) -> dict[str, Any] | None:
    """Beside the case: the area the household lives in, who looks after it, and two hints. None without areas.

    Protected households have no such part, and nobody outside of the house has.
    """
    if not in_house(request) or case.protected:
        return None
    found = placed([case.dossier_id], today()).get(case.dossier_id)
    if found is None:
        return None
    area = found.area
    elsewhere = _elsewhere(request, case)
    if not (found.answer.areas or elsewhere):
        return None
    charge = charges([area.pk], today()).get(area.pk) if area else None
    return {
        "area": area,
        "charge": charge,
        "unclear": bool(found.answer.areas and not area),
        "number_missing": found.answer.number_missing,
        "other": bool(charge and not _in_charge(charge, case)),
        "leads": case.leads,
        "elsewhere": elsewhere,
        "case": case,
    }


def _in_charge(charge: Charge, case: File) -> bool:
    """Whether the case is where its area is looked after."""
    if charge.coach_id is not None:
        doors = Grant.objects.filter(open_now(), dossier_id=case.dossier_id, basis=Basis.RESPONSIBLE)
        return doors.filter(principal_id=charge.coach_id).exists()
    return charge.team_id == case.case.dossier.team_id


def _elsewhere(request: Request, case: File) -> list[tuple[str, str]]:
    """Members who belong at the same time to another household with another coach: (name, coach) (E20.1).

    Only households the reader's doors open, and none with a protected member. One query, a second where there are any.
    """
    doors = Grant.objects.filter(open_now(), dossier_id=OuterRef("dossier_id"), basis=Basis.RESPONSIBLE)
    coach = User.objects.filter(pk=OuterRef("responsible_id")).values("display_name")
    rows: Any = Membership.objects.visible_to(request.access).filter(holding(today()), person_id__in=case.member_ids)
    rows = rows.exclude(dossier_id=case.dossier_id).filter(dossier__case__closed_on__isnull=True)
    rows = rows.annotate(responsible_id=Subquery(doors.values("principal_id")[:1])).annotate(coach=Subquery(coach))
    found = [row for row in rows.order_by("pk") if row.coach and row.coach != case.responsible]
    shielded = shielded_dossiers([row.dossier_id for row in found])
    return [(case.name(row.person_id), row.coach) for row in found if row.dossier_id not in shielded]
