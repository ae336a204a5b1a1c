"""Forms of places, working hours, absences, wishes and the list's filter."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.calendar.codes import WEEKDAYS, Setting, Status
from rundblick.calendar.forms import latest_day
from rundblick.calendar.slots import Hours
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, GermanTimeField, TextField, WholeNumberField

LONGEST_WAY = 120


class PlaceForm(Form):
    """A room or meeting place of the house."""

    name = TextField(label="Name", max_length=80, help_text="Zum Beispiel: Raum 2.14 oder Treffpunkt Bahnhof")
    address = TextField(label="Adresse oder Weg", required=False, max_length=160)
    seats = WholeNumberField(label="Plätze", required=False, min_value=1, max_value=500)
    accessible = forms.BooleanField(label="barrierefrei erreichbar", required=False)
    exclusive = forms.BooleanField(
        label="nur ein Termin zur selben Zeit",
        required=False,
        initial=True,
        help_text="Ein zweiter Termin wird abgelehnt. Ohne Häkchen gibt es nur einen Hinweis.",
    )
    notes = TextField(
        label="Hinweise",
        required=False,
        max_length=200,
        help_text="Über den Ort, nie über Menschen. Alle im Haus lesen sie.",
    )
    in_use = forms.BooleanField(
        label="kann gewählt werden",
        required=False,
        initial=True,
        help_text="Ohne Häkchen steht der Ort nicht mehr zur Wahl; Termine dort bleiben.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def values(self) -> dict[str, Any]:
        """What the services want to know."""
        return {name: value for name, value in self.cleaned_data.items() if name != "version"}


class HoursForm(Form):
    """When a coach takes appointments: hours of each weekday, lunch, and ways by setting. A day left empty is free."""

    lunch_from = GermanTimeField(label="Mittagspause von", required=False, help_text="")
    lunch_until = GermanTimeField(label="Mittagspause bis", required=False, help_text="")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for day, name in WEEKDAYS:
            self.fields[f"from_{day}"] = GermanTimeField(label=f"{name} von", required=False, help_text="")
            self.fields[f"until_{day}"] = GermanTimeField(label=f"{name} bis", required=False, help_text="")
        for setting, words in Setting.choices:
            for side, label in (("before", f"{words}: davor"), ("after", f"{words}: danach")):
                self.fields[f"{side}_{setting}"] = WholeNumberField(
                    label=label, required=False, min_value=0, max_value=LONGEST_WAY
                )

    @property
    def days(self) -> list[tuple[Any, Any]]:
        """The two fields of each weekday."""
        return [(self[f"from_{day}"], self[f"until_{day}"]) for day, _ in WEEKDAYS]

    @property
    def ways(self) -> list[tuple[Any, Any]]:
        """The two fields of each setting."""
        return [(self[f"before_{setting}"], self[f"after_{setting}"]) for setting in Setting.values]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        pairs = [(f"from_{day}", f"until_{day}") for day, _ in WEEKDAYS] + [("lunch_from", "lunch_until")]
        for first, last in pairs:
            if first in self.errors or last in self.errors:
                continue
            begins, ends = cleaned.get(first), cleaned.get(last)
            if (begins is None) != (ends is None):
                self.add_error(last if ends is None else first, "Bitte geben Sie beide Zeiten an oder keine.")
            elif begins is not None and ends <= begins:
                self.add_error(last, "Das Ende liegt vor dem Beginn.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """What `set_hours` wants to know."""
        cleaned = self.cleaned_data
        days = [(day, cleaned[f"from_{day}"], cleaned[f"until_{day}"]) for day, _ in WEEKDAYS]
        ways = [(one, cleaned[f"before_{one}"] or 0, cleaned[f"after_{one}"] or 0) for one in Setting.values]
        return {
            "hours": {str(day): [f"{first:%H:%M}", f"{last:%H:%M}"] for day, first, last in days if first},
            "lunch": (cleaned["lunch_from"], cleaned["lunch_until"]) if cleaned["lunch_from"] else None,
            "buffers": {setting: [before, after] for setting, before, after in ways if before or after},
        }

    @staticmethod
    def initial_of(hours: Hours) -> dict[str, Any]:
        """Working hours as the form shows them."""
        shown: dict[str, Any] = dict(zip(("lunch_from", "lunch_until"), hours.lunch or (), strict=False))
        for day, (first, last) in hours.week.items():
            shown |= {f"from_{day}": first, f"until_{day}": last}
        for setting, (before, after) in hours.buffers.items():
            shown |= {f"before_{setting}": before, f"after_{setting}": after}
        return shown


class AwayForm(Form):
    """Days on which somebody is away. No reason is asked."""

    first_day = GermanDateField(label="Erster Tag", earliest=today, latest=latest_day)
    last_day = GermanDateField(label="Letzter Tag", latest=latest_day)


class WishForm(Form):
    """Who would like to come earlier, and what suits them."""

    who = forms.ChoiceField(label="Wer möchte früher kommen?", widget=forms.RadioSelect)
    settings = forms.MultipleChoiceField(
        label="In welchem Rahmen?",
        choices=[choice for choice in Setting.choices if choice[0] != Setting.HOME_VISIT],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Ohne Auswahl ist jeder Rahmen recht.",
    )
    weekdays = forms.TypedMultipleChoiceField(
        label="An welchen Tagen?",
        choices=WEEKDAYS,
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Ohne Auswahl ist jeder Tag recht.",
    )

    def __init__(self, *args: Any, members: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].choices = [(str(key), name) for key, name in members]  # type: ignore[attr-defined]


class FilterForm(Form):
    """What the list shows; everything may be left open."""

    rahmen = forms.ChoiceField(label="Rahmen", choices=[("", "alle"), *Setting.choices], required=False)
    stand = forms.ChoiceField(label="Stand", choices=[("", "alle"), *Status.choices], required=False)
    person = forms.ChoiceField(label="Person", required=False)
    ab = GermanDateField(label="Ab", required=False)

    def __init__(self, *args: Any, people: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [("", "alle"), *((str(key), name) for key, name in people)]  # type: ignore[attr-defined]

    def chosen(self) -> dict[str, Any]:
        """What is filled in and valid; the rest counts as open."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
