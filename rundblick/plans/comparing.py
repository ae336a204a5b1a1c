"""Two versions of a plan side by side, in words."""

from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.plans.kinds import kind_of
from rundblick.plans.models import Plan
from rundblick.plans.rules import CHANGED, SAME, WORDS, Change, Line, compare, parts, summary
from rundblick.web.german import german_date


@dataclass(frozen=True)
class Row:
    """A line of the comparison: what it is, how it stood, how it stands, and what became of it."""

    name: str
    state: str
    label: str
    former: tuple[str, ...]
    later: tuple[str, ...]
    what: str


@dataclass(frozen=True)
class Comparison:
    """All lines of two versions, and how many of them are new, changed and gone."""

    summary: str
    rows: tuple[Row, ...]


def compared(former: Plan, former_lines: Sequence[Line], later: Plan, later_lines: Sequence[Line]) -> Comparison:
    """The offer, the day to look at it together, and every line, in the order of the later version."""
    changes = compare(_as_read(former, former_lines), _as_read(later, later_lines))
    kind = kind_of(later.kind)
    head = [
        _head(kind.offer.label, former.offer or "", later.offer or ""),
        _head("Gemeinsam ansehen", _day(former), _day(later)),
    ]
    return Comparison(summary(changes), (*(row for row in head if row), *map(_row, changes)))


def _as_read(plan: Plan, lines: Sequence[Line]) -> list[Line]:
    """The lines in the order they are read in: goals with their steps, then the other sections."""
    ordered: list[Line] = []
    for part in parts(kind_of(plan.kind), lines):
        for branch in part.branches:
            ordered += [branch.goal, *branch.steps]
        ordered += part.lines
    return ordered


def _day(plan: Plan) -> str:
    return german_date(plan.review_on, "long") if plan.review_on else ""


def _head(name: str, former: str, later: str) -> Row | None:
    if not (former or later):
        return None
    state = SAME if former == later else CHANGED
    return Row(name, state, WORDS[state], (former,) if former else (), (later,) if later else (), "")


def _row(change: Change) -> Row:
    line = change.later or change.former
    assert line is not None
    gone = change.former.note if change.later is None and change.former else ""
    return Row(
        name=line.kind_label,
        state=change.state,
        label=change.label,
        former=_words(change.former),
        later=_words(change.later),
        what="; ".join((*change.what, *([gone] if gone else []))),
    )


def _words(line: Line | None) -> tuple[str, ...]:
    if line is None:
        return ()
    until = f"bis {german_date(line.until)}" if line.until else ""
    return tuple(part for part in (line.text, " · ".join(one for one in (line.who_label, until) if one)) if part)
