"""How names are written: folding, transliteration and equal spellings.

Everything the search index and the check for duplicates compare goes through these functions, because the
database has neither ``unaccent`` nor an ICU collation and would not know Ukrainian or Arabic romanisation
anyway. Four steps, from fine to coarse: `fold` (lower-case letters, ä = ae), `plain` (ae = a as well),
`spellings` (same name, other orthography) and `loose_spellings` (also vowels that romanisations confuse).
"""

import re
import unicodedata
from functools import cache, lru_cache

_LETTERS = str.maketrans(
    {
        "ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "æ": "ae", "œ": "oe", "ø": "oe", "ł": "l", "đ": "d",
        "ð": "d", "þ": "th", "ħ": "h", "ŋ": "n", "ı": "i", "ə": "e", "ŧ": "t", "ĸ": "k", "ſ": "s",
        "'": "", "’": "", "‘": "", "ʼ": "", "`": "", "´": "", "ʹ": "", "ʻ": "", "′": "",
    }
)  # fmt: skip

# Passport romanisation of Ukraine (Cabinet of Ministers, No. 55 of 27.01.2010), with the Russian letters
# added.
_CYRILLIC = str.maketrans(
    {
        "а": "a", "б": "b", "в": "v", "г": "h", "ґ": "g", "д": "d", "е": "e", "є": "ie", "ж": "zh", "з": "z",
        "и": "y", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p",
        "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh",
        "щ": "shch", "ь": "", "ю": "iu", "я": "ia", "ы": "y", "э": "e", "ё": "e", "ъ": "", "ђ": "dj",
        "ј": "j", "љ": "lj", "њ": "nj", "ћ": "ch", "џ": "dj", "ў": "u",
    }
)  # fmt: skip

# What a German ear writes down for letters that `fold` reduces to their base letter.
_SOUNDED = str.maketrans(
    {"š": "sch", "ş": "sch", "ș": "sch", "ś": "sch", "ž": "zh", "ż": "zh", "ź": "zh",
     "č": "tsch", "ç": "tsch", "ć": "tsch", "đ": "dj", "ñ": "nj", "ń": "n"}
)  # fmt: skip

_NOT_A_LETTER = re.compile(r"[\W\d_]+")
_UMLAUT_TAIL = re.compile(r"([aou])e+")
_DOUBLED = re.compile(r"(.)\1+")

_CONSONANTS = tuple(
    (re.compile(pattern), replacement)
    for pattern, replacement in (
        ("schtsch|shch|stsch", "SC"),
        ("tsch|tch|tsh|cz", "C"),
        ("dsch|dzh|dj", "j"),
        ("sch|sh|zh|sz", "S"),
        ("ch(?=[rl])|ck|cq", "k"),
        ("qu(?=[aeiouy])", "kv"),
        ("q", "k"),
        ("kh|gh", "h"),
        ("ph", "f"),
        ("th|dt|d$", "t"),
        ("dh", "d"),
        ("tz|ts|z", "s"),
        ("x", "ks"),
        ("w", "v"),
        ("([oe])ff$", r"\1v"),
        ("oo|ou", "u"),
        ("[ea][iy]", "ai"),
        ("ee|ie(?!r)", "i"),
        ("[jy]", "i"),
    )
)

# One line per name whose romanised and national forms no rule joins. Deliberately without pairs that are also
# two names of sisters or brothers (Hanna/Anna, Elena/Alena, Mohamed/Mahmud).
_SAME_NAME = """
mohamed mohammed mohammad muhammad muhammed mohamad muhamed muhamad mouhamed muhammet mohammod
yusuf youssef yousef yusef jussuf jusuf youssouf jusef yousuf
hussein husain hussain husein huseyin hossein hosein houssein hussien hueseyin
ahmed ahmad achmed achmad ahamed
said saeed saied
khaled khalid chaled chalid halid khalled
ibrahim ebrahim brahim ibraheem
ismail esmail ismael esmaeil ismaeel
abdullah abdallah abdulla abdalla
fatima fatemeh fatimah fatme fateme
aisha aicha ayesha aischa aysha aischah
zeinab zaynab zainab zeynab seinab
maryam mariam meryem merjem meriam
layla leila leyla laila lejla
nour noor nur nuur
jamil djamil dschamil cemil gamil jameel
jamal djamal dschamal cemal gamal
rashid raschid rachid rasheed
alexander oleksandr aleksandr aleksander olexandr alexandr oleksander
alexandra oleksandra aleksandra olexandra
alexej oleksij oleksii oleksiy aleksej alexei aleksei alexey olexij oleksi aleksey
sergej serhij serhii serhiy sergei sergey sergij serhi sergi sergii
volodymyr wolodymyr vladimir wladimir wolodimir vladymyr
mykola nikolaj nikolai nikolay mikola nikolaus
mykhailo mychajlo mykhaylo michail mikhail mihail mykhajlo
dmytro dmitri dmitrij dmitry dmitriy dimitri dmitrii
andrij andrii andriy andrej andrei andrey
yevhen jewhen yevgen jewgenij evgeny evgenij jewgeni yevgeny evgenii yevhenii jewhenij evgeni yevgeni
yevheniia jewhenija evgenia jewgenia yevgenia yevheniya evgeniya jewgenija
olena elena jelena yelena
olha olga
hanna ganna
kateryna katerina ekaterina jekaterina yekaterina
tetiana tetjana tatjana tatiana tatyana tetyana
natalia natalija nataliia nataliya natalya natalja natalie
iryna irina
ihor igor
oleh oleg
bohdan bogdan
heorhij georgij georgi heorhii georgii
hryhorij grigorij grigori hryhorii grigory
kyrylo kirill kyryl kiril
vasyl wassyl vasilij wassili vasily wasyl vasilii
petro pjotr petr pyotr
pavlo pawlo pavel pawel
ljudmyla ljudmila liudmyla lyudmila ludmila ljudmilla
sviatoslav swjatoslaw svyatoslav
zhanna schanna zanna
"""


# Words come again and again (first names above all); a bounded memory of single words makes ranking 50 persons
# ten times faster and links no word to a person.
_remembered = lru_cache(maxsize=8192)


@_remembered
def fold(text: str) -> str:
    """Lower-case letters without marks, words joined by one blank; umlauts become ae, oe, ue and ß becomes
    ss.

    Cyrillic is romanised, other scripts stay as they are. Digits, signs, emoji and control characters vanish,
    apostrophes without leaving a gap. ``fold(fold(x)) == fold(x)``.
    """
    if text.isascii():
        return _NOT_A_LETTER.sub(" ", text.lower().replace("'", "").replace("`", "")).strip()
    folded = _fold_once(text)
    while (again := _fold_once(folded)) != folded:
        folded = again
    return folded


def _fold_once(text: str) -> str:
    text = unicodedata.normalize("NFKC", text).lower()
    text = unicodedata.normalize("NFKC", text).translate(_LETTERS).translate(_CYRILLIC)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return _NOT_A_LETTER.sub(" ", bare.translate(_LETTERS)).strip()


@cache
def _same_name() -> dict[str, str]:
    representative: dict[str, str] = {}
    for line in _SAME_NAME.split("\n"):
        names = [plain(name) for name in line.split()]
        for name in names:
            representative[name] = names[0]
    return representative


@_remembered
def plain(word: str) -> str:
    """`fold` that also takes Müller, Mueller and Muller for the same: the e after a, o, u is dropped
    everywhere.

    Keeps prefixes: if one word begins another, the same holds for their plain forms. Idempotent.
    """
    return _UMLAUT_TAIL.sub(r"\1", fold(word))


def is_known_name(word: str) -> bool:
    """Whether the word is in the table of names with several national forms (Serhij, Mohamed ...)."""
    return plain(word) in _same_name()


@_remembered
def spellings(word: str) -> frozenset[str]:
    """Keys of one word; two words that share a key are the same name in another orthography.

    Meier = Mayer, Schmidt = Schmitt, Stefan = Stephan, Şahin = Schahin, Shevchenko = Schewtschenko,
    Julija = Yuliia, Serhij = Sergej, Al-Masri = Elmasri = Masri. Vowels are otherwise kept: Lena is not Lana.
    Several keys come from letters that are read in two ways (ch). Empty for words without letters.
    """
    sounded = unicodedata.normalize("NFKC", word).lower().translate(_SOUNDED)
    keys: set[str] = set()
    for form in {plain(word), plain(sounded)}:
        if not form:
            continue
        name = _same_name().get(form, form)
        keys |= _orthography(name)
        if stem := _without_article(name):
            keys |= _orthography(stem)
    return frozenset(keys)


@_remembered
def loose_spellings(word: str) -> frozenset[str]:
    """Like `spellings`, and vowels that romanisations confuse count as one (a/e, o/u, iu/u, first A/E/O, g/h).

    Good enough to find a person, too coarse to call two persons the same.
    """
    return frozenset(_merge_vowels(key) for key in spellings(word))


def _without_article(name: str) -> str:
    # Only before consonant and vowel, so that Alexander and Alfred keep their beginning.
    if found := re.match(r"abd[aeu]?[lr]{1,2}([b-df-hj-np-tv-z][aeiouy]\w{2,})$", name):
        return "abd" + found[1]
    if found := re.match(r"[ae]l([b-df-hj-np-tv-z][aeiouy]\w{3,})$", name):
        return found[1]
    return ""


def _orthography(name: str) -> set[str]:
    for pattern, replacement in _CONSONANTS[:5]:
        name = pattern.sub(replacement, name)
    readings = {name.replace("ch", "kh"), name.replace("ch", "C")}
    result = set()
    for reading in readings:
        for pattern, replacement in _CONSONANTS[5:]:
            reading = pattern.sub(replacement, reading)
        reading = re.sub("c(?=[ei])", "s", reading).replace("c", "k")
        reading = _DOUBLED.sub(r"\1", reading)
        result.add(re.sub("ai$", "i", reading) if len(reading) > 4 else reading)
    return result


def _merge_vowels(key: str) -> str:
    key = re.sub("^(?:ie|[aeo])", "a", key.replace("iu", "u")).translate(str.maketrans("eog", "auh"))
    return _DOUBLED.sub(r"\1", key)
