"""Plans: beginning a draft, working on it, publishing it, saying that it fits."""

import datetime as dt
import uuid
from collections.abc import Iterable

from rundblick.access import timeline
from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.cases.rules import at_noon
from rundblick.plans.codes import By, Confirmed, State
from rundblick.plans.drafting import (
    WRITTEN,
    Act,
    Said,
    act_on,
    carried,
    collected,
    loosen,
    same_threads,
    say,
    siblings,
    standing,
)
from rundblick.plans.kinds import find_kind
from rundblick.plans.models import Plan, PlanLine
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now, today

KIND = "plan_agreed"
TOPIC = "goals"


def begin(*, case: Case, person_id: uuid.UUID, kind: str, author: User) -> Plan:
    """Begin a draft from what is there, or answer the one that is being written.

    A later version begins with the lines of the present one, without goals reached or given up and steps done. A first
    one collects the open goals, in the order of their tree, and the open steps of the member and of the household.
    Raises Refused for an unknown kind, or somebody outside of the household.
    """
    known = find_kind(kind)
    if known is None:
        raise Refused("Diese Art von Plan gibt es nicht.")
    members_only(case.pk, [person_id], on=today())
    # The case under lock: two people who begin at once share one draft.
    Case.objects.select_for_update(of=("self",)).get(pk=case.pk)
    former = list(Plan.objects.filter(dossier_id=case.pk, person_id=person_id, kind=kind).order_by("-number"))
    draft = next((plan for plan in former if plan.state == State.DRAFT), None)
    if draft is not None:
        return draft
    plan = Plan(
        dossier_id=case.pk,
        person_id=person_id,
        kind=kind,
        number=former[0].number + 1 if former else 1,
        author=author,
    )
    present = next((one for one in former if one.state == State.PUBLISHED), None)
    if present is not None:
        plan.offer, plan.offer_plain = present.offer, present.offer_plain
    plan.save(force_insert=True)
    lines = carried(plan, known, present) if present else collected(plan, known)
    if former and present is None:
        same_threads(lines, former[0])
    PlanLine.objects.bulk_create(lines)
    return plan


def work_on(*, plan: Plan, version: int, said: Said, author: User, act: Act | None = None) -> PlanLine | None:
    """Write a draft, and do one thing to it; answers the line the act was about, None without one.

    Raises Refused when it is no draft any more or the act does not fit, Stale when somebody wrote meanwhile.
    """
    with reason(f"plans.{act.verb if act else 'write'}"):
        row = _locked(plan, version=version, state=State.DRAFT)
        lines = list(row.lines.order_by("rank", "thread"))
        before = {line.pk: standing(line) for line in lines}
        say(row, lines, said)
        target = act_on(row, lines, act) if act else None
        changed = [line for line in lines if before.get(line.pk) != standing(line)]
        if changed:
            _write(changed)
        row.author, row.written_at, row.version = author, now(), row.version + 1
        row.save(update_fields=["offer", "offer_plain", "review_on", "author", "written_at", "version"])
    return target


def publish(*, plan: Plan, version: int, author: User, valid_from: dt.date | None = None) -> Plan:
    """Freeze a draft as the version that holds from `valid_from` (today by default) and end the former one.

    Lines without words, and those taken out, do not come along. Raises Refused for an empty plan, a day in the future
    or before the former version, a review before the plan; Stale when somebody wrote meanwhile.
    """
    day = valid_from or today()
    with reason("plans.publish"):
        row = _locked(plan, version=version, state=State.DRAFT)
        others = list(siblings(row).defer("offer", "offer_plain"))
        former = next((one for one in others if one.state == State.PUBLISHED), None)
        _check_days(row, day, others)
        lines = list(row.lines.order_by("rank", "thread"))
        empty = [line.pk for line in lines if line.left_out or not line.text.strip()]
        if len(empty) == len(lines) and not (row.offer or "").strip():
            raise Refused("In diesem Entwurf steht noch nichts.")
        if empty:
            PlanLine.objects.filter(pk__in=empty).delete()
        loosened = loosen(row, [line for line in lines if line.pk not in empty])
        if loosened:
            _write(loosened)
        if former is not None:
            former.state, former.valid_until = State.ENDED, day
            former.version += 1
            former.save(update_fields=["state", "valid_until", "version"])
        row.state, row.valid_from, row.published_at, row.author = State.PUBLISHED, day, now(), author
        row.written_at, row.version = now(), row.version + 1
        row.save()
        timeline.record(
            dossier_id=row.dossier_id,
            at=at_noon(day),
            kind=KIND,
            topic=TOPIC,
            object_id=row.pk,
            subject_id=row.person_id,
        )
        facts_changed([row.dossier_id])
    return row


def end(*, plan: Plan, version: int, on: dt.date | None = None) -> Plan:
    """A plan no longer holds from `on` (today by default), without another one in its place. Raises like `publish`."""
    day = on or today()
    with reason("plans.end"):
        row = _locked(plan, version=version, state=State.PUBLISHED)
        if day > today() or (row.valid_from and day < row.valid_from):
            raise Refused("Dieser Tag liegt vor dem Beginn des Plans oder in der Zukunft.")
        row.state, row.valid_until, row.version = State.ENDED, day, row.version + 1
        row.save(update_fields=["state", "valid_until", "version"])
        facts_changed([row.dossier_id])
    return row


def confirm(*, plan: Plan, version: int, on: dt.date, how: Confirmed | str, by: By | str) -> Plan:
    """Somebody said that the plan fits. Not required, and nothing follows from it. Raises Refused, Stale."""
    with reason("plans.confirm"):
        row = _locked(plan, version=version, state=State.PUBLISHED)
        if on > today() or (row.valid_from and on < row.valid_from):
            raise Refused("Dieser Tag liegt vor dem Beginn des Plans oder in der Zukunft.")
        _confirmed(row, on, how, by)
    return row


def take_back_confirmation(*, plan: Plan, version: int) -> Plan:
    """It was written down by mistake. Raises Refused, Stale."""
    with reason("plans.unconfirm"):
        row = _locked(plan, version=version, state=State.PUBLISHED)
        _confirmed(row, None, "", "")
    return row


def discard(*, plan: Plan, version: int) -> None:
    """Throw a draft away; its history remains until the file is erased. Raises Refused, Stale."""
    with reason("plans.discard"):
        row = _locked(plan, version=version, state=State.DRAFT)
        row.lines.all().delete()
        row.delete()


def _confirmed(row: Plan, on: dt.date | None, how: str, by: str) -> None:
    row.confirmed_on, row.confirmed_how, row.confirmed_by = on, how, by
    row.version += 1
    row.save(update_fields=["confirmed_on", "confirmed_how", "confirmed_by", "version"])


def _locked(plan: Plan, *, version: int, state: State) -> Plan:
    row = Plan.objects.select_for_update(of=("self",)).filter(pk=plan.pk).first()
    if row is None or row.state != state:
        raise Refused("Diese Fassung gibt es so nicht mehr. Bitte laden Sie die Seite neu.")
    if row.version != version:
        raise Stale(row)
    return row


def _write(lines: Iterable[PlanLine]) -> None:
    """New lines and changed ones, in one statement."""
    PlanLine.objects.bulk_create(lines, update_conflicts=True, unique_fields=["id"], update_fields=list(WRITTEN))


def _check_days(row: Plan, day: dt.date, others: Iterable[Plan]) -> None:
    if day > today():
        raise Refused("Ein Plan gilt nicht ab einem Tag in der Zukunft. Halten Sie ihn fest, wenn es so weit ist.")
    if row.review_on and row.review_on <= day:
        raise Refused("Der Tag zum gemeinsamen Ansehen liegt nicht nach dem Beginn des Plans.")
    taken = [one.valid_until or one.valid_from for one in others if one.state != State.DRAFT]
    if any(one is not None and day < one for one in taken):
        raise Refused("Dieser Tag liegt vor der früheren Fassung.")
