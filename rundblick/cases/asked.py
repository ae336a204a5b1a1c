"""What awaits somebody's answer. Rooms in which several houses work together say it here; the start pages show it."""

import datetime as dt
import uuid
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, DateField, F, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from rundblick.access.context import Context
from rundblick.access.hooks import Registry

MOST = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One thing that waits for the reader: what, in which household, until when, and where it is answered.

    `text` says what is to be done and nothing about the person. `due_on`: None = no day was named.
    """

    text: str
    url: str
    dossier_id: uuid.UUID
    due_on: dt.date | None = None
    person_id: uuid.UUID | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """What a source answers for one thing: `code` and `key` are its own words for what it is and where."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID | None
    due_on: dt.date | None
    code: str
    key: uuid.UUID


@dataclass(frozen=True)
class Source:
    """How a room tells what awaits the reader.

    `rows(context)` answers a queryset that is not yet asked, with the columns of `Row` made by `columns`; all sources
    are asked in one statement. `tell(row)` says what is to be done and where. `instead_of`: due rules whose items these
    lines say more closely; a start page that shows the lines leaves those items out.
    """

    rows: Callable[[Context], QuerySet[Any, Any]]
    tell: Callable[[Row], tuple[str, str]]
    instead_of: frozenset[str] = frozenset()


asked: Registry[Source] = Registry("what awaits an answer")


def said_closer() -> set[str]:
    """Due rules whose items stand among the lines of a source."""
    return {rule for source in asked for rule in source.instead_of}


def columns(rows: QuerySet[Any], *, code: Any, key: str = "pk", due_on: str = "", person: str = "person_id") -> Any:
    """The queryset with the columns of a `Row`. `code`: text or expression; `key`, `due_on`, `person`: column names."""
    words = Value(code) if isinstance(code, str) else code
    return rows.order_by().annotate(
        asked_whom=Cast(F(person) if person else Value(None), UUIDField()),
        asked_until=Cast(F(due_on) if due_on else Value(None), DateField()),
        asked_code=Cast(words, CharField()),
        asked_key=Cast(F(key), UUIDField()),
    )


def asked_of(context: Context) -> list[Asked]:
    """Everything that awaits this reader, the soonest first, then what names no day. One query."""
    sources = list(asked.items())
    parts = [_named(source.rows(context), name) for name, source in sources]
    if not parts:
        return []
    found: dict[tuple[str, str], Asked] = {}
    for name, *values in parts[0].union(*parts[1:], all=True)[: MOST * len(parts)]:
        row = Row(*values)
        source = asked.get(name)
        assert source is not None
        text, url = source.tell(row)
        one = Asked(text=text, url=url, dossier_id=row.dossier_id, due_on=row.due_on, person_id=row.person_id)
        before = found.get((text, url))
        if before is None or _when(one) < _when(before):
            found[text, url] = one
    return sorted(found.values(), key=_when)[:MOST]


def _named(rows: QuerySet[Any, Any], name: str) -> QuerySet[Any, Any]:
    """The columns of `Row` with the name of their source in front."""
    source = Value(name, output_field=CharField())
    return rows.annotate(asked_by=source).values_list(
        "asked_by", "dossier_id", "asked_whom", "asked_until", "asked_code", "asked_key"
    )


def _when(one: Asked) -> tuple[bool, dt.date]:
    return one.due_on is None, one.due_on or dt.date.max
