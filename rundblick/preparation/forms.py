"""The screen for two, questions for oneself, and information sheets."""

from typing import Any

from django import forms

from rundblick.cases.codes import Responsible
from rundblick.preparation.models import InfoSheet
from rundblick.web.forms import Form, ProseField, RadioRow, TextField

WHO = [(Responsible.PERSON, "ich"), (Responsible.JOBCENTER, "das Jobcenter"), (Responsible.THIRD, "eine andere Stelle")]
"""Who does it, as the person reads it."""
KEYS = {"own_concern": "w", "task": "n", "agreements": "v"}
"""The letter that leads to a field, after "g"."""


class TalkForm(Form):
    """What two people write down while they talk. Nothing is required."""

    own_concern = ProseField(label="Wie geht es Ihnen?", required=False, max_length=5_000, rows=4)
    task = TextField(label="Nebenbei: Was ist zu tun?", required=False, max_length=500)
    who = forms.ChoiceField(
        label="Wer macht es?", choices=WHO, initial=Responsible.JOBCENTER, widget=RadioRow, required=False
    )
    agreements = ProseField(label="Was vereinbaren wir heute?", required=False, max_length=10_000, rows=3)
    window = forms.CharField(widget=forms.HiddenInput, max_length=40)
    knows = forms.CharField(widget=forms.HiddenInput, required=False, max_length=2_000)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, key in KEYS.items():
            self.fields[name].widget.attrs["data-jump"] = key


class AskForm(Form):
    """What somebody wants to ask; a note for oneself."""

    questions = ProseField(label="Was ich fragen will", required=False, max_length=2_000, rows=3)


class SheetForm(Form):
    """An information sheet."""

    title = TextField(label="Überschrift", max_length=120)
    text = ProseField(
        label="Text",
        max_length=2_000,
        rows=6,
        help_text="Kurze Sätze, keine Abkürzungen. Nichts über einzelne Menschen.",
    )
    address = TextField(label="Adresse", required=False, max_length=300)
    phone = TextField(label="Telefon", required=False, max_length=120)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, others: Any, **kwargs: Any) -> None:
        self.others = others
        super().__init__(*args, **kwargs)

    def clean_title(self) -> str:
        title: str = self.cleaned_data["title"]
        if self.others.filter(title=title).exists():
            raise forms.ValidationError("Ein Blatt mit dieser Überschrift gibt es schon.")
        return title


def stored(sheet: InfoSheet) -> dict[str, Any]:
    """The sheet as its form shows it."""
    return {name: getattr(sheet, name) for name in ("title", "text", "address", "phone")}
