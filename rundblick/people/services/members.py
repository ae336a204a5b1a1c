"""Memberships: who belongs to a household from when until when. Nothing is overwritten without history."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence

from rundblick.access.context import reason
from rundblick.people.models import Household, Membership, Person
from rundblick.people.rules import Member, Period, Role, conflicts, period_problem
from rundblick.people.services.errors import Refused
from rundblick.people.services.persons import NewPerson, index_names, person_row


def add_member(
    *,
    household: Household,
    person: NewPerson | Person,
    role: Role,
    valid_from: dt.date,
    valid_until: dt.date | None = None,
) -> Membership:
    """Somebody joins the household, new or already known. `valid_until` is the first day no longer.

    Raises Refused with the field for dates that cannot be, or when the person belongs to it already.
    """
    with reason("people.member.add"):
        new = not isinstance(person, Person)
        somebody = person_row(person) if isinstance(person, NewPerson) else person
        row = _row(household, somebody, role, valid_from, valid_until)
        check_dates(row)
        check_roles([*_others(household.pk), row])
        if new:
            somebody.save(force_insert=True)
        row.save(force_insert=True)
        if new:
            index_names([somebody])
    return row


def end_membership(*, membership: Membership, valid_until: dt.date) -> Membership:
    """The person no longer belongs to the household from `valid_until` on. Raises Refused for an impossible day."""
    with reason("people.member.end"):
        membership.valid_until = valid_until
        check_dates(membership)
        check_roles([*_others(membership.household_id, but=membership.pk), membership])
        membership.save(update_fields=["valid_until"])
    return membership


def change_membership(
    *, membership: Membership, role: Role, valid_from: dt.date, valid_until: dt.date | None
) -> Membership:
    """Correct role or dates; the former row stays in the history. Raises Refused."""
    with reason("people.member.change"):
        membership.role, membership.valid_from, membership.valid_until = Role(role), valid_from, valid_until
        check_dates(membership)
        check_roles([*_others(membership.household_id, but=membership.pk), membership])
        membership.save(update_fields=["role", "valid_from", "valid_until"])
    return membership


def move_member(*, membership: Membership, to: Household, on: dt.date, role: Role) -> Membership:
    """The person leaves one household and belongs to another from the same day; both doors must be open.

    Answers the new membership. Raises Refused when the day cannot be or both are the same household.
    """
    if membership.household_id == to.pk:
        raise Refused("Die Person gehört schon zu diesem Haushalt.", "household")
    with reason("people.member.move"):
        if membership.valid_until is None or membership.valid_until > on:
            end_membership(membership=membership, valid_until=on)
        row = _row(to, membership.person, role, on, None)
        check_dates(row)
        check_roles([*_others(to.pk), row])
        row.save(force_insert=True)
    return row


def check_dates(row: Membership) -> None:
    """Raise Refused beside the right field when a membership cannot have these dates."""
    if problem := period_problem(row.valid_from, row.valid_until, birth_date=row.person.birth_date):
        raise Refused(problem, "valid_from" if "Geburt" in problem else "valid_until")


def check_roles(rows: Sequence[Membership]) -> None:
    """Raise Refused when somebody would belong to one household twice at the same time."""
    for conflict in conflicts([dated(row) for row in rows]):
        if conflict.blocking:
            raise Refused(conflict.message, "valid_from")


def dated(row: Membership) -> Member:
    """The membership as the rules see it."""
    return Member(
        row.person_id, row.household_id, Role(row.role), Period(row.valid_from, row.valid_until), row.person.birth_date
    )


def _others(household_id: uuid.UUID, *, but: uuid.UUID | None = None) -> Iterable[Membership]:
    # The trigger of the table locks the household; this read only gives the sentence instead of an error page.
    rows = Membership.objects.filter(household_id=household_id).select_related("person")
    return rows.exclude(pk=but) if but else rows


def _row(
    household: Household, person: Person, role: Role, valid_from: dt.date, valid_until: dt.date | None
) -> Membership:
    return Membership(
        dossier_id=household.dossier_id,
        household=household,
        person=person,
        role=Role(role),
        valid_from=valid_from,
        valid_until=valid_until,
    )
