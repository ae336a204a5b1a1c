"""The attendance of one session, for everybody at once. The number of statements does not depend on how many came."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction

from rundblick.access.context import Context, reason
from rundblick.programmes.duebook import facts_changed
from rundblick.programmes.errors import Refused, Stale
from rundblick.programmes.groups import RollLine, members_of, roll
from rundblick.programmes.models import Presence, Session
from rundblick.programmes.publishing import document
from rundblick.programmes.services.groups import NO_TOPIC, attendance_of, topic_needed
from rundblick.web.clock import today
from rundblick.web.german import german_date

PRESENT = Presence.State.PRESENT


@dataclass(frozen=True, slots=True)
class Mark:
    """What somebody tapped for one member ("" = nothing), and what they had seen: kind and version (0 = nothing)."""

    state: str
    seen: str = ""
    version: int = 0


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody changed about a session: its topic (None = nothing), and with `guests_changed` the guests."""

    topic: str | None = None
    guests: int | None = None
    guests_changed: bool = False


@dataclass(frozen=True)
class Kept:
    """How many lines were written, changed or taken back."""

    number: int


class Meanwhile(Stale):
    """Colleagues wrote something else down for these members meanwhile. `lines`: by member, what stands now."""

    def __init__(self, session: Session, lines: Mapping[uuid.UUID, RollLine]) -> None:
        super().__init__(session)
        self.lines = dict(lines)


def keep_roll(
    *,
    context: Context,
    session: Session,
    marks: Mapping[uuid.UUID, Mark],
    version: int,
    told: Told | None = None,
    all_present: bool = False,
) -> Kept:
    """Write down how it was: a mark per member, and what was `told` about the session. Units are those of the session.

    Only what somebody changed is written, so that sending it twice changes nothing and two people with two lists do not
    undo each other. `all_present`: whoever has no mark was there. Members the context does not keep the ledger of are
    left alone, whatever was sent.

    Raises Refused for a session ahead, a cancelled one, and a missing topic where one is needed; Meanwhile and Stale
    when a colleague was quicker with the same. Then nothing is written.
    """
    programme = document(session.cohort.run.definition)
    attendance = attendance_of(programme)
    with reason("programmes.attendance.record"):
        row = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
        _check(row)
        members = members_of(context, session.cohort, programme, writing=True)
        lines = roll(context, programme, row, members, locked=True)
        number = _marks(row, lines, marks, all_present)
        _about(row, version, told or Told())
        if topic_needed(attendance) and not row.topic:
            raise Refused(NO_TOPIC, "topic")
    return Kept(number)


def _check(session: Session) -> None:
    if session.cancelled:
        raise Refused("Dieses Treffen ist abgesagt.")
    if session.on > today():
        raise Refused(f"Der {german_date(session.on)} liegt noch vor uns.")


def _marks(session: Session, lines: list[RollLine], marks: Mapping[uuid.UUID, Mark], all_present: bool) -> int:
    fresh: list[Presence] = []
    changed: list[Presence] = []
    gone: list[Presence] = []
    clashes: dict[uuid.UUID, RollLine] = {}
    for one in lines:
        mark = marks.get(one.member.row.pk, Mark(""))
        wanted = PRESENT if all_present and not mark.state else mark.state
        stands = one.line.state if one.line else ""
        if one.why_not or wanted in (mark.seen, stands):
            continue
        if (one.line.version if one.line else 0) != mark.version:
            clashes[one.member.row.pk] = one
        elif one.line is None:
            fresh.append(_new(session, one, wanted))
        elif wanted:
            one.line.state = wanted
            one.line.version += 1
            changed.append(one.line)
        else:
            gone.append(one.line)
    if clashes:
        raise Meanwhile(session, clashes)
    _write(session, fresh, changed, gone)
    return len(fresh) + len(changed) + len(gone)


def _new(session: Session, one: RollLine, state: str) -> Presence:
    participation = one.member.participation
    if state not in Presence.State.values:
        raise Refused("Bitte wählen Sie, wie es war.")
    return Presence(
        dossier_id=participation.dossier_id,
        participation=participation,
        person_id=participation.person_id,
        session=session,
        on=session.on,
        units=session.units,
        state=state,
    )


def _write(session: Session, fresh: list[Presence], changed: list[Presence], gone: list[Presence]) -> None:
    if any(line.state not in Presence.State.values for line in changed):
        raise Refused("Bitte wählen Sie, wie es war.")
    try:
        with transaction.atomic():
            Presence.objects.bulk_create(fresh)
    except IntegrityError:
        # A colleague saved the same list at the same moment.
        raise Stale(session) from None
    if changed:
        Presence.objects.bulk_update(changed, ["state", "version"])
    if gone:
        Presence.objects.filter(pk__in=[line.pk for line in gone]).delete()
    touched = {line.dossier_id for line in (*fresh, *changed, *gone)}
    if touched:
        facts_changed(touched)


def _about(row: Session, version: int, told: Told) -> None:
    topic = row.topic if told.topic is None else told.topic.strip()
    guests = told.guests if told.guests_changed else row.guests
    if (row.topic, row.guests) == (topic, guests):
        return
    if row.version != version:
        raise Stale(row)
    row.topic, row.guests = topic, guests
    row.version += 1
    row.save(update_fields=["topic", "guests", "version"])
