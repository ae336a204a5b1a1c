"""Where a German sentence ends, and what its words are. A full stop is not enough: "am 3. März", "z. B.", "SGB I."."""

import re
from dataclasses import dataclass

WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:[-'’:*_·/]?[^\W\d_]+)*")
"""Runs of letters; hyphens, apostrophes and gender signs stay inside. Figures and dates are no words."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ABBREVIATIONS = _words(
    "abs abt abzgl allg anl anm art aug az bd bes betr bezgl bgl bl bsp bspw bzgl bzw ca d dez di dipl dir do dr ehem "
    "einschl entspr erg erw evtl feb ff fr geb gem ggf ggfs ggü gr h hr hrsg i ing inkl insb insbes jan jhd jr jul jun "
    "kath kl lfd lt m max mi mind min mio mo mrd mtl n nachm nat nov nr o okt p pers pkt pl prof rd s sa sen sept so "
    "sog st std str stellv tel tgl u usf usw vgl v verh vers vorl vorm wg wö wtl z zit ziff zt zzgl zus"
)
_MAY_END = _words("usw usf etc ff ä str std")
"""Abbreviations that often are the last word of a sentence."""
_MONTHS = _words(
    "januar februar märz april mai juni juli august september oktober november dezember jan feb mär apr jun jul aug "
    "sep sept okt nov dez"
)
_STARTERS = _words(
    "der die das den dem des ein eine einen einem einer er sie es wir ich ihr ihre ihren sein seine seinen man dies "
    "diese dieser dieses danach dann dort da daher deshalb dazu dafür außerdem auch am an im in bei beim mit nach vor "
    "zu zum zur von vom für auf aus bis seit ab nächste nächster nächstes nächsten herr frau hier heute morgen nun "
    "jetzt aber und oder wenn weil als ob was wer wie wo wegen trotz ohne alle"
)
"""Words that rather begin a sentence than follow an ordinal or an initial."""

_END = re.compile(r"[.!?…]+[\"“”‘’»«)\]]*(?=\s|$|[^\w\s.,;:!?…\-–])")
_BREAK = re.compile(r"\n")
_BULLET = re.compile(r"[ \t]*(?:[-–—•*·▪‣◦]|\d{1,2}[.)]|[a-z]\))[ \t]+")
_LABEL = re.compile(r"[ \t]*[A-ZÄÖÜ][\wäöüß ]{1,30}:")
_NEXT = re.compile(r"\W*(\w[\wäöüß]*)")
_SHORT_LINE = 50
"""A line of fewer letters was ended on purpose; longer ones may have been broken by a program."""
_NEAR = 100
"""How far a look to the left or right goes."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A piece of text with at least one word; `text[start:end]` without the blanks around it."""

    start: int
    end: int
    text: str

    @property
    def words(self) -> list[str]:
        return WORD.findall(self.text)


def sentences(text: str) -> list[Sentence]:
    """Sentences and list items in reading order. A heading, a bullet and a closing line without a stop count as one."""
    stops = sorted({*_stops(text), *_breaks(text), len(text)})
    found, start = [], 0
    for stop in stops:
        piece = text[start:stop]
        begins_line = start == 0 or text[start - 1] == "\n"
        bullet = _BULLET.match(piece) if begins_line else None
        inner = piece[bullet.end() if bullet else 0 :].lstrip()
        begin = stop - len(inner)
        inner = inner.rstrip()
        if WORD.search(inner):
            found.append(Sentence(begin, begin + len(inner), inner))
        start = stop
    return found


def _stops(text: str) -> list[int]:
    return [match.end() for match in _END.finditer(text) if _ends(text, match)]


def _ends(text: str, match: "re.Match[str]") -> bool:
    following = _NEXT.match(text, match.end())
    if following is None:
        return True
    if "\n\n" in text[match.end() : following.start(1)]:
        return True
    word = following.group(1)
    if word[0].islower():
        return False
    if match.group()[0] != "." or match.group().startswith("..."):
        return True
    return _full_stop_ends(text[max(0, match.start() - _NEAR) : match.start()], word)


def _full_stop_ends(before: str, word: str) -> bool:
    """Whether the stop after `before` ends a sentence, given that `word` follows and does not begin in lower case."""
    last = before.rsplit(maxsplit=1)[-1].lstrip("(„“\"'»‚") if before.split() else ""
    starts = word.lower() in _STARTERS
    if re.search(r"\d$", last):
        if re.fullmatch(r"(?:\d{1,2}\.)?\d{1,2}", last):
            return starts and word.lower() not in _MONTHS
        return True
    name = last.rsplit(".", 1)[-1]
    if re.fullmatch(r"[IVX]+", name) and re.search(r"SGB\s+$", before[: -len(last)]):
        return True
    if len(name) == 1 and name.isupper():
        return starts and bool(re.search(r"(?:Frau|Herrn?|Familie)\s+$", before[: -len(last)]))
    if name.lower() in _MAY_END:
        return starts
    return name.lower() not in _ABBREVIATIONS


def _breaks(text: str) -> list[int]:
    """Line ends that end a sentence: before an empty line, a bullet or a label, and after a short or finished line."""
    found = []
    for match in _BREAK.finditer(text):
        line = text[text.rfind("\n", 0, match.start()) + 1 : match.start()].strip()
        rest = text[match.end() : match.end() + _NEAR]
        if (
            not line
            or line[-1] in ":.!?…"
            or re.match(r"[ \t]*(?:\n|$)", rest)
            or _BULLET.match(rest)
            or _LABEL.match(rest)
            or (len(line) < _SHORT_LINE and rest.lstrip()[:1].isupper())
        ):
            found.append(match.end())
    return found
