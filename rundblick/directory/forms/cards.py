"""Forms for what is handed over: the Entlasskarte, and a mail with nothing but an address in it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.directory.forms.entries import Lines
from rundblick.directory.models import Service
from rundblick.directory.paper.discharge import MOST, OCCASIONS
from rundblick.web.forms import Form, RadioRow, TextField


class DischargeForm(Form):
    """What stands on the card. Nothing of it is kept, so nothing is put back either."""

    occasion = forms.ChoiceField(
        label="Warum bekommt die Person die Karte?",
        choices=[(code, words) for code, (words, _, _) in OCCASIONS.items()],
        widget=RadioRow,
        initial="job",
    )
    name = TextField(
        label="Name auf der Karte", max_length=80, required=False, help_text="Nur wenn die Person das möchte"
    )
    days = Lines(
        label="Daran denken",
        rows=5,
        help_text="Eins je Zeile. Zum Beispiel: 15. Januar: Lohnzettel ins Jobcenter bringen",
    )
    contacts = Lines(
        label="Wen die Person fragen kann", rows=4, help_text="Eine je Zeile. Zum Beispiel: Frau Kern, 0221 4710 0"
    )
    services = forms.MultipleChoiceField(
        label="Angebote auf der Rückseite", choices=(), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, rows: Sequence[Service], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: Any = self.fields["services"]
        listed.choices = [(str(row.pk), f"{row.name}, {row.organization}") for row in rows]
        if not rows:
            del self.fields["services"]

    def clean_services(self) -> list[str]:
        chosen: list[str] = self.cleaned_data["services"]
        if len(chosen) > MOST:
            raise forms.ValidationError(f"Auf die Karte passen höchstens {MOST} Angebote.")
        return chosen


class MailForm(Form):
    """Where the address of the public page is sent."""

    address = forms.EmailField(
        label="E-Mail-Adresse",
        max_length=254,
        help_text="Bitte mit der Person zusammen lesen. Hier wird sie nicht gespeichert.",
    )
