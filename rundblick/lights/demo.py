"""The room's share of the demo: cards laid and moved over months, each in the name of the responsible coach."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.cases.models import Goal
from rundblick.cases.rules import at_noon
from rundblick.cases.worked import day_of_work
from rundblick.lights.demo_cards import CARDS
from rundblick.lights.models import Card
from rundblick.lights.rules import STEP
from rundblick.lights.told import KIND
from rundblick.web.clock import today

AWAY = "away"


@dataclass
class Life:
    """One card of the sheet: where it lay since when, as (days ago, slice)."""

    text: str
    field_of_action: int
    stops: list[tuple[int, str]]
    goal: str = ""


@dataclass
class Cake:
    """All cards of one person."""

    person: str
    lives: list[Life] = field(default_factory=list)

    @property
    def household(self) -> str:
        """The key of the household."""
        return self.person.rpartition("-")[0]


def cakes(sheet: str = CARDS) -> Iterator[Cake]:
    """The sheet, read."""
    found: list[Cake] = []
    for line in sheet.strip().splitlines():
        if not line.startswith(" "):
            found.append(Cake(line.strip()))
            continue
        text, code, stops, *goal = (part.strip() for part in line.split("|"))
        read = [(int(stop.split()[1]), stop.split()[0]) for stop in stops.split(",")]
        found[-1].lives.append(Life(text, int(code), read, *goal))
    yield from found


def load(scenario: Any, cast: Cast) -> None:
    """Write the cards of each coach's households, and the days worked on into the story."""
    responsible = {household.key: household.responsible for household in scenario.households}
    by_coach: dict[str, list[Cake]] = defaultdict(list)
    for cake in cakes():
        if cake.household in responsible:
            by_coach[responsible[cake.household]].append(cake)
    for login, own in by_coach.items():
        author = cast.users[login]
        with acting_as(author, "demo.lights"):
            goals = Goal.objects.filter(dossier_id__in=[cast.cases[cake.household].pk for cake in own])
            texts = {(goal.person_id, goal.text): goal.pk for goal in goals}
            rows = [row for cake in own for row in _rows(cake, cast, author, texts)]
            Card.objects.bulk_create(rows)
            TimelineEntry.objects.bulk_create(_entries(rows, author))


def _rows(cake: Cake, cast: Cast, author: Any, goals: dict[tuple[uuid.UUID, str], uuid.UUID]) -> Iterator[Card]:
    person = cast.persons[cake.person]
    for number, life in enumerate(cake.lives, 1):
        own = [pk for (owner, text), pk in goals.items() if owner == person.pk and text.startswith(life.goal)]
        thread = uuid.uuid4()
        for (since, light), following in zip(life.stops, [*life.stops[1:], None], strict=True):
            if light == AWAY:
                continue
            day = today() - dt.timedelta(days=since)
            yield Card(
                dossier_id=cast.cases[cake.household].pk,
                person=person,
                author=author,
                thread=thread,
                text=life.text,
                light=light,
                field=life.field_of_action,
                rank=STEP * number,
                goal_id=own[0] if own and life.goal and following is None else None,
                valid_from=day,
                valid_until=today() - dt.timedelta(days=following[0]) if following else None,
                written_at=at_noon(day),
            )


def _entries(rows: list[Card], author: Any) -> list[TimelineEntry]:
    days = {(row.dossier_id, row.person_id, day) for row in rows for day in (row.valid_from, row.valid_until) if day}
    return [
        day_of_work(KIND, dossier_id=dossier_id, person_id=person_id, day=day, author_id=author.pk)
        for dossier_id, person_id, day in sorted(days, key=str)
    ]
