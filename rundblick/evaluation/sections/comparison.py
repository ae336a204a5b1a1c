"""Sites of a run, or runs of a programme, side by side, with the limits of chance: neither praise nor blame for it.

A group that fewer than five people look after is not compared: its figure would be about them (design rule 8).
"""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from rundblick.access.models import Grant
from rundblick.access.models.dossiers import Basis
from rundblick.evaluation.cohort import Cohort, cohort, results
from rundblick.evaluation.counted import Book, Record
from rundblick.evaluation.sections import Task, change
from rundblick.evaluation.sections.hierarchy import sums
from rundblick.evaluation.sections.measured import rounded
from rundblick.programmes.definition import ReportSection, Target
from rundblick.programmes.models import Run
from rundblick.statistics.figures import count, share
from rundblick.statistics.limits import FunnelPlot, funnel_plot
from rundblick.statistics.problems import CannotCompute
from rundblick.work.taxonomy import taxonomy

STAFF = 5
STANDING = {
    "within": "innerhalb dessen, was Zufall erklärt",
    "above_95": "etwas über dem, was Zufall meist erklärt",
    "below_95": "etwas unter dem, was Zufall meist erklärt",
    "above_998": "deutlich über dem, was Zufall erklärt",
    "below_998": "deutlich unter dem, was Zufall erklärt",
}
TOO_FEW_STAFF = f"Nicht verglichen: Hier begleiten weniger als {STAFF} Menschen; die Zahl wäre eine Zahl über sie."
SCATTER = "Die Gruppen liegen weiter auseinander, als Zufall erklärt; eine einzelne Abweichung beweist dann nichts."
COMMON = "Alle zusammen. Um diesen Anteil liegen die Grenzen des Zufalls."


@dataclass(frozen=True, slots=True)
class Side:
    """One site or run: who counts and who reached it, as ids, with the records kept. `staff`: who looks after them."""

    label: str
    everybody: frozenset[uuid.UUID]
    reached: frozenset[uuid.UUID]
    records: tuple[Record, ...]
    staff: frozenset[uuid.UUID]

    @property
    def is_compared(self) -> bool:
        """Whether it may stand beside others."""
        return len(self.staff) >= STAFF and bool(self.everybody)


def compute(task: Task) -> Book:
    """One share per site or run with its limits of chance, and the common share."""
    target, section = _measure(task)
    book = task.book("Ergebnisse in den Akten" if target else "Befragungen")
    sides = _sides(task, target, section)
    _Table(task, book, target, section, sides).enter()
    return book


def _measure(task: Task) -> tuple[Target | None, ReportSection | None]:
    """The target, or else the table of change, whose share is compared."""
    wanted = task.section.measure
    target = next((one for one in task.definition.targets if one.code == wanted), None)
    return target, None if target else next(one for one in task.beside if one.code == wanted)


def _sides(task: Task, target: Target | None, section: ReportSection | None) -> list[Side]:
    """All of them; the last one, without a label, is everybody of this run at no site, or nobody."""
    if task.section.across == "runs":
        return [_side(one, target, section, run.label, None) for run, one in _runs(task)]
    sites = [(site.label, site.code) for site in task.definition.sites]
    known = {code for _, code in sites}
    found = [_side(task, target, section, label, {code}) for label, code in sites]
    elsewhere = {site for site in task.members.sites.values() if site not in known}
    return [*found, _side(task, target, section, "", elsewhere)] if elsewhere else found


def _runs(task: Task) -> list[tuple[Run, Task]]:
    """Runs of the same programme at the same provider that had begun by the Stichtag, each up to its own end."""
    own, day = task.members.run, task.members.as_of
    rows = Run.objects.filter(definition__code=task.programme, provider_id=own.provider_id, valid_from__lte=day)
    found = []
    for run in rows.select_related("definition").defer("definition__document").order_by("valid_from", "pk"):
        last = min(day, run.valid_until - dt.timedelta(days=1)) if run.valid_until else day
        members = task.members if run.pk == own.pk else cohort(run, last)
        panels = task.panels if run.pk == own.pk else {}
        found.append((run, Task(task.definition, task.section, members, beside=task.beside, panels=panels)))
    return found


def _side(task: Task, target: Target | None, section: ReportSection | None, label: str, sites: set[str] | None) -> Side:
    members = task.members
    here = {d for d, site in members.sites.items() if sites is None or site in sites}
    people = {person for person, (dossier_id, _) in members.people.items() if dossier_id in here}
    if target is not None:
        everybody, reached, records = _of_target(task, target, here, people)
    else:
        assert section is not None
        everybody, reached = _of_change(replace(task, section=section), people)
        records = ()
    return Side(label, frozenset(everybody), frozenset(reached), records, _staff(here, members))


def _of_target(
    task: Task, target: Target, here: set[uuid.UUID], people: set[uuid.UUID]
) -> tuple[set[uuid.UUID], set[uuid.UUID], tuple[Record, ...]]:
    """People or households with at least one of the results a target counts; each once, whatever the target counts."""
    wanted = {
        kind.code
        for kind in taxonomy().kinds
        if kind.code in task.definition.outcomes
        and (kind.code in target.numerator.kinds or kind.group in target.numerator.groups)
    }
    of_households = target.denominator.rule == "households"
    everybody = here if of_households else people
    first: dict[uuid.UUID, Record] = {}
    for one in results(task.members):
        whose = one.record.dossier_id if of_households else one.record.person_id
        if one.kind in wanted and one.on <= target.as_of and whose in everybody:
            first.setdefault(whose, one.record)
    return everybody, set(first), tuple(first.values())


def _of_change(task: Task, people: set[uuid.UUID]) -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    """Those of the headline with two values, and who of them improved. No records, as in the table itself."""
    _, moved, _ = change.moves(task)
    own = {person: one for person, one in moved.items() if person in people and one.group.headline}
    return set(own), {person for person, one in own.items() if one.move == "improved"}


def _staff(dossiers: set[uuid.UUID], members: Cohort) -> frozenset[uuid.UUID]:
    """Who was responsible for these households at any time of the run. One query."""
    rows = Grant.objects.filter(dossier_id__in=dossiers, basis=Basis.RESPONSIBLE, principal_kind="user")
    return frozenset(rows.values_list("principal_id", flat=True).distinct())


class _Table:
    """Those who reached it and those who did not, by side."""

    def __init__(
        self, task: Task, book: Book, target: Target | None, section: ReportSection | None, sides: Sequence[Side]
    ) -> None:
        self.task, self.book, self.target, self.section = task, book, target, section
        self.sides = sides
        self.change = change.table(replace(task, section=section)) if section else None
        self.after = self.change.cells if self.change else ()
        self.code = f"{task.programme}.{task.section.code}"
        self.words = target.label if target else f"{section.label}: verbessert" if section else ""
        self.root, self.reached, self.missed = (f"{self.code}.{name}" for name in ("of", "reached", "missed"))
        self.numbers = {side.label: self._numbers([side]) for side in sides if side.label}
        self.everybody = self._numbers(sides)

    def enter(self) -> None:
        """The figures and what adds up."""
        plot, refused = self._plot()
        placed = {one.name: one for one in plot.groups} if plot else {}
        for side in (one for one in self.sides if one.label and one.everybody):
            if not side.is_compared:
                self._left_out(side)
                continue
            one = placed.get(side.label)
            note = f"{STANDING[one.standing][:1].upper()}{STANDING[one.standing][1:]}." if one else refused
            figure = share(
                code=self.reached,
                label=self.words,
                numerator=len(side.reached),
                denominator=len(side.everybody),
                as_of=self.book.day,
                subgroup=side.label,
                source=self.book.source,
                note=note,
            )
            if one is not None:
                low, high = (rounded(100 * end, 0) for end in (one.limits_95.low, one.limits_95.high))
                figure = replace(figure, low=low, high=high)
            whole = self.cell(self.root, side.label)
            cell = self.cell(self.reached, side.label)
            self.book.enter(figure, side.records, cell=cell, whole=whole, after=self.after)
        self._together(plot)
        self.book.sums.append(
            sums(
                {self.root: [self.reached, self.missed]},
                self.root,
                columns=self.numbers,
                everybody=self.everybody,
                cell=self.cell,
            )
        )

    def cell(self, row: str, column: str) -> str:
        """Cells that stand elsewhere in the report have the name they have there, so that both are hidden together."""
        if column.startswith("|"):
            return f"{self.book.cell(row)}{column}"
        place: str | None = column
        if self.task.section.across == "runs":
            place = "" if column == self.task.members.run.label else None
        shared = None if place is None else self._elsewhere(row, place)
        return shared or self.book.cell(row, column)

    def _elsewhere(self, row: str, place: str) -> str | None:
        """The name of a cell in the frame, the targets or the table of change."""
        programme = self.task.programme
        if self.change is not None:
            names = {self.root: "", self.reached: "improved"}
            return self.change.cell(change.HEADLINE, names[row]) if not place and row in names else None
        assert self.target is not None
        if row == self.root:
            households = self.target.denominator.rule == "households"
            return self.book.cell(f"{programme}.{'households' if households else 'participants'}", place)
        counted = self.target.numerator.count == "people" and self.target.as_of >= self.book.day
        return (
            self.book.cell(f"{programme}.quota.{self.target.code}")
            if row == self.reached and counted and not place
            else None
        )

    def _plot(self) -> tuple[FunnelPlot | None, str]:
        groups = {side.label: (len(side.reached), len(side.everybody)) for side in self.sides if side.is_compared}
        try:
            return funnel_plot({name: pair for name, pair in groups.items() if name}), ""
        except CannotCompute as refused:
            return None, str(refused)

    def _together(self, plot: FunnelPlot | None) -> None:
        """The share of all, which the limits lie around."""
        figure = share(
            code=self.reached,
            label=self.words,
            numerator=self.everybody[self.reached],
            denominator=self.everybody[self.root],
            as_of=self.book.day,
            source=self.book.source,
            note=f"{COMMON} {SCATTER}" if plot and plot.overdispersed else COMMON,
        )
        cell, whole = self.cell(self.reached, ""), self.cell(self.root, "")
        self.book.enter(figure, cell=cell, whole=whole, after=self.after)

    def _left_out(self, side: Side) -> None:
        """A side that is not compared says why, and nothing else."""
        figure = count(
            code=f"{self.code}.left_out", label=self.words, number=0, as_of=self.book.day, subgroup=side.label
        )
        self.book.enter(replace(figure, value=None, source=self.book.source, note=TOO_FEW_STAFF))

    def _numbers(self, sides: Sequence[Side]) -> Mapping[str, int]:
        of, reached = (sum(len(getattr(side, name)) for side in sides) for name in ("everybody", "reached"))
        return {self.root: of, self.reached: reached, self.missed: of - reached}
