"""Dates, numbers and durations the way they are written in Germany. Pure functions; the template filters
of the same names in `templatetags/kern.py` call them."""

from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from rundblick.web.clock import berlin_date, in_berlin

NOTHING = "–"
NBSP = "\u00a0"
MINUS = "\u2212"

WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

_DAYS_IN_WORDS = {
    -2: "vorgestern",
    -1: "gestern",
    0: "heute",
    1: "morgen",
    2: "übermorgen",
}


def german_date(value: date | datetime | None, style: str = "short") -> str:
    """A calendar date in words and figures; moments are dated by Berlin's clock.

    `style` is "short" (20.11.2026), "weekday" (Fr, 20.11.2026), "long" (20. November 2026), "full"
    (Freitag, 20. November 2026), "day" (Fr, 20.11.) or "month" (November 2026). None gives a dash.
    Raises ValueError for an unknown style.
    """
    if value is None:
        return NOTHING
    day = berlin_date(value)
    weekday = WEEKDAYS[day.weekday()]
    month = MONTHS[day.month - 1]
    figures = f"{day.day:02}.{day.month:02}."
    match style:
        case "short":
            return f"{figures}{day.year:04}"
        case "weekday":
            return f"{weekday[:2]},{NBSP}{figures}{day.year:04}"
        case "long":
            return f"{day.day}.{NBSP}{month}{NBSP}{day.year}"
        case "full":
            return f"{weekday}, {day.day}.{NBSP}{month}{NBSP}{day.year}"
        case "day":
            return f"{weekday[:2]},{NBSP}{figures}"
        case "month":
            return f"{month}{NBSP}{day.year}"
    raise ValueError(f"Unknown date style: {style}")


def german_time(value: datetime | time | None) -> str:
    """A time of day on Berlin's clock as 14:03; plain times stay as they are. None gives a dash."""
    if value is None:
        return NOTHING
    moment = in_berlin(value) if isinstance(value, datetime) else value
    return f"{moment.hour:02}:{moment.minute:02}"


def german_datetime(value: datetime | None, style: str = "short") -> str:
    """A moment on Berlin's clock as 20.11.2026, 14:03 Uhr; `style` as in `german_date`."""
    if value is None:
        return NOTHING
    return f"{german_date(value, style)}, {german_time(value)}{NBSP}Uhr"


def relative_day(value: date | datetime | None, *, today: date) -> str:
    """The distance of a day from `today` in everyday words.

    Up to 13 days are counted in days, up to eight weeks in whole weeks (rounded down, so that "in 2
    Wochen" never promises more time than there is); farther days are given as a date.
    """
    if value is None:
        return NOTHING
    day = berlin_date(value)
    distance = (day - today).days
    if distance in _DAYS_IN_WORDS:
        return _DAYS_IN_WORDS[distance]
    word = "in" if distance > 0 else "vor"
    if abs(distance) <= 13:
        return f"{word} {abs(distance)}{NBSP}Tagen"
    if abs(distance) <= 56:
        return f"{word} {abs(distance) // 7}{NBSP}Wochen"
    return german_date(day)


def german_number(value: float | Decimal | None, decimals: int | None = None) -> str:
    """A number with German thousands points and decimal comma; None gives a dash.

    `decimals` fixes the digits after the comma (commercial rounding, as people check it by hand); without
    it they are kept as they are.
    """
    if value is None:
        return NOTHING
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    if decimals is not None:
        number = number.quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
    text = f"{abs(number):,f}".translate(str.maketrans(",.", ".,"))
    return f"{MINUS}{text}" if number < 0 else text


def percent(value: float | Decimal | None, decimals: int = 0) -> str:
    """A share (0.34) as 34 %, with a space that does not break; None gives a dash, never 0 %."""
    if value is None:
        return NOTHING
    number = value if isinstance(value, Decimal) else Decimal(str(value))
    return f"{german_number(number * 100, decimals)}{NBSP}%"


def minutes(value: int | None) -> str:
    """A length in minutes as 45 Min. or 1 Std. 30 Min.; None gives a dash."""
    if value is None:
        return NOTHING
    hours, rest = divmod(value, 60)
    parts = []
    if hours:
        parts.append(f"{hours}{NBSP}Std.")
    if rest or not hours:
        parts.append(f"{rest}{NBSP}Min.")
    return " ".join(parts)


def count(number: int, singular: str, plural: str) -> str:
    """A counted noun: "1 Termin", "3 Termine", "keine Termine"."""
    if number == 0:
        return f"keine {plural}"
    return f"{german_number(number)}{NBSP}{singular if number == 1 else plural}"
