"""German words as the search compares them: pure functions. Stemming itself is PostgreSQL's (`german`).

What PostgreSQL cannot: take compounds apart ("Schuldnerberatungsstelle"), read ä written as ae, and leave out words
that only ask ("ich brauche Hilfe mit").
"""

import re
from collections.abc import Container
from functools import cache
from pathlib import Path
from typing import Literal

from rundblick.catalogue.loading import Document, load_document

SHORTEST_PART = 4
LONGEST = 60
_WORD = re.compile(r"[^\W_]+")
_JOINTS = ("", "s", "n", "en", "es", "er", "e", "ns")
_WRITTEN_OUT = {"ae": "ä", "oe": "ö", "ue": "ü"}
_PAIR = re.compile("ae|oe|ue")


class _Fillers(Document):
    schema_version: Literal[1]
    words: tuple[str, ...]


@cache
def fillers() -> frozenset[str]:
    """Words that ask and name nothing."""
    return frozenset(load_document(Path(__file__).with_name("fillers.yaml"), _Fillers).words)


def tokens(text: str) -> list[str]:
    """The words of a text in small letters, hyphenated ones also as one, in their order."""
    found: list[str] = []
    for chunk in text.casefold().split():
        words = [word[:LONGEST] for word in _WORD.findall(chunk)]
        found += words
        if len(words) > 1 and "-" in chunk:
            found.append("".join(words)[:LONGEST])
    return found


def sign(topic: str) -> str:
    """A word that nobody says and every entry of a topic carries: what words of other languages are looked up as."""
    return "x" + topic.replace("_", "") + "x"


def asked(text: str) -> list[str]:
    """The words of a question that name something; all of them where nothing else is left."""
    words = list(dict.fromkeys(_WORD.findall(text.casefold())))
    return [word[:LONGEST] for word in words if word not in fillers()] or [word[:LONGEST] for word in words]


def umlauted(word: str) -> set[str]:
    """Other readings of a word in which ae, oe or ue may stand for an umlaut: all of them, or one."""
    pairs = list(_PAIR.finditer(word))
    found = {_PAIR.sub(lambda match: _WRITTEN_OUT[match.group()], word)} if pairs else set()
    for pair in pairs if len(pairs) > 1 else ():
        found.add(word[: pair.start()] + _WRITTEN_OUT[pair.group()] + word[pair.end() :])
    return found


def candidates(word: str) -> set[str]:
    """Every piece of a word that could be a part of a compound."""
    ends = range(SHORTEST_PART, len(word) + 1)
    return {word[start:end] for end in ends for start in range(end - SHORTEST_PART + 1)} - {word}


def parts(word: str, known: Container[str]) -> tuple[str, ...]:
    """The parts of a compound that are all known words, as few as possible; nothing where there is no such reading."""

    @cache
    def split(rest: str) -> tuple[str, ...]:
        best: tuple[str, ...] = (rest,) if rest != word and rest in known else ()
        for end in range(SHORTEST_PART, len(rest) - SHORTEST_PART + 1):
            if best and len(best) == 1:
                break
            tail = split(rest[end:])
            if not tail or (best and len(tail) + 1 >= len(best)):
                continue
            head = rest[:end]
            for joint in _JOINTS:
                stem = head.removesuffix(joint) if joint else head
                if len(stem) >= SHORTEST_PART and head.endswith(joint) and stem in known:
                    best = (stem, *tail)
                    break
        return best

    return split(word) if len(word) >= 2 * SHORTEST_PART else ()
