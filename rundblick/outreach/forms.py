"""The form of an attempt: a way, a day, and one tap for what came of it."""

from typing import Any

from django import forms

from rundblick.outreach.codes import Channel, Result
from rundblick.outreach.services import NO_CONSENT
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, Scale


class AttemptForm(Form):
    """One attempt. `result` comes from the button that sends the form."""

    channel = forms.ChoiceField(label="Weg", choices=Channel.choices, widget=Scale)
    on = GermanDateField(label="Tag", latest=today)
    consented = forms.BooleanField(
        label="Die Person hat in diesen Weg eingewilligt",
        required=False,
        help_text="Nötig für „vertraute Person“. Für „zu Hause“ zählt die schriftliche Einwilligung in der Akte.",
    )
    result = forms.ChoiceField(label="Ergebnis", choices=Result.choices, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("channel") == Channel.TRUSTED and not cleaned.get("consented"):
            self.add_error("consented", NO_CONSENT)
        return cleaned
