"""Opening and closing doors to a dossier."""

import datetime as dt
import uuid

from django.contrib.postgres.functions import TransactionNow
from django.db import connection
from django.db.models import F, Q
from django.db.models.functions import Greatest, Now

from rundblick.access import crypto
from rundblick.access.context import Context, reason
from rundblick.access.doors import BY_CONSENT_ALONE, TOPICS
from rundblick.access.models import Cover, Dossier, DossierKey, Grant, Organisation, Team, User
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.access.roles import Role
from rundblick.access.services.trust import WORKING, end_trust, end_trust_without_work, still_open
from rundblick.web.clock import BERLIN, now, today

CONTENT = tuple(topic for topic in TOPICS if topic not in BY_CONSENT_ALONE)
TEAM_TOPICS = ("master", "appointments")
DEPUTY_TOPICS = (
    "master",
    "appointments",
    "notes",
    "tasks",
    "goals",
    "situation",
    "programmes",
    "cooperation",
    "benefits",
)
BREAK_GLASS_HOURS = 3
SUPERVISION_HOURS = 8
SHORTEST_REASON = 10
HELPERS = (Role.COACH, Role.TEAM_LEAD, Role.NOMINATOR, Role.BENEFITS, Role.PLACEMENT)


class DoorClosed(Exception):
    """The act is not allowed here; the message is meant for the screen."""


def open_dossier(
    *, organisation: Organisation, team: Team, responsible: User, opened_at: dt.datetime | None = None
) -> Dossier:
    """Begin a dossier: key, responsible person with all ordinary topics, team with master data and appointments.

    `opened_at` may lie in the past (a file taken over); the grants start now, or then when it is earlier.
    """
    with reason("access.dossier.open"):
        start = opened_at if opened_at and opened_at < now() else None
        dossier = Dossier.objects.create(organisation=organisation, team=team, opened_at=opened_at or now())
        master_id, wrapped = crypto.wrap_new_key(dossier.pk)
        DossierKey.objects.create(dossier=dossier, master_id=master_id, wrapped=wrapped)
        _grant(dossier.pk, responsible, Basis.RESPONSIBLE, CONTENT, writes=True, start=start)
        _grant(dossier.pk, team, Basis.TEAM, TEAM_TOPICS, writes=False, start=start)
    return dossier


def open_door(
    *,
    dossier_id: uuid.UUID,
    principal: User | Team | Organisation,
    basis: Basis,
    topics: tuple[str, ...],
    writes: bool = False,
    subject_id: uuid.UUID | None = None,
    until: dt.datetime | None = None,
    start: dt.datetime | None = None,
    evidence: str = "",
) -> Grant:
    """Open a door for an outsider or the person: assignment, statutory basis, consent, self.

    `evidence` names the contract, norm or consent. `until` is exclusive. Raises DoorClosed when the acting user
    holds no writing door to the dossier, or the topics are empty.
    """
    if not topics:
        raise DoorClosed("Ohne Thema wird keine Tür geöffnet.")
    with reason(f"access.door.{basis}"):
        _must_lead(dossier_id)
        return _grant(
            dossier_id,
            principal,
            basis,
            topics,
            writes=writes,
            subject_id=subject_id,
            start=start,
            until=until,
            evidence=evidence,
        )


def close_door(grant: Grant) -> None:
    """End a grant in this second. Ending twice is harmless.

    Whoever no longer works with a case loses the protected area with it (see `trust`).
    """
    with reason("access.door.close"):
        still_open(Grant.objects.filter(pk=grant.pk)).update(valid_until=Now())
        if grant.basis in WORKING:
            end_trust_without_work(grant.principal_id, [grant.dossier_id])


def shorten_door(grant: Grant, *, until: dt.datetime) -> None:
    """Let an open grant end at that moment already; never later than before. A past moment ends it in this second."""
    with reason("access.door.shorten"):
        later = Q(valid_until__isnull=True) | Q(valid_until__gt=until)
        still_open(Grant.objects.filter(later, pk=grant.pk)).update(valid_until=Greatest(Now(), until))


def hand_over(*, dossier_id: uuid.UUID, to: User, team: Team | None = None) -> Grant:
    """Give responsibility to a colleague: the former responsible door ends, the new one begins, in one second.

    With another team the team's door changes too. The acting person is the former responsible or their lead. What a
    person confided to the former responsible stays closed: the protected area was opened to them by name, and whoever
    follows asks anew.
    """
    with reason("access.door.hand_over"):
        _must_lead(dossier_id)
        responsible = still_open(Grant.objects.filter(dossier_id=dossier_id, basis=Basis.RESPONSIBLE))
        leaving = list(responsible.exclude(principal_id=to.pk).values_list("principal_id", flat=True))
        end_trust(leaving, dossier_id=dossier_id)
        grant = _grant(dossier_id, to, Basis.RESPONSIBLE, CONTENT, writes=True)
        if team is not None:
            _grant(dossier_id, team, Basis.TEAM, TEAM_TOPICS, writes=False)
            Dossier.objects.filter(pk=dossier_id).update(team=team)
            _end(Grant.objects.filter(dossier_id=dossier_id, basis=Basis.TEAM).exclude(principal_id=team.pk))
        _end(Grant.objects.filter(dossier_id=dossier_id, basis=Basis.RESPONSIBLE).exclude(pk=grant.pk))
    return grant


def cover(*, absent: User, deputy: User, first_day: dt.date, last_day: dt.date) -> Cover:
    """A deputy sees the absent colleague's cases from the first to the last day (both inclusive, Berlin).

    Raises DoorClosed when the period is turned around or the deputy works elsewhere.
    """
    if last_day < first_day:
        raise DoorClosed("Das Ende der Vertretung liegt vor dem Beginn.")
    if absent.organisation_id != deputy.organisation_id:
        raise DoorClosed("Vertretung ist nur innerhalb derselben Organisation möglich.")
    with reason("access.cover"):
        row = Cover.objects.create(
            absent=absent, deputy=deputy, valid_from=first_day, valid_until=last_day + dt.timedelta(days=1)
        )
        start = dt.datetime.combine(first_day, dt.time.min, tzinfo=BERLIN)
        until = dt.datetime.combine(last_day + dt.timedelta(days=1), dt.time.min, tzinfo=BERLIN)
        held = Grant.objects.filter(principal_id=absent.pk, basis=Basis.RESPONSIBLE, valid_until__isnull=True)
        Grant.objects.bulk_create(
            [
                Grant(
                    dossier_id=dossier_id,
                    principal_kind=PrincipalKind.USER,
                    principal_id=deputy.pk,
                    basis=Basis.DEPUTY,
                    topics=list(DEPUTY_TOPICS),
                    writes=True,
                    valid_from=start,
                    valid_until=until,
                    granted_by_id=_actor(),
                )
                for dossier_id in held.values_list("dossier_id", flat=True)
            ]
        )
    return row


def end_cover(row: Cover) -> None:
    """End a cover now: the deputy's doors close in this second. One that has not begun leaves no trace but history.

    The doors are told by deputy and end; a cover of somebody else with the same deputy and end stays open.
    """
    with reason("access.cover.end"):
        until = dt.datetime.combine(row.valid_until, dt.time.min, tzinfo=BERLIN) if row.valid_until else None
        cases = Grant.objects.filter(principal_id=row.absent_id, basis=Basis.RESPONSIBLE).values("dossier_id")
        Grant.objects.filter(
            principal_id=row.deputy_id, basis=Basis.DEPUTY, valid_until=until, dossier_id__in=cases
        ).update(valid_until=Greatest(Now(), F("valid_from")))
        end_trust_without_work(row.deputy_id, list(cases.values_list("dossier_id", flat=True)))
        if row.valid_from > today():
            row.delete()
        else:
            row.valid_until = max(today(), row.valid_from + dt.timedelta(days=1))
            row.save(update_fields=["valid_until"])


def supervise(context: Context, *, dossier_id: uuid.UUID, purpose: str) -> Grant:
    """A team lead looks into a case of the own team for a stated purpose; ends after eight hours.

    Raises DoorClosed without the role, without the team, or without a purpose.
    """
    owner = owner_of(dossier_id)
    if not context.has_role(Role.TEAM_LEAD) or owner is None or owner.team_id not in context.team_ids:
        raise DoorClosed("Dienstaufsicht ist nur für Fälle des eigenen Teams möglich.")
    return _temporary(context, dossier_id, Basis.SUPERVISION, purpose, SUPERVISION_HOURS)


def break_glass(context: Context, *, dossier_id: uuid.UUID, purpose: str) -> Grant:
    """Emergency access for staff of the owning Jobcenter; three hours, logged, shown to data protection.

    Raises DoorClosed for everybody else, and without a reason of at least ten characters.
    """
    if not may_help(context, dossier_id):
        raise DoorClosed("Notzugriff ist nur für Fachkräfte des zuständigen Jobcenters möglich.")
    return _temporary(context, dossier_id, Basis.BREAK_GLASS, purpose, BREAK_GLASS_HOURS)


def may_help(context: Context, dossier_id: uuid.UUID) -> bool:
    """Whether this is a professional of the Jobcenter that owns the dossier, who may help in an emergency."""
    owner = owner_of(dossier_id)
    return (
        owner is not None
        and context.has_role(*HELPERS)
        and owner.organisation_id == context.organisation_id
        and owner.is_jobcenter
    )


class Owner:
    """Which organisation and team a dossier belongs to; readable without a door, tells nothing else."""

    def __init__(self, organisation_id: uuid.UUID, team_id: uuid.UUID, is_jobcenter: bool) -> None:
        self.organisation_id = organisation_id
        self.team_id = team_id
        self.is_jobcenter = is_jobcenter


def owner_of(dossier_id: uuid.UUID) -> Owner | None:
    """The owner of a dossier, or None when there is no such dossier."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT organisation_id, team_id, is_jobcenter FROM access_owner_of(%s)", [dossier_id])
        row = cursor.fetchone()
    return Owner(*row) if row else None


def _temporary(context: Context, dossier_id: uuid.UUID, basis: Basis, purpose: str, hours: int) -> Grant:
    if len(purpose.strip()) < SHORTEST_REASON:
        raise DoorClosed(f"Bitte den Zweck mit mindestens {SHORTEST_REASON} Zeichen angeben.")
    if context.user_id is None:
        raise DoorClosed("Dafür ist eine Anmeldung nötig.")
    with reason(f"access.{basis}"):
        return Grant.objects.create(
            dossier_id=dossier_id,
            principal_kind=PrincipalKind.USER,
            principal_id=context.user_id,
            basis=basis,
            topics=list(CONTENT),
            writes=basis == Basis.BREAK_GLASS,
            valid_from=TransactionNow(),
            valid_until=now() + dt.timedelta(hours=hours),
            evidence=purpose.strip()[:300],
            granted_by_id=context.user_id,
        )


def _grant(
    dossier_id: uuid.UUID,
    principal: User | Team | Organisation,
    basis: Basis,
    topics: tuple[str, ...],
    *,
    writes: bool,
    subject_id: uuid.UUID | None = None,
    start: dt.datetime | None = None,
    until: dt.datetime | None = None,
    evidence: str = "",
) -> Grant:
    return Grant.objects.create(
        dossier_id=dossier_id,
        principal_kind=str(principal._meta.model_name),
        principal_id=principal.pk,
        basis=basis,
        topics=list(topics),
        writes=writes,
        subject_id=subject_id,
        valid_from=start or TransactionNow(),
        valid_until=until,
        evidence=evidence,
        granted_by_id=_actor(),
    )


def _actor() -> uuid.UUID | None:
    from rundblick.access.context import current

    return current().user_id


def _must_lead(dossier_id: uuid.UUID) -> None:
    """Doors are opened by those who hold a writing door themselves, to more than one member's rows.

    Jobs and the demo are told apart by kind.
    """
    from rundblick.access.context import current
    from rundblick.access.models.base import open_grants

    context = current()
    if context.user_id is None:
        return
    if not open_grants(context).filter(dossier_id=dossier_id, writes=True, subject_id__isnull=True).exists():
        raise DoorClosed("Diese Tür kann nur öffnen, wer selbst zuständig ist.")


def _end(grants: "object") -> None:
    for grant in grants:  # type: ignore[attr-defined]
        close_door(grant)
