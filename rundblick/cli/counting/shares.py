"""`rundblick statistics shares`: how often each answer was given, of whom, and how sure that is."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from rundblick.cli.counting.words import Plain, part_text, people, shown
from rundblick.statistics.files.reading import Answers
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.responses import count_responses
from rundblick.statistics.suppression import Cell, share_is_small, suppress_counts, suppress_table

ONE_TABLE = (
    "Geschützt geht mit Gruppen nur eine Frage mit einer Antwort auf einmal (--column), weil sich mehrere Tabellen "
    "gegeneinander aufrechnen lassen."
)


def compute(found: Answers, *, several: str = "", confidence: float = 0.95, protect: bool = False) -> Plain:
    """Each column with its answers, most frequent first; by group where there is one.

    `several`: the sign between answers of one person; shares are then of respondents and may add up to more than
    100 %. Raises CannotCompute for a file without rows, or for protected tables that could be set off against each
    other.
    """
    if not any(found.columns.values()):
        raise CannotCompute("no_cases", "Die Datei hat keine Zeilen.")
    if protect and found.groups and (several or len(found.columns) > 1):
        raise CannotCompute("choice", ONE_TABLE)
    questions = [
        _several(name, cells, found.groups, several, confidence=confidence, protect=protect)
        if several
        else _one(name, cells, found.groups, confidence=confidence, protect=protect)
        for name, cells in found.columns.items()
    ]
    return {"analysis": "shares", "protected": protect, "confidence": confidence, "questions": questions}


def as_text(told: Plain) -> Iterator[str]:
    """Per question one line for each answer."""
    sure = round(100 * told["confidence"])
    yield f"Anteile; in Klammern der Bereich, in dem der Anteil zu {sure} % liegt (Wilson)"
    for question in told["questions"]:
        for block in question["groups"]:
            yield ""
            group = block["group"]
            where = "" if group is None else f", Gruppe {group or 'ohne Angabe'}"
            yield f"{question['column']}{where}"
            yield from _block(block, several=question["several"])


def _block(block: Plain, *, several: bool) -> Iterator[str]:
    if block["n"] is None:
        yield "  nicht ausgewiesen: weniger als 3 Personen oder daraus zu errechnen."
        return
    more = f"; {block['mentions']} Nennungen, mehrere je Person möglich" if several else ""
    yield f"  Geantwortet: {people(block['n'])}{more}; ohne Angabe: {block['missing']}."
    yield from (f"  {answer['answer']}: {part_text(answer)}" for answer in block["answers"])


def _one(name: str, cells: Sequence[str], groups: Sequence[str], *, confidence: float, protect: bool) -> Plain:
    options = [answer for answer, _ in _ordered(Counter(cell for cell in cells if cell))]
    parts = _split(cells, groups)
    rows = {group: [own.count(option) for option in options] for group, own in parts.items()}
    whole = [sum(row[place] for row in rows.values()) for place in range(len(options))]
    everybody: Any = [Cell(value) for value in whole], Cell(sum(whole))
    own: dict[str, Any] = {group: ([Cell(value) for value in row], Cell(sum(row))) for group, row in rows.items()}
    if protect and groups:
        table = suppress_table(list(rows.values()))
        everybody = table.column_totals, table.total
        own = dict(zip(rows, zip(table.cells, table.row_totals, strict=True), strict=True))
    elif protect:
        everybody = suppress_counts(whole)
    blocks = [_told(None, options, *everybody, missing=list(cells).count(""), confidence=confidence)]
    if groups:
        blocks += [
            _told(group, options, *own[group], missing=parts[group].count(""), confidence=confidence) for group in own
        ]
    return {"column": name, "several": False, "groups": blocks}


def _told(
    group: str | None, options: Sequence[str], cells: Sequence[Cell], whole: Cell, *, missing: int, confidence: float
) -> Plain:
    answers = [
        {"answer": option, **shown(cell, whole, confidence=confidence)}
        for option, cell in zip(options, cells, strict=True)
    ]
    return {"group": group, "n": whole.value, "missing": missing, "answers": answers}


def _several(
    name: str, cells: Sequence[str], groups: Sequence[str], mark: str, *, confidence: float, protect: bool
) -> Plain:
    parts: dict[str | None, Sequence[str]] = {None: cells}
    if groups:
        parts.update(_split(cells, groups))
    blocks = []
    for group, own in parts.items():
        found = count_responses([_answers(cell, mark) for cell in own])
        answers = []
        for option in found.options:
            cell = Cell(option.mentions)
            if protect and share_is_small(option.mentions, found.respondents):
                cell = Cell(None)
            answers.append({"answer": option.code, **shown(cell, Cell(found.respondents), confidence=confidence)})
        mentions = None if protect else found.mentions
        blocks.append(
            {
                "group": group,
                "n": found.respondents,
                "missing": found.without_answer,
                "mentions": mentions,
                "answers": answers,
            }
        )
    return {"column": name, "several": True, "groups": blocks}


def _answers(cell: str, mark: str) -> list[str]:
    return [answer.strip() for answer in cell.split(mark) if answer.strip()]


def _split(cells: Sequence[str], groups: Sequence[str]) -> dict[str, list[str]]:
    if not groups:
        return {"": list(cells)}
    parts: dict[str, list[str]] = {group: [] for group in sorted(set(groups))}
    for cell, group in zip(cells, groups, strict=True):
        parts[group].append(cell)
    return parts


def _ordered(tally: Counter[str]) -> list[tuple[str, int]]:
    return sorted(tally.items(), key=lambda pair: (-pair[1], pair[0]))
