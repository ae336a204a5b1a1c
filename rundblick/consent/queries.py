"""Reads for this room and those above: which consents stand, for whom, and who may be named as reader."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Now

from rundblick.access.context import Context
from rundblick.access.models import Grant, Organisation, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import PrincipalKind
from rundblick.access.services.trust import WORKING
from rundblick.consent.models import Consent, Custody, Evidence
from rundblick.consent.rules import OF_AGE, STANDING, Asked, State, state_of
from rundblick.people.queries import Member, members_of
from rundblick.people.rules import Role
from rundblick.web.clock import berlin_date, now, today

REPLY = "reply"
"""The purpose by which somebody lets an agency tell the coaches what it writes."""

AGENCIES = (Organisation.Kind.PROVIDER, Organisation.Kind.PARTNER)


def current(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID, purpose: str) -> Consent | None:
    """The consent that names the context's user and holds at this second, its door included. One query."""
    return (
        Consent.objects.visible_to(context)
        .filter(
            Q(grant__valid_until__isnull=True) | Q(grant__valid_until__gt=Now()),
            dossier_id=dossier_id,
            person_id=person_id,
            purpose=purpose,
            recipient_id=context.user_id,
            withdrawn_at__isnull=True,
            superseded_at__isnull=True,
            valid_until__gt=today(),
        )
        .select_related("recipient", "grant")
        .first()
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A consent and how it stands today. `last_day`: the last day it holds, that day included."""

    consent: Consent
    state: State

    @property
    def stands(self) -> bool:
        """Whether it holds today."""
        return self.state in STANDING

    @property
    def last_day(self) -> dt.date:
        """The last day it holds."""
        return self.consent.valid_until - dt.timedelta(days=1)

    @property
    def withdrawable(self) -> bool:
        """Whether the person can still withdraw it: also after its time, because of what was written until then."""
        return self.state not in (State.WITHDRAWN, State.REPLACED)


def standing_of(context: Context, dossier_id: uuid.UUID, *, member: uuid.UUID | None = None) -> list[Told]:
    """All consents of the household the context may know, or those of one member; what holds first, then the latest.

    One query.
    """
    rows = everything(context).filter(dossier_id=dossier_id)
    if member is not None:
        rows = rows.filter(person_id=member)
    told = [Told(row, state_now(row)) for row in rows.order_by("-given_on", "-recorded_at", "pk")]
    return sorted(told, key=lambda one: not one.stands)


def everything(context: Context) -> QuerySet[Consent]:
    """Consents the context may know, with what pages say about them."""
    return Consent.objects.visible_to(context).select_related(
        "person", "recipient__organisation", "organisation", "grant", "given_by", "also_by", "explained_by"
    )


def custody_of(dossier_id: uuid.UUID, persons: Collection[uuid.UUID]) -> dict[uuid.UUID, Custody]:
    """Who has custody today, by minor; nothing for whoever was not asked yet. One query."""
    day = today()
    rows = Custody.objects.filter(dossier_id=dossier_id, person_id__in=persons, valid_from__lte=day)
    rows = rows.exclude(valid_until__lte=day).select_related("first", "second")
    return {row.person_id: row for row in rows}


def evidence_of(context: Context, consent: Consent) -> list[Evidence]:
    """What shows that it was given, as far as talks are open to the context. One query."""
    rows = Evidence.objects.visible_to(context).filter(consent=consent)
    return list(rows.select_related("file", "signer").order_by("file__uploaded_at", "pk"))


def agencies(context: Context) -> dict[uuid.UUID, Organisation]:
    """Other houses of this installation that a consent may name. One query."""
    rows = Organisation.objects.filter(kind__in=AGENCIES).order_by("name")
    return {row.pk: row for row in rows if row.pk != context.organisation_id}


class Reply(NamedTuple):
    """An agency that may tell the coaches of a case what it writes about one person."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    organisation_id: uuid.UUID


def replies_released(
    dossier_ids: uuid.UUID | Collection[uuid.UUID],
    person_id: uuid.UUID | None = None,
    organisation_id: uuid.UUID | None = None,
) -> set[Reply]:
    """Which agencies are released towards the coaches today, by a consent of purpose `reply`, in one or many dossiers.

    `person_id`, `organisation_id`: only about this person, only this agency. Whether the agency has an open door plays
    no part: the release says who may be told, the door who may read. Whoever sees no consents of the person sees none
    here. One query.
    """
    rows = Consent.objects.filter(
        dossier_id__in=[dossier_ids] if isinstance(dossier_ids, uuid.UUID) else dossier_ids, **_replying()
    )
    wanted = {"person_id": person_id, "organisation_id": organisation_id}
    rows = rows.filter(**{name: value for name, value in wanted.items() if value is not None})
    found = rows.order_by("dossier_id", "person_id").values_list("dossier_id", "person_id", "organisation_id")
    return {Reply(*row) for row in found}


def reply_of(dossier_id: uuid.UUID, person_id: uuid.UUID | None, organisation_id: uuid.UUID | None) -> Consent | None:
    """The consent under which this agency may tell the coaches in words about this person today. One query."""
    whom: dict[str, Any] = {"dossier_id": dossier_id, "person_id": person_id, "organisation_id": organisation_id}
    return Consent.objects.filter(**_replying(), **whom).first()


def reply_stands(*, dossier: str = "dossier_id", person: str = "person_id", organisation: str) -> Exists:
    """For querysets: the same about the outer row, by the names of its columns."""
    rows = Consent.objects.filter(dossier_id=OuterRef(dossier), person_id=OuterRef(person), **_replying())
    return Exists(rows.filter(organisation_id=OuterRef(organisation)))


def _replying() -> dict[str, Any]:
    return {"purpose": REPLY, "organisation_id__isnull": False, **holding()}


def holding() -> dict[str, Any]:
    """Conditions of a consent that holds today, whether or not it opened a door."""
    return {
        "withdrawn_at__isnull": True,
        "superseded_at__isnull": True,
        "given_on__lte": today(),
        "valid_until__gt": today(),
    }


def state_now(row: Consent) -> State:
    """How a consent stands at this moment. Reads its door."""
    ended = row.grant is not None and row.grant.valid_until is not None and row.grant.valid_until <= now()
    return state_of(
        withdrawn=row.withdrawn_at is not None,
        superseded=row.superseded_at is not None,
        valid_until=row.valid_until,
        door_open=not ended,
        as_of=today(),
    )


@dataclass(frozen=True, slots=True)
class Reader:
    """Somebody a consent may name. `until`: first day on which they no longer work with the case, None = open."""

    user: User
    until: dt.date | None


def readers(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> dict[uuid.UUID, Reader]:
    """Who works with this person by name: responsible, deputy, assigned; and the acting person through their house.

    Nobody else is a person of trust: no team, no supervision, no emergency. Two queries.
    """
    named = Q(principal_kind=PrincipalKind.USER) | Q(principal_id__in=context.principals)
    grants = Grant.objects.filter(
        named,
        open_now(),
        Q(subject_id__isnull=True) | Q(subject_id=person_id),
        dossier_id=dossier_id,
        basis__in=WORKING,
    )
    ends: dict[uuid.UUID, set[dt.date | None]] = {}
    for grant in grants:
        user_id = grant.principal_id if grant.principal_kind == PrincipalKind.USER else context.user_id
        if user_id is not None:
            ends.setdefault(user_id, set()).add(berlin_date(grant.valid_until) if grant.valid_until else None)
    users = User.objects.filter(pk__in=ends, is_active=True).select_related("organisation").order_by("display_name")
    return {user.pk: Reader(user, _latest(ends[user.pk])) for user in users}


def _latest(days: Iterable[dt.date | None]) -> dt.date | None:
    known = list(days)
    return None if None in known else max(day for day in known if day is not None)


@dataclass(frozen=True, slots=True)
class Household:
    """Today's members, as the rules of consents ask about them."""

    members: tuple[Member, ...]

    def asked(self, person_id: uuid.UUID) -> Asked | None:
        """The person a consent is about; None when nobody of today's members is meant."""
        member = next((one for one in self.members if one.person.pk == person_id), None)
        return Asked(person_id, member.person.birth_date, member.role is Role.CHILD) if member else None

    def adults(self, day: dt.date) -> list[Member]:
        """Members of age, and those without a birth date who do not live here as children."""
        found = []
        for member in self.members:
            age = member.age(day)
            if (age is not None and age >= OF_AGE) or (age is None and member.role is not Role.CHILD):
                found.append(member)
        return found

    def minors(self, day: dt.date) -> list[uuid.UUID]:
        """Members for whom others consent, or with them."""
        asked = [self.asked(member.person.pk) for member in self.members]
        return [one.person_id for one in asked if one is not None and one.minor(day)]

    def name(self, person_id: uuid.UUID) -> str:
        """First and last name of a member."""
        return next((one.name for one in self.members if one.person.pk == person_id), "")


@dataclass(frozen=True, slots=True)
class Around:
    """What a page and the verb it calls both ask, read once: who belongs to the household, who works with the person,
    and who has custody of a minor (None for others, and where nobody was asked yet).
    """

    household: Household
    readers: dict[uuid.UUID, Reader]
    custody: Custody | None = None


def around(context: Context, dossier_id: uuid.UUID, person_id: uuid.UUID) -> Around:
    """Read them. Three queries, one more for a minor."""
    household = household_of(dossier_id)
    asked = household.asked(person_id)
    minor = asked is not None and asked.minor(today())
    held = custody_of(dossier_id, [person_id]) if minor else {}
    return Around(household, readers(context, dossier_id, person_id), held.get(person_id))


def household_of(dossier_id: uuid.UUID) -> Household:
    """Who belongs to the household today, as far as the doors of the acting person show them. One query."""
    return Household(tuple(members_of([dossier_id], today())[dossier_id]))
