"""Forms of the Ampeltorte."""

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.forms.goals import GoalFields
from rundblick.lights.codes import Field, Light
from rundblick.lights.services import LONGEST
from rundblick.web.forms import Form, ProseField, RadioRow, TextField


class NewCardForm(Form):
    """A card in words; the slice is where the form stands. `field`: that by which the cake is narrowed."""

    text = TextField(label="Neue Karte", max_length=LONGEST)
    light = forms.ChoiceField(choices=Light.choices, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)


class CardForm(Form):
    """A card that lies there: its words, its slice, and what it belongs to."""

    text = ProseField(label="Karte", max_length=LONGEST, rows=3, help_text="In den Worten der Person, ein Gedanke.")
    light = forms.ChoiceField(label="Stück", choices=Light.choices, widget=RadioRow)
    field = forms.TypedChoiceField(
        label="Handlungsfeld",
        choices=[("", "keines"), *((str(code), label) for code, label in Field.choices)],
        coerce=int,
        empty_value=None,
        required=False,
    )
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput)
    row = forms.UUIDField(widget=forms.HiddenInput)


class CardGoalForm(GoalFields):
    """What the person wants to reach, taken from a card."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    row = forms.UUIDField(widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)
