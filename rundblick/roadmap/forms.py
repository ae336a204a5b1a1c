"""Forms of the room, the same for a talk and for the own page. Nothing asks for a reason."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.roadmap.catalogue import HIGHEST, LOWEST, MOST_HOURS, Step, catalogue
from rundblick.roadmap.codes import COLLEAGUES, Choice, State
from rundblick.roadmap.models import Leaf, Ticket
from rundblick.roadmap.models import Step as Noted
from rundblick.web.clock import today
from rundblick.web.fields import CheckboxColumns, GermanDateField, ProseField, RadioRow, Scale, WholeNumberField
from rundblick.web.forms import Form

SENTENCE, ANSWER, SHEET = 300, 1500, 6000
A_YEAR = dt.timedelta(days=366)


def _in_a_year() -> dt.date:
    return today() + A_YEAR


class WishForm(Form):
    """Whether the person wants to talk about work."""

    wish = forms.TypedChoiceField(
        label="Möchte die Person über Arbeit sprechen?",
        choices=[("yes", "ja"), ("no", "jetzt nicht")],
        coerce=lambda value: value == "yes",
        widget=RadioRow,
    )
    on = GermanDateField(label="Gesagt am", latest=today, initial=today)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)


class StepForm(Form):
    """How far one step is."""

    state = forms.ChoiceField(label="Stand", choices=State.choices, widget=RadioRow)
    on = GermanDateField(
        label="Tag", required=False, latest=_in_a_year, help_text="Wann es war oder geplant ist. TT.MM.JJJJ"
    )
    who = forms.MultipleChoiceField(label="Wer ist dabei?", required=False, widget=CheckboxColumns)
    words = ProseField(label="Ein Satz dazu", required=False, max_length=SENTENCE, rows=2)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        who = self.fields["who"]
        assert isinstance(who, forms.MultipleChoiceField)
        who.choices = [(one.code, one.label) for one in catalogue().people]

    @staticmethod
    def stored(row: Noted) -> dict[str, Any]:
        """A stored step's values by field."""
        return {"state": row.state, "on": row.on, "who": row.who, "words": row.words or ""}

    @classmethod
    def first(cls, step: Step, row: Noted | None) -> dict[str, Any]:
        """What stands in the form when it is opened."""
        if row is not None:
            return cls.stored(row) | {"version": row.version}
        return {"state": State.UNDER_WAY, "who": list(step.who), "version": 0}


class DecisionForm(Form):
    """What the person decides. Waiting needs only a day on which to look again."""

    choice = forms.ChoiceField(label="Wie geht es weiter?", choices=Choice.choices, widget=forms.RadioSelect)
    on = GermanDateField(label="Entschieden am", latest=today, initial=today)
    review_on = GermanDateField(
        label="Wieder hinschauen am",
        required=False,
        earliest=today,
        latest=_in_a_year,
        help_text="Nur beim Warten. TT.MM.JJJJ",
    )
    goal = forms.TypedChoiceField(
        label="Ein Ziel für die Zeit bis dahin", required=False, coerce=uuid.UUID, empty_value=None
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, goals: Sequence[tuple[uuid.UUID, str]], own: bool = False, **kwargs: Any) -> None:
        """`own`: the person decides on the own page, today."""
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["on"]
        if not goals:
            del self.fields["goal"]
            return
        field = self.fields["goal"]
        assert isinstance(field, forms.TypedChoiceField)
        field.choices = [("", "keins"), *((str(pk), text) for pk, text in goals)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("choice") == Choice.LATER and not self.errors.get("review_on"):
            day = cleaned.get("review_on")
            if day is None or day <= (cleaned.get("on") or today()):
                self.add_error("review_on", "Bitte nennen Sie einen Tag, an dem wir wieder hinschauen.")
        return cleaned


class TicketForm(Form):
    """The five questions, one thing a line. `own`: in the words for the person."""

    voice = forms.ChoiceField(label="Ich schreibe als", choices=COLLEAGUES)
    motivation = ProseField(required=False, max_length=ANSWER, rows=3)
    occupations = ProseField(required=False, max_length=ANSWER, rows=3)
    care = ProseField(required=False, max_length=ANSWER, rows=3)
    hours_from = WholeNumberField(label="Stunden in der Woche, von", required=False, min_value=0, max_value=MOST_HOURS)
    hours_until = WholeNumberField(label="bis", required=False, min_value=0, max_value=MOST_HOURS)
    ideas = ProseField(required=False, max_length=ANSWER, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0, required=False)

    def __init__(self, *args: Any, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if own:
            del self.fields["voice"]
        for one in catalogue().questions:
            asked = one.own if own else one.other
            if one.code in self.fields:
                self.fields[one.code].label = one.label
                self.fields[one.code].help_text = f"{asked} Eine Sache je Zeile."
            elif one.code == "hours":
                self.fields["hours_from"].help_text = asked

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        low, high = cleaned.get("hours_from"), cleaned.get("hours_until")
        if (low is None) != (high is None):
            cleaned["hours_from"] = cleaned["hours_until"] = low if high is None else high
        elif low is not None and high is not None and low > high:
            self.add_error("hours_until", "Diese Zahl ist kleiner als die davor.")
        return cleaned

    def said(self) -> dict[str, Any]:
        """The answers by field."""
        return {name: self.cleaned_data.get(name) for name in self.fields if name not in ("voice", "version")}

    @staticmethod
    def stored(row: Ticket) -> dict[str, Any]:
        """A stored ticket's values by field."""
        words = {name: getattr(row, name) or "" for name in ("motivation", "occupations", "care", "ideas")}
        return words | {"voice": row.voice, "hours_from": row.hours_from, "hours_until": row.hours_until}


class PositionForm(Form):
    """Where the person says they stand."""

    value = forms.TypedChoiceField(
        label="Wie nah ist Arbeit für mich?",
        choices=[(number, str(number)) for number in range(LOWEST, HIGHEST + 1)],
        coerce=int,
        widget=Scale,
    )
    words = ProseField(label="Woran merke ich das?", required=False, max_length=ANSWER, rows=3)
    matters = forms.MultipleChoiceField(
        label="Was muss noch geklärt werden?",
        required=False,
        widget=CheckboxColumns,
        help_text="Was nicht passt, lassen Sie frei.",
    )
    on = GermanDateField(label="Tag", latest=today, initial=today)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, own: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        ends = catalogue().ends
        self.fields["value"].help_text = f"0: {ends.low}. 10: {ends.high}."
        matters = self.fields["matters"]
        assert isinstance(matters, forms.MultipleChoiceField)
        matters.choices = [(one.code, one.label) for one in catalogue().matters]
        if own:
            del self.fields["on"]


class HealthForm(Form):
    """One sentence for the protected area."""

    words = ProseField(label="Was soll der Gesundheit bis dahin guttun?", max_length=SENTENCE, rows=2)
    token = forms.UUIDField(widget=forms.HiddenInput)


class LeafForm(Form):
    """One sheet of the own folder."""

    words = ProseField(label="Meine Gedanken", required=False, max_length=SHEET, rows=10)
    shown = forms.BooleanField(
        label="Dieses Blatt meiner Begleitung zeigen",
        required=False,
        help_text="Sonst liest es niemand außer Ihnen. Sie können das jederzeit ändern.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, initial=0)

    @staticmethod
    def stored(row: Leaf) -> dict[str, Any]:
        """A stored sheet's values by field."""
        return {"words": row.words, "shown": row.shown}
