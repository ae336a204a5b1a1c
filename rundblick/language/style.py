"""What no word list finds: long sentences, chains of nouns, passives without an actor, letters that address nobody."""

import re
from collections.abc import Iterator

from rundblick.language.readability import measure
from rundblick.language.sentences import WORD, Sentence
from rundblick.language.wording import Kind

MOST_WORDS: dict[Kind, int] = {"vermerk": 25, "letter": 20, "plain": 12}
"""From one word more on, a sentence counts as long. Plain language asks for 8 to 12 words."""
LONG_WORD = 14
"""Letters from which a word without a hyphen is hard to read for beginners."""
HARD = 12.0
"""Wiener Sachtextformel (first) above which a letter is hard: more than twelve school years."""
LEAST_WORDS = 20
"""Words below which the formula says nothing about a letter."""
NOUN_CHAIN = 3
"""Abstract nouns from which a sentence counts as nominal style."""

Place = tuple[int, int, str | None]
"""Start, end, and a suggestion of its own."""

_ABSTRACT = re.compile(r"[A-ZÄÖÜ]\w{3,}(?:ung|ungen|heit|heiten|keit|keiten|nahme)s?")
_CONCRETE = re.compile(
    r"(?:\w*(?:wohn|ausbild|rechn|einlad|bewerb|kleid|heiz|zeit|leist|verpfleg|sitz|prüf|vorles|krank"
    r"|berat|bescheinig|maß|beding|betreu|kündig|mahn|einricht|weiterbild|förder|schul|üb|meld"
    r"|versicher|vermitt?l|grundsicher)(?:ung|ungen|heit|heiten|nahme)|gesundheit|teilnahme|aufnahme|arbeitslosigkeit"
    r"|(?:arbeits)?gelegenheit\w*|gewohnheit\w*|mehrheit)",
    re.IGNORECASE,
)
_INSEPARABLE = r"(?:be|emp|ent|er|ge|miss|ver|zer|über|unter|wider)"
_PARTICIPLE = (
    rf"(?:(?:\w*[^\W\d_])?ge\w{{2,}}(?:t|en)|(?:\w{{2,4}})?{_INSEPARABLE}\w{{2,}}t|\w{{3,}}iert"
    r"|(?:an|aus|ab|vor|zu)?(?:besprochen|beschlossen|beschrieben|vergeben|unterschrieben|übernommen|überwiesen|verwiesen"
    r"|verschoben|entschieden|erhoben|verglichen|versprochen|vertreten|unternommen|erhalten|empfohlen|begonnen|betrieben"
    r"|bewiesen|vermieden|verschrieben|entnommen|entlassen|verlassen|aufgehoben|verstanden|vereinbart))"
)
_NO_PARTICIPLE = re.compile(
    r"(?:ge(?:hen|ben|lten|nießen|winnen|hören|schehen|lingen|brauchen|fallen|stehen|lassen|stalten|währen|trennt|samt"
    r"|bet|biet|rät|sicht|wicht|richt|spräch|steht|ht|bt|hört|fällt|genüber|nannt|meldet)|\w*(?:gehen|geben|gelingen"
    r"|gestalten|gefallen|gewinnen|gehören)|erst|überhaupt|unterhalt|gesamt|bereit|gut|\w*(?:amt|recht|schaft|heit|keit)"
    r"|gericht|geschäft|gebiet|gerät|gewicht|gesicht|bericht|verlust|besuch|unterschied|unterricht)",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    rf"\b(?:wird|werden|wurden?|worden)\b(?P<between>[^!?;:\n]{{0,160}}?)\b(?P<after>{_PARTICIPLE})(?=\s*(?:[.,;!?)]|$|und\b|oder\b|worden\b|wird\b|wurde\b|sowie\b))"
    rf"|\b(?P<before>{_PARTICIPLE})\s+(?:wird|werden|wurden?|worden)\b",
    re.IGNORECASE,
)
_ACTOR = re.compile(
    r"\b(?:durch|vom|seitens|von (?:Frau|Herrn?|mir|uns|ihm|ihr|ihnen|dem|der|den|einem|einer))\b", re.I
)
_GREETING = re.compile(r"\b(?:Sehr geehrte[rs]?|Guten (?:Tag|Morgen)|Liebe[rs]?|Hallo|Moin)\b")
_SPOKEN_TO = re.compile(r"\b(?:Sie|Ihnen|Ihre?[mnrs]?|du|dich|dir|deine?[mnrs]?)\b")
_ABOUT = re.compile(
    r"\b(?:[Dd](?:er|ie|em|en)|[Ee]ine?[rnm]?)\s+(?:Leistungsberechtigte|Antragsteller|Kund|Hilfebedürftige|Empfänger)\w*"
)


def long(text: str, parts: list[Sentence], kind: Kind) -> Iterator[Place]:
    """Sentences with more words than the kind of text bears."""
    for part in parts:
        if (count := len(part.words)) > MOST_WORDS[kind]:
            yield part.start, part.end, f"{count} Wörter. Wo könnte ein Punkt stehen? Ein Gedanke je Satz."


def nominal(text: str, parts: list[Sentence], kind: Kind) -> Iterator[Place]:
    """Sentences with a chain of abstract nouns; words for things (Wohnung, Rechnung) do not count."""
    for part in parts:
        nouns = [m.group() for m in _ABSTRACT.finditer(part.text) if not _CONCRETE.fullmatch(m.group())]
        if len(nouns) >= NOUN_CHAIN:
            yield part.start, part.end, f"{', '.join(nouns)}: Wer tut was? Mit Verben schreiben."


def passive(text: str, parts: list[Sentence], kind: Kind) -> Iterator[Place]:
    """Passive clauses that do not say who acts. In plain language every passive counts."""
    for part in parts:
        for match in _PASSIVE.finditer(part.text):
            participle = match["after"] or match["before"]
            if _NO_PARTICIPLE.fullmatch(participle) or (participle[0].isupper() and match.start()):
                continue
            if kind != "plain" and _ACTOR.search(part.text):
                continue
            yield part.start + match.start(), part.start + match.end(), None


def long_words(text: str, parts: list[Sentence], kind: Kind) -> Iterator[Place]:
    """Words of many letters without a hyphen, each once."""
    seen = set()
    for match in WORD.finditer(text):
        longest = max(re.split(r"\W", match.group()), key=len)
        if len(longest) >= LONG_WORD and longest not in seen:
            seen.add(longest)
            yield *match.span(), None


def without_address(text: str) -> bool:
    """Whether a letter greets nobody."""
    return _GREETING.search(text) is None


def impersonal(text: str) -> bool:
    """Whether a letter speaks about its reader ("der Leistungsberechtigte") or never to them."""
    return _ABOUT.search(text) is not None or _SPOKEN_TO.search(text) is None


def hard(text: str) -> bool:
    """Whether the whole letter is hard to read."""
    measures = measure(text)
    return measures.words >= LEAST_WORDS and measures.wiener is not None and measures.wiener[0] > HARD
