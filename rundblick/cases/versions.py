"""The versions of a note: what stood there, who changed it when and why, and who opened it to whom."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from rundblick.access.models import User
from rundblick.calendar.codes import Setting
from rundblick.calendar.traces import SOMEBODY, names_of, verb_of
from rundblick.cases.helping import services_in
from rundblick.cases.support import kind_labels

ACTS = {
    "cases.note.share": "für die Familie sichtbar gemacht",
    "cases.note.unshare": "nur noch für die Person sichtbar",
    "cases.note.release": "an die Person freigegeben",
}


@dataclass(frozen=True)
class Version:
    """One version as it could be read. `why` is empty for the first."""

    number: int
    who: str
    at: dt.datetime
    why: str
    present: bool
    happened_on: dt.date
    setting: str
    minutes: int | None
    texts: list[tuple[str, str]]
    supports: list[str]
    services: list[str]


@dataclass(frozen=True)
class Act:
    """Something done with the note besides correcting it."""

    at: dt.datetime
    who: str
    what: str


def of(note: Any) -> tuple[list[Version], list[Act]]:
    """All versions, the present one first, and what else was done, the latest first. Two queries.

    `note` comes with its services, as from `access.note_or_404`.
    """
    former = list(note.former.order_by("pgh_id"))
    people = names_of([event.pgh_context or {} for event in former])
    acts = [
        Act(event.pgh_created_at, people.get((event.pgh_context or {}).get("actor", ""), SOMEBODY), ACTS[verb])
        for event in former
        if (verb := verb_of(event.pgh_context or {})) in ACTS
    ]
    latest = {event.version: event for event in former} | {note.version: note}
    writers = {state.corrected_by_id or state.author_id for state in latest.values()}
    names = dict(User.objects.filter(pk__in=writers).values_list("pk", "display_name"))
    versions = [
        _version(state, names, note.told_services, present=state is note)
        for _, state in sorted(latest.items(), reverse=True)
    ]
    return versions, acts[::-1]


def _version(state: Any, names: dict[uuid.UUID, str], services: list[dict[str, Any]], *, present: bool) -> Version:
    labelled = [
        ("Das Wichtigste", state.sentence),
        ("Eigenes Anliegen", state.own_concern),
        ("Zusammenfassung", state.summary),
        ("Vereinbarungen", state.agreements),
    ]
    return Version(
        number=state.version,
        who=names.get(state.corrected_by_id or state.author_id, SOMEBODY),
        at=state.corrected_at or state.written_at,
        why=state.correction_reason or "",
        present=present,
        happened_on=state.happened_on,
        setting=Setting(state.setting).label,
        minutes=state.minutes,
        texts=[(label, text) for label, text in labelled if text],
        supports=kind_labels(state.supports),
        services=services_in(services, state.version),
    )
