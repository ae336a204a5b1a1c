"""Forms of the room."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.access.models import Team, User
from rundblick.areas.codes import Kind, Side
from rundblick.areas.models import Area
from rundblick.areas.services.areas import Line
from rundblick.areas.street_list import MOST_BYTES, text_of
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField

EARLIEST = dt.date(2005, 1, 1)
"""When SGB II came into force."""


class AreaForm(Form):
    """What an area is called and what it is."""

    name = TextField(label="Name", max_length=80, help_text="Zum Beispiel „Mühlenviertel“ oder „Nord“.")
    covers = TextField(label="Was es umfasst", max_length=300, required=False, help_text="In Worten, für alle im Haus.")
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @staticmethod
    def values(row: Area) -> dict[str, Any]:
        """The area as this form shows it."""
        return {"name": row.name, "covers": row.covers}


class BeginForm(AreaForm):
    """A new area."""

    since = GermanDateField(label="Gibt es seit", earliest=EARLIEST)


class EndForm(Form):
    """An area is no more."""

    last_day = GermanDateField(label="Letzter Tag", help_text="Straßen und Zuständigkeit enden mit ihm.")
    version = forms.IntegerField(widget=forms.HiddenInput)


class LineForm(Form):
    """A line of an area."""

    kind = forms.ChoiceField(label="Was gehört dazu?", choices=Kind.choices, widget=RadioRow)
    town = TextField(label="Gemeinde", required=False, max_length=100)
    street = TextField(label="Straße", required=False, max_length=120)
    first = TextField(label="von Hausnummer", required=False, max_length=8, help_text="Leer: von Anfang an")
    last = TextField(label="bis Hausnummer", required=False, max_length=8, help_text="Diese eingeschlossen")
    side = forms.ChoiceField(label="Welche Hausnummern?", choices=Side.choices, widget=RadioRow, initial=Side.ALL)
    district = TextField(label="Ortsteil", required=False, max_length=100)
    postcode = TextField(
        label="Postleitzahl",
        required=False,
        max_length=5,
        help_text="Zu einer Straße nur, wenn es sie in der Gemeinde zweimal gibt.",
    )
    since = GermanDateField(label="Gehört dazu ab", earliest=EARLIEST)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def line(self) -> Line:
        """What was said."""
        return Line(**{name: value for name, value in self.cleaned_data.items() if name != "token"})


class ChargeForm(Form):
    """Who looks after an area from a day on."""

    team = forms.ChoiceField(label="Welches Team?", choices=())
    coach = forms.ChoiceField(
        label="Eine bestimmte Person?", choices=(), required=False, help_text="Leer: das Team teilt sich das Gebiet."
    )
    since = GermanDateField(label="Zuständig ab", earliest=EARLIEST)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Sequence[Team], coaches: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.teams = {str(one.pk): one for one in teams}
        self.coaches = {str(one.pk): one for one in coaches}
        fields: Any = self.fields
        fields["team"].choices = [("", "bitte wählen"), *((key, one.name) for key, one in self.teams.items())]
        fields["coach"].choices = [("", "nein"), *((key, one.display_name) for key, one in self.coaches.items())]

    def charge(self) -> dict[str, Any]:
        """What was said."""
        given = self.cleaned_data
        return {
            "team": self.teams[given["team"]],
            "coach": self.coaches.get(given["coach"]),
            "since": given["since"],
            "token": given["token"],
        }


class ListForm(Form):
    """A street list as a file, uploaded or pasted. `content` is what was given."""

    file = forms.FileField(label="Datei", required=False, help_text="CSV, höchstens 1,5 MB.")
    text = ProseField(label="oder Zeilen einfügen", required=False, rows=8, max_length=None)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        uploaded = cleaned.get("file")
        if uploaded is not None and uploaded.size > MOST_BYTES:
            self.add_error("file", "Die Datei ist zu groß, höchstens 1,5 MB.")
            return cleaned
        content = text_of(uploaded.read()) if uploaded else cleaned.get("text", "")
        if len(content) > MOST_BYTES:
            self.add_error("text", "Das ist zu viel, höchstens 1,5 MB.")
        if not content.strip() and not self.errors:
            self.add_error("file", "Bitte wählen Sie eine Datei oder fügen Sie Zeilen ein.")
        cleaned["content"] = content
        return cleaned


class AskForm(Form):
    """An address somebody asks about."""

    street = TextField(label="Straße und Hausnummer", max_length=200)
    postcode = TextField(label="PLZ", max_length=10, required=False)
    town = TextField(label="Ort", max_length=120)


class OrderForm(Form):
    """Which period figures by area are about."""

    since = GermanDateField(label="Von", earliest=EARLIEST, latest=today)
    as_of = GermanDateField(label="Bis einschließlich (Stichtag)", earliest=EARLIEST, latest=today)
