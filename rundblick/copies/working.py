"""What the jobs do: collect through the doors of whoever prepares, make the files, throw away what has served.

Collecting and writing run in the context of the one who asked for it, never as worker: what that person's doors do not
open is not in the copy. Each step commits by itself, so that the page can tell how far it is.
"""

import json
import logging
import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction

from rundblick.access import hooks
from rundblick.access.context import Context, acting_as, reason
from rundblick.access.database import as_worker
from rundblick.access.models import User
from rundblick.access.models.organisations import name_of_house
from rundblick.access.timeline import record
from rundblick.copies import general, paper
from rundblick.copies.access import leads
from rundblick.copies.codes import Form, State
from rundblick.copies.content import Covers, frozen, read
from rundblick.copies.models import Copy, Part, Redaction, file_id
from rundblick.copies.queries import names_of_others
from rundblick.copies.reasons import catalogue
from rundblick.copies.rules import DRAFTS_FOR, FILES_FOR, Section, found_words, section, slices, told
from rundblick.files import storage
from rundblick.programmes.duebook import facts_changed
from rundblick.web.clock import now

log = logging.getLogger("rundblick.copies")
KIND = "copy_released"
FAILED = "Das ist nicht gelungen. Der Betrieb findet den Grund im Protokoll unter {mark}."
NO_DOOR = "Wer die Auskunft vorbereitet hat, ist für den Fall nicht mehr zuständig."
TOO_OLD = "Der Entwurf war älter als 100 Tage und ist gelöscht."


class Closed(Exception):
    """The door of whoever prepares has closed meanwhile."""


class Overtaken(Exception):
    """Somebody ordered the copy anew while this job was at work."""


def collect(copy_id: uuid.UUID) -> bool:
    """Freeze what all rooms hold about the person. False when nothing was to do, or it failed and the copy says so."""
    taken = _take(copy_id)
    if taken is None:
        return False
    user, copy = taken
    try:
        _collect(user, copy)
    except Overtaken:
        return False
    except Closed:
        _fail(copy_id, NO_DOOR)
        return False
    except Exception:
        _fail(copy_id, _logged(copy_id))
        return False
    return True


def _take(copy_id: uuid.UUID) -> tuple[User, Copy] | None:
    with as_worker("copies.take"), reason("copies.collect"):
        steps = len(hooks.export) + 1
        waiting = Copy.objects.filter(pk=copy_id, state=State.QUEUED)
        if not waiting.update(state=State.COLLECTING, started_at=now(), done=0, total=steps, error=""):
            return None
        copy = Copy.objects.select_related("prepared_by").get(pk=copy_id)
        _forget_content(copy)
        return copy.prepared_by, copy


def _collect(user: User, copy: Copy) -> None:
    rank = 0
    for done, contribute in enumerate(hooks.export, start=1):
        with acting_as(user, "copies.collect") as context:
            _check(context, copy)
            sections = map(section, contribute(copy.dossier_id, copy.person_id))
            rank = _keep(copy, rank, sections, names=names_of_others(copy))
            _progress(copy, done=done)
    with acting_as(user, "copies.collect") as context:
        _check(context, copy)
        _keep(copy, rank, general.sections(context, copy.dossier_id, copy.person_id), names=None)
        _progress(copy, done=copy.total, state=State.DRAFT, prepared_at=now())


def _check(context: Context, copy: Copy) -> None:
    if not leads(context, copy.dossier_id):
        raise Closed


def _progress(copy: Copy, **values: Any) -> None:
    mine = Copy.objects.filter(pk=copy.pk, state=State.COLLECTING, started_at=copy.started_at)
    if not mine.update(**values):
        raise Overtaken


def _keep(copy: Copy, rank: int, sections: Iterable[Section], *, names: list[str] | None) -> int:
    """Store sections from `rank` on, and answer the next rank. Without `names` nothing is put forward for a look."""
    signs = catalogue().signs
    parts: list[Part] = []
    for whole in sections:
        for first, entries in slices(whole):
            parts.append(
                Part(
                    dossier_id=copy.dossier_id,
                    copy=copy,
                    person_id=copy.person_id,
                    author_id=copy.prepared_by_id,
                    rank=rank + len(parts),
                    title=whole.title,
                    first=first,
                    number=len(entries),
                    content=frozen(whole, entries),
                    review=whole.review,
                    to_look=[
                        place
                        for place, entry in enumerate(entries)
                        if whole.review or (names is not None and found_words(entry, names, signs))
                    ],
                )
            )
    Part.objects.bulk_create(parts, batch_size=200)
    return rank + len(parts)


def write_files(copy_id: uuid.UUID) -> bool:
    """Make the files of a released copy, and throw away what they were made from. Harmless when they are there."""
    with as_worker("copies.take"):
        copy = Copy.objects.select_related("prepared_by", "person").filter(pk=copy_id, state=State.RELEASING).first()
    if copy is None:
        return False
    try:
        with acting_as(copy.prepared_by, "copies.write") as context:
            _check(context, copy)
            _write(context, copy)
    except Closed:
        _fail(copy_id, NO_DOOR)
        return False
    except Exception:
        _fail(copy_id, _logged(copy_id))
        return False
    clear(copy_id)
    return True


def _write(context: Context, copy: Copy) -> None:
    covers = Covers(tuple(Redaction.objects.filter(copy=copy)))
    sections: list[paper.Told] = []
    for part in Part.objects.filter(copy=copy).order_by("rank"):
        names, entries = read(part)
        shown = [told(names, entry, covers.at(part.pk, place)) for place, entry in enumerate(entries)]
        if part.first > 1:
            sections[-1].entries.extend(shown)
        else:
            sections.append(paper.Told(part.title, shown))
    house = name_of_house(context.organisation_id)
    content = {
        Form.PAPER: paper.pdf(copy, sections, house=house),
        Form.DATA: json.dumps(paper.data(copy, sections, house=house), ensure_ascii=False, indent=1).encode(),
    }
    for form, made in content.items():
        storage.write(copy.dossier_id, file_id(copy.pk, form), made)
    try:
        with transaction.atomic(), reason("copies.write"):
            Redaction.objects.filter(copy=copy).update(words=None)
            assert copy.released_at
            record(
                dossier_id=copy.dossier_id,
                at=copy.released_at,
                kind=KIND,
                topic="notes",
                object_id=copy.pk,
                subject_id=copy.person_id,
            )
            Copy.objects.filter(pk=copy.pk).update(state=State.RELEASED, error="")
            facts_changed([copy.dossier_id])
    except BaseException:
        forget_files(copy)
        raise


def clear(copy_id: uuid.UUID) -> None:
    """Throw the frozen content of a released or withdrawn copy away; what was hidden and why stays after a release."""
    with as_worker("copies.clear"), reason("copies.clear"):
        copy = Copy.objects.filter(pk=copy_id, state__in=(State.RELEASED, State.WITHDRAWN)).first()
        if copy is not None:
            _forget_content(copy, redactions=copy.state == State.WITHDRAWN)


def tidy() -> int:
    """Erase files whose time is over and drafts that were forgotten; how many copies."""
    with as_worker("copies.tidy"), reason("copies.tidy"):
        over = list(Copy.objects.filter(released_at__lt=now() - FILES_FOR, gone_at__isnull=True, state=State.RELEASED))
        for copy in over:
            forget_files(copy)
        Copy.objects.filter(pk__in=[copy.pk for copy in over]).update(gone_at=now())
        forgotten = list(Copy.objects.filter(state=State.DRAFT, prepared_at__lt=now() - DRAFTS_FOR))
        for copy in forgotten:
            _forget_content(copy)
        Copy.objects.filter(pk__in=[copy.pk for copy in forgotten]).update(state=State.FAILED, error=TOO_OLD)
    return len(over) + len(forgotten)


def forget_files(copy: Copy) -> None:
    """Erase the files of a copy; missing is fine."""
    for form in Form:
        storage.remove(file_id(copy.pk, form))


def _forget_content(copy: Copy, *, redactions: bool = True) -> None:
    if redactions:
        Redaction.objects.filter(copy=copy).delete()
    else:
        Redaction.objects.filter(copy=copy).update(part=None)
    Part.objects.filter(copy=copy).delete()


def _logged(copy_id: uuid.UUID) -> str:
    mark = uuid.uuid4().hex[:8]
    log.exception("copy %s failed, mark %s", copy_id, mark)
    return FAILED.format(mark=mark)


def _fail(copy_id: uuid.UUID, message: str) -> None:
    with as_worker("copies.failed"), reason("copies.failed"):
        copies = Copy.objects.filter(pk=copy_id)
        copies.filter(state=State.COLLECTING).update(state=State.FAILED)
        copies.update(error=message)
