"""Forms of appointments, and the parts other rooms put into theirs."""

import datetime as dt
import uuid
from collections.abc import Callable, Collection, Sequence
from typing import Any

from django import forms

from rundblick.access.models import User
from rundblick.calendar.codes import Setting
from rundblick.calendar.rules import (
    LONGEST,
    SHORTEST,
    WEEKS_AHEAD,
    NoSuchTime,
    end_after,
    moment,
    needs_consent,
)
from rundblick.web.clock import now, today
from rundblick.web.forms import Form, GermanDateField, GermanTimeField, TextField, WholeNumberField

HOUSEHOLD = "haushalt"
SETTING_CHOICES = [("", "Bitte wählen"), *Setting.choices]
SHARE_LABEL = "Für die Familie sichtbar"
SHARE_HINT = "Nur auf Wunsch der Person ankreuzen. Sonst sehen die anderen Mitglieder nichts davon."

Members = Sequence[tuple[uuid.UUID, str]] | Callable[[], Sequence[tuple[uuid.UUID, str]]]


class WhoField(forms.MultipleChoiceField):
    """Members of a household, or the household as a whole. Cleans to member ids; an empty list means all."""

    widget = forms.CheckboxSelectMultiple
    ids: set[str] | None = None

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", "Mit wem?")
        kwargs.setdefault("error_messages", {"required": "Bitte wählen Sie mindestens eine Person oder alle."})
        super().__init__(**kwargs)

    def offer(self, members: Members, ids: Collection[uuid.UUID] | None = None) -> None:
        """Set the members, as (id, name with role). With `ids` the names are only asked for when they are drawn."""
        self.ids = None if ids is None else {HOUSEHOLD, *map(str, ids)}
        self.choices = lambda: self._drawn(members)

    @staticmethod
    def _drawn(members: Members) -> list[tuple[str, str]]:
        known = members() if callable(members) else members
        everybody = (HOUSEHOLD, "Alle gemeinsam (für alle Mitglieder sichtbar)")
        return [(str(key), name) for key, name in known] + [everybody]

    def valid_value(self, value: Any) -> bool:
        return super().valid_value(value) if self.ids is None else str(value) in self.ids

    def clean(self, value: Any) -> list[uuid.UUID]:
        chosen = super().clean(value)
        if HOUSEHOLD in chosen and len(chosen) > 1:
            raise forms.ValidationError("Bitte wählen Sie entweder einzelne Personen oder alle gemeinsam.")
        return [] if chosen == [HOUSEHOLD] else [uuid.UUID(one) for one in chosen]


def latest_day() -> dt.date:
    """Nobody arranges appointments further ahead; a later day is a slip of the pen."""
    return today() + dt.timedelta(weeks=WEEKS_AHEAD)


class WhenAndWhere(Form):
    """Time, setting and place of an appointment in the future. Cleans `starts_at` and `ends_at`."""

    day = GermanDateField(label="Datum", latest=latest_day)
    time = GermanTimeField(label="Uhrzeit")
    minutes = WholeNumberField(label="Dauer in Minuten", min_value=SHORTEST, max_value=LONGEST, initial=60)
    setting = forms.ChoiceField(label="Rahmen", choices=SETTING_CHOICES)
    consent_given = forms.BooleanField(
        label="Schriftliche Einwilligung in den Hausbesuch liegt vor",
        required=False,
        help_text="Ohne sie wird kein Hausbesuch vereinbart. Die Person kann sie jederzeit zurücknehmen.",
    )
    consent_on = GermanDateField(label="Einwilligung vom", required=False, latest=today)
    place = TextField(label="Ort oder Treffpunkt", required=False, max_length=200)
    purpose = TextField(
        label="Worum geht es?",
        required=False,
        max_length=200,
        help_text="Ein Stichwort genügt. Auch das Team sieht Termine: bitte nichts Vertrauliches.",
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        self._clean_times(cleaned)
        if needs_consent(cleaned.get("setting") or ""):
            if not cleaned.get("consent_given"):
                self.add_error("consent_given", "Ein Hausbesuch braucht die schriftliche Einwilligung der Person.")
            elif not cleaned.get("consent_on") and "consent_on" not in self.errors:
                self.add_error("consent_on", "Bitte geben Sie an, von wann die Einwilligung ist.")
        return cleaned

    def _clean_times(self, cleaned: dict[str, Any]) -> None:
        day, time, minutes = cleaned.get("day"), cleaned.get("time"), cleaned.get("minutes")
        if day is None or time is None or minutes is None:
            return
        try:
            starts_at = moment(day, time)
        except NoSuchTime as error:
            self.add_error("time", str(error))
            return
        if starts_at < now():
            self.add_error(
                "day",
                "Dieser Zeitpunkt ist schon vorbei. Was schon stattgefunden hat, halten Sie als Gespräch fest.",
            )
        cleaned["starts_at"], cleaned["ends_at"] = starts_at, end_after(starts_at, minutes)

    def meeting(self) -> dict[str, Any]:
        """What the services `arrange` and `move` want to know."""
        cleaned = self.cleaned_data
        names = ("starts_at", "ends_at", "setting", "place", "purpose", "consent_on")
        return {name: cleaned[name] for name in names}


class ArrangeForm(WhenAndWhere):
    """A new appointment."""

    who = WhoField()
    coach = forms.ModelChoiceField(label="Wer führt das Gespräch?", queryset=User.objects.none(), empty_label=None)
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("who", "coach", "day", "time", "minutes", "setting", "consent_given", "consent_on", "place")

    def __init__(
        self, *args: Any, members: Sequence[tuple[uuid.UUID, str]], coaches: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].offer(members)  # type: ignore[attr-defined]
        choice = self.fields["coach"]
        choice.queryset = User.objects.filter(pk__in=[user.pk for user in coaches])  # type: ignore[attr-defined]
        choice.choices = [(user.pk, user.display_name) for user in coaches]  # type: ignore[attr-defined]
        if len(coaches) == 1:
            del self.fields["coach"]


class MoveForm(WhenAndWhere):
    """Another time or place for an appointment."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class NextAppointment(WhenAndWhere):
    """The next appointment inside the form of a talk: left empty, there is none."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("day", "time", "minutes", "setting"):
            field = self.fields[name]
            field.required = False
            field.widget.attrs.pop("aria-required", None)

    @property
    def wanted(self) -> bool:
        """Whether something about an appointment was typed; its usual length alone is nothing."""
        return any(self[name].value() for name in ("day", "time", "setting", "place", "purpose", "consent_given"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.wanted:
            for name in ("day", "time", "minutes", "setting"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Für den Termin fehlt noch diese Angabe.")
        return cleaned
