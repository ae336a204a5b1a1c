"""Files with one row per person or period, checked as a whole: measurements, durations, items, answers.

Every mistake is told with its line, and nothing is computed from a file with mistakes: a figure from the rest would
look like a figure from all.
"""

import datetime as dt
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rundblick.statistics.bands import Band
from rundblick.statistics.files.cells import Reader
from rundblick.statistics.files.lines import Line, lines, need, notes
from rundblick.statistics.files.tables import Notebook, Table
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.survival import Lasting, lasting

PERSON = ("id", "kennung", "nr")
GROUP = ("group", "gruppe")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurements:
    """Two measurements of the same people; None is "no answer". `groups` is empty where the file has no such column.

    `other_questions`: rows whose two questionnaires differ (columns t1_version, t2_version); they are left out.
    """

    first: Sequence[float | None]
    second: Sequence[float | None]
    groups: Sequence[str]
    other_questions: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Durations:
    """One duration per row. `without_start` had no first day and are left out; `repeated` rows share their id."""

    lasting: Sequence[Lasting]
    without_start: int
    repeated: int
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Items:
    """Answers to several questions, one row per person, one value per name."""

    names: tuple[str, ...]
    rows: Sequence[Sequence[float | None]]
    notes: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """Answers as words: per column one cell per person, "" for no answer; `groups` as in Measurements."""

    columns: dict[str, Sequence[str]]
    groups: Sequence[str]


def read_measurements(
    table: Table, *, missing: Collection[str] = (), scale: Band | None = None, bands: Sequence[Band] = ()
) -> Measurements:
    """Columns id, t1, t2; optional group, t1_date, t2_date, t1_version, t2_version, in any order.

    A value outside of `scale` or of all `bands`, an id that stands twice, and a second day before the first are
    mistakes. Raises Unreadable with all of them.
    """
    person, first, second = (need(table, *names) for names in (PERSON, ("t1",), ("t2",)))
    group, day1, day2 = (table.place(*names) for names in (GROUP, ("t1_date", "t1_datum"), ("t2_date", "t2_datum")))
    version1, version2 = (table.place(*names) for names in (("t1_version", "t1_fassung"), ("t2_version", "t2_fassung")))
    seen: dict[str, int] = {}
    before: list[float | None] = []
    after: list[float | None] = []
    groups: list[str] = []
    other = 0
    reader, notebook = Reader(missing), Notebook([])
    for line in lines(table, reader, notebook):
        line.once(person, seen)
        one, two = (line.number_at(place, scale, bands) for place in (first, second))
        days = line.day_at(day1), line.day_at(day2)
        if days[0] and days[1] and days[1] < days[0]:
            line.wrong(second, f"Die zweite Messung ({days[1]:%d.%m.%Y}) liegt vor der ersten ({days[0]:%d.%m.%Y}).")
        if line.text(version1) != line.text(version2):
            other += 1
            continue
        before.append(one)
        after.append(two)
        if group is not None:
            groups.append(line.text(group))
    notebook.close()
    return Measurements(first=before, second=after, groups=groups, other_questions=other, notes=notes(table, reader))


def read_durations(
    table: Table, *, as_of: dt.date, missing: Collection[str] = (), last_day_counts: bool = False
) -> Durations:
    """Columns id, start, end, optional event (without it every end is one). An empty end: still in at `as_of`.

    `end` is the first day on which somebody was no longer in; with `last_day_counts` the last day on which they were.
    An end before the start, an event without an end, and one id with the same start twice are mistakes. Raises
    Unreadable.
    """
    person = need(table, *PERSON)
    start, end = need(table, "start", "beginn"), need(table, "end", "ende")
    event = table.place("event", "ereignis")
    found: list[Lasting] = []
    seen: dict[str, int] = {}
    ids: Counter[str] = Counter()
    without = 0
    reader, notebook = Reader(missing), Notebook([])
    for line in lines(table, reader, notebook):
        wrong_before = notebook.count
        began, over, happened = line.day_at(start), line.day_at(end), line.yes_at(event)
        if began is None:
            without += notebook.count == wrong_before
            continue
        ids[line.text(person)] += 1
        line.once(person, seen, with_words=f"{began}")
        if event is None:
            happened = over is not None
        if over is not None and happened is None and notebook.count == wrong_before:
            line.wrong(start if event is None else event, "Bei einem Ende steht hier ja oder nein.")
        if over is not None and last_day_counts:
            over += dt.timedelta(days=1)
        if notebook.count == wrong_before:
            _add(found, line, end, began, over, ended=bool(happened), as_of=as_of)
    notebook.close()
    repeated = sum(count for name, count in ids.items() if count > 1)
    return Durations(lasting=found, without_start=without, repeated=repeated, notes=notes(table, reader))


def read_items(
    table: Table,
    *,
    missing: Collection[str] = (),
    scale: Band | None = None,
    turned: Collection[str] = (),
    names: Sequence[str] = (),
) -> Items:
    """One column per question, optional id. `names`: only these questions; `turned`: those that point the other way.

    Turning needs the `scale`: 1 to 8 makes 2 of 7. Raises Unreadable, and CannotCompute (`choice`) for turning
    without a scale.
    """
    person = table.place(*PERSON)
    chosen = [need(table, name.casefold()) for name in names] or [
        place for place in range(len(table.columns)) if place != person
    ]
    flipped = {need(table, name.casefold()) for name in turned}
    if flipped and scale is None:
        raise CannotCompute("choice", "Zum Umdrehen einer Frage muss die Skala bekannt sein, zum Beispiel 1-8.")
    turn = scale.low + scale.high if scale else 0.0
    seen: dict[str, int] = {}
    rows: list[tuple[float | None, ...]] = []
    reader, notebook = Reader(missing), Notebook([])
    for line in lines(table, reader, notebook):
        if person is not None:
            line.once(person, seen)
        values = [line.number_at(place, scale) for place in chosen]
        rows.append(
            tuple(
                turn - value if value is not None and place in flipped else value
                for place, value in zip(chosen, values, strict=True)
            )
        )
    notebook.close()
    return Items(names=tuple(table.columns[place] for place in chosen), rows=rows, notes=notes(table, reader))


def read_answers(table: Table, *, missing: Collection[str] = (), names: Sequence[str] = (), by: str = "") -> Answers:
    """Every column but id and the group as words; `names`: only these; `by`: the column that groups.

    Without `by`, a column named group groups. Raises Unreadable.
    """
    person = table.place(*PERSON)
    group = need(table, by.casefold()) if by else table.place(*GROUP)
    chosen = [need(table, name.casefold()) for name in names] or [
        place for place in range(len(table.columns)) if place not in (person, group)
    ]
    columns: dict[str, list[str]] = {table.columns[place]: [] for place in chosen}
    groups: list[str] = []
    seen: dict[str, int] = {}
    notebook = Notebook([])
    for line in lines(table, Reader(missing), notebook):
        if person is not None:
            line.once(person, seen)
        for place in chosen:
            columns[table.columns[place]].append(line.text(place))
        if group is not None:
            groups.append(line.text(group))
    notebook.close()
    return Answers(columns=dict(columns), groups=groups)


def _add(
    found: list[Lasting], line: Line, end: int, began: dt.date, over: dt.date | None, *, ended: bool, as_of: dt.date
) -> None:
    try:
        found.append(lasting(began, over, ended=ended, as_of=as_of))
    except CannotCompute as problem:
        line.wrong(end, str(problem))
