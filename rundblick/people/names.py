"""Keys under which a person's names are stored for search, and keys of what somebody types.

`search_keys` fills the index table (person, kind, key); `query_keys` says which of its rows a typed name asks
for. A hit is a person who has a row for every word (see `words_needed`); the sum of the weights per word and
kind ranks the hits, and `closeness` sorts the few that are then read. All lookups are equalities on (kind,
key) except the prefix ones, which are ranges in the C collation.
"""

import itertools
import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from rundblick.people.sounds import cologne
from rundblick.people.spelling import fold, loose_spellings, plain, spellings
from rundblick.people.typos import signatures, slips

_ARTICLES = "al el ad ar as ash at az abu abou abd abdul abdel ibn bin bint"
_GERMAN = "von vom zu zum zur der den dem und"
_ROMANCE_AND_DUTCH = "de del della di da dos das do du la le les van ten ter af"
PARTICLES = frozenset(f"{_ARTICLES} {_GERMAN} {_ROMANCE_AND_DUTCH}".split())
COURTESY = frozenset(("herr", "herrn", "frau", "fr", "hr", "familie", "fam", "dr", "prof", "doktor"))
_GERMAN_PARTICLES = frozenset(_GERMAN.split())
_SPLIT = re.compile(r"[^\w'’‘ʼ`´ʹʻ′]+|_+")


class Kind(StrEnum):
    """Kinds of rows in the name index; one letter each, because there are dozens of rows per person."""

    PLAIN = "n"
    SPELLING = "v"
    SOUND = "k"
    SLIP = "t"


_WEIGHTS = {Kind.PLAIN: 8, Kind.SPELLING: 4, Kind.SLIP: 3, Kind.SOUND: 2}
_PREFIX_WEIGHT = 5
# Nobody's name is longer; without a bound one pasted text would ask for tens of thousands of rows.
_LONGEST_KEY = 60
_LONGEST_FOR_SLIPS = 24
_MOST_WORDS = 8
LONGEST_SORT_KEY = 260
_JOINED_HANDICAP = 1


@dataclass(frozen=True, slots=True)
class QueryKey:
    """One row to look for: `word` is the position of the typed word it stands for, counted from 0.

    With `prefix`, every key that begins with `key` is meant. Of several rows with the same word and kind only
    the heaviest hit counts; kinds add up.
    """

    word: int
    kind: Kind
    key: str
    weight: int
    prefix: bool = False


def words(text: str) -> list[str]:
    """The words of a name as written (NFKC), split at blanks, hyphens and other signs; digits are no word."""
    parts = _SPLIT.split(unicodedata.normalize("NFKC", text))
    return [part for part in parts if fold(part)]


def search_keys(first_names: str, last_name: str, *other_names: str) -> frozenset[tuple[Kind, str]]:
    """All index rows (kind, key) of one person: first names, last name, birth names and aliases.

    Double names are found whole, by each part, and written together (Anne-Marie, Annemarie); particles are
    found alone and as the beginning of the name they belong to (von der Heide, Vonderheide).
    """
    keys: set[tuple[Kind, str]] = set()
    for name in (first_names, last_name, *other_names):
        parts = words(name)
        alone = [part for part in parts if not _is_particle(part, parts)]
        for part in parts:
            keys.add((Kind.PLAIN, plain(part)))
        for part in alone:
            keys |= _keys_of_word(part)
        for joined in _joined(parts):
            keys.add((Kind.PLAIN, plain(joined)))
            keys |= {(Kind.SPELLING, key) for key in loose_spellings(joined)}
    return frozenset((kind, key[:_LONGEST_KEY]) for kind, key in keys)


def _keys_of_word(word: str, *, typed: bool = False) -> set[tuple[Kind, str]]:
    keys = {(Kind.PLAIN, plain(word))}
    keys |= {(Kind.SPELLING, key) for key in loose_spellings(word)}
    keys |= {(Kind.SLIP, key) for key in _slip_keys(plain(word), typed=typed)}
    keys |= {(Kind.SOUND, code) for code in _sound_keys(word)}
    return keys


def _slip_keys(letters: str, *, typed: bool = False) -> frozenset[str]:
    # Stored is one slip, asked for are two in longer words: that finds every word with one slip and four of
    # five long names with two, without more rows. Storing two as well would find nearly all of those, for 14
    # rows more per person (39 instead of 25).
    depth = 0 if len(letters) < 4 else 2 if typed and len(letters) >= 6 else 1
    return signatures(letters[:_LONGEST_FOR_SLIPS], depth=depth)


def _sound_keys(word: str) -> set[str]:
    code = cologne(word)
    return {code} if len(code) >= 2 else set()


def _is_particle(word: str, parts: Sequence[str]) -> bool:
    return plain(word) in PARTICLES and any(plain(part) not in PARTICLES for part in parts)


def _joined(parts: Sequence[str]) -> set[str]:
    joined = {"".join(pair) for pair in itertools.pairwise(parts)}
    if len(parts) > 2:
        joined.add("".join(parts))
    return joined


def query_words(text: str) -> list[str]:
    """The words of a typed name that count: no courtesy words and, where something is left, no particles."""
    typed = [word for word in words(text) if plain(word) not in COURTESY] or words(text)
    return [word for word in typed if not _is_particle(word, typed)][:_MOST_WORDS]


def words_needed(count: int) -> int:
    """How many of `count` typed words must be found: all of up to two, all but one of more.

    Who misses one is only shown when nobody has them all.
    """
    return count if count <= 2 else count - 1


def query_keys(text: str) -> tuple[QueryKey, ...]:
    """Rows to look for when somebody types names in any order; `QueryKey.word` counts `query_words(text)`.

    Words typed apart are also looked for written together, in either neighbour's place. Empty when nothing
    but single letters was typed, so that one letter never lists everybody.
    """
    typed = query_words(text)
    if not any(len(plain(word)) >= 2 for word in typed):
        return ()
    keys: set[QueryKey] = set()
    for place, word in enumerate(typed):
        keys |= {QueryKey(place, kind, key, _WEIGHTS[kind]) for kind, key in _keys_of_word(word, typed=True)}
        keys.add(QueryKey(place, Kind.PLAIN, plain(word), _PREFIX_WEIGHT, prefix=True))
    for joined, places in _typed_together(words(text), typed):
        exact, prefix = _WEIGHTS[Kind.PLAIN] - _JOINED_HANDICAP, _PREFIX_WEIGHT - _JOINED_HANDICAP
        for place in places:
            keys.add(QueryKey(place, Kind.PLAIN, plain(joined), exact))
            keys.add(QueryKey(place, Kind.PLAIN, plain(joined), prefix, prefix=True))
            weight = _WEIGHTS[Kind.SPELLING] - _JOINED_HANDICAP
            keys |= {QueryKey(place, Kind.SPELLING, key, weight) for key in loose_spellings(joined)}
    keys = {replace(key, key=key.key[:_LONGEST_KEY]) for key in keys}
    return tuple(sorted(keys, key=lambda key: (key.word, key.kind, key.key, key.prefix)))


def _typed_together(everything: Sequence[str], typed: Sequence[str]) -> Iterable[tuple[str, list[int]]]:
    runs = [everything[start : start + 2] for start in range(len(everything) - 1)]
    if len(everything) > 2:
        runs += [everything[start : start + 3] for start in range(len(everything) - 2)]
    for run in runs:
        places = [place for place, word in enumerate(typed) if word in run]
        if places:
            yield "".join(run), places


def closeness(query: str, first_names: str, last_name: str, *other_names: str) -> float:
    """How well a person's names answer a typed name: 0 (not at all) to 1 (every typed word stands there).

    For sorting and cutting the few persons the index gave; below `CLOSE_ENOUGH` a hit is better not shown.
    Birth names and aliases count a little less than the names in use.
    """
    typed = query_words(query)
    if not typed:
        return 0.0
    known = [(part, 1.0) for name in (first_names, last_name) for part in _parts_and_joined(name)]
    known += [(part, _FORMER_NAME) for name in other_names for part in _parts_and_joined(name)]
    best = [_best(word, known) for word in typed]
    for joined, places in _typed_together(words(query), typed):
        if (together := _best(joined, known)) >= 0.9:
            for place in places:
                best[place] = max(best[place], together)
    best.sort(reverse=True)
    kept = best[: words_needed(len(best))]
    in_use = max(len(words(f"{first_names} {last_name}")), 1)
    # A typed word the person does not have costs a little, and even less a name nobody typed, so that full
    # matches come first.
    missing, untyped = 1 - sum(best) / len(best), max(0, 1 - len(typed) / in_use)
    return sum(kept) / len(kept) * (1 - 0.2 * missing) * (1 - 0.02 * untyped)


_FORMER_NAME = 0.97
CLOSE_ENOUGH = 0.66


def _parts_and_joined(name: str) -> set[str]:
    parts = words(name)
    return {*parts, *_joined(parts)}


def _best(typed: str, known: Iterable[tuple[str, float]]) -> float:
    return max((_word_closeness(typed, part) * value for part, value in known), default=0.0)


def _word_closeness(typed: str, known: str) -> float:
    one, other = plain(typed), plain(known)
    if fold(typed) == fold(known):
        return 1.0
    if one == other:
        return 0.98
    if spellings(typed) & spellings(known):
        return 0.95
    likeness = 1 - slips(one, other, limit=3) / max(len(one), len(other))
    if other.startswith(one):
        likeness = max(likeness, 0.9)
    if loose_spellings(typed) & loose_spellings(known):
        likeness = max(likeness, 0.85)
    if len(code := cologne(typed)) >= 2 and code == cologne(known):
        likeness = max(likeness, 0.7 if one[0] == other[0] else 0.66) if likeness >= 0.5 else likeness
    return max(likeness, 0.0)


def sort_key(last_name: str, first_names: str = "") -> str:
    """Key for sorting persons like DIN 5007-2 (name lists): ä as ae, ö as oe, ü as ue, ß as ss, marks
    ignored.

    To be compared byte by byte (COLLATE "C"): no ICU collation is needed. German particles do not count in
    front (von der Heide stands at H); a name with an umlaut follows its spelt-out twin. At most
    `LONGEST_SORT_KEY` characters.
    """
    last = [fold(part) for part in words(last_name)]
    while len(last) > 1 and last[0] in _GERMAN_PARTICLES:
        last = last[1:]
    first = [fold(part) for part in words(first_names)]
    written = unicodedata.normalize("NFKC", f"{last_name},{first_names}").lower().replace(" ", "_")
    # A blank sorts before "-", so Meier, Zoe stands before Meier-Adam, Anna.
    return " ".join(("-".join(last), "-".join(first), written)).strip()[:LONGEST_SORT_KEY]
