"""What the engine counts: Ibis expressions over all extracts together, the same on DuckDB, PostgreSQL and Spark.

Each takes the table of `opening.Opened` (one row per participation) and answers a small table of counts. People are
counted by their first participation, so that groups exclude each other and denominators are people. An engine only
groups and counts: no means, no rounding, no order, nothing in which engines differ.
"""

from collections.abc import Iterable, Sequence
from functools import reduce
from typing import Any

from rundblick.scale.contract import HOUSE, PERSON, WAVE, Codebook
from rundblick.scale.needs import library

Table = Any
"""An Ibis table; typed openly, because Ibis is an extra."""
_BETWEEN = "\x1f"


def participants(table: Table, *, by: Sequence[str] = ()) -> Table:
    """`people` and all `participations`, in each group of the columns `by` (of the participation)."""
    # Spark counts nobody in an empty table as NULL.
    counted = {"people": table.count(where=table[WAVE] == 1).fill_null(0), "participations": table.count()}
    return table.group_by(list(by)).agg(**counted) if by else table.agg(**counted)


def answers(table: Table, column: str, *, by: Sequence[str] = ()) -> Table:
    """How many people (`number`) have each value of the column, None included, in each group."""
    return _counted(table, [*by, column])


def answered(table: Table, columns: Sequence[str]) -> Table:
    """How many people have a value in each of the columns: one row."""
    people = table.filter(table[WAVE] == 1)
    return people.agg(**{column: people[column].count() for column in columns})


def pairs(table: Table, first: str, second: str, *, by: Sequence[str] = ()) -> Table:
    """How many people have each pair of values of two measurements, None included, in each group."""
    return _counted(table, [*by, first, second])


def durations(table: Table, days: str, running: str, *, by: Sequence[str] = ()) -> Table:
    """The time-to-event table: how many people with each number of days, and whether it had ended."""
    return _counted(table, [*by, days, running])


def _counted(table: Table, columns: Sequence[str]) -> Table:
    people = table.filter(table[WAVE] == 1)
    return people.group_by(list(dict.fromkeys(columns))).agg(number=people.count())


def groups(table: Table, quasi: Sequence[str], *, waves: int) -> Table:
    """How many groups (`groups`) of each size (`people`) there are in each house.

    People are in one group when all their participations, up to `waves`, show the same in the columns `quasi`: the
    rule of `exports.rules.anonymity`, k-anonymity over people and not over rows.
    """
    ibis = library("ibis")
    shown = table.mutate(shown=_joined(table, quasi))
    places = [f"shown_{wave}" for wave in range(1, waves + 1)]
    told = {place: shown.shown.max(where=shown[WAVE] == wave) for wave, place in enumerate(places, start=1)}
    profiles = shown.group_by([HOUSE, PERSON]).agg(**told)
    sizes = profiles.group_by([HOUSE, *places]).agg(people=profiles.count())
    return sizes.group_by([HOUSE, "people"]).agg(groups=ibis._.count())


def _joined(table: Table, columns: Sequence[str]) -> Any:
    """The values of a row as one text; what is missing equals only what is missing."""
    ibis = library("ibis")
    cells = [
        ibis.ifelse(table[name].isnull(), ibis.literal("-"), ibis.literal("+") + table[name].cast("string"))
        for name in columns
    ]
    return ibis.literal(_BETWEEN).join(cells) if cells else ibis.literal("")


def repeated(table: Table) -> Table:
    """How many (person, wave) stand there more than once, in each house that has any."""
    each = table.group_by([HOUSE, PERSON, WAVE]).agg(times=table.count())
    twice = each.filter(each.times > 1)
    return twice.group_by(HOUSE).agg(number=twice.count())


def gaps(table: Table) -> Table:
    """How many people in each house do not have the participations 1, 2, 3 … without a gap."""
    own = table.group_by([HOUSE, PERSON]).agg(first=table[WAVE].min(), last=table[WAVE].max(), own=table.count())
    wrong = own.filter((own.first != 1) | (own["last"] != own.own))
    return wrong.group_by(HOUSE).agg(number=wrong.count())


def content(table: Table, book: Codebook) -> Table:
    """Cells that cannot be, in each house: `nameless`, `wave`, and one count for each column of the codebook."""
    person, wave = table[PERSON], table[WAVE]
    counted = {
        "nameless": table.count(where=person.isnull() | (person == "")),
        "wave": table.count(where=wave.isnull() | (wave < 1)),
        "waves": wave.max(),
    }
    for place, column in enumerate(book.columns):
        wrong = _wrong(table[column.code], column.code, column.type, column.values)
        if wrong is not None:
            counted[f"wrong_{place}"] = table.count(where=wrong)
    return table.group_by(HOUSE).agg(**counted)


def _wrong(cell: Any, code: str, kind: str, values: Iterable[str]) -> Any | None:
    known = list(values)
    if kind == "text":
        return cell.notnull() & ~cell.isin(known) if known else None
    impossible = [cell.isnan(), cell.isinf()]
    if code.startswith("days_"):
        impossible.append(cell < 0)
    return cell.notnull() & reduce(lambda one, other: one | other, impossible)
