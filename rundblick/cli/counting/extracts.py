"""`rundblick scale report`: the figures of extracts. An engine counts, the same functions as everywhere say the rest.

Everything is protected: numbers of people under 3 are hidden, with what they could be worked out from; groups of one or
two people are told together as `OTHERS`. Pure: from `scale.opening.Opened` to plain data with stable keys.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.cli.counting import change, survival
from rundblick.cli.counting.words import Plain, shown
from rundblick.scale import expressions
from rundblick.scale.contract import HOUSE, Column
from rundblick.scale.opening import Opened
from rundblick.scale.problems import BadExtract
from rundblick.statistics.bands import Band
from rundblick.statistics.files.reading import Durations, Measurements
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.suppression import THRESHOLD, Arc, Cell, State, is_small, protect
from rundblick.statistics.survival import Lasting

DAYS, RUNNING, STILL = "days_in_programme", "running", "ja"
MONTHS = (1, 3, 6, 12)
FEW_UNKNOWN = "Dauer: nicht ausgewiesen, weil sie nur von einer oder zwei Personen fehlt."
NOT_KNOWN, OTHERS = "ohne Angabe", "weitere zusammen"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What is asked. `by`: the house or a text variable, "" = no groups. `shares`: variables, () = all that have
    listed values and are not the group. `pairs`: (first, second) columns of the same measure, () = none."""

    by: str = HOUSE
    shares: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    bands: tuple[Band, ...] = ()
    step: float = 0.0
    higher_is_better: bool = True
    confidence: float = 0.95


def compute(found: Opened, question: Question) -> Plain:
    """All figures. Raises BadExtract (`question`) for variables that are not there or no measurement of each other."""
    shares = _asked(found, question)
    for first, second in question.pairs:
        _comparable(found, first, second)
    by = [question.by] if question.by else []
    people = _by_group(found.rows(expressions.participants(found.table, by=by)), question.by)
    sizes = {name: sum(row["people"] for row in rows) for name, rows in people.items()}
    names = together(sizes)
    total = sum(sizes.values())
    everything = sum(row["participations"] for rows in people.values() for row in rows)
    return {
        "analysis": "extracts",
        "as_of": found.book.as_of.isoformat(),
        "houses": [_house(name, book) for name, book in found.books.items()],
        "unit": "people, by their first participation",
        "confidence": question.confidence,
        "people": _open(total),
        "participations": None if is_small(total) or is_small(everything - total) else everything,
        "by": question.by or None,
        "groups": [{"group": name, "people": _open(n)} for name, n in _sums(sizes, names).items()] if by else [],
        "anonymity": anonymity(found),
        "answered": _answered(found, total),
        "shares": [_share(found, one, question, names, sizes) for one in shares],
        "changes": [_change(found, first, second, question) for first, second in question.pairs],
        "duration": _duration(found, question.confidence),
    }


def anonymity(found: Opened) -> Plain:
    """Over people, in each house: size of the smallest group and people in groups below k, k being the largest that a
    house promised."""
    k = max(book.smallest for book in found.books.values())
    quasi = [one.code for one in found.book.columns if one.quasi]
    rows = found.rows(expressions.groups(found.table, quasi, waves=found.waves))
    small = sum(row["people"] * row["groups"] for row in rows if row["people"] < k)
    return {
        "k": k,
        "smallest": min((row["people"] for row in rows), default=0),
        "small": small,
        "holds": small == 0,
        "quasi": quasi,
    }


def together(sizes: Mapping[str, int]) -> dict[str, str]:
    """Group -> name under which it is told: groups of one or two people, and as many of the next smallest as it takes
    to be three, are told as OTHERS."""
    names = {name: name for name in sizes}
    gathered = 0
    for name, number in sorted(sizes.items(), key=lambda pair: (pair[1], pair[0])):
        if is_small(number) or is_small(gathered):
            names[name] = OTHERS
            gathered += number
    return names


def _asked(found: Opened, question: Question) -> list[Column]:
    if question.by not in ("", HOUSE):
        _text_variable(found, question.by)
    if question.shares:
        return [_text_variable(found, code) for code in question.shares]
    return [one for one in found.book.columns if one.type == "text" and one.values and one.code != question.by]


def _text_variable(found: Opened, code: str) -> Column:
    column = found.book.column(code)
    if column is None or column.type != "text":
        known = ", ".join(one.code for one in found.book.columns if one.type == "text") or "keine"
        raise BadExtract("question", f"Die Kategorie „{code}“ gibt es in den Auszügen nicht. Es gibt: {known}.")
    return column


def _comparable(found: Opened, first: str, second: str) -> None:
    one, other = found.book.column(first), found.book.column(second)
    if one is None or other is None:
        missing = first if one is None else second
        known = ", ".join(column.code for column in found.book.columns if column.measure) or "keine"
        raise BadExtract("question", f"Die Messung „{missing}“ gibt es in den Auszügen nicht. Es gibt: {known}.")
    if not one.measure or one.measure != other.measure:
        raise BadExtract("question", f"„{first}“ und „{second}“ messen nicht dasselbe.")
    if one.occasion >= other.occasion:
        raise BadExtract("question", f"„{first}“ wird nicht vor „{second}“ erhoben; die erste Messung steht zuerst.")


def _by_group(rows: Sequence[Mapping[str, Any]], by: str) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: str(row[by]) if by else ""):
        name = "" if not by else NOT_KNOWN if row[by] is None else str(row[by])
        found.setdefault(name, []).append(row)
    return found


def _sums(sizes: Mapping[str, int], names: Mapping[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    last = (NOT_KNOWN, OTHERS)
    for name, number in sorted(sizes.items(), key=lambda pair: (names[pair[0]] in last, names[pair[0]], pair[0])):
        found[names[name]] = found.get(names[name], 0) + number
    return found


def _house(name: str, book: Any) -> Plain:
    return {
        "house": name,
        "title": book.title,
        "people": _open(book.people),
        "without_consent": _open(book.without),
        "left_out": _open(book.left_out),
    }


def _open(number: int) -> int | None:
    return None if is_small(number) else number


def _answered(found: Opened, people: int) -> list[Plain]:
    """For everything that is measured several times: how many people gave an answer at each occasion."""
    columns = [one for one in found.book.columns if one.measure]
    if not columns:
        return []
    (row,) = found.rows(expressions.answered(found.table, [one.code for one in columns]))
    return [
        {
            "measure": one.measure,
            "occasion": one.occasion,
            "variable": one.code,
            "label": one.label,
            "people": None if is_small(row[one.code]) or is_small(people - row[one.code]) else row[one.code],
            "of": _open(people),
        }
        for one in columns
    ]


def _share(
    found: Opened, column: Column, question: Question, names: Mapping[str, str], sizes: Mapping[str, int]
) -> Plain:
    by = [question.by] if question.by else []
    counted: dict[str, dict[str | None, int]] = {name: {} for name in _sums(sizes, names)}
    for group, rows in _by_group(found.rows(expressions.answers(found.table, column.code, by=by)), question.by).items():
        for row in rows:
            own = counted[names[group]]
            own[row[column.code]] = own.get(row[column.code], 0) + row["number"]
    seen = {value for own in counted.values() for value in own if value is not None}
    values = [*column.values, *sorted(seen - set(column.values))]
    return {
        "variable": column.code,
        "label": column.label,
        "groups": list(_blocks(column, values, counted, question.confidence)),
    }


def _blocks(
    column: Column, values: Sequence[str], counted: Mapping[str, Mapping[str | None, int]], confidence: float
) -> Iterator[Plain]:
    """All people first (`group` null), then each group where there are several."""
    rows = [[own.get(value, 0) for value in (*values, None)] for own in counted.values()] or [[0] * (len(values) + 1)]
    cells, columns = protected(rows)
    whole = [sum(row[place] for row in rows) for place in range(len(values) + 1)]
    yield _block(column, values, None, columns, whole, confidence)
    if len(rows) > 1:
        for group, row, own in zip(counted, rows, cells, strict=True):
            yield _block(column, values, group, own, row, confidence)


def _block(
    column: Column,
    values: Sequence[str],
    group: str | None,
    cells: Sequence[Cell],
    row: Sequence[int],
    confidence: float,
) -> Plain:
    """The denominator is who gave an answer; hidden together with the number of those who gave none."""
    *own, missing = cells
    whole = Cell(None, State.SUPPRESSED) if missing.value is None else Cell(sum(row[:-1]))
    return {
        "group": group,
        "n": whole.value,
        "missing": missing.value,
        "answers": [
            {"value": value, "label": column.values.get(value, value), **shown(cell, whole, confidence=confidence)}
            for value, cell in zip(values, own, strict=True)
        ],
    }


def protected(rows: Sequence[Sequence[int]]) -> tuple[list[list[Cell]], list[Cell]]:
    """Cells of exclusive groups, and their column sums, where the reader knows the size of each group already.

    The sums are protected first and by themselves: other figures tell them too, so a group is never hidden behind one.
    """
    width = len(rows[0]) if rows else 0
    columns = [sum(row[place] for row in rows) for place in range(width)]
    sums = [Arc(("column", j), "sum", "free", number) for j, number in enumerate(columns)]
    sums.append(Arc("total", "free", "sum", sum(columns)))
    total = ["total"] if sum(columns) >= THRESHOLD else []
    closed = protect(sums, known=total)
    arcs = [Arc(("cell", i, j), ("row", i), ("column", j), n) for i, row in enumerate(rows) for j, n in enumerate(row)]
    arcs += [Arc(("row", i), "rows", ("row", i), sum(row)) for i, row in enumerate(rows)]
    arcs += [Arc(("column", j), ("column", j), "columns", number) for j, number in enumerate(columns)]
    arcs.append(Arc("total", "columns", "rows", sum(columns)))
    known = [
        *total,
        *(("row", i) for i in range(len(rows)) if total),
        *(one.key for one in sums if one.key not in closed),
    ]
    hidden = protect(arcs, known=known, hidden=closed)
    cells = [[_cell(number, ("cell", i, j) in hidden) for j, number in enumerate(row)] for i, row in enumerate(rows)]
    return cells, [_cell(number, ("column", j) in closed) for j, number in enumerate(columns)]


def _cell(number: int, hidden: bool) -> Cell:
    return Cell(None, State.SUPPRESSED) if hidden else Cell(number)


def _change(found: Opened, first: str, second: str, question: Question) -> Plain:
    """As `rundblick statistics change --protect`: by baseline band where there are bands, with the warning."""
    before: list[float | None] = []
    after: list[float | None] = []
    for row in sorted(found.rows(expressions.pairs(found.table, first, second)), key=lambda row: str(row)):
        before += [row[first]] * row["number"]
        after += [row[second]] * row["number"]
    asked = change.Question(
        step=question.step,
        higher_is_better=question.higher_is_better,
        bands=question.bands,
        confidence=question.confidence,
        protect=True,
    )
    measured = Measurements(first=before, second=after, groups=(), other_questions=0, notes=())
    label = found.book.column(first)
    head = {"first": first, "second": second, "label": label.label if label else first}
    try:
        return {**head, **change.compute(measured, asked), "error": None}
    except CannotCompute as problem:
        return {**head, "groups": [], "error": {"code": problem.code, "text": str(problem)}}


def _duration(found: Opened, confidence: float) -> Plain | None:
    """How long people take part (Kaplan-Meier); None where the extract does not say."""
    if found.book.column(DAYS) is None or found.book.column(RUNNING) is None:
        return None
    lasting: list[Lasting] = []
    unknown = 0
    for row in sorted(found.rows(expressions.durations(found.table, DAYS, RUNNING)), key=lambda row: str(row)):
        if row[DAYS] is None or row[RUNNING] is None:
            unknown += row["number"]
        else:
            lasting += [_lasting(int(row[DAYS]), still=row[RUNNING] == STILL)] * row["number"]
    if is_small(unknown):
        return {"error": {"code": "too_few", "text": FEW_UNKNOWN}}
    durations = Durations(lasting=lasting, without_start=unknown, repeated=0, notes=())
    try:
        told = survival.compute(durations, months=MONTHS, as_of=found.book.as_of, confidence=confidence, protect=True)
    except CannotCompute as problem:
        return {"error": {"code": problem.code, "text": str(problem)}}
    return {**told, "error": None}


def _lasting(days: int, *, still: bool) -> Lasting:
    """`days` counts the first and the last day. Who is still in was seen until the Stichtag and had not left on it, so
    that this day is not over for them (`survival.lasting`)."""
    return Lasting(max(0, days - 1), False) if still else Lasting(days, True)
