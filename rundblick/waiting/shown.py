"""A wait as pages show it."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.cases.file import File
from rundblick.waiting.models import Asking, Bridge, Wait
from rundblick.waiting.rules import Expected
from rundblick.web.german import count


@dataclass(frozen=True, kw_only=True)
class Help:
    """What helps meanwhile, in words, with the row behind it."""

    row: Bridge
    words: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """One wait on a day. `helps` and `askings` are empty where they are another member's."""

    wait: Wait
    whose: str
    day: dt.date
    helps: tuple[Help, ...]
    askings: tuple[Asking, ...]
    own: bool

    @property
    def name(self) -> str:
        """What is waited for."""
        return self.wait.name

    @property
    def days(self) -> int:
        """Days waited so far."""
        return self.wait.days(self.day)

    @property
    def waited(self) -> str:
        """Days waited so far, in words."""
        return waited(self.days)

    @property
    def expected(self) -> Expected | None:
        """When it is expected; None = open."""
        return self.wait.expected

    @property
    def expected_over(self) -> bool:
        """Whether the day or month in which it was expected is over."""
        return self.expected is not None and self.expected.last < self.day

    @property
    def nudge_late(self) -> bool:
        """Whether it is time to ask."""
        return self.wait.nudge_on is not None and self.wait.nudge_on <= self.day

    @property
    def bare(self) -> bool:
        """Whether nothing helps meanwhile; of another member's wait nobody is told."""
        return self.own and not self.helps


def waited(days: int) -> str:
    """Days waited, in words."""
    return count(days, "Tag", "Tage") if days else "seit heute"


def lines(rows: Iterable[Wait], file: File, day: dt.date) -> list[Line]:
    """Waits as they stood on a day, for the member looked at or for everybody."""
    return [
        Line(
            wait=row,
            whose=file.name(row.person_id),
            day=day,
            helps=tuple(Help(row=one, words=_words(one)) for one in row.bridges.all()),
            askings=tuple(row.askings.all()),
            own=row.belongs_to(file.member),
        )
        for row in rows
    ]


def _words(bridge: Bridge) -> str:
    """A step or goal that the reader's doors do not open stays unnamed."""
    task, goal = bridge.task, bridge.goal
    linked = ""
    if bridge.task_id or bridge.goal_id:
        linked = f"Schritt: {task.text}" if task else f"Ziel: {goal.text}" if goal else "ein vereinbarter Schritt"
    return " · ".join(part for part in (bridge.text or "", linked) if part)
