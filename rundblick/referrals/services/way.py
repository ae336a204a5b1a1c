"""The way to a help, as the house notes it."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from django.db import IntegrityError, transaction

from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.programmes.duebook import facts_changed
from rundblick.referrals.codes import Company, Mode, Point, Refusal, Result, Source, State, Way
from rundblick.referrals.kinds import catalogue, kind_of
from rundblick.referrals.models import Need, Preparation, Referral, Step
from rundblick.referrals.services.held import (
    AHEAD,
    BEGAN,
    CAME,
    ENDED,
    check_course,
    check_day,
    check_words,
    end_links,
    held,
    tell,
    untell,
)
from rundblick.web.clock import now, today

NO_NEED = "Bitte wählen Sie, wofür die Hilfe gebraucht wird."
WITHOUT_REASON = "Dass jemand etwas nicht möchte, braucht keinen Grund. Bitte leeren Sie das Feld."


@dataclass(frozen=True, kw_only=True)
class Begun:
    """What is said about a referral; see `Referral`. `points`: text and whether it is given along, by point."""

    kind: str
    organisation: Organisation | None = None
    office: str = ""
    reach: str = ""
    mode: str = Mode.TOGETHER
    points: Mapping[str, tuple[str, bool]] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What happened; see `Step`."""

    state: str
    on: dt.date
    way: str = ""
    reached: bool | None = None
    expected_on: dt.date | None = None
    company: str = ""
    result: str = ""
    refusal: str = ""
    said: str = ""


def begin(
    *,
    case: Case,
    person_id: uuid.UUID,
    author: User,
    content: Begun,
    need: Need | None = None,
    area: str = "",
    on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Referral:
    """A first or further way to meet a need; with `area` the need begins today as well.

    `token` becomes the id, so that a form sent twice makes one. Points that were talked over make it prepared. Raises
    Refused for somebody outside of the household, an unknown kind or area, or words a sensitive kind does not take.
    """
    day = on or today()
    if day > today():
        raise Refused(AHEAD)
    members_only(case.pk, [person_id], on=today())
    _check_kind(content)
    own = {"dossier_id": case.pk, "person_id": person_id}
    need = need or _new_need(area, day, own)
    if (need.dossier_id, need.person_id) != (case.pk, person_id):
        raise Refused(NO_NEED)
    row = Referral(id=token or uuid.uuid4(), need=need, begun_on=day, author=author, **own, **_values(content))
    with reason("referrals.begin"):
        try:
            with transaction.atomic():
                if need._state.adding:
                    need.save(force_insert=True)
                row.save(force_insert=True)
        except IntegrityError:
            twin = Referral.objects.filter(pk=row.pk, dossier_id=case.pk).first()
            if twin is None:
                raise
            return twin
        if _prepare(row, content.points):
            _step(row, author, Noted(state=State.PREPARED, on=day), token=None)
        tell(row, BEGAN, object_id=row.pk, day=day)
    facts_changed([case.pk])
    return row


def change(*, referral: Referral, version: int, author: User, content: Begun) -> Referral:
    """Say anew where it leads, how, and what was talked over. Another house no longer reads along, and a way to another
    kind of help is no longer shown to the person: what was agreed for one does not hold for the other.

    Raises as `begin` does, and Stale when somebody changed it meanwhile.
    """
    _check_kind(content)
    with reason("referrals.change"):
        row = held(referral)
        if row.version != version:
            raise Stale(row)
        values = _values(content)
        if row.kind != content.kind:
            row.for_person = False
        for name, value in values.items():
            setattr(row, name, value)
        if row.agency_id is not None and row.agency_id != row.organisation_id:
            row.agency = None
            end_links(row)
        if row.sort.sensitive:
            Preparation.objects.filter(referral=row).delete()
        row.version += 1
        row.save()
        first = not Step.objects.filter(referral=row, undone_at__isnull=True).exists()
        if _prepare(row, content.points) and first:
            _step(row, author, Noted(state=State.PREPARED, on=today()), token=None)
    facts_changed([row.dossier_id])
    return row


def note(*, referral: Referral, author: User, content: Noted, token: uuid.UUID | None = None) -> Step:
    """Something happened on the way. `token` becomes the id, so that a form sent twice makes one.

    Raises Refused for a day ahead or before it began, what cannot follow, an end without a result, a reason for not
    wanting something, or words about a sensitive kind.
    """
    with reason("referrals.note"):
        row = held(referral)
        twin = Step.objects.filter(pk=token, referral=row).first() if token else None
        return twin or _step(row, author, content, token=token)


def undo(*, step: Step) -> None:
    """It was a mistake: it no longer counts and stays in the history. Twice is harmless."""
    with reason("referrals.undo"):
        Step.objects.filter(pk=step.pk, undone_at__isnull=True).update(undone_at=now())
        untell(step.referral, step.pk)
    facts_changed([step.dossier_id])


def settle(*, need: Need, done: bool) -> None:
    """The need is met or no longer there, from today; or it is there after all. Twice is harmless."""
    with reason("referrals.settle"):
        rows = Need.objects.filter(pk=need.pk, ended_on__isnull=done)
        rows.update(ended_on=max(today(), need.since) if done else None)


def _new_need(area: str, day: dt.date, own: dict[str, uuid.UUID]) -> Need:
    if area not in {one.code for one in catalogue().areas}:
        raise Refused(NO_NEED)
    standing = Need.objects.filter(area=area, ended_on__isnull=True, **own).first()
    return standing or Need(area=area, since=day, **own)


def _check_kind(content: Begun) -> None:
    kind = kind_of(content.kind)
    if kind not in catalogue().kinds:
        raise Refused("Diese Art der Hilfe gibt es hier nicht.")
    probe = Referral(kind=content.kind)
    check_words(probe, *(text for point, (text, _along) in content.points.items() if point != Point.PRACTICAL))
    if kind.sensitive and any(along and text for text, along in content.points.values()):
        raise Refused("Bei einer vertraulichen Art der Hilfe bekommt die Stelle nichts mitgegeben, nur Tage und Stand.")


def _values(content: Begun) -> dict[str, object]:
    office = "" if content.organisation else content.office.strip()
    return {
        "kind": content.kind,
        "organisation": content.organisation,
        "office": office or None,
        "reach": content.reach.strip() or None,
        "mode": content.mode,
    }


def _prepare(row: Referral, points: Mapping[str, tuple[str, bool]]) -> bool:
    stored = {one.point: one for one in Preparation.objects.filter(referral=row)}
    for point in Point:
        text, along = points.get(point, ("", False))
        former = stored.get(point)
        if not text.strip():
            if former is not None:
                Preparation.objects.filter(pk=former.pk).delete()
            continue
        kept = former or Preparation(dossier_id=row.dossier_id, person_id=row.person_id, referral=row, point=point)
        kept.text, kept.given_along = text.strip(), along
        kept.agency_id = row.agency_id if along else None
        kept.save()
    return any(text.strip() for text, _along in points.values())


def _step(row: Referral, author: User, content: Noted, *, token: uuid.UUID | None) -> Step:
    check_day(row, content.on)
    check_words(row, content.said)
    step = Step(
        id=token or uuid.uuid4(),
        dossier_id=row.dossier_id,
        person_id=row.person_id,
        referral=row,
        source=Source.HOUSE,
        author=author,
        state=State(content.state),
        on=content.on,
        recorded_at=now(),
        **_particulars(content),
    )
    check_course(row, step.happened())
    saved = insert_once(step)
    if saved is step:
        if told := {State.FIRST: CAME, State.ENDED: ENDED}.get(State(step.state)):
            tell(row, told, object_id=step.pk, day=step.on)
        if step.state == State.ENDED:
            end_links(row)
        facts_changed([row.dossier_id])
    return saved


def _particulars(content: Noted) -> dict[str, object]:
    """What belongs to each state and nothing else."""
    state = State(content.state)
    said = content.said.strip()
    result = Result(content.result) if state == State.ENDED and content.result else ""
    if state == State.ENDED and not result:
        raise Refused("Bitte wählen Sie, wie es ausgegangen ist.")
    if result == Result.NOT_WANTED and said:
        raise Refused(WITHOUT_REASON)
    return {
        "way": Way(content.way) if state == State.CONTACTED and content.way else "",
        "reached": content.reached if state == State.CONTACTED else None,
        "expected_on": content.expected_on if state == State.WAITING else None,
        "company": Company(content.company) if state == State.FIRST and content.company else "",
        "result": result,
        "refusal": Refusal(content.refusal) if result == Result.DECLINED and content.refusal else "",
        "said": said or None,
    }
