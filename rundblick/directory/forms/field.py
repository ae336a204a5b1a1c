"""What colleagues found out, and whom they know."""

from django import forms

from rundblick.directory.models import Acquaintance, FieldNote
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField

NO_PEOPLE = "Über das Angebot, nie über Menschen, die dort Hilfe suchen."


class NoteForm(Form):
    """What is good to know, for colleagues."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    occasion = forms.ChoiceField(label="Anlass", choices=FieldNote.Occasion.choices, widget=RadioRow)
    on = GermanDateField(label="Wann?", latest=today)
    text = ProseField(label="Was ist gut zu wissen?", rows=4, max_length=2_000, help_text=NO_PEOPLE)
    with_whom = TextField(label="Mit wem? (Funktion)", max_length=120, required=False)


class ElsewhereForm(NoteForm):
    """The same about a place that is not in the directory."""

    elsewhere = TextField(label="Wo?", max_length=120, help_text="Zum Beispiel: Stadtteilfest in der Südstadt")
    field_order = ("token", "elsewhere", "occasion", "on", "text", "with_whom")


class KnowForm(Form):
    """Whom one knows at an organisation."""

    whom = TextField(
        label="Wen kennen Sie dort? (Funktion)", max_length=120, help_text="Zum Beispiel: die Leitung der Beratung"
    )
    nearness = forms.ChoiceField(label="Wie gut?", choices=Acquaintance.Nearness.choices, widget=RadioRow)
