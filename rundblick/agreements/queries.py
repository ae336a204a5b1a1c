"""Set-based reads of the room."""

import datetime as dt
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db.models import Case, CharField, Count, Q, QuerySet, Sum, Value, When
from django.db.models.functions import Concat

from rundblick.access.context import Context
from rundblick.access.models import Organisation
from rundblick.agreements.access import agreements, items
from rundblick.agreements.catalogue import catalogue
from rundblick.agreements.codes import WORDS, Kind, Stage
from rundblick.agreements.models import Agreement, Decision, Item
from rundblick.agreements.rules import SOON, Near, near

CLOSED_SHOWN = 40
DUE = "faellig"
SORTS = {
    "partner": "Stelle",
    "pruefung": "nächste Prüfung",
    "neu": "zuletzt angelegt",
    "daten": "Verantwortung für Daten",
}
_KEYS = {"partner": ("partner_name!", False), "pruefung": ("review_on", False), "neu": ("begun_at!", True)}
DATA_KEY = "rank!"


def register(context: Context, *, stage: str, due: bool, words: str, as_of: dt.date) -> QuerySet[Agreement]:
    """Agreements with `rank`, by which they are sorted for data protection; every word occurs in what is said."""
    rows = agreements(context).select_related("house").annotate(rank=_rank())
    if stage:
        rows = rows.filter(stage=stage)
    if due:
        rows = rows.filter(_due(as_of))
    for word in words.split():
        said = Q(partner_name__icontains=word) | Q(title__icontains=word) | Q(purpose__icontains=word)
        rows = rows.filter(said | Q(house__name__icontains=word))
    return rows


def sorting(sort: str) -> tuple[str, bool]:
    """Column and direction of a way of sorting."""
    return _KEYS.get(sort, (DATA_KEY, False))


def standings(context: Context, *, as_of: dt.date) -> dict[str, int]:
    """How many agreements stand at each stage, are `due` for review, are `unclear` about data. One query."""
    counts: dict[str, Any] = {stage: Count("pk", filter=Q(stage=stage)) for stage in Stage.values}
    unclear = Q(controllers=catalogue().roles[0].code) & ~Q(stage=Stage.ENDED)
    return agreements(context).aggregate(
        **counts, due=Count("pk", filter=_due(as_of)), unclear=Count("pk", filter=unclear)
    )


def coming(context: Context, *, as_of: dt.date) -> list[tuple[Agreement, Near]]:
    """Reviews and ends of the own house's agreements that are near or over, the earliest first. One query."""
    latest = as_of + SOON
    rows = agreements(context).filter(
        Q(review_on__lte=latest) | Q(valid_until__lte=latest + dt.timedelta(days=1)), house_id=context.organisation_id
    )
    found = [
        (row, one)
        for row in rows.exclude(stage=Stage.ENDED)
        for one in near(review_on=row.review_on, valid_until=row.valid_until, stage=row.stage, as_of=as_of)
    ]
    return sorted(found, key=lambda pair: (pair[1].on, pair[0].name, pair[1].why))


def partners(context: Context) -> list[Organisation]:
    """Organisations of the installation one may agree something with. One query."""
    return [one for one in Organisation.objects.order_by("name") if one.pk != context.organisation_id]


def desk(context: Context) -> dict[str, list[Item]]:
    """Entries by kind: all that are open, by day, and the latest that are over. Two queries."""
    over = Q(over_on__isnull=False)
    rows = [
        *items(context).filter(~over).order_by("due_on", "begun_at", "pk"),
        *items(context).filter(over).order_by("-over_on", "pk")[:CLOSED_SHOWN],
    ]
    found: dict[str, list[Item]] = defaultdict(list)
    for row in rows:
        found[row.kind].append(row)
    return found


def money(context: Context) -> dict[str, Decimal]:
    """Euro by state of funds. One query."""
    rows = items(context).filter(kind=Kind.FUND).order_by().values_list("state").annotate(Sum("amount"))
    return {state: total or Decimal(0) for state, total in rows if state in WORDS[Kind.FUND].states}


def open_decisions(context: Context) -> list[Decision]:
    """What groups decided and nobody has done yet, the earliest day first. One query."""
    rows = Decision.objects.filter(done_on__isnull=True, item__in=items(context)).select_related("item")
    return list(rows.order_by("due_on", "pk"))


def _due(as_of: dt.date) -> Q:
    return Q(review_on__lte=as_of) & ~Q(stage=Stage.ENDED)


def _rank() -> Concat:
    """Open questions first, then the roles as the catalogue lists them, what ended last; within each by partner."""
    ranks = [When(stage=Stage.ENDED, then=Value("99"))]
    ranks += [When(controllers=role.code, then=Value(f"{place:02}")) for place, role in enumerate(catalogue().roles)]
    return Concat(Case(*ranks, default=Value("98")), "partner_name", output_field=CharField())
