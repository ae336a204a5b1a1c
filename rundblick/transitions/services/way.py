"""Beginning and changing a transition, noting what was done, and ending it."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Mistaken
from rundblick.calendar.services import members_only
from rundblick.cases.models import Case
from rundblick.programmes.duebook import facts_changed
from rundblick.transitions.chains import Planned, catalogue
from rundblick.transitions.codes import Ending, Outcome, Present, Sort, Teller, Way, Where
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.rules import Turning, problem
from rundblick.transitions.services import held as own
from rundblick.web.clock import now, today

NO_ARRIVAL = (
    "Noch hat niemand bestätigt, dass die Person angekommen ist. Fragen Sie nach und halten Sie das Ankommen fest, oder"
    " wählen Sie „anders gekommen“."
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """What is said about a transition; see `Transition`."""

    turning: Turning
    office: str = ""
    organisation: Organisation | None = None
    receiver: str = ""
    reach: str = ""


@dataclass(frozen=True, kw_only=True)
class Noted:
    """What was done about a step; see `StepDone`."""

    on: dt.date
    not_needed: bool = False
    way: str = ""
    present: Sequence[str] = ()
    outcome: str = ""
    teller: str = ""
    said: str = ""


def begin(
    *,
    case: Case,
    person_id: uuid.UUID,
    author: User,
    kind: str,
    content: Content,
    on: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Transition:
    """A change lies ahead of somebody, noted on a day (today by default).

    `token` becomes the id, so that a form sent twice makes one. Raises Refused for somebody outside of the household,
    Mistaken for a kind the catalogue does not know.
    """
    if kind not in {chain.code for chain in catalogue().chains}:
        raise Mistaken({"kind": "Diesen Wechsel gibt es hier nicht."})
    members_only(case.pk, [person_id], on=today())
    row = Transition(
        id=token or uuid.uuid4(),
        dossier_id=case.pk,
        person_id=person_id,
        author=author,
        kind=kind,
        begun_on=on or today(),
        **_values(content),
    )
    saved = insert_once(row)
    if saved is row:
        own.tell(row, own.BEGAN, object_id=row.pk, day=row.begun_on)
        facts_changed([case.pk])
    return saved


def change(*, transition: Transition, version: int, content: Content) -> Transition:
    """Say anew when it turns and who takes over; open steps move with the turning day.

    Raises Refused when it is over, Mistaken for a turning day after somebody arrived, and Stale when somebody changed
    it meanwhile.
    """
    with reason("transitions.change"):
        row = own.held(transition)
        own.check_open(row, version)
        arrived = own.course_of(row, as_of=today()).arrived_on
        if arrived is not None and arrived < content.turning.first:
            raise Mistaken(
                {"turning": "Angekommen ist die Person schon vorher. Nehmen Sie zuerst das Ankommen zurück."}
            )
        for name, value in _values(content).items():
            setattr(row, name, value)
        own.save(row)
    return row


def note(
    *, transition: Transition, author: User, step: Planned, content: Noted, token: uuid.UUID | None = None
) -> StepDone:
    """Something was done about a step, or it is not needed. `token` becomes the id; the same said twice is harmless.

    Raises Refused when the transition is over, Mistaken for a day that cannot be, a handover or arrival that says too
    little, or words about a sensitive change.
    """
    with reason("transitions.note"):
        row = own.held(transition)
        twin = StepDone.objects.filter(pk=token, transition=row).first() if token else None
        if twin is not None:
            return twin
        own.check_open(row)
        own.check_words(row.chain, said=content.said)
        if (before := _said_before(row, step, content)) is not None:
            return before
        outcome = content.outcome
        if trouble := problem(row.turning, sort=_sort_of_day(step, outcome), on=content.on, today=today()):
            raise Mistaken({"on": trouble})
        done = StepDone(
            id=token or uuid.uuid4(),
            dossier_id=row.dossier_id,
            person_id=row.person_id,
            transition=row,
            step=step.code,
            on=content.on,
            author=author,
            recorded_at=now(),
            said=content.said.strip() or None,
            **_particulars(step, content),
        )
        saved = insert_once(done)
        if saved is done:
            if outcome == Outcome.YES and not content.not_needed:
                kind = {Sort.HANDOVER: own.HANDED, Sort.ARRIVAL: own.ARRIVED}.get(step.kind)
                if kind:
                    own.tell(row, kind, object_id=done.pk, day=done.on)
            facts_changed([row.dossier_id])
    return saved


def undo(*, step: StepDone) -> None:
    """It was a mistake; it stays as taken back. Twice is harmless. Raises Refused when the transition is over."""
    with reason("transitions.undo"):
        row = own.held(step.transition)
        own.check_open(row)
        if StepDone.objects.filter(pk=step.pk, undone_at__isnull=True).update(undone_at=now()):
            own.untell(row, step.pk, own.HANDED, own.ARRIVED)
            facts_changed([row.dossier_id])


def end(
    *, transition: Transition, version: int, ending: str, on: dt.date, where: str = "", where_words: str = ""
) -> Transition:
    """It is over: somebody arrived, or is somewhere else. The same said twice is harmless.

    Raises Mistaken without a confirmed arrival, without where somebody is now, for a day ahead or before it was begun,
    and words about a sensitive change; Refused when it ended otherwise already; Stale as `change` does.
    """
    arrived = ending == Ending.ARRIVED
    said = {
        "ended_on": on,
        "ending": Ending(ending),
        "where": "" if arrived else where,
        "where_words": None if arrived else where_words.strip() or None,
    }
    with reason("transitions.end"):
        row = own.held(transition)
        if row.ended_on is not None and all(getattr(row, name) == value for name, value in said.items()):
            return row
        own.check_open(row, version)
        if on > today() or on < row.begun_on:
            raise Mistaken({"on": "Bitte einen Tag zwischen dem Beginn dieses Übergangs und heute."})
        if arrived:
            came = own.course_of(row, as_of=today()).arrived_on
            if came is None:
                raise Mistaken({"ending": NO_ARRIVAL})
            if on < came:
                raise Mistaken({"on": "An diesem Tag war die Person noch nicht angekommen."})
        elif where not in set(Where):
            raise Mistaken({"where": "Bitte wählen Sie, wo die Person jetzt ist."})
        else:
            own.check_words(row.chain, where_words=where_words)
        for name, value in said.items():
            setattr(row, name, value)
        own.save(row)
        own.tell(row, own.ENDED, object_id=row.pk, day=on)
    return row


def resume(*, transition: Transition) -> Transition:
    """It goes on after all: the end was a mistake. Twice is harmless."""
    with reason("transitions.resume"):
        row = own.held(transition)
        if row.ended_on is None:
            return row
        row.ended_on, row.ending, row.where, row.where_words = None, "", "", None
        own.save(row)
        own.untell(row, row.pk, own.ENDED)
    return row


def _said_before(row: Transition, step: Planned, content: Noted) -> StepDone | None:
    """The last word about the step, when it says the same of the same day: two taps are one."""
    last = StepDone.objects.filter(transition=row, step=step.code, undone_at__isnull=True).order_by(
        "-on", "-recorded_at"
    )
    before = last.first()
    names = ("on", "not_needed", "way", "outcome", "teller")
    same = before is not None and all(getattr(before, name) == getattr(content, name) for name in names)
    return before if same and not content.said.strip() else None


def _values(content: Content) -> dict[str, object]:
    return {
        "turns_on": content.turning.first,
        "turns_surely": content.turning.sure,
        "office": content.office,
        "organisation": content.organisation,
        "receiver": content.receiver.strip() or None,
        "reach": content.reach.strip() or None,
    }


def _sort_of_day(step: Planned, outcome: str) -> Sort:
    """That somebody has not arrived can be said on any day."""
    return step.kind if outcome == Outcome.YES else Sort.STEP


def _particulars(step: Planned, content: Noted) -> dict[str, object]:
    """What belongs to each kind of step and nothing else."""
    plain = {"not_needed": False, "way": "", "present": [], "outcome": "", "teller": ""}
    if content.not_needed:
        if step.kind == Sort.ARRIVAL:
            raise Mistaken({"outcome": "Das Ankommen gehört immer dazu."})
        return plain | {"not_needed": True}
    if step.kind == Sort.HANDOVER:
        missing = {
            "way": "" if content.way in set(Way) else "Bitte wählen Sie, wie übergeben wurde.",
            "outcome": "" if content.outcome in set(Outcome) else "Bitte wählen Sie, wie es ausging.",
        }
        _refuse(missing)
        return plain | {
            "way": content.way,
            "present": [one.value for one in Present if one in content.present],
            "outcome": content.outcome,
        }
    if step.kind == Sort.ARRIVAL:
        arrived = content.outcome == Outcome.YES
        _refuse(
            {"teller": "" if not arrived or content.teller in set(Teller) else "Bitte wählen Sie, wer es gesagt hat."}
        )
        _refuse({"outcome": "" if content.outcome in (Outcome.YES, Outcome.UNDECIDED) else "Bitte wählen Sie."})
        return plain | {"outcome": content.outcome, "teller": content.teller if arrived else ""}
    return plain


def _refuse(missing: dict[str, str]) -> None:
    if told := {name: words for name, words in missing.items() if words}:
        raise Mistaken(told)
