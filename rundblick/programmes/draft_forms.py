"""Forms of drafts: publishing one, and reading one from a file."""

from typing import Any

from django import forms

from rundblick.access.models import Organisation
from rundblick.catalogue.loading import MAX_BYTES
from rundblick.programmes.forms import EARLIEST, furthest
from rundblick.web.forms import Form, GermanDateField, ProseField


class PublishForm(Form):
    """From which day a new version holds, and who carries out its new runs."""

    valid_from = GermanDateField(
        label="Gilt ab",
        latest=furthest,
        earliest=EARLIEST,
        help_text="Wer ab diesem Tag beginnt, beginnt nach der neuen Fassung.",
    )
    provider = forms.ModelChoiceField(
        label="Träger der neuen Durchgänge",
        queryset=Organisation.objects.none(),
        required=False,
        empty_label="das Jobcenter selbst, oder noch offen",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["provider"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(kind="provider").order_by("name")


class DraftFileForm(Form):
    """A definition as a YAML file, uploaded or pasted. `content` is what was given."""

    file = forms.FileField(label="Datei", required=False, help_text="Eine YAML-Datei, höchstens 256 KB.")
    text = ProseField(label="oder Text einfügen", required=False, rows=14, max_length=None)
    anyway = forms.BooleanField(
        label="Auch mit Fehlern als Entwurf übernehmen und in den Formularen berichtigen", required=False
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        uploaded = cleaned.get("file")
        if uploaded is not None and uploaded.size > MAX_BYTES:
            self.add_error("file", f"Die Datei ist zu groß, höchstens {MAX_BYTES // 1024} KB.")
            return cleaned
        content = uploaded.read().decode("utf-8-sig", errors="replace") if uploaded else cleaned.get("text", "")
        if not content.strip() and not self.errors:
            self.add_error("text", "Bitte wählen Sie eine Datei oder fügen Sie ihren Text ein.")
        cleaned["content"] = content
        cleaned["version"] = cleaned.get("version") or 0
        return cleaned
