"""The form about an event."""

import datetime as dt
import uuid
from typing import Any

from django import forms

from rundblick.calendar.rules import NoSuchTime, moment
from rundblick.directory.codes import Cost, Status
from rundblick.directory.models import Event, Location, Organization, Service
from rundblick.directory.taxonomy import audiences
from rundblick.people.languages import LANGUAGES
from rundblick.web.clock import in_berlin, today
from rundblick.web.forms import (
    CheckboxColumns,
    Form,
    GermanDateField,
    GermanTimeField,
    ProseField,
    TextField,
    WholeNumberField,
)

FAR = dt.timedelta(days=3 * 366)


def _earliest() -> dt.date:
    return today() - FAR


def _latest() -> dt.date:
    return today() + FAR


class EventForm(Form):
    """What takes place, when and where."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    name = TextField(label="Was findet statt?", help_text="Zum Beispiel: Stammtisch für Alleinerziehende")
    on = GermanDateField(label="Wann? (erster Tag)", earliest=_earliest, latest=_latest)
    at = GermanTimeField(label="Beginn")
    minutes = WholeNumberField(label="Dauer in Minuten", min_value=5, max_value=1_440)
    weeks = WholeNumberField(
        label="Wie viele Wochen nacheinander?", min_value=1, max_value=104, help_text="1 heißt: nur an diesem Tag"
    )
    service = forms.ModelChoiceField(
        label="Zu welchem Angebot?", queryset=Service.objects.none(), required=False, empty_label="zu keinem"
    )
    location = forms.ModelChoiceField(
        label="Wo?", queryset=Location.objects.none(), required=False, empty_label="bei der Stelle"
    )
    plain = ProseField(
        label="In einfachen Worten", rows=2, max_length=600, required=False, help_text="Ein, zwei kurze Sätze"
    )
    description = ProseField(label="Worum geht es genauer?", rows=3, max_length=2_000, required=False)
    signup = TextField(label="Anmeldung", required=False, help_text="Zum Beispiel: ohne Anmeldung")
    cost = forms.ChoiceField(label="Kosten", choices=Cost.choices)
    audiences = forms.MultipleChoiceField(
        label="Für wen besonders",
        choices=(),
        required=False,
        widget=CheckboxColumns,
        help_text="Nichts gewählt: für alle",
    )
    languages = forms.MultipleChoiceField(
        label="Sprachen", choices=list(LANGUAGES.items()), required=False, widget=CheckboxColumns
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: Any = self.fields
        listed["audiences"].choices = [(code, one.label) for code, one in audiences().items()]
        listed["location"].queryset = organization.locations.all()
        listed["service"].queryset = organization.services.exclude(status=Status.ENDED)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("on") and cleaned.get("at"):
            try:
                cleaned["starts_at"] = moment(cleaned["on"], cleaned["at"])
            except NoSuchTime as problem:
                self.add_error("at", str(problem))
        return cleaned

    def content(self) -> dict[str, Any]:
        """What was said, by the columns of the table."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("token", "version", "on", "at")
        }


def fresh_event() -> dict[str, Any]:
    """What a new form begins with."""
    return {"token": uuid.uuid4(), "minutes": 60, "weeks": 1, "cost": Cost.FREE, "languages": ["de"]}


def event_values(row: Event) -> dict[str, Any]:
    """A stored event by the fields of the form."""
    local = in_berlin(row.starts_at)
    names = ("version", "name", "minutes", "weeks", "plain", "description", "signup", "cost", "audiences", "languages")
    found = {name: getattr(row, name) for name in names}
    return found | {"on": local.date(), "at": local.time(), "service": row.service_id, "location": row.location_id}
