"""Goals."""

from typing import Any

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.codes import GoalKind, GoalStatus
from rundblick.cases.forms.fields import Members, PersonField
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow


class GoalFields(Form):
    """What a member wants to reach."""

    text = ProseField(
        label="Ziel",
        max_length=1_000,
        rows=2,
        help_text="In den Worten der Person: was soll da sein, nicht was weg soll.",
    )
    kind = forms.ChoiceField(label="Art", choices=GoalKind.choices, initial=GoalKind.ACTION)
    since = GermanDateField(label="Seit", latest=today)
    due_on = GermanDateField(label="Bis wann?", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, due_on = cleaned.get("since"), cleaned.get("due_on")
        if since and due_on and due_on < since:
            self.add_error("due_on", "Das Ende liegt vor dem Beginn.")
        return cleaned


class GoalForm(GoalFields):
    """A new goal."""

    person = PersonField(label="Wessen Ziel?")
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("person", "text", "kind", "since", "due_on", "shared")

    def __init__(self, *args: Any, members: Members, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(members)  # type: ignore[attr-defined]


class ChangeGoalForm(GoalFields):
    """A goal that is there already, and what became of it."""

    status = forms.ChoiceField(label="Stand", choices=GoalStatus.choices, widget=RadioRow)
    ended_on = GermanDateField(
        label="Erreicht oder beendet am",
        required=False,
        latest=today,
        help_text="Leer lassen für heute. Nur bei „erreicht“ oder „nicht mehr verfolgt“.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = ("text", "kind", "status", "ended_on", "since", "due_on")
