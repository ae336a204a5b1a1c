"""What the pages about texts show, put together from what the library and the decisions say. No database."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from rundblick.consent.approving import Key, Status, Text, all_languages, texts_of
from rundblick.consent.models import TextDecision
from rundblick.consent.wording import Purpose, Version, purposes
from rundblick.web.german import german_date
from rundblick.web.parts import Badge

BADGES = {
    Status.DELIVERED: Badge(text="freigegeben", kind="success"),
    Status.APPROVED: Badge(text="freigegeben", kind="success"),
    Status.CHANGED: Badge(text="Worte geändert", kind="danger"),
    Status.DRAFT: Badge(text="Entwurf", kind="neutral"),
}


@dataclass(frozen=True)
class State:
    """One text in the overview; without a text there is none in this language."""

    language: str
    badge: Badge | None = None
    url: str = ""


@dataclass(frozen=True)
class Row:
    """One version of a purpose with its languages. `since`: from when it is, was or will be in force, in words."""

    purpose: Purpose
    version: Version
    since: str
    states: tuple[State, ...]


@dataclass(frozen=True)
class Overview:
    """All texts by purpose: those in force or to come, and former ones. `open`: how many are not approved yet."""

    languages: tuple[str, ...]
    current: tuple[Row, ...]
    former: tuple[Row, ...]
    open: int
    all: int


def overview(latest: Mapping[Key, TextDecision], day: dt.date) -> Overview:
    """The state of every text on that day."""
    rows: dict[bool, list[Row]] = {False: [], True: []}
    states: list[Status] = []
    for purpose in purposes().values():
        in_force = _in_force(purpose, day)
        for version in reversed(purpose.texts):
            former = in_force is not None and version.version < in_force.version
            texts = {one.language: one for one in texts_of(purpose, version, former=former)}
            rows[former].append(_row(purpose, version, texts, latest, day))
            if not former:
                states += [one.status(latest.get(one.key)) for one in texts.values()]
    return Overview(
        languages=tuple(label for _, label in all_languages()),
        current=tuple(rows[False]),
        former=tuple(rows[True]),
        open=sum(state not in (Status.APPROVED, Status.DELIVERED) for state in states),
        all=len(states),
    )


def said(text: Text, decision: TextDecision | None) -> str:
    """In a sentence how a text stands."""
    match text.status(decision):
        case Status.DELIVERED:
            return "Der Text ist mit der Auslieferung freigegeben."
        case Status.APPROVED if decision:
            return f"Freigegeben am {german_date(decision.decided_at)} von {decision.decided_by}."
        case Status.CHANGED:
            return "Seit der Freigabe wurden die Worte geändert. Die Freigabe gilt nicht mehr."
    if decision is not None:
        return f"Die Freigabe wurde am {german_date(decision.decided_at)} zurückgenommen."
    return "Noch nicht freigegeben."


def _in_force(purpose: Purpose, day: dt.date) -> Version | None:
    try:
        return purpose.text_on(day)
    except LookupError:
        return None


def _row(
    purpose: Purpose, version: Version, texts: Mapping[str, Text], latest: Mapping[Key, TextDecision], day: dt.date
) -> Row:
    found = []
    for code, label in all_languages():
        text = texts.get(code)
        if text is None:
            found.append(State(label))
            continue
        url = reverse("consent:text", args=[purpose.code, version.version, code])
        found.append(State(label, BADGES[text.status(latest.get(text.key))], url))
    since = f"{'ab' if version.valid_from > day else 'seit'} {german_date(version.valid_from)}"
    return Row(purpose, version, since, tuple(found))
