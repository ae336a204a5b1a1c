"""Everything one sheet's page shows, read in a fixed number of queries."""

import datetime as dt
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse

from rundblick.access.context import Context
from rundblick.cases.file import File
from rundblick.journeys import codes, queries, trail
from rundblick.journeys import grid as grids
from rundblick.journeys.access import journey_of
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Application, Cell, Sheet
from rundblick.journeys.wordings import newer
from rundblick.people.models import Site
from rundblick.people.queries import Member, ordered
from rundblick.people.rules import Role
from rundblick.programmes.models import ProjectAttribute
from rundblick.web.clock import berlin_date
from rundblick.web.german import count, german_date, german_datetime

WORKING_AGE = 15
CHILDREN = frozenset({Role.CHILD, Role.ADULT_CHILD})


@dataclass(frozen=True)
class Last:
    """The latest saving that can be taken back: what it said, who said it and when."""

    id: uuid.UUID
    what: str
    who: str
    at: dt.datetime


@dataclass(frozen=True)
class Attempt:
    """Another application of the same person: how far it got, and what was said at each step."""

    number: int
    title: str
    url: str
    reached: str
    said: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class SheetPage:
    """A sheet as of a day, for everybody on it or for the member looked at."""

    sheet: Sheet
    file: File
    journey: Journey
    as_of: dt.date
    present: bool
    cells: list[Cell]
    grid: grids.Grid
    people: list[grids.Person]
    applications: list[Application]
    attributes: list[ProjectAttribute] = field(default_factory=list)
    former: list[Attempt] = field(default_factory=list)
    newer: Journey | None = None

    @property
    def seen(self) -> int:
        """The sequence of the latest row on the page."""
        return max((cell.sequence for cell in self.cells), default=0)

    @property
    def writes(self) -> bool:
        """Whether the reader may answer here; the past is only looked at."""
        return self.present and "journeys" in self.file.writes

    @property
    def last(self) -> Last | None:
        """What the undo button takes back."""
        saving = trail.last_saving(self.cells)
        if not saving:
            return None
        end = saving[-1]
        known = {track.code: track.label for track in self.journey.tracks}
        steps = {step.code: step.label for step in self.journey.steps}
        what = f"{self.file.name(end.person_id)}, {known.get(end.track, end.track)}, {steps.get(end.step, end.step)}"
        more = count(len(saving) - 1, "weitere Antwort", "weitere Antworten")
        said = codes.said_at(end) if end.day else codes.WORDS.get(end.answer, "")
        text = f"{what}: {said}{f' und {more}' if len(saving) > 1 else ''}"
        return Last(end.pk, text, end.recorded_by.display_name if end.recorded_by else "Jemand", end.recorded_at)

    @property
    def edited_on(self) -> dt.date:
        """The day somebody last wrote on the sheet."""
        return max((berlin_date(cell.recorded_at) for cell in self.cells), default=self.sheet.created_on)

    def head(self) -> list[tuple[str, str]]:
        """The lines above the grid in the order of the definition, as the paper form has them."""
        known = {
            "family": self.file.label,
            "coach": self.sheet.coach.display_name if self.sheet.coach else "–",
            "site": dict(Site.choices).get(self.sheet.site, "–"),
            "parenting": parenting(self.file, self.as_of),
            "created": german_date(self.sheet.created_on),
            "edited": german_date(self.edited_on),
        }
        return [(line.label, known[line.code]) for line in self.journey.header if line.code in known]

    def asked(self) -> list[tuple[str, str, str]]:
        """What the programme asks for beyond that, apart and with its purpose (rule 11): (label, values, purpose)."""
        found = []
        for line in self.journey.header:
            rows = [row for row in self.attributes if row.code == line.code]
            if rows:
                labels = {choice.code: choice.label for choice in line.choices}
                values = dict.fromkeys(labels.get(row.value, row.value) for row in rows)
                found.append((line.label, ", ".join(values), rows[0].purpose))
        return found

    def applied(self) -> list[tuple[Application, str, str]]:
        """The programme's own list of applications: row, name and benefit."""
        labels = {track.code: track.label for track in self.journey.tracks}
        shown = {person.id for person in self.people}
        return [
            (row, self.file.name(row.person_id), labels.get(row.track, row.track))
            for row in self.applications
            if row.person_id in shown
        ]


def load(
    context: Context,
    sheet: Sheet,
    file: File,
    *,
    as_of: dt.date,
    today: dt.date,
    cells: list[Cell] | None = None,
    whole: bool = True,
) -> SheetPage:
    """The page as of a day; only the present has hints and can be written on.

    `cells`: all rows when the caller has them. Without `whole` only what is drawn anew after an answer.
    """
    journey = journey_of(sheet)
    if cells is None:
        cells = queries.cells(context, sheet)
    present = as_of == today
    people = people_on(sheet, journey, file, cells, as_of)
    writes = present and "journeys" in file.writes
    return SheetPage(
        sheet=sheet,
        file=file,
        journey=journey,
        as_of=as_of,
        present=present,
        cells=cells,
        grid=grids.build(journey, people, cells, as_of=as_of, aside=queries.aside(sheet), with_hints=writes),
        people=people,
        applications=queries.applications(context, sheet, as_of=as_of) if whole else [],
        attributes=queries.attributes(context, sheet) if whole else [],
        former=former_attempts(context, sheet, people, as_of) if whole and sheet.attempt else [],
        newer=newer(sheet) if whole and writes else None,
    )


def former_attempts(context: Context, sheet: Sheet, people: list[grids.Person], as_of: dt.date) -> list[Attempt]:
    """The person's other applications by the same journey, the latest first. Two queries."""
    others = queries.attempts(context, sheet)
    rows = Cell.objects.visible_to(context).filter(sheet__in=[other.pk for other in others]).order_by("sequence")
    by_sheet: dict[uuid.UUID, list[Cell]] = {}
    for cell in rows:
        by_sheet.setdefault(cell.sheet_id, []).append(cell)
    return [_attempt(other, by_sheet.get(other.pk, []), people, as_of) for other in others]


def _attempt(other: Sheet, cells: list[Cell], people: list[grids.Person], as_of: dt.date) -> Attempt:
    drawn = grids.build(journey_of(other), people, cells, as_of=as_of)
    notes = {note.number: note.text for note in drawn.footnotes}
    lines = [line for rows in drawn.people for line in rows.lines]
    said = [
        (box.label, ", ".join(part for part in (box.text, box.kinds, notes.get(box.footnote or 0, "")) if part))
        for line in lines
        for box in line.boxes
    ]
    return Attempt(
        number=other.attempt or 0,
        title=other.title or "",
        url=reverse("journeys:sheet", args=[other.pk]),
        reached="; ".join(line.reached for line in lines),
        said=tuple((label, text) for label, text in said if text),
    )


def people_on(sheet: Sheet, journey: Journey, file: File, cells: list[Cell], as_of: dt.date) -> list[grids.Person]:
    """Whose rows the sheet has: those the journey follows on that day, and everybody who was ever asked."""
    asked = {cell.person_id for cell in cells}
    if journey.per_sheet:
        wanted = [member for member in file.everybody if member.person.pk == sheet.person_id]
    else:
        everybody = ordered(file.everybody, as_of=as_of)
        wanted = [m for m in everybody if m.person.pk in asked or _followed(journey, m, as_of)]
        here = {member.person.pk for member in wanted}
        wanted += [m for m in file.everybody if m.person.pk in asked - here]
    if file.member is not None:
        wanted = [member for member in wanted if member.person.pk == file.member]
    unique = {member.person.pk: member for member in wanted}
    return [grids.Person(pk, member.name, _detail(member, as_of)) for pk, member in unique.items()]


def parenting(file: File, as_of: dt.date) -> str:
    """Whether the children are brought up by one parent on that day, as the form asks."""
    roles = {member.role for member in ordered(file.everybody, as_of=as_of)}
    return "alleinerziehend" if Role.SINGLE_PARENT in roles else "nicht alleinerziehend"


def history(journey: Journey, cells: list[Cell]) -> list[dict[str, Any]]:
    """Everything that was ever said at one place, the latest recorded first: answer, day, who, when, taken back."""
    gone = {cell.undoes_id: cell for cell in cells if cell.undoes_id is not None}
    taken = trail.taken_back(cells)
    shown = []
    for cell in sorted(cells, key=lambda row: row.sequence, reverse=True):
        if cell.undoes_id is not None:
            continue
        mark = gone.get(cell.pk) if cell.pk in taken else None
        shown.append(
            {
                "text": _said(journey, cell),
                "on": cell.answered_on,
                "detail": ". ".join(
                    part
                    for part in (
                        codes.kind_labels(journey.track(cell.track), cell),
                        codes.footnote_text(journey, cell),
                    )
                    if part
                ),
                "who": _who(cell),
                "at": cell.recorded_at,
                "taken_back": f"zurückgenommen von {_who(mark)}, {german_datetime(mark.recorded_at)}" if mark else "",
            }
        )
    return shown


def _said(journey: Journey, cell: Cell) -> str:
    if cell.day is not None:
        return f"am {german_date(cell.day)}"
    labels = dict(codes.choices_of(journey.step(cell.step)))
    return labels.get(codes.code_of(cell), cell.answer)


def _who(cell: Cell) -> str:
    return cell.recorded_by.display_name if cell.recorded_by else "Jemand"


def _followed(journey: Journey, member: Member, as_of: dt.date) -> bool:
    if journey.subject == "child":
        return member.role in CHILDREN
    age = member.age(as_of)
    return age is None or age >= WORKING_AGE


def _detail(member: Member, as_of: dt.date) -> str:
    age = member.age(as_of)
    years = "" if age is None else "unter 1 Jahr" if age == 0 else count(age, "Jahr", "Jahre")
    return years
