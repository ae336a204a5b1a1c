"""The form of a consent."""

import base64
import binascii
import datetime as dt
import uuid
from collections.abc import Iterable, Mapping
from typing import Any

from django import forms

from rundblick.consent.codes import CustodyKind, How, TextKind
from rundblick.consent.rules import Holders, key_of
from rundblick.consent.wording import Purpose
from rundblick.files.rules import Refused as NotAPicture
from rundblick.files.rules import media_type_of
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, TextField

OUTSIDE = "outside"
"""The choice for somebody who is no member of the household."""

SIGNATURE = "signature_"
PNG = "data:image/png;base64,"
LONGEST_DRAWING = 400_000
"""Characters of one drawn signature as the browser sends it."""

Choices = Iterable[tuple[str, str]]


class GiveForm(Form):
    """Who consents to what, with which words, for how long. Refusing is not on the form: it is not written down."""

    custody = forms.ChoiceField(
        label="Wer hat das Sorgerecht?",
        choices=CustodyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, wer das Sorgerecht hat."},
    )
    holders = forms.MultipleChoiceField(
        label="Wer genau?",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Das wird gemerkt und beim nächsten Mal nicht wieder gefragt.",
    )
    given_by = forms.MultipleChoiceField(
        label="Wer willigt ein?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie, wer eingewilligt hat."},
    )
    recipient = forms.ChoiceField(label="Wer darf lesen und schreiben?", widget=forms.RadioSelect)
    organisation = forms.ChoiceField(label="Welche Stelle?")
    topics = forms.MultipleChoiceField(
        label="Worüber darf gesprochen werden?",
        widget=forms.CheckboxSelectMultiple,
        help_text="Die Stelle liest nur, was angekreuzt ist, dazu Name, Erreichbarkeit und das Blatt der Absprachen.",
        error_messages={"required": "Bitte wählen Sie mindestens ein Thema."},
    )
    named = TextField(max_length=200)
    kind = forms.ChoiceField(
        label="Welcher Text wurde gelesen oder vorgelesen?", choices=TextKind.choices, widget=forms.RadioSelect
    )
    how = forms.ChoiceField(label="Wie wurde eingewilligt?", widget=forms.RadioSelect)
    outside_sheet = forms.FileField(
        label="Unterschriebenes Blatt von außerhalb",
        required=False,
        help_text="Foto oder PDF, höchstens 15 MB. Nur nötig, wenn jemand außerhalb des Haushalts einwilligt.",
    )
    outside_signed = forms.BooleanField(
        label="Die Unterschrift von außerhalb liegt vor, zum Beispiel in der Papierakte", required=False
    )
    given_on = GermanDateField(label="Eingewilligt am", latest=today)
    last_day = GermanDateField(label="Gilt bis einschließlich", earliest=today, required=False)
    explained_by = forms.ChoiceField(label="Erklärt von")
    interpreter = forms.BooleanField(label="Es wurde gedolmetscht", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)
    known = forms.CharField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        givers: Choices,
        holders: Choices,
        from_outside: bool,
        readers: Choices,
        agencies: Choices,
        topics: Choices,
        explainers: Choices,
        purpose: Purpose,
        last_day_help: str,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offered: Mapping[str, Choices] = {
            "given_by": list(givers),
            "holders": list(holders),
            "recipient": readers,
            "organisation": [("", "Bitte wählen"), *agencies],
            "topics": topics,
            "explained_by": explainers,
            "how": [(way.value, way.label) for way in map(How, purpose.ways)],
        }
        for name, choices in offered.items():
            self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
        chosen = ["topics"] if purpose.opens else []
        asked = {"coach": ["recipient"], "organisation": ["organisation", *chosen], "named": ["named"]}
        without = {"recipient", "organisation", "topics", "named"} - set(asked.get(purpose.to, []))
        without |= set() if offered["holders"] else {"custody", "holders"}
        without |= set() if from_outside else {"outside_sheet", "outside_signed"}
        for name in without:
            del self.fields[name]
        if purpose.named:
            self.fields["named"].label = purpose.named
        if How.SIGNED in purpose.ways:
            for key, label in offered["given_by"]:
                drawing = forms.HiddenInput({"data-signature": key, "data-label": label})
                self.fields[SIGNATURE + key] = forms.CharField(
                    required=False, widget=drawing, max_length=LONGEST_DRAWING
                )
        self.fields["last_day"].help_text = last_day_help

    @property
    def members(self) -> list[uuid.UUID]:
        """Those who consented and belong to the household."""
        return [uuid.UUID(key) for key in self.cleaned_data["given_by"] if key != OUTSIDE]

    @property
    def outside(self) -> bool:
        """Whether somebody outside of the household consented."""
        return OUTSIDE in self.cleaned_data["given_by"]

    @property
    def stated_custody(self) -> Holders | None:
        """Who has custody, where the form asks for it."""
        return _holders(self.cleaned_data) if self.cleaned_data.get("custody") else None

    @property
    def sheet(self) -> tuple[str, bytes] | None:
        """The sheet that somebody outside signed: its name and content."""
        sent = self.cleaned_data.get("outside_sheet")
        return (sent.name, sent.read()) if sent else None

    @property
    def signatures(self) -> dict[uuid.UUID | None, bytes]:
        """The drawings of those who consent, None for somebody outside; only when they sign by finger."""
        if self.cleaned_data.get("how") != How.SIGNED:
            return {}
        found = {key: _drawn(self.cleaned_data.get(SIGNATURE + key, "")) for key in self.cleaned_data["given_by"]}
        return {None if key == OUTSIDE else uuid.UUID(key): drawn for key, drawn in found.items() if drawn}

    @property
    def valid_until(self) -> dt.date | None:
        """The first day it no longer holds; None when the form leaves it open."""
        last: dt.date | None = self.cleaned_data["last_day"]
        return last + dt.timedelta(days=1) if last else None

    @property
    def replaces(self) -> uuid.UUID | None:
        """The consent naming the same, or nobody, that held when the form was opened."""
        pairs = [pair.split(":") for pair in self.cleaned_data["known"].split()]
        chosen = self.cleaned_data.get("recipient") or self.cleaned_data.get("organisation") or ""
        key = key_of(None, None, self.cleaned_data.get("named")) or chosen
        found = {pair[0]: pair[1] for pair in pairs if len(pair) == 2}.get(key)
        try:
            return uuid.UUID(found) if found else None
        except ValueError:
            return None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        given, last = cleaned.get("given_on"), cleaned.get("last_day")
        if given and last and last < given:
            self.add_error("last_day", "Das Ende liegt vor dem Tag der Einwilligung.")
        return cleaned


def _holders(cleaned: Mapping[str, Any]) -> Holders:
    members = frozenset(uuid.UUID(key) for key in cleaned["holders"] if key != OUTSIDE)
    return Holders(CustodyKind(cleaned["custody"]), members, OUTSIDE in cleaned["holders"])


def _drawn(sent: str) -> bytes:
    """The picture of a signature; nothing when what was sent is none."""
    try:
        drawing = base64.b64decode(sent.removeprefix(PNG), validate=True) if sent.startswith(PNG) else b""
        return drawing if drawing and media_type_of(drawing) == "image/png" else b""
    except (binascii.Error, NotAPicture):
        return b""


class CustodyForm(Form):
    """Who has custody of a minor, from when on."""

    custody = forms.ChoiceField(
        label="Wer hat das Sorgerecht?",
        choices=CustodyKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Bitte wählen Sie, wer das Sorgerecht hat."},
    )
    holders = forms.MultipleChoiceField(label="Wer genau?", widget=forms.CheckboxSelectMultiple, required=False)
    since = GermanDateField(label="Gilt ab", latest=today)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, holders: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holders"].choices = list(holders)  # type: ignore[attr-defined]

    @property
    def stated(self) -> Holders:
        """What was stated."""
        return _holders(self.cleaned_data)


class DecisionForm(Form):
    """Approving a text: nothing to fill in but what was read."""

    read = forms.CharField(widget=forms.HiddenInput, max_length=64)
    token = forms.UUIDField(widget=forms.HiddenInput)


class TakeBackForm(DecisionForm):
    """Taking an approval back needs a sentence."""

    reason = TextField(
        label="Warum wird die Freigabe zurückgenommen?",
        max_length=300,
        error_messages={"required": "Bitte sagen Sie in einem Satz, warum."},
    )


class SheetForm(Form):
    """The signed sheet as a picture or PDF."""

    file = forms.FileField(label="Unterschriebenes Blatt", help_text="Foto oder PDF, höchstens 15 MB")
