"""Answering and taking back. Nothing is ever overwritten: every change is a further dated row."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rundblick.access.context import current
from rundblick.access.models import TimelineEntry
from rundblick.calendar.errors import Refused
from rundblick.journeys import rules, standing, story, trail
from rundblick.journeys.definition import Journey
from rundblick.journeys.errors import Clash, Difference
from rundblick.journeys.models import Cell, Sheet
from rundblick.people.models import Membership
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now, today
from rundblick.web.german import german_date


@dataclass(frozen=True, kw_only=True)
class Entry:
    """An answer to be written: whose, where, what, and since when it counts.

    `bare`: only the answer was given; where the same answer stands already, its day and details stay.
    """

    person_id: uuid.UUID
    track: str
    step: str
    answer: rules.Answer
    on: dt.date
    point: int | None = None
    day: dt.date | None = None
    reasons: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    note: str = ""
    bare: bool = False

    @property
    def place(self) -> trail.Key:
        """The place in the grid."""
        return self.person_id, self.track, self.step

    def says(self, cell: Cell) -> bool:
        """Whether a stored answer says the same, the day apart."""
        if (self.answer, self.point, self.day) != (cell.answer, cell.point, cell.day):
            return False
        same = (self.reasons, self.kinds) == (frozenset(cell.reasons), frozenset(cell.kinds))
        return self.bare or (same and self.note == (cell.note or ""))

    def stands(self, held: Cell | None) -> bool:
        """Whether nothing needs to be written. Nothing said is the same as an open one without a word."""
        if held is None:
            return self.answer == "open" and not (self.reasons or self.note)
        return self.says(held) and (self.bare or self.on == held.answered_on)


def answer(
    *,
    sheet: Sheet,
    journey: Journey,
    entries: Sequence[Entry],
    seen: int,
    cells: list[Cell] | None = None,
    members: Mapping[uuid.UUID, dt.date | None] | None = None,
) -> list[Cell]:
    """Write answers, and answer all rows of the sheet. The sheet must be locked (`access.sheet_or_404`).

    `seen`: the sequence of the latest row the person had in front of them. `cells`: all rows of the sheet, and
    `members`: everybody of the household with birth date, when the caller has read them. What is answered so
    already is passed over, so that a form sent twice writes once. An answer that counts from an earlier day than
    later ones takes these back, since the person had them in front of them; so does moving the same answer to a
    later day. Raises Refused for codes that do not exist, days before the birth or in the future and persons
    outside of the household, and Clash when somebody else answered the same question differently.
    """
    stored = list(sheet.cells.all()) if cells is None else cells
    _check(sheet, journey, entries, _births(sheet, entries) if members is None else members)
    places = trail.by_place(stored)
    differences = [d for entry in entries if (d := _difference(entry, places.get(entry.place, []), seen))]
    if differences:
        raise Clash(differences)
    pen = _Pen(sheet, stored)
    for entry in entries:
        answers = places.get(entry.place, [])
        held = trail.valid(answers, today())
        if entry.stands(held):
            continue
        for cell in trail.given(answers):
            later = cell.answered_on > entry.on
            moved = cell is held and not entry.bare and entry.says(cell)
            if later or moved:
                pen.take_back(cell)
        pen.write(entry)
    return pen.finish(journey)


def undo(*, sheet: Sheet, journey: Journey, last: uuid.UUID, cells: list[Cell] | None = None) -> list[Cell]:
    """Take the latest saving back, whose last row is `last`; answers all rows of the sheet.

    The sheet must be locked. Twice is harmless. Raises Refused when something was answered since.
    """
    stored = list(sheet.cells.all()) if cells is None else cells
    if last in {cell.undoes_id for cell in stored}:
        return stored
    saving = trail.last_saving(stored)
    if not saving or saving[-1].pk != last:
        raise Refused("Inzwischen gibt es einen neueren Eintrag. Bitte sehen Sie noch einmal hin.")
    pen = _Pen(sheet, stored)
    marked = {cell.undoes_id for cell in stored}
    for cell in reversed(saving):
        if cell.pk not in marked:
            pen.take_back(cell)
    return pen.finish(journey)


class _Pen:
    """Collects the rows of one saving and writes them with where everybody stands now, and the timeline."""

    def __init__(self, sheet: Sheet, stored: list[Cell]) -> None:
        self.sheet = sheet
        self.stored = stored
        self.new: list[Cell] = []
        self.last = max((cell.sequence for cell in stored), default=0)
        self.moment = now()

    def write(self, entry: Entry) -> None:
        """An answer."""
        said = Cell(
            answer=entry.answer,
            point=entry.point,
            day=entry.day,
            reasons=sorted(entry.reasons),
            kinds=sorted(entry.kinds),
        )
        self._add(entry.place, entry.on, said, entry.note)

    def take_back(self, cell: Cell) -> None:
        """A mark that an answer no longer counts, or that a mark does not."""
        self._add(trail.key_of(cell), cell.answered_on, Cell(answer=Cell.Answer.OPEN, undoes=cell))

    def _add(self, place: trail.Key, on: dt.date, cell: Cell, note: str = "") -> None:
        self.last += 1
        cell.dossier_id, cell.sheet = self.sheet.dossier_id, self.sheet
        cell.person_id, cell.track, cell.step = place
        cell.answered_on, cell.sequence = on, self.last
        cell.note = note or None
        cell.recorded_by_id, cell.recorded_at = current().user_id, self.moment
        self.new.append(cell)

    def finish(self, journey: Journey) -> list[Cell]:
        """Write everything in a fixed number of statements."""
        cells = [*self.stored, *self.new]
        if not self.new:
            return cells
        Cell.objects.bulk_create(self.new)
        touched = {(cell.person_id, cell.track) for cell in self.new}
        rows = [cell for cell in cells if (cell.person_id, cell.track) in touched]
        standing.save(standing.standings(journey, self.sheet, rows, today()))
        if any(journey.step(cell.step).event for cell in self.new):
            facts_changed([self.sheet.dossier_id])
        told = {(cell.person_id, cell.answered_on) for cell in self.stored}
        fresh = [cell for cell in self.new if (cell.person_id, cell.answered_on) not in told]
        if fresh:
            TimelineEntry.objects.bulk_create(story.entries(fresh))
        return cells


def _births(sheet: Sheet, entries: Sequence[Entry]) -> dict[uuid.UUID, dt.date | None]:
    persons = {entry.person_id for entry in entries}
    rows = Membership.objects.filter(dossier_id=sheet.dossier_id, person_id__in=persons).select_related("person")
    return {row.person_id: row.person.birth_date for row in rows}


def _check(sheet: Sheet, journey: Journey, entries: Sequence[Entry], born: Mapping[uuid.UUID, dt.date | None]) -> None:
    for entry in entries:
        if sheet.person_id and entry.person_id != sheet.person_id:
            raise Refused("Dieser Bogen gehört zu einer anderen Person.")
        if entry.person_id not in born:
            raise Refused("Diese Person gehört nicht zum Haushalt.")
        if entry.on > today():
            raise Refused("Eine Antwort gilt nicht erst in der Zukunft.")
        birth = born[entry.person_id]
        if birth and entry.on < birth:
            raise Refused(f"Dieser Tag liegt vor der Geburt ({german_date(birth)}).")
        said = rules.Cell(
            subject="",
            track=entry.track,
            step=entry.step,
            answer=entry.answer,
            on=entry.on,
            reasons=entry.reasons,
            kinds=entry.kinds,
            point=entry.point,
            day=entry.day,
        )
        if problems := rules.cell_problems(journey, said):
            raise Refused(" ".join(f"{problem}." for problem in problems))


def _difference(entry: Entry, answers: list[Cell], seen: int) -> Difference | None:
    """What somebody else has answered at a place since, unless it is what is being written."""
    shown = trail.valid([cell for cell in answers if cell.sequence <= seen], today())
    held = trail.valid(answers, today())
    if (held and held.pk) == (shown and shown.pk) or entry.stands(held) or (held and entry.says(held)):
        return None
    return Difference(entry, held)
