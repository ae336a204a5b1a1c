"""Forms of the room."""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rundblick.access.models import User
from rundblick.calendar.rules import NoSuchTime
from rundblick.invitations.rules import mobile_number
from rundblick.visits.codes import Act, Company, Result
from rundblick.visits.questions import questions
from rundblick.visits.rules import LONGEST, next_moment
from rundblick.web.clock import now
from rundblick.web.forms import Form, GermanTimeField, ProseField, RadioRow, TextField, WholeNumberField

ASKED = "q-"
"""Prefix of the questions' fields."""
ANSWER_LENGTH = 300
NO_NUMBER = "Das ist keine Telefonnummer. Ein Beispiel: 0170 1234567."


class PrepareForm(Form):
    """The seven questions, who goes, and what stands on the sheet. A rule of the house may ask why."""

    company = forms.ChoiceField(label="Wer geht hin?", choices=Company.choices, required=False, widget=RadioRow)
    company_role = TextField(
        label="Wer kommt mit?",
        required=False,
        max_length=80,
        help_text="Als Rolle, zum Beispiel: Kollegin aus dem Team, Familienhilfe. Sagen Sie es der Person vorher.",
    )
    alone_because = TextField(
        label="Warum diesmal allein?",
        required=False,
        max_length=160,
        help_text="Ein Wort genügt, zum Beispiel: kennen uns lange, auf Wunsch der Person.",
    )
    bell = TextField(
        label="Welcher Name steht an der Klingel?",
        required=False,
        max_length=80,
        help_text="So, wie die Person es möchte. Leer: ihr Name.",
    )
    agreed = TextField(label="Was ist für den Besuch vereinbart?", required=False, max_length=ANSWER_LENGTH)
    wishes = TextField(
        label="Was wünscht sich die Person?",
        required=False,
        max_length=ANSWER_LENGTH,
        help_text="Zum Beispiel: Küche, Schuhe aus, leise klingeln, ohne die Kinder.",
    )
    result = forms.ChoiceField(label="Was ergibt sich?", choices=Result.choices, required=False, widget=RadioRow)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, always_two: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.always_two = always_two
        if not always_two:
            del self.fields["alone_because"]
        for question in questions().before:
            self.fields[f"{ASKED}{question.code}"] = TextField(
                label=question.question, help_text=question.help, required=False, max_length=ANSWER_LENGTH
            )

    @property
    def asked(self) -> list[Any]:
        """The fields of the seven questions."""
        return [self[name] for name in self.fields if name.startswith(ASKED)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        alone = cleaned.get("result") == Result.VISIT and cleaned.get("company") in (Company.ALONE, "")
        if self.always_two and alone and not cleaned.get("alone_because"):
            self.add_error(
                "alone_because",
                "In Ihrem Haus gehen immer zwei. Soll es diesmal anders sein, schreiben Sie bitte ein Wort dazu und"
                " speichern noch einmal.",
            )
        return cleaned

    def said(self) -> dict[str, Any]:
        """What `services.prepare` wants to know."""
        names = ("company", "company_role", "alone_because", "bell", "agreed", "wishes", "result", "version")
        values = {name: self.cleaned_data.get(name, "") for name in names}
        return values | {
            "answers": {question.code: self.cleaned_data[f"{ASKED}{question.code}"] for question in questions().before}
        }


def asked_before(answers: Mapping[str, str]) -> dict[str, str]:
    """Answers as the form's fields are called."""
    return {f"{ASKED}{code}": text for code, text in answers.items()}


class LookBackForm(Form):
    """Three questions after a visit."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for question in questions().after:
            self.fields[question.code] = ProseField(
                label=question.question, help_text=question.help, required=False, max_length=2_000, rows=2
            )


class ArriveForm(Form):
    """Until when, on which number, and who watches. Voluntary: nobody has to report back."""

    until = GermanTimeField(label="Wieder draußen um")
    grace = WholeNumberField(label="Nachfragen nach Minuten", min_value=5, max_value=120)
    phone = TextField(label="Nummer, unter der Sie erreichbar sind", max_length=40)
    watchers = forms.MultipleChoiceField(
        label="Wer achtet auf Ihre Rückmeldung?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte nennen Sie mindestens eine Person."},
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["watchers"].choices = [(str(user.pk), user.display_name) for user in colleagues]  # type: ignore[attr-defined]

    def clean_phone(self) -> str:
        """A number as phones dial it."""
        return _number(self.cleaned_data["phone"])

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if (time := cleaned.get("until")) is not None:
            try:
                cleaned["expected_at"] = next_moment(time, at=now())
            except NoSuchTime as error:
                self.add_error("until", str(error))
            else:
                if cleaned["expected_at"] - now() > LONGEST:
                    self.add_error("until", "Das ist in mehr als zwölf Stunden. Bitte prüfen Sie die Uhrzeit.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """What `services.arrive` wants to know."""
        cleaned = self.cleaned_data
        expected_at: dt.datetime = cleaned["expected_at"]
        return {name: cleaned[name] for name in ("grace", "phone", "token")} | {
            "expected_at": expected_at,
            "watchers": [uuid.UUID(one) for one in cleaned["watchers"]],
        }


class ActsForm(Form):
    """What a colleague did."""

    acts = forms.MultipleChoiceField(
        label="Was wurde getan?", choices=Act.choices, widget=forms.CheckboxSelectMultiple, required=False
    )


class PhoneForm(Form):
    """One's own number for text messages; empty for none."""

    phone = TextField(
        label="Mein Diensthandy",
        required=False,
        max_length=40,
        help_text="Freiwillig. Dorthin geht eine SMS, wenn eine Rückmeldung ausbleibt, auf die Sie achten.",
    )

    def clean_phone(self) -> str:
        """A number as gateways want it, or "" for none."""
        typed = self.cleaned_data["phone"]
        return _number(typed) if typed else ""


class RuleForm(Form):
    """What a house agreed on."""

    always_two = forms.BooleanField(
        label="Bei uns gehen immer zwei",
        required=False,
        help_text="Wer allein gehen möchte, wird daran erinnert und schreibt ein Wort dazu. Gesperrt wird nichts.",
    )
    grace = WholeNumberField(label="Nachfragen nach Minuten", min_value=5, max_value=120)
    version = forms.IntegerField(widget=forms.HiddenInput)


def _number(typed: str) -> str:
    found = mobile_number(typed)
    if not found:
        raise forms.ValidationError(NO_NUMBER)
    return found
