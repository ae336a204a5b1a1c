"""One form for all dimensions: a number by a tap, and words if somebody wants to say why."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from rundblick.progress.dimensions import HIGHEST, LOWEST, Dimension, dimensions
from rundblick.progress.services import Said
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, Scale, TextField

NUMBERS = [(number, str(number)) for number in range(LOWEST, HIGHEST + 1)]


class RatingForm(Form):
    """Nothing is required: what was not talked about is left out."""

    on = GermanDateField(label="Tag", latest=today, initial=today)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in dimensions():
            self.fields[f"value_{one.code}"] = forms.TypedChoiceField(
                label=one.question, choices=NUMBERS, coerce=int, empty_value=None, required=False, widget=Scale
            )
            self.fields[f"words_{one.code}"] = TextField(
                label=f"Woran merken Sie das? ({one.label})", required=False, max_length=500
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for one in dimensions():
            if cleaned.get(f"words_{one.code}") and cleaned.get(f"value_{one.code}") is None:
                self.add_error(f"value_{one.code}", "Bitte wählen Sie auch eine Zahl.")
        return cleaned

    def rows(self) -> Iterator[tuple[Dimension, BoundField, BoundField]]:
        """Each dimension with its two fields."""
        for one in dimensions():
            yield one, self[f"value_{one.code}"], self[f"words_{one.code}"]

    def said(self) -> dict[str, Said]:
        """What was rated."""
        given = self.cleaned_data
        return {
            one.code: Said(given[f"value_{one.code}"], given[f"words_{one.code}"])
            for one in dimensions()
            if given[f"value_{one.code}"] is not None
        }
