"""Pure rules of the biography: reading lines of a pasted curriculum vitae. No database.

A line such as "03/2015 – heute: Pflegehelferin, Ahlen" becomes a `ReadLine`. Nothing of it is thrown away: what is not
understood stays in the title or is said in `problem`, and the original stands beside.
"""

import re
import unicodedata
from dataclasses import dataclass, replace

from rundblick.biography.codes import Kind
from rundblick.biography.moments import Moment, Span
from rundblick.web.german import MONTHS

LONGEST_LIST = 100
"""Lines read in one go; a longer list is read in two."""

NO_TIME = "Keine Zeit gefunden. Bitte ergänzen Sie ein Jahr, zum Beispiel 2015."
NO_TITLE = "Es fehlt, was in dieser Zeit war."
WRONG_WAY = "Das Ende liegt vor dem Beginn."
MAYBE_MONTH = "Gemeint sein könnte auch ein Monat. Bitte prüfen."
ONLY_YEAR = "Gemerkt wird nur das Jahr."
ONLY_MONTH = "Gemerkt werden Monat und Jahr, keine Tage."

_SHORT_MONTHS = {
    "jan": 1, "jän": 1, "feb": 2, "mär": 3, "mrz": 3, "mar": 3, "apr": 4, "mai": 5, "jun": 6, "jul": 7,
    "aug": 8, "sep": 9, "sept": 9, "okt": 10, "oct": 10, "nov": 11, "dez": 12, "dec": 12,
}  # fmt: skip
_MONTH_NUMBERS = {name.casefold(): number for number, name in enumerate(MONTHS, 1)} | _SHORT_MONTHS | {"jänner": 1}
_MONTH_NAMES = "|".join(sorted(_MONTH_NUMBERS, key=len, reverse=True))
_YEAR = r"(?:19|20)\d\d"
_SEASON = r"(?:anfang|mitte|ende|frühjahr|frühling|sommer|herbst|winter)"
_MOMENT = rf"""(?:
    (?:\d{{1,2}}\.\s?\d{{1,2}}\.\s?{_YEAR})
  | (?:\d{{1,2}}\s?[./]\s?{_YEAR})
  | (?:{_YEAR}[.-](?:0[1-9]|1[0-2])(?!\d|[.-]\d))
  | (?:(?:{_MONTH_NAMES})\b\.?\s?{_YEAR})
  | (?:(?:{_SEASON}\s)?{_YEAR})
)(?!\d)"""
_OPEN_END = (
    r"(?:(?:bis\s)?(?:heute|jetzt|dato|laufend|aktuell|andauernd|gegenwart|ongoing|today|now|present)\b|\.\.\.|…)"
)
_TO = r"\s*(?:-|bis(?:\szum|\szur)?\b|to\b|until\b)\s*"
_ABOUT = r"(?:ca\.?\s?|circa\s|etwa\s|um\s|ungefähr\s)?"

_FLAGS = re.IGNORECASE | re.VERBOSE
_FROM_TO = re.compile(
    rf"(?:(?:von|vom|ab|seit|from)\s)?{_ABOUT}(?P<a>{_MOMENT}){_TO}{_ABOUT}(?P<b>{_MOMENT}|{_OPEN_END})", _FLAGS
)
_SHORT_YEARS = re.compile(rf"(?P<a>{_YEAR})\s?(?P<sign>[-/])\s?(?P<b>\d\d)(?![\d./-])", _FLAGS)
_SINCE = re.compile(rf"(?:seit|ab|since)\s{_ABOUT}(?P<a>{_MOMENT})(?:{_TO}{_OPEN_END})?", _FLAGS)
_UNTIL = re.compile(rf"(?:bis|until)\s(?:zum\s|zur\s)?{_ABOUT}(?P<b>{_MOMENT})", _FLAGS)
_AT = re.compile(rf"(?:(?:im|in)\s)?{_ABOUT}(?P<a>{_MOMENT})", _FLAGS)
_BULLET = re.compile(r"[•·*▪◦–—-]\s+")
_BETWEEN = re.compile(r"^[\s:;,|.\-–—→]+|[\s:;,|\-–—→]+$")
_FIRST = re.compile(r"\d+|[^\W\d]+")

# Longer and rarer words first: "Umschulung" is no school, "Hochschule" is a study.
_KINDS: tuple[tuple[Kind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(words, re.IGNORECASE))
    for kind, words in (
        (Kind.VOLUNTARY, r"ehrenamt|freiwillig|\bfsj\b|\bbufdi\b|bundesfreiwillig"),
        (Kind.BETWEEN, r"arbeitslos|arbeitsuch|arbeitssuch|auszeit|zeit dazwischen|orientierung|weltreise"),
        (Kind.CARE, r"elternzeit|mutterschutz|erziehungszeit|kindererziehung|\bhaus(?:frau|mann)\b|\bfamilienzeit"
                    r"|\bpflege (?:von|der|des|meiner|meines|eines)|angehörige"),
        (Kind.EVENT, r"\bgeburt|\bgeboren|hochzeit|\bheirat|scheidung|trennung|\bumzug|\bflucht|\bankunft|\btod\b"
                     r"|unfall"),
        (Kind.TRAINING, r"ausbildung|umschulung|\blehre\b|\blehrling|\bazubi"),
        (Kind.STUDY, r"studium|studien|universität|hochschule|\buni\b|bachelor|\bmaster\b|diplom"),
        (Kind.COURSE, r"weiterbildung|fortbildung|kurs\b|kurse\b|lehrgang|seminar|schulung|zertifikat"),
        (Kind.SCHOOL, r"schule\b|\bschul(?:zeit|abschluss|besuch)|gymnasium|abitur|berufskolleg|\d\. klasse"
                      r"|(?:haupt|real)schulabschluss"),
    )
)  # fmt: skip
_NO_PLACE = re.compile(
    r"(teilzeit|vollzeit|minijob|aushilfe|befristet|elternzeit|leiharbeit|abschluss|abgebrochen|abgeschlossen)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class ReadLine:
    """What was understood of one line. `original`: as pasted. `when`: the time in words, also one that cannot be.
    `problem`: why it cannot be taken as it is ("" = it can). `hint`: something to look at, which hinders nothing.
    """

    original: str
    span: Span | None
    when: str
    title: str
    place: str
    kind: Kind
    problem: str = ""
    hint: str = ""


@dataclass(frozen=True, slots=True)
class _Found:
    span: Span | None
    rest: str
    hint: str = ""
    problem: str = ""
    when: str = ""


def read_lines(text: str) -> list[ReadLine]:
    """Every line that is not empty, in the order of the text."""
    return [read_line(line) for line in text.splitlines() if line.strip()]


def read_line(line: str) -> ReadLine:
    """Time, title and place of one line; the time may stand first, last (in brackets or not), or in the middle."""
    words = _BULLET.sub("", " ".join(line.split()), count=1) if _BULLET.match(line.lstrip()) else " ".join(line.split())
    found = _leading(words) or _trailing(words) or _inside(words) or _Found(None, words, problem=NO_TIME)
    title, place = _title_and_place(_trimmed(found.rest))
    problem = found.problem or ("" if title else NO_TITLE)
    when = str(found.span) if found.span else found.when
    return ReadLine(line.strip(), found.span, when, title, place, kind_of(title), problem, found.hint)


def read_span(text: str) -> Span:
    """The span a field names, such as "2009-2012", "März 2015 – heute", "seit 2019". ValueError says why not."""
    found = _leading(" ".join(text.split()))
    if found is None or found.rest.strip():
        raise ValueError("unreadable")
    if found.span is None:
        raise ValueError(found.problem)
    return found.span


def kind_of(title: str) -> Kind:
    """The kind a title suggests; work when nothing speaks for anything else."""
    return next((kind for kind, words in _KINDS if words.search(title)), Kind.WORK)


def _plain(text: str) -> str:
    """Dashes as hyphens, nothing else: positions stay those of the text."""
    return re.sub("[\u2010-\u2015\u2212]", "-", text)


def _leading(words: str) -> _Found | None:
    plain = _plain(words)
    for pattern in (_FROM_TO, _SHORT_YEARS, _SINCE, _UNTIL, _AT):
        match = pattern.match(plain)
        if match and not plain[match.end() : match.end() + 1].isalnum():
            return _spanned(match, words[match.end() :], ongoing=pattern is _SINCE)
    return None


def _trailing(words: str) -> _Found | None:
    opening = re.search(r"(?:\(|,\s|\s)(?=[^(]*$)(?P<time>(?:[^\s(,]+\s){0,6}[^\s(,]+)\)?$", words)
    place = opening.start("time") if opening else -1
    while opening and 0 < place < len(words):
        closed = words[place:].removesuffix(")")
        found = _leading(closed)
        if found and not found.rest.strip():
            return replace(found, rest=words[:place].rstrip(" (,"))
        following = words.find(" ", place)
        place = following + 1 if following >= 0 else -1
    return None


def _inside(words: str) -> _Found | None:
    """From one moment to another in the middle of a line; a single year there may belong to a name."""
    match = _FROM_TO.search(_plain(words))
    if match is None or not match.start() or words[match.start() - 1].isalnum():
        return None
    found = _leading(words[match.start() :])
    return replace(found, rest=f"{words[: match.start()].rstrip(' (')} {found.rest.lstrip(' )')}") if found else None


def _spanned(match: re.Match[str], rest: str, *, ongoing: bool) -> _Found:
    said = match.groupdict()
    if "sign" in said:
        return _short_years(match, rest)
    begins, ends = said.get("a"), said.get("b")
    start = _moment(begins) if begins else None
    goes_on = ongoing or bool(ends and re.fullmatch(_OPEN_END, ends, _FLAGS))
    last = None if goes_on else _moment(ends) if ends else start
    hint = _precision(begins) or _precision(ends)
    if (begins and start is None) or (ends and last is None and not goes_on):
        return _Found(None, match.group() + rest, problem=NO_TIME)
    return _ordered(start, last, rest, hint, match.group())


def _short_years(match: re.Match[str], rest: str) -> _Found:
    """2009/10 and 2009-12 are years of one century, unless only a month fits."""
    year, short = int(match["a"]), int(match["b"])
    until = year - year % 100 + short
    if until <= year and 1 <= short <= 12:
        moment = Moment(year, short)
        return _ordered(moment, moment, rest, "", match.group())
    until += 100 if until <= year and short < 50 else 0
    return _ordered(Moment(year), Moment(until), rest, MAYBE_MONTH if 1 <= short <= 12 else "", match.group())


def _ordered(start: Moment | None, last: Moment | None, rest: str, hint: str, said: str) -> _Found:
    try:
        return _Found(Span(start, last), rest, hint)
    except ValueError:
        return _Found(None, rest, problem=WRONG_WAY, when=said)


def _moment(said: str) -> Moment | None:
    parts = [part.casefold() for part in _FIRST.findall(said)]
    year = int(next(part for part in parts if len(part) == 4 and part.isdigit()))
    if parts[0] in _MONTH_NUMBERS:
        return Moment(year, _MONTH_NUMBERS[parts[0]])
    numbers = [int(part) for part in parts if part.isdigit() and len(part) < 3]
    if not numbers:
        return Moment(year)
    return Moment(year, numbers[-1]) if 1 <= numbers[-1] <= 12 else None


def _precision(said: str | None) -> str:
    if said and re.match(_SEASON, said, _FLAGS):
        return ONLY_YEAR
    return ONLY_MONTH if said and re.match(r"\d{1,2}\.\s?\d{1,2}\.", said) else ""


def _trimmed(rest: str) -> str:
    return _BETWEEN.sub("", _BETWEEN.sub("", rest))


def _title_and_place(rest: str) -> tuple[str, str]:
    """Behind the last comma stands a place when it looks like one: one to three words, the first with a capital."""
    title, comma, place = rest.rpartition(", ")
    words = place.split()
    fits = comma and 1 <= len(words) <= 3 and place[0].isupper() and not any(c.isdigit() or c in "()" for c in place)
    if not fits or _NO_PLACE.match(place):
        return rest, ""
    return _trimmed(title) or rest, place if _trimmed(title) else ""


def same(text: str) -> str:
    """A text as it is compared: without case, accents of typing and spaces."""
    return re.sub(r"\W+", "", unicodedata.normalize("NFKC", text).casefold())


def written(when: str, title: str, place: str) -> str:
    """Time, title and place as a line that can be read again."""
    what = ", ".join(part for part in (title.strip(), place.strip()) if part)
    return f"{when.strip()}: {what}" if when.strip() else what
