"""Counting outcomes and comparing them with targets. Pure functions; `as_of` is inclusive."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from rundblick.programmes.definition import Programme, Target
from rundblick.statistics.figures import Figure, count, share
from rundblick.work.taxonomy import Taxonomy

TOO_MANY = "Mehr Gezähltes als Bezugsgröße: kein Anteil."
NO_STOCK = "Nicht zu berechnen: Am ersten Tag des Durchgangs war niemand aufgenommen, es gibt also keinen Bestand."


@dataclass(frozen=True, slots=True)
class Achieved:
    """One outcome: its kind, whose it is (the participation's unit or person, as text), the day it counts from."""

    kind: str
    person: str
    on: dt.date
    key: str = ""


@dataclass(frozen=True, slots=True)
class Admitted:
    """How many have taken part up to the Stichtag: distinct people and households.

    Only a reduction asks for `stock`, those who had been admitted by the first day of the run, that day included, and
    `gone`, those whose last day lies before the Stichtag; both named as in Achieved.person.
    """

    people: int
    households: int
    stock: frozenset[str] = frozenset()
    gone: frozenset[str] = frozenset()


def counts(outcomes: Iterable[Achieved], taxonomy: Taxonomy, as_of: dt.date) -> dict[str, int]:
    """Number of outcomes per kind up to that day, in the taxonomy's order, zeros included.

    Raises ValueError for a kind the taxonomy does not have.
    """
    tally = Counter(outcome.kind for outcome in _up_to(outcomes, as_of))
    if strange := set(tally) - {kind.code for kind in taxonomy.kinds}:
        raise ValueError(f"unknown kind of outcome: {sorted(strange)[0]}")
    return {kind.code: tally[kind.code] for kind in taxonomy.kinds}


def count_figures(
    outcomes: Iterable[Achieved], definition: Programme, taxonomy: Taxonomy, as_of: dt.date, *, source: str = ""
) -> list[Figure]:
    """One figure per kind the programme counts: so many up to that day."""
    numbers = counts(outcomes, taxonomy, as_of)
    return [
        count(
            code=f"outcomes.{kind.code}",
            label=kind.label,
            number=numbers[kind.code],
            as_of=as_of,
            source=source,
        )
        for kind in taxonomy.kinds
        if kind.code in definition.outcomes
    ]


def chart_figures(
    outcomes: Iterable[Achieved], definition: Programme, taxonomy: Taxonomy, as_of: dt.date, *, source: str = ""
) -> list[Figure]:
    """The chart of placements: the share of each charted kind in all charted outcomes (not of people)."""
    numbers = counts(outcomes, taxonomy, as_of)
    drawn = [kind for kind in taxonomy.kinds if kind.chart and kind.code in definition.outcomes]
    total = sum(numbers[kind.code] for kind in drawn)
    return [
        share(
            code=f"outcomes.chart.{kind.code}",
            label=kind.chart or kind.label,
            numerator=numbers[kind.code],
            denominator=total,
            as_of=as_of,
            source=source,
            note="Anteil an allen Vermittlungen, nicht an den Personen.",
        )
        for kind in drawn
    ]


def weighted(outcomes: Iterable[Achieved], taxonomy: Taxonomy, as_of: dt.date) -> Decimal:
    """The internal measure of success: the sum of weights, a qualification counting like an integration (A19)."""
    numbers = counts(outcomes, taxonomy, as_of)
    return sum((kind.weight * numbers[kind.code] for kind in taxonomy.kinds), Decimal(0))


def attainment(
    outcomes: Iterable[Achieved],
    definition: Programme,
    target: Target,
    taxonomy: Taxonomy,
    as_of: dt.date,
    *,
    admitted: Admitted,
) -> Figure:
    """How far a target is reached, up to its own Stichtag or to `as_of`, whichever is earlier.

    Only kinds the programme counts enter the numerator. The denominator follows the target's rule; an inferred
    one is marked and explains itself. No share is given where more was counted than there is to divide by. A number
    has no denominator. A reduction is the share of the stock of the first day that is gone: who of it has such an
    outcome, or where participations are counted, whose participation has ended.
    """
    wanted = target.numerator
    kinds = {k.code for k in taxonomy.kinds if k.code in wanted.kinds or k.group in wanted.groups}
    return _share(outcomes, definition, target, kinds, min(target.as_of, as_of), admitted)


def attainment_by_group(
    outcomes: Iterable[Achieved],
    definition: Programme,
    target: Target,
    taxonomy: Taxonomy,
    as_of: dt.date,
    *,
    admitted: Admitted,
) -> list[Figure]:
    """The parts of a target: one share per group of its numerator, over the same denominator, without target.

    With `count: people` the parts may overlap and need not add up.
    """
    happened = list(outcomes)
    figures = []
    for group in taxonomy.groups:
        if group.code in target.numerator.groups:
            kinds = {kind.code for kind in taxonomy.kinds if kind.group == group.code}
            whole = _share(happened, definition, target, kinds, min(target.as_of, as_of), admitted)
            figures.append(replace(whole, code=f"{whole.code}.{group.code}", label=group.label, target=None))
    return figures


def _share(
    outcomes: Iterable[Achieved],
    definition: Programme,
    target: Target,
    kinds: set[str],
    day: dt.date,
    admitted: Admitted,
) -> Figure:
    counted = [o for o in _up_to(outcomes, day) if o.kind in kinds and o.kind in definition.outcomes]
    code, source = f"targets.{target.code}", target.origin.place or ", ".join(target.origin.rows)
    if target.measure == "reduction":
        return _reduction(target, {o.person for o in counted}, day, admitted, code=code, source=source)
    numerator = _number(definition, target, counted, admitted)
    rule = target.denominator
    if rule.rule == "none":
        return count(code=code, label=target.label, number=numerator, as_of=day, target=target.value, source=source)
    sizes = {"people": admitted.people, "households": admitted.households, "stock": len(admitted.stock)}
    size = rule.value or 0 if rule.rule == "inferred" else sizes[rule.rule]
    if numerator > size:
        return count(code=code, label=target.label, number=numerator, as_of=day, source=source, note=TOO_MANY)
    return share(
        code=code,
        label=target.label,
        numerator=numerator,
        denominator=size,
        as_of=day,
        target=target.value,
        source=source,
        note=f"Nenner erschlossen: {rule.reasoning}" if rule.rule == "inferred" else "",
        inferred_denominator=rule.rule == "inferred",
        digits=target.digits,
    )


def _number(definition: Programme, target: Target, counted: list[Achieved], admitted: Admitted) -> int:
    match target.numerator.count:
        case "participations":
            return admitted.households if definition.unit == "household" else admitted.people
        case "people":
            return len({outcome.person for outcome in counted})
    return len(counted)


def _reduction(
    target: Target, achieved_by: set[str], day: dt.date, admitted: Admitted, *, code: str, source: str
) -> Figure:
    left = admitted.gone if target.numerator.count == "participations" else achieved_by
    return share(
        code=code,
        label=target.label,
        numerator=len(admitted.stock & left),
        denominator=len(admitted.stock),
        as_of=day,
        target=target.value,
        source=source,
        note="" if admitted.stock else NO_STOCK,
        digits=target.digits,
    )


def _up_to(outcomes: Iterable[Achieved], day: dt.date) -> list[Achieved]:
    return [outcome for outcome in outcomes if outcome.on <= day]
