"""Writes many participations at once, in a few statements: dossier, key, door, household of one, case and the rest."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Model

from rundblick.access import crypto
from rundblick.access.models import Dossier, DossierKey, Grant, Team, User
from rundblick.access.services.doors import CONTENT
from rundblick.cases.models import Case
from rundblick.people.models import Household, Membership, Person
from rundblick.people.names import sort_key
from rundblick.programmes.models import Participation, Run
from rundblick.web.clock import now
from rundblick.work.models import Outcome

AT_ONCE = 1000
FOREVER = dt.datetime(2035, 1, 1, tzinfo=dt.UTC)


@dataclass(frozen=True, kw_only=True)
class Begun:
    """A household of one that takes part."""

    name: str
    started: dt.date
    ended: dt.date | None = None
    exit_code: str = ""
    site: str = ""
    born: dt.date | None = None
    role: str = "single"


def store(rows: Collection[Model]) -> None:
    """Insert rows of one table."""
    first = next(iter(rows), None)
    if first is not None:
        type(first)._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def take_part(run: Run, coach: User, team: Team, begun: Sequence[Begun]) -> list[Participation]:
    """The participations in this order; call as worker with a reason. The coach holds every door."""
    assert coach.organisation_id is not None
    dossiers = [
        Dossier(organisation_id=coach.organisation_id, team=team, opened_at=_noon(one.started)) for one in begun
    ]
    people = [
        Person(
            first_names="Erdacht",
            last_name=one.name,
            birth_date=one.born,
            sort_key=sort_key(one.name, "Erdacht"),
        )
        for one in begun
    ]
    homes = [Household(dossier=dossier, number=one.name) for dossier, one in zip(dossiers, begun, strict=True)]
    store(dossiers)
    store([_key(dossier.pk) for dossier in dossiers])
    store([_door(dossier, coach, CONTENT) for dossier in dossiers])
    store(homes)
    store(people)
    store(
        [
            Membership(dossier=home.dossier, household=home, person=person, role=one.role, valid_from=one.started)
            for home, person, one in zip(homes, people, begun, strict=True)
        ]
    )
    store(
        [
            Case(pk=home.dossier_id, dossier=home.dossier, household=home, opened_on=one.started)
            for home, one in zip(homes, begun, strict=True)
        ]
    )
    rows = [
        Participation(
            dossier=dossier,
            run=run,
            person=person,
            site=one.site,
            started_on=one.started,
            ended_on=one.ended,
            exit_code=one.exit_code,
        )
        for dossier, person, one in zip(dossiers, people, begun, strict=True)
    ]
    store(rows)
    return rows


def outcome(row: Participation, kind: str, on: dt.date, ended: dt.date | None = None) -> Outcome:
    """Something achieved in a participation, not stored yet."""
    assert row.person_id is not None
    return Outcome(
        dossier_id=row.dossier_id,
        participation_id=row.pk,
        person_id=row.person_id,
        kind=kind,
        achieved_on=on,
        ended_on=ended,
        recorded_at=now(),
    )


def door(row: Participation, coach: User, topics: Sequence[str]) -> Grant:
    """The door a consent opens to one member of a participation, not stored yet."""
    return _door(row.dossier, coach, topics, subject=row.person_id, until=FOREVER)


def _door(
    dossier: Dossier,
    coach: User,
    topics: Sequence[str],
    *,
    subject: uuid.UUID | None = None,
    until: dt.datetime | None = None,
) -> Grant:
    return Grant(
        dossier=dossier,
        principal_kind="user",
        principal_id=coach.pk,
        basis="consent" if until else "responsible",
        topics=list(topics),
        writes=True,
        subject_id=subject,
        valid_from=dossier.opened_at,
        valid_until=until,
        evidence="test",
    )


def _key(dossier_id: uuid.UUID) -> DossierKey:
    master_id, wrapped = crypto.wrap_new_key(dossier_id)
    return DossierKey(dossier_id=dossier_id, master_id=master_id, wrapped=wrapped)


def _noon(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(12), tzinfo=dt.UTC)
