"""A frozen report as one person may read it."""

import json
import uuid

from django.db import connection

from rundblick.access.context import Context
from rundblick.evaluation.access import ORDERING
from rundblick.evaluation.counted import Computed
from rundblick.evaluation.models import ReportSnapshot
from rundblick.evaluation.protection import Shown, Status, protected
from rundblick.evaluation.quotes import literature
from rundblick.evaluation.storing import book_from_json, shown_from_json


def read(context: Context, snapshot: ReportSnapshot) -> list[Shown]:
    """The figures of a report. Small cells are open where the reader's doors lead to every record in them.

    What is opened never gives away a small cell that is not: protection is worked out anew for what they know.
    """
    stored = shown_from_json(snapshot.figures)
    if not context.has_role(*ORDERING) or not any(one.status is Status.SUPPRESSED for one in stored):
        return stored
    covered = _covered(snapshot.pk)
    book = _book(snapshot.pk) if covered else None
    if book is None:
        return stored
    opened = {
        counted.cell for place, counted in enumerate(book.figures) if covered.get(place) == counted.figure.numerator
    }
    # Nobody in a group that is open as a whole: there is no record that could be out of reach.
    opened |= {c.cell for c in book.figures if c.figure.numerator == 0 and c.whole in opened}
    return protected(book, literature(snapshot.run.definition.code), opened)


def _covered(snapshot_id: uuid.UUID) -> dict[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT place, records FROM evaluation_covered(%s)", [snapshot_id])
        return dict(cursor.fetchall())


def _book(snapshot_id: uuid.UUID) -> Computed | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT evaluation_book(%s)::text", [snapshot_id])
        row = cursor.fetchone()
    if row is None or row[0] is None:
        return None
    return book_from_json(json.loads(row[0]))
