"""Forms of the network office."""

from typing import Any

from django import forms

from rundblick.agreements import rules
from rundblick.agreements.codes import WORDS, Kind
from rundblick.agreements.models import Decision, Item, Meeting
from rundblick.agreements.services.network import ItemContent
from rundblick.web.clock import today
from rundblick.web.forms import DecimalNumberField, Form, GermanDateField, ProseField, TextField, WholeNumberField

_FIELDS = ("title", "whom", "due_on", "amount", "number", "place", "text", "result")


class ItemForm(Form):
    """An entry of one kind: the fields its kind has, in its words."""

    title = TextField()
    whom = TextField(required=False)
    due_on = GermanDateField(required=False)
    amount = DecimalNumberField(required=False, min_value=0, max_digits=12, decimal_places=2)
    number = WholeNumberField(required=False, min_value=0, max_value=100_000)
    place = TextField(required=False)
    text = ProseField(required=False, rows=4, max_length=8_000)
    state = forms.ChoiceField(label="Stand", widget=forms.RadioSelect, choices=())
    result = ProseField(required=False, rows=3, max_length=8_000)
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = Kind(kind)
        words = WORDS[kind]
        for name in _FIELDS:
            if name not in words.labels:
                del self.fields[name]
                continue
            self.fields[name].label = words.labels[name]
            if name in words.hints:
                self.fields[name].help_text = words.hints[name]
        states: Any = self.fields["state"]
        states.choices = list(words.states.items())
        self.initial.setdefault("state", words.first)
        asked = [name for name in words.labels if name != "result"]
        self.order_fields([*asked, "state", "result"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, problem in rules.item_problems(self.kind, cleaned).items():
            if name not in self.errors:
                self.add_error(name, problem)
        return cleaned

    def content(self) -> ItemContent:
        """What was said."""
        given = {name: self.cleaned_data[name] for name in WORDS[self.kind].labels}
        return ItemContent(state=self.cleaned_data["state"], **given)

    @staticmethod
    def values(row: Item) -> dict[str, Any]:
        """The entry as this form shows it."""
        return {name: getattr(row, name) for name in (*row.words.labels, "state")}


class MemberForm(Form):
    """A body that works in a group."""

    body = TextField(label="Stelle")
    function = TextField(label="Funktion", required=False, help_text="Wer für sie kommt, zum Beispiel „Schulleitung“.")
    token = forms.UUIDField(widget=forms.HiddenInput)


class MeetingForm(Form):
    """A meeting of a group."""

    on = GermanDateField(label="Wann?", latest=today)
    place = TextField(label="Wo?", required=False)
    text = ProseField(
        label="Worüber wurde gesprochen?",
        required=False,
        rows=6,
        max_length=8_000,
        help_text="Nichts über einzelne Menschen, die beraten werden. Beschlüsse kommen einzeln dazu.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def meeting(self) -> dict[str, Any]:
        """What was said."""
        return {name: self.cleaned_data[name] for name in ("on", "place", "text")}

    @staticmethod
    def values(row: Meeting) -> dict[str, Any]:
        """The meeting as this form shows it."""
        return {name: getattr(row, name) for name in ("on", "place", "text")}


class DecisionForm(Form):
    """What was decided."""

    text = TextField(label="Was wurde beschlossen?", max_length=500)
    responsible = TextField(label="Wer tut es?", help_text="Stelle und Funktion.")
    due_on = GermanDateField(label="Bis wann?")
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def decision(self) -> dict[str, Any]:
        """What was said."""
        return {name: self.cleaned_data[name] for name in ("text", "responsible", "due_on")}

    @staticmethod
    def values(row: Decision) -> dict[str, Any]:
        """The decision as this form shows it."""
        return {name: getattr(row, name) for name in ("text", "responsible", "due_on")}
