"""A version as it is read, on the screen and on paper, in normal and in plain words."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.cases.codes import Responsible
from rundblick.plans.codes import PLAIN_WHO, By, Confirmed
from rundblick.plans.kinds import Kind, kind_of
from rundblick.plans.models import Plan
from rundblick.plans.rules import Line, parts
from rundblick.web.clock import today
from rundblick.web.german import german_date


@dataclass(frozen=True)
class ShownLine:
    """A line in words. `note`: what became of it since."""

    text: str
    who: str
    until: str
    note: str


@dataclass(frozen=True)
class ShownBranch:
    """A goal and its steps."""

    goal: ShownLine
    steps: tuple[ShownLine, ...]


@dataclass(frozen=True)
class ShownPart:
    """A section in which something stands."""

    title: str
    branches: tuple[ShownBranch, ...]
    lines: tuple[ShownLine, ...]


@dataclass(frozen=True)
class Sheet:
    """A version, ready to be read. `held`: for which time it holds or held, in words."""

    plan: Plan
    title: str
    held: str
    parts: tuple[ShownPart, ...]
    offer_title: str
    offer: str
    review: str
    confirmed: str
    basis: str

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands in it."""
        return not (self.parts or self.offer)


def title_of(plan: Plan, *, plain: bool = False) -> str:
    """What this version is called: by the words of the law on the day it began."""
    term = kind_of(plan.kind).term(plan.valid_from or today())
    return term.plain if plain else term.label


def sheet(plan: Plan, lines: Iterable[Line], *, plain: bool = False) -> Sheet:
    """A version in words; `plain` takes the words in plain language where there are any."""
    kind = kind_of(plan.kind)
    present = [line for line in lines if not line.left_out]
    return Sheet(
        plan=plan,
        title=title_of(plan, plain=plain),
        held=_held(plan),
        parts=_parts(kind, present, plain=plain),
        offer_title=kind.offer.plain if plain else kind.offer.label,
        offer=((plan.offer_plain if plain else "") or plan.offer or ""),
        review=german_date(plan.review_on, "full") if plan.review_on else "",
        confirmed=confirmed(plan),
        basis=kind.term(plan.valid_from or today()).basis or "",
    )


def confirmed(plan: Plan) -> str:
    """Who said when and how that the plan fits; empty when nobody did."""
    if plan.confirmed_on is None:
        return ""
    how, by = Confirmed(plan.confirmed_how).label, By(plan.confirmed_by).label
    return f"Bestätigt am {german_date(plan.confirmed_on, 'long')} {how}, durch {by}"


def _held(plan: Plan) -> str:
    first = german_date(plan.valid_from, "long")
    if plan.valid_from is None:
        return "Entwurf"
    if plan.valid_until is None:
        return f"gilt ab {first}"
    if plan.valid_until == plan.valid_from:
        return f"vom {first}, am selben Tag abgelöst"
    return f"galt vom {first} bis zum {german_date(plan.valid_until - dt.timedelta(days=1), 'long')}"


def _parts(kind: Kind, lines: Sequence[Line], *, plain: bool) -> tuple[ShownPart, ...]:
    return tuple(
        ShownPart(
            title=part.section.plain if plain else part.section.label,
            branches=tuple(
                ShownBranch(
                    _line(branch.goal, plain=plain),
                    tuple(_line(step, plain=plain) for step in branch.steps),
                )
                for branch in part.branches
            ),
            lines=tuple(_line(line, plain=plain) for line in part.lines),
        )
        for part in parts(kind, lines)
        if part
    )


def _line(line: Line, *, plain: bool) -> ShownLine:
    return ShownLine(
        text=(line.plain if plain else "") or line.text,
        who=_who(line, plain=plain),
        until=german_date(line.until, "long") if line.until else "",
        note=line.note,
    )


def _who(line: Line, *, plain: bool) -> str:
    return PLAIN_WHO[Responsible(line.who)] if plain and line.who_label else line.who_label
