"""The tree of one member's goals on a day, from rows: what hangs where, what was reached, what is no longer followed.

Pure; nothing here asks the database.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from rundblick.cases.codes import GoalKind, GoalStatus
from rundblick.cases.file import File
from rundblick.cases.models import Goal
from rundblick.cases.rules import kinds_below
from rundblick.web.german import german_date
from rundblick.web.pictures import Picture, Stair, staircase

LEFT = "gehört nicht mehr zum Haushalt"


@dataclass
class Node:
    """A goal and what hangs below it. `first` and `last`: where it stands among its siblings.

    `with_whom`: names of others who carry it too, as far as the reader may see. `confidence`: the latest values,
    the oldest first. `instead_of` and `goes_on`: the goal before and after on another way.
    """

    goal: Goal
    status: str
    children: list["Node"] = field(default_factory=list)
    place: int = 0
    first: bool = True
    last: bool = True
    with_whom: list[str] = field(default_factory=list)
    confidence: list[int] = field(default_factory=list)
    instead_of: Goal | None = None
    goes_on: Goal | None = None

    @property
    def reached(self) -> bool:
        """Whether it was reached by the day shown."""
        return self.status == GoalStatus.REACHED

    @property
    def kind_label(self) -> str:
        """The kind in words."""
        return GoalKind(self.goal.kind).label

    @property
    def may_branch(self) -> bool:
        """Whether goals may hang below."""
        return bool(kinds_below(self.goal.kind))

    def steps(self) -> Iterator["Node"]:
        """The stairs that lead to this goal: all goals below without any below themselves, in their order."""
        for child in self.children:
            if child.children:
                yield from child.steps()
            else:
                yield child


@dataclass
class Tree:
    """`leads`: Leitziele with what hangs below. `loose`: goals that hang under none. `dropped`: no longer followed."""

    leads: list[Node]
    loose: list[Node]
    dropped: list[Node]

    def __bool__(self) -> bool:
        return bool(self.leads or self.loose or self.dropped)

    def everybody(self) -> Iterator[Node]:
        """All goals, from top to bottom."""
        waiting = [*self.leads, *self.loose, *self.dropped]
        while waiting:
            node = waiting.pop(0)
            yield node
            waiting[:0] = node.children


def status_on(goal: Goal, day: dt.date) -> str:
    """What had become of a goal by the end of that day."""
    if goal.reached_on and goal.reached_on <= day:
        return GoalStatus.REACHED
    if goal.ended_on and goal.ended_on <= day:
        return GoalStatus.DROPPED
    return GoalStatus.OPEN


def grow(goals: Iterable[Goal], *, day: dt.date) -> Tree:
    """Put the goals that had begun by `day` in their places.

    What hangs under a goal that is no longer followed moves up to the loose ones: it is still wanted.
    """
    nodes = {goal.pk: Node(goal, status_on(goal, day)) for goal in sorted(goals, key=_order) if goal.since <= day}
    for node in nodes.values():
        before = nodes.get(node.goal.instead_of_id) if node.goal.instead_of_id else None
        if before is not None:
            node.instead_of, before.goes_on = before.goal, node.goal
    standing = {pk: node for pk, node in nodes.items() if node.status != GoalStatus.DROPPED}
    tops: list[Node] = []
    for node in standing.values():
        above = standing.get(node.goal.parent_id) if node.goal.parent_id else None
        (above.children if above else tops).append(node)
    tree = Tree(
        leads=[node for node in tops if node.goal.kind == GoalKind.LEAD],
        loose=[node for node in tops if node.goal.kind != GoalKind.LEAD],
        dropped=[node for node in nodes.values() if node.status == GoalStatus.DROPPED],
    )
    tree.loose.sort(key=lambda node: node.goal.parent_id is not None)
    unmoved = [node for node in tree.loose if node.goal.parent_id is None]
    for siblings in (tree.leads, unmoved, *(node.children for node in standing.values())):
        _number(siblings)
    return tree


def _order(goal: Goal) -> tuple[int, dt.date, uuid.UUID]:
    return goal.rank, goal.since, goal.pk


def _number(siblings: list[Node]) -> None:
    for place, node in enumerate(siblings):
        node.place, node.first, node.last = place, place == 0, place == len(siblings) - 1


def stairs(lead: Node) -> Picture | None:
    """The steps towards a Leitziel as a staircase; None without steps.

    At the bottom what was reached, by the days it was, then what is still open in the order of the tree.
    """
    steps = sorted(
        lead.steps(), key=lambda step: (not step.reached, step.goal.reached_on if step.reached else dt.date.max)
    )
    if not steps:
        return None
    here = next((index for index, step in enumerate(steps) if not step.reached), None)
    return staircase(
        title="Zieltreppe",
        summit=lead.goal.text,
        key=str(lead.goal.pk),
        stairs=[
            Stair(
                label=step.goal.text,
                state="done" if step.reached else "now" if index == here else "open",
                note=_when(step),
            )
            for index, step in enumerate(steps)
        ],
    )


def _when(step: Node) -> str:
    if step.reached:
        return f"erreicht am {german_date(step.goal.reached_on)}"
    return f"bis {german_date(step.goal.due_on)}" if step.goal.due_on else ""


@dataclass(frozen=True)
class OfOthers:
    """A goal that others opened to the family and the person shown does not carry. `who`: their ids."""

    goal: Goal
    status: str
    who: tuple[uuid.UUID, ...]


def only_of_others(own: Iterable[Goal], rows: Iterable[Goal], *, day: dt.date) -> list[OfOthers]:
    """Goals of others among `rows` that are still followed, those carried together as one."""
    mine = {goal.pk for goal in own}
    carried = {goal.together for goal in own if goal.together}
    grouped: dict[uuid.UUID, list[Goal]] = {}
    for goal in rows:
        begun = goal.since <= day and status_on(goal, day) != GoalStatus.DROPPED
        if begun and goal.pk not in mine and goal.together not in carried:
            grouped.setdefault(goal.together or goal.pk, []).append(goal)
    return [
        OfOthers(goals[0], status_on(goals[0], day), tuple(goal.person_id for goal in goals))
        for goals in grouped.values()
    ]


def dress(tree: Tree, *, others: Iterable[Goal], file: File, values: dict[uuid.UUID, list[int]]) -> None:
    """Add to each goal the latest confidence, and who else carries it and shares that."""
    company: dict[uuid.UUID | None, list[str]] = {}
    for goal in others:
        company.setdefault(goal.together, []).append(named(file, goal.person_id))
    for node in tree.everybody():
        node.confidence = values.get(node.goal.pk, [])
        node.with_whom = company.get(node.goal.together, []) if node.goal.together else []


def named(file: File, person_id: uuid.UUID) -> str:
    """The name of who carries a goal; who left the household is still named, and so is that they left."""
    gone = "" if person_id in file.member_ids else f" ({LEFT})"
    return f"{file.name(person_id)}{gone}"
