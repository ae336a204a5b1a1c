"""The room's share of the demo: plans of six people, version by version, in the name of who is responsible."""

import datetime as dt
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.context import acting_as
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry, User
from rundblick.cases.models import Goal, Task
from rundblick.cases.rules import at_noon
from rundblick.plans.codes import By, LineKind, State
from rundblick.plans.kinds import kind_of
from rundblick.plans.models import Plan, PlanLine
from rundblick.plans.services import KIND, TOPIC
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo.yaml")


def load(scenario: Any, cast: Cast) -> None:
    """Write the plans of the sheet."""
    responsible = {household.key: household.responsible for household in scenario.households}
    for key, plans in yaml.safe_load(SHEET.read_text("utf-8")).items():
        household = key.rsplit("-", 1)[0]
        author = cast.users[responsible[household]]
        with acting_as(author, "demo.plans"):
            shelf = _Shelf(cast.cases[household].pk, cast.persons[key].pk, author)
            for one in plans:
                shelf.plan(one["kind"], one["versions"])


def _day(ago: int | None) -> dt.date | None:
    return None if ago is None else today() - dt.timedelta(days=ago)


@dataclass
class _Shelf:
    """The plans of one person."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    author: User
    goals: dict[str, Goal] = field(init=False)
    tasks: dict[str, Task] = field(init=False)

    def __post_init__(self) -> None:
        mine = Goal.objects.filter(dossier_id=self.dossier_id, person_id=self.person_id)
        self.goals = {goal.text: goal for goal in mine}
        self.tasks = {task.text: task for task in Task.objects.filter(dossier_id=self.dossier_id)}

    def plan(self, kind: str, versions: list[dict[str, Any]]) -> None:
        """All versions of one plan. Lines come before publishing, since nothing is added to a frozen version."""
        threads: dict[str, uuid.UUID] = {}
        former: Plan | None = None
        for number, said in enumerate(versions, 1):
            plan = Plan.objects.create(
                dossier_id=self.dossier_id,
                person_id=self.person_id,
                kind=kind,
                number=number,
                author=self.author,
                review_on=_day(said.get("review")),
                offer=said["offer"],
                offer_plain=said.get("offer_plain"),
            )
            PlanLine.objects.bulk_create(
                [self._line(plan, rank, line, threads) for rank, line in enumerate(said["lines"])]
            )
            if "ago" in said:
                self._publish(plan, said, former)
                former = plan

    def _publish(self, plan: Plan, said: Mapping[str, Any], former: Plan | None) -> None:
        day = _day(said["ago"])
        assert day is not None
        if former is not None:
            former.state, former.valid_until = State.ENDED, day
            former.save(update_fields=["state", "valid_until"])
        plan.state, plan.valid_from = State.PUBLISHED, day
        plan.published_at = plan.written_at = at_noon(day)
        if said.get("confirmed"):
            ago, how = said["confirmed"]
            plan.confirmed_on, plan.confirmed_how, plan.confirmed_by = _day(ago), how, By.PERSON
        plan.save()
        TimelineEntry.objects.create(
            dossier_id=self.dossier_id,
            at=at_noon(day),
            kind=KIND,
            topic=TOPIC,
            object_id=plan.pk,
            subject_id=self.person_id,
            author_id=self.author.pk,
        )

    def _line(self, plan: Plan, rank: int, said: Mapping[str, Any], threads: dict[str, uuid.UUID]) -> PlanLine:
        kind = kind_of(plan.kind)
        under = said.get("goal") or said.get("under")
        text = said.get("goal") or said.get("step") or said["words"]
        made = LineKind.GOAL if "goal" in said else LineKind.STEP if "step" in said else LineKind.WORDS
        return PlanLine(
            dossier_id=self.dossier_id,
            plan=plan,
            person_id=self.person_id,
            thread=threads.setdefault(said.get("key", text), uuid.uuid4()),
            kind=made,
            section=said.get("section") or (kind.goals.code if under else kind.loose.code),
            goal=self.goals[under] if under else None,
            task=self.tasks.get(said.get("task", "")),
            text=text,
            plain=said.get("plain"),
            who=said.get("who", ""),
            until=_day(said.get("until")),
            rank=rank,
        )
