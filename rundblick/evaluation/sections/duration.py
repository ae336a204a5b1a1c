"""How long participations or jobs last. Whoever is still in counts for as long as they were seen (Kaplan-Meier).

Nobody is left out because they came late (PRO AKTIV, footnote 10): somebody seen for three months says something about
three months. The curve is told at the months the definition names alone; a step per person would show single people.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rundblick.evaluation.counted import Book, Record
from rundblick.evaluation.sections import Task
from rundblick.evaluation.sections.hierarchy import by_label, sums
from rundblick.evaluation.sections.measured import rounded
from rundblick.programmes.models import Participation, ProgrammeEvent
from rundblick.statistics.figures import Figure
from rundblick.statistics.problems import CannotCompute
from rundblick.statistics.survival import Lasting, Survival, kaplan_meier, lasting, restricted_mean
from rundblick.work.models import Outcome

ENOUGH = 10
"""From so many on a curve is estimated."""

MONTH = 365.25 / 12
MONTHS = "Monate"
CHECKED = "job.duration_checked"
NOUNS = {"participation": "Teilnahmen", "job": "Beschäftigungen"}
ESTIMATED = (
    "Geschätzt mit allen, auch denen, die noch dabei sind (Kaplan-Meier). Zähler: so lange gesehen und noch dabei."
)
NO_MEDIAN = "Mehr als die Hälfte ist noch dabei; eine mittlere Dauer gibt es noch nicht."
ONE_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Lasted:
    """One participation or job, where it belongs, and how long it was seen."""

    record: Record
    site: str
    seen: Lasting


def compute(task: Task) -> Book:
    """How many, how many of them ended within which months or were seen no longer, and the estimates, by site."""
    kind = task.section.lasting or ""
    book = task.book(NOUNS[kind])
    found = participations(task) if kind == "participation" else jobs(task)
    groups = {"": found} | {
        site.label: [one for one in found if one.site == site.code] for site in task.definition.sites
    }
    table = _Table(task, book)
    for label, own in groups.items():
        table.enter(label, own)
    table.protect()
    for label, own in groups.items():
        table.estimate(label, own)
    return book


def participations(task: Task) -> list[Lasted]:
    """Those that began by the Stichtag. Who was in to the last day of the run was seen until then and no longer."""
    run, day = task.members.run, task.members.as_of
    rows = Participation.objects.filter(run=run, started_on__lte=day).order_by("started_on", "pk")
    found = []
    for pk, dossier_id, person_id, site, start, last in rows.values_list(
        "pk", "dossier_id", "person_id", "site", "started_on", "ended_on"
    ):
        assert start is not None
        end = last + ONE_DAY if last else run.valid_until
        left = last is not None and (run.valid_until is None or last + ONE_DAY < run.valid_until)
        seen = lasting(start, end, ended=left, as_of=day)
        found.append(Lasted(Record(dossier_id, person_id, "programmes", "participation", pk), site, seen))
    return found


def jobs(task: Task) -> list[Lasted]:
    """Those taken up by the Stichtag. Without a last day a job is known to last until somebody looked: the last check,
    else the day it was written down."""
    members = task.members
    rows = Outcome.objects.filter(
        participation__run=members.run, kind__in=task.section.kinds, achieved_on__lte=members.as_of
    )
    checks = _checks(task)
    found = []
    for row in rows.defer("title", "correction_reason").order_by("achieved_on", "pk"):
        looked = max(row.achieved_on, row.recorded_at.date(), *checks.get(str(row.pk), ()))
        end = row.ended_on + ONE_DAY if row.ended_on else looked
        seen = lasting(row.achieved_on, end, ended=row.ended_on is not None, as_of=members.as_of)
        record = Record(row.dossier_id, row.person_id, "outcomes", "outcome", row.pk)
        found.append(Lasted(record, members.sites.get(row.dossier_id, ""), seen))
    return found


def _checks(task: Task) -> dict[str, list[dt.date]]:
    """When somebody looked whether a job still lasts, by its id."""
    rows = ProgrammeEvent.objects.filter(
        participation__run=task.members.run,
        kind=CHECKED,
        occurred_on__lte=task.members.as_of,
        called_off_on__isnull=True,
    )
    found: dict[str, list[dt.date]] = {}
    for key, day in rows.values_list("key", "occurred_on"):
        found.setdefault(key, []).append(day)
    return found


class _Table:
    """Rows: all, ended and seen up to each mark, and those seen beyond the last one. Columns: sites."""

    def __init__(self, task: Task, book: Book) -> None:
        self.task, self.book = task, book
        self.code = f"{task.programme}.{task.section.code}"
        self.noun = NOUNS[task.section.lasting or ""]
        self.root, self.beyond = f"{self.code}.all", f"{self.code}.beyond"
        self.marks = {month: round(month * MONTH) for month in task.section.months}
        self.numbers: dict[str, Mapping[str, int]] = {}

    @property
    def rows(self) -> list[str]:
        """All but the first."""
        parts = [f"{self.code}.{how}.m{month}" for month in self.marks for how in ("left", "seen")]
        return [*parts, self.beyond]

    def enter(self, label: str, own: Sequence[Lasted]) -> None:
        """How many there are, and where on the way they were last seen."""
        whole = self.book.number(self.root, self.noun, [one.record for one in own], subgroup=label)
        numbers = {self.root: len(own)}
        before, name = -1, "vom ersten Tag an"
        for month, day in self.marks.items():
            inside = [one for one in own if before < one.seen.days <= day]
            span = f"{name} bis nach {month} {'Monat' if month == 1 else 'Monaten'}"
            for how, words in (("left", "beendet"), ("seen", "weiter nicht gesehen, ohne Ende")):
                records = [one.record for one in inside if one.seen.ended == (how == "left")]
                code = f"{self.code}.{how}.m{month}"
                self.book.part(code, f"{self.noun}: {words}, {span}", records, of=len(own), subgroup=label, whole=whole)
                numbers[code] = len(records)
            before, name = day, f"nach {month}"
        records = [one.record for one in own if one.seen.days > before]
        words = f"{self.noun}: länger als {max(self.marks)} Monate gesehen"
        self.book.part(self.beyond, words, records, of=len(own), subgroup=label, whole=whole)
        self.numbers[label] = numbers | {self.beyond: len(records)}

    def protect(self) -> None:
        """All of it as one system of sums."""
        columns = {label: numbers for label, numbers in self.numbers.items() if label}
        table = sums(
            {self.root: self.rows},
            self.root,
            columns=columns,
            everybody=self.numbers[""],
            cell=by_label(self.book),
        )
        self.book.sums.append(table)

    def estimate(self, label: str, own: Sequence[Lasted]) -> None:
        """The share still in at each mark, the middle and the mean duration; nothing for fewer than ENOUGH."""
        if len(own) < ENOUGH:
            return
        curve = kaplan_meier([one.seen for one in own])
        after = tuple(self.book.cell(row, label) for row in (self.root, *self.rows))
        for figure in (*self._still(curve, label), self._median(curve, label), self._mean(curve, label)):
            self.book.enter(figure, after=after)

    def _still(self, curve: Survival, label: str) -> list[Figure]:
        found = []
        for month, day in self.marks.items():
            at = curve.at(day)
            told = f"{self.noun}: noch dabei nach {month} {'Monat' if month == 1 else 'Monaten'}"
            if at is None:
                note = f"So lange wurde niemand gesehen; zuletzt {curve.last_day} Tage."
                found.append(self._figure(f"still.m{month}", told, label, 0, None, note=note, denominator=curve.n))
                continue
            low, high = (None if end is None else rounded(100 * end, 0) for end in (at.low, at.high))
            value, note = rounded(100 * at.share, 0), ESTIMATED
            found.append(
                self._figure(
                    f"still.m{month}",
                    told,
                    label,
                    at.at_risk,
                    value,
                    note=note,
                    low=low,
                    high=high,
                    denominator=curve.n,
                )
            )
        return found

    def _median(self, curve: Survival, label: str) -> Figure:
        value, low, high = (
            None if days is None else rounded(days / MONTH, 1)
            for days in (curve.median, curve.median_low, curve.median_high)
        )
        note = "Nach so vielen Monaten ist noch die Hälfte dabei (geschätzt)." if value is not None else NO_MEDIAN
        whole = low is not None and high is not None
        return self._figure(
            "median",
            f"{self.noun}: Hälfte noch dabei nach",
            label,
            curve.n,
            value,
            note=note,
            unit=MONTHS,
            low=low if whole else None,
            high=high if whole else None,
        )

    def _mean(self, curve: Survival, label: str) -> Figure:
        last = max(self.marks)
        words = f"{self.noun}: mittlere Dauer in den ersten {last} Monaten"
        try:
            mean = restricted_mean(curve, horizon=self.marks[last])
        except CannotCompute as refused:
            return self._figure("mean", words, label, curve.n, None, note=str(refused), unit=MONTHS)
        value, low, high = (rounded(days / MONTH, 1) for days in (mean.days, mean.low, mean.high))
        return self._figure("mean", words, label, curve.n, value, note=ESTIMATED, unit=MONTHS, low=low, high=high)

    def _figure(
        self,
        name: str,
        words: str,
        label: str,
        number: int,
        value: Decimal | None,
        *,
        note: str,
        denominator: int | None = None,
        unit: str = "",
        low: Decimal | None = None,
        high: Decimal | None = None,
    ) -> Figure:
        return Figure(
            code=f"{self.code}.{name}",
            label=words,
            numerator=number,
            denominator=denominator,
            subgroup=label,
            value=value,
            target=None,
            source=self.book.source,
            as_of=self.book.day,
            note=note,
            unit=unit,
            low=low,
            high=high,
        )
