"""Opening, closing and reopening a case, and who is in focus."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.calendar.errors import Refused
from rundblick.calendar.services import members_only
from rundblick.cases.codes import ClosingReason
from rundblick.cases.models import Case, CasePeriod, Focus
from rundblick.cases.rules import at_noon
from rundblick.people.models import Household
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import today

OPENED = "case_opened"
CLOSED = "case_closed"


def open_case(*, household: Household, focus: Collection[uuid.UUID], opened_on: dt.date | None = None) -> Case:
    """Open the case of a household with the members it is about. Asking twice answers the same case.

    Raises Refused without anybody in focus, for somebody outside of the household, or a day in the future.
    """
    existing = Case.objects.filter(pk=household.dossier_id).first()
    if existing:
        return existing
    day = opened_on or today()
    if not focus:
        raise Refused("Bitte wählen Sie, um wen es geht.")
    if day > today():
        raise Refused("Ein Fall wird nicht in der Zukunft eröffnet.")
    members_only(household.dossier_id, list(focus), on=day)
    with reason("cases.open"):
        case = Case(id=household.dossier_id, dossier_id=household.dossier_id, household=household, opened_on=day)
        case.save(force_insert=True)
        _begin(case, day)
        Focus.objects.bulk_create(
            [Focus(dossier_id=case.pk, case=case, person_id=person_id, valid_from=day) for person_id in set(focus)]
        )
    return case


def close(*, case: Case, closed_on: dt.date, closing_reason: ClosingReason | str) -> Case:
    """End a case; `closed_on` is the first day on which it is no longer open.

    Raises Refused when it is closed already, or on a day before the opening or in the future. Nothing else is
    touched: open tasks and appointments stay, the page names them.
    """
    with reason("cases.close"):
        row = _locked(case)
        if row.closed_on is not None:
            raise Refused("Dieser Fall ist schon geschlossen.")
        if closed_on < row.opened_on:
            raise Refused("Das Ende liegt vor der Eröffnung des Falls.")
        if closed_on > today():
            raise Refused("Ein Fall wird nicht in der Zukunft geschlossen.")
        row.closed_on, row.closing_reason = closed_on, closing_reason
        row.version += 1
        row.save()
        period = row.periods.get(closed_on__isnull=True)
        period.closed_on, period.closing_reason = closed_on, closing_reason
        period.save()
        timeline.record(
            dossier_id=row.pk, at=at_noon(closed_on), kind=CLOSED, topic="master", object_id=period.pk, shared=True
        )
        facts_changed([row.pk])
    return row


def reopen(*, case: Case, opened_on: dt.date | None = None) -> Case:
    """Open a closed case again; the former period stays. Raises Refused when it is open or before the last end."""
    day = opened_on or today()
    with reason("cases.reopen"):
        row = _locked(case)
        if row.closed_on is None:
            raise Refused("Dieser Fall ist offen.")
        if not row.closed_on <= day <= today():
            raise Refused("Der neue Beginn liegt zwischen dem letzten Ende und heute.")
        row.opened_on, row.closed_on, row.closing_reason = day, None, ""
        row.version += 1
        row.save()
        _begin(row, day)
        facts_changed([row.pk])
    return row


def set_focus(*, case: Case, persons: Sequence[uuid.UUID]) -> None:
    """From today on the case is about these members; former ones keep their dates. Raises Refused for nobody."""
    if not persons:
        raise Refused("Bitte wählen Sie, um wen es geht.")
    members_only(case.pk, persons, on=today())
    with reason("cases.focus"):
        held = {row.person_id: row for row in Focus.objects.filter(case=case, valid_until__isnull=True)}
        for person_id, row in held.items():
            if person_id in persons:
                continue
            if row.valid_from >= today():
                row.delete()
            else:
                row.valid_until = today()
                row.save(update_fields=["valid_until"])
        Focus.objects.bulk_create(
            [
                Focus(dossier_id=case.pk, case=case, person_id=person_id, valid_from=today())
                for person_id in dict.fromkeys(persons)
                if person_id not in held
            ]
        )


def _begin(case: Case, day: dt.date) -> None:
    period = CasePeriod.objects.create(dossier_id=case.pk, case=case, opened_on=day)
    timeline.record(dossier_id=case.pk, at=at_noon(day), kind=OPENED, topic="master", object_id=period.pk, shared=True)


def _locked(case: Case) -> Case:
    found = Case.objects.select_for_update().filter(pk=case.pk).first()
    if found is None:
        raise Refused("Diesen Fall gibt es nicht mehr.")
    return found
