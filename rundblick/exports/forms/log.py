"""Choosing lines of the log."""

import datetime as dt
from typing import Any

from django import forms

from rundblick.exports.codes import Kind
from rundblick.web.forms import Form, GermanDateField


class LogFilter(Form):
    """Which lines of the log; nothing here names a person, so it may stand in the address."""

    art = forms.ChoiceField(label="Was", required=False, choices=[("", "alles"), *Kind.choices])
    von = GermanDateField(label="Von", required=False)
    bis = GermanDateField(label="Bis einschließlich", required=False)

    @property
    def given(self) -> dict[str, Any]:
        """What was chosen and can be read; a mistake chooses nothing."""
        if not self.is_bound:
            return {}
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    @property
    def as_query(self) -> dict[str, str]:
        """The same for an address."""
        return {n: f"{v:%d.%m.%Y}" if isinstance(v, dt.date) else str(v) for n, v in self.given.items()}

    @property
    def is_chosen(self) -> bool:
        """Whether anything is left out."""
        return bool(self.given)
