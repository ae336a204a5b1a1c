"""How hard a German text is to read: the Wiener Sachtextformel, LIX and Flesch in Amstad's version.

They count sentences, words and syllables and know nothing of content: a low figure is no proof that a text is clear,
and no text "is Leichte Sprache" by a figure (BITV 2.0, Anlage 2: that needs people who read it).
"""

import re
from dataclasses import dataclass

from rundblick.language.sentences import sentences

_NUCLEUS = re.compile(r"(?<!q)(?:[aä]u|eu|[ae][iy]|ie|aa|ee|oo|i{2,3}|[aeiouyäöüéèàáâêôóíúûëï])", re.IGNORECASE)
_APART = re.compile(
    r"^(?:be|ge)e(?!re|t|i)|(?:famil|lin|fer|stud|prinzip|kriter|mater|mobil|tal|präm|med|akt)ie(?!r)|seum",
    re.IGNORECASE,
)
"""Two vowels that are spoken apart although they look like one: be-enden, Fa-mi-li-e, Mu-se-um."""


@dataclass(frozen=True, slots=True)
class Measures:
    """Counts of a text and what the formulas make of them; formulas are None for a text without words.

    `long_words` have more than six letters, `heavy_words` three and more syllables, `single_words` one. `wiener` are
    the four Sachtextformeln of Bamberger and Vanecek (1984), in school years: 4 very easy, 15 very hard. `lix` after
    Björnsson: below 30 children's books, above 60 scholarly. `flesch` after Amstad (1978): 100 very easy, 0 very hard.
    """

    sentences: int
    words: int
    syllables: int
    long_words: int
    heavy_words: int
    single_words: int
    wiener: tuple[float, float, float, float] | None
    lix: float | None
    flesch: float | None

    @property
    def words_per_sentence(self) -> float | None:
        return self.words / self.sentences if self.sentences else None


def measure(text: str) -> Measures:
    """Counts and formulas of a text. Figures and dates are no words; a list item is a sentence."""
    parts = sentences(text)
    if not parts:
        return Measures(0, 0, 0, 0, 0, 0, None, None, None)
    words = [word for part in parts for word in part.words]
    spoken = [syllables(word) for word in words]
    long = sum(_letters(word) > 6 for word in words)
    heavy = sum(number >= 3 for number in spoken)
    single = sum(number == 1 for number in spoken)
    length = len(words) / len(parts)
    ms, iw, es = (100 * part / len(words) for part in (heavy, long, single))
    return Measures(
        sentences=len(parts),
        words=len(words),
        syllables=sum(spoken),
        long_words=long,
        heavy_words=heavy,
        single_words=single,
        wiener=(
            0.1935 * ms + 0.1672 * length + 0.1297 * iw - 0.0327 * es - 0.875,
            0.2007 * ms + 0.1682 * length + 0.1373 * iw - 2.779,
            0.2963 * ms + 0.1905 * length - 1.1144,
            0.2744 * ms + 0.2656 * length - 1.693,
        ),
        lix=length + iw,
        flesch=180 - length - 58.5 * sum(spoken) / len(words),
    )


def syllables(word: str) -> int:
    """Spoken syllables of a word by its vowels, at least one. Names and foreign words may be off by one."""
    return max(1, len(_NUCLEUS.findall(word)) + len(_APART.findall(word)))


def _letters(word: str) -> int:
    return sum(letter.isalpha() for letter in word)
