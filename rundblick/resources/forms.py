"""Forms of the card."""

import datetime as dt
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.resources.codes import HelpState, Level, Perspective, Section
from rundblick.resources.rules import perspective_in
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, RadioRow, TextField

LONGEST = 200
ENDED = "ended"
Carriers = Callable[[], Sequence[tuple[uuid.UUID, str]]]
"""Answers the resources a help may build on, as (thread, words); asked only when the form is drawn."""

LEVELS = [(level.value, f"{level.value} {level.label}") for level in Level]


class LinesForm(Form):
    """One line for each section; those that stay empty add nothing."""

    subject = TextField(label="Eintrag zur Subjektebene", max_length=LONGEST, required=False)
    social = TextField(label="Eintrag zu sozialen Ressourcen", max_length=LONGEST, required=False)
    material = TextField(label="Eintrag zu Materiellem", max_length=LONGEST, required=False)
    area = TextField(label="Eintrag zu Stadtteil und Sozialraum", max_length=LONGEST, required=False)
    institution = TextField(label="Eintrag zur institutionellen Ebene", max_length=LONGEST, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self.texts(cleaned):
            self.add_error("subject", "Bitte schreiben Sie in mindestens eines der Felder etwas.")
        return cleaned

    @staticmethod
    def texts(cleaned: dict[str, Any]) -> dict[str, str]:
        """What was written, by section."""
        return {section.value: cleaned[section.value] for section in Section if cleaned.get(section.value)}


class ResourceForm(Form):
    """A resource that stands on the card: its words and its place."""

    text = TextField(label="Ressource", max_length=LONGEST)
    section = forms.ChoiceField(label="Feld", choices=Section.choices)
    level = forms.TypedChoiceField(label="Ebene", choices=LEVELS, coerce=int)
    perspective = forms.ChoiceField(
        label="Wer sagt das?",
        choices=Perspective.choices,
        help_text="Nur die institutionelle Ebene kommt ohne Sichtweise aus.",
    )
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        section, whose = cleaned.get("section"), cleaned.get("perspective")
        if section and whose and not perspective_in(section, whose):
            self.add_error("perspective", "Bitte wählen Sie, wer das sagt.")
        return cleaned


class CarrierField(forms.TypedChoiceField):
    """The resource a help builds on, or nothing in particular. Cleans to its thread or None.

    Any thread is taken: one that is not on this card is shown nowhere, and saving needs no further query.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, coerce=uuid.UUID, empty_value=None, **kwargs)

    def offer(self, carriers: Carriers) -> None:
        """Set where the choices come from."""
        nothing = [("", "nichts Bestimmtes")]
        self.choices = lambda: [*nothing, *((str(thread), words) for thread, words in carriers())]

    def valid_value(self, value: Any) -> bool:
        return True


class _HelpFields(Form):
    text = TextField(label="Hilfe", max_length=LONGEST)
    level = forms.TypedChoiceField(label="Ebene", choices=LEVELS, coerce=int)
    draws_upon = CarrierField(label="Stützt sich auf")

    def __init__(self, *args: Any, carriers: Carriers, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["draws_upon"]
        field.offer(carriers)


class HelpForm(_HelpFields):
    """A help that is planned or runs already."""

    state = forms.ChoiceField(label="Stand", choices=HelpState.choices, initial=HelpState.PLANNED, widget=RadioRow)
    since = GermanDateField(label="Seit", required=False, latest=today, help_text="Leer lassen für heute.")
    for_all = forms.BooleanField(label="Gilt für den ganzen Haushalt", required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("text", "level", "state", "since", "draws_upon", "for_all")


class ChangeHelpForm(_HelpFields):
    """A help that is there, and how far it is."""

    state = forms.ChoiceField(label="Stand", choices=[*HelpState.choices, (ENDED, "beendet")], widget=RadioRow)
    on = GermanDateField(
        label="Seit wann gilt dieser Stand?",
        required=False,
        latest=today,
        help_text="Nur wenn sich der Stand ändert. Leer lassen für heute.",
    )
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("text", "level", "draws_upon", "state", "on", "shared")

    def __init__(self, *args: Any, begins: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["on"]
        field.earliest = begins
