"""The trail of answers: which of them count, which holds on a day, and what can be taken back. No database.

Answers are never overwritten. Taking one back writes a mark that names it in `undoes`; a mark may be taken back
itself, and then the answer counts again. All rows of one saving carry the same moment and are taken back together.
"""

import datetime as dt
import uuid
from collections.abc import Iterable
from itertools import groupby

from rundblick.journeys.models import Cell

Key = tuple[uuid.UUID, str, str]
"""Person, track and step: the place of an answer in the grid."""


def key_of(cell: Cell) -> Key:
    """The place of an answer in the grid."""
    return cell.person_id, cell.track, cell.step


def given(cells: Iterable[Cell]) -> list[Cell]:
    """The answers that count: neither marks nor taken back. In the given order."""
    known = list(cells)
    gone = taken_back(known)
    return [cell for cell in known if cell.undoes_id is None and cell.pk not in gone]


def taken_back(cells: Iterable[Cell]) -> set[uuid.UUID]:
    """Ids of rows that are taken back now."""
    mark = {cell.undoes_id: cell.pk for cell in cells if cell.undoes_id is not None}
    return {pk for pk, by in mark.items() if by not in mark}


def by_place(cells: Iterable[Cell]) -> dict[Key, list[Cell]]:
    """The rows of each place, by the day they count from and then as they were recorded."""
    found: dict[Key, list[Cell]] = {}
    for cell in sorted(cells, key=_recency):
        found.setdefault(key_of(cell), []).append(cell)
    return found


def valid(answers: Iterable[Cell], as_of: dt.date) -> Cell | None:
    """The answer that holds on that day, among the rows of one place."""
    known = [cell for cell in given(answers) if cell.answered_on <= as_of]
    return max(known, key=_recency, default=None)


def last_saving(cells: Iterable[Cell]) -> list[Cell]:
    """The rows of the latest saving that can be taken back, in the order they were recorded.

    Savings that only take others back are passed over, so that going back twice goes back two savings.
    """
    recorded = sorted(cells, key=lambda cell: cell.sequence, reverse=True)
    marked = {cell.undoes_id for cell in recorded if cell.undoes_id is not None}
    for _, group in groupby(recorded, key=lambda cell: (cell.recorded_at, cell.recorded_by_id)):
        saving = list(group)
        if any(cell.undoes_id is None for cell in saving) and any(cell.pk not in marked for cell in saving):
            return saving[::-1]
    return []


def _recency(cell: Cell) -> tuple[dt.date, int]:
    return cell.answered_on, cell.sequence
