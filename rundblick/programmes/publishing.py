"""Publishing definitions and reading what is published.

A published version is a row that never changes (design rule 1); participations point to it through their run. The
document is read once per process and kept by the row's id, which is safe because the row cannot change.
"""

import datetime as dt
import hashlib
import json
import uuid
from collections.abc import Iterable, Iterator
from pathlib import Path
from threading import Lock
from typing import Any

from django.db import IntegrityError, transaction

from rundblick.access.context import current, reason
from rundblick.access.models import Organisation
from rundblick.catalogue.loading import (
    Complaint,
    canonical_json,
    digest,
    load_document,
    parse_document,
    restore_document,
)
from rundblick.programmes.checks import reference_complaints
from rundblick.programmes.definition import Programme
from rundblick.programmes.errors import NotPublished
from rundblick.programmes.models import Definition, Run
from rundblick.programmes.registries import names
from rundblick.programmes.shelf import FOLDER
from rundblick.programmes.upgrades import CURRENT, UPGRADES
from rundblick.web.clock import now, today

_read: dict[uuid.UUID, Programme] = {}
_reading = Lock()


def publish(
    source: Programme | Path | str,
    *,
    valid_from: dt.date | None = None,
    provider: Organisation | None = None,
) -> Definition:
    """Store a definition for good, with its runs; `source` is a checked one, a YAML file or the code of a template.

    `valid_from`: first day somebody may begin on this version, by default the first day of its runs. The same
    content twice answers the first row; only a provider that was missing is added to its runs. Raises DocumentError
    with every mistake of a file, and NotPublished for a code the library does not have.
    """
    programme = source if isinstance(source, Programme) else load(source)
    with reason("programmes.publish"):
        try:
            # Two processes may start with the same library; the constraint decides, the savepoint survives it.
            with transaction.atomic():
                return _store(programme, valid_from, provider)
        except IntegrityError:
            return Definition.objects.get(code=programme.id, sha256=digest(programme))


def publish_library() -> list[Definition]:
    """Publish every template of the library; what is published already stays as it is."""
    return [publish(path) for path in sorted(FOLDER.glob("*.yaml"))]


def load(source: Path | str) -> Programme:
    """Read a YAML file, or the template of that code, and check it against everything the house knows."""
    path = source if isinstance(source, Path) else FOLDER / f"{source}.yaml"
    if not isinstance(source, Path) and (not source.isidentifier() or not path.is_file()):
        raise NotPublished(f"In der Sammlung gibt es kein Programm „{source}“.")
    return load_document(path, Programme, upgrades=UPGRADES, check=known_names)


def load_text(content: str | bytes, *, file: str = "Datei") -> Programme:
    """The same for text that is already here; raises DocumentError with every mistake."""
    return parse_document(content, Programme, file=file, upgrades=UPGRADES, check=known_names)


def known_names(programme: Programme) -> Iterator[Complaint]:
    """Names only rooms above know (journeys, outcomes), as far as these rooms are installed."""
    journeys, kinds, groups = (names.get(name) for name in ("journeys", "outcome_kinds", "outcome_groups"))
    if journeys and kinds and groups:
        asked, insurers = names.get("questionnaires"), names.get("insurers")
        yield from reference_complaints(
            programme,
            journeys=journeys(),
            outcome_kinds=kinds(),
            outcome_groups=groups(),
            questionnaires=asked() if asked else None,
            insurers=insurers() if insurers else None,
        )


def published(code: str, as_of: dt.date | None = None) -> Programme:
    """The definition of a programme in force on a day, today without one. Raises NotPublished."""
    return document(in_force(code, as_of))


def in_force(code: str, as_of: dt.date | None = None) -> Definition:
    """The newest version valid on that day; before the first one begins, that first one. Raises NotPublished."""
    day = as_of or today()
    versions = list(_without_document().filter(code=code).order_by("valid_from", "published_at"))
    if not versions:
        raise NotPublished(f"Das Programm „{code}“ ist nicht veröffentlicht.")
    return next((row for row in reversed(versions) if row.valid_from <= day), versions[0])


def all_in_force(as_of: dt.date) -> list[Definition]:
    """The version in force of every programme, by title; one query. Programmes that begin later are included."""
    chosen: dict[str, Definition] = {}
    for row in _without_document().order_by("code", "valid_from", "published_at"):
        if row.code not in chosen or row.valid_from <= as_of:
            chosen[row.code] = row
    return sorted(chosen.values(), key=lambda row: row.title.casefold())


def document(definition: Definition) -> Programme:
    """What a published row says, as today's model; older schema versions are lifted (upgrades.py)."""
    return documents([definition.pk])[definition.pk]


def documents(definition_ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, Programme]:
    """The same for several rows; one query for those this process has not read yet, none otherwise."""
    wanted = set(definition_ids)
    missing = wanted - set(_read)
    if missing:
        rows = dict(Definition.objects.filter(pk__in=missing).values_list("pk", "document"))
        with _reading:
            _read.update({pk: restore_document(data, Programme, upgrades=UPGRADES) for pk, data in rows.items()})
    return {pk: _read[pk] for pk in wanted}


def fingerprint(stored: Any) -> str:
    """SHA-256 of a stored document, to compare with the one it was published under."""
    text = json.dumps(stored, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _without_document() -> Any:
    return Definition.objects.defer("document")


def _store(programme: Programme, valid_from: dt.date | None, provider: Organisation | None) -> Definition:
    known = Definition.objects.filter(code=programme.id, sha256=digest(programme)).first()
    if known is not None:
        if provider is not None:
            Run.objects.filter(definition=known, provider__isnull=True).update(provider=provider)
        return known
    row = Definition.objects.create(
        code=programme.id,
        title=programme.title,
        schema_version=CURRENT,
        document=json.loads(canonical_json(programme)),
        sha256=digest(programme),
        valid_from=valid_from or min(run.valid_from for run in programme.runs),
        published_at=now(),
        published_by_id=current().user_id,
    )
    Run.objects.bulk_create(
        Run(
            definition=row,
            code=run.code,
            label=run.label,
            valid_from=run.valid_from,
            valid_until=run.valid_until,
            places=run.places,
            provider=provider,
        )
        for run in programme.runs
    )
    return row
