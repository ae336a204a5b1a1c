"""Verbs of the ordinary part: stating, restating, ending and taking up entries, and marking what was transferred."""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from typing import Any

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.calendar.errors import Refused
from rundblick.cases import standing
from rundblick.cases.worked import worked_on
from rundblick.situation.catalogue import area_of, topic_of
from rundblick.situation.codes import Kind, Occasion, View
from rundblick.situation.models import HIGHEST, Entry
from rundblick.web.clock import today

KIND = "situation"


def add(
    *,
    dossier_id: uuid.UUID,
    person_id: uuid.UUID,
    author: User,
    topic: str,
    view: View | str,
    kind: Kind | str,
    text: str = "",
    indicators: Sequence[str] = (),
    occasion: Occasion | str = "",
    scale: int | None = None,
    shared: bool = False,
    since: dt.date | None = None,
    token: uuid.UUID | None = None,
) -> Entry:
    """Write down what holds about a topic from `since` (today by default). A form sent twice makes one entry.

    Raises Refused for a topic of the protected area, an entry that says nothing, the home without an occasion, a
    scale where none belongs, or a day ahead.
    """
    area = area_of(topic)
    if area is None:
        raise Refused("Dieses Thema gibt es nicht.")
    content = checked(topic, text=text, indicators=indicators, occasion=occasion, scale=scale)
    row = Entry(
        dossier_id=dossier_id,
        person_id=person_id,
        field=area.number,
        topic=topic,
        view=View(view),
        kind=Kind(kind),
        shared=shared,
        valid_from=since or today(),
        **content,
    )
    row = standing.state(row, author=author, verb="situation.add", token=token)
    _tell(row)
    return row


def restate(
    *,
    entry: Entry,
    author: User,
    version: int,
    view: View | str,
    kind: Kind | str,
    text: str = "",
    indicators: Sequence[str] = (),
    occasion: Occasion | str = "",
    scale: int | None = None,
    shared: bool = False,
) -> Entry:
    """Say anew what holds from today; answers the entry that stands now. Raises like `add`, and Stale."""
    content = checked(entry.topic, text=text, indicators=indicators, occasion=occasion, scale=scale)
    changes: dict[str, Any] = {"view": View(view), "kind": Kind(kind), "shared": shared, **content}
    same = all(getattr(entry, name) == value for name, value in changes.items())
    if not same:
        changes["transferred_on"] = None
    row = standing.restate(entry, author=author, verb="situation.restate", version=version, **changes)
    if not same:
        _tell(row)
    return row


def end(*, entry: Entry, version: int) -> Entry | None:
    """It no longer holds from today. None when it was made today and is taken back altogether. Raises Stale."""
    row = standing.end(entry, verb="situation.end", version=version)
    if row is not None:
        _tell(row)
    return row


def resume(*, entry: Entry, author: User) -> Entry:
    """It holds after all: the same words again from today. Raises Refused when the entry still or again stands."""
    if entry.valid_until is None or Entry.objects.filter(thread=entry.thread, valid_until__isnull=True).exists():
        raise Refused("Dieser Eintrag gilt schon.")
    names = ("field", "topic", "view", "kind", "indicators", "text", "occasion", "urgent", "scale", "shared")
    row = Entry(
        dossier_id=entry.dossier_id,
        person_id=entry.person_id,
        thread=entry.thread,
        valid_from=today(),
        **{name: getattr(entry, name) for name in names},
    )
    row = standing.state(row, author=author, verb="situation.resume")
    _tell(row)
    return row


def transferred(*, entries: Collection[Entry], day: dt.date | None) -> int:
    """Mark needs as copied into the leading file on that day, or take the mark away; answers how many changed."""
    changed = 0
    with reason("situation.transfer"):
        ids = [entry.pk for entry in entries]
        held = Entry.objects.select_for_update(of=("self",)).filter(pk__in=ids, valid_until__isnull=True)
        for row in held.order_by("pk"):
            if row.transferred_on != day:
                row.transferred_on = day
                row.version += 1
                row.save(update_fields=["transferred_on", "version"])
                changed += 1
    return changed


def checked(
    code: str, *, text: str, indicators: Sequence[str], occasion: Occasion | str, scale: int | None
) -> dict[str, Any]:
    """What an entry about this topic may hold, as fields. Raises Refused in words for the screen."""
    topic = topic_of(code)
    if topic is None:
        raise Refused("Dieses Thema gibt es nicht.")
    if topic.protected:
        raise Refused(f"„{topic.label}“ gehört in den geschützten Bereich und braucht eine Einwilligung.")
    chosen = [one.code for one in topic.indicators if one.code in set(indicators)]
    if not chosen and not text.strip() and scale is None:
        raise Refused("Bitte kreuzen Sie etwas an oder schreiben Sie einen Satz.")
    if topic.at_most and len(chosen) > topic.at_most:
        raise Refused(f"Bitte wählen Sie höchstens {topic.at_most} aus.")
    if topic.occasion and not occasion:
        raise Refused("Über die Wohnung wird nur aus einem Anlass gesprochen. Bitte wählen Sie ihn aus.")
    if scale is not None and (topic.scale is None or not 0 <= scale <= HIGHEST):
        raise Refused("Die Zahl liegt zwischen 0 und 10.")
    return {
        "text": text.strip() or None,
        "indicators": chosen,
        "occasion": Occasion(occasion) if topic.occasion else "",
        "urgent": topic.acute(chosen) or (topic.occasion and occasion == Occasion.DANGER),
        "scale": scale,
    }


def _tell(row: Entry) -> None:
    """One line in the story per member and day."""
    worked_on(KIND, dossier_id=row.dossier_id, person_id=row.person_id)
