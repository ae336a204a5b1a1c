"""Forms of own journeys: beginning one, and publishing it."""

import datetime as dt

from django import forms

from rundblick.journeys.editing.compare import SUBJECTS
from rundblick.programmes.forms import furthest
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, TextField


def _earliest() -> dt.date:
    return today()


class BeginForm(Form):
    """A new journey; everything else follows on its page."""

    title = TextField(label="Name", max_length=200, help_text="Zum Beispiel „Weg in den Sprachkurs“.")
    subject = forms.ChoiceField(
        label="Was verfolgt wird", choices=list(SUBJECTS.items()), initial="person", widget=forms.RadioSelect
    )


class PublishForm(Form):
    """From which day a version holds."""

    valid_from = GermanDateField(
        label="Gilt ab",
        earliest=_earliest,
        latest=furthest,
        help_text="Wer ab diesem Tag einen Bogen beginnt, beginnt nach dieser Fassung.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)
