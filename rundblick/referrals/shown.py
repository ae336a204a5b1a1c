"""A referral as pages show it."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rundblick.referrals.codes import Source, State
from rundblick.referrals.models import Need, Referral, Step
from rundblick.referrals.queries import Told
from rundblick.web.german import count, german_date, relative_day
from rundblick.web.parts import Badge
from rundblick.web.parts import Kind as BadgeKind

STATIONS = (State.PREPARED, State.CONTACTED, State.WAITING, State.FIRST, State.RUNNING)
_NAMES = {
    State.PREPARED: "vorbereitet",
    State.CONTACTED: "angefragt",
    State.WAITING: "wartet",
    State.FIRST: "erster Termin",
    State.RUNNING: "läuft",
    State.ENDED: "beendet",
}
_NUDGES = {"prepare": "Noch nicht angefragt", "ask": "Nachfragen", "look": "Fragen, wie es läuft"}
_KINDS: dict[State, BadgeKind] = {
    State.BEGUN: "neutral",
    State.PREPARED: "neutral",
    State.CONTACTED: "info",
    State.WAITING: "warning",
    State.FIRST: "success",
    State.RUNNING: "success",
    State.ENDED: "neutral",
}


@dataclass(frozen=True)
class Station:
    """One station of the way. `state`: done, now or ahead; `on`: the day it was reached, if it was."""

    name: str
    state: str
    on: dt.date | None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return {"done": "erreicht", "now": "jetzt", "ahead": "noch nicht"}[self.state]


@dataclass(frozen=True)
class Line:
    """One referral in a list.

    `name`, `place`: in full on the person's own page; elsewhere neither says what a sensitive kind is.
    """

    told: Told
    name: str
    place: str
    day: dt.date
    fresh: int

    @property
    def badge(self) -> Badge:
        """How far it is; how it ended, if it did."""
        course = self.told.course
        words = _ended(self.told) if course.state == State.ENDED else course.state.label
        return Badge(text=words, kind=_KINDS[course.state])

    @property
    def stations(self) -> list[Station]:
        """The stations of the way: those that were, and those ahead."""
        return stations(self.told)

    @property
    def facts(self) -> str:
        """Since when, how long somebody waits, how often somebody asked."""
        course = self.told.course
        words = [f"{'seit' if course.open else 'am'} {german_date(course.since)}"]
        waited = course.waited(self.day)
        if course.open and course.connected_on is None and waited:
            words.append(f"{count(waited, 'Tag', 'Tage')} gewartet")
        if course.open and course.connected_on is None and course.attempts > 1:
            words.append(count(course.attempts, "Anfrage", "Anfragen"))
        if course.expected_on and course.open:
            words.append(f"erwartet {german_date(course.expected_on)}")
        return " · ".join(words)

    @property
    def nudge(self) -> str:
        """What to look after next, and when."""
        nudge = self.told.nudge
        return f"{_NUDGES[nudge.why]}: {relative_day(nudge.on, today=self.day)}" if nudge else ""

    @property
    def late(self) -> bool:
        """Whether it is time to look after it."""
        return self.told.nudge is not None and self.told.nudge.on <= self.day


@dataclass(frozen=True)
class NeedLines:
    """A need with all ways that were tried for it."""

    need: Need
    lines: tuple[Line, ...]

    @property
    def none_open(self) -> bool:
        """Whether it stands and no way to a help is open."""
        return self.need.ended_on is None and not any(line.told.course.open for line in self.lines)

    @property
    def parallel(self) -> int:
        """How many ways are open at once."""
        return sum(line.told.course.open for line in self.lines)


def stations(told: Told) -> list[Station]:
    """The stations a referral was at, with their first day, and those ahead; what was skipped is left out."""
    first: dict[State, dt.date] = {}
    for step in told.steps:
        first.setdefault(State(step.state), step.on)
    now = told.course.state
    if now == State.ENDED:
        been = [Station(_NAMES[state], "done", first[state]) for state in STATIONS if state in first]
        return [*been, Station(_NAMES[now], "now", told.course.since)]
    here = STATIONS.index(now) if now in STATIONS else -1
    return [
        Station(_NAMES[state], "now" if place == here else "done" if state in first else "ahead", first.get(state))
        for place, state in enumerate(STATIONS)
        if state in first or place >= here
    ]


def by_need(needs: Iterable[Need], told: Iterable[Told], *, day: dt.date, neutral: bool) -> list[NeedLines]:
    """Referrals under the need they were begun for, needs in their order."""
    rows = list(told)
    return [
        NeedLines(need, tuple(line(one, day=day, neutral=neutral) for one in rows if one.row.need_id == need.pk))
        for need in needs
    ]


def line(told: Told, *, day: dt.date, neutral: bool) -> Line:
    """A referral in a list; `neutral`: without saying what a sensitive kind is."""
    sort = told.row.sort
    fresh = sum(step.source != Source.HOUSE and step.seen_at is None for step in told.steps)
    return Line(told, sort.name if neutral else sort.label, place_of(told.row, neutral=neutral), day, fresh)


def place_of(row: Referral, *, neutral: bool) -> str:
    """Where a way leads; its name would tell what a sensitive kind is."""
    if neutral and row.sort.sensitive:
        return "vertraulich"
    return row.place or "Stelle noch offen"


def step_words(step: Step) -> str:
    """A step in one line, without its day."""
    match State(step.state):
        case State.CONTACTED:
            how = step.get_way_display() if step.way else ""
            found = {True: "erreicht", False: "niemanden erreicht", None: ""}[step.reached]
            return _joined(
                "Angefragt" if step.source == Source.HOUSE else "Anfrage ist angekommen", how, _heard(step, found)
            )
        case State.WAITING:
            until = f"erwartet am {german_date(step.expected_on)}" if step.expected_on else "noch offen, bis wann"
            return _joined("Wartet", until)
        case State.FIRST:
            return _joined("Erster Termin", step.get_company_display() if step.company else "")
        case State.ENDED:
            return _joined("Beendet", _result(step))
        case State.PREPARED:
            return "Vorbereitet"
        case _:
            return "Läuft"


def _heard(step: Step, found: str) -> str:
    return found if step.source == Source.HOUSE else ""


def _joined(*words: str) -> str:
    return ", ".join(word for word in words if word)


def _result(step: Step) -> str:
    refusal = f" ({step.get_refusal_display()})" if step.refusal else ""
    return f"{step.get_result_display()}{refusal}"


def _ended(told: Told) -> str:
    last = [step for step in told.steps if step.state == State.ENDED]
    return _result(last[-1]) if last else "beendet"


def tired(lines: Sequence[NeedLines]) -> bool:
    """Whether somewhere it was tried so often in vain that it is time to think anew."""
    return any(line.told.course.tired for one in lines for line in one.lines)
