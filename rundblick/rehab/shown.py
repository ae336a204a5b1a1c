"""What pages show of an application, and both sides of an answer."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from rundblick.rehab import rules
from rundblick.rehab.access import Place
from rundblick.rehab.catalogue import Beside, Check, catalogue
from rundblick.rehab.codes import Format, Kind, Milestone
from rundblick.rehab.models import Application, Statement, Step
from rundblick.rehab.rules import Objection
from rundblick.web.german import count
from rundblick.web.parts import Badge
from rundblick.web.pictures import Picture, Stair, staircase

MEANINGS = {
    Format.CASE: (
        "Coach und Teilhabeberatung klären ohne die Person, ob es Teilhabebedarfe gibt und welche Leistungen in Frage"
        " kommen. Das geht nur mit Einwilligung."
    ),
    Format.INFO: (
        "Die Person erfährt, was Reha ist und kann. Ist sie beim Träger der Teilhabeberatung versichert, gehört die"
        " Beratung zum Antrag dazu."
    ),
    Format.ADVICE: "Nach einer Bewilligung: wie die Leistung umgesetzt wird, auch mit Blick auf Arbeit.",
    Format.PHONE: "Die Person, Coach und Teilhabeberatung sprechen zu dritt am Telefon.",
    Format.CLINIC: (
        "Während einer medizinischen Reha: Was kommt danach, und kann die LTA schon jetzt geplant werden? Das geht mit"
        " der Person zusammen, oder wenn sie die Klinik von der Schweigepflicht entbunden hat."
    ),
}
_WAY = (
    Milestone.DISCUSSED,
    Milestone.REPORTS,
    Milestone.SUBMITTED,
    Milestone.CONFIRMED,
    Milestone.APPROVED,
    Milestone.STARTED,
    Milestone.FINISHED,
)
_KINDS = {
    Milestone.APPROVED: "success",
    Milestone.STARTED: "success",
    Milestone.FINISHED: "success",
    Milestone.REFUSED: "warning",
}


@dataclass(frozen=True)
class Line:
    """An application on a day. `beside`: an LTA that was begun while a medical rehabilitation ran."""

    row: Application
    day: dt.date
    days: dict[Milestone, dt.date]
    beside: bool = False

    @property
    def steps(self) -> list[Step]:
        """Its steps, in time."""
        return list(self.row.steps.all())

    @property
    def standing(self) -> Milestone | None:
        """Where it stands."""
        return rules.standing(self.days)

    @property
    def over(self) -> bool:
        """Whether nothing more was expected on that day."""
        return rules.is_over(self.days)

    @property
    def badges(self) -> list[Badge]:
        """Where it stands, whether it rests, whether it had been lying."""
        found = []
        if self.standing:
            found.append(Badge(text=str(self.standing.label), kind=_KINDS.get(self.standing, "info")))  # type: ignore[arg-type]
        if self.beside:
            found.append(Badge(text="während der Reha geplant", kind="success"))
        if self.dormant:
            found.append(Badge(text="ruht", kind="warning"))
        if self.row.old_case:
            found.append(Badge(text="Altfall", kind="neutral"))
        return found

    @property
    def dormant(self) -> bool:
        """Whether it had no step for a long time."""
        last = max(self.days.values(), default=self.row.opened_on)
        return rules.is_dormant(last_on=last, over=self.over, as_of=self.day)

    @property
    def waited(self) -> str:
        """How long the decision took, or has been waited for, in words; "" before it went in."""
        days = rules.waited(self.days, self.day)
        if days is None:
            return ""
        decided = any(one in self.days for one in rules.DECISIONS)
        if not decided and rules.runs(self.days):
            return ""
        if not days:
            return "Entscheidung am selben Tag" if decided else "heute eingereicht"
        words = count(days, "Tag", "Tagen")
        return f"Entscheidung nach {words}" if decided else f"wartet seit {words} auf die Entscheidung"

    @property
    def objection(self) -> Objection | None:
        """Until when one may object; None where there is nothing to object to."""
        if not rules.may_object(self.days):
            return None
        return rules.objection(
            refused_on=self.days[Milestone.REFUSED], received_on=self.row.refusal_on, law=catalogue().objection
        )

    @property
    def missing(self) -> list[Check]:
        """What is not settled yet; nothing once it has gone in. A step that says that reports are there counts too."""
        if Milestone.SUBMITTED in self.days or self.over:
            return []
        ready = [*self.row.ready, *(["reports"] if Milestone.REPORTS in self.days else [])]
        return rules.missing(ready, catalogue().checklist)


def lines(rows: Iterable[Application], day: dt.date) -> list[Line]:
    """Applications on a day, in the given order."""
    found = [(row, row.days()) for row in rows]
    medical = [days for row, days in found if row.kind == Kind.MEDICAL]
    return [
        Line(row, day, days, beside=row.kind == Kind.WORK and rules.planned_beside(row.opened_on, medical))
        for row, days in found
    ]


def law(lines: Iterable[Line], day: dt.date) -> list[Beside]:
    """What the Jobcenter may do beside the applications open on that day, since the first of them was known.

    What held on `day` is the last; earlier rules stand there for old cases. Empty while nothing is open.
    """
    begun = [min(line.row.opened_on, *line.days.values(), day) for line in lines if not line.over]
    return catalogue().beside_during(min(begun), day) if begun else []


def picture(line: Line) -> Picture:
    """The stations of one application: those it has passed, where it stands, what lies ahead."""
    way = [_decided(one, line) for one in _WAY]
    reached = [index for index, one in enumerate(way) if one in line.days]
    here = max(reached, default=-1)
    return staircase(
        title=f"{line.row.get_kind_display()}: Stationen",
        stairs=[_stair(one, index, here, line) for index, one in enumerate(way)],
        done="erreicht",
        now="hier steht es",
        ahead="noch offen",
    )


def _decided(one: Milestone, line: Line) -> Milestone:
    """In place of the approval the decision that was made."""
    if one is not Milestone.APPROVED or Milestone.APPROVED in line.days:
        return one
    return next((other for other in (Milestone.REFUSED, Milestone.FORWARDED) if other in line.days), one)


def _stair(one: Milestone, index: int, here: int, line: Line) -> Stair:
    label = "Entscheidung" if one is Milestone.APPROVED and one not in line.days else str(one.label)
    day = line.days.get(one)
    note = f"{day:%d.%m.%Y}" if day else "kein Tag festgehalten" if index < here else ""
    state: Any = "now" if index == here else "done" if day else "open"
    return Stair(label=label[:1].upper() + label[1:], state=state, note=note)


@dataclass(frozen=True)
class Side:
    """What one house says. `row`: None = nothing, or nothing the reader reads. `own`: the reader's house."""

    name: str
    row: Statement | None
    own: bool


class Sides:
    """Finds what both houses say to something."""

    def __init__(self, place: Place, rows: Iterable[Statement]) -> None:
        self._place = place
        self._rows = {(row.question, row.divergence_id, row.from_agency): row for row in rows}

    def to(self, *, question: str = "", divergence_id: uuid.UUID | None = None) -> list[Side]:
        """The Jobcenter first, then the agency."""
        return [
            Side(name, self._rows.get((question, divergence_id, from_agency)), self._place.inside != from_agency)
            for name, from_agency in (("Jobcenter", False), (agency_name(self._place), True))
        ]


def agency_name(place: Place) -> str:
    """What the agency is called; a general word while none is named."""
    return place.desk.agency.name if place.desk and place.desk.agency else "Teilhabeberatung"
