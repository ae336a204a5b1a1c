"""What the page reads: doors to a person, consents that stand, and who looked. One query each."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce, Now

from rundblick.access import doorbook
from rundblick.access.context import Context
from rundblick.access.models import Grant, Organisation, RoleAssignment, Team, User
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.consent.queries import Told, everything, state_now
from rundblick.people.models import Membership
from rundblick.web.clock import today

FORMER_FOR = dt.timedelta(days=365)


class Place(NamedTuple):
    """A person in one household."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID


class Look(NamedTuple):
    """On one day somebody of a house looked, as what and through which page. `alone`: the household is one person."""

    dossier_id: uuid.UUID
    on: dt.date
    house: str
    roles: list[str] | None
    kind: str
    basis: str
    first: dt.datetime
    times: int
    alone: bool


def places_of(context: Context, person_id: uuid.UUID) -> list[Place]:
    """The households of a person, now and before, into which the reader has a door. One query."""
    rows = Membership.objects.visible_to(context).filter(person_id=person_id)
    opened = open_grants(context).filter(Q(subject_id=person_id) | Q(subject_id__isnull=True))
    rows = rows.filter(dossier_id__in=opened.values("dossier_id"))
    return [
        Place(key, person_id) for key in rows.order_by("dossier_id").values_list("dossier_id", flat=True).distinct()
    ]


def doors_of(places: Iterable[Place], *, moment: dt.datetime) -> list[Any]:
    """Who may see something of the person, or could within the year before that moment: the house behind each door.

    Doors that are limited to another member stay out: helpers of one member are not the others' business (rule 6).
    """
    concerned = Q(pk__in=[])
    for place in places:
        concerned |= Q(dossier_id=place.dossier_id) & (Q(subject_id=place.person_id) | Q(subject_id__isnull=True))
    return list(_recent(moment).filter(concerned).select_related("dossier"))


def own_doors(context: Context, *, moment: dt.datetime) -> tuple[list[Place], list[Any]]:
    """Where the acting person is at home by an own door that is open now, and the same doors as `doors_of` to them.

    One query, for their own page.
    """
    assert context.user_id
    mine = open_grants(context).filter(principal_id=context.user_id, basis=Basis.SELF, subject_id__isnull=False)
    concerned = Q(subject_id__isnull=True) | Q(subject_id__in=mine.values("subject_id"))
    rows = list(_recent(moment).filter(concerned, dossier_id__in=mine.values("dossier_id")))
    places = dict.fromkeys(
        Place(row.dossier_id, row.subject_id)
        for row in rows
        if row.basis == Basis.SELF and row.principal_id == context.user_id and row.subject_id
        if row.valid_until is None or row.valid_until > moment
    )
    told = [row for row in rows if row.subject_id is None or Place(row.dossier_id, row.subject_id) in places]
    return list(places), told


def _recent(moment: dt.datetime) -> QuerySet[Any]:
    still = Q(valid_until__isnull=True) | Q(valid_until__gt=moment - FORMER_FOR)
    return named(Grant.objects.filter(still, valid_from__lte=Now())).order_by("valid_from", "pk")


def told(context: Context, doors: Iterable[Any]) -> tuple[list[Any], bool]:
    """The doors of which the reader may know, and whether they lead one of the cases and so learn who looked.

    Whoever does not work for the case's owner learns who leads, and their own doors.
    """
    books: dict[uuid.UUID, list[Any]] = {}
    for door in doors:
        books.setdefault(door.dossier_id, []).append(door)
    viewers = {key: doorbook.viewer_of(context, book[0].dossier, book) for key, book in books.items()}
    known = [door for key, book in books.items() for door in book if doorbook.may_know(viewers[key], door)]
    return known, any(viewer.leads for viewer in viewers.values())


def named(grants: QuerySet[Grant]) -> QuerySet[Any]:
    """With the `organisation` behind a door, and `name` and `role_codes` where it names a person."""
    day = today()
    user = User.objects.filter(pk=OuterRef("principal_id"))
    team = Team.objects.filter(pk=OuterRef("principal_id"))
    house = Organisation.objects.filter(pk=OuterRef("principal_id"))
    roles = RoleAssignment.objects.filter(
        Q(valid_until__isnull=True) | Q(valid_until__gt=day), user=OuterRef("principal_id"), valid_from__lte=day
    )
    return grants.annotate(
        name=Subquery(user.values("display_name")),
        organisation=Coalesce(
            Subquery(user.values("organisation__name")),
            Subquery(team.values("organisation__name")),
            Subquery(house.values("name")),
        ),
        role_codes=ArraySubquery(roles.order_by().values("role")),
    )


def consents_of(context: Context, places: Iterable[Place]) -> list[Told]:
    """Consents of this person that nobody took back or renewed, the latest first. One query."""
    own = Q(pk__in=[])
    for place in places:
        own |= Q(dossier_id=place.dossier_id, person_id=place.person_id)
    rows = everything(context).filter(own, withdrawn_at__isnull=True, superseded_at__isnull=True)
    return [Told(row, state_now(row)) for row in rows.order_by("-given_on", "pk")]


def looks_of(places: Sequence[Place]) -> list[Look]:
    """Who looked into the files of this person within the kept log of a year, the earliest first; empty for whoever
    neither leads the case nor is this person. One query.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.d, l.* FROM unnest(%s::uuid[], %s::uuid[]) AS p(d, w), LATERAL whosees_looks(p.d, p.w) AS l",
            [[place.dossier_id for place in places], [place.person_id for place in places]],
        )
        return [Look(*row) for row in cursor.fetchall()]
