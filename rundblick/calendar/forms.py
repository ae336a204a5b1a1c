"""Forms of appointments, and the parts other rooms put into theirs."""

import datetime as dt
import re
import uuid
from collections.abc import Callable, Collection, Sequence
from typing import Any
from urllib.parse import urlsplit

from django import forms
from django.db.models import QuerySet

from rundblick.access.models import User
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Place
from rundblick.calendar.rules import (
    LONGEST,
    SHORTEST,
    WEEKS_AHEAD,
    NoSuchTime,
    end_after,
    moment,
)
from rundblick.calendar.series import MONTHLY, MOST, Rhythm
from rundblick.web.clock import now, today
from rundblick.web.forms import Form, GermanDateField, GermanTimeField, TextField, WholeNumberField

HOUSEHOLD = "haushalt"
NO_VIDEO_ROOM = "Bitte geben Sie die ganze Adresse an, zum Beispiel https://video.example.org/raum."
SETTING_CHOICES = [("", "Bitte wählen"), *Setting.choices]
THIS_ONE, FOLLOWING = "einer", "folgende"
REACH = [(THIS_ONE, "nur dieser Termin"), (FOLLOWING, "dieser und alle folgenden der Reihe")]
RHYTHMS = [
    ("1", "jede Woche"),
    ("2", "alle 2 Wochen"),
    ("3", "alle 3 Wochen"),
    ("4", "alle 4 Wochen"),
    ("6", "alle 6 Wochen"),
    ("8", "alle 8 Wochen"),
    (str(MONTHLY), "jeden Monat am selben Wochentag"),
]
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


def video_room(address: str) -> None:
    """Refuse what is no address of a web page over https, or carries a login."""
    try:
        parts = urlsplit(address)
    except ValueError:
        raise forms.ValidationError(NO_VIDEO_ROOM) from None
    if parts.scheme != "https" or not parts.hostname or "@" in parts.netloc or re.search(r"[\s<>\"]", address):
        raise forms.ValidationError(NO_VIDEO_ROOM)


class WhenAndWhere(Form):
    """Time, setting and place of an appointment in the future. Cleans `starts_at` and `ends_at`."""

    day = GermanDateField(label="Datum", latest=latest_day)
    time = GermanTimeField(label="Uhrzeit")
    minutes = WholeNumberField(label="Dauer in Minuten", min_value=SHORTEST, max_value=LONGEST, initial=60)
    setting = forms.ChoiceField(label="Rahmen", choices=SETTING_CHOICES)
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
        names = ("starts_at", "ends_at", "setting", "place", "purpose")
        return {name: cleaned[name] for name in names}


class RoomField(forms.ModelChoiceField):
    """A place of the house, with what matters when choosing."""

    def label_from_instance(self, obj: Place) -> str:
        told = [obj.name, f"{obj.seats} Plätze" if obj.seats else "", "barrierefrei" if obj.accessible else ""]
        return ", ".join(part for part in told if part)


class AtAPlace(WhenAndWhere):
    """Time and setting, at a place of the house or elsewhere, or in a video room."""

    room = RoomField(
        label="Raum des Hauses",
        queryset=Place.objects.none(),
        required=False,
        empty_label="kein Raum des Hauses",
    )
    video_url = TextField(
        label="Link zum Video-Raum",
        required=False,
        max_length=300,
        validators=[video_room],
        help_text="Nur die Person und Sie sehen ihn. Er beginnt mit https://",
    )

    def __init__(self, *args: Any, rooms: QuerySet[Place], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["room"].queryset = rooms  # type: ignore[attr-defined]

    def meeting(self) -> dict[str, Any]:
        return super().meeting() | {name: self.cleaned_data[name] for name in ("room", "video_url")}


class ArrangeForm(AtAPlace):
    """A new appointment."""

    who = WhoField()
    coach = forms.ModelChoiceField(label="Wer führt das Gespräch?", queryset=User.objects.none(), empty_label=None)
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("who", "coach", "day", "time", "minutes", "setting", "place")

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


class SeriesForm(ArrangeForm):
    """Several appointments in one rhythm."""

    every = forms.ChoiceField(label="Wie oft?", choices=RHYTHMS)
    until = GermanDateField(label="Letzter Tag", required=False, latest=latest_day)
    times = WholeNumberField(label="oder Anzahl der Termine", required=False, min_value=2, max_value=MOST)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        until, times, day = cleaned.get("until"), cleaned.get("times"), cleaned.get("day")
        if until and times:
            self.add_error("times", "Bitte geben Sie entweder den letzten Tag oder die Anzahl an.")
        elif not until and not times and not {"until", "times"} & set(self.errors):
            self.add_error("until", "Bitte geben Sie den letzten Tag oder die Anzahl an.")
        elif until and day and until < day:
            self.add_error("until", "Der letzte Tag liegt vor dem ersten.")
        return cleaned

    def rhythm(self) -> Rhythm:
        """The rhythm that was chosen; no series goes further than a single appointment may."""
        cleaned = self.cleaned_data
        return Rhythm(int(cleaned["every"]), until=cleaned["until"] or latest_day(), times=cleaned["times"])


class MoveForm(AtAPlace):
    """Another time or place for an appointment. With `series`, also for those that follow."""

    following = forms.ChoiceField(
        label="Was soll verlegt werden?", choices=REACH, widget=forms.RadioSelect, initial=THIS_ONE
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, series: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not series:
            del self.fields["following"]

    def meeting(self) -> dict[str, Any]:
        return super().meeting() | {"following": self.cleaned_data.get("following") == FOLLOWING}


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
        return any(self[name].value() for name in ("day", "time", "setting", "place", "purpose"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.wanted:
            for name in ("day", "time", "minutes", "setting"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, "Für den Termin fehlt noch diese Angabe.")
        return cleaned
