"""Forms of the room: planning, seats, preparations, addenda, copies, the sheet without names."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.access.models import Organisation, User
from rundblick.calendar.codes import Setting
from rundblick.calendar.forms import WhenAndWhere, latest_day, video_room
from rundblick.calendar.rules import NoSuchTime, end_after, moment
from rundblick.cases.forms.fields import Members, MembersField, PersonField
from rundblick.conferences.codes import Informed, topic_choices
from rundblick.conferences.models import Conference, Contribution
from rundblick.conferences.services.planning import Content
from rundblick.conferences.types import parts, type_of, types
from rundblick.web.clock import berlin_date, in_berlin, today
from rundblick.web.forms import Form, GermanDateField, GermanTimeField, ProseField, TextField, WholeNumberField

SETTINGS = [("", "Bitte wählen"), *Setting.choices]
LOOKING_BACK = dt.timedelta(days=60)


class WhenForm(Form):
    """When and where; what began today or lately may be written down as well."""

    question = TextField(label="Frage der Besprechung, in einem Satz", max_length=300)
    day = GermanDateField(label="Datum", latest=latest_day)
    time = GermanTimeField(label="Uhrzeit")
    minutes = WholeNumberField(label="Dauer in Minuten", min_value=10, max_value=480, initial=60)
    setting = forms.ChoiceField(label="Rahmen", choices=SETTINGS)
    place = TextField(label="Ort", required=False, max_length=200)
    video_url = TextField(
        label="Link zum Video-Raum",
        required=False,
        max_length=300,
        validators=[video_room],
        help_text="Nur wer eingeladen ist, sieht ihn. Er beginnt mit https://",
    )
    prepare_until = GermanDateField(
        label="Vorbereitung bis", required=False, help_text="Bis dahin schreiben alle ihre Stichpunkte. Leer: ohne."
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        day, time, minutes = cleaned.get("day"), cleaned.get("time"), cleaned.get("minutes")
        if day is None or time is None or minutes is None:
            return cleaned
        if day < today() - LOOKING_BACK:
            self.add_error("day", "Das ist länger als 60 Tage her.")
        try:
            cleaned["starts_at"] = moment(day, time)
        except NoSuchTime as error:
            self.add_error("time", str(error))
            return cleaned
        cleaned["ends_at"] = end_after(cleaned["starts_at"], minutes)
        if (until := cleaned.get("prepare_until")) and until > day:
            self.add_error("prepare_until", "Die Vorbereitung endet spätestens am Tag der Besprechung.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """What `Content` wants to know of it."""
        names = ("question", "starts_at", "ends_at", "setting", "place", "video_url", "prepare_until")
        return {name: self.cleaned_data[name] for name in names}


class PlanForm(WhenForm):
    """A new conference."""

    kind = forms.ChoiceField(label="Art", choices=())
    person = PersonField(label="Um wen geht es vor allem?")
    others = MembersField(
        label="Auch um",
        required=False,
        help_text="Nur, wenn es nicht getrennt geht: Jede Stelle braucht dann die Einwilligung von allen.",
    )
    pseudonymised = forms.BooleanField(
        label="Pseudonymisiert: ohne Einwilligung, auf einem Blatt ohne Namen",
        required=False,
        help_text="Nur für Besprechungen ohne die Person. Besser ist es immer, erst zu fragen.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("kind", "person", "others", "question", "day", "time", "minutes", "setting", "place", "video_url")

    def __init__(self, *args: Any, members: Members, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Bitte wählen"), *((one.code, one.label) for one in types())]  # type: ignore[attr-defined]
        self.fields["person"].offer(members)  # type: ignore[attr-defined]
        self.fields["others"].offer(members)  # type: ignore[attr-defined]
        if len(members) < 2:
            del self.fields["others"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        kind = cleaned.get("kind")
        if cleaned.get("pseudonymised") and kind and not type_of(kind).pseudonymised:
            self.add_error("pseudonymised", "Diese Art findet mit der Person oder mit Einwilligung statt.")
        return cleaned

    def content(self) -> Content:
        """What was said; the main person first."""
        given = self.cleaned_data
        persons = list(dict.fromkeys([given["person"], *given.get("others", [])]))
        return Content(kind=given["kind"], persons=persons, pseudonymised=given["pseudonymised"], **self.said())


class ChangeForm(WhenForm):
    """A conference that is there already; its kind and its persons stay."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def content(self, row: Conference, persons: Sequence[uuid.UUID]) -> Content:
        """What was said anew."""
        return Content(kind=row.kind, persons=persons, pseudonymised=row.pseudonymised, **self.said())


def initial_of(row: Conference) -> dict[str, Any]:
    """A conference as its form shows it."""
    begins = in_berlin(row.starts_at)
    return {
        "question": row.question,
        "day": begins.date(),
        "time": begins.time(),
        "minutes": int((row.ends_at - row.starts_at).total_seconds() // 60),
        "setting": row.setting,
        "place": row.place,
        "video_url": row.video_url,
        "prepare_until": row.prepare_until,
        "version": row.version,
    }


class SeatForm(Form):
    """Who else comes."""

    who = forms.ChoiceField(label="Wer kommt?", choices=(), required=False)
    words = TextField(
        label="Jemand anderes, in Worten",
        required=False,
        max_length=120,
        help_text="Rolle oder Vorname, etwa „Großmutter“. Bei einer Stelle: wer von dort kommt.",
    )
    part = forms.ChoiceField(label="Als was?", choices=(), required=False)

    def __init__(
        self, *args: Any, members: Members, colleagues: Sequence[User], agencies: Sequence[Organisation], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.members = {f"member:{key}": key for key, _name in members}
        self.colleagues = {f"user:{user.pk}": user for user in colleagues}
        self.agencies = {f"agency:{house.pk}": house for house in agencies}
        names = dict(members)
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", "niemand davon"),
            ("Andere Stellen", [(key, house.name) for key, house in self.agencies.items()]),
            ("Aus unserem Haus", [(key, user.display_name) for key, user in self.colleagues.items()]),
            ("Mitglieder des Haushalts", [(key, names[person]) for key, person in self.members.items()]),
        ]
        self.fields["part"].choices = [("", "ohne Angabe"), *((one.code, one.label) for one in parts())]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("who") or cleaned.get("words")):
            self.add_error("who", "Bitte wählen Sie, wer kommt, oder schreiben Sie es auf.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """What the service `seat` wants to know."""
        who = self.cleaned_data["who"]
        return {
            "part": self.cleaned_data["part"],
            "user": self.colleagues.get(who),
            "organisation": self.agencies.get(who),
            "member": self.members.get(who),
            "words": self.cleaned_data["words"],
        }


class AboutSomebody(Form):
    """Something about one of the persons, under a topic that the writer's doors open."""

    person = PersonField(label="Um wen geht es?")
    topic = forms.ChoiceField(label="Thema", choices=())

    def __init__(self, *args: Any, persons: Members, topics: frozenset[str], inside: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["topic"].choices = topic_choices(topics)  # type: ignore[attr-defined]
        self.alone = persons[0][0] if len(persons) == 1 and not inside else None
        self.fields["person"].nobody = "nur für das Haus" if inside else ""  # type: ignore[attr-defined]
        self.fields["person"].required = not inside
        self.fields["person"].offer(persons)  # type: ignore[attr-defined]
        self.fields["person"].initial = persons[0][0] if persons else None
        if self.alone is not None:
            del self.fields["person"]

    def whom(self) -> uuid.UUID | None:
        """The person chosen, or the only one there is."""
        found: uuid.UUID | None = self.cleaned_data.get("person", self.alone)
        return found


class ContributionForm(AboutSomebody):
    """One point a house brings along."""

    text = ProseField(label="Stichpunkt in eigenen Worten", max_length=2000, rows=4)
    for_all = forms.BooleanField(
        label="Für alle am Tisch",
        required=False,
        help_text="Sonst lesen es nur Ihre Stelle und das Jobcenter. Gesundheitliches sieht nur, wer dafür eine "
        "Einwilligung hat.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    field_order = ("text", "topic", "person", "for_all")

    def said(self) -> dict[str, Any]:
        """What the services want to know."""
        given = self.cleaned_data
        return {
            "person_id": self.whom(),
            "topic": given["topic"],
            "text": given["text"],
            "for_all": given["for_all"],
        }


def contribution_of(row: Contribution) -> dict[str, Any]:
    """A contribution as its form shows it."""
    return {"person": row.person_id, "topic": row.topic, "text": row.text, "for_all": row.for_all}


class AddendumForm(AboutSomebody):
    """What is corrected or added after closing."""

    text = ProseField(label="Nachtrag", max_length=2000, rows=4)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("text", "topic", "person")


class InformForm(Form):
    """That somebody got their copy."""

    on = GermanDateField(label="Am", latest=today)
    how = forms.ChoiceField(label="Wie?", choices=Informed.choices)


class SheetForm(Form):
    """The text without names. `found`: words that may tell who is meant; each is confirmed on its own."""

    text = ProseField(label="Worum geht es, ohne Namen?", max_length=6000, rows=12)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, found: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hints = list(found)
        for number, word in enumerate(self.hints):
            self.fields[f"hint_{number}"] = forms.BooleanField(
                label=f"„{word}“ kann so stehen bleiben",
                required=False,
                help_text="Sonst bitte im Text ersetzen.",
            )

    def confirmed(self) -> bool:
        """Whether every hint was looked at."""
        return all(self.cleaned_data.get(f"hint_{number}") for number in range(len(self.hints)))


class BatchForm(WhenAndWhere):
    """Several conferences in a row, one for each case chosen."""

    kind = forms.ChoiceField(label="Art", choices=())
    cases = forms.MultipleChoiceField(
        label="Für wen?",
        choices=(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie mindestens eine Person."},
    )
    question = TextField(label="Frage der Besprechungen, in einem Satz", max_length=300)
    pause = WholeNumberField(label="Pause dazwischen, in Minuten", min_value=0, max_value=60, initial=10)
    prepare_until = GermanDateField(label="Vorbereitung bis", required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("kind", "question", "cases", "day", "time", "minutes", "pause", "setting", "place", "prepare_until")

    def __init__(self, *args: Any, offered: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["purpose"]
        batches = [one for one in types() if one.batch]
        rest = [one for one in types() if not one.batch and not one.pseudonymised]
        self.fields["kind"].choices = [(one.code, one.label) for one in (*batches, *rest)]  # type: ignore[attr-defined]
        self.fields["cases"].choices = offered  # type: ignore[attr-defined]
        self.fields["minutes"].initial = 30

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        until, starts = cleaned.get("prepare_until"), cleaned.get("starts_at")
        if until and starts and until > berlin_date(starts):
            self.add_error("prepare_until", "Die Vorbereitung endet spätestens am Tag der Besprechung.")
        return cleaned
