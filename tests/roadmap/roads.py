"""Short ways along the Fahrplan: Amira wants to talk about work, Alma accompanies her, Jana is Amira's account."""

import datetime as dt
import uuid
from typing import Any

from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.models import User
from rundblick.roadmap import services
from rundblick.roadmap.models import Decision, Leaf, Path, Position, Step, Ticket
from rundblick.roadmap.services import Whose
from rundblick.web.clock import today
from tests.cases.families import Family

DAY = dt.timedelta(days=1)
SELF = ("master", "appointments", "notes", "tasks", "goals")
"""What a real own access carries: the situation is not among it."""
SECRET = "Ich will eine eigene Bäckerei"


def whose(family: Family, person: uuid.UUID | None = None) -> Whose:
    return Whose(family.pk, person or family.amira)


def address(name: str, family: Family, *more: Any) -> str:
    return reverse(f"roadmap:{name}", args=[family.pk, family.amira, *more])


def own_page(family: Family) -> None:
    """Jana reads as Amira."""
    family.let_in(family.house.jana, family.amira, topics=SELF)


def wished(family: Family, *, ago: int = 30, wish: bool = True, **values: Any) -> Path:
    with acting_as(family.house.alma, "test"):
        return services.say_wish(
            whose=whose(family), author=family.house.alma, wish=wish, on=today() - ago * DAY, **values
        )


def stepped(family: Family, code: str, state: str = "done", *, ago: int = 0, **values: Any) -> Step:
    given: dict[str, Any] = {"on": today() - ago * DAY, "version": 0} | values
    with acting_as(family.house.alma, "test"):
        return services.note_step(whose=whose(family), author=family.house.alma, code=code, state=state, **given)


def decided(family: Family, choice: str = "go", *, ago: int = 0, review: int | None = None, **values: Any) -> Decision:
    with acting_as(family.house.alma, "test"):
        return services.decide(
            whose=whose(family),
            author=family.house.alma,
            choice=choice,
            on=today() - ago * DAY,
            review_on=today() + review * DAY if review is not None else None,
            **values,
        )


def said(family: Family, author: User | None = None, voice: str = "coach", **answers: Any) -> Ticket:
    by = author or family.house.alma
    given = answers or {"ideas": "Zwei Wochen Praktikum"}
    with acting_as(by, "test"):
        return services.write_ticket(whose=whose(family), author=by, voice=voice, **given)


def placed(family: Family, moment: str, value: int, **values: Any) -> Position:
    with acting_as(family.house.alma, "test"):
        return services.place(whose=whose(family), author=family.house.alma, moment=moment, value=value, **values)


def kept(family: Family, words: str = SECRET, *, code: str = "wants", shown: bool = False, version: int = 0) -> Leaf:
    with acting_as(family.house.jana, "test"):
        made = services.keep_leaf(
            whose=whose(family), author=family.house.jana, code=code, words=words, shown=shown, version=version
        )
    assert made is not None
    return made
