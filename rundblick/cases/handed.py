"""A note as the person reads it once it is released: on their own page, and beforehand in the preview."""

import datetime as dt
import re
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from rundblick.calendar.codes import Setting
from rundblick.cases.models import ContactNote
from rundblick.invitations import words
from rundblick.language.wording import abbreviations

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
    return words.setting(code) if code in Setting.values else ""


def explained(texts: Iterable[str]) -> list[tuple[str, str]]:
    """Short forms of the office that stand in the texts, with their meaning, in the order of their first place."""
    known = abbreviations().explained
    found = (word for text in texts for word in _WORD.findall(text))
    return [(word, known[word]) for word in dict.fromkeys(found) if word in known]
