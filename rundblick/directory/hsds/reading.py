"""From a file of HSDS 3 to a book of rows: what it says, what is wrong with it, what is left out. No database."""

import json
import uuid
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ValidationError

from rundblick.directory.hsds import shapes
from rundblick.directory.hsds.book import Bad, Book, plain, told
from rundblick.directory.hsds.rows import Reader


def read(text: str) -> Book:
    """Understand a page of organisations, a list of them, or a single one."""
    book = Book()
    try:
        data = json.loads(text)
        given = plain(data, 0)
    except (ValueError, RecursionError) as problem:
        said = str(problem) if isinstance(problem, Bad) else "kein gültiges JSON"
        book.problems.append(f"Datei: {said}")
        return book
    if isinstance(given, Mapping):
        given = given.get("contents", [given])
    if not isinstance(given, list):
        book.problems.append("contents: Liste erwartet")
        return book
    shaped = [one for number, entry in enumerate(given) if (one := _shaped(entry, f"contents[{number}]", book))]
    for _, organization in shaped:
        for name in shapes.unknown(organization):
            book.notes[f"Feld {name}"] += 1
    _taxonomy(shaped, book)
    for path, organization in shaped:
        Reader(book, path, organization).read()
    _twice(book)
    return book


def _shaped(entry: Any, path: str, book: Book) -> tuple[str, shapes.Organization] | None:
    try:
        return path, shapes.Organization.model_validate_json(json.dumps(entry), strict=True)
    except ValidationError as error:
        book.problems += told(error, path)
        return None


def _taxonomy(shaped: Iterable[tuple[str, shapes.Organization]], book: Book) -> None:
    """Terms that are their own ancestor, and attributes whose term is not in the file."""
    parents: dict[uuid.UUID, uuid.UUID] = {}
    missing: list[tuple[str, uuid.UUID]] = []
    known: set[uuid.UUID] = set()
    for path, organization in shaped:
        for place, one in _attributes(organization, path):
            if one.taxonomy_term is not None:
                known.add(one.taxonomy_term.id)
                if one.taxonomy_term.parent_id is not None:
                    parents[one.taxonomy_term.id] = one.taxonomy_term.parent_id
            elif one.taxonomy_term_id is not None:
                missing.append((place, one.taxonomy_term_id))
    book.problems += [
        f"{place}.taxonomy_term_id: Begriff {key} steht nicht in der Datei"
        for place, key in missing
        if key not in known
    ]
    clear: set[uuid.UUID] = set()
    for start in parents:
        trail: list[uuid.UUID] = []
        at: uuid.UUID | None = start
        while at is not None and at not in clear and at not in trail:
            trail.append(at)
            at = parents.get(at)
        if at is not None and at in trail:
            book.problems.append(f"taxonomy_term {at}: ist über seine Oberbegriffe sein eigener Oberbegriff")
        clear.update(trail)


def _attributes(entity: BaseModel, path: str) -> Iterable[tuple[str, shapes.Attribute]]:
    for name in type(entity).model_fields:
        value = getattr(entity, name)
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            if isinstance(one, BaseModel):
                place = f"{path}.{name}" + (f"[{number}]" if isinstance(value, list) else "")
                if isinstance(one, shapes.Attribute):
                    yield place, one
                yield from _attributes(one, place)


def _twice(book: Book) -> None:
    for rows in book.tables:
        counted = Counter(row.pk for row in rows)
        name = rows[0]._meta.verbose_name if rows else ""
        book.problems += [
            f"{name} {key}: steht {count}-mal in der Datei" for key, count in counted.items() if count > 1
        ]
