"""Forms about entries. Lists are typed one to a line."""

import uuid
from typing import Any

from django import forms

from rundblick.access.models import User
from rundblick.directory.codes import LONGEST_LINE, Cost, Day, Kind, Level, Referrer
from rundblick.directory.forms.proofs import ASKED
from rundblick.directory.models import Location, Organization, Service, ServiceAtLocation
from rundblick.directory.services.proofs import Source
from rundblick.directory.taxonomy import accessibility, audiences, topics_by_group
from rundblick.people.languages import LANGUAGES
from rundblick.web.clock import today
from rundblick.web.forms import (
    CheckboxColumns,
    Form,
    GermanDateField,
    GermanTimeField,
    ProseField,
    RadioRow,
    TextField,
    WholeNumberField,
)

TOPIC_FIELDS = ("topic", "topic_too", "topic_also")
MOST_LINES = 12
OLDEST = 120


class Lines(ProseField):
    """Several short texts, one to a line."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(rows=kwargs.pop("rows", 3), max_length=MOST_LINES * LONGEST_LINE, required=False, **kwargs)

    def clean(self, value: Any) -> Any:
        lines = [line.strip() for line in str(super().clean(value) or "").splitlines()]
        found = list(dict.fromkeys(line for line in lines if line))
        if len(found) > MOST_LINES:
            raise forms.ValidationError(f"Höchstens {MOST_LINES} Zeilen.")
        if any(len(line) > LONGEST_LINE for line in found):
            raise forms.ValidationError(f"Eine Zeile hat höchstens {LONGEST_LINE} Zeichen.")
        return found

    def prepare_value(self, value: Any) -> Any:
        """A stored list as lines."""
        return "\n".join(value) if isinstance(value, list) else value


class _Kept(Form):
    """A new row has a token, an old one a version."""

    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def content(self) -> dict[str, Any]:
        """What was said, without the marks."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("token", "version", "way")}


class _Sourced(_Kept):
    """It may say how one knows."""

    way = forms.ChoiceField(
        label="Woher wissen Sie es?", choices=[("", "keine Angabe"), *ASKED], required=False, widget=RadioRow
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.order_fields([name for name in self.fields if name != "way"])

    def source(self, user: User) -> Source | None:
        """Who found it out today and how; None where nothing is said."""
        way = self.cleaned_data["way"]
        return Source(user, way, today()) if way else None


class OrganizationForm(_Kept):
    """Who offers help."""

    name = TextField(label="Name der Stelle")
    alternate_name = TextField(label="Kurz", max_length=100, required=False, help_text="Wie man sie nennt")
    description = ProseField(label="Was ist das für eine Stelle?", rows=3, max_length=2_000, required=False)
    phone = TextField(label="Telefon", max_length=40, required=False)
    email = forms.EmailField(label="E-Mail", required=False)
    website = forms.URLField(label="Internetseite", required=False, assume_scheme="https")
    rhythm = WholeNumberField(
        label="Nach wie vielen Tagen soll jemand nachfragen, ob alles stimmt?", min_value=14, max_value=730
    )


class LocationForm(_Kept):
    """Where it is."""

    name = TextField(label="Name des Ortes", required=False, help_text="Zum Beispiel: Familienzentrum")
    address = TextField(label="Straße und Hausnummer", required=False)
    postal_code = TextField(label="Postleitzahl", max_length=10, required=False)
    city = TextField(label="Ort", max_length=100)
    district = TextField(label="Ortsteil", max_length=100, required=False)
    transportation = TextField(label="Weg und Eingang", max_length=300, required=False)
    accessibility = forms.MultipleChoiceField(
        label="Zugang", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    latitude = forms.FloatField(label="Breite", required=False, localize=True, min_value=-90, max_value=90)
    longitude = forms.FloatField(label="Länge", required=False, localize=True, min_value=-180, max_value=180)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: Any = self.fields["accessibility"]
        listed.choices = list(accessibility().items())

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for one, other in (("latitude", "longitude"), ("longitude", "latitude")):
            given = cleaned.get(one) is not None
            if given and cleaned.get(other) is None and other not in self.errors:
                self.add_error(other, "Breite und Länge gehören zusammen.")
        return cleaned


class ServiceForm(_Sourced):
    """What is offered, in the order in which one asks about it on the telephone."""

    name = TextField(label="Name des Angebots")
    kind = forms.ChoiceField(label="Art", choices=Kind.choices)
    topic = forms.ChoiceField(
        label="Worum geht es vor allem?", choices=(), required=False, help_text="Ohne Thema bleibt es ein Entwurf"
    )
    topic_too = forms.ChoiceField(label="Auch darum", choices=(), required=False)
    topic_also = forms.ChoiceField(label="Und darum", choices=(), required=False)
    plain = ProseField(
        label="In einfachen Worten",
        rows=3,
        max_length=1_000,
        required=False,
        help_text="Zwei kurze Sätze für die Person",
    )
    description = ProseField(label="Für Fachkräfte", rows=4, max_length=3_000, required=False)
    access = TextField(
        label="Wie kommt man hinein?", max_length=300, required=False, help_text="Zum Beispiel: Anruf genügt"
    )
    referrers = forms.MultipleChoiceField(
        label="Wer kann vermitteln?", choices=Referrer.choices, required=False, widget=forms.CheckboxSelectMultiple
    )
    cost = forms.ChoiceField(label="Kosten", choices=Cost.choices)
    fees = TextField(label="Kosten genauer", max_length=300, required=False)
    languages = forms.MultipleChoiceField(
        label="Sprachen", choices=list(LANGUAGES.items()), required=False, widget=CheckboxColumns
    )
    audiences = forms.MultipleChoiceField(
        label="Für wen besonders",
        choices=(),
        required=False,
        widget=CheckboxColumns,
        help_text="Nichts gewählt: für alle",
    )
    minimum_age = WholeNumberField(label="Ab Alter", required=False, min_value=0, max_value=OLDEST)
    maximum_age = WholeNumberField(label="Bis Alter", required=False, min_value=0, max_value=OLDEST)
    locations = forms.ModelMultipleChoiceField(
        label="Orte", queryset=Location.objects.none(), required=False, widget=forms.CheckboxSelectMultiple
    )
    area = Lines(label="Nur für diese Gemeinden", rows=2, help_text="Eine je Zeile; leer: für alle")
    documents = Lines(label="Mitbringen", help_text="Eins je Zeile")
    alternate_names = Lines(label="Auch genannt", rows=2, help_text="Einer je Zeile")
    basis = Lines(label="Rechtsgrundlage", rows=2, help_text="Zum Beispiel: § 16a Nr. 2 SGB II")
    level = forms.TypedChoiceField(label="Ebene der Ressourcenkarte", choices=Level.choices, coerce=int)
    website = forms.URLField(label="Internetseite des Angebots", required=False, assume_scheme="https")

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        grouped = [(group.label, [(one.code, one.label) for one in rows]) for group, rows in topics_by_group()]
        listed: Any = self.fields
        for name in TOPIC_FIELDS:
            listed[name].choices = [("", "noch kein Thema" if name == "topic" else "–"), *grouped]
        listed["audiences"].choices = [(code, one.label) for code, one in audiences().items()]
        listed["locations"].queryset = organization.locations.all()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [cleaned.pop(name, "") for name in TOPIC_FIELDS]
        cleaned["topics"] = list(dict.fromkeys(code for code in chosen if code))
        since, until = cleaned.get("minimum_age"), cleaned.get("maximum_age")
        if since is not None and until is not None and since > until:
            self.add_error("maximum_age", "Das liegt unter dem Alter, ab dem man kommen kann.")
        return cleaned


class HoursForm(_Sourced):
    """When somebody is there, every week."""

    place = forms.ModelChoiceField(
        label="Wo", queryset=ServiceAtLocation.objects.none(), required=False, empty_label="am Telefon oder online"
    )
    days = forms.TypedMultipleChoiceField(
        label="An welchen Tagen?", choices=Day.choices, coerce=int, widget=forms.CheckboxSelectMultiple
    )
    opens = GermanTimeField(label="von")
    closes = GermanTimeField(label="bis", help_text="Früher als „von“ heißt: bis zum nächsten Morgen")
    note = TextField(label="Was ist dann?", required=False, help_text="Zum Beispiel: offene Sprechstunde")
    valid_from = GermanDateField(label="Gilt ab", required=False)
    valid_until = GermanDateField(label="Gilt nicht mehr ab", required=False)
    on_holidays = forms.BooleanField(label="auch an Feiertagen", required=False)

    def __init__(self, *args: Any, service: Service, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: Any = self.fields["place"]
        listed.queryset = service.places.select_related("location")
        listed.label_from_instance = lambda row: str(row.location)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("valid_from"), cleaned.get("valid_until")
        if since and until and since >= until:
            self.add_error("valid_until", "Das liegt nicht nach dem ersten Tag.")
        return cleaned


class ContactForm(_Sourced):
    """Whom to ask."""

    role = TextField(label="Funktion", max_length=100, help_text="Zum Beispiel: Sekretariat")
    name = TextField(label="Name (freiwillig)", max_length=100, required=False)
    phone = TextField(label="Telefon", max_length=40, required=False)
    email = forms.EmailField(label="E-Mail", required=False)
    public = forms.BooleanField(label="Alle dürfen das sehen", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("phone") or cleaned.get("email")):
            self.add_error("phone", "Bitte eine Telefonnummer oder eine E-Mail-Adresse.")
        return cleaned


def fresh(**more: Any) -> dict[str, Any]:
    """What a new form begins with."""
    return {"token": uuid.uuid4(), **more}
