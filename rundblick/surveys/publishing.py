"""Publishing questionnaires and reading what is published.

A published version is a row that never changes; surveys point to it. The document is read once per process and kept by
the row's id, which is safe because the row cannot change.
"""

import json
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from rundblick.access.context import current, reason
from rundblick.calendar.errors import Refused
from rundblick.catalogue.loading import canonical_json, digest, restore_document
from rundblick.surveys import definition
from rundblick.surveys.models import Questionnaire
from rundblick.surveys.shelf import shelf

_read: dict[uuid.UUID, definition.Questionnaire] = {}
_reading = Lock()


@dataclass(frozen=True)
class Offered:
    """A questionnaire in its newest version; `row` is None while nobody has begun it."""

    document: definition.Questionnaire
    row: Questionnaire | None


def publish(document: definition.Questionnaire) -> Questionnaire:
    """Store a checked questionnaire for good; the same content twice answers the first row.

    Raises Refused for other content under a version that stands already, or a version below the newest: a changed
    codebook needs a number of its own, or old answers would be read with new words.
    """
    sha = digest(document)
    rows = Questionnaire.objects.filter(code=document.code).defer("document").order_by("number")
    stored = list(rows)
    same = next((row for row in stored if row.number == document.version), None)
    if same is not None:
        if same.sha256 == sha:
            return same
        raise Refused(
            f"„{document.title}“, Fassung {document.version}, ist schon veröffentlicht und lautet anders. "
            f"Geben Sie der Änderung die Fassung {stored[-1].number + 1}."
        )
    if stored and document.version < stored[-1].number:
        raise Refused(f"Von „{document.title}“ gibt es schon die neuere Fassung {stored[-1].number}.")
    with reason("surveys.publish"):
        return Questionnaire.objects.create(
            code=document.code,
            number=document.version,
            title=document.title,
            document=json.loads(canonical_json(document)),
            sha256=sha,
            published_by_id=current().user_id,
        )


def offered() -> dict[str, Offered]:
    """Every questionnaire in its newest version, published or still on the shelf, by code. At most two queries."""
    found = {code: Offered(document, None) for code, document in shelf().items()}
    newest: dict[str, Questionnaire] = {}
    for row in Questionnaire.objects.defer("document").order_by("code", "number"):
        newest[row.code] = row
    read = documents(row.pk for row in newest.values())
    for code, row in newest.items():
        on_shelf = found.get(code)
        if on_shelf is None or on_shelf.document.version <= row.number:
            found[code] = Offered(read[row.pk], row)
    return dict(sorted(found.items(), key=lambda pair: pair[1].document.title))


def document(row: Questionnaire) -> definition.Questionnaire:
    """What a published row says."""
    return documents([row.pk])[row.pk]


def documents(ids: Iterable[uuid.UUID]) -> dict[uuid.UUID, definition.Questionnaire]:
    """The same for several rows; one query for those this process has not read yet, none otherwise."""
    wanted = set(ids)
    if missing := wanted - set(_read):
        rows: list[tuple[uuid.UUID, Any]] = list(
            Questionnaire.objects.filter(pk__in=missing).values_list("pk", "document")
        )
        with _reading:
            _read.update({pk: restore_document(data, definition.Questionnaire, upgrades={}) for pk, data in rows})
    return {pk: _read[pk] for pk in wanted}
