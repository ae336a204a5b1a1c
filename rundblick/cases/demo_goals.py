"""Goals of the demo as trees, from `demo_goals.yaml`: added to those of the scenario before anything is saved."""

import datetime as dt
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from rundblick.access.hooks_demo import Cast
from rundblick.access.models import TimelineEntry
from rundblick.cases.codes import GoalKind, GoalStatus
from rundblick.cases.models import Attainment, AttainmentScale, Confidence, Goal, Success
from rundblick.cases.rules import at_noon
from rundblick.cases.services.course import SUCCESS
from rundblick.web.clock import today

SHEET = Path(__file__).with_name("demo_goals.yaml")
BEHIND = ("motive", "strengths", "commitment", "side_effects")


class Grown:
    """The trees of some households: goals with what belongs to them, not saved yet. `goals` holds all of them."""

    def __init__(self, goals: list[Goal], cast: Cast, *, author_id: uuid.UUID) -> None:
        self.goals = goals
        self.confidences: list[Confidence] = []
        self.attainments: list[Attainment] = []
        self.scales: list[AttainmentScale] = []
        self.successes: list[Success] = []
        self._cast = cast
        self._author_id = author_id
        self._known = {(goal.person_id, goal.text): goal for goal in goals}
        self._ranks: dict[Any, int] = {}
        self._together: dict[tuple[str, str], uuid.UUID] = {}

    def household(self, key: str, trees: dict[str, list[dict[str, Any]]]) -> None:
        """Let the trees of one household grow."""
        dossier_id = self._cast.households[key].dossier_id
        for member, roots in trees.items():
            for root in roots:
                for code in (member, *root.get("with", ())):
                    self._goal(root, f"{key}-{code}", dossier_id, None)

    def save(self) -> None:
        """Write everything, and what is told in the story."""
        Goal.objects.bulk_create(self.goals)
        Confidence.objects.bulk_create(self.confidences)
        Attainment.objects.bulk_create(self.attainments)
        AttainmentScale.objects.bulk_create(self.scales)
        Success.objects.bulk_create(self.successes)
        TimelineEntry.objects.bulk_create(self._told())

    def _goal(self, sheet: dict[str, Any], person_key: str, dossier_id: uuid.UUID, above: Goal | None) -> None:
        person = self._cast.persons[person_key]
        goal = self._known.get((person.pk, sheet["text"]))
        if goal is None:
            goal = Goal(
                dossier_id=dossier_id,
                person=person,
                text=sheet["text"],
                kind=sheet.get("kind", GoalKind.ACTION),
                since=_day(sheet["ago"]),
                due_on=_day(-sheet["due"]) if "due" in sheet else None,
                shared="with" in sheet or "shared" in sheet,
            )
            self.goals.append(goal)
            self._known[person.pk, goal.text] = goal
        self._fill(goal, sheet, above)
        self._course(goal, sheet)
        for below in sheet.get("below", ()):
            self._goal(below, person_key, dossier_id, goal)

    def _fill(self, goal: Goal, sheet: dict[str, Any], above: Goal | None) -> None:
        goal.parent = above
        goal.field = sheet.get("field")
        for name in BEHIND:
            setattr(goal, name, sheet.get(name))
        if "reached" in sheet:
            goal.status, goal.reached_on = GoalStatus.REACHED, _day(sheet["reached"])
        if "dropped" in sheet:
            goal.status, goal.ended_on = GoalStatus.DROPPED, _day(sheet["dropped"])
        if "instead" in sheet:
            goal.instead_of = self._known[goal.person_id, sheet["instead"]]
            goal.parent = goal.instead_of.parent
        if "with" in sheet:
            goal.together = self._together.setdefault((str(goal.dossier_id), goal.text), uuid.uuid4())
        place = (goal.person_id, goal.parent_id)
        goal.rank = self._ranks[place] = self._ranks.get(place, -1) + 1

    def _course(self, goal: Goal, sheet: dict[str, Any]) -> None:
        same: dict[str, Any] = {
            "dossier_id": goal.dossier_id,
            "person_id": goal.person_id,
            "goal": goal,
            "author_id": self._author_id,
        }
        self.confidences += [
            Confidence(on=_day(ago), value=value, **same) for ago, value in sheet.get("confidence", {}).items()
        ]
        self.attainments += [
            Attainment(on=_day(ago), rater=rater, level=level, **same)
            for ago, rater, level in sheet.get("attained", ())
        ]
        self.successes += [Success(on=_day(ago), text=words, **same) for ago, words in sheet.get("won", {}).items()]
        if "scale" in sheet:
            del same["author_id"]
            self.scales.append(AttainmentScale(**same, **sheet["scale"]))

    def _told(self) -> Iterator[TimelineEntry]:
        for row in self.successes:
            yield TimelineEntry(
                dossier_id=row.dossier_id,
                at=at_noon(row.on),
                kind=SUCCESS,
                topic="goals",
                object_id=row.pk,
                subject_id=row.person_id,
                shared=row.shared,
                author_id=self._author_id,
            )


def trees() -> dict[str, dict[str, list[dict[str, Any]]]]:
    """By household and member: the trees of the sheet."""
    return yaml.safe_load(SHEET.read_text("utf-8"))


def _day(ago: int) -> dt.date:
    return today() - dt.timedelta(days=ago)
