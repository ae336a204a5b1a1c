"""Forms by which something leaves the house."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from rundblick.consent.models import Consent
from rundblick.profiles.choosing import Part
from rundblick.web.forms import CheckboxColumns, Form
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
