"""Forms of the room: giving access, and a message from the own page."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rundblick.web.forms import Form, ProseField, RadioRow

MESSAGE = 1000


class GiveForm(Form):
    """Which member gets access, at which address, and whether they may send something back."""

    person = forms.TypedChoiceField(label="Für wen?", coerce=uuid.UUID, widget=RadioRow)
    email = forms.EmailField(
        label="E-Mail-Adresse der Person", help_text="Damit meldet sie sich an. Niemand sonst sollte sie mitlesen."
    )
    reports = forms.BooleanField(
        label="Darf mir über die Seite etwas mitteilen",
        help_text="Jede Nachricht wird eine Aufgabe auf Ihrer Liste.",
        required=False,
    )

    def __init__(self, *args: Any, members: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [(str(person_id), name) for person_id, name in members]
        if len(members) == 1:
            field.initial = str(members[0][0])


class ReportForm(Form):
    """A message from the own page; `token` makes sure that sending it twice arrives once."""

    text = ProseField(label=_("Was sollen wir ändern?"), max_length=MESSAGE, rows=4)
    token = forms.UUIDField(widget=forms.HiddenInput)
