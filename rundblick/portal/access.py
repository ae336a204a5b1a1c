"""Whose own page this is: the open `self` doors of a participant, and what a coach needs to give one."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, F, Func, JSONField, OuterRef, Q, QuerySet
from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models import Dossier, Grant
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import STAFF_ROLES, Role
from rundblick.people.models import Membership
from rundblick.portal import words
from rundblick.web.clock import today

READS = ("master", "appointments", "notes", "tasks", "goals")
"""What an own page shows. The household's other members stay out of it, since the grant names one member."""

REPORTS = ("tasks",)
"""The one thing a participant may write, where a coach allows it: a task for the coach, about themselves."""


@dataclass(frozen=True, slots=True)
class OwnDoor:
    """One household in which the participant is this person.

    `reports`: they may send something back. `at_home`: they live there today; whom moved out the others' shared
    things no longer concern. `family`: first names of today's members by person id, empty where contact is
    protected.
    """

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    reports: bool = False
    at_home: bool = False
    family: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Own:
    """Everything a participant's page may read: their doors, the latest household first. Empty when access ended."""

    doors: tuple[OwnDoor, ...]

    @property
    def dossiers(self) -> list[uuid.UUID]:
        """The dossiers of the households."""
        return [door.dossier_id for door in self.doors]

    def rows(self) -> Q:
        """Condition for rows of this person, and those opened to all members of the household they live in."""
        found = Q(pk__in=[])
        for door in self.doors:
            seen = Q(person_id=door.person_id) | Q(shared=True) if door.at_home else Q(person_id=door.person_id)
            found |= Q(dossier_id=door.dossier_id) & seen
        return found

    def own_rows(self) -> Q:
        """Condition for rows of this person alone."""
        found = Q(pk__in=[])
        for door in self.doors:
            found |= Q(dossier_id=door.dossier_id, person_id=door.person_id)
        return found

    def shared_by(self, person_id: uuid.UUID | None) -> str:
        """Whose thing a row is, in words: empty for the participant's own, otherwise who shared it."""
        mine = any(door.person_id == person_id for door in self.doors)
        name = next((door.family[str(person_id)] for door in self.doors if str(person_id) in door.family), "")
        return words.owner(mine=mine, name=name, household=person_id is None)


def participant_or_404(context: Context) -> None:
    """Raise Http404 for everybody who has no own page."""
    if not context.has_role(Role.PARTICIPANT):
        raise Http404("not a participant")


def own_grants(context: Context) -> QuerySet[Any]:
    """Open `self` grants of this user, limited to one member as they must be, for `own_of`."""
    assert context.user_id
    rows = open_grants(context).filter(principal_id=context.user_id, basis=Basis.SELF, subject_id__isnull=False)
    return with_home(rows)


def with_home(grants: QuerySet[Grant]) -> QuerySet[Any]:
    """With what `own_of` needs of the household: `at_home`, and `family` (None where it is not told)."""
    day = today()
    lives = Membership.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day),
        dossier_id=OuterRef("dossier_id"),
        person_id=OuterRef("subject_id"),
        valid_from__lte=day,
    )
    return grants.annotate(
        at_home=Exists(lives),
        family=Func(F("dossier_id"), function="portal_family", output_field=JSONField()),
    )


def own_of(grants: Iterable[Any]) -> Own:
    """The doors of a participant's own page from their open `self` grants, as `with_home` annotates them."""
    doors: dict[tuple[uuid.UUID, uuid.UUID], OwnDoor] = {}
    for grant in sorted(grants, key=lambda grant: grant.valid_from, reverse=True):
        place = (grant.dossier_id, grant.subject_id)
        before = doors.get(place)
        reports = grant.writes and set(REPORTS) <= set(grant.topics)
        doors[place] = OwnDoor(
            *place,
            reports=reports or (before is not None and before.reports),
            at_home=grant.at_home,
            family=grant.family or {},
        )
    return Own(tuple(doors.values()))


def own(context: Context) -> Own:
    """The participant's doors. One query. Raises Http404 for everybody else."""
    participant_or_404(context)
    return own_of(own_grants(context))


def dossier_to_lead_or_404(context: Context, dossier_id: uuid.UUID) -> Dossier:
    """A dossier in which the context may give access: a writing door to all of its master data."""
    leading = open_grants(context).filter(
        dossier_id=OuterRef("pk"), writes=True, subject_id__isnull=True, topics__contains=["master"]
    )
    rows = Dossier.objects.filter(Exists(leading), pk=dossier_id)
    found = None if context.roles.isdisjoint(STAFF_ROLES) else rows.first()
    if found is None:
        raise Http404("no such dossier")
    return found


def given_access_or_404(context: Context, grant_id: uuid.UUID) -> Grant:
    """An access to an own page, open or ended, of a dossier in which the context may give and end it."""
    found = Grant.objects.filter(pk=grant_id, basis=Basis.SELF, subject_id__isnull=False).first()
    if found is None:
        raise Http404("no such access")
    dossier_to_lead_or_404(context, found.dossier_id)
    return found
