"""From a word of another language to the topics it may mean. Pure: the files of `taxonomy` are the dictionary.

Endings are cut off roughly and on both sides alike: "боргів" and "борги" are the same, as are "borçlarım" and "borç",
"الديون" and "ديوني". Whoever needs more than that taps on a topic.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from rundblick.directory.tongues.book import Tongue, foreign, tongues
from rundblick.directory.tongues.names import names_in
from rundblick.people.typos import slips

SHORTEST_STEM = 3
SHORTEST_BEGINNING = 4
SHORTEST_TYPO = 5
_WORD = re.compile(r"[^\W_]+")
_APOSTROPHE = re.compile(r"(?<=[\u0400-\u052f])['’ʼ`´](?=[\u0400-\u052f])")
_MARKS = dict.fromkeys([*range(0x0610, 0x061B), *range(0x064B, 0x0660), 0x0670, 0x0640, 0x0307, 0x200C, 0x200F])
_LETTERS = str.maketrans("أإآٱىؤئةکیı", "اااايويهكيi")
_TURKISH = str.maketrans("çğşöüâîûkpt", "cgsouaiugbd")
_ENDINGS = {
    "en": ("ations", "ation", "ions", "ion", "ings", "ing", "ies", "ied", "es", "ed", "s", "y", "e"),
    "uk": (
        *("ування", "ання", "ення", "тися", "ами", "ями", "ові", "еві", "ого", "ому", "ими", "ити", "ати", "ють"),
        *("ись", "ій", "ою", "ею", "ів", "їв", "ам", "ям", "ах", "ях", "ий", "ої", "ую", "ти", "ть"),
        *("а", "е", "и", "і", "о", "у", "ь", "ю", "я", "й", "є", "ї"),
    ),
    "ar": ("كم", "هم", "ها", "نا", "ات", "ون", "ين", "ان", "يه", "تي", "ه", "ي", "ت"),
    "tr": ("lari", "leri", "lar", "ler", "mag", "meg"),
}
_ARTICLES = ("وال", "بال", "كال", "فال", "لل", "ال")


def plainly(text: str) -> str:
    """Small letters without what people leave out: vowel signs, forms of alef, the dot of İ, apostrophes in a word."""
    return _APOSTROPHE.sub("", text.casefold().translate(_MARKS).translate(_LETTERS))


def stem(word: str, tongue: str) -> str:
    """What a word shares with its other forms; `word` as `plainly` gives it."""
    if tongue == "ar":
        article = next((one for one in _ARTICLES if word.startswith(one)), "")
        word = word.removeprefix(article) if len(word) - len(article) >= SHORTEST_STEM else word
    if tongue == "tr":
        word = word.translate(_TURKISH)
    for ending in _ENDINGS[tongue]:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_STEM:
            return word.removesuffix(ending)
    return word


@dataclass(frozen=True)
class Meant:
    """Topics that a word may mean. `hinted`: it only stands beside others where they are spoken of."""

    topics: tuple[str, ...] = ()
    hinted: bool = False


def meant_by(word: str, spoken: Tongue) -> Meant:
    """What a word may mean, in the language of the page first, then in any other; no topics for an unknown word."""
    for tongue in _order(spoken):
        if found := _looked_up(word, _book(tongue.code).alone, tongue.code):
            return Meant(tuple(sorted(found)))
        if found := _looked_up(word, _book(tongue.code).beside, tongue.code):
            return Meant(tuple(sorted(found)), hinted=True)
    return Meant()


def sayings_in(words: Iterable[str], spoken: Tongue) -> tuple[str, ...]:
    """Topics of which a whole saying stands in a question: "iş kurmak" is neither "iş" nor "kurmak"."""
    asked, found = list(words), set()
    for tongue in _order(spoken):
        roots = {stem(word, tongue.code) for word in asked}
        found |= {code for saying, code in _book(tongue.code).sayings if saying <= roots}
    return tuple(sorted(found))


def nearest(word: str, spoken: Tongue) -> str:
    """For a mistyped word of the page's language the word that was meant, or nothing."""
    if spoken.german or len(word) < SHORTEST_TYPO:
        return ""
    limit = 1 if len(word) < 7 else 2
    known = (one for one in _words(spoken.code) if abs(len(one) - len(word)) <= limit)
    scored = sorted((slips(word, one, limit=limit), one) for one in known)
    return scored[0][1] if scored and scored[0][0] <= limit else ""


def is_filler(word: str, spoken: Tongue) -> bool:
    """Whether a word asks and names nothing, in the language of the page or, on a German one, in any other."""
    return any(word in _fillers(tongue.code) for tongue in ([spoken] if not spoken.german else foreign()))


def prepare() -> None:
    """Read the words of all languages, which takes a second or two."""
    for tongue in foreign():
        _book(tongue.code)


def tongue_named(word: str, spoken: Tongue) -> str:
    """The code of a language that is named in the words of another one; or nothing."""
    return next((code for one in _order(spoken) if (code := _named(one.code).get(stem(word, one.code)))), "")


def _order(spoken: Tongue) -> list[Tongue]:
    return sorted(foreign(), key=lambda one: one.code != spoken.code)


def _looked_up(word: str, book: Mapping[str, frozenset[str]], tongue: str) -> frozenset[str]:
    root = stem(word, tongue)
    if root in book or tongue not in ("tr", "ar"):
        return book.get(root, frozenset())
    if tongue == "ar":
        return book.get(stem(word[1:], tongue), frozenset()) if word[0] in "وبل" and len(word) > 4 else frozenset()
    whole = word.translate(_TURKISH)
    starts = (whole[:end] for end in range(len(whole) - 1, SHORTEST_BEGINNING - 1, -1))
    return next((book[one] for one in starts if one in book), frozenset())


@dataclass(frozen=True)
class _Book:
    """Topics by the stems of what is said for them: of a word alone, of one beside others, of several together."""

    alone: Mapping[str, frozenset[str]]
    beside: Mapping[str, frozenset[str]]
    sayings: tuple[tuple[frozenset[str], str], ...]


@cache
def _book(tongue: str) -> _Book:
    """A word that alone says a topic means that one, whatever it stands beside elsewhere: "flat" looks for a flat,
    although flats are also cold and lost."""
    alone: dict[str, set[str]] = defaultdict(set)
    beside: dict[str, set[str]] = defaultdict(set)
    sayings = []
    for code, said in names_in(tongue).topics.items():
        for text in (said.label, said.plain, *said.words):
            roots = [stem(word, tongue) for word in _named_words((text,), tongue)]
            for root in roots:
                (alone if len(roots) == 1 and text != said.plain else beside)[root].add(code)
            if len(set(roots)) > 1 and text in said.words:
                sayings.append((frozenset(roots), code))
    return _Book(_frozen(alone), _frozen(beside), tuple(sayings))


def _frozen(found: Mapping[str, set[str]]) -> dict[str, frozenset[str]]:
    return {root: frozenset(codes) for root, codes in found.items()}


@cache
def _words(tongue: str) -> tuple[str, ...]:
    said = (text for one in names_in(tongue).topics.values() for text in (one.label, one.plain, *one.words))
    return tuple(sorted(set(_named_words(said, tongue))))


def _named_words(texts: Iterable[str], tongue: str) -> list[str]:
    return [word for text in texts for word in _WORD.findall(plainly(text)) if word not in _fillers(tongue)]


@cache
def _fillers(tongue: str) -> frozenset[str]:
    return frozenset(word for text in tongues()[tongue].fillers for word in _WORD.findall(plainly(text)))


@cache
def _named(tongue: str) -> dict[str, str]:
    """Codes of languages by the stem of their names; German is not one to filter by, and names of two words neither."""
    found = {}
    for code, names in tongues()[tongue].languages.items():
        for name in names.split(" / "):
            words = _WORD.findall(plainly(name))
            if code not in ("de", "xx") and len(words) == 1:
                found[stem(words[0], tongue)] = code
    return found
