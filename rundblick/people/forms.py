"""Forms of the room. What people typed is never lost: a mistake is explained beside its field."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.validators import validate_email

from rundblick.people.languages import LANGUAGES, NEEDS
from rundblick.people.models import ROLE_CHOICES, ContactPoint, Person, Site
from rundblick.people.query import phone_digits
from rundblick.people.services import NewAddress, NewContact, NewPerson
from rundblick.web.clock import today
from rundblick.web.forms import BirthDateField, Form, GermanDateField, ProseField, RadioRow, TextField

_PICK = [("", "bitte wählen")]
_NONE = [("", "–")]
LANGUAGE_CHOICES = [*_NONE, *LANGUAGES.items()]
_PHONES = (ContactPoint.Kind.MOBILE, ContactPoint.Kind.PHONE)
_FEWEST_DIGITS = 5


class AsOfForm(Form):
    """Which day the household is looked at; empty is today."""

    tag = GermanDateField(label="Zusammensetzung an einem Tag", required=False)


class NameFields(Form):
    """Names and birth date, as every form that takes in somebody asks for them."""

    first_names = TextField(label="Vornamen", max_length=120)
    last_name = TextField(label="Nachname", max_length=120)
    former_names = TextField(
        label="Geburts- oder frühere Namen", max_length=200, required=False, help_text="Mehrere mit Komma trennen"
    )
    birth_date = BirthDateField(label="Geburtsdatum", required=False)

    def names(self) -> dict[str, Any]:
        """The values as services take them."""
        data = self.cleaned_data
        return {name: data[name] for name in ("first_names", "last_name", "former_names", "birth_date")}


class PersonForm(NameFields):
    """Everything known about a person; also filled in when a member is added."""

    birth_date_estimated = forms.BooleanField(label="Das Geburtsdatum ist geschätzt", required=False)
    language_1 = forms.ChoiceField(label="Spricht am liebsten", choices=LANGUAGE_CHOICES, required=False)
    language_2 = forms.ChoiceField(label="spricht auch", choices=LANGUAGE_CHOICES, required=False)
    language_3 = forms.ChoiceField(label="und", choices=LANGUAGE_CHOICES, required=False)
    interpreter_language = forms.ChoiceField(label="Braucht Dolmetschen in", choices=LANGUAGE_CHOICES, required=False)
    interpreter_wish = forms.ChoiceField(
        label="Es dolmetscht",
        choices=[("", "egal"), *Person.Interpreter.choices],
        required=False,
        widget=RadioRow,
        help_text="Nur wenn die Person es so wünscht",
    )
    communication_needs = forms.MultipleChoiceField(
        label="Für die Verständigung hilft",
        choices=list(NEEDS.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def details(self) -> dict[str, Any]:
        """Names and everything else as services take them."""
        data = self.cleaned_data
        languages = [data[f"language_{place}"] for place in (1, 2, 3) if data[f"language_{place}"]]
        return {
            **self.names(),
            "birth_date_estimated": data["birth_date_estimated"],
            "languages": list(dict.fromkeys(languages)),
            "interpreter_language": data["interpreter_language"],
            "interpreter_wish": data["interpreter_wish"],
            "communication_needs": data["communication_needs"],
        }


def person_values(person: Person) -> dict[str, Any]:
    """What `PersonForm` shows of a stored person."""
    languages = [*person.languages, "", "", ""]
    return {
        "first_names": person.first_names,
        "last_name": person.last_name,
        "former_names": person.former_names,
        "birth_date": person.birth_date,
        "birth_date_estimated": person.birth_date_estimated,
        "language_1": languages[0],
        "language_2": languages[1],
        "language_3": languages[2],
        "interpreter_language": person.interpreter_language,
        "interpreter_wish": person.interpreter_wish,
        "communication_needs": person.communication_needs,
        "version": person.version,
    }


class HouseholdForm(Form):
    """Number and site of a household."""

    number = TextField(label="BG-Nummer", max_length=40, required=False, help_text="Wie im führenden System")
    site = forms.ChoiceField(label="Standort", choices=Site.choices)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


def role_field() -> forms.ChoiceField:
    return forms.ChoiceField(label="Rolle im Haushalt", choices=[*_PICK, *ROLE_CHOICES])


_SINCE_HELP = "Erster Tag im Haushalt"
_UNTIL_HELP = "Der erste Tag danach: Wer am 31.07. auszieht, gehört ab dem 01.08. nicht mehr dazu."


class MemberForm(PersonForm):
    """Somebody new in a household."""

    role = role_field()
    valid_from = GermanDateField(label="gehört dazu ab", help_text=_SINCE_HELP, initial=today)


class MembershipForm(Form):
    """Role and dates of a membership."""

    role = role_field()
    valid_from = GermanDateField(label="gehört dazu ab", help_text=_SINCE_HELP)
    valid_until = GermanDateField(label="gehört nicht mehr dazu ab", required=False, help_text=_UNTIL_HELP)


class EndForm(Form):
    """The day from which somebody no longer belongs."""

    valid_until = GermanDateField(label="gehört nicht mehr dazu ab", help_text=_UNTIL_HELP)


NEW_HOUSEHOLD = "new"


class MoveForm(Form):
    """Into which household somebody moves, and from which day on."""

    household = forms.ChoiceField(label="zieht um in")
    valid_from = GermanDateField(label="ab", help_text="Erster Tag im anderen Haushalt", initial=today)
    role = role_field()

    def __init__(self, *args: Any, households: Iterable[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = [(str(key), label) for key, label in households]
        choice = self.fields["household"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [*_PICK, (NEW_HOUSEHOLD, "einen neuen Haushalt mit eigener Akte"), *known]


class ContactForm(Form):
    """A way to reach somebody."""

    person = forms.ChoiceField(label="Für")
    kind = forms.ChoiceField(label="Art", choices=ContactPoint.Kind.choices)
    value = TextField(label="Nummer oder Adresse", max_length=200)
    note = TextField(
        label="Hinweis", max_length=200, required=False, help_text="Zum Beispiel: erst ab 14 Uhr, keine Mailbox"
    )
    preferred = forms.BooleanField(label="So am liebsten", required=False)
    shared = forms.BooleanField(
        label="Die anderen im Haushalt dürfen das sehen",
        required=False,
        help_text="Nur wenn die Person es erlaubt. Sonst sieht es nur, wer mit dem Fall arbeitet.",
    )

    def __init__(self, *args: Any, persons: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["person"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [(str(person.pk), person.name) for person in persons]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        value, kind = data.get("value"), data.get("kind")
        if value and kind in _PHONES and len(phone_digits(value)) < _FEWEST_DIGITS:
            self.add_error("value", "Das ist keine Telefonnummer. Bitte geben Sie sie mit Vorwahl ein.")
        if value and kind == ContactPoint.Kind.EMAIL:
            try:
                validate_email(value)
            except forms.ValidationError:
                self.add_error("value", "Das ist keine E-Mail-Adresse. Sie sieht aus wie name@beispiel.de.")
        return data

    def contact(self) -> NewContact:
        """The values as services take them."""
        data = self.cleaned_data
        return NewContact(
            kind=data["kind"],
            value=data["value"],
            note=data["note"],
            preferred=data["preferred"],
            shared=data["shared"],
        )


class AddressFields(Form):
    """Street, postcode and town; all or none of them where an address is optional."""

    street = TextField(label="Straße und Hausnummer", max_length=200)
    postcode = TextField(label="PLZ", max_length=10)
    town = TextField(label="Ort", max_length=120)

    def clean_postcode(self) -> str:
        """German postcodes have five digits; others pass as they are when they are not only digits."""
        code = str(self.cleaned_data["postcode"]).strip()
        if code.isdigit() and len(code) != 5:
            raise forms.ValidationError("Eine deutsche Postleitzahl hat fünf Ziffern.")
        return code


class AddressForm(AddressFields):
    """An address from a day on."""

    valid_from = GermanDateField(
        label="ab", help_text="Die Anschrift davor endet an diesem Tag", initial=today, required=True
    )
    person = forms.ChoiceField(label="Gilt für", required=False)

    def __init__(self, *args: Any, persons: Sequence[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["person"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "den ganzen Haushalt"), *((str(person.pk), person.name) for person in persons)]

    def address(self, persons: Mapping[str, Person]) -> NewAddress:
        """The values as services take them."""
        data = self.cleaned_data
        return NewAddress(
            street=data["street"],
            postcode=data["postcode"],
            town=data["town"],
            person=persons.get(data["person"]),
            valid_from=data["valid_from"],
        )


class UnprotectForm(Form):
    """Why the protection ends."""

    because = ProseField(
        label="Warum endet der geschützte Kontakt?",
        max_length=2000,
        rows=3,
        help_text="Zum Beispiel: Die Person hat es am 20.11. selbst so gewünscht. Der Grund bleibt in der Akte.",
    )


def new_person(form: PersonForm) -> NewPerson:
    """Somebody new from a valid form."""
    return NewPerson(**form.details())


def first_day(values: Sequence[dt.date]) -> dt.date:
    """The earliest of the days, today without any."""
    return min(values, default=today())


_DECISIONS = [("same", "Dieselbe Person: zusammenführen"), ("different", "Zwei Personen: nicht wieder vorlegen")]
_TAKE_BACK = ("undo", "Zusammenführung rückgängig machen")


class DecisionForm(Form):
    """What the steward decides about two records."""

    decision = forms.ChoiceField(
        label="Ihre Entscheidung",
        widget=forms.RadioSelect,
    )
    keep = forms.ChoiceField(
        label="Welche Angaben gelten weiter?",
        widget=forms.RadioSelect,
        help_text="Nur beim Zusammenführen. Die anderen Namen bleiben als frühere Namen auffindbar.",
    )

    def __init__(self, *args: Any, sides: Sequence[tuple[str, str]], merged: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        keep, decision = self.fields["keep"], self.fields["decision"]
        assert isinstance(keep, forms.ChoiceField) and isinstance(decision, forms.ChoiceField)
        keep.choices = list(sides)
        decision.choices = [_TAKE_BACK] if merged else _DECISIONS
        if merged:
            del self.fields["keep"]
