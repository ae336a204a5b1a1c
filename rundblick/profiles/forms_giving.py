"""Forms by which something leaves the house."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from rundblick.consent.models import Consent
from rundblick.files.models import StoredFile
from rundblick.files.rules import ALLOWED_WORDS
from rundblick.profiles.cards import PHOTOS, USUAL
from rundblick.profiles.choosing import Part
from rundblick.web.clock import today
from rundblick.web.forms import CheckboxColumns, Form, GermanDateField, ProseField, TextField
from rundblick.web.german import german_date


class SheetForm(Form):
    """Lines of a sheet, and the consent that names the employer. Nothing is chosen before somebody chooses it."""

    consent = forms.ChoiceField(label="Für welchen Betrieb?", required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, parts: Sequence[Part], consents: Sequence[Consent], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offered = list(parts)
        self.consents = {str(one.pk): one for one in consents}
        choices = [(key, f"{one.named}, erlaubt bis vor dem {german_date(one.valid_until)}")
                   for key, one in self.consents.items()]  # fmt: skip
        consent: Any = self.fields["consent"]
        consent.choices = [("", "noch keiner, nur ansehen"), *choices]
        for place, part in enumerate(self.offered):
            self.fields[f"part{place}"] = forms.MultipleChoiceField(
                label=part.heading,
                choices=[(line.code, line.text) for line in part.lines],
                widget=CheckboxColumns,
                required=False,
            )

    @property
    def part_fields(self) -> list[BoundField]:
        """The boxes, part by part."""
        return [self[f"part{place}"] for place in range(len(self.offered))]

    @property
    def codes(self) -> list[str]:
        """What was chosen, of a valid form."""
        return [code for place in range(len(self.offered)) for code in self.cleaned_data[f"part{place}"]]

    @staticmethod
    def initial_of(parts: Sequence[Part], codes: Sequence[str]) -> dict[str, list[str]]:
        """The boxes as they were chosen for a former sheet."""
        return {
            f"part{place}": [line.code for line in part.lines if line.code in codes] for place, part in enumerate(parts)
        }


class CardForm(Form):
    """What stands on an applicant card, what it opens, and until when."""

    occupation = TextField(label="Beruf auf der Karte", max_length=80, required=False)
    documents = forms.MultipleChoiceField(
        label="Diese Unterlagen zeigen", widget=forms.CheckboxSelectMultiple, required=False
    )
    photo = forms.ChoiceField(label="Foto auf der Karte", required=False)
    last_day = GermanDateField(label="Offen bis einschließlich", help_text="Danach öffnet die Karte nichts mehr.")
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, files: Sequence[StoredFile], last: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(one.pk): one for one in files}
        chosen: Any = self.fields["documents"]
        chosen.choices = [(key, one.name) for key, one in self.known.items()]
        photo: Any = self.fields["photo"]
        pictures = [(key, one.name) for key, one in self.known.items() if one.media_type in PHOTOS]
        photo.choices = [("", "kein Foto"), *pictures]
        self.fields["last_day"].initial = min(today() + USUAL, last)
        self.last = last

    def clean_last_day(self) -> dt.date:
        day: dt.date = self.cleaned_data["last_day"]
        if not today() <= day <= self.last:
            until = german_date(self.last)
            raise forms.ValidationError(f"Bitte nehmen Sie einen Tag von heute bis {until}: So lange gilt das Ja.")
        return day

    def clean_documents(self) -> list[StoredFile]:
        if not self.cleaned_data["documents"]:
            raise forms.ValidationError("Bitte wählen Sie wenigstens eine Unterlage.")
        return [self.known[key] for key in self.cleaned_data["documents"]]

    def clean_photo(self) -> StoredFile | None:
        return self.known.get(self.cleaned_data["photo"])


class UploadForm(Form):
    """A document or a photo of the person."""

    file = forms.FileField(label="Unterlage oder Foto", help_text=f"{ALLOWED_WORDS}, höchstens 15 MB")


class FolderForm(Form):
    """A covering letter in the person's words, and what belongs into the folder."""

    sender = ProseField(label="Absender", max_length=300, rows=3, help_text="Name, Straße, Ort, Telefon.")
    recipient = ProseField(label="An", max_length=300, rows=3, required=False, help_text="Betrieb, Straße, Ort.")
    subject = TextField(label="Betreff", max_length=120, required=False)
    text = ProseField(
        label="Anschreiben",
        max_length=6_000,
        rows=12,
        required=False,
        help_text="In den Worten der Person. Eine leere Zeile beginnt einen Absatz; ohne Text kein Anschreiben.",
    )
    vita = forms.BooleanField(label="Lebenslauf dazu", required=False, initial=True)
    documents = forms.MultipleChoiceField(
        label="Diese Anlagen nennen", widget=forms.CheckboxSelectMultiple, required=False
    )

    def __init__(self, *args: Any, files: Sequence[StoredFile], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen: Any = self.fields["documents"]
        chosen.choices = [(str(one.pk), one.name) for one in files]
        if not files:
            del self.fields["documents"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("text") and not cleaned.get("vita") and not self.errors:
            raise forms.ValidationError("Bitte schreiben Sie ein Anschreiben, oder nehmen Sie den Lebenslauf dazu.")
        if cleaned.get("text") and not cleaned.get("subject"):
            self.add_error("subject", "Bitte schreiben Sie, worum es geht, zum Beispiel: Bewerbung als Köchin.")
        return cleaned

    @property
    def enclosures(self) -> list[str]:
        """Names of the chosen files, of a valid form."""
        names = dict(self.fields["documents"].choices) if "documents" in self.fields else {}  # type: ignore[attr-defined]
        return [names[key] for key in self.cleaned_data.get("documents", ())]
