"""Short forms: that an entry is right, how many places are free."""

from django import forms

from rundblick.directory.codes import Capacity, Part, Way
from rundblick.web.clock import today
from rundblick.web.forms import CheckboxColumns, Form, GermanDateField, RadioRow, TextField, WholeNumberField

ASKED = [choice for choice in Way.choices if choice[0] not in (Way.LINK, Way.IMPORT)]


class ConfirmForm(Form):
    """All of it is right, or only parts."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    way = forms.ChoiceField(label="Woher wissen Sie es?", choices=ASKED, widget=RadioRow)
    on = GermanDateField(label="Wann?", latest=today)
    parts = forms.MultipleChoiceField(
        label="Nur einzelne Angaben?",
        choices=[choice for choice in Part.choices if choice[0] != Part.CAPACITY],
        required=False,
        widget=CheckboxColumns,
        help_text="Nichts angehakt: alles stimmt",
    )
    note = TextField(label="Notiz", required=False, help_text="Zum Beispiel: mit dem Sekretariat gesprochen")


class RoomForm(Form):
    """Is there room, and how long does one wait?"""

    capacity = forms.ChoiceField(label="Plätze", choices=Capacity.choices, widget=RadioRow)
    waiting_days = WholeNumberField(label="Wartezeit in Tagen", required=False, min_value=0, max_value=1_500)
    way = forms.ChoiceField(label="Woher wissen Sie es?", choices=ASKED, widget=RadioRow)
    on = GermanDateField(label="Wann erfragt?", latest=today)
