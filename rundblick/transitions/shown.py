"""A transition as pages and papers show it."""

import datetime as dt
from dataclasses import dataclass

from rundblick.transitions.codes import Doer, Ending, Outcome, Present, Sort, State
from rundblick.transitions.models import StepDone, Transition
from rundblick.transitions.queries import Told
from rundblick.transitions.rules import Happened, Point, distance
from rundblick.web.german import count, german_date
from rundblick.web.parts import Badge
from rundblick.web.parts import Kind as BadgeKind

NOBODY = "noch niemand benannt"
_KINDS: dict[State, BadgeKind] = {
    State.DONE: "success",
    State.NOT_NEEDED: "neutral",
    State.LATE: "danger",
    State.DUE: "warning",
    State.AHEAD: "neutral",
    State.PASSED: "neutral",
}
_PRESSES = {"receiver": "Jemanden benennen, der übernimmt", "arrival": "Nachfragen, ob die Person angekommen ist"}


@dataclass(frozen=True)
class StepLine:
    """One step on the page of a transition. `number`: as in the picture. `row`: what settled it, to take it back."""

    number: int
    point: Point
    row: StepDone | None
    tries: tuple[StepDone, ...]

    @property
    def badge(self) -> Badge:
        """Where it stands."""
        state = self.point.state
        return Badge(text=state.label, kind=_KINDS[state])

    @property
    def doer(self) -> str:
        """Whose turn it is."""
        return Doer(self.point.step.doer).label

    @property
    def plain(self) -> bool:
        """Whether a day is all it takes."""
        return self.point.step.kind == Sort.STEP

    @property
    def quiet(self) -> bool:
        """Whether there is time, or no need any more."""
        return self.point.state in (State.AHEAD, State.PASSED)

    @property
    def facts(self) -> str:
        """What was said about it, in one line; "" while nothing was."""
        return step_facts(self.row) if self.row else ""

    @property
    def tried(self) -> str:
        """The last word that did not settle it."""
        return step_facts(self.tries[0]) if self.tries else ""


@dataclass(frozen=True)
class Line:
    """One transition in a list or on its page. `name`: in full on the person's own page, else neutral."""

    told: Told
    name: str
    day: dt.date
    neutral: bool = False

    @property
    def row(self) -> Transition:
        """The transition."""
        return self.told.row

    @property
    def receiver(self) -> str:
        """Who takes over; "" while nobody is named."""
        return self.row.receiver_name

    @property
    def receiver_in_lists(self) -> str:
        """Who takes over, as lists say it: the name of an office tells as much as a sensitive change; "" = nobody."""
        return "ist benannt" if self.row.named and self.neutral and self.row.chain.sensitive else self.receiver

    @property
    def badge(self) -> Badge:
        """How it stands, in a word."""
        if self.row.ended_on is not None and self.row.ended_on <= self.day:
            return Badge(text=self.row.get_ending_display(), kind="success" if self.arrived else "neutral")
        if self.told.course.arrived_on is not None:
            return Badge(text="angekommen", kind="success")
        if self.told.course.late:
            return Badge(text=count(self.told.course.late, "Schritt überfällig", "Schritte überfällig"), kind="danger")
        return Badge(text="unterwegs", kind="info")

    @property
    def arrived(self) -> bool:
        """Whether it ended with an arrival."""
        return self.row.ending == Ending.ARRIVED

    @property
    def when(self) -> str:
        """The turning day, and how far away it is."""
        turning = self.row.turning
        return str(turning) if not turning.sure else f"{turning} ({distance(turning.first, self.day)})"

    @property
    def settled(self) -> int:
        """How many steps are done."""
        return self.told.course.settled

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self.told.course.points)

    @property
    def press(self) -> str:
        """What presses first, with its day."""
        press = self.told.press
        return f"{press_words(self.told)} (bis {german_date(press.on)})" if press else ""

    @property
    def pressing(self) -> bool:
        """Whether it is time."""
        return self.told.press is not None and self.told.press.on <= self.day

    @property
    def steps(self) -> list[StepLine]:
        """All steps in the order of their days, numbered from 1."""
        by_step: dict[str, list[StepDone]] = {}
        for one in self.told.steps:
            by_step.setdefault(one.step, []).append(one)
        found = []
        for number, point in enumerate(self.told.course.points, 1):
            rows = by_step.get(point.step.code, [])
            settled = rows[0] if rows and not point.open else None
            found.append(StepLine(number, point, settled, tuple(rows[1:] if settled else rows)))
        return found

    @property
    def others(self) -> list[StepDone]:
        """What was done in steps the chain no longer has."""
        known = {point.step.code for point in self.told.course.points}
        return [one for one in self.told.steps if one.step not in known]


def line(told: Told, *, day: dt.date, neutral: bool) -> Line:
    """A transition as shown on that day."""
    chain = told.row.chain
    return Line(told, chain.name if neutral else chain.label, day, neutral)


def press_words(told: Told) -> str:
    """What presses first; "" when nothing does."""
    if told.press is None:
        return ""
    if told.press.why != "step":
        return _PRESSES[told.press.why]
    return next(point.step.label for point in told.course.points if point.step.code == told.press.step)


def step_facts(row: StepDone) -> str:
    """When, how, with whom and with what outcome something was done."""
    if row.not_needed:
        return f"nicht nötig ({german_date(row.on)})"
    parts = [german_date(row.on)]
    if row.way:
        parts.append(row.get_way_display())
    if row.present:
        parts.append("dabei: " + ", ".join(Present(one).label for one in row.present))
    if row.teller:
        parts.append(f"gesagt von: {row.get_teller_display()}")
    if row.outcome:
        parts.append(outcome_words(row.happened(), handover=bool(row.way)))
    return " · ".join(parts)


def outcome_words(happened: Happened, *, handover: bool) -> str:
    """What came of it, in words that blame nobody."""
    if handover:
        return {
            Outcome.YES: "die Person geht dorthin",
            Outcome.NO: "die Person möchte nicht dorthin",
            Outcome.UNDECIDED: "noch nicht entschieden",
        }[Outcome(happened.outcome)]
    return "angekommen" if happened.outcome == Outcome.YES else "noch nicht angekommen"
