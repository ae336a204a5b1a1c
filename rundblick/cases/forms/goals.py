"""Goals: setting and changing them, and what stands behind them."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.codes import FieldOfAction, GoalKind, GoalStatus
from rundblick.cases.forms.fields import Members, MembersField, PersonField
from rundblick.cases.models import Goal
from rundblick.cases.rules import kinds_below
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow

WORDS_HINT = "In den Worten der Person: was soll da sein, nicht was weg soll."


def goal_text() -> ProseField:
    """The wording of a goal."""
    return ProseField(label="Ziel", max_length=1_000, rows=2, help_text=WORDS_HINT)


class GoalFields(Form):
    """What a member wants to reach. `passt`: suggestions for the wording were waved aside while writing."""

    text = goal_text()
    kind = forms.ChoiceField(label="Art", choices=GoalKind.choices, initial=GoalKind.ACTION)
    field = forms.TypedChoiceField(
        label="Handlungsfeld",
        choices=[("", "keines"), *FieldOfAction.choices],
        coerce=int,
        empty_value=None,
        required=False,
    )
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
    others = MembersField(
        label="Gemeinsam mit",
        required=False,
        help_text="Jede Person bekommt das Ziel als ihr eigenes, mit eigener Zuversicht und eigenem Stand.",
    )
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput)

    field_order = ("person", "text", "kind", "field", "since", "due_on", "others", "shared")

    def __init__(self, *args: Any, members: Members, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(members)  # type: ignore[attr-defined]
        self.fields["others"].offer(members)  # type: ignore[attr-defined]
        if len(members) < 2:
            del self.fields["others"]


class ParentField(forms.ChoiceField):
    """A goal of the same person to hang under. Cleans to the Goal or None."""

    def __init__(self, **kwargs: Any) -> None:
        self.goals: dict[str, Goal] = {}
        super().__init__(label="Hängt unter", required=False, **kwargs)

    def offer(self, goals: Sequence[Goal]) -> None:
        """Set the goals."""
        self.goals = {str(goal.pk): goal for goal in goals}
        named = [(key, f"{goal.text} ({GoalKind(goal.kind).label})") for key, goal in self.goals.items()]
        self.choices = [("", "keinem anderen Ziel"), *named]

    def clean(self, value: Any) -> Goal | None:
        return self.goals.get(super().clean(value))

    def prepare_value(self, value: Any) -> Any:
        return str(value.pk) if isinstance(value, Goal) else value


class ChangeGoalForm(GoalFields):
    """A goal that is there already, and what became of it. Without `parents` its place stays as it is."""

    status = forms.ChoiceField(label="Stand", choices=GoalStatus.choices, widget=RadioRow)
    ended_on = GermanDateField(
        label="Erreicht oder beendet am",
        required=False,
        latest=today,
        help_text="Leer lassen für heute. Nur bei „erreicht“ oder „nicht mehr verfolgt“.",
    )
    parent = ParentField()
    strengths = ProseField(
        label="Stärken, die helfen",
        required=False,
        max_length=2_000,
        rows=2,
        help_text="Was kann die Person, wer oder was unterstützt sie dabei?",
    )
    side_effects = ProseField(
        label="Wer ist noch betroffen?",
        required=False,
        max_length=2_000,
        rows=2,
        help_text="Was ändert sich für andere, wenn es gelingt? Passt es zum übrigen Leben?",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    field_order = (
        "text",
        "kind",
        "parent",
        "status",
        "ended_on",
        "since",
        "due_on",
        "field",
        "strengths",
        "side_effects",
    )

    def __init__(self, *args: Any, parents: Sequence[Goal] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["parent"].offer(parents)  # type: ignore[attr-defined]


class BranchForm(Form):
    """A goal set in the tree itself, under another one or on top."""

    text = goal_text()
    kind = forms.ChoiceField(label="Art", widget=RadioRow)
    due_on = GermanDateField(label="Bis wann?", required=False, earliest=today, help_text="Nur, wenn die Person mag.")
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, below: Goal | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = kinds_below(below.kind) if below else list(GoalKind)
        self.fields["kind"].choices = [(kind.value, kind.label) for kind in kinds]  # type: ignore[attr-defined]
        self.initial.setdefault("kind", kinds[-1] if below else GoalKind.LEAD)
        self.initial.setdefault("token", uuid.uuid4())
        if len(kinds) == 1:
            self.fields["kind"].widget = forms.HiddenInput()
