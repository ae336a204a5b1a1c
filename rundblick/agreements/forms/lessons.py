"""The form of a lesson."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.agreements import rules
from rundblick.agreements.codes import LessonStatus
from rundblick.agreements.models import Lesson
from rundblick.agreements.services.lessons import LessonContent
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, TextField, WholeNumberField

_NAMES = (
    "programme",
    "finding",
    "origin",
    "found_on",
    "status",
    "done",
    "planned_year",
    "reason",
    "effective_on",
)


class LessonForm(Form):
    """A finding and what became of it."""

    programme = forms.ChoiceField(label="Programm", choices=())
    finding = TextField(label="Was haben wir gelernt?", max_length=500, help_text="Nichts über einzelne Menschen.")
    origin = TextField(
        label="Woher wissen wir das?", required=False, help_text="Zum Beispiel Reflexionsrunde, Befragung, Bericht."
    )
    found_on = GermanDateField(label="Festgestellt am", latest=today)
    status = forms.ChoiceField(label="Was wird daraus?", widget=forms.RadioSelect, choices=LessonStatus.choices)
    done = ProseField(label="Was ist geschehen oder soll geschehen?", required=False, rows=3, max_length=4_000)
    planned_year = WholeNumberField(
        label="Wenn geplant: für welches Jahr?", required=False, min_value=2000, max_value=2100
    )
    reason = TextField(label="Wenn verworfen: warum?", required=False, max_length=500)
    effective_on = GermanDateField(
        label="Ab wann gilt die geänderte Regel?",
        required=False,
        help_text="Damit sich Zahlen davor und danach unterscheiden lassen. Leer: Keine Regel ändert sich.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, programmes: Sequence[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed: Any = self.fields["programme"]
        listed.choices = [("", "Bitte wählen"), *programmes]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, problem in rules.lesson_problems(cleaned).items():
            if name not in self.errors:
                self.add_error(name, problem)
        return cleaned

    def content(self) -> LessonContent:
        """What was said."""
        return LessonContent(**{name: self.cleaned_data[name] for name in _NAMES})

    @staticmethod
    def values(row: Lesson) -> dict[str, Any]:
        """The lesson as this form shows it."""
        return {name: getattr(row, name) for name in _NAMES}
