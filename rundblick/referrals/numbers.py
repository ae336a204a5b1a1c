"""Who is connected, as figures: by person and by connection (PRO AKTIV 2.2.2, Abb. 25 and 27)."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal

from rundblick.access.context import Context
from rundblick.cases.models import Case, Focus
from rundblick.cases.queries import doors_by_name
from rundblick.referrals.kinds import catalogue, kind_of
from rundblick.referrals.models import Referral
from rundblick.referrals.queries import Told, told
from rundblick.referrals.rules import Connected, Link, connected
from rundblick.statistics.figures import Figure, count, share, withheld
from rundblick.statistics.rounding import decimal
from rundblick.statistics.suppression import Cell, share_is_small, suppress_counts

TARGET = Decimal(60)
"""Share of participants with at least one partner that PRO AKTIV aimed at (2.2.2)."""
SOURCE = "gezählt aus den Vermittlungen"
SUBGROUP = "Personen im Fokus der eigenen offenen Fälle"


@dataclass(frozen=True)
class Numbers:
    """`persons`: the share of people with at least one connection. `links`: connections altogether. `mean`: connections
    per person of the whole group, as PRO AKTIV prints it; "" when withheld. `groups`: connections by group of help.
    """

    persons: Figure
    links: Figure
    mean: str
    groups: tuple[tuple[str, Cell], ...]
    total: Cell


def figures(
    found: Connected,
    *,
    as_of: dt.date,
    untold: int = 0,
    subgroup: str = SUBGROUP,
    target: Decimal | None = TARGET,
) -> Numbers:
    """The figures of a count; small groups are withheld together with what they could be computed from.

    `untold`: people about whom nothing was ever noted. They are in the denominator, since no way is no connection.
    """
    note = f"Bei {untold} Personen ist noch kein Weg begonnen; sie zählen im Nenner mit." if untold else ""
    persons = share(
        code="referrals.connected.persons",
        label="Personen mit mindestens einer Anbindung",
        numerator=found.connected,
        denominator=found.persons,
        as_of=as_of,
        subgroup=subgroup,
        target=target,
        source=SOURCE,
        note=note,
    )
    links = count(
        code="referrals.connected.links",
        label="Anbindungen (eine Person kann mehrere haben)",
        number=found.links,
        as_of=as_of,
        subgroup=subgroup,
        source=SOURCE,
    )
    cells, total = suppress_counts([number for _group, number in found.groups])
    labels = {group.code: group.label for group in catalogue().groups}
    named = tuple((labels.get(group, group), cell) for (group, _n), cell in zip(found.groups, cells, strict=True))
    if share_is_small(found.connected, found.persons):
        # With few people connected, the number of connections tells about them as well.
        hidden = tuple((label, Cell(None)) for label, _cell in named)
        return Numbers(withheld(persons), withheld(links), "", hidden, Cell(None))
    mean = decimal(Decimal(found.links) / found.persons, 2) if found.persons else ""
    return Numbers(persons, links, mean, named, total)


def links_of(ways: Sequence[Told]) -> list[Link]:
    """The connections among these ways: those on which the person was there at least once."""
    return [
        Link(one.row.person_id, kind_of(one.row.kind).group, one.course.connected_on)
        for one in ways
        if one.course.connected_on is not None
    ]


def of_own_cases(context: Context, user_id: uuid.UUID, *, as_of: dt.date) -> Numbers:
    """The figures of the cases whose door names this user. Four queries."""
    own = doors_by_name(context, user_id).values("dossier_id")
    cases = Case.objects.visible_to(context).filter(dossier_id__in=own, closed_on__isnull=True)
    focus = (
        Focus.objects.visible_to(context).filter(case__in=cases, valid_from__lte=as_of).exclude(valid_until__lte=as_of)
    )
    persons = set(focus.values_list("person_id", flat=True))
    ways = told(Referral.objects.visible_to(context).filter(person_id__in=persons, dossier_id__in=own), context)
    return of_ways(ways, persons=persons, as_of=as_of)


def of_ways(ways: Sequence[Told], *, persons: Collection[uuid.UUID], as_of: dt.date) -> Numbers:
    """The figures of ways among these people."""
    order = [group.code for group in catalogue().groups]
    found = connected(links_of(ways), persons=persons, as_of=as_of, order=order)
    begun = {one.row.person_id for one in ways if one.row.begun_on <= as_of}
    return figures(found, as_of=as_of, untold=len(set(persons) - begun))
