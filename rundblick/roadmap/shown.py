"""What screen, paper and own page show of a Fahrplan, put together from rows. No database."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.roadmap import picture, rules
from rundblick.roadmap.catalogue import HIGHEST, catalogue
from rundblick.roadmap.codes import Choice, Moment, State, Voice
from rundblick.roadmap.models import Decision, Leaf, Position, Step, Ticket
from rundblick.roadmap.queries import Journey
from rundblick.web.german import german_date
from rundblick.web.pictures.drawing import Picture


@dataclass(frozen=True)
class Stage:
    """One step with everything a page says about it."""

    number: int
    code: str
    label: str
    says: str
    state: State
    on: Any
    who: str
    words: str
    here: bool
    told: bool

    @property
    def closed(self) -> bool:
        """Whether it is behind the person, done or left out."""
        return self.state in (State.DONE, State.SKIPPED)


def stages(journey: Journey) -> list[Stage]:
    """The nine steps in their order."""
    found = journey.stations
    here = rules.next_station(found)
    return [
        _stage(number, station, journey.steps.get(station.code), here=station is here)
        for number, station in enumerate(found, start=1)
    ]


def _stage(number: int, station: rules.Station, row: Step | None, *, here: bool) -> Stage:
    step = catalogue().step(station.code)
    assert step is not None
    return Stage(
        number=number,
        code=step.code,
        label=step.label,
        says=step.says,
        state=station.state,
        on=station.on,
        who=", ".join(catalogue().named("people", code) for code in (row.who if row else [])),
        words=(row.words if row else "") or "",
        here=here,
        told=station.told,
    )


def path(steps: Sequence[Stage]) -> Picture:
    """The picture of the path."""
    return picture.path([picture.Stop(one.label, one.state, picture.day(one.on), one.here) for one in steps])


@dataclass(frozen=True)
class Head:
    """Who wrote a ticket, and when."""

    row: Ticket
    view: str
    author: str
    on: Any


@dataclass(frozen=True)
class Cell:
    """What one ticket says to a question."""

    view: str
    things: Sequence[rules.Thing]


@dataclass(frozen=True)
class Line:
    """One question across all tickets; cells go with the heads."""

    label: str
    compared: rules.Compared
    cells: Sequence[Cell]

    @property
    def mark(self) -> str:
        """How views stand to each other, in words."""
        return self.compared.agreement.value

    @property
    def kind(self) -> str:
        """The kind of the badge."""
        return {
            rules.Agreement.ALIKE: "success",
            rules.Agreement.PARTLY: "info",
            rules.Agreement.DIFFERENT: "warning",
        }.get(self.compared.agreement, "neutral")


def heads(tickets: Sequence[Ticket]) -> list[Head]:
    """Above the answers: whose view, written by whom, when."""
    return [
        Head(
            row,
            row.get_voice_display(),
            "selbst geschrieben"
            if row.own_hand
            else f"aufgeschrieben mit {row.author.display_name}"
            if row.voice == Voice.PERSON
            else row.author.display_name,
            row.valid_from,
        )
        for row in tickets
    ]


def lines(tickets: Sequence[Ticket]) -> list[Line]:
    """The five questions in their order, with differences marked."""
    found = []
    for one in catalogue().questions:
        if one.code == rules.HOURS:
            compared = rules.compare_hours([_range(row) for row in tickets])
        else:
            compared = rules.compare_words(one.code, [getattr(row, one.code) for row in tickets])
        views = [row.get_voice_display() for row in tickets]
        cells = [Cell(view, told) for view, told in zip(views, compared.cells, strict=True)]
        found.append(Line(one.label, compared, cells))
    return found


def _range(row: Ticket) -> tuple[int, int] | None:
    if row.hours_from is None or row.hours_until is None:
        return None
    return row.hours_from, row.hours_until


@dataclass(frozen=True)
class Standpoint:
    """Before and after, together. `sentence`: what moved; "" with only one of them."""

    picture: Picture
    rows: Sequence[Position]
    sentence: str
    settled: Sequence[str]
    open: Sequence[str]


def standpoint(journey: Journey) -> Standpoint | None:
    """Where the person stands; None while they have not said."""
    rows = [row for row in (journey.position(Moment.BEFORE), journey.position(Moment.AFTER)) if row is not None]
    if not rows:
        return None
    ends = catalogue().ends
    points = [
        picture.Point(row.get_moment_display(), row.value, catalogue().word(row.value), german_date(row.on))
        for row in rows
    ]
    drawn = picture.line(points, low=ends.low, high=ends.high)
    if len(rows) == 1:
        return Standpoint(drawn, rows, "", [], _matters(rows[0].matters))
    moved = rules.moved((rows[0].value, rows[0].matters), (rows[1].value, rows[1].matters))
    return Standpoint(drawn, rows, _moved(moved.change), _matters(moved.settled), _matters(moved.open))


def _moved(change: int) -> str:
    if change > 0:
        return f"Arbeit ist näher gerückt: {change} von {HIGHEST} weiter als vor dem Coaching."
    if change < 0:
        return "Arbeit fühlt sich weiter weg an als vor dem Coaching. Das darf so sein; darüber zu sprechen hilft."
    return "Die Zahl ist dieselbe wie vor dem Coaching. Vielleicht hat sich anderes bewegt."


def _matters(codes: Sequence[str]) -> list[str]:
    return [catalogue().named("matters", code) for code in codes]


def decision(row: Decision | None) -> str:
    """What was decided, in one sentence; never a reproach."""
    if row is None:
        return ""
    on = german_date(row.on)
    if row.choice == Choice.LATER and row.review_on:
        return f"Am {on} entschieden: noch warten. Wir schauen am {german_date(row.review_on)} wieder hin."
    if row.choice == Choice.GO:
        return f"Am {on} entschieden: weitergehen."
    return f"Am {on} entschieden: Arbeit ist jetzt nicht der Weg. Der Fahrplan bleibt da, wenn sich das ändert."


@dataclass(frozen=True)
class Sheet:
    """A sheet of the folder with what the reader may read of it."""

    code: str
    label: str
    prompts: Sequence[str]
    words: str
    shown: bool
    version: int
    on: Any = None


def sheets(leaves: Mapping[str, Leaf], *, written: bool = False) -> list[Sheet]:
    """The folder in its order; `written`: only sheets with something on them."""
    found = []
    for one in catalogue().sheets:
        row = leaves.get(one.code)
        if row is None and written:
            continue
        found.append(
            Sheet(
                one.code,
                one.label,
                one.prompts,
                row.words if row else "",
                row.shown if row else False,
                row.version if row else 0,
                row.written_at if row else None,
            )
        )
    return found
