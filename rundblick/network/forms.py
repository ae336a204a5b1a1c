"""Forms of the Netzwerkkarte."""

from typing import Any

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.network.codes import (
    FORMAL,
    KIND_CHOICES,
    SUPPORT_CHOICES,
    Closeness,
    Direction,
    Quality,
    Sponsor,
    Support,
)
from rundblick.network.models import Tie
from rundblick.network.rules import REACH
from rundblick.network.services import PRIVATE_NUMBER, TieContent
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, RadioRow, TextField

PERSON, HOUSEHOLD = "person", "household"


class TieFields(Form):
    """What is said about somebody in the network."""

    label = TextField(
        label="Wer?",
        max_length=80,
        help_text="Rolle oder Vorname, zum Beispiel „Oma“, „Nachbarin von oben“, „Jugendamt“. Bitte keine Nachnamen, "
        "nichts über Gesundheit, kein Urteil.",
    )
    kind = forms.ChoiceField(label="Woher?", choices=[("", "Bitte wählen"), *KIND_CHOICES])
    closeness = forms.TypedChoiceField(
        label="Wie nah ist diese Person oder Stelle?", choices=Closeness.choices, coerce=int, widget=RadioRow
    )
    quality = forms.ChoiceField(label="Wie ist es zurzeit?", choices=Quality.choices, widget=RadioRow)
    direction = forms.ChoiceField(
        label="Wer unterstützt wen?", choices=[("", "nicht besprochen"), *Direction.choices], required=False
    )
    supports = forms.MultipleChoiceField(
        label="Was kommt von dort?", choices=SUPPORT_CHOICES, required=False, widget=forms.CheckboxSelectMultiple
    )
    sponsor = forms.ChoiceField(
        label="Patenschaft",
        choices=[("", "keine"), *Sponsor.choices],
        required=False,
        help_text="Formell: vereinbart, etwa über einen Verein. Informell: jemand, der von sich aus dranbleibt.",
    )
    phone = TextField(label="Telefon", max_length=60, required=False)
    hours = TextField(
        label="Wann erreichbar", max_length=120, required=False, help_text="Zum Beispiel „Mo bis Do 9–12 Uhr“."
    )
    contact_agreed = forms.BooleanField(
        label="Die Person ist damit einverstanden",
        required=False,
        help_text="Nötig bei Privatpersonen. Bei Stellen nicht.",
    )
    on_fridge = forms.BooleanField(label="Auf die Kühlschrankliste", required=False)
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)

    def __init__(self, *args: Any, alone: bool = False, **kwargs: Any) -> None:
        """`alone`: nothing may be shared, because of protected contact."""
        super().__init__(*args, **kwargs)
        if alone:
            del self.fields["shared"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        number = cleaned.get("phone") or cleaned.get("hours")
        if number and "kind" in cleaned and cleaned["kind"] not in FORMAL and not cleaned.get("contact_agreed"):
            self.add_error("contact_agreed", PRIVATE_NUMBER)
        return cleaned

    @property
    def more_open(self) -> bool:
        """Whether the folded half holds something to be seen: a mistake or an answer."""
        names = ("direction", "supports", "sponsor", "since")
        return self._any(names)

    @property
    def contact_open(self) -> bool:
        """The same of the part with the number."""
        return self._any(("phone", "hours", "contact_agreed", "on_fridge"))

    def _any(self, names: tuple[str, ...]) -> bool:
        given = [self[name] for name in names if name in self.fields and name != "since"]
        wrong = [name for name in names if name in self.errors]
        return bool(wrong) or any(field.value() not in (None, "", [], False) for field in given)

    def content(self) -> TieContent:
        """The cleaned answers as the services take them."""
        kept = {name: self.cleaned_data[name] for name in self.fields if name in TieContent.__dataclass_fields__}
        order = [support.value for support in Support]
        return TieContent(**kept | {"supports": tuple(sorted(kept["supports"], key=order.index))})


class AddForm(TieFields):
    """Somebody new on the map."""

    whose = forms.ChoiceField(label="Um wen herum?", widget=RadioRow, initial=PERSON)
    since = GermanDateField(label="Auf der Karte seit", latest=today)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, person: str, alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, alone=alone, **kwargs)
        whole = [] if alone else [(HOUSEHOLD, "um den ganzen Haushalt (alle sehen es)")]
        self.fields["whose"].choices = [(PERSON, f"um {person}"), *whole]  # type: ignore[attr-defined]


class ChangeForm(TieFields):
    """Somebody who is on the map already. What concerns the whole household is open to all anyhow."""

    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, of_all: bool, alone: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, alone=alone or of_all, **kwargs)


class MoveForm(Form):
    """A new place: by drag (`x`, `y`), or so many rings outwards (`rings`)."""

    seen = forms.CharField()
    x = forms.IntegerField(min_value=-4 * REACH, max_value=4 * REACH, required=False)
    y = forms.IntegerField(min_value=-4 * REACH, max_value=4 * REACH, required=False)
    rings = forms.IntegerField(min_value=-3, max_value=3, required=False)
    snap = forms.BooleanField(required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        placed = cleaned.get("x") is not None and cleaned.get("y") is not None
        if not placed and cleaned.get("rings") is None:
            raise forms.ValidationError("Dieser Platz liegt nicht auf der Karte.")
        return cleaned


def initial_of(tie: Tie) -> dict[str, Any]:
    """A tie as its form shows it."""
    names = ("label", "kind", "closeness", "quality", "direction", "supports", "sponsor", "phone", "hours")
    values = {name: getattr(tie, name) for name in (*names, "contact_agreed", "on_fridge", "shared")}
    return values | {"phone": tie.phone or "", "hours": tie.hours or ""}
