"""Who belongs to a group: joining, leaving, moving to another one. Periods are half-open, nothing is overwritten."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.group_plan import size_words
from rundblick.programmes.groups import same_run, sizes
from rundblick.programmes.models import Cohort, CohortMember, Participation
from rundblick.programmes.publishing import document
from rundblick.web.german import german_date

_ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Joined:
    """New members. `hint`: what the definition says about the size of the group now, empty when it fits."""

    rows: list[CohortMember]
    hint: str


def join(*, group: Cohort, participations: Collection[Participation], on: dt.date) -> Joined:
    """These participations belong to the group from a day on; whoever belongs to it already stays as they are.

    A group larger than intended is a hint, never a block (design rule 9). Raises Refused for a participation of
    another run or one that does not run on that day, and for days outside of the group.
    """
    if on < group.starts_on:
        raise Refused(f"Die Gruppe beginnt am {german_date(group.starts_on)}.", "on")
    if group.ended_on is not None and on > group.ended_on:
        raise Refused(f"Die Gruppe endete am {german_date(group.ended_on)}.", "on")
    for one in participations:
        _fits(group, one, on)
    with reason("programmes.group.join"):
        there = CohortMember.objects.filter(cohort=group, participation__in=participations, valid_until=None)
        known = set(there.values_list("participation_id", flat=True))
        rows = [
            CohortMember(
                dossier_id=one.dossier_id, cohort=group, participation=one, person_id=one.person_id, valid_from=on
            )
            for one in participations
            if one.pk not in known
        ]
        try:
            with transaction.atomic():
                CohortMember.objects.bulk_create(rows)
        except IntegrityError:
            raise Stale(group) from None
    attendance = document(group.run.definition).attendance
    hint = size_words(attendance.group, sizes([group.pk], on)[group.pk]) if attendance and rows else ""
    return Joined(rows, hint)


def leave(*, member: CohortMember, on: dt.date) -> None:
    """`on` is the last day in the group. Raises Refused for a day before the first one, or who has left already.

    Attendance that is written down stays.
    """
    with reason("programmes.group.leave"):
        row = _locked(member)
        if on < row.valid_from:
            raise Refused(f"Der erste Tag in der Gruppe war der {german_date(row.valid_from)}.", "on")
        row.valid_until = on + _ONE_DAY
        row.save(update_fields=["valid_until"])


def never_joined(*, member: CohortMember) -> None:
    """Somebody was put into the group by mistake. The history keeps it."""
    with reason("programmes.group.never_joined"):
        _locked(member).delete()


def move_member(*, member: CohortMember, to: Cohort, on: dt.date) -> Joined:
    """`on` is the first day in the other group, the day before it the last one in this. Raises Refused."""
    with reason("programmes.group.move"):
        row = _locked(member)
        if row.cohort_id == to.pk:
            raise Refused("Das ist schon diese Gruppe.", "to")
        found = join(group=to, participations=[member.participation], on=on)
        if on <= row.valid_from:
            row.delete()
        else:
            row.valid_until = on
            row.save(update_fields=["valid_until"])
    return found


def _fits(group: Cohort, participation: Participation, on: dt.date) -> None:
    if not same_run(group, participation):
        raise Refused("Diese Teilnahme gehört zu einem anderen Durchgang.", "participations")
    if participation.started_on is None or (participation.ended_on is not None and participation.ended_on < on):
        raise Refused(f"Am {german_date(on)} läuft nicht jede der gewählten Teilnahmen.", "on")


def _locked(member: CohortMember) -> CohortMember:
    row = CohortMember.objects.select_for_update(of=("self",)).filter(pk=member.pk).first()
    if row is None or row.valid_until is not None:
        raise Refused("Diese Person ist schon aus der Gruppe ausgetragen.")
    return row
