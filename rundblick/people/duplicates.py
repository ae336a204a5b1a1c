"""Could two entries be the same person? A judgement with reasons, made for a person who decides.

Compares what an intake knows: first names, last name, birth names and birth date. The rules, in short:

- Same birth date: other spellings, swapped first and last name, a birth name, or a slip in the last name make
  it likely. First names that are merely similar (Lena/Lea) can be twins and are at most possible; clearly
  different ones (Mia/Lea, Anna-Lena/Anna-Sophie) are no duplicates.
- Birth date one digit off, day and month swapped or missing, or 1 January, which thousands have been given
  whose date is unknown: both names must agree.
- Otherwise different birth dates are different persons, whatever the names (father and son).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import IntEnum, StrEnum

from rundblick.people.names import PARTICLES, words
from rundblick.people.sounds import cologne
from rundblick.people.spelling import fold, is_known_name, plain, spellings
from rundblick.people.typos import slips


class Level(StrEnum):
    """How surely two entries are the same person; only the first three are shown."""

    SAME = "same"
    LIKELY = "likely"
    POSSIBLE = "possible"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Stub:
    """What is compared of a person. `birth_names` also takes former names; `birth_date` None = unknown."""

    first_names: str
    last_name: str
    birth_names: tuple[str, ...] = ()
    birth_date: date | None = None


@dataclass(frozen=True, slots=True)
class Likeness:
    """Result of a comparison; `reasons` are German sentences that name the kind of likeness, never the
    data."""

    level: Level
    reasons: tuple[str, ...] = ()


class _Name(IntEnum):
    DIFFERENT = 0
    SIMILAR = 1
    SOUND = 2
    PART = 3
    SPELLING = 4
    SAME = 5


class _Born(StrEnum):
    SAME = "same"
    NEW_YEAR = "new year"
    SWAPPED = "swapped"
    DIGIT = "digit"
    ESTIMATED = "estimated"
    UNKNOWN = "unknown"
    DIFFERENT = "different"


_BORN_REASONS = {
    _Born.SAME: "Gleiches Geburtsdatum.",
    _Born.NEW_YEAR: "Gleiches Geburtsdatum; der 1. Januar ist oft nur geschätzt.",
    _Born.SWAPPED: "Tag und Monat des Geburtsdatums sind vertauscht.",
    _Born.DIGIT: "Das Geburtsdatum unterscheidet sich nur durch einen Tippfehler.",
    _Born.ESTIMATED: "Gleiches Geburtsjahr, der 1. Januar kann ein geschätztes Geburtsdatum sein.",
    _Born.UNKNOWN: "Ein Geburtsdatum fehlt.",
}
_NAME_REASONS = {
    _Name.SAME: "{} gleich.",
    _Name.SPELLING: "{} nur anders geschrieben.",
    _Name.PART: "{} stimmt zum Teil überein (mehrteiliger Name).",
    _Name.SOUND: "{} klingt gleich.",
    _Name.SIMILAR: "{} ähnlich.",
}
_TWINS = "Zwillinge möglich: gleicher Nachname und gleiches Geburtsdatum, anderer Vorname."
_MARRIED = "Nachname verschieden: Heirat oder Namensänderung möglich."
_SWAPPED = "Vor- und Nachname sind vertauscht."
_BIRTH_NAME = "Der Nachname entspricht einem Geburts- oder früheren Namen."
_GENERATIONS = "Gleicher Name, anderes Geburtsdatum (zum Beispiel Elternteil und Kind)."
_FAR_APART = "Bei diesem Abstand der Geburtsjahre sind auch Elternteil und Kind möglich."
_YEARS_BETWEEN_GENERATIONS = 14


def likeness(one: Stub, other: Stub) -> Likeness:
    """Judge whether two entries mean the same person. Symmetric in its arguments."""
    born = _compare_dates(one.birth_date, other.birth_date)
    straight = _judge(
        first=_compare_first_names(one.first_names, other.first_names),
        last=_compare_last_names(one, other),
        born=born,
        years_apart=_years_apart(one.birth_date, other.birth_date),
    )
    swapped = _judge_swapped(one, other, born)
    return max(straight, swapped, key=lambda result: _ORDER[result.level])


_ORDER = {Level.NONE: 0, Level.POSSIBLE: 1, Level.LIKELY: 2, Level.SAME: 3}


def _judge(*, first: _Name, last: tuple[_Name, bool], born: _Born, years_apart: int) -> Likeness:
    last_grade, by_birth_name = last
    reasons = [_NAME_REASONS[first].format("Vorname")] if first else []
    if by_birth_name:
        reasons.append(_BIRTH_NAME)
    elif last_grade:
        reasons.append(_NAME_REASONS[last_grade].format("Nachname"))
    if born is _Born.DIFFERENT:
        alike = first >= _Name.SPELLING and last_grade >= _Name.SPELLING
        return Likeness(Level.NONE, (_GENERATIONS,) if alike else ())
    reasons.append(_BORN_REASONS[born])
    if born is _Born.SAME:
        level, hint = _judge_same_date(first, last_grade)
        if level is Level.SAME and by_birth_name:
            level = Level.LIKELY
    else:
        level = _judge_other_date(first, last_grade, born, years_apart)
        hint = _FAR_APART if years_apart >= _YEARS_BETWEEN_GENERATIONS else ""
    if level is Level.NONE:
        return Likeness(level, (hint,) if hint is _TWINS else ())
    return Likeness(level, (*reasons, hint) if hint else tuple(reasons))


def _judge_same_date(first: _Name, last: _Name) -> tuple[Level, str]:
    if first >= _Name.SPELLING:
        if last is _Name.SAME or (last is _Name.SPELLING and first is _Name.SAME):
            return Level.SAME, ""
        if last:
            return Level.LIKELY, ""
        return Level.POSSIBLE, _MARRIED
    if last >= _Name.PART:
        if first is _Name.PART:
            return Level.LIKELY, ""
        return (Level.POSSIBLE if first else Level.NONE), _TWINS
    return (Level.POSSIBLE if first and last else Level.NONE), ""


def _judge_other_date(first: _Name, last: _Name, born: _Born, years_apart: int) -> Level:
    if first >= _Name.SPELLING and last >= _Name.SPELLING:
        sure = born in (_Born.NEW_YEAR, _Born.SWAPPED, _Born.DIGIT) and years_apart < _YEARS_BETWEEN_GENERATIONS
        return Level.LIKELY if sure else Level.POSSIBLE
    return Level.POSSIBLE if first >= _Name.PART and last >= _Name.SOUND else Level.NONE


def _judge_swapped(one: Stub, other: Stub, born: _Born) -> Likeness:
    crossed = (
        _compare_words(one.first_names, other.last_name, _compare_last_word),
        _compare_words(one.last_name, other.first_names, _compare_last_word),
    )
    if born is _Born.DIFFERENT or min(crossed) < _Name.SPELLING:
        return Likeness(Level.NONE)
    level = Level.LIKELY if born in (_Born.SAME, _Born.NEW_YEAR) else Level.POSSIBLE
    return Likeness(level, (_SWAPPED, _BORN_REASONS[born]))


def _compare_last_names(one: Stub, other: Stub) -> tuple[_Name, bool]:
    direct = _compare_words(one.last_name, other.last_name, _compare_last_word)
    pairs = [(one.last_name, name) for name in other.birth_names]
    pairs += [(name, other.last_name) for name in one.birth_names]
    pairs += [(name, counterpart) for name in one.birth_names for counterpart in other.birth_names]
    former = max((_compare_words(a, b, _compare_last_word) for a, b in pairs), default=_Name.DIFFERENT)
    # A former name must agree well; that it sounds alike says little.
    if former >= _Name.SPELLING and former > direct:
        return former, True
    return direct, False


def _compare_first_names(one: str, other: str) -> _Name:
    grade = _compare_words(one, other, _compare_first_word)
    if grade is not _Name.PART:
        return grade
    # Anna and Anna Maria are one name in use; Anna Maria and Maria may be sisters.
    return grade if _compare_first_word(_words(one)[0], _words(other)[0]) >= _Name.SPELLING else _Name.SIMILAR


def _words(name: str) -> list[str]:
    parts = words(name)
    return [part for part in parts if plain(part) not in PARTICLES] or parts


def _compare_words(one: str, other: str, compare: Callable[[str, str], _Name]) -> _Name:
    """Compare names of one or more words; PART when the words of one are among those of the other."""
    left, right = _words(one), _words(other)
    if not left or not right:
        return _Name.DIFFERENT
    together = compare("".join(words(one)), "".join(words(other)))
    if len(left) == len(right) == 1 or together is _Name.SAME:
        without_particles = compare("".join(left), "".join(right))
        return max(together, min(without_particles, _Name.SPELLING))
    few, many = sorted((left, right), key=len)
    if len(few) == len(many):
        return max(together, _all_paired(few, many, compare), _all_paired(many, few, compare))
    contained = all(any(compare(word, part) >= _Name.SPELLING for part in many) for word in few)
    return max(together, _Name.PART if contained else _Name.DIFFERENT)


def _all_paired(left: Iterable[str], right: Iterable[str], compare: Callable[[str, str], _Name]) -> _Name:
    right = list(right)
    return min(max(compare(word, part) for part in right) for word in left)


def _compare_last_word(one: str, other: str) -> _Name:
    if fold(one) == fold(other):
        return _Name.SAME
    if plain(one) == plain(other) or spellings(one) & spellings(other):
        return _Name.SPELLING
    return _compare_letters(one, other)


def _compare_first_word(one: str, other: str) -> _Name:
    if fold(one) == fold(other):
        return _Name.SAME
    known = is_known_name(one) and is_known_name(other)
    same_spelling = plain(one) == plain(other) or spellings(one) & spellings(other)
    if same_spelling and (known or not _names_siblings(one, other)):
        return _Name.SPELLING
    return max(_compare_letters(one, other), _Name.SIMILAR if same_spelling else _Name.DIFFERENT)


def _names_siblings(one: str, other: str) -> bool:
    """Whether two first names of one spelling can still name two children: Marie and Maria, Jon and John."""
    endings = {fold(name)[-1] for name in (one, other)}
    return len(endings) > 1 and bool(endings & set("aeo")) and not endings <= set("iyj")


def _compare_letters(one: str, other: str) -> _Name:
    one, other = plain(one), plain(other)
    length = max(len(one), len(other))
    apart = slips(one, other, limit=2)
    sounds_alike = len(code := cologne(one)) >= 2 and code == cologne(other)
    if length >= 4 and sounds_alike and slips(one, other, limit=3) <= length // 2:
        return _Name.SOUND
    return _Name.SIMILAR if (apart == 1 and length >= 4) or (apart == 2 and length >= 7) else _Name.DIFFERENT


def _compare_dates(one: date | None, other: date | None) -> _Born:
    if one is None or other is None:
        return _Born.UNKNOWN
    if one == other:
        return _Born.NEW_YEAR if (one.day, one.month) == (1, 1) else _Born.SAME
    if one.year == other.year and (one.day, one.month) == (other.month, other.day):
        return _Born.SWAPPED
    if one.year == other.year and (1, 1) in ((one.day, one.month), (other.day, other.month)):
        return _Born.ESTIMATED
    return _Born.DIGIT if _one_slip(f"{one:%d%m%Y}", f"{other:%d%m%Y}") else _Born.DIFFERENT


def _one_slip(one: str, other: str) -> bool:
    differing = [place for place, pair in enumerate(zip(one, other, strict=True)) if pair[0] != pair[1]]
    if len(differing) == 1:
        return True
    if len(differing) != 2 or differing[1] - differing[0] != 1:
        return False
    first, second = differing
    return one[first] == other[second] and one[second] == other[first]


def _years_apart(one: date | None, other: date | None) -> int:
    return abs(one.year - other.year) if one and other else 0


def blocking_keys(stub: Stub) -> frozenset[str]:
    """Keys for fetching candidates: two entries that are at least possible share one (tests prove it).

    One for the birth date (day and month in either order; none for 1 January, which would fetch hundreds),
    the rest for pairs of a first and a last name by spelling and sound.
    """
    lasts = [word for name in (stub.last_name, *stub.birth_names) for word in _blocking_words(name)]
    firsts = _blocking_words(stub.first_names)
    first_keys = {key for word in firsts for key in _word_keys(word)}
    last_keys = {key for word in lasts for key in _word_keys(word)}
    keys = {f"n:{'|'.join(sorted((first, last)))}" for first in first_keys for last in last_keys}
    if (born := stub.birth_date) and (born.day, born.month) != (1, 1):
        keys.add(f"d:{born.year}-{min(born.day, born.month):02}-{max(born.day, born.month):02}")
    return frozenset(keys)


# Bounds for pasted texts; no real name comes near them.
_MOST_WORDS = 6
_LONGEST_KEY = 50


def _blocking_words(name: str) -> list[str]:
    parts = words(name)
    return list(dict.fromkeys(["".join(parts), *_words(name)]))[:_MOST_WORDS] if parts else []


def _word_keys(word: str) -> set[str]:
    sound = {f"k{code}"} if (code := cologne(word)) else set()
    return {f"v{key}"[:_LONGEST_KEY] for key in spellings(word)} | {key[:_LONGEST_KEY] for key in sound}
