"""Form fields that understand what tired people type, and say in plain German what is wrong.

No field ever sends `maxlength` to the browser: it would cut pasted text without a word. The length is
counted on the server (and shown while typing by `forms.js`), and nothing typed is lost.
"""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rundblick.web.clock import berlin_date, today
from rundblick.web.german import MONTHS, german_date, german_number

_GERMAN_DATE = re.compile(r"(\d{1,2})\s*[.,/-]\s*(\d{1,2})\s*[.,/-]\s*(\d{4}|\d{2})\.?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_EIGHT_DIGITS = re.compile(r"(\d{2})(\d{2})(\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:\s*[:.,]\s*(\d{2})(?:\s*:\s*\d{2}(?:\.\d+)?)?)?\s*(?:uhr)?")
_FOUR_DIGITS = re.compile(r"(\d{2})(\d{2})")
_THOUSANDS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+(,\d+)?")
_SPOKEN_DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}

# Characters that turn the reading direction around can make a text look different from what it says.
_DIRECTION_TRICKS = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

Day = date | Callable[[], date]


class DateInput(forms.DateInput):
    """A text box for a German date; `forms.js` adds the browser's calendar beside it."""

    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", "data-date": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, date):
            return german_date(value)
        return super().format_value(value)


class TimeInput(forms.TimeInput):
    input_type = "text"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs={"autocomplete": "off", "data-time": "", **(attrs or {})})

    def format_value(self, value: Any) -> str | None:
        if isinstance(value, datetime | time):
            return f"{value.hour:02}:{value.minute:02}"
        return super().format_value(value)


class RadioRow(forms.RadioSelect):
    """Radio buttons side by side, for two or three short answers."""

    template_name = "web/widgets/radio_row.html"


class CheckboxColumns(forms.CheckboxSelectMultiple):
    """Many boxes to tick, side by side where there is room."""

    template_name = "web/widgets/checkbox_columns.html"


class Scale(forms.RadioSelect):
    """Numbers side by side to tap on, such as 0 to 10; the arrow keys move along them."""

    template_name = "web/widgets/scale.html"


def _day(limit: Day | None) -> date | None:
    return limit() if callable(limit) else limit


class GermanDateField(forms.DateField):
    """A calendar date: 1.2.26, 01.02.2026, 01022026, 2026-02-01, or a spoken day such as "morgen".

    Two-digit years up to `pivot` years ahead of today are taken as this century, all others as the last
    one (so 1.2.85 is a birth date). `earliest` and `latest` are inclusive limits, as dates or as callables
    evaluated at validation. An impossible day (31.02.) is refused with the length of that month.
    """

    widget = DateInput
    default_error_messages = {
        "invalid": "Bitte schreiben Sie das Datum als TT.MM.JJJJ, zum Beispiel 20.11.2026.",
        "no_month": "Den Monat %(month)s gibt es nicht. Bitte schreiben Sie eine Zahl von 1 bis 12.",
        "no_day": "Den %(given)s gibt es nicht: Der %(month)s hat %(days)s Tage.",
        "too_early": "Bitte geben Sie ein Datum ab dem %(limit)s an.",
        "too_late": "Bitte geben Sie ein Datum bis zum %(limit)s an.",
        "future": "Dieses Datum liegt in der Zukunft. Bitte geben Sie ein Datum bis heute (%(limit)s) an.",
    }

    def __init__(
        self,
        *,
        earliest: Day | None = date(1900, 1, 1),
        latest: Day | None = date(2199, 12, 31),
        pivot: int = 10,
        **kwargs: Any,
    ) -> None:
        self.earliest = earliest
        self.latest = latest
        self.pivot = pivot
        kwargs.setdefault("help_text", "TT.MM.JJJJ")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return berlin_date(value)
        text = unicodedata.normalize("NFKC", str(value)).strip().casefold()
        if not text:
            return None
        if text in _SPOKEN_DAYS:
            return today() + timedelta(days=_SPOKEN_DAYS[text])
        day, month, year = self._read(text)
        if not 1 <= month <= 12:
            raise self._error("no_month", month=month)
        if year == 0:
            raise self._error("invalid")
        days = monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise self._error("no_day", given=f"{day}.{month}.{year}", month=f"{MONTHS[month - 1]} {year}", days=days)
        return date(year, month, day)

    def validate(self, value: date | None) -> None:
        super().validate(value)
        if value is None:
            return
        earliest, latest = _day(self.earliest), _day(self.latest)
        if earliest and value < earliest:
            raise self._error("too_early", limit=german_date(earliest))
        if latest and value > latest:
            code = "future" if latest == today() else "too_late"
            raise self._error(code, limit=german_date(latest))

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return bool(self.to_python(data) != self.to_python(initial))
        except ValidationError:
            return True

    def _read(self, text: str) -> tuple[int, int, int]:
        if match := _ISO_DATE.fullmatch(text):
            year, month, day = (int(part) for part in match.groups())
            return day, month, year
        match = _GERMAN_DATE.fullmatch(text) or _EIGHT_DIGITS.fullmatch(text)
        if not match:
            raise self._error("invalid")
        day, month, year = (int(part) for part in match.groups())
        if len(match[3]) == 2:
            year += 2000 if year + 2000 <= today().year + self.pivot else 1900
        return day, month, year

    def _error(self, code: str, **params: object) -> ValidationError:
        return ValidationError(self.error_messages[code], code=code, params=params)


class BirthDateField(GermanDateField):
    """A birth date: not before 1900, not after today; two-digit years never lie in the future."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"latest": today, "pivot": 0, **kwargs})


class GermanTimeField(forms.TimeField):
    """A time of day: 9, 9:30, 9.30, 0930 or "14 Uhr"."""

    widget = TimeInput
    default_error_messages = {
        "invalid": "Bitte schreiben Sie die Uhrzeit als SS:MM, zum Beispiel 14:30.",
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("help_text", "SS:MM")
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values:
            return None
        if isinstance(value, time):
            return value
        text = unicodedata.normalize("NFKC", str(value)).strip().casefold()
        if not text:
            return None
        match = _FOUR_DIGITS.fullmatch(text) or _TIME.fullmatch(text)
        if match:
            hour, minute = int(match[1]), int(match[2] or 0)
            if hour <= 23 and minute <= 59:
                return time(hour, minute)
        raise ValidationError(self.error_messages["invalid"], code="invalid")


def _plain_number(value: Any) -> Any:
    """German writing (1.234,50 €) as Python reads it; anything else unchanged."""
    if not isinstance(value, str):
        return value
    text = re.sub(r"[\s€%]", "", unicodedata.normalize("NFKC", value)).replace("\u2212", "-")
    if _THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    return text.replace(",", ".")


class WholeNumberField(forms.IntegerField):
    """A whole number, with or without thousands points; limits as in IntegerField."""

    default_error_messages = {"invalid": "Bitte geben Sie eine ganze Zahl ein, zum Beispiel 45."}

    def to_python(self, value: Any) -> int | None:
        return super().to_python(_plain_number(value))


class DecimalNumberField(forms.DecimalField):
    """A number with a decimal comma (12,50) or point; 1.234 is one thousand two hundred and thirty-four."""

    default_error_messages = {"invalid": "Bitte geben Sie eine Zahl ein, zum Beispiel 12,50."}

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        return super().to_python(_plain_number(value))

    def prepare_value(self, value: Any) -> Any:
        return str(value).replace(".", ",") if isinstance(value, Decimal) else value


class TextField(forms.CharField):
    """One line of text, kept as it was typed: umlauts, emoji and other scripts stay.

    Control characters, line breaks and marks that turn the reading direction are refused, because they
    would let a text look different from what is stored. `max_length` counts Unicode characters; the
    message says by how many the text is too long.
    """

    line_breaks = False
    default_error_messages = {
        "control": "Der Text enthält unsichtbare Steuerzeichen. Bitte löschen Sie sie oder tippen Sie den "
        "Text neu, statt ihn einzufügen.",
        "too_long": "Der Text ist um %(excess)s zu lang. Höchstens %(limit)s Zeichen haben Platz.",
    }

    def __init__(self, *, max_length: int | None = 200, **kwargs: Any) -> None:
        self.longest = max_length
        super().__init__(**kwargs)
        # Django's own NUL check speaks of "null characters"; ours covers it in understandable words.
        self.validators = [
            check for check in self.validators if type(check).__name__ != "ProhibitNullCharactersValidator"
        ]

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        if self.longest is not None and not widget.is_hidden:
            attrs["data-longest"] = str(self.longest)
        return attrs

    def to_python(self, value: Any) -> str | None:
        text = super().to_python(value)
        if not text:
            return text
        text = unicodedata.normalize("NFC", text)
        if self.line_breaks:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        return text

    def validate(self, value: str) -> None:
        super().validate(value)
        if not value:
            return
        allowed = "\n\t" if self.line_breaks else ""
        if any(self._refused(character) for character in value if character not in allowed):
            raise ValidationError(self.error_messages["control"], code="control")
        if self.longest is not None and len(value) > self.longest:
            excess = len(value) - self.longest
            raise ValidationError(
                self.error_messages["too_long"],
                code="too_long",
                params={
                    "excess": f"{german_number(excess)} Zeichen",
                    "limit": german_number(self.longest),
                },
            )

    @staticmethod
    def _refused(character: str) -> bool:
        return unicodedata.category(character) in {"Cc", "Cs"} or character in _DIRECTION_TRICKS


class ProseField(TextField):
    """Several lines of text, up to 20,000 characters unless told otherwise; line breaks become \\n."""

    line_breaks = True
    widget = forms.Textarea

    def __init__(self, *, max_length: int | None = 20_000, rows: int = 5, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.widget.attrs.setdefault("rows", str(rows))
        self.widget.attrs.pop("cols", None)
