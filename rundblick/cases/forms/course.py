"""How it goes with a goal: scales by a tap, own words for levels, and what succeeded."""

import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.codes import Level, Rater
from rundblick.cases.goal_pictures import signed
from rundblick.cases.models import Goal
from rundblick.cases.services.course import LEVEL_FIELDS
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, Scale, TextField


class Dated(Form):
    """Something said on a day. `version`: of the row of that day the form knew, 0 for none."""

    on = GermanDateField(label="Tag", latest=today, initial=today)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class ConfidenceForm(Dated):
    """How confident somebody is."""

    value = forms.TypedChoiceField(
        label="Wie zuversichtlich sind Sie, dass Sie das schaffen?",
        help_text="0 heißt: gar nicht. 10 heißt: ganz sicher.",
        choices=[(number, str(number)) for number in range(11)],
        coerce=int,
        widget=Scale,
    )

    field_order = ("value", "on")


class AttainmentForm(Dated):
    """How far somebody came."""

    level = forms.TypedChoiceField(label="Stufe", choices=Level.choices, coerce=int, widget=forms.RadioSelect)
    rater = forms.ChoiceField(label="Wer schätzt ein?", choices=Rater.choices, widget=RadioRow, initial=Rater.PERSON)

    field_order = ("level", "rater", "on")

    def __init__(self, *args: Any, words: Mapping[Level, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["level"].choices = [  # type: ignore[attr-defined]
            (level.value, f"{signed(level)}: {words[level]}") for level in reversed(Level)
        ]


class LevelsForm(Form):
    """What the levels mean for this goal; an empty one keeps the general words."""

    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for level in reversed(Level):
            self.fields[LEVEL_FIELDS[level]] = TextField(
                label=f"{signed(level)}, {level.label}", required=False, max_length=300
            )

    def words(self) -> dict[Level, str]:
        """What was typed, by level."""
        return {level: self.cleaned_data[name] for level, name in LEVEL_FIELDS.items()}


class MotiveForm(Form):
    """First block: why it matters."""

    motive = ProseField(
        label="Warum ist Ihnen das wichtig?",
        required=False,
        max_length=4_000,
        rows=5,
        help_text="Was wäre dann anders? Woran würden Sie merken, dass es geschafft ist?",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class StrengthForm(Form):
    """Second block: what gives confidence. The number is optional."""

    value = forms.TypedChoiceField(
        label=ConfidenceForm.base_fields["value"].label,
        help_text=ConfidenceForm.base_fields["value"].help_text,
        choices=[(number, str(number)) for number in range(11)],
        coerce=int,
        empty_value=None,
        required=False,
        widget=Scale,
    )
    strengths = ProseField(
        label="Was macht zuversichtlich, und wer oder was hilft?",
        required=False,
        max_length=2_000,
        rows=4,
        help_text="Was ist schon einmal gelungen? Was bräuchte es für einen Punkt mehr?",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class CommitmentForm(Form):
    """Third block: what the person undertakes, in their own words."""

    commitment = ProseField(
        label="Was nehmen Sie sich vor?",
        required=False,
        max_length=2_000,
        rows=3,
        help_text="Wörtlich, wie die Person es sagt: „Ich werde …“",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class SuccessForm(Form):
    """Something that succeeded, however small."""

    text = TextField(label="Was ist gelungen?", max_length=500, help_text="Auch Kleines: ein Anruf, ein Weg.")
    on = GermanDateField(label="Tag", latest=today, initial=today)
    goal = forms.ChoiceField(label="Gehört zu einem Ziel?", required=False)
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, goals: Sequence[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(goal.pk): goal for goal in goals}
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            ("", "keines"),
            *((key, goal.text) for key, goal in self.known.items()),
        ]
        self.initial.setdefault("token", uuid.uuid4())

    def clean_goal(self) -> Goal | None:
        """The goal chosen."""
        return self.known.get(self.cleaned_data["goal"])
