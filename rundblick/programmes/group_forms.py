"""Forms of groups, their sessions and members, and of certificates."""

import uuid
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms

from rundblick.programmes.definition import Attendance
from rundblick.programmes.forms import EARLIEST, furthest
from rundblick.programmes.models import Presence
from rundblick.programmes.services.groups import topic_needed
from rundblick.web.clock import today
from rundblick.web.forms import (
    DecimalNumberField,
    Form,
    GermanDateField,
    GermanTimeField,
    ProseField,
    TextField,
    WholeNumberField,
)

NO_NAMES = "Ohne Namen von Menschen: Die Gruppe sehen alle, die hier Gruppen leiten."
STATES = (
    (Presence.State.PRESENT, "da"),
    (Presence.State.EXCUSED, "entschuldigt"),
    (Presence.State.SICK, "krank"),
    (Presence.State.UNEXCUSED, "gefehlt"),
)
"""The four taps, in the words of a tired evening."""


class GroupForm(Form):
    """A new group: what it is called, where and from when on; with the plan of the programme if it has one."""

    label = TextField(label="Name der Gruppe", max_length=200, help_text=NO_NAMES)
    place = TextField(label="Ort", required=False, max_length=200)
    starts_on = GermanDateField(label="Erster Tag", earliest=EARLIEST, latest=furthest)
    begins = GermanTimeField(label="Uhrzeit", required=False)
    with_plan = forms.BooleanField(label="Treffen aus dem Plan des Programms anlegen", required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, attendance: Attendance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if attendance.plan:
            self.fields[
                "with_plan"
            ].help_text = f"{len(attendance.plan)} Treffen. Sonntage und Feiertage rücken auf den nächsten Werktag."
        else:
            del self.fields["with_plan"]
            self.fields["begins"].help_text = "SS:MM. Treffen planen Sie gleich danach."


class ChangeGroupForm(Form):
    """Name, place and first day of a group."""

    label = TextField(label="Name der Gruppe", max_length=200, help_text=NO_NAMES)
    place = TextField(label="Ort", required=False, max_length=200)
    starts_on = GermanDateField(label="Erster Tag", earliest=EARLIEST, latest=furthest)
    version = forms.IntegerField(widget=forms.HiddenInput)


class _Session(Form):
    """What sessions have in common."""

    def __init__(self, *args: Any, attendance: Attendance, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("topic", "topics"):
            if name in self.fields:
                self.fields[name].required = topic_needed(attendance)
                if topic_needed(attendance):
                    self.fields[name].widget.attrs["aria-required"] = "true"
                    self.fields[name].error_messages["required"] = (
                        "Bitte nennen Sie ein Thema. In diesem Programm hat jedes Treffen eines."
                    )


def _units() -> DecimalNumberField:
    return DecimalNumberField(label="Umfang", min_value=Decimal("0.25"), max_value=24, max_digits=5, decimal_places=2)


class SessionForm(_Session):
    """One session, new (with a token) or to be changed (with a version)."""

    on = GermanDateField(label="Tag", earliest=EARLIEST, latest=furthest)
    begins = GermanTimeField(label="Uhrzeit", required=False)
    topic = TextField(label="Thema", max_length=200)
    units = _units()
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)


class SeriesForm(_Session):
    """A session every week."""

    first = GermanDateField(
        label="Erstes Treffen", earliest=EARLIEST, latest=furthest, help_text="Die weiteren sind am selben Wochentag."
    )
    until = GermanDateField(label="Bis", earliest=EARLIEST, latest=furthest, help_text="Feiertage bleiben frei.")
    begins = GermanTimeField(label="Uhrzeit", required=False)
    units = _units()
    topics = ProseField(
        label="Thema",
        max_length=20_000,
        rows=4,
        help_text="Eines für alle Treffen, oder für jedes eines: dann eines je Zeile.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)


class JoinForm(Form):
    """Who joins the group from when on."""

    participations = forms.MultipleChoiceField(
        label="Wer kommt dazu?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie, wer dazukommt."},
    )
    on = GermanDateField(label="Ab", earliest=EARLIEST, latest=furthest)

    def __init__(self, *args: Any, people: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["participations"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(str(key), name) for key, name in people]


class MemberForm(Form):
    """The last day in this group, and which one comes after it."""

    on = GermanDateField(label="Letzter Tag in dieser Gruppe", earliest=EARLIEST, latest=furthest)
    to = forms.ChoiceField(label="Danach", required=False)

    def __init__(self, *args: Any, others: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "keine andere Gruppe"), *((str(key), name) for key, name in others)]
        if not others:
            del self.fields["to"]


class AboutForm(Form):
    """Topic and guests of a session. What somebody saw travels along, so that only what they change is written."""

    topic = TextField(label="Thema", required=False, max_length=200, show_hidden_initial=True)
    guests = WholeNumberField(
        label="Gäste",
        required=False,
        min_value=0,
        max_value=1000,
        show_hidden_initial=True,
        help_text="Nur die Zahl, keine Namen.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, attendance: Attendance, guests: int | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if guests is None and not (attendance.group and attendance.group.guests):
            del self.fields["guests"]


class CertificateForm(Form):
    """What stands beside the signature."""

    place = TextField(label="Ort", required=False, max_length=100)
    on = GermanDateField(label="Datum", earliest=EARLIEST, latest=today)
