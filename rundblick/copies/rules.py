"""Pure rules: the deadline, how sections become entries, what is put forward for a look, and what is hidden."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any

from rundblick.copies.reasons import Reason
from rundblick.programmes.days import add_months
from rundblick.web.german import german_date, german_datetime

PART_SIZE = 50
DASH = german_date(None)
FILES_FOR = dt.timedelta(days=30)
DRAFTS_FOR = dt.timedelta(days=100)
"""A little longer than the longest deadline of three months."""


def answer_by(asked_on: dt.date, *, extended: bool) -> dt.date:
    """The last day for the answer: one month after the wish came in, three when extended (Art. 12 Abs. 3 DSGVO)."""
    return add_months(asked_on, 3 if extended else 1)


def gone_after(released_at: dt.datetime) -> dt.datetime:
    """When the files of a released copy are erased."""
    return released_at + FILES_FOR


@dataclass(frozen=True, slots=True)
class Section:
    """What a room says about the person: a heading and entries, each a text per column.

    `review`: each entry must be looked at before the copy leaves.
    """

    title: str
    columns: tuple[str, ...]
    entries: tuple[tuple[str, ...], ...]
    review: bool = False


def section(told: dict[str, Any]) -> Section:
    """What a contribution of the registry `export` answers, in one shape."""
    review = bool(told.get("review"))
    if "entries" in told:
        columns = tuple(dict.fromkeys(name for entry in told["entries"] for name in entry))
        entries = tuple(tuple(_text(entry.get(name)) for name in columns) for entry in told["entries"])
        return Section(told["title"], columns, entries, review)
    entries = tuple(tuple(map(_text, row)) for row in told["rows"])
    return Section(told["title"], tuple(told.get("columns", ())), entries, review)


def _text(value: Any) -> str:
    match value:
        case None:
            return ""
        case dt.datetime():
            return german_datetime(value)
        case dt.date():
            return german_date(value)
        case _:
            return str(value)


def slices(whole: Section) -> Iterator[tuple[int, tuple[tuple[str, ...], ...]]]:
    """The entries in parts: number of the first one, from 1, and the entries."""
    for start in range(0, len(whole.entries), PART_SIZE):
        yield start + 1, whole.entries[start : start + PART_SIZE]


def pairs(columns: Sequence[str], entry: Sequence[str]) -> list[tuple[str, str]]:
    """Heading and text of each filled place of an entry."""
    return [(name, text) for name, text in zip_longest(columns, entry, fillvalue="") if text not in ("", DASH)]


def found_words(entry: Iterable[str], names: Iterable[str], signs: Iterable[str]) -> list[str]:
    """Why somebody should look at an entry: first names of others, and words that may concern a child or a third
    person, as they stand there. A hint and no judgement.
    """
    text = "\n".join(entry)
    named = [rf"(?<!\w){re.escape(name)}s?(?!\w)" for name in names if name]
    signed = [rf"(?<!\w){re.escape(sign)}\w*" for sign in signs]
    hits = (re.search(pattern, text, re.IGNORECASE) for pattern in [*named, *signed])
    return list(dict.fromkeys(hit.group() for hit in hits if hit))


@dataclass(frozen=True, slots=True)
class Hidden:
    """Something that is not told, and why. Without words the whole entry."""

    reason: Reason
    words: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a text; with a reason it is hidden."""

    text: str
    reason: Reason | None = None


def pieces(text: str, hidden: Sequence[Hidden]) -> list[Piece]:
    """The text cut into what is told and what is hidden, in order. Words are hidden up to the end of their last word,
    so that "Karim" takes "Karims" along and nothing can be guessed from an ending.
    """
    by_words = sorted((one for one in hidden if one.words), key=lambda one: -len(one.words))
    if not by_words:
        return [Piece(text)]
    pattern = "|".join(f"({_pattern(one.words)})" for one in by_words)
    found, at = [], 0
    for hit in re.finditer(pattern, text, re.IGNORECASE):
        found += [Piece(text[at : hit.start()]), Piece(hit.group(), by_words[(hit.lastindex or 1) - 1].reason)]
        at = hit.end()
    return [piece for piece in [*found, Piece(text[at:])] if piece.text]


def _pattern(words: str) -> str:
    return r"(?<!\w)" + r"\s+".join(re.escape(word) for word in words.split()) + r"\w*"


def stands_in(words: str, entry: Iterable[str]) -> bool:
    """Whether these words would hide something of the entry."""
    return any(re.search(_pattern(words), text, re.IGNORECASE) for text in entry)


def mark(reason: Reason) -> str:
    """What stands where something is hidden."""
    return f"[geschwärzt: {reason.label}, {reason.basis}]"


def whole(hidden: Iterable[Hidden]) -> Reason | None:
    """Why the entry is not told at all, if so."""
    return next((one.reason for one in hidden if not one.words), None)


def told(columns: Sequence[str], entry: Sequence[str], hidden: Sequence[Hidden]) -> list[tuple[str, str]]:
    """An entry as the person gets it; the hidden words are not in it."""
    reason = whole(hidden)
    if reason:
        return [("", mark(reason))]
    return [
        (name, "".join(mark(piece.reason) if piece.reason else piece.text for piece in pieces(text, hidden)))
        for name, text in pairs(columns, entry)
    ]
