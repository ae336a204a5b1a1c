"""Reading the one page on which a household is taken in: fields of the household, rows of members, a token.

A row that is empty is left out. The token is the id the household will have, so that sending twice collides.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.db.models import Q
from django.http import QueryDict

from rundblick.access.context import Context
from rundblick.access.models import RoleAssignment, Team, TeamMembership, User
from rundblick.access.roles import Role as HouseRole
from rundblick.people.duplicates import Stub
from rundblick.people.forms import LANGUAGE_CHOICES, AddressFields, NameFields
from rundblick.people.models import ROLE_CHOICES, ContactPoint, Site
from rundblick.people.query import phone_digits
from rundblick.people.rules import Role
from rundblick.people.services import NewAddress, NewContact, NewMember, NewPerson
from rundblick.web.clock import today
from rundblick.web.forms import BirthDateField, TextField

MOST_ROWS = 20
DRAFT_KEY = "people.intake"
_ADDRESS = ("street", "postcode", "town")


class IntakeForm(AddressFields):
    """Number, site, who is responsible, and where the household lives (all of the address or none)."""

    number = TextField(label="BG-Nummer", max_length=40, required=False)
    site = forms.ChoiceField(label="Standort", choices=[("", "bitte wählen"), *Site.choices])
    responsible = forms.ChoiceField(label="Zuständig wird")
    token = forms.UUIDField(widget=forms.HiddenInput)
    checked = forms.CharField(widget=forms.HiddenInput, required=False)
    confirmed = forms.BooleanField(label="Ich habe verglichen: Es ist keine dieser Personen", required=False)

    field_order = ("number", "site", "responsible", *_ADDRESS)

    def __init__(self, *args: Any, coaches: list[tuple[str, list[tuple[str, str]]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in _ADDRESS:
            self.fields[name].required = False
            self.fields[name].widget.attrs.pop("aria-required", None)
        choice = self.fields["responsible"]
        assert isinstance(choice, forms.ChoiceField)
        choice.choices = [("", "bitte wählen"), *coaches]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        given = [name for name in _ADDRESS if data.get(name)]
        for name in _ADDRESS:
            if given and name not in given and name not in self.errors:
                self.add_error(name, "Bitte die ganze Anschrift angeben oder alle drei Felder leer lassen.")
        return data

    def address(self) -> NewAddress | None:
        """The address, when one was given."""
        data = self.cleaned_data
        if not data["street"]:
            return None
        return NewAddress(street=data["street"], postcode=data["postcode"], town=data["town"])


class RowForm(NameFields):
    """One member; a further row may stay empty."""

    birth_date = BirthDateField(label="Geburtsdatum", required=False, help_text="")
    former_names = TextField(label="Frühere Namen", max_length=200, required=False)
    role = forms.ChoiceField(label="Rolle", choices=[("", "bitte wählen"), *ROLE_CHOICES])
    language = forms.ChoiceField(label="Spricht am liebsten", choices=LANGUAGE_CHOICES, required=False)
    interpreter_language = forms.ChoiceField(label="Dolmetschen in", choices=LANGUAGE_CHOICES, required=False)
    phone = TextField(label="Telefon", max_length=40, required=False)

    def clean_phone(self) -> str:
        """At least five digits, when one is given."""
        phone = str(self.cleaned_data["phone"]).strip()
        if phone and len(phone_digits(phone)) < 5:
            raise forms.ValidationError("Das ist keine Telefonnummer. Bitte geben Sie sie mit Vorwahl ein.")
        return phone

    def stub(self) -> Stub:
        """What is compared when looking for duplicates."""
        data = self.cleaned_data
        former = tuple(name.strip() for name in data["former_names"].split(",") if name.strip())
        return Stub(data["first_names"], data["last_name"], former, data["birth_date"])

    def member(self) -> NewMember:
        """The values as services take them."""
        data = self.cleaned_data
        languages = [data["language"]] if data["language"] else []
        kind = ContactPoint.Kind.MOBILE if phone_digits(data["phone"]).startswith("491") else ContactPoint.Kind.PHONE
        return NewMember(
            person=NewPerson(**self.names(), languages=languages, interpreter_language=data["interpreter_language"]),
            role=Role(data["role"]),
            contacts=[NewContact(kind=kind, value=data["phone"], preferred=True)] if data["phone"] else [],
        )


@dataclass(frozen=True)
class Sheet:
    """The whole page: the household and its rows, each with the number it has in field names."""

    household: IntakeForm
    rows: tuple[tuple[int, RowForm], ...]

    def is_valid(self) -> bool:
        """Whether all parts are right; asks each, so that every mistake is shown at once."""
        return all([self.household.is_valid(), *(row.is_valid() for _, row in self.rows)])

    @property
    def filled(self) -> list[RowForm]:
        """The rows in which somebody stands."""
        return [row for place, (_, row) in enumerate(self.rows) if place == 0 or row.has_changed()]

    @property
    def next_number(self) -> int:
        """Number of the row that would be added."""
        return max((number for number, _ in self.rows), default=-1) + 1


def row_form(number: int, data: Any = None, *, first: bool = False, **options: Any) -> RowForm:
    """The form of one row. Further rows may stay empty."""
    return RowForm(data, prefix=f"m{number}", empty_permitted=not first, **options)


def row_numbers(fields: QueryDict) -> list[int]:
    """Numbers of the rows that were sent, bounded; broken ones are left out, at least one is there."""
    numbers = [int(text) for text in fields.getlist("rows") if text.isdecimal() and len(text) <= 4]
    return list(dict.fromkeys(numbers))[:MOST_ROWS] or [0]


def sent(fields: QueryDict, context: Context) -> Sheet:
    """The page as it was sent, to be checked."""
    rows = tuple(
        (number, row_form(number, fields, first=place == 0)) for place, number in enumerate(row_numbers(fields))
    )
    return Sheet(IntakeForm(fields, coaches=coaches(context)), rows)


def blank(context: Context, *, kept: QueryDict | None = None, add: bool = False, remove: str = "") -> Sheet:
    """An unchecked page: fresh, or with what was typed so far, with a row more or less."""
    typed = kept if kept is not None else QueryDict()
    numbers = row_numbers(typed) if kept is not None else [0, 1]
    if remove.isdecimal() and len(numbers) > 1:
        numbers = [number for number in numbers if number != int(remove)]
    if add and len(numbers) < MOST_ROWS:
        numbers.append(max(numbers) + 1)
    values: dict[str, Any] = {name: typed[name] for name in IntakeForm.base_fields if typed.get(name)}
    values.setdefault("token", uuid.uuid4())
    values.pop("confirmed", None)
    choices = coaches(context)
    if "responsible" not in values:
        mine = [key for _, group in choices for key, _ in group if key.endswith(str(context.user_id))]
        values["responsible"] = mine[0] if mine else ""
    rows = tuple(
        (
            number,
            row_form(
                number,
                first=place == 0,
                initial={n: typed[f"m{number}-{n}"] for n in RowForm.base_fields if typed.get(f"m{number}-{n}")},
            ),
        )
        for place, number in enumerate(numbers)
    )
    if add:
        rows[-1][1].fields["first_names"].widget.attrs["autofocus"] = ""
    return Sheet(IntakeForm(initial=values, coaches=choices), rows)


def coaches(context: Context) -> list[tuple[str, list[tuple[str, str]]]]:
    """Who may become responsible: coaches of the own organisation, by team. One query."""
    if context.organisation_id is None:
        return []
    day = today()
    held = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    working = RoleAssignment.objects.filter(held, role=HouseRole.COACH).values("user_id")
    rows = (
        TeamMembership.objects.filter(
            held, team__organisation_id=context.organisation_id, user__is_active=True, user_id__in=working
        )
        .order_by("team__name", "user__display_name")
        .values_list("team__name", "team_id", "user_id", "user__display_name")
        .distinct()
    )
    grouped: dict[str, list[tuple[str, str]]] = {}
    for team, team_id, user_id, name in rows:
        grouped.setdefault(team, []).append((f"{team_id}/{user_id}", name))
    return list(grouped.items())


def chosen(value: str) -> tuple[Team, User]:
    """Team and user behind a choice of `responsible`, which the form has checked."""
    team_id, user_id = value.split("/")
    return Team.objects.select_related("organisation").get(pk=team_id), User.objects.get(pk=user_id)


def members(rows: Sequence[RowForm]) -> list[NewMember]:
    """The members of all rows, in order."""
    return [row.member() for row in rows]
