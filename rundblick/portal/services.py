"""Giving and ending a member's access to the own page, and what comes back from it."""

import datetime as dt
import uuid
from dataclasses import dataclass

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Q, QuerySet, Subquery
from django.db.models.functions import Now

from rundblick.access.context import Context, reason
from rundblick.access.models import Dossier, Grant, User
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.access.roles import Role
from rundblick.access.services import assign_role, close_door, open_door
from rundblick.calendar.errors import Refused
from rundblick.cases.codes import Responsible
from rundblick.cases.models import Case, Task
from rundblick.cases.services import add_task
from rundblick.people.models import Person
from rundblick.people.queries import members_of
from rundblick.portal.access import READS, REPORTS, Own
from rundblick.web.clock import today

ANSWER_WITHIN = dt.timedelta(days=3)
"""A message stands on the coach's list with this date."""


@dataclass(frozen=True, slots=True)
class Given:
    """An account and the door it opens."""

    user: User
    grant: Grant


def give_access(*, dossier: Dossier, person_id: uuid.UUID, email: str, reports: bool = False) -> Given:
    """Give a member access to the own page: an account, the role, a reading door limited to this person.

    `reports` opens a second door through which they may put a task on the coach's list. Giving the same access
    again answers the first one. The account has no password; the link sets it. Raises Refused for somebody who does
    not belong to the household today, who has another account already, or an address that is taken.
    """
    person = _member(dossier, person_id)
    address = email.strip().lower()
    with reason("portal.access.give"):
        held = _open(dossier.pk, person_id).filter(writes=False).first()
        if held is not None:
            user = User.objects.get(pk=held.principal_id)
            if user.email != address:
                raise Refused(f"{person.name} hat schon einen Zugang. Bitte beenden Sie ihn zuerst.")
            return Given(user, held)
        user = _account(dossier, person, address)
        assign_role(user=user, role=Role.PARTICIPANT)
        grant = open_door(dossier_id=dossier.pk, principal=user, basis=Basis.SELF, topics=READS, subject_id=person_id)
        if reports:
            open_door(
                dossier_id=dossier.pk,
                principal=user,
                basis=Basis.SELF,
                topics=REPORTS,
                writes=True,
                subject_id=person_id,
            )
    return Given(user, grant)


def end_access(*, grant: Grant) -> None:
    """End a member's access in this second: all their own doors to this dossier. Ending twice is harmless."""
    assert grant.subject_id
    with reason("portal.access.end"):
        for door in _open(grant.dossier_id, grant.subject_id).filter(principal_id=grant.principal_id):
            close_door(door)


def report(context: Context, own: Own, *, text: str, token: uuid.UUID) -> Task:
    """Send something to the coach: a task about this person on the list of whoever is responsible.

    `token` is the form's; sending it twice makes one task. Raises Refused without a text, or when no door of the
    participant lets them write.
    """
    door = next((door for door in own.doors if door.reports and door.at_home), None)
    case = Case.objects.visible_to(context).filter(pk=door.dossier_id).first() if door else None
    if door is None or case is None:
        raise Refused("Von hier aus können Sie im Augenblick nichts senden.")
    if not text.strip():
        raise Refused("Bitte schreiben Sie, was wir wissen sollen.")
    with reason("portal.report"):
        return add_task(
            case=case,
            person_id=door.person_id,
            text=f"Nachricht von der eigenen Seite: {text.strip()}",
            responsible=Responsible.JOBCENTER,
            assignee=_responsible(door.dossier_id),
            due_on=today() + ANSWER_WITHIN,
            token=token,
        )


def forget_accounts(dossier_id: uuid.UUID) -> int:
    """Empty the accounts of members whose only own page was that of this dossier; answers how many.

    Runs as worker, before the doors go. The row itself stays, since sealed logs point to its id; name, address,
    second factor and the history of both go.
    """
    here = Grant.objects.filter(dossier_id=dossier_id, basis=Basis.SELF).values("principal_id")
    elsewhere = Grant.objects.filter(basis=Basis.SELF).exclude(dossier_id=dossier_id).values("principal_id")
    accounts = User.objects.filter(pk__in=here, organisation__isnull=True).exclude(pk__in=elsewhere)
    emptied = 0
    with reason("portal.access.forget"):
        for user in accounts.order_by("pk"):
            user.email = f"{user.pk}@geloescht.invalid"
            user.display_name = "gelöscht"
            user.is_active = False
            user.set_unusable_password()
            user.save(update_fields=["email", "display_name", "is_active", "password"])
            EmailAddress.objects.filter(user=user).delete()
            Authenticator.objects.filter(user=user).delete()
            user.former.all().delete()  # type: ignore[attr-defined]
            emptied += 1
    return emptied


def _member(dossier: Dossier, person_id: uuid.UUID) -> Person:
    members = members_of([dossier.pk], today())[dossier.pk]
    found = next((member.person for member in members if member.person.pk == person_id), None)
    if found is None:
        raise Refused("Diese Person gehört heute nicht zum Haushalt.")
    return found


def _account(dossier: Dossier, person: Person, address: str) -> User:
    """The member's former account for this dossier, or a new one. An address in other hands is refused."""
    user = User.objects.filter(email=address).first()
    if user is None:
        user = User(email=address, display_name=person.name)
        user.set_unusable_password()
        user.save(force_insert=True)
        return user
    former = Grant.objects.filter(dossier_id=dossier.pk, basis=Basis.SELF, subject_id=person.pk, principal_id=user.pk)
    if not (user.is_active and former.exists()):
        raise Refused("Diese Adresse wird hier schon für ein anderes Konto genutzt. Bitte nehmen Sie eine andere.")
    return user


def _open(dossier_id: uuid.UUID, person_id: uuid.UUID) -> QuerySet[Grant]:
    return Grant.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=Now()),
        dossier_id=dossier_id,
        basis=Basis.SELF,
        subject_id=person_id,
    ).order_by("valid_from", "pk")


def _responsible(dossier_id: uuid.UUID) -> User | None:
    doors = Grant.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=Now()),
        dossier_id=dossier_id,
        basis=Basis.RESPONSIBLE,
        principal_kind=PrincipalKind.USER,
    )
    return User.objects.filter(pk=Subquery(doors.order_by("-valid_from").values("principal_id")[:1])).first()
