"""Forms of the room."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator, validate_email

from rundblick.invitations.codes import Channel
from rundblick.invitations.rules import mobile_number
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, RadioRow, TextField

NO_REMINDER = "0"
HOURS = {
    "2": "2 Stunden vorher",
    "24": "einen Tag vorher",
    "48": "zwei Tage vorher",
    "72": "drei Tage vorher",
    "168": "eine Woche vorher",
    NO_REMINDER: "keine Erinnerung",
}


def hours_label(hours: int | None, usual: int) -> str:
    """How long before an appointment the reminder comes, in words."""
    said = usual if hours is None else hours
    return HOURS.get(str(said), f"{said} Stunden vorher")


class WishForm(Form):
    """Where messages go that somebody consented to, and how long before an appointment."""

    channel = forms.ChoiceField(label="Auf welchem Weg?", widget=RadioRow)
    address = TextField(
        label="E-Mail-Adresse oder Handynummer",
        max_length=200,
        help_text="Eine, die nur die Person selbst liest und die sie für diese Nachrichten genannt hat.",
    )
    hours = forms.ChoiceField(label="Erinnerung", required=False)
    given_on = GermanDateField(label="Gewünscht am", latest=today)
    known = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, able: list[str], usual: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        channel: Any = self.fields["channel"]
        channel.choices = [(one.value, one.label) for one in Channel if one in able]
        hours: Any = self.fields["hours"]
        hours.choices = [("", f"wie üblich ({hours_label(None, usual)})"), *HOURS.items()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        channel, address = cleaned.get("channel"), cleaned.get("address", "")
        if channel == Channel.SMS and address:
            cleaned["address"] = mobile_number(address)
            if not cleaned["address"]:
                self.add_error("address", "Das ist keine Handynummer. Ein Beispiel: 0170 1234567.")
        elif channel == Channel.MAIL and address:
            try:
                validate_email(address)
            except forms.ValidationError:
                self.add_error("address", "Das ist keine E-Mail-Adresse. Ein Beispiel: name@example.org.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """What `services.wish` wants to know."""
        cleaned = self.cleaned_data
        hours = int(cleaned["hours"]) if cleaned["hours"] else None
        return {name: cleaned[name] for name in ("channel", "address", "given_on")} | {"hours": hours}


class OutsideForm(Form):
    """The day on which a formal invitation was sent elsewhere."""

    sent_on = GermanDateField(label="Verschickt am", latest=today)


class LetterheadForm(Form):
    """Where a house is and how it is reached."""

    street = TextField(label="Straße und Hausnummer", max_length=120)
    postcode = TextField(label="PLZ", max_length=10)
    town = TextField(label="Ort", max_length=80)
    phone = TextField(
        label="Telefon",
        max_length=40,
        help_text="Hier rufen Menschen an, die einen Termin verlegen möchten.",
        validators=[RegexValidator(r"^[0-9+ ()/-]+$", "Bitte nur Ziffern, Leerzeichen und + ( ) / -.")],
    )


class LettersForm(Form):
    """Which letters to make."""

    purpose = forms.BooleanField(
        label="Worum es geht, steht im Brief",
        required=False,
        help_text="Nur wenn es auch jemand lesen darf, der den Brief zu Hause öffnet.",
    )

    def __init__(self, *args: Any, offered: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["which"] = forms.MultipleChoiceField(
            label="Briefe zu diesen Terminen",
            choices=offered,
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": "Bitte wählen Sie mindestens einen Termin."},
        )
        self.order_fields(["which", "purpose"])
