"""Checklists of one nomination: ways held side by side, and the questions of a target group. Pure functions.

Everything here informs. A person decides, and may decide differently; nobody is turned away by a number.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from rundblick.programmes.conditions import Answer
from rundblick.programmes.definition import Question, TargetGroup, WeighedOption, WeighedQuestion, Weighing

Answers = Mapping[str, bool]
"""Code of a question -> yes or no. A question that is missing was not answered."""


@dataclass(frozen=True, slots=True)
class Way:
    """One option with the questions answered by yes that speak for it; each is one point."""

    option: WeighedOption
    speaks_for: tuple[WeighedQuestion, ...]

    @property
    def points(self) -> int:
        """How many answers speak for it."""
        return len(self.speaks_for)


@dataclass(frozen=True, slots=True)
class Weighed:
    """The ways side by side, in the order of the definition.

    `proposal`: the way most answers speak for; None on a tie or when nothing speaks for any. `settled`: no answer to
    an `open` question could change the proposal any more.
    """

    ways: tuple[Way, ...]
    open: tuple[WeighedQuestion, ...]
    proposal: WeighedOption | None
    settled: bool


@dataclass(frozen=True, slots=True)
class Checklist:
    """What the answers to the questions of a target group say.

    `unmet`: requirements answered by no; `exclusions`: those answered by yes; `open`: not answered yet. `enough`:
    whether at least as many indications hold as the source asks for; None where it names no number.
    """

    indications: tuple[Question, ...]
    unmet: tuple[Question, ...]
    exclusions: tuple[Question, ...]
    open: tuple[Question, ...]
    enough: Answer | None


def weigh(weighing: Weighing, answers: Answers) -> Weighed:
    """Hold the ways side by side. Answers to questions the checklist does not have are ignored."""
    said = [question for question in weighing.questions if answers.get(question.code)]
    still_open = tuple(question for question in weighing.questions if question.code not in answers)
    ways = tuple(
        Way(option, tuple(question for question in said if option.code in question.speaks_for))
        for option in weighing.options
    )
    most = max(way.points for way in ways)
    ahead = [way for way in ways if way.points == most]
    first = ahead[0] if len(ahead) == 1 and most else None
    return Weighed(ways, still_open, first.option if first else None, _settled(ways, first, still_open))


def checklist(target_group: TargetGroup, answers: Answers) -> Checklist:
    """What is known about one nomination; an answer that is missing is open, never a no.

    Only yes and no of this nomination enter; nothing is looked up about the person (design rule 5).
    """
    asked = target_group.checklist
    by_side = {side: [q for q in asked if q.side == side] for side in ("indication", "requirement", "exclusion")}
    yes = tuple(q for q in by_side["indication"] if answers.get(q.code))
    unknown = sum(q.code not in answers for q in by_side["indication"])
    return Checklist(
        indications=yes,
        unmet=tuple(q for q in by_side["requirement"] if answers.get(q.code) is False),
        exclusions=tuple(q for q in by_side["exclusion"] if answers.get(q.code)),
        open=tuple(q for q in asked if q.code not in answers),
        enough=_enough(len(yes), unknown, target_group.at_least),
    )


def _settled(ways: tuple[Way, ...], first: Way | None, still_open: tuple[WeighedQuestion, ...]) -> bool:
    """Whether the lead holds even if every open question were answered in favour of another way alone."""
    if first is None:
        return not still_open
    for way in ways:
        gain = sum(
            way.option.code in question.speaks_for and first.option.code not in question.speaks_for
            for question in still_open
        )
        if way is not first and way.points + gain >= first.points:
            return False
    return True


def _enough(yes: int, unknown: int, wanted: int | None) -> Answer | None:
    if wanted is None:
        return None
    if yes >= wanted:
        return "yes"
    return "unknown" if yes + unknown >= wanted else "no"
