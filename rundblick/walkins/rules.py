"""How many came, where and with what. Pure functions over (place, day, topic)."""

import datetime as dt
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rundblick.statistics.suppression import Cell, ProtectedTable, suppress_counts, suppress_table

MONTHS = 12

Counted = Mapping[tuple[str, dt.date, int | None], int]
"""{(place, first day of the month, topic): contacts}; place "" and topic None = not stated."""


@dataclass(frozen=True, kw_only=True)
class Numbers:
    """Contacts of twelve whole months until `as_of` (inclusive): place by topic, and by month, small cells withheld.

    `total`, `topics_missing` and `places_missing` are cells of the same protected table.
    """

    as_of: dt.date
    since: dt.date
    places: Sequence[str]
    topics: Sequence[int | None]
    table: ProtectedTable
    months: Sequence[tuple[dt.date, Cell]]

    @property
    def total(self) -> Cell:
        """All contacts: what the other numbers are parts of."""
        return self.table.total


def period(today: dt.date) -> tuple[dt.date, dt.date]:
    """The twelve whole months before today's: first and last day. Whole months, so that no day can be worked out."""
    as_of = today.replace(day=1) - dt.timedelta(days=1)
    return _back(as_of.replace(day=1), MONTHS - 1), as_of


def numbers(counted: Counted, *, today: dt.date, topics: Sequence[int]) -> Numbers:
    """The statistics of the period before `today`; what lies outside of it is left out."""
    since, as_of = period(today)
    inside = {key: n for key, n in counted.items() if since <= key[1] <= as_of}
    places = sorted({place for place, _, _ in inside}, key=lambda name: (not name, name))
    columns = [*topics, None]
    by_cell = Counter[tuple[str, int | None]]()
    by_month = Counter[dt.date]()
    for (place, day, topic), n in inside.items():
        by_cell[place, topic] += n
        by_month[day.replace(day=1)] += n
    months = [_back(as_of.replace(day=1), ago) for ago in reversed(range(MONTHS))]
    cells, _ = suppress_counts([by_month[month] for month in months])
    return Numbers(
        as_of=as_of,
        since=since,
        places=places,
        topics=columns,
        table=suppress_table([[by_cell[place, topic] for topic in columns] for place in places]),
        months=list(zip(months, cells, strict=True)),
    )


def _back(month: dt.date, months: int) -> dt.date:
    number = month.year * 12 + month.month - 1 - months
    return dt.date(number // 12, number % 12 + 1, 1)
