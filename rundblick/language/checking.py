"""The Vermerk-Check and its relatives for letters and plain language: findings with reasons, never a verdict.

What is checked and why comes from the handbook "Ganzheitliche Beratung und Betreuung", section 3.6: facts only, plain
words, individual, with next steps, and nothing from the core of private life outside the protected area.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from rundblick.language.sentences import WORD, Sentence, sentences
from rundblick.language.style import hard, impersonal, long, long_words, nominal, passive, without_address
from rundblick.language.wording import Kind, Rule, abbreviations, patterns, rules

MODULES_SHARE = 0.8
"""From this share of words on, a note counts as made of text modules only."""

_QUOTED = re.compile(r"„[^“”\n]{1,600}[“”]|»[^«\n]{1,600}«|“[^”\n]{1,600}”|\"[^\"\n]{1,600}\"")


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text that is worth a second look.

    `text[start:end] == quote`; a finding about the whole text has start = end = 0 and an empty quote. `rule` is a
    stable code, everything else German for the screen: `title` two or three words, `reason` why it matters to the
    person, `source` where that is asked for, `suggestion` a rewording or a question. `weight` is 1 to 100, the heaviest
    the most urgent.
    """

    rule: str
    title: str
    start: int
    end: int
    quote: str
    reason: str
    source: str
    suggestion: str
    weight: int


def check(
    text: str,
    *,
    kind: Kind = "vermerk",
    allowed: Collection[str] = (),
    has_next_step: bool | None = None,
    protected: bool = False,
    modules: Collection[str] = (),
    at_home: bool = False,
) -> list[Finding]:
    """What is worth a second look in a text, in the order of the text; findings about the whole text come last.

    `allowed`: abbreviations that everybody in this house knows. `has_next_step`: whether the form holds a next step
    beside the text; None if that is unknown, then the text is searched for one. `protected`: the text lies in the
    protected area, where sensitive words belong. `modules`: the house's text modules. `at_home`: it is about a talk
    where the person lives. A text without words has no findings.
    """
    if not WORD.search(text):
        return []
    parts = sentences(text)
    silent = {code for code, rule in rules().items() if _silent(rule, protected=protected, at_home=at_home)}
    found = [*_words(text, parts, kind, silent), *_unexplained(text, kind, allowed), *_style(text, parts, kind)]
    known = rules()
    if kind == "vermerk":
        if has_next_step is False or (has_next_step is None and not names_next_step(text)):
            found.append(_whole(known["next_step"]))
        if modules and modules_share(text, modules) >= MODULES_SHARE:
            found.append(_whole(known["modules"]))
    return sorted(found, key=lambda finding: (not finding.quote, finding.start, -finding.weight, finding.rule))


def first(findings: Iterable[Finding]) -> Finding | None:
    """The one finding to show when only one hint is shown: the heaviest, of equals the first in the text."""
    return min(findings, key=lambda finding: (-finding.weight, finding.start, finding.rule), default=None)


def modules_share(text: str, modules: Collection[str]) -> float:
    """The share of words, 0 to 1, that stand in sentences taken unchanged from text modules; 0 for an empty text."""
    known = {_plain(part.text) for module in modules for part in sentences(module)}
    counts = [(len(part.words), _plain(part.text) in known) for part in sentences(text)]
    total = sum(words for words, _ in counts)
    return sum(words for words, taken in counts if taken) / total if total else 0.0


_NEXT_STEP = re.compile(
    r"nächste[rns]? (?:Schritte?|Termin|Gespräch|Treffen|Kontakt)|Folgetermin|Folgegespräch|Wiedervorlage"
    r"|bis (?:zum |zur |spätestens |Ende |Mitte |Anfang |nächste[nrs]? |kommende[nrs]? )*"
    r"(?:\d{1,2}\.|Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Woche|Monat|Januar|Februar|März|April"
    r"|Mai|Juni|Juli|August|September|Oktober|November|Dezember|morgen|dahin|Termin|Gespräch)"
    r"|(?:kein|keine) (?:weiterer |weiteren )?(?:nächster |nächsten )?(?:Schritte?|Termin) (?:vereinbart|nötig|offen)"
    r"|(?:ruft|meldet|bringt|schickt|kommt|reicht|sendet|fragt|klärt|stellt|gibt|gehe[nt]?|geht|sprechen|treffen|holt?"
    r"|hole|rufe|melde|schicke|kläre|frage|vereinbare|telefoniere|bespreche)\b[^.!?\n]*"
    r"(?:morgen|übermorgen|nächste[nrs]? |kommende[nrs]? |in (?:einer|zwei|drei|vier|\d+) (?:Woche|Tag)|am \d{1,2}\."
    r"|am (?:Montag|Dienstag|Mittwoch|Donnerstag|Freitag|Samstag)\b)",
    re.IGNORECASE,
)


def names_next_step(text: str) -> bool:
    """Whether a text says what comes next and when, or that nothing does. Looks at words; it cannot judge the step."""
    return _NEXT_STEP.search(text) is not None


def _silent(rule: Rule, *, protected: bool, at_home: bool) -> bool:
    """Whether a rule says nothing here."""
    return (rule.outside_protected and protected) or (rule.at_home and not at_home)


def _words(text: str, parts: list[Sentence], kind: Kind, silent: Collection[str]) -> Iterator[Finding]:
    """Findings of the word lists but for the rules that are silent; of several that overlap the longest stays."""
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    lists = patterns(kind)
    for part in parts:
        taken: dict[str, int] = {}
        for word in WORD.finditer(part.text):
            matches = []
            for pattern in lists.get(word.group()[:2].lower(), ()):
                match = pattern.finds.match(part.text, word.start())
                if match and taken.get(pattern.rule.code, 0) <= match.start():
                    matches.append((match, pattern))
            for match, pattern in sorted(matches, key=lambda pair: -pair[0].end()):
                rule, at = pattern.rule, (part.start + match.start(), part.start + match.end())
                if taken.get(rule.code, 0) > match.start() or rule.code in silent:
                    continue
                if not rule.in_quotes and any(begin <= at[0] and at[1] <= end for begin, end in quoted):
                    continue
                if pattern.holds(part.text, *match.span()):
                    taken[rule.code] = match.end()
                    yield _at(rule, text, *at, pattern.group.instead, pattern.group.reason)


_SHORT = re.compile(r"(?<![\w.@/-])[A-Za-zÄÖÜäöü]{2,6}(?![\w@])")
_CAPITALS = re.compile(r"[A-ZÄÖÜ]{2,6}")
_ROMAN = re.compile(r"[IVX]+")
_EXPLAINED = re.compile(r" \([^\W\d_]{4}")


def _unexplained(text: str, kind: Kind, allowed: Collection[str]) -> Iterator[Finding]:
    """Abbreviations nobody explains, each once. "AGH (Arbeitsgelegenheit)" and "Arbeitsgelegenheit (AGH)" explain."""
    rule, house = rules()["abbreviation"], abbreviations()
    if kind not in rule.kinds:
        return
    means = house.explained
    seen = {*allowed, *house.known, *(word.upper() for word in house.shouted)}
    quoted = [match.span() for match in _QUOTED.finditer(text)]
    for match in _SHORT.finditer(text):
        short = match.group()
        if short in seen or _ROMAN.fullmatch(short):
            continue
        if short not in means and not _CAPITALS.fullmatch(short):
            continue
        seen.add(short)
        explained = _EXPLAINED.match(text, match.end())
        if (
            explained
            or text[match.start() - 1 : match.end() + 1] == f"({short})"
            or any(begin <= match.start() < end for begin, end in quoted)
        ):
            continue
        meaning = means.get(short)
        instead = f"Ausschreiben: „{meaning}“." if meaning else f"Was heißt „{short}“? Ausschreiben."
        yield _at(rule, text, *match.span(), instead)


def _style(text: str, parts: list[Sentence], kind: Kind) -> Iterator[Finding]:
    known = rules()
    finders = {"long_sentence": long, "nominal_style": nominal, "passive": passive, "long_word": long_words}
    for code, finder in finders.items():
        if kind in known[code].kinds:
            for start, end, instead in finder(text, parts, kind):
                yield _at(known[code], text, start, end, instead)
    for code, judge in {"address": without_address, "impersonal": impersonal, "hard_to_read": hard}.items():
        if kind in known[code].kinds and judge(text):
            yield _whole(known[code])


def _at(rule: Rule, text: str, start: int, end: int, instead: str | None, reason: str | None = None) -> Finding:
    quote = text[start:end]
    return Finding(
        rule=rule.code,
        title=rule.title,
        start=start,
        end=end,
        quote=quote,
        reason=reason or rule.reason,
        source=rule.source,
        suggestion=instead or rule.instead,
        weight=rule.weight,
    )


def _whole(rule: Rule) -> Finding:
    return _at(rule, "", 0, 0, None)


def _plain(text: str) -> str:
    return " ".join(WORD.findall(text.lower()))
