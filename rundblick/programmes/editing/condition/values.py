"""What a fact can be compared with: which comparisons suit its kind, and its values as data and as typed text."""

import datetime as dt
from typing import Any, Literal

from rundblick.programmes.editing.plain import NUMBER, date_from, decimal_from, readable, written_number
from rundblick.programmes.vocabulary import KnownFact
from rundblick.web.german import german_date

ORDERED = ("at_least", "more_than", "at_most", "less_than")
COMPARISONS = ("equals", "one_of", *ORDERED)
"""All comparisons of the schema, lower bounds before upper ones, as people say them."""

Shape = Literal["yes_no", "choice", "ticks", "text", "number", "date", "lines"]
"""How a value is asked for."""

YES_NO = {"true": "ja", "false": "nein"}


def comparisons(asked: KnownFact) -> tuple[str, ...]:
    """The comparisons that make sense for a fact."""
    match asked.type:
        case "boolean":
            return ("equals",)
        case "text":
            return ("equals", "one_of")
    return COMPARISONS


def first_comparison(asked: KnownFact) -> str:
    """What a new line begins with: of numbers and days people mostly say how much at least."""
    return "at_least" if asked.type in {"number", "date"} else "equals"


def shape(asked: KnownFact, how: str) -> Shape:
    """How the value of a comparison is asked for."""
    if asked.type == "boolean":
        return "yes_no"
    if asked.choices:
        return "ticks" if how == "one_of" else "choice"
    if how == "one_of":
        return "lines"
    return "number" if asked.type == "number" else "date" if asked.type == "date" else "text"


def scalar_from(asked: KnownFact, text: str) -> Any:
    """A typed value as data; what is none stays as it was typed."""
    text = readable(text).strip()
    match asked.type:
        case "boolean":
            return {"true": True, "false": False}.get(text, text)
        case "number":
            return kept_number(decimal_from(text)) if text else ""
        case "date":
            return date_from(text) if text else ""
    return text


def text_of(asked: KnownFact, value: Any) -> str:
    """A value of the data the way people type it."""
    if isinstance(value, bool):
        return str(value).lower()
    if asked.type == "number" and NUMBER.fullmatch(str(value)):
        return str(value).replace(".", ",")
    if asked.type == "date":
        try:
            return german_date(dt.date.fromisoformat(str(value)))
        except ValueError:
            return str(value)
    return str(value)


def survives(asked: KnownFact, value: Any) -> bool:
    """Whether a value that is drawn and read back is the same again."""
    again = scalar_from(asked, text_of(asked, value))
    return type(again) is type(value) and again == value and "\n" not in str(value)


def kept_number(value: Any) -> Any:
    """A number the one way conditions keep it: 12, or "2.5"; what is none stays."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return value
    text = written_number(value)
    return text if "." in text or not NUMBER.fullmatch(text) else int(text)
