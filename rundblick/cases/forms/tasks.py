"""Tasks."""

from collections.abc import Iterable
from typing import Any

from django import forms

from rundblick.access.models import User
from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.codes import Responsible
from rundblick.cases.forms.fields import ColleagueField, Members, PersonField
from rundblick.web.forms import Form, GermanDateField, TextField


class TaskFields(Form):
    """What, who, until when."""

    text = TextField(label="Was ist zu tun?", max_length=500)
    due_on = GermanDateField(label="Bis wann?", required=False)
    responsible = forms.ChoiceField(label="Wer macht es?", choices=Responsible.choices, initial=Responsible.JOBCENTER)
    assignee = ColleagueField(label="Auf wessen Liste?")

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["assignee"].offer(colleagues)  # type: ignore[attr-defined]


class TaskForm(TaskFields):
    """A new task."""

    person = PersonField(nobody="Haushalt (nur für Fachkräfte)")
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("person", "text", "due_on", "responsible", "assignee", "shared")

    def __init__(self, *args: Any, members: Members, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(members)  # type: ignore[attr-defined]


class ChangeTaskForm(TaskFields):
    """A task that is there already."""

    version = forms.IntegerField(widget=forms.HiddenInput)
