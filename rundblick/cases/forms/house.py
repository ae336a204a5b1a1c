"""What a house agrees on for its notes."""

from django import forms

from rundblick.web.forms import Form, ProseField, TextField


class TextModuleForm(Form):
    """A text to begin with."""

    title = TextField(label="Name", max_length=60, help_text="Woran die Fachkräfte den Baustein erkennen.")
    text = ProseField(
        label="Text",
        max_length=2_000,
        rows=4,
        help_text="Ein Anfang, kein ganzer Vermerk: Was besprochen wurde, steht in eigenen Worten.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class AllowedWordForm(Form):
    """A word the house uses on purpose."""

    word = TextField(label="Wort oder Abkürzung", max_length=80)
