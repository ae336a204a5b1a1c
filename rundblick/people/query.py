"""What one search box understands: names, birth dates, phone numbers and household numbers in any order."""

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "januar jan jänner", "februar feb", "märz mär maerz mrz", "april apr", "mai", "juni jun",
            "juli jul", "august aug", "september sep sept", "oktober okt", "november nov", "dezember dez",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{1,2})-(\d{1,2})(?!\d)")
_GERMAN = re.compile(r"(?<![\d./])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/])")
_WORDED = re.compile(rf"(?<!\d)(\d{{1,2}})\.?\s?({'|'.join(_MONTHS)})\.?\s?(\d{{4}}|\d{{2}})(?!\d)", re.IGNORECASE)
_PHONE = re.compile(r"(?<![\w/])(?:tel\.?:?\s*)?((?:\+|0)[\d()][\d ()./\-–]{4,24}\d)(?![\w])", re.IGNORECASE)
_NUMBER = re.compile(r"(?<!\w)(?:BG[\s.:-]*(?:Nr\.?\s*)?)?(?=[\w/.-]*\d)[\w][\w/.-]*", re.IGNORECASE)
_OLDEST = 120


@dataclass(frozen=True, slots=True)
class Reading:
    """One piece with digits in a typed query and everything it can mean; a person fits by any of the
    meanings.

    `phone` is in the form of `phone_digits`, `number` in the form of `household_number`; empty = not that.
    """

    text: str
    birth_dates: tuple[date, ...] = ()
    birth_year: int | None = None
    phone: str = ""
    number: str = ""


@dataclass(frozen=True, slots=True)
class Query:
    """A typed query taken apart: `names` still as typed, each of `readings` must fit, `problems` in
    German."""

    names: str = ""
    readings: tuple[Reading, ...] = ()
    problems: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.names or self.readings)


@dataclass(slots=True)
class _Parts:
    readings: list[Reading] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def parse_query(text: str, *, today: date) -> Query:
    """Take a typed query apart. Never fails: what has no meaning is left out, a date that cannot be is a
    problem.

    Dates: 1.2.1990, 01.02.90, 1/2/1990, 1990-02-01, 1. Februar 1990. With two digits every year up to `today`
    that a living person can be born in is meant. Phones begin with 0, 00 or +. A piece such as 0251/123456
    can be a phone or a household number and is read as both. Input is cut at 200 characters.
    """
    rest = "".join(_western(sign) for sign in text[:200])
    parts = _Parts()
    for pattern, take in ((_ISO, _iso), (_WORDED, _worded), (_GERMAN, _german)):
        rest = pattern.sub(lambda found, take=take: take(found, parts, today), rest)  # type: ignore[misc]
    rest = _PHONE.sub(lambda found: _phone(found, parts), rest)
    rest = _NUMBER.sub(lambda found: _number(found, parts, today), rest)
    names = " ".join(word for word in rest.split() if any(sign.isalpha() for sign in word))
    return Query(names, tuple(parts.readings), tuple(parts.problems))


def _western(sign: str) -> str:
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    return sign if sign.isprintable() else " "


def phone_digits(text: str) -> str:
    """A German or foreign phone number as digits with country code: 0251/12 34, +49 251 1234, 0049(0)251…
    agree.

    A number without leading 0, 00 or + is left without country code. Empty when it has no digits.
    """
    bare = re.sub(r"\(0\)", "", text) if re.match(r"\s*(?:\+|00)", text) else text
    digits = re.sub(r"\D", "", bare)
    if bare.strip().startswith("+"):
        return _without_trunk_zero(digits)
    if digits.startswith("00"):
        return _without_trunk_zero(digits[2:])
    return "49" + digits[1:] if digits.startswith("0") and len(digits) > 1 else digits


def _without_trunk_zero(digits: str) -> str:
    return "49" + digits[3:] if digits.startswith("490") else digits


def household_number(text: str) -> str:
    """A household's (BG) number for comparing: letters in upper case and digits, the rest dropped."""
    return re.sub(r"[\W_]", "", text).upper()


def household_number_keys(text: str) -> frozenset[str]:
    """Keys under which a household's number is found: whole, and each group of at least 4 digits by itself.

    Groups also count without leading zeros, as they are read out on the phone: 36502BG0012345 by 12345.
    """
    whole = household_number(text)
    groups = {group for group in re.findall(r"\d+", text) if len(group) >= 4}
    keys = {whole} | groups | {group.lstrip("0") for group in groups}
    return frozenset(key for key in keys if len(key) >= 3 or key == whole) - {""}


def parse_birth_date(text: str, *, today: date) -> tuple[date, ...]:
    """All dates a typed birth date can mean (two with a two-digit year that fits two centuries), latest
    first.

    ValueError with a German sentence when there is no such day, nobody alive can be born on it, or `text` is
    no day.
    """
    found = parse_query(text, today=today)
    if found.problems:
        raise ValueError(found.problems[0])
    if found.names or len(found.readings) != 1 or not found.readings[0].birth_dates:
        raise ValueError("Bitte ein Datum wie 01.02.1990 eingeben.")
    return found.readings[0].birth_dates


def _iso(found: re.Match[str], parts: _Parts, today: date) -> str:
    return _date(found, parts, today, year=found[1], month=found[2], day=found[3])


def _worded(found: re.Match[str], parts: _Parts, today: date) -> str:
    return _date(found, parts, today, year=found[3], month=str(_MONTHS[found[2].lower()]), day=found[1])


def _german(found: re.Match[str], parts: _Parts, today: date) -> str:
    day, sign, month, year = found.groups()
    slashed = sign != "." and not (1 <= int(month) <= 12 and 1 <= int(day) <= 31)
    return found[0] if slashed else _date(found, parts, today, year=year, month=month, day=day)


def _date(found: re.Match[str], parts: _Parts, today: date, *, year: str, month: str, day: str) -> str:
    centuries = (0,) if len(year) == 4 else (today.year // 100 * 100, today.year // 100 * 100 - 100)
    days = []
    for century in centuries:
        try:
            days.append(date(century + int(year), int(month), int(day)))
        except ValueError:
            continue
    text = found[0].strip()
    if not days:
        parts.problems.append(f"Den {text} gibt es nicht.")
    elif possible := tuple(day for day in days if day <= today and today.year - day.year <= _OLDEST):
        parts.readings.append(Reading(text, birth_dates=possible))
    elif max(days) > today:
        parts.problems.append(f"Der {text} liegt in der Zukunft.")
    else:
        parts.problems.append(f"Der {text} liegt mehr als {_OLDEST} Jahre zurück.")
    return " "


def _phone(found: re.Match[str], parts: _Parts) -> str:
    digits = phone_digits(found[1])
    if not 6 <= len(digits) <= 17:
        return found[0]
    maybe_number = "" if found[1].startswith("+") or " " in found[1] else household_number(found[1])
    parts.readings.append(Reading(found[1], phone=digits, number=maybe_number))
    return " "


def _number(found: re.Match[str], parts: _Parts, today: date) -> str:
    text = found[0].strip(" .-/")
    number = household_number(re.sub(r"^BG(?=[\s.:-])[\s.:-]*(?:Nr\.?\s*)?", "", text, flags=re.IGNORECASE))
    is_year = re.fullmatch(r"\d{4}", number) and today.year - _OLDEST <= int(number) <= today.year
    parts.readings.append(
        Reading(text, birth_year=int(number) if is_year else None, number=number, phone=_local_phone(number))
    )
    return " "


def _local_phone(number: str) -> str:
    # Without area code: compared with the end of the stored number.
    return number if number.isdigit() and 5 <= len(number) <= 15 else ""
