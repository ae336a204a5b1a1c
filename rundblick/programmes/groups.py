"""Reading groups: which there are, who belongs to one, who came. Set-based, as far as the reader's doors are open."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Exists, F, OuterRef, Q

from rundblick.access.context import Context
from rundblick.people import queries as people
from rundblick.programmes.bridge import takes_part
from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Cohort, CohortMember, Participation, Presence, Session
from rundblick.programmes.presences import absences_open
from rundblick.web.german import german_date

PRESENT = Presence.State.PRESENT


@dataclass(frozen=True)
class Member:
    """Somebody who belongs to a group, as far as the reader's doors tell. `writes`: the reader keeps their ledger."""

    row: CohortMember
    name: str
    writes: bool

    @property
    def participation(self) -> Participation:
        """The participation that belongs to the group."""
        return self.row.participation


@dataclass(frozen=True)
class RollLine:
    """A member in the list of one session.

    `line`: what stands for the session, None while nothing does. `why_not`: why nothing can be written down.
    """

    member: Member
    line: Presence | None
    why_not: str


def groups_of(context: Context) -> list[Cohort]:
    """All groups of the reader's own house, the latest start first. One query."""
    assert context.organisation_id
    rows = Cohort.objects.filter(organisation_id=context.organisation_id).select_related("run__definition")
    return list(rows.defer("run__definition__document").order_by("-starts_on", "label", "pk"))


def sizes(cohort_ids: Collection[uuid.UUID], on_day: dt.date, *, exactly: bool = False) -> dict[uuid.UUID, int]:
    """How many belong to each group on that day or (unless `exactly`) later, whoever they are.

    One query; groups of other houses: 0.
    """
    found = dict.fromkeys(cohort_ids, 0)
    if found:
        with connection.cursor() as cursor:
            cursor.execute("SELECT * FROM programmes_group_sizes(%s::uuid[], %s, %s)", [list(found), on_day, exactly])
            found |= dict(cursor.fetchall())
    return found


def has_lines(session: Session) -> bool:
    """Whether attendance is written down for the session, of whomever. One query."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT programmes_session_lines(%s)", [session.pk])
        row = cursor.fetchone()
    return bool(row and row[0])


def next_sessions(cohort_ids: Iterable[uuid.UUID], day: dt.date) -> dict[uuid.UUID, Session]:
    """The next session of each group on that day or later. One query."""
    rows = Session.objects.filter(cohort__in=list(cohort_ids), on__gte=day, cancelled=False)
    found: dict[uuid.UUID, Session] = {}
    for session in rows.order_by("on", F("begins").asc(nulls_last=True), "pk"):
        found.setdefault(session.cohort_id, session)
    return found


def sessions_of(group: Cohort) -> list[Session]:
    """All sessions, cancelled ones included, in the order of days. One query."""
    return list(group.sessions.order_by("on", F("begins").asc(nulls_last=True), "pk"))


def present_counts(context: Context, group: Cohort) -> dict[uuid.UUID, int]:
    """How many came to each session, of those whose doors are open to the reader. One query."""
    rows = Presence.objects.visible_to(context).filter(session__cohort=group, state=PRESENT)
    return dict(rows.values_list("session").annotate(number=Count("pk")).order_by())


def members_of(context: Context, group: Cohort, programme: Programme, *, writing: bool = False) -> list[Member]:
    """Everybody who ever belonged to the group and whose door is open, by name. One query.

    `writing`: only those whose participation the reader may change.
    """
    writable = CohortMember.objects.visible_to(context, writing=True).filter(pk=OuterRef("pk"))
    rows = CohortMember.objects.visible_to(context, writing=writing).filter(cohort=group)
    told = rows.select_related("participation__run", "person").annotate(may_write=Exists(writable))
    found = list(told.order_by("valid_from", "pk"))
    labels = people.labels([row.dossier_id for row in found if row.person_id is None]) if _households(found) else {}
    members = [
        Member(
            row,
            _name(row, labels),
            row.may_write and absences_open(context, programme, row.participation.run, may_write=True),
        )
        for row in found
    ]
    return sorted(members, key=lambda one: (_sort_key(one.row), one.name, str(one.row.pk)))


def belongs(row: CohortMember, day: dt.date) -> bool:
    """Whether somebody belongs to the group on that day."""
    return row.valid_from <= day and (row.valid_until is None or day < row.valid_until)


def over(member: Member, day: dt.date) -> bool:
    """Whether somebody has left the group, or the programme, before that day."""
    until, last = member.row.valid_until, member.participation.ended_on
    return (until is not None and until <= day) or (last is not None and last < day)


def roll(
    context: Context, programme: Programme, session: Session, members: Sequence[Member], *, locked: bool = False
) -> list[RollLine]:
    """The list of one session: those who belong to the group on its day, with what stands for them. One query.

    Whom absences are closed to is shown presence only.
    """
    there = [one for one in members if belongs(one.row, session.on)]
    rows = Presence.objects.visible_to(context).filter(
        on=session.on, participation__in=[one.participation.pk for one in there]
    )
    if locked:
        rows = rows.select_for_update(of=("self",))
    closed = {
        one.participation.pk
        for one in there
        if not absences_open(context, programme, one.participation.run, may_write=one.writes)
    }
    lines: dict[uuid.UUID, list[Presence]] = {}
    for line in rows.order_by("pk") if there else ():
        if line.participation_id not in closed or line.state == PRESENT:
            lines.setdefault(line.participation_id, []).append(line)
    return [_roll_line(one, session, lines.get(one.participation.pk, [])) for one in there]


def candidates(context: Context, group: Cohort, programme: Programme, day: dt.date) -> list[tuple[Participation, str]]:
    """Participations of the run that could join and that the reader may change, with the names. Two queries at most.

    Somebody who already belongs to the group is left out; a participation that went on in another version of the
    programme belongs to the same run.
    """
    within = CohortMember.objects.filter(
        Q(valid_until=None) | Q(valid_until__gt=day), cohort=group, participation=OuterRef("pk")
    )
    rows = Participation.objects.visible_to(context, writing=True).filter(
        Q(ended_on=None) | Q(ended_on__gte=day),
        ~Exists(within),
        run__definition__code=group.run.definition.code,
        run__code=group.run.code,
        started_on__isnull=False,
    )
    found = list(rows.select_related("run__definition", "person").defer("run__definition__document"))
    open_to_me = [row for row in found if absences_open(context, programme, row.run, may_write=True)]
    labels = people.labels([row.dossier_id for row in open_to_me if row.person_id is None])
    named = [(row, _name(row, labels)) for row in open_to_me]
    return sorted(named, key=lambda pair: (_sort_key(pair[0]), pair[1], str(pair[0].pk)))


def same_run(group: Cohort, participation: Participation) -> bool:
    """Whether somebody takes part in the run the group belongs to, on whatever version of the programme."""
    mine, theirs = participation.run, group.run
    return (mine.definition.code, mine.code) == (theirs.definition.code, theirs.code)


def _roll_line(member: Member, session: Session, lines: Sequence[Presence]) -> RollLine:
    own = next((line for line in lines if line.session_id == session.pk), None)
    return RollLine(member, own, "" if own else _why_not(member, session, lines))


def _why_not(member: Member, session: Session, lines: Sequence[Presence]) -> str:
    if not takes_part(member.participation, session.on):
        return "nimmt an diesem Tag nicht am Programm teil"
    of_day = next((line for line in lines if line.session_id is None), None)
    if of_day is not None:
        return f"am {german_date(of_day.on, 'day')} schon eingetragen: {of_day.get_state_display()}"
    return "" if member.writes else "wird von anderen geführt"


def _households(rows: Iterable[CohortMember]) -> bool:
    return any(row.person_id is None for row in rows)


def _name(row: CohortMember | Participation, labels: Mapping[uuid.UUID, str]) -> str:
    if row.person_id is None:
        return labels.get(row.dossier_id, "Haushalt")
    return row.person.name if row.person else "Mitglied"


def _sort_key(row: CohortMember | Participation) -> str:
    return row.person.sort_key if row.person else ""
