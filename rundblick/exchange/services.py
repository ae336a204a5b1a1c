"""Verbs of the room. They run in the caller's transaction."""

import uuid
from dataclasses import dataclass

from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.exchange.models import Answer, Helped, Question, Reflection
from rundblick.web.clock import now, today

CLOSED = "Diese Frage ist abgeschlossen."


@dataclass(frozen=True, kw_only=True)
class Asked:
    """What is asked; with no team the whole house is."""

    title: str
    text: str = ""
    team_id: uuid.UUID | None = None
    named: bool = True


def ask(*, author: User, asked: Asked, token: uuid.UUID | None = None) -> Question:
    """Ask colleagues. `token` becomes the id, so that a form sent twice asks once. Raises Refused without a house."""
    if author.organisation_id is None:
        raise Refused("Ohne Haus gibt es niemanden, der antworten könnte.")
    row = Question(
        id=token or uuid.uuid4(),
        author=author,
        organisation_id=author.organisation_id,
        asked_at=now(),
        **vars(asked),
    )
    return insert_once(row, within="author_id")


def edit(*, question: Question, version: int, asked: Asked) -> None:
    """Say it anew. Raises Stale when it was changed meanwhile, Refused when it is gone."""
    row = Question.objects.select_for_update().filter(pk=question.pk).first()
    if row is None:
        raise Refused("Diese Frage gibt es nicht mehr.")
    if row.version != version:
        raise Stale(row)
    for name, value in vars(asked).items():
        setattr(row, name, value)
    row.changed_at, row.version = now(), row.version + 1
    row.save()


def close(*, question: Question) -> None:
    """It is answered, or no longer a question. Twice is harmless; it vanishes a year later."""
    Question.objects.filter(pk=question.pk, closed_on__isnull=True).update(closed_on=today())


def reopen(*, question: Question) -> None:
    """It is a question again."""
    Question.objects.filter(pk=question.pk).update(closed_on=None)


def remove(*, question: Question) -> None:
    """Take a question back with everything that was answered."""
    question.delete()


def answer(*, question: Question, author: User, text: str, named: bool, token: uuid.UUID | None = None) -> Answer:
    """Answer a question. `token` as in `ask`. Raises Refused when it is closed."""
    if question.closed_on is not None:
        raise Refused(CLOSED)
    row = Answer(id=token or uuid.uuid4(), question=question, author=author, text=text, named=named, written_at=now())
    return insert_once(row, within="author_id")


def edit_answer(*, row: Answer, version: int, text: str, named: bool) -> None:
    """Say an answer anew. Raises Stale when it was changed meanwhile."""
    held = Answer.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if held.version != version:
        raise Stale(held)
    held.text, held.named, held.changed_at, held.version = text, named, now(), held.version + 1
    held.save()


def remove_answer(*, row: Answer) -> None:
    """Take an answer back."""
    row.delete()


def helped(*, row: Answer, author: User, yes: bool) -> None:
    """Say that an answer helped, or take it back. Twice is harmless. Raises Refused for one's own answer."""
    if row.author_id == author.pk:
        raise Refused("Das ist Ihre eigene Antwort.")
    if yes:
        Helped.objects.bulk_create([Helped(answer=row, author=author)], ignore_conflicts=True)
    else:
        Helped.objects.filter(answer=row, author=author).delete()


def reflect(*, author: User, text: str, prompt: str = "", token: uuid.UUID | None = None) -> Reflection:
    """Keep a note for oneself. `token` as in `ask`."""
    row = Reflection(id=token or uuid.uuid4(), author=author, prompt=prompt, written_at=now())
    row.write(text)
    return insert_once(row, within="author_id")


def forget(*, row: Reflection) -> None:
    """Delete a note at once; nothing of it is kept."""
    row.delete()
