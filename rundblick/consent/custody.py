"""Who has custody of a minor: what stands, in words, and the verb that states it."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import IntegrityError, transaction

from rundblick.access.context import Context, reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.consent.codes import CustodyKind
from rundblick.consent.errors import Refused
from rundblick.consent.models import Custody
from rundblick.consent.queries import Household
from rundblick.consent.rules import Holders
from rundblick.web.clock import now, today
from rundblick.web.german import german_date

CHANGED = "Inzwischen hat jemand das Sorgerecht eingetragen. Bitte laden Sie die Seite neu."


def history(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[Custody]:
    """Everything stated about one minor, the latest first. One query."""
    rows = Custody.objects.visible_to(context).filter(dossier_id=dossier_id, person_id=person_id)
    return list(rows.select_related("first", "second", "recorded_by").order_by("-valid_from", "pk"))


def known(row: Custody | None) -> bool:
    """Whether it is clear who has it."""
    return row is not None and row.kind != CustodyKind.UNKNOWN


def in_words(row: Custody) -> str:
    """Who has it, in a line."""
    names = [person.name for person in (row.first, row.second) if person is not None]
    names += ["jemand außerhalb des Haushalts"] if row.outside else []
    match row.kind:
        case CustodyKind.JOINT:
            return f"{' und '.join(names)} gemeinsam"
        case CustodyKind.ALONE:
            return f"{names[0]} allein"
        case CustodyKind.GUARDIAN:
            return f"{row.get_kind_display()}: {names[0]}"
    return row.get_kind_display()


def state(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    household: Household,
    holders: Holders,
    valid_from: dt.date,
    by: User,
    token: uuid.UUID | None = None,
) -> Custody:
    """State who has custody of this minor from a day on; what stood until then ends with it.

    Stating something else for the same first day corrects that statement; the history keeps both. `token`: the form's,
    so that a form sent twice makes one row. Raises Refused with the field concerned.
    """
    _check(household, person_id, holders, valid_from)
    with reason("consent.custody.state"):
        rows = Custody.objects.select_for_update().filter(dossier_id=dossier_id, person_id=person_id)
        former = rows.filter(valid_until__isnull=True).first()
        if former is not None and former.pk == token:
            return former
        if former is not None and former.valid_from > valid_from:
            since = german_date(former.valid_from)
            raise Refused(f"Ab dem {since} steht schon etwas. Bitte nehmen Sie einen späteren Tag.", "since")
        members = sorted(holders.members, key=str)
        row = Custody(
            pk=token or uuid.uuid4(),
            dossier_id=dossier_id,
            person_id=person_id,
            kind=holders.kind,
            first_id=members[0] if members else None,
            second_id=members[1] if len(members) > 1 else None,
            outside=holders.outside,
            valid_from=valid_from,
            recorded_by=by,
            recorded_at=now(),
        )
        try:
            with transaction.atomic():
                _end(former, row)
                return insert_once(row)
        except IntegrityError as clash:
            raise Refused(CHANGED) from clash


def _end(former: Custody | None, row: Custody) -> None:
    if former is None:
        return
    if former.valid_from == row.valid_from:
        former.delete()
        return
    former.valid_until = row.valid_from
    former.save(update_fields=["valid_until"])


def _check(household: Household, person_id: uuid.UUID, holders: Holders, valid_from: dt.date) -> None:
    asked = household.asked(person_id)
    if asked is None or not asked.minor(today()):
        raise Refused("Nach dem Sorgerecht wird nur bei Minderjährigen des Haushalts gefragt.")
    adults = {member.person.pk for member in household.adults(today())} - {person_id}
    if not holders.members <= adults:
        raise Refused("Sorgerecht haben hier nur Erwachsene dieses Haushalts, oder jemand außerhalb.", "holders")
    if holders.problem:
        raise Refused(holders.problem, "holders")
    if valid_from > today():
        raise Refused("Dieser Tag liegt in der Zukunft.", "since")
    if asked.birth_date is not None and valid_from < asked.birth_date:
        raise Refused("Dieser Tag liegt vor der Geburt.", "since")


def names_of(household: Household) -> Mapping[uuid.UUID, str]:
    """Grown-up members with their names."""
    return {member.person.pk: member.name for member in household.adults(today())}


def last_day(row: Custody) -> dt.date | None:
    """The last day it held; None while it stands."""
    return row.valid_until - dt.timedelta(days=1) if row.valid_until else None


def merge(keep: uuid.UUID, drop: uuid.UUID) -> int:
    """Move everything about one person to the other. Of two that stand, the one of the kept person does.

    Where both of them had custody of a child together, they were one, who has it alone as far as this says.
    """
    moved = 0
    kept = Custody.objects.filter(person_id=keep, valid_until__isnull=True)
    standing = set(kept.values_list("dossier_id", flat=True))
    for row in Custody.objects.filter(person_id=drop):
        if row.valid_until is None and row.dossier_id in standing:
            row.delete()
        else:
            row.person_id = keep
            row.save(update_fields=["person"])
        moved += 1
    Custody.objects.filter(first_id__in=(keep, drop), second_id__in=(keep, drop)).update(
        first_id=keep, second=None, kind=CustodyKind.ALONE
    )
    moved += Custody.objects.filter(first_id=drop).update(first_id=keep)
    return moved + Custody.objects.filter(second_id=drop).update(second_id=keep)
