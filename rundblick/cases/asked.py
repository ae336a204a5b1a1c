"""What awaits somebody's answer. Rooms in which several houses work together say it here; the start pages show it."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.access.hooks import Registry


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that waits for the reader: what, in which household, until when, and where it is answered.

    `text` says what is to be done and nothing about the person. `due_on`: None = no day was named. `who`: the name to
    show, where the row says it and the reader's doors may not; "" = as far as the doors show it.
    """

    text: str
    url: str
    dossier_id: uuid.UUID
    due_on: dt.date | None = None
    person_id: uuid.UUID | None = None
    who: str = ""


asked: Registry[Callable[[Context], list[Asked]]] = Registry("what awaits an answer")
"""asked(context) -> what awaits the reader's own answer. One query each, and few rows."""


def asked_of(context: Context) -> list[Asked]:
    """Everything that awaits this reader, the soonest first, then what names no day."""
    found = [one for answer in asked for one in answer(context)]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or dt.date.max))
