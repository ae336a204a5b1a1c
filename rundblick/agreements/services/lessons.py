"""Verbs about lessons of programmes."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.agreements import rules
from rundblick.agreements.models import Lesson
from rundblick.agreements.services.common import house_of, refuse, token_or_new
from rundblick.calendar.holding import held, save


@dataclass(frozen=True, kw_only=True)
class LessonContent:
    """What was learnt and what became of it."""

    programme: str
    finding: str
    found_on: dt.date
    status: str
    origin: str = ""
    done: str = ""
    planned_year: int | None = None
    reason: str = ""
    effective_on: dt.date | None = None


def learn(*, author: User, content: LessonContent, token: uuid.UUID | None = None) -> Lesson:
    """Write down a finding. `token` becomes the id. Raises Mistaken, or Refused outside of a Jobcenter."""
    house = house_of(author)
    refuse(rules.lesson_problems(vars(content)))
    with reason("agreements.lesson.learn"):
        row = Lesson(id=token_or_new(token), house=house, **vars(content))
        return insert_once(row, within="house_id")


def change(*, lesson: Lesson, version: int, content: LessonContent) -> None:
    """Say anew what became of it. Raises Stale, or Mistaken as in `learn`."""
    refuse(rules.lesson_problems(vars(content)))
    row = held(lesson, version=version)
    with reason("agreements.lesson.change"):
        save(row, **vars(content))
