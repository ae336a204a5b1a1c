"""The smallest pieces of a draft as plain data, and how they are read from what somebody typed."""

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from rundblick.web.forms import DecimalNumberField, GermanDateField, WholeNumberField
from rundblick.web.german import german_date

Posted = MultiValueDict[str, Any]
"""What a browser sent."""

NOTHING: tuple[Any, ...] = (None, "", [], {})
NUMBER = re.compile(r"-?(0|[1-9][0-9]{0,11})(\.[0-9]{1,6})?")

WHOLE = WholeNumberField(required=False)
DECIMAL = DecimalNumberField(required=False)
DATE = GermanDateField(required=False, earliest=None, latest=None)


def without_nothing(value: Any) -> Any:
    """The same without keys that hold nothing."""
    if isinstance(value, dict):
        return {name: inner for name, each in value.items() if (inner := without_nothing(each)) not in NOTHING}
    return [without_nothing(each) for each in value] if isinstance(value, list) else value


def written_number(value: float | str) -> str:
    """A number the one way it is kept, "10" for 10.0; a text that is none stays."""
    text = str(value)
    if not NUMBER.fullmatch(text):
        return text
    return format(Decimal(text).normalize(), "f")


def shown_date(value: Any) -> str:
    """A kept day as people write it; a text that is none stays."""
    try:
        return german_date(dt.date.fromisoformat(str(value)))
    except ValueError:
        return str(value)


def readable(text: str) -> str:
    """Without control characters, which no database keeps in a document and nobody means to type."""
    joined = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return "".join(one for one in joined if one in "\n\t" or unicodedata.category(one) not in {"Cc", "Cs"})


def one_line(text: str) -> str:
    """Readable and without line breaks, as a field of one line gives it back."""
    return readable(text).replace("\n", " ").strip()


def understood(field: Any, text: str) -> Any:
    """The value a field makes of a text; the text where it makes none."""
    try:
        value = field.to_python(text)
    except ValidationError:
        return readable(text)
    return text if value is None else value


def decimal_from(text: str) -> str:
    """A typed number the way it is kept; what is none stays as it was typed."""
    found = understood(DECIMAL, text)
    return found if isinstance(found, str) and found == text else written_number(str(found))


def date_from(text: str) -> str:
    """A typed day as 2026-08-01; what is none stays as it was typed."""
    found = understood(DATE, text)
    return found if isinstance(found, str) else str(found.isoformat())
