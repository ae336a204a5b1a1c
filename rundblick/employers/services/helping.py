"""Verbs about what would help an employer: worries, carving, special jobs, questions."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.calendar.holding import held, save
from rundblick.employers.codes import SpecialState
from rundblick.employers.models import CarvedTask, Carving, Concern, Employer, SpecialJob, SpecialStep, Ticket
from rundblick.employers.services.common import refuse, token_or_new
from rundblick.web.clock import now, today


@dataclass(frozen=True, kw_only=True)
class ConcernContent:
    """What an employer is worried about and what was offered. `answered_on` follows: the day of the first answer."""

    worry: str
    on: dt.date
    words: str = ""
    helps: tuple[str, ...] = ()
    answer: str = ""

    @property
    def is_answered(self) -> bool:
        """Whether anything was offered or said."""
        return bool(self.helps or self.answer)


@dataclass(frozen=True, kw_only=True)
class CarvingContent:
    """A worksheet. With a `result` it is done."""

    title: str
    on: dt.date
    result: str = ""


def worry(*, employer: Employer, content: ConcernContent, token: uuid.UUID | None = None) -> Concern:
    """Keep what an employer is worried about. `token` becomes the id."""
    with reason("employers.concern.keep"):
        row = Concern(
            id=token_or_new(token),
            employer=employer,
            answered_on=today() if content.is_answered else None,
            **_columns(content),
        )
        return insert_once(row, within="employer_id")


def change_worry(*, concern: Concern, version: int, content: ConcernContent) -> None:
    """Say it anew, or what was offered. Raises Stale."""
    row = held(concern, version=version)
    answered = (row.answered_on or today()) if content.is_answered else None
    with reason("employers.concern.change"):
        save(row, answered_on=answered, **_columns(content))


def carve(*, employer: Employer, content: CarvingContent, token: uuid.UUID | None = None) -> Carving:
    """Begin a worksheet. `token` becomes the id."""
    with reason("employers.carving.begin"):
        row = Carving(id=token_or_new(token), employer=employer, done_on=_done(content, None), **vars(content))
        return insert_once(row, within="employer_id")


def change_carving(*, carving: Carving, version: int, content: CarvingContent) -> None:
    """Say it anew, or what becomes of it. Raises Stale."""
    row = held(carving, version=version)
    with reason("employers.carving.change"):
        save(row, done_on=_done(content, row.done_on), **vars(content))


def add_task(
    *, carving: Carving, text: str, hours: Decimal, who: str = "", moves: bool = True, token: uuid.UUID | None = None
) -> CarvedTask:
    """Put a task on the worksheet. `token` becomes the id."""
    with reason("employers.carving.task.add"):
        row = CarvedTask(
            id=token_or_new(token),
            employer_id=carving.employer_id,
            carving=carving,
            text=text,
            hours=hours,
            who=who,
            moves=moves,
        )
        return insert_once(row, within="carving_id")


def move_task(*, task: CarvedTask) -> None:
    """It becomes part of the new job, or stays where it is."""
    row = held(task)
    with reason("employers.carving.task.move"):
        save(row, moves=not row.moves)


def remove_task(*, task: CarvedTask) -> None:
    """Take a task off the worksheet."""
    with reason("employers.carving.task.remove"):
        task.delete()


def add_special(
    *,
    employer: Employer,
    title: str,
    kind: str,
    state: str,
    on: dt.date,
    hours: Decimal | None = None,
    carving: Carving | None = None,
    token: uuid.UUID | None = None,
) -> SpecialJob:
    """Put a special job into the register, with where it stands since when. `token` becomes the id."""
    if carving is not None and carving.employer_id != employer.pk:
        refuse({"carving": "Dieses Arbeitsblatt gehört zu einem anderen Betrieb."})
    with reason("employers.special.add"):
        row = SpecialJob(
            id=token_or_new(token), employer=employer, title=title, kind=kind, hours=hours, carving=carving
        )
        stored = insert_once(row, within="employer_id")
        if stored is row:
            _step(row, state, on)
        return stored


def move_special(*, job: SpecialJob, state: str, on: dt.date) -> SpecialStep:
    """It stands elsewhere from that day on; what stood before stays. Raises Mistaken for a day in the future."""
    if on > today():
        refuse({"on": "Dieser Tag liegt noch vor uns."})
    with reason("employers.special.move"):
        return _step(held(job), state, on)


def ask(
    *, employer: Employer, question: str, answerer: User, due_on: dt.date, token: uuid.UUID | None = None
) -> Ticket:
    """Take a question of an employer; it is due for whoever answers. `token` becomes the id.

    Raises Mistaken when somebody of another house is to answer.
    """
    if answerer.organisation_id != employer.house_id:
        refuse({"answerer": "Diese Person arbeitet nicht in Ihrem Haus."})
    with reason("employers.ticket.ask"):
        row = Ticket(
            id=token_or_new(token),
            employer=employer,
            question=question,
            asked_on=today(),
            answerer=answerer,
            due_on=due_on,
        )
        return insert_once(row, within="employer_id")


def answer(*, ticket: Ticket, version: int, words: str) -> None:
    """Answer a question, which closes it. Raises Stale, or Refused without words."""
    if not words:
        raise Refused("Bitte schreiben Sie, was Sie geantwortet haben.")
    row = held(ticket, version=version)
    with reason("employers.ticket.answer"):
        save(row, answer=words, answered_on=row.answered_on or today())


def _columns(content: ConcernContent) -> dict[str, object]:
    return vars(content) | {"helps": list(content.helps)}


def _done(content: CarvingContent, before: dt.date | None) -> dt.date | None:
    return (before or today()) if content.result else None


def _step(job: SpecialJob, state: str, on: dt.date) -> SpecialStep:
    return SpecialStep.objects.create(
        employer_id=job.employer_id, job=job, state=SpecialState(state), on=on, written_at=now()
    )
