"""What changed between the first and the last survey, told by where people started (PRO AKTIV, sections 2.4 and 3.1).

The figure above the table is about the bands the definition names alone; beside it stands what became of the others. No
figure here keeps records: who got better or worse is said by sealed answers and by nothing else (decision 49).
"""

import uuid
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from rundblick.evaluation.counted import Book
from rundblick.evaluation.sections import Task
from rundblick.evaluation.sections.hierarchy import sums
from rundblick.evaluation.sections.measured import measures
from rundblick.evaluation.sections.waves import code_of
from rundblick.programmes.definition import StartBand
from rundblick.statistics.figures import share
from rundblick.surveys.evaluated import Values, Without

FEWEST = 12
"""A band that may be joined with another is, while fewer people begin in it (PRO AKTIV joined one of 11)."""

MOVES = {"improved": "verbessert", "same": "unverändert", "worse": "verschlechtert"}
HEADLINE, OTHERS, ALL = "headline", "others", "all"
NOT_THE_HEADLINE = "Mit allen, auch denen mit gutem Beginn. Die Aussage gilt nur für die genannte Teilgruppe."


@dataclass(frozen=True, slots=True)
class Group:
    """A band as it is counted, with those that were joined with it."""

    code: str
    headline: bool
    bands: tuple[StartBand, ...]

    @property
    def label(self) -> str:
        """As in "gut oder sehr gut"."""
        return " oder ".join(band.label for band in self.bands)

    @property
    def note(self) -> str:
        """Which first values belong to it, and why bands were joined."""
        ends = " und ".join(f"{band.lowest} bis {band.highest}" for band in self.bands)
        joined = f" Zusammengelegt, weil in einer davon weniger als {FEWEST} begannen." if len(self.bands) > 1 else ""
        return f"Erster Wert {ends}.{joined}"

    def holds(self, value: Fraction) -> bool:
        """Whether somebody who starts with this value belongs here."""
        return any(_holds(band, value) for band in self.bands)


@dataclass(frozen=True, slots=True)
class Moved:
    """In which group somebody began, what became of it, and both values."""

    group: Group
    move: str
    values: Values


def compute(task: Task) -> Book:
    """Improved, equal and worse: of all with two values, of the headline's bands, of the others, and per band."""
    entered, without = table(task), moves(task)[2]
    pairs = sum(1 for one in task.panel(task.section.questionnaire or "").evaluated if one.pair)
    entered.all_of_them(pairs, without)
    for row in entered.rows:
        entered.row(row)
    entered.protect()
    for figure in measures(entered.code, [one.values for one in entered.moved], task.section, entered.book):
        entered.book.enter(figure, after=entered.cells)
    return entered.book


def moves(task: Task) -> tuple[list[Group], dict[uuid.UUID, Moved], Counter[Without]]:
    """The groups, everybody with two values, and why the others with a pair have none."""
    bands, step = task.section.bands, Fraction(task.section.step)
    found = task.panel(task.section.questionnaire or "").values(
        task.section.score or "", lowest=bands[0].lowest, highest=bands[-1].highest
    )
    known = {person_id: pair for person_id, pair in found.items() if not isinstance(pair, Without)}
    groups = groups_of(bands, [first for first, _ in known.values()])
    moved = {
        person_id: Moved(next(g for g in groups if g.holds(first)), _move(last - first, step), (first, last))
        for person_id, (first, last) in known.items()
    }
    return groups, moved, Counter(pair for pair in found.values() if isinstance(pair, Without))


def groups_of(bands: Sequence[StartBand], firsts: Collection[Fraction]) -> list[Group]:
    """The bands in their order, small ones joined with the band they name."""
    small = {
        band.code: band.joins
        for band in bands
        if band.joins is not None and sum(_holds(band, first) for first in firsts) < FEWEST
    }
    kept = [band for band in bands if small.get(band.code) is None or small[band.code] in small]
    return [
        Group(band.code, band.headline, tuple(b for b in bands if b is band or _joins(b, band, kept, small)))
        for band in kept
    ]


def _joins(one: StartBand, other: StartBand, kept: Sequence[StartBand], small: Mapping[str, str]) -> bool:
    return one not in kept and small.get(one.code) == other.code


def _holds(band: StartBand, value: Fraction) -> bool:
    """A mean that lies between two bands belongs to the lower one."""
    return band.lowest <= value < band.highest + 1


def _move(gap: Fraction, step: Fraction) -> str:
    if gap == 0 or abs(gap) < step:
        return "same"
    return "improved" if gap > 0 else "worse"


def table(task: Task) -> "Table":
    """The table of a section, with nothing entered yet."""
    groups, moved, _ = moves(task)
    return Table(task, task.book("Befragungen"), groups, list(moved.values()))


class Table:
    """The figures of one score. Rows are `all`, `headline`, `others` and the codes of the groups."""

    def __init__(self, task: Task, book: Book, groups: Sequence[Group], moved: Sequence[Moved]) -> None:
        self.task, self.book, self.moved = task, book, moved
        self.groups = {group.code: group for group in groups}
        self.code, self.title = f"{task.programme}.{task.section.code}", task.section.label
        headline = [group.code for group in groups if group.headline]
        others = [group.code for group in groups if not group.headline]
        self.children = {ALL: [HEADLINE, OTHERS] if others else [HEADLINE], HEADLINE: headline}
        self.children |= {OTHERS: others} if others else {}
        self.rows = [ALL, *self.children[ALL], *headline, *others]

    @property
    def cells(self) -> tuple[str, ...]:
        """Every cell of the table."""
        return tuple(self.cell(row, move) for row in self.rows for move in ("", *MOVES))

    def cell(self, row: str, move: str) -> str:
        """The cell of a row, all its people with an empty move."""
        if not move:
            return self.book.cell(f"{self.code}.{row}")
        return self.book.cell(f"{self.code}.{row}.{move}", self._subgroup(row))

    def all_of_them(self, pairs: int, without: Counter[Without]) -> None:
        """How many of those asked twice have two values. Why others have none is said without numbers, which would
        give small ones away."""
        why = f"Ohne Angabe sind Menschen {' oder '.join(sorted(without))}." if without else ""
        whole = self.book.cell(f"{code_of(self.task)}.pairs")
        self.book.part(
            f"{self.code}.{ALL}",
            f"{self.title}: beide Male ein Wert",
            [],
            number=len(self.moved),
            of=pairs,
            missing=without.total(),
            missing_cell=whole,
            whole=whole,
            note=why,
        )

    def row(self, row: str) -> None:
        """How many began like that, and what became of them."""
        own = self._people(row)
        note = self.groups[row].note if row in self.groups else NOT_THE_HEADLINE if row == ALL else ""
        if row != ALL:
            self.book.part(
                f"{self.code}.{row}",
                f"{self.title}, Beginn {self.words(row)}",
                [],
                number=len(own),
                of=len(self.moved),
                whole=self.cell(ALL, ""),
                note=note,
            )
        for move, told in MOVES.items():
            figure = share(
                code=f"{self.code}.{row}.{move}",
                label=f"{self.title}: {told}",
                numerator=sum(one.move == move for one in own),
                denominator=len(own),
                as_of=self.book.day,
                subgroup=self._subgroup(row),
                source=self.book.source,
                note=note,
                target=self.task.section.goal if (row, move) == (HEADLINE, "improved") else None,
            )
            self.book.enter(figure, whole=self.cell(row, ""))

    def protect(self) -> None:
        """Rows that add up and the three moves as one system of sums."""
        people = {row: self._people(row) for row in self.rows}
        table = sums(
            self.children,
            ALL,
            columns={move: {row: sum(one.move == move for one in people[row]) for row in self.rows} for move in MOVES},
            everybody={row: len(own) for row, own in people.items()},
            cell=self.cell,
        )
        self.book.sums.append(table)

    def words(self, row: str) -> str:
        """How a row began: "sehr schlecht oder schlecht"."""
        if row in self.groups:
            return self.groups[row].label
        return " oder ".join(self.groups[code].label for code in self.children[row])

    def _subgroup(self, row: str) -> str:
        return "" if row == ALL else f"Beginn {self.words(row)}"

    def _people(self, row: str) -> list[Moved]:
        if row == ALL:
            return list(self.moved)
        wanted = self.children.get(row, [row])
        return [one for one in self.moved if one.group.code in wanted]
