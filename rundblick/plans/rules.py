"""Plans without a database: how lines stand in order, and what differs between two versions."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field

from rundblick.cases.codes import Responsible
from rundblick.plans.codes import LineKind
from rundblick.plans.kinds import Kind, Section
from rundblick.web.german import german_date


@dataclass(frozen=True)
class Line:
    """A line as it is read. `note`: what became of the goal or step since, such as "erreicht am 3. März 2026"."""

    id: uuid.UUID
    thread: uuid.UUID
    kind: str
    section: str
    goal_id: uuid.UUID | None
    text: str
    task_id: uuid.UUID | None = None
    plain: str = ""
    who: str = ""
    until: dt.date | None = None
    rank: int = 0
    note: str = ""
    left_out: bool = False

    @property
    def kind_label(self) -> str:
        """What the line is, in words."""
        return LineKind(self.kind).label

    @property
    def who_label(self) -> str:
        """Who does it, in words; empty where nobody is named."""
        return Responsible(self.who).label if self.who in Responsible.values else ""


@dataclass
class Branch:
    """A goal of a plan with its steps."""

    goal: Line
    steps: list[Line] = field(default_factory=list)


@dataclass
class Part:
    """A section with what stands in it. Only the section of goals has branches."""

    section: Section
    branches: list[Branch] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.branches or self.lines)


def parts(kind: Kind, lines: Iterable[Line]) -> list[Part]:
    """The sections of a kind with their lines in order, empty sections included.

    A step whose goal is not in the plan, and a line of a section the kind no longer has, are never left out: they
    stand among the steps without a goal.
    """
    made = {section.code: Part(section) for section in kind.sections}
    ordered = sorted(lines, key=lambda line: (line.rank, str(line.thread)))
    first = made[kind.goals.code]
    branches = {line.goal_id: Branch(line) for line in ordered if line.kind == LineKind.GOAL}
    first.branches = list(branches.values())
    for line in ordered:
        if line.kind == LineKind.GOAL:
            continue
        if line.section == kind.goals.code and line.goal_id in branches:
            branches[line.goal_id].steps.append(line)
            continue
        fallback = made[kind.loose.code]
        part = made.get(line.section, fallback)
        (fallback if part is first else part).lines.append(line)
    return list(made.values())


def neighbours(lines: Iterable[Line], line: Line) -> list[Line]:
    """Lines among which a line may be moved up and down, itself included, in order."""

    def place(one: Line) -> tuple[str, bool, uuid.UUID | None]:
        is_goal = one.kind == LineKind.GOAL
        return one.section, is_goal, None if is_goal else one.goal_id

    return sorted((one for one in lines if place(one) == place(line)), key=lambda one: (one.rank, str(one.thread)))


ADDED, CHANGED, GONE, SAME = "added", "changed", "gone", "same"
WORDS = {ADDED: "neu", CHANGED: "geändert", GONE: "nicht mehr dabei", SAME: "unverändert"}


@dataclass(frozen=True)
class Change:
    """What became of one line from the former to the later version. `what`: which parts differ, in words."""

    state: str
    former: Line | None
    later: Line | None
    what: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The state in words."""
        return WORDS[self.state]


def compare(former: Sequence[Line], later: Sequence[Line]) -> list[Change]:
    """Each line of both versions once, in the order of the later one; what is gone follows where it stood."""
    before = {line.thread: line for line in former}
    after = {line.thread: line for line in later}
    goals = {line.goal_id: line.text for line in (*former, *later) if line.kind == LineKind.GOAL}
    changes = [_change(before.get(line.thread), line, goals) for line in later]
    for index, line in enumerate(former):
        if line.thread in after:
            continue
        above = {one.thread for one in former[:index]}
        places = [number for number, one in enumerate(changes) if _thread(one) in above]
        changes.insert(max(places, default=-1) + 1, Change(GONE, line, None))
    return changes


def _thread(change: Change) -> uuid.UUID | None:
    line = change.later or change.former
    return line.thread if line else None


def _change(former: Line | None, later: Line, goals: dict[uuid.UUID | None, str]) -> Change:
    if former is None:
        return Change(ADDED, None, later)
    what = []
    if former.text != later.text:
        what.append("Wortlaut")
    if former.plain != later.plain:
        what.append("einfache Worte")
    if former.who != later.who:
        what.append(f"Wer: {former.who_label or 'offen'}, jetzt {later.who_label or 'offen'}")
    if former.until != later.until:
        what.append(f"Bis wann: {_until(former.until)}, jetzt {_until(later.until)}")
    if former.goal_id != later.goal_id:
        what.append(f"gehört jetzt zu: {goals.get(later.goal_id, 'keinem Ziel')}")
    return Change(CHANGED if what else SAME, former, later, tuple(what))


def _until(day: dt.date | None) -> str:
    return german_date(day) if day else "ohne Tag"


def summary(changes: Collection[Change]) -> str:
    """How many lines are new, changed and gone, in one sentence."""
    counted = [(state, sum(one.state == state for one in changes)) for state in (ADDED, CHANGED, GONE, SAME)]
    return ", ".join(f"{number} {WORDS[state]}" for state, number in counted if number) or "Beide Fassungen sind leer."
