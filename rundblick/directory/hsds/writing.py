"""Writing what a file says. All of it is looked at before the first row is written; then all of it, or nothing."""

import uuid
from collections import Counter
from dataclasses import dataclass
from typing import Any

from rundblick.access.context import reason
from rundblick.access.models import Organisation
from rundblick.directory.hsds.book import Book
from rundblick.directory.indexing import index
from rundblick.directory.models import Organization, Proof, Schedule, Service, ServiceAtLocation
from rundblick.directory.services.entries import free_key

BATCH = 500
_OWN = ("key", "version")
"""Columns that a file does not decide about in an entry that is here already."""


class NotThis(Exception):
    """The file contradicts itself or this directory; `problems` says where. Nothing was written."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__(f"{len(problems)} Fehler")


@dataclass(frozen=True)
class Written:
    """How many rows of each table, by its name; and what was left out."""

    rows: dict[str, int]
    notes: Counter[str]


def write(book: Book, *, dry: bool = False) -> Written:
    """Store the rows, in the caller's transaction; an entry that is here already is changed. `dry`: only look.

    Raises NotThis.
    """
    problems = [*book.problems, *((book.problems and []) or _foreign(book))]
    if problems:
        raise NotThis(problems)
    _members(book)
    counts = {str(rows[0]._meta.verbose_name): len(rows) for rows in book.tables if rows}
    if not dry:
        with reason("directory.import"):
            _keys(book)
            _clear(book)
            for rows in book.tables:
                _store(rows)
        index([row.pk for row in book.services])
    return Written(counts, book.notes)


def _foreign(book: Book) -> list[str]:
    """Keys of the file that stand here for an entry of another organisation."""
    found = []
    for rows in book.tables[1:]:
        if rows:
            table: Any = type(rows[0])
            given = {row.pk: row.organization_id for row in rows}
            kept = table._default_manager.filter(pk__in=given).values_list("pk", "organization_id")
            found += [
                f"{table._meta.verbose_name} {key}: gehört hier zu einer anderen Stelle"
                for key, owner in kept
                if given[key] != owner
            ]
    return found


def _members(book: Book) -> None:
    """Houses that do not work in this installation are left out; an entry of a house here stays its own."""
    named = {row.member_id for row in book.organizations if row.member_id}
    known = set(Organisation.objects.filter(pk__in=named).values_list("pk", flat=True))
    kept = dict(
        Organization.objects.filter(pk__in=[row.pk for row in book.organizations]).values_list("pk", "member_id")
    )
    for row in book.organizations:
        if row.member_id is None:
            row.member_id = kept.get(row.pk)
        elif row.member_id not in known:
            row.member_id = None
            book.notes["Haus, das in dieser Installation nicht arbeitet"] += 1


def _keys(book: Book) -> None:
    """Short names that are free here; a taken one gets a number. An entry that is here already keeps its own."""
    _name(book.organizations, dict(Organization.objects.values_list("pk", "key")))
    grouped: dict[uuid.UUID, list[Service]] = {}
    for service in book.services:
        grouped.setdefault(service.organization_id, []).append(service)
    kept: dict[uuid.UUID, dict[uuid.UUID, str]] = {key: {} for key in grouped}
    for owner, key, name in Service.objects.filter(organization_id__in=grouped).values_list(
        "organization_id", "pk", "key"
    ):
        kept[owner][key] = name
    for owner, rows in grouped.items():
        _name(rows, kept[owner])


def _name(rows: list[Any], kept: dict[uuid.UUID, str]) -> None:
    taken = set(kept.values())
    for row in rows:
        if row.pk in kept:
            row.key = kept[row.pk]
        elif not row.key or row.key in taken:
            row.key = free_key(taken, row.key or row.name)
        taken.add(row.key)


def _clear(book: Book) -> None:
    """Hours and places of these services that the file does not name any more."""
    services = [row.pk for row in book.services]
    for table, rows in ((Schedule, book.schedules), (ServiceAtLocation, book.places)):
        gone: Any = table.objects.filter(service_id__in=services).exclude(pk__in=[row.pk for row in rows])
        gone.delete()


def _store(rows: list[Any]) -> None:
    """New rows are added, those that differ are changed and counted as changed; confirmations are never changed."""
    if not rows:
        return
    table: Any = type(rows[0])
    columns = [one for one in table._meta.concrete_fields if not one.primary_key and one.name not in _OWN]
    held = table._default_manager.filter(pk__in=[row.pk for row in rows])
    known = {row.pk: row for row in (held if table is Proof else held.select_for_update(of=("self",)))}
    table._default_manager.bulk_create([row for row in rows if row.pk not in known], batch_size=BATCH)
    if table is Proof:
        return
    names = [one.attname for one in columns]
    changed = [row for row in rows if row.pk in known and _said(row, names) != _said(known[row.pk], names)]
    counted = hasattr(table, "version")
    for row in changed if counted else ():
        row.version = known[row.pk].version + 1
    fields = [one.name for one in columns] + (["version"] if counted else [])
    table._default_manager.bulk_update(changed, fields, batch_size=BATCH)


def _said(row: Any, names: list[str]) -> list[Any]:
    return [getattr(row, name) for name in names]
