"""From what somebody typed to what is looked for. Pure but for the words and places the directory knows."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from rundblick.directory.models import KnownWord, Place
from rundblick.directory.tongues.book import Tongue, spoken
from rundblick.directory.tongues.understanding import (
    Meant,
    is_filler,
    meant_by,
    nearest,
    plainly,
    sayings_in,
    tongue_named,
)
from rundblick.directory.words import SHORTEST_PART, asked, candidates, fillers, parts, umlauted
from rundblick.people.languages import LANGUAGES
from rundblick.people.spelling import fold
from rundblick.people.typos import signatures, slips

SHORTEST_TYPO = 5
BATCH = 20_000
SHORTEST_BEGINNING = 4
LONGEST_QUERY = 200
MOST_TERMS = 8
_ENDINGS = ("", "e", "en", "em", "er", "es", "sprachig", "sprachige", "sprachigen")


@dataclass(frozen=True)
class Spot:
    """Somewhere to look near to. `wide`: a whole municipality or district rather than a point."""

    name: str
    city: str
    latitude: float
    longitude: float
    wide: bool
    id: uuid.UUID | None = None

    @classmethod
    def of(cls, row: Place) -> "Spot":
        """The place of this row."""
        return cls(row.name, row.city, row.latitude, row.longitude, row.wide, row.pk)


@dataclass(frozen=True)
class Term:
    """A word that names something, in all ways in which it may stand in an entry.

    `begins`: no entry says it, so that it may be the beginning of a word. `topics`: what it means in another language;
    `hinted`: perhaps. `share`: of all entries, how many said it when they were last counted, 0 to 1.
    """

    readings: tuple[str, ...]
    begins: bool = False
    topics: tuple[str, ...] = ()
    hinted: bool = False
    share: float = 0


@dataclass(frozen=True)
class Reading:
    """What is looked for. `corrected`: for mistyped words, what was understood."""

    terms: tuple[Term, ...] = ()
    spot: Spot | None = None
    languages: tuple[str, ...] = ()
    corrected: dict[str, str] = field(default_factory=dict)


def read(text: str) -> Reading:
    """Understand a question, in German and in the languages of the public pages. Up to two queries, however long."""
    tongue = spoken()
    words = asked(plainly(text[:LONGEST_QUERY]))
    tongues = {word: code for word in words if (code := _tongue(word) or tongue_named(word, tongue))}
    rest = [word for word in words if word not in tongues][: MOST_TERMS + 2]
    if not rest:
        return Reading(languages=tuple(dict.fromkeys(tongues.values())))
    spots = _spots(rest)
    naming = [word for word in rest if word not in spots][:MOST_TERMS]
    near = _near(naming)
    corrected: dict[str, str] = {}
    terms = _terms(_without_fillers(naming, near, tongue), near, tongue, corrected)
    return Reading(
        terms=tuple(terms),
        spot=next(iter(spots.values()), None),
        languages=tuple(dict.fromkeys(tongues.values())),
        corrected=corrected,
    )


def _without_fillers(words: list[str], near: Mapping[str, float], tongue: Tongue) -> list[str]:
    """The words but those that only ask in another language; all of them where nothing else is left.

    What some entry says is kept on a German page: it asks in German.
    """
    kept = [word for word in words if not is_filler(word, tongue) or (tongue.german and word in near)]
    return kept or words


def _terms(words: list[str], near: Mapping[str, float], tongue: Tongue, corrected: dict[str, str]) -> list[Term]:
    """The words with all they may mean, and a term for whole sayings of another language.

    On a German page other languages are asked only for what no entry says. On the page of another language a word that
    nobody knows is passed over where another one was understood: most German slips of the finger are made in German.
    """
    meant = {word: _meant(word, near, tongue, corrected) for word in words}
    strange = [word for word in words if not meant[word].topics and not _known(word, near)]
    if not tongue.german and len(strange) < len(words):
        words = [word for word in words if word not in strange]
    terms = [_term(word, near, meant[word], corrected) for word in words]
    others = [word for word in words if not (tongue.german and _known(word, near))]
    sayings = sayings_in(others, tongue)
    return [*terms, Term((), topics=sayings)] if sayings else terms


def _known(word: str, near: Mapping[str, float]) -> set[str]:
    return {word, *umlauted(word)} & near.keys()


def _meant(word: str, near: Mapping[str, float], tongue: Tongue, corrected: dict[str, str]) -> Meant:
    known = _known(word, near)
    if known and tongue.german:
        return Meant()
    found = meant_by(word, tongue)
    if not known and not found.topics and (guess := nearest(word, tongue)):
        corrected[word] = guess
        return meant_by(guess, tongue)
    return found


def _term(word: str, near: Mapping[str, float], meant: Meant, corrected: dict[str, str]) -> Term:
    readings = {word, *umlauted(word)}
    strange = not readings & near.keys() and not meant.topics
    if strange and len(word) >= SHORTEST_TYPO and (guesses := _guesses(word, near)):
        corrected[word] = guesses[0]
        readings.update(guesses)
    begins = strange and len(word) >= SHORTEST_BEGINNING
    share = max((near.get(reading, 0) for reading in readings), default=0)
    return Term(tuple(sorted(readings)), begins=begins, topics=meant.topics, hinted=meant.hinted, share=share)


def compounds(term: Term, known: set[str]) -> list[tuple[str, ...]]:
    """The parts of each reading that is a compound of known words."""
    return [found for reading in term.readings if len(found := parts(reading, known)) > 1]


def known_parts(words: Iterable[str]) -> set[str]:
    """Which pieces of long words are words of some entry. One query for each few thousand pieces."""
    long = {word for word in words if len(word) >= 2 * SHORTEST_PART}
    pieces = sorted({piece for word in long for piece in candidates(word)} - fillers())
    found: set[str] = set()
    for start in range(0, len(pieces), BATCH):
        batch = pieces[start : start + BATCH]
        found.update(KnownWord.objects.filter(word__in=batch).values_list("word", flat=True))
    return found


def _tongue(word: str) -> str:
    """The code of a language that is named, in any of its endings ("arabisch", "arabischsprachige"); or nothing."""
    for code, label in LANGUAGES.items():
        name = label.split(" (")[0].casefold()
        if code != "xx" and word.startswith(name) and word.removeprefix(name) in _ENDINGS:
            return "" if code == "de" else code
    return ""


def _spots(words: list[str]) -> dict[str, Spot]:
    """Words that name a place, with it; the largest where several carry the name. One query."""
    folded = {fold(word): word for word in words}
    order = list(Place.Kind.values)
    rows = sorted(Place.objects.filter(folded__in=folded), key=lambda row: (-order.index(row.kind), row.name))
    return {folded[row.folded]: Spot.of(row) for row in rows}


def _near(words: list[str]) -> dict[str, float]:
    """Known words at most a slip or two away, exact ones among them, with their share of all entries. One query."""
    wanted = {one for word in words for reading in (word, *umlauted(word)) for one in signatures(reading, depth=1)}
    if not wanted:
        return {}
    rows = KnownWord.objects.filter(signatures__overlap=sorted(wanted)).order_by("word").values_list("word", "share")
    return dict(rows[:500])


def _guesses(word: str, near: Iterable[str]) -> list[str]:
    """Known words that are nearest to a mistyped one, at most three."""
    limit = 1 if len(word) < 7 else 2
    scored = sorted((slips(word, other, limit=limit), abs(len(word) - len(other)), other) for other in near)
    best = [other for distance, _, other in scored if distance <= limit]
    return best[:3]
