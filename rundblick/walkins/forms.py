"""Forms of the room."""

import uuid
from collections.abc import Iterable
from typing import Any

from django import forms

from rundblick.calendar.models import Place
from rundblick.cases.codes import FieldOfAction
from rundblick.walkins.codes import SETTINGS, Given
from rundblick.walkins.content import Said
from rundblick.web.forms import Form, ProseField, Scale, TextField

NOTHING_SAID = "Bitte schreiben Sie einen Satz oder tippen Sie ein Thema an."


class PlaceForm(Form):
    """Where somebody is today: kept from one contact to the next."""

    place = forms.ChoiceField(label="Ort", choices=(), required=False)

    def __init__(self, *args: Any, places: Iterable[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {str(place.pk): place for place in places}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            ("", "ohne Ort"),
            *((key, place.name) for key, place in self.places.items()),
        ]

    @property
    def chosen(self) -> Place | None:
        """The place that was chosen."""
        return self.places.get(self.cleaned_data.get("place", ""))


class WalkInForm(PlaceForm):
    """Somebody came by. `teams`: the coach's own; only where there are several the colleagues' one is asked for."""

    sentence = ProseField(label="Worum geht es? Ein Satz genügt", max_length=500, rows=2, required=False)
    topic = forms.TypedChoiceField(
        label="Thema", choices=FieldOfAction.choices, widget=Scale, required=False, coerce=int, empty_value=None
    )
    name = TextField(label="Name, wie gewünscht", max_length=80, required=False)
    reach = TextField(label="Wie erreichbar?", max_length=120, required=False)
    given = forms.MultipleChoiceField(
        label="Mitgegeben", choices=Given.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    setting = forms.ChoiceField(label="Rahmen", choices=[("", "ohne Angabe"), *SETTINGS], required=False)
    team = forms.ChoiceField(label="Wer darf es mit Ihnen lesen?", choices=(), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, teams: Iterable[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(key), name) for key, name in teams]
        self.teams = {key: uuid.UUID(key) for key, _ in offered}
        if len(offered) < 2:
            del self.fields["team"]
        else:
            self.fields["team"].choices = offered  # type: ignore[attr-defined]
        self.fields["sentence"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("sentence") and not cleaned.get("topic"):
            self.add_error("sentence", NOTHING_SAID)
        return cleaned

    @property
    def where(self) -> str:
        """What place and setting say before anything is sent, in words; they stay from one contact to the next."""
        place = self.places.get(str(self["place"].value() or ""))
        setting = str(dict(SETTINGS).get(self["setting"].value() or "", ""))
        return ", ".join(part for part in (setting, place.name if place else "") if part)

    @property
    def team_id(self) -> uuid.UUID | None:
        """Whose colleagues read it; None for a coach without a team."""
        named = self.teams.get(self.cleaned_data.get("team", ""))
        return named or next(iter(self.teams.values()), None)

    def said(self) -> Said:
        """What was said."""
        given = {name: self.cleaned_data[name] for name in ("sentence", "topic", "name", "reach", "setting")}
        place = self.chosen
        return Said(**given, place=place.name if place else "", given=tuple(self.cleaned_data["given"]))


class TallyForm(PlaceForm):
    """One contact more, by topic; 0 for none."""

    topic = forms.TypedChoiceField(choices=[(0, "ohne Thema"), *FieldOfAction.choices], coerce=int)
    token = forms.UUIDField(widget=forms.HiddenInput)
