"""A note as the person reads it once it is released: on their own page, and beforehand in the preview."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rundblick.calendar.codes import Setting
from rundblick.cases.models import ContactNote
from rundblick.language.wording import abbreviations

SETTINGS: dict[str, Promise] = {
    Setting.OFFICE: _("im Büro"),
    Setting.SPECIAL_ROOM: _("in einem anderen Raum bei uns"),
    Setting.DECENTRAL_OFFICE: _("in der Anlaufstelle"),
    Setting.MOBILE_OFFICE: _("im Beratungsbus"),
    Setting.PHONE: _("am Telefon"),
    Setting.VIDEO: _("per Video"),
    Setting.WALK_AND_TALK: _("beim Spazierengehen"),
    Setting.NEIGHBOURHOOD: _("in Ihrer Nähe"),
    Setting.COMPANY: _("im Betrieb"),
    Setting.HOME_VISIT: _("bei Ihnen zu Hause"),
    Setting.GROUP: _("in der Gruppe"),
}

_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """One note in the words of the person's own page. `short`: short forms in it with their meaning."""

    pk: uuid.UUID | None
    on: dt.date | None
    where: str
    with_whom: str
    sentence: str
    own_concern: str
    summary: str
    agreements: str
    shared: str = ""
    short: list[tuple[str, str]]


def talk(note: ContactNote, *, shared: str = "") -> Talk:
    """A stored note; `shared` names the member who opened it to the reader."""
    texts = {name: getattr(note, name) or "" for name in ("sentence", "own_concern", "summary", "agreements")}
    return Talk(
        pk=note.pk,
        on=note.happened_on,
        where=setting(note.setting),
        with_whom=note.author.display_name,
        shared=shared,
        short=explained(texts.values()),
        **texts,
    )


def setting(code: str) -> str:
    """Where people met, said to the person; "" for nothing chosen yet."""
    return str(SETTINGS[Setting(code)]) if code in Setting.values else ""


def explained(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Short forms of the office that stand in the texts, with their meaning, in the order of their first place."""
    known = abbreviations().explained
    words = (word for text in texts for word in _WORD.findall(text))
    return [(word, known[word]) for word in dict.fromkeys(words) if word in known]
