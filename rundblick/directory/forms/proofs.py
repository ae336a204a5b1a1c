"""Short forms: that an entry is right, how many places are free, what colleagues found out."""

from django import forms

from rundblick.directory.codes import Capacity, Way
from rundblick.directory.models import FieldNote
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField, WholeNumberField

ASKED = [choice for choice in Way.choices if choice[0] not in (Way.LINK, Way.IMPORT)]
NO_PEOPLE = "Über das Angebot, nie über Menschen, die dort Hilfe suchen."


class ConfirmForm(Form):
    """All of it is right."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label="Woher wissen Sie es?", choices=ASKED, widget=RadioRow)
    on = GermanDateField(label="Wann?", latest=today)
    note = TextField(label="Notiz", required=False, help_text="Zum Beispiel: mit dem Sekretariat gesprochen")


class RoomForm(Form):
    """Is there room, and how long does one wait?"""

    capacity = forms.ChoiceField(label="Plätze", choices=Capacity.choices, widget=RadioRow)
    waiting_days = WholeNumberField(label="Wartezeit in Tagen", required=False, min_value=0, max_value=1_500)
    way = forms.ChoiceField(label="Woher wissen Sie es?", choices=ASKED, widget=RadioRow)
    on = GermanDateField(label="Wann erfragt?", latest=today)


class NoteForm(Form):
    """What is good to know, for colleagues."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    occasion = forms.ChoiceField(label="Anlass", choices=FieldNote.Occasion.choices, widget=RadioRow)
    on = GermanDateField(label="Wann?", latest=today)
    text = ProseField(label="Was ist gut zu wissen?", rows=4, max_length=2_000, help_text=NO_PEOPLE)
    with_whom = TextField(label="Mit wem? (Funktion)", max_length=120, required=False)
