"""Forms about employers, sites, whom to ask, and contacts."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.calendar.writing import Section
from rundblick.employers import rules
from rundblick.employers.codes import Branch, Kind, Network, Offer, Size, Way
from rundblick.employers.forms.common import NO_PEOPLE, Kept, choose
from rundblick.employers.models import Counterpart
from rundblick.employers.services.employers import EmployerContent, Reach, SiteContent, TalkContent
from rundblick.web.clock import today
from rundblick.web.forms import CheckboxColumns, GermanDateField, ProseField, TextField


class EmployerForm(Kept):
    """What is said about an employer."""

    names = ("name", "branch", "size", "kinds", "networks", "network_words", "website", "offers", "words")
    name = TextField(label="Name des Betriebs", max_length=200)
    branch = forms.ChoiceField(label="Branche", choices=choose(Branch, nothing="Bitte wählen"))
    size = forms.ChoiceField(
        label="Wie viele Menschen arbeiten dort?", required=False, choices=choose(Size, nothing="nicht gefragt")
    )
    website = forms.URLField(label="Internetseite", required=False, max_length=300, assume_scheme="https")
    offers = forms.MultipleChoiceField(
        label="Offen für",
        required=False,
        choices=Offer.choices,
        widget=CheckboxColumns,
        help_text="Nur, was der Betrieb selbst gesagt hat. Ohne Haken heißt: nicht gefragt oder nicht zugesagt.",
    )
    kinds = forms.MultipleChoiceField(
        label="Art des Betriebs", required=False, choices=Kind.choices, widget=CheckboxColumns
    )
    networks = forms.MultipleChoiceField(
        label="Netzwerke", required=False, choices=Network.choices, widget=CheckboxColumns
    )
    network_words = TextField(label="Weitere Netzwerke", required=False, max_length=200)
    words = ProseField(label="Was man wissen sollte", required=False, rows=4, max_length=2_000, help_text=NO_PEOPLE)

    def content(self) -> EmployerContent:
        """What was said."""
        return EmployerContent(**self.said())


class BeginForm(EmployerForm):
    """A new employer with its first site."""

    address = TextField(label="Straße und Hausnummer", required=False, max_length=200)
    postal_code = TextField(label="Postleitzahl", required=False, max_length=10)
    city = TextField(label="Ort", max_length=100)
    transport = TextField(
        label="Bus, Bahn und Weg",
        required=False,
        max_length=300,
        help_text="Zum Beispiel „Linie 313 bis Gewerbegebiet, erster Bus 6:10 Uhr“.",
    )

    def site(self) -> SiteContent:
        """The first site."""
        names = ("address", "postal_code", "city", "transport")
        return SiteContent(**{name: self.cleaned_data[name] for name in names})


MORE = Section("Mehr über den Betrieb", ("kinds", "networks", "network_words", "words"), folded=True)
BEGIN = (
    Section("Der Betrieb", ("name", "branch", "size", "website")),
    Section("Standort", ("address", "postal_code", "city", "transport")),
    Section("Wofür er offen ist", ("offers",)),
    MORE,
)
CHANGE = (
    Section("Der Betrieb", ("name", "branch", "size", "website")),
    Section("Wofür er offen ist", ("offers",)),
    Section("Mehr über den Betrieb", ("kinds", "networks", "network_words", "words")),
)


class SiteForm(Kept):
    """Where work takes place."""

    names = ("name", "address", "postal_code", "city", "transport")
    name = TextField(
        label="Name des Standorts", required=False, max_length=120, help_text="Zum Beispiel „Werk 2“ oder „Laden“."
    )
    address = TextField(label="Straße und Hausnummer", required=False, max_length=200)
    postal_code = TextField(label="Postleitzahl", required=False, max_length=10)
    city = TextField(label="Ort", max_length=100)
    transport = TextField(label="Bus, Bahn und Weg", required=False, max_length=300)

    def content(self) -> SiteContent:
        """What was said."""
        return SiteContent(**self.said())


class PersonForm(Kept):
    """Whom to ask."""

    names = ("function", "name", "phone", "email")
    function = TextField(label="Funktion", max_length=120, help_text="Zum Beispiel „Inhaberin“ oder „Personalleitung“.")
    name = TextField(
        label="Name",
        required=False,
        max_length=120,
        help_text="Freiwillig. Nur Menschen, die für den Betrieb sprechen, nie Teilnehmende.",
    )
    phone = TextField(label="Telefon dienstlich", required=False, max_length=40)
    email = forms.EmailField(label="E-Mail dienstlich", required=False)

    def reach(self) -> Reach:
        """What was said."""
        return Reach(**self.said())


class TalkForm(Kept):
    """One contact in one sentence, and what comes next."""

    names = ("on", "way", "sentence", "next_step", "next_on")
    on = GermanDateField(label="Wann?", latest=today)
    way = forms.ChoiceField(label="Wie?", choices=choose(Way, nothing="Bitte wählen"))
    counterpart = forms.ChoiceField(label="Mit wem?", required=False, choices=())
    sentence = TextField(label="Worum ging es?", max_length=500, help_text=f"Ein Satz genügt. {NO_PEOPLE}")
    next_step = TextField(label="Nächster Schritt", required=False, max_length=300)
    next_on = GermanDateField(
        label="Bis wann?", required=False, help_text="Er steht dann auf Ihrer eigenen Startseite."
    )

    def __init__(self, *args: Any, persons: Sequence[Counterpart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.persons = {str(one.pk): one for one in persons}
        listed: Any = self.fields["counterpart"]
        listed.choices = [("", "keine Angabe"), *((key, one.label) for key, one in self.persons.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, problem in rules.talk_problems(cleaned).items():
            if name not in self.errors:
                self.add_error(name, problem)
        return cleaned

    def content(self) -> TalkContent:
        """What was said."""
        return TalkContent(**self.said(), counterpart=self.persons.get(self.cleaned_data["counterpart"]))

    @classmethod
    def values(cls, row: Any) -> dict[str, Any]:
        return super().values(row) | {"counterpart": str(row.counterpart_id or "")}
