"""The form of a consent."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rundblick.consent.codes import How, TextKind
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField

OUTSIDE = "outside"
"""The choice for somebody who is no member of the household."""

Choices = Iterable[tuple[str, str]]


class GiveForm(Form):
    """Who consents to what, with which words, for how long. Refusing is not on the form: it is not written down."""

    given_by = forms.MultipleChoiceField(
        label="Wer willigt ein?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie, wer eingewilligt hat."},
    )
    recipient = forms.ChoiceField(label="Wer darf lesen und schreiben?", widget=forms.RadioSelect)
    kind = forms.ChoiceField(
        label="Welcher Text wurde gelesen oder vorgelesen?", choices=TextKind.choices, widget=forms.RadioSelect
    )
    how = forms.ChoiceField(label="Wie wurde eingewilligt?", widget=forms.RadioSelect)
    given_on = GermanDateField(label="Eingewilligt am", latest=today)
    last_day = GermanDateField(label="Gilt bis einschließlich", earliest=today, required=False)
    explained_by = forms.ChoiceField(label="Erklärt von")
    interpreter = forms.BooleanField(label="Es wurde gedolmetscht", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    known = forms.CharField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        givers: Choices,
        readers: Choices,
        explainers: Choices,
        ways: Iterable[How],
        last_day_help: str,
        opens: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: Mapping[str, Choices] = {
            "given_by": givers,
            "recipient": readers,
            "explained_by": explainers,
            "how": [(way.value, way.label) for way in ways],
        }
        for name, choices in offered.items():
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        if not opens:
            del self.fields["recipient"]
        self.fields["last_day"].help_text = last_day_help

    @property
    def members(self) -> list[uuid.UUID]:
        """Those who consented and belong to the household."""
        return [uuid.UUID(key) for key in self.cleaned_data["given_by"] if key != OUTSIDE]

    @property
    def outside(self) -> bool:
        """Whether somebody outside of the household consented."""
        return OUTSIDE in self.cleaned_data["given_by"]

    @property
    def valid_until(self) -> dt.date | None:
        """The first day it no longer holds; None when the form leaves it open."""
        last: dt.date | None = self.cleaned_data["last_day"]
        return last + dt.timedelta(days=1) if last else None

    @property
    def replaces(self) -> uuid.UUID | None:
        """The consent to the chosen reader, or to nobody by name, that held when the form was opened."""
        pairs = [pair.split(":") for pair in self.cleaned_data["known"].split()]
        found = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}.get(self.cleaned_data.get("recipient", ""))
        try:
            return uuid.UUID(found) if found else None
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given, last = cleaned.get("given_on"), cleaned.get("last_day")
        if given and last and last < given:
            self.add_error("last_day", "Das Ende liegt vor dem Tag der Einwilligung.")
        return cleaned
