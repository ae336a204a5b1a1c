"""Set-based reads for this room and those above: one query each, however many households are asked for.

Row-level security decides in the end; for a user `visible_to` asks the same door book first. Jobs under the
worker role see every row.
"""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Q, QuerySet

from rundblick.access.context import Context, current
from rundblick.access.models import DossierQuerySet, DossierScoped
from rundblick.people.labels import NOBODY, Named, household_label
from rundblick.people.models import Address, ContactPoint, Household, Membership, Person
from rundblick.people.rules import ROLE_LABELS, Period, Role, age_at
from rundblick.people.rules import Member as DatedMember
from rundblick.people.rules import composition as _composition
from rundblick.web.clock import today

S = TypeVar("S", bound=DossierScoped)


@dataclass(frozen=True, slots=True)
class Member:
    """A person in a household for a period; `valid_until` is exclusive, None = open."""

    membership_id: uuid.UUID
    dossier_id: uuid.UUID
    household_id: uuid.UUID
    person: Person
    role: Role
    valid_from: dt.date
    valid_until: dt.date | None

    @property
    def name(self) -> str:
        """First names and last name."""
        return self.person.name

    @property
    def role_label(self) -> str:
        """The role in German."""
        return ROLE_LABELS[self.role]

    @property
    def period(self) -> Period:
        """The half-open period of the membership."""
        return Period(self.valid_from, self.valid_until)

    def age(self, as_of: dt.date) -> int | None:
        """Age in completed years on that day; None when unknown or not yet born."""
        return age_on(self.person.birth_date, as_of)


def age_on(birth_date: dt.date | None, as_of: dt.date) -> int | None:
    """Age in completed years; None without a birth date and before birth."""
    return age_at(birth_date, as_of) if birth_date and birth_date <= as_of else None


def opened(rows: DossierQuerySet[S]) -> QuerySet[S]:
    """Narrow to what the current user's doors open; a job without a user relies on its database role."""
    context = current()
    return rows if context.kind.startswith("system") else rows.visible_to(context)


def memberships_of(dossier_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Member]]:
    """All members of all times, per dossier, by their first day, the older first. One query."""
    rows = opened(Membership.objects.filter(dossier_id__in=list(dossier_ids))).select_related("person")
    return _grouped(rows.order_by("valid_from", "person__birth_date", "person__first_names", "id"))


def members_of(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, list[Member]]:
    """Who belongs to each household on the day `as_of`, in the order of lists. One query.

    Every dossier asked for is a key of the answer.
    """
    ids = list(dossier_ids)
    present = Q(valid_from__lte=as_of) & (Q(valid_until__isnull=True) | Q(valid_until__gt=as_of))
    rows = opened(Membership.objects.filter(present, dossier_id__in=ids)).select_related("person")
    grouped = _grouped(rows.order_by("valid_from", "id"))
    return {dossier_id: ordered(grouped.get(dossier_id, []), as_of=as_of) for dossier_id in ids}


def ordered(members: Iterable[Member], *, as_of: dt.date) -> list[Member]:
    """Those present on that day in the order of lists: adults by role, then children, the older first."""
    by_row = {member.membership_id: member for member in members}
    rows = [
        DatedMember(member.membership_id, member.household_id, member.role, member.period, member.person.birth_date)
        for member in by_row.values()
    ]
    return [by_row[row.person] for row in _composition(rows, as_of=as_of)]  # type: ignore[index]


def labels(dossier_ids: Iterable[uuid.UUID], as_of: dt.date | None = None) -> dict[uuid.UUID, str]:
    """What each household is called ("Familie Kaya"), after those who belong on the day, or who belonged last.

    One query. Who may see one member only gets that member's name.
    """
    ids = list(dossier_ids)
    everybody = memberships_of(ids)
    return {dossier_id: label_of(everybody.get(dossier_id, []), as_of or today()) for dossier_id in ids}


def label_of(members: list[Member], as_of: dt.date) -> str:
    """The label of one household from all its members."""
    present = ordered(members, as_of=as_of) or _last(members)
    return household_label([Named(m.person.first_names, m.person.last_name, m.role) for m in present]) or NOBODY


def _last(members: list[Member]) -> list[Member]:
    """Of a household that ended, or has not begun: those of its last day."""
    if not members:
        return []
    day = max(member.valid_from for member in members)
    return ordered(members, as_of=day)


def names_shown(context: Context) -> list[str]:
    """Names of everybody the context's doors show, present and former members alike. One query."""
    rows: Any = Membership.objects.visible_to(context).order_by().distinct()
    names = rows.values_list("person__first_names", "person__last_name", "person__former_names")
    return [" ".join(parts) for parts in names]


def ages(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, list[int]]:
    """Known ages in completed years of everybody who belongs on the day, oldest first. One query."""
    found = {}
    for dossier_id, members in members_of(dossier_ids, as_of).items():
        found[dossier_id] = sorted((age for m in members if (age := m.age(as_of)) is not None), reverse=True)
    return found


def households(dossier_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Household]:
    """The households of these dossiers, as far as their doors are open. One query."""
    rows = opened(Household.objects.filter(dossier_id__in=list(dossier_ids)))
    return {row.dossier_id: row for row in rows}


def memberships_of_persons(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Member]]:
    """Every membership of these persons the doors open, newest first, per person. One query."""
    rows = opened(Membership.objects.filter(person_id__in=list(person_ids))).select_related("person")
    found: dict[uuid.UUID, list[Member]] = defaultdict(list)
    for row in rows.order_by("-valid_from", "id"):
        found[row.person_id].append(_member(row))
    return dict(found)


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A membership with its household and what the household is called."""

    member: Member
    household: Household
    label: str


def neighbourhood(person_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, list[Neighbour]]:
    """All households of these persons the doors open, per person: present ones first, then the latest. One query."""
    day, asked = today(), set(person_ids)
    theirs = opened(Membership.objects.filter(person_id__in=asked)).values("dossier_id")
    rows = opened(Membership.objects.filter(dossier_id__in=theirs)).select_related("person", "household")
    everybody: dict[uuid.UUID, list[Member]] = defaultdict(list)
    places: dict[uuid.UUID, Household] = {}
    for row in rows.order_by("valid_from", "id"):
        everybody[row.dossier_id].append(_member(row))
        places[row.dossier_id] = row.household
    names = {dossier_id: label_of(members, day) for dossier_id, members in everybody.items()}
    found: dict[uuid.UUID, list[Neighbour]] = defaultdict(list)
    for dossier_id, members in everybody.items():
        for member in members:
            if member.person.pk in asked:
                found[member.person.pk].append(Neighbour(member, places[dossier_id], names[dossier_id]))
    for near in found.values():
        near.sort(key=lambda n: (not n.member.period.contains(day), -n.member.valid_from.toordinal()))
    return dict(found)


def contact_points(dossier_id: uuid.UUID, *, as_of: dt.date) -> list[ContactPoint]:
    """Ways to reach the members of one household on that day, preferred ones first. One query."""
    rows = ContactPoint.objects.filter(_holding(as_of), dossier_id=dossier_id)
    return list(opened(rows).select_related("person").order_by("-preferred", "kind", "value"))


def addresses(dossier_id: uuid.UUID) -> list[Address]:
    """All addresses of one household, newest first, household's own before those of a member. One query."""
    rows = opened(Address.objects.filter(dossier_id=dossier_id)).select_related("person")
    return list(rows.order_by("-valid_from", "person_id"))


def towns(dossier_ids: Iterable[uuid.UUID], as_of: dt.date) -> dict[uuid.UUID, str]:
    """The municipality each household lives in on that day, where it is known and not withheld. One query."""
    rows = Address.objects.filter(_holding(as_of), dossier_id__in=list(dossier_ids), person__isnull=True)
    return dict(opened(rows).order_by("valid_from", "pk").values_list("dossier_id", "town"))


def _holding(as_of: dt.date) -> Q:
    return Q(valid_from__lte=as_of) & (Q(valid_until__isnull=True) | Q(valid_until__gt=as_of))


def _grouped(rows: QuerySet[Membership]) -> dict[uuid.UUID, list[Member]]:
    grouped: dict[uuid.UUID, list[Member]] = defaultdict(list)
    for row in rows:
        grouped[row.dossier_id].append(_member(row))
    return dict(grouped)


def _member(row: Membership) -> Member:
    return Member(row.pk, row.dossier_id, row.household_id, row.person, Role(row.role), row.valid_from, row.valid_until)
