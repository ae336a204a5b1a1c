"""Keyset paging for lists that are sorted by one column and then by id.

The cursor in the address is only the id of the last row, since the value sorted by may be a name.
"""

import uuid
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import F, Model, Q, QuerySet

M = TypeVar("M", bound=Model)


@dataclass(frozen=True)
class Slice(Generic[M]):
    """Rows of one page; `before` and `after` are the ids to go back and on from, None at the ends."""

    rows: list[M]
    before: uuid.UUID | None
    after: uuid.UUID | None


def page(rows: QuerySet[M], *, key: str, descending: bool, size: int, after: str = "", before: str = "") -> Slice[M]:
    """The rows that follow (or, with `before`, precede) the row with that id; unknown ids start at the top.

    Rows without a value come last in both directions, except for a `key` that is never empty: that one is given
    with a "!" behind it, so that its index can be used. One query, and one more for the row the cursor names.
    """
    filled = key.endswith("!")
    key = key.removesuffix("!")
    anchor = _anchor(rows, key, after or before)
    backwards = bool(before and anchor)
    falling = descending != backwards
    found = rows.filter(_beyond(key, falling, *anchor, backwards=backwards, filled=filled)) if anchor else rows
    sign = "-" if falling else ""
    if filled:
        found = found.order_by(f"{sign}{key}", f"{sign}pk")
    else:
        order = F(key).desc if falling else F(key).asc
        column = order(nulls_first=True) if backwards else order(nulls_last=True)
        found = found.order_by(column, f"{sign}pk")
    listed: list[M] = list(found[: size + 1])
    more = len(listed) > size
    listed = listed[:size]
    if backwards:
        listed.reverse()
    first = listed[0].pk if listed else None
    last = listed[-1].pk if listed else None
    return Slice(
        rows=listed,
        before=first if (backwards and more) or (anchor and not backwards) else None,
        after=last if backwards or more else None,
    )


def _anchor(rows: QuerySet[Any], key: str, text: str) -> tuple[Any, uuid.UUID] | None:
    try:
        wanted = uuid.UUID(text)
    except ValueError:
        return None
    found = rows.filter(pk=wanted).order_by().values_list(key, flat=True)[:1]
    return next(((value, wanted) for value in found), None)


def _beyond(key: str, falling: bool, value: Any, pk: uuid.UUID, *, backwards: bool, filled: bool) -> Q:
    """Rows past the anchor in reading direction."""
    side = "lt" if falling else "gt"
    if value is None:
        same = Q(**{f"{key}__isnull": True, f"pk__{side}": pk})
        return same | Q(**{f"{key}__isnull": False}) if backwards else same
    past = Q(**{f"{key}__{side}": value}) | Q(**{key: value, f"pk__{side}": pk})
    return past if backwards or filled else past | Q(**{f"{key}__isnull": True})
