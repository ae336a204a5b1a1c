"""What the own pages read, one query each; every row passes the participant's own door."""

import datetime as dt
import uuid
from typing import Any

from django.db import connection
from django.db.models import F, Func, JSONField, OuterRef, Q, Subquery

from rundblick.access.context import Context
from rundblick.access.models import Grant, User
from rundblick.access.models.base import open_now
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.calendar.codes import Status
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import with_consent
from rundblick.cases.codes import GoalStatus, Responsible
from rundblick.cases.models import ContactNote, Goal, Task
from rundblick.copies.codes import Way
from rundblick.copies.models import Handing
from rundblick.invitations.consents import with_consent as with_message_consent
from rundblick.invitations.models import Wish
from rundblick.people.models import Address, ContactPoint, Person
from rundblick.portal.access import Own, with_home
from rundblick.web.ids import uuid_or_none
from rundblick.whosees.queries import named

CONTACTS = (Basis.RESPONSIBLE, Basis.DEPUTY, Basis.ASSIGNMENT)
TALKS = 10
APPOINTMENTS = 12
DONE_FOR = dt.timedelta(days=60)
"""So long something done is shown as done; later it would only make the list long."""


def doors_and_contacts(context: Context) -> tuple[list[Grant], list[Any]]:
    """(own `self` grants, doors of those who look after this person with `name` and `organisation`). One query.

    Own grants carry `programmes`: what the person takes part in, what is reached, what comes (sql.py).
    """
    mine = Q(principal_id=context.user_id, basis=Basis.SELF, subject_id__isnull=False)
    at_home = Grant.objects.filter(open_now(), mine).values("dossier_id")
    theirs = Q(basis__in=CONTACTS, principal_kind=PrincipalKind.USER, dossier_id__in=at_home)
    told = Func(F("dossier_id"), F("subject_id"), function="portal_programmes", output_field=JSONField())
    found = with_home(named(Grant.objects.filter(open_now(), mine | theirs))).annotate(programmes=told)
    rows = list(found.order_by("valid_from", "pk"))
    own = [row for row in rows if row.basis == Basis.SELF]
    subjects = {row.subject_id for row in own}
    return own, [row for row in rows if row.basis != Basis.SELF and row.subject_id in {None, *subjects}]


def appointments(context: Context, own: Own, *, now: dt.datetime) -> list[Appointment]:
    """Planned appointments that are not over, the next one first."""
    rows = Appointment.objects.visible_to(context).filter(own.rows(), status=Status.PLANNED, ends_at__gt=now)
    told = with_consent(rows.select_related("coach__organisation", "room")).order_by("starts_at", "meeting", "pk")
    return list(told[:APPOINTMENTS])


def appointment(context: Context, own: Own, appointment_id: uuid.UUID, *, now: dt.datetime) -> Appointment | None:
    """One planned appointment of this person that is not over."""
    rows = Appointment.objects.visible_to(context).filter(own.rows(), status=Status.PLANNED, ends_at__gt=now)
    return rows.filter(pk=appointment_id).select_related("coach").first()


def agreed(context: Context, own: Own, *, day: dt.date) -> list[Task]:
    """What was agreed in talks, and what the person does: open ones by date, then what was done lately.

    Tasks that only organise the work of the house are no agreement and stay out.
    """
    ours = Q(note__isnull=False) | Q(responsible=Responsible.PERSON)
    rows = Task.objects.visible_to(context).filter(
        own.rows() & ours, Q(done_on__isnull=True) | Q(done_on__gte=day - DONE_FOR)
    )
    return list(rows.order_by(F("done_on").desc(nulls_first=True), F("due_on").asc(nulls_last=True), "created_on"))


def goals(context: Context, own: Own) -> list[Goal]:
    """Goals in work, then those reached, the latest first; goals given up are not shown.

    Of a goal carried together the own row stands for all.
    """
    found = Goal.objects.visible_to(context).filter(own.rows()).exclude(status=GoalStatus.DROPPED)
    rows = list(found.order_by(F("reached_on").desc(nulls_first=True), "since", "pk"))
    mine = {door.person_id for door in own.doors}
    carried = {row.together for row in rows if row.person_id in mine and row.together}
    return [row for row in rows if row.person_id in mine or row.together not in carried]


def talks(context: Context, own: Own, *, before: str = "") -> list[ContactNote]:
    """Notes that were handed to the person, the latest first; one more than a page shows.

    A note is shown once it was released; another member's also has to be opened to the household. `before` is the
    id of the last note of the former page; anything else starts at the top.
    """
    rows = ContactNote.objects.visible_to(context).filter(own.rows(), released_at__isnull=False)
    last = rows.filter(pk=former).values("happened_on", "pk").first() if (former := uuid_or_none(before)) else None
    if last:
        older = Q(happened_on__lt=last["happened_on"]) | Q(happened_on=last["happened_on"], pk__lt=last["pk"])
        rows = rows.filter(older)
    return list(rows.select_related("author").order_by("-happened_on", "-pk")[: TALKS + 1])


def person(context: Context, own: Own) -> Person | None:
    """The participant's own record of the latest household."""
    return Person.objects.filter(pk=own.doors[0].person_id).first()


def contact_points(context: Context, own: Own, *, day: dt.date) -> list[ContactPoint]:
    """Ways to reach this person today, preferred ones first."""
    rows = ContactPoint.objects.visible_to(context).filter(own.own_rows(), _holding(day))
    return list(rows.order_by("-preferred", "kind", "value"))


def addresses(context: Context, own: Own, *, day: dt.date) -> list[str]:
    """Where this person lives or gets post today: what is noted for them, then for their household. Two queries.

    Nothing where contact is protected: PostgreSQL withholds it.
    """
    rows = Address.objects.visible_to(context).filter(own.own_rows(), _holding(day)).order_by("-valid_from", "pk")
    found = [f"{row.street}, {row.postcode} {row.town}" for row in rows]
    homes = [door.dossier_id for door in own.doors if door.at_home]
    if homes:
        with connection.cursor() as cursor:
            cursor.execute("SELECT h.* FROM unnest(%s::uuid[]) AS d, LATERAL portal_home(d) AS h", [homes])
            found += [f"{street}, {postcode} {town}" for street, postcode, town in cursor.fetchall()]
    return list(dict.fromkeys(found))


def wishes(context: Context, own: Own) -> list[Wish]:
    """Where messages about appointments go, as this person wished."""
    rows = with_message_consent(Wish.objects.visible_to(context).filter(own.own_rows(), ended_at__isnull=True))
    return list(rows.filter(allowed=True).order_by("channel", "pk"))


def copies(context: Context, own: Own, *, now: dt.datetime) -> list[Handing]:
    """Copies under Art. 15 DSGVO that were put on this page and are still there, the latest first."""
    rows = Handing.objects.visible_to(context).filter(own.own_rows(), way=Way.OWN_PAGE, until__gt=now)
    return list(rows.order_by("-on", "pk"))


def given(dossier_id: uuid.UUID) -> list[Any]:
    """Open accesses of members to their own pages: `self` grants with `name` and `email`. One query."""
    user = User.objects.filter(pk=OuterRef("principal_id"))
    rows = Grant.objects.filter(open_now(), dossier_id=dossier_id, basis=Basis.SELF, subject_id__isnull=False)
    rows = rows.annotate(name=Subquery(user.values("display_name")), email=Subquery(user.values("email")))
    return list(rows.order_by("valid_from", "pk"))


def _holding(day: dt.date) -> Q:
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
