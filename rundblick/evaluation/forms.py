"""Forms of the room."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, TextField

EARLIEST = dt.date(2005, 1, 1)
"""When SGB II came into force; nothing can have been counted before."""

PURPOSES = (
    ("steering", "Steuerung des Programms"),
    ("funder", "Bericht an Auftrag- oder Mittelgeber"),
    ("publication", "Veröffentlichung"),
    ("research", "Wissenschaftliche Auswertung"),
    ("other", "anderer Zweck"),
)
FORMATS = (
    ("pdf", "PDF, barrierefrei (zum Lesen und Drucken)"),
    ("xlsx", "Excel (XLSX), ein Blatt je Tabelle"),
    ("csv", "CSV, alle Zahlen in einer Tabelle"),
    ("json", "JSON, für andere Programme"),
)

COMMENTS = (
    ("", "ohne Kommentare"),
    ("open", "mit Kommentaren für alle Lesenden"),
    ("all", "mit allen Kommentaren, auch nur für das Haus"),
)


class OrderForm(Form):
    """Which report at which Stichtag."""

    report = forms.ChoiceField(label="Bericht")
    as_of = GermanDateField(
        label="Stichtag",
        help_text="Gezählt wird bis zu diesem Tag, der Tag selbst eingeschlossen. TT.MM.JJJJ",
        earliest=EARLIEST,
        latest=today,
    )

    def __init__(self, *args: Any, reports: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["report"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(reports)


class ExportForm(Form):
    """In which form a report leaves the house, and what for. The purpose is written into the log."""

    format = forms.ChoiceField(label="Form", choices=FORMATS, widget=forms.RadioSelect)
    comments = forms.ChoiceField(
        label="Kommentare im PDF", choices=COMMENTS, required=False, help_text="Andere Formen enthalten nie Kommentare."
    )
    purpose = forms.ChoiceField(label="Wofür?", choices=PURPOSES)
    recipient = TextField(
        label="An wen?", max_length=200, help_text="Zum Beispiel: Ministerium, Beirat, Kreistag, wir selbst"
    )
    detail = TextField(label="Genauer", max_length=120, required=False, help_text="Zum Beispiel: Beirat im Dezember")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("purpose") == "other" and not cleaned.get("detail"):
            self.add_error("detail", "Bitte sagen Sie in wenigen Worten, wofür.")
        return cleaned

    @property
    def said(self) -> str:
        """The purpose as it stands in the log."""
        words = dict(PURPOSES)[self.cleaned_data["purpose"]]
        detail = self.cleaned_data.get("detail") or ""
        return f"{words}: {detail}" if detail else words


class CommentForm(Form):
    """What somebody says to a report. `at`: position of the figure; `answers`: the comment it answers."""

    text = ProseField(
        label="Ihr Kommentar",
        rows=3,
        max_length=2_000,
        help_text="Zu den Zahlen, nicht zu einzelnen Menschen: keine Namen, nichts, woran jemand zu erkennen ist.",
    )
    open_to_all = forms.BooleanField(
        label="Auch für die Forschung sichtbar, wenn der Bericht veröffentlicht ist", required=False
    )
    at = forms.CharField(required=False, widget=forms.HiddenInput)
    answers = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def place(self) -> int | None:
        """The figure it is about, None for the whole report."""
        said = str(self.data.get("at", ""))
        return int(said) if said.isascii() and said.isdecimal() and len(said) < 7 else None
