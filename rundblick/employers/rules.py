"""What holds without a database: open questions, hours that become a job, where a special job stood on a day."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Protocol

from rundblick.catalogue.working import working
from rundblick.employers.codes import SpecialState

FAMILY_CONDITION = "school_times"
"""The condition of `catalogue.working` that makes hours family-friendly."""

QUESTIONS: dict[str, str] = {
    "tasks": "Welche Aufgaben gehören dazu?",
    "posture": "Sitzen, stehen oder gehen die Menschen dort?",
    "heaviest": "Was ist das Schwerste, das zu heben ist?",
    "noise": "Wie laut ist es?",
    "pace": "Wie schnell muss es gehen?",
    "hours_from": "Wie viele Stunden in der Woche?",
    "days": "An welchen Tagen?",
    "daytimes": "Zu welchen Zeiten?",
    "remote": "Geht etwas davon zu Hause?",
    "team": "Wie geht man im Team miteinander um?",
    "boss": "Wie führt die direkte Leitung?",
    "german": "Wie viel Deutsch braucht man?",
    "adaptable": "Was lässt sich anpassen?",
    "pay": "Was wird gezahlt?",
    "positions": "Wie viele Stellen sind offen?",
}
"""What a visit asks beside the conditions, by column, in the order of the form (PRO AKTIV 3.8 and 5.9, own words)."""

_EMPTY: tuple[Any, ...] = (None, "", [], ())


def not_asked(workplace: Any) -> tuple[str, ...]:
    """Questions without an answer, in the order of the form. Nought kilograms and no open position are answers."""
    either = workplace.hours_until if workplace.hours_from is None else workplace.hours_from
    return tuple(
        question
        for name, question in QUESTIONS.items()
        if (either if name == "hours_from" else getattr(workplace, name)) in _EMPTY
    )


@dataclass(frozen=True)
class Answers:
    """The conditions of one group, sorted by their answer.

    What is met is said in words for the work; what is not, as its question, since "no" to "no heavy lifting" misleads.
    """

    label: str
    met: tuple[str, ...]
    unmet: tuple[str, ...]
    open: tuple[str, ...]


def conditions(met: Iterable[str], unmet: Iterable[str]) -> tuple[Answers, ...]:
    """Every condition stands in exactly one of the three lists of its group."""
    yes, no = set(met), set(unmet)
    found = []
    for group in working().groups:
        rows = working().conditions_of(group.code)
        found.append(
            Answers(
                label=group.label,
                met=tuple(one.sheet for one in rows if one.code in yes),
                unmet=tuple(one.question for one in rows if one.code in no),
                open=tuple(one.question for one in rows if one.code not in yes | no),
            )
        )
    return tuple(found)


def visit_problems(given: Mapping[str, Any], *, as_of: dt.date) -> dict[str, str]:
    """What does not fit in a protocol, by field."""
    found = {}
    first, last = given.get("hours_from"), given.get("hours_until")
    if first is not None and last is not None and last < first:
        found["hours_until"] = "Höchstens ist weniger als mindestens."
    visited = given.get("visited_on")
    if visited and visited > as_of:
        found["visited_on"] = "Dieser Tag liegt noch vor uns. Ein Besuch wird danach festgehalten."
    if both := set(given.get("met", ())) & set(given.get("unmet", ())):
        found["met"] = f"Zugleich ja und nein: {', '.join(sorted(both))}."
    return found


def talk_problems(given: Mapping[str, Any]) -> dict[str, str]:
    """A next step has words and a day, or there is none."""
    if given.get("next_step") and not given.get("next_on"):
        return {"next_on": "Bis wann? Ein Tag gehört dazu, damit es auf der Startseite steht."}
    if given.get("next_on") and not given.get("next_step"):
        return {"next_step": "Was soll bis dahin geschehen?"}
    return {}


class CarvingLine(Protocol):
    """A task on a worksheet."""

    hours: Decimal
    moves: bool


@dataclass(frozen=True)
class Carved:
    """Hours a week that become a new job, those that stay, and all of them."""

    moves: Decimal
    stays: Decimal

    @property
    def total(self) -> Decimal:
        """All hours on the worksheet."""
        return self.moves + self.stays


def carved(lines: Iterable[CarvingLine]) -> Carved:
    """What the lines of a worksheet come to."""
    moves = stays = Decimal(0)
    for line in lines:
        if line.moves:
            moves += line.hours
        else:
            stays += line.hours
    return Carved(moves, stays)


def state_on(steps: Sequence[tuple[dt.date, str]], day: dt.date) -> str:
    """Where a special job stood at the end of that day; "" before its first step. Of one day the later entry counts."""
    found = ""
    for on, state in sorted(steps, key=lambda step: step[0]):
        if on <= day:
            found = state
    return found


@dataclass(frozen=True)
class SpecialCount:
    """Special jobs on a Stichtag. `ready`: set up, the denominator of `filled`; `planned`, `ended`: beside it."""

    day: dt.date
    ready: int
    filled: int
    planned: int
    ended: int


def count_special(states: Iterable[str], *, day: dt.date) -> SpecialCount:
    """Count the states of all jobs on that day; jobs that did not exist yet ("") are left out."""
    seen = list(states)
    free, filled = seen.count(SpecialState.FREE), seen.count(SpecialState.FILLED)
    return SpecialCount(
        day=day,
        ready=free + filled,
        filled=filled,
        planned=seen.count(SpecialState.PLANNED),
        ended=seen.count(SpecialState.ENDED),
    )
