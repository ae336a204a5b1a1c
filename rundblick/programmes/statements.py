"""Reading what people stated: rows as facts, as words, and as values of one day. Set-based."""

import datetime as dt
import uuid
from collections import defaultdict
from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Any

from django.db.models import Q

from rundblick.people import queries as people
from rundblick.programmes.facts import FactValue
from rundblick.programmes.models import StatedFact
from rundblick.programmes.vocabulary import KnownFact, vocabulary
from rundblick.web.german import german_date, german_number

COLUMNS = {"boolean": "yes", "number": "number", "date": "day", "text": "text"}
"""Where a value stands, by the type of the fact."""

NOBODY_KNOWS = "weiß zurzeit niemand"


def stated_facts() -> list[KnownFact]:
    """Every question people answer by hand, in the order of the vocabulary."""
    return [fact for fact in vocabulary().facts if fact.stated]


def holding(day: dt.date) -> Q:
    """Rows that hold on that day (half-open periods)."""
    return Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))


def value_of(row: StatedFact) -> FactValue:
    """The answer, None where nobody knows. A word the vocabulary no longer has answers nothing."""
    known = vocabulary().fact(row.code)
    value: FactValue = getattr(row, COLUMNS[known.type]) if known is not None and known.stated else None
    return value


def words(known: KnownFact, value: FactValue) -> str:
    """The answer as people read it."""
    if value is None:
        return NOBODY_KNOWS
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.date):
        return german_date(value)
    if isinstance(value, int | Decimal):
        number = german_number(Decimal(value).normalize() + 0)
        return f"{number} {known.unit}" if known.unit else number
    return known.choices.get(value, value)


def rows_of(dossier_ids: Collection[uuid.UUID], day: dt.date) -> list[StatedFact]:
    """Answers that hold on that day, as far as the doors open them. One query."""
    rows = StatedFact.objects.filter(holding(day), dossier_id__in=list(dossier_ids))
    return list(people.opened(rows).order_by("dossier_id", "code", "valid_from", "pk"))


def values_of(rows: Iterable[StatedFact]) -> dict[uuid.UUID, dict[str, Any]]:
    """Answers of one day as the fact hooks deliver them: about members as {person id: value}.

    Two different answers to one question on one day (after merging two records) are none.
    """
    said: dict[tuple[uuid.UUID, str, uuid.UUID | None], set[tuple[bool, FactValue]]] = defaultdict(set)
    for row in rows:
        known = vocabulary().fact(row.code)
        if known is not None and known.stated and (known.about == "person") == (row.person_id is not None):
            value = value_of(row)
            given = said[row.dossier_id, row.code, row.person_id]
            if value is not None:
                given.add((isinstance(value, bool), value))
    found: dict[uuid.UUID, dict[str, Any]] = defaultdict(dict)
    for (dossier_id, code, person_id), given in said.items():
        value = next(iter(given))[1] if len(given) == 1 else None
        if person_id is None:
            found[dossier_id][code] = value
        else:
            found[dossier_id].setdefault(code, {})[person_id] = value
    return dict(found)
