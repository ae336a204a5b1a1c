"""Two groups of sheets side by side: how many got how far, with the size of the group and how sure a share is."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.access.context import Context
from rundblick.journeys import queries, rules, standing
from rundblick.journeys.definition import Journey
from rundblick.journeys.models import Cell, Sheet
from rundblick.statistics.intervals import wilson
from rundblick.statistics.suppression import suppress_funnels


@dataclass(frozen=True)
class Group:
    """Which sheets: of a site ("" = all), begun from and until a day (both included), as they stood on a day."""

    site: str
    begun_from: dt.date | None
    begun_until: dt.date | None
    as_of: dt.date


@dataclass(frozen=True)
class Reached:
    """How many got to a step, of all in the group. None: too few to be told, or to be worked out from the others."""

    step: str
    number: int | None
    of: int | None

    @property
    def share(self) -> float | None:
        """As a part of the group, 0 to 1."""
        return self.number / self.of if self.number is not None and self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """In which range the share would lie in 95 of 100 such groups (Wilson)."""
        return wilson(self.number, self.of) if self.number is not None and self.of else None


@dataclass(frozen=True)
class Column:
    """One group: who counts, and how far they got. `attempts`: applications behind them, 0 where none are counted."""

    group: Group
    people: int | None
    steps: tuple[Reached, ...]
    attempts: int | None = None


def column(context: Context, journey: Journey, track: str, group: Group) -> Column:
    """The figures of one group, of those whose journey the reader may see. Two queries."""
    sheets = queries.sheets(context, definition=journey.id, site=group.site).filter(created_on__lte=group.as_of)
    if group.begun_from:
        sheets = sheets.filter(created_on__gte=group.begun_from)
    if group.begun_until:
        sheets = sheets.filter(created_on__lte=group.begun_until)
    known: dict[object, Sheet] = {sheet.pk: sheet for sheet in sheets.order_by("pk").defer("title")}
    rows = Cell.objects.visible_to(context).filter(sheet_id__in=list(known), track=track)
    cells = list(queries.given(rows.filter(answered_on__lte=group.as_of)).defer("note"))
    states = _states(journey, track, cells, known, group.as_of)
    gates = journey.funnel_steps(track)
    passed = [rules.height(journey, state) for state in states]
    numbers = [len(passed), *(sum(1 for one in passed if one > place) for place in range(len(gates)))]
    shown = protected(numbers)
    attempts = len({cell.sheet_id for cell in cells}) if journey.subject == "application" else None
    return Column(
        group=group,
        people=shown[0],
        steps=tuple(Reached(code, number, shown[0]) for code, number in zip(gates, shown[1:], strict=True)),
        attempts=attempts if shown[0] is not None else None,
    )


def protected(numbers: Sequence[int]) -> list[int | None]:
    """The numbers of a funnel, the whole group first, without cells under 3 and what they could be worked out from.

    What was lost between two steps is a cell too, because everybody can subtract (statistics/suppression.py).
    """
    groups, _ = suppress_funnels({"": numbers})
    return [cell.value for cell in groups[""].reached]


def _states(
    journey: Journey, track: str, cells: Sequence[Cell], sheets: dict[object, Sheet], as_of: dt.date
) -> list[rules.State]:
    """One state per person; of several applications the one that got furthest."""
    by_subject: dict[tuple[object, int], list[rules.Cell]] = {}
    for cell in cells:
        number = sheets[cell.sheet_id].attempt or 0
        by_subject.setdefault((cell.person_id if number else (cell.sheet_id, cell.person_id), number), []).append(
            standing.plain(cell, with_note=False)
        )
    people: dict[object, list[rules.State]] = {}
    for (subject, _), answers in sorted(by_subject.items(), key=lambda one: one[0][1]):
        people.setdefault(subject, []).append(rules.state(journey, track, answers[0].subject, answers, as_of))
    return [rules.furthest(journey, attempts) for attempts in people.values()]
