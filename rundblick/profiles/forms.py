"""Forms of the job profile, one per part. Choices and questions come from `catalogue.working`."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from rundblick.catalogue.working import working
from rundblick.profiles.codes import Idea, Rank, Wanted, Weekday
from rundblick.profiles.models import INTERESTS, JobProfile
from rundblick.profiles.rules import leanings
from rundblick.web.forms import CheckboxColumns, Form, ProseField, RadioRow, TextField, WholeNumberField

NOT_ASKED = ("", "egal")


def _tasks() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in working().tasks]


def _licences() -> list[tuple[str, str]]:
    return [(one.code, one.label) for one in working().licences]


def _columns(label: str, choices: Any, help_text: str = "") -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=choices, widget=CheckboxColumns, required=False, help_text=help_text
    )


class PartForm(Form):
    """A part of the profile: how a stored profile fills the form, and what the form says of it."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    stored: tuple[str, ...] = ()
    sealed: tuple[str, ...] = ()

    @classmethod
    def said(cls, row: JobProfile) -> dict[str, Any]:
        """Values of the form's fields for this profile."""
        return {name: getattr(row, name) for name in cls.stored}

    def values(self) -> dict[str, Any]:
        """Fields of the profile; an empty text is nothing said."""
        cleaned = self.cleaned_data
        return {name: cleaned[name] or None if name in self.sealed else cleaned[name] for name in self.stored}


class CanForm(PartForm):
    """What I can."""

    can = _columns("Das kann ich", _tasks, "Auch, was nie bezahlt wurde: zu Hause, im Ehrenamt, für andere.")
    can_words = ProseField(
        label="Was mir gut gelingt",
        max_length=1_000,
        rows=3,
        required=False,
        help_text="In den Worten der Person, in der Ich-Form.",
    )
    licences = _columns("Führerscheine", _licences)
    stored = ("can", "can_words", "licences")
    sealed = ("can_words",)


class WantForm(PartForm):
    """What I want."""

    likes = _columns("Das möchte ich tun", _tasks)
    avoids = _columns("Das möchte ich nicht tun", _tasks)
    likes_words = ProseField(
        label="Was mir bei der Arbeit wichtig ist",
        max_length=1_000,
        rows=3,
        required=False,
        help_text="Zum Beispiel: gebraucht werden, etwas Neues lernen, nette Leute.",
    )
    stored = ("likes", "avoids", "likes_words")
    sealed = ("likes_words",)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        both = set(cleaned.get("likes", ())) & set(cleaned.get("avoids", ()))
        if both:
            names = ", ".join(label for code, label in _tasks() if code in both)
            self.add_error("avoids", f"Das steht auch oben: {names}. Bitte wählen Sie eines von beiden.")
        return cleaned


class NeedForm(PartForm):
    """What I need: hours, days, places, and each condition of work as "egal", "hilft mir" or "brauche ich"."""

    hours_from = WholeNumberField(label="Stunden in der Woche, mindestens", min_value=1, max_value=60, required=False)
    hours_until = WholeNumberField(label="höchstens", min_value=1, max_value=60, required=False)
    days = _columns("An diesen Tagen geht es", Weekday.choices)
    places = TextField(label="Orte", required=False, help_text="Zum Beispiel: Ahlen und Beckum.")
    stored = ("hours_from", "hours_until", "days", "places")
    sealed = ("places",)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in working().conditions:
            self.fields[_condition(one.code)] = forms.ChoiceField(
                label=one.person, choices=[NOT_ASKED, *reversed(Wanted.choices)], widget=RadioRow, required=False
            )

    @classmethod
    def said(cls, row: JobProfile) -> dict[str, Any]:
        wanted = dict.fromkeys(row.helps, Wanted.HELPS.value) | dict.fromkeys(row.must, Wanted.MUST.value)
        chosen = {_condition(one.code): wanted.get(one.code, "") for one in working().conditions}
        return super().said(row) | chosen

    def values(self) -> dict[str, Any]:
        return super().values() | {"must": self._wanted(Wanted.MUST), "helps": self._wanted(Wanted.HELPS)}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        least, most = cleaned.get("hours_from"), cleaned.get("hours_until")
        if least and most and least > most:
            self.add_error("hours_until", "Das ist weniger als mindestens. Bitte prüfen Sie beide Zahlen.")
        return cleaned

    @property
    def groups(self) -> list[tuple[str, list[BoundField], int]]:
        """Conditions by group: its name, the fields, and how many are chosen."""
        found = []
        for group in working().groups:
            fields = [self[_condition(one.code)] for one in working().conditions_of(group.code)]
            found.append((group.label, fields, sum(bool(field.value()) for field in fields)))
        return found

    def _wanted(self, wanted: Wanted) -> list[str]:
        codes = [one.code for one in working().conditions]
        return [code for code in codes if self.cleaned_data.get(_condition(code)) == wanted]


def _condition(code: str) -> str:
    return f"c_{code}"


class LeaningsForm(PartForm):
    """Eighteen short questions about what draws somebody; any may be left out."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answers = [(str(one.value), one.label) for one in working().answers]
        for name, words in _questions():
            self.fields[name] = forms.TypedChoiceField(
                label=words, choices=answers, coerce=int, empty_value=None, widget=RadioRow, required=False
            )

    @classmethod
    def said(cls, row: JobProfile) -> dict[str, Any]:
        """Former answers are not shown, so that nobody goes by them."""
        return {}

    @property
    def questions(self) -> list[BoundField]:
        """All questions, the interests mixed."""
        return [self[name] for name, _ in _questions()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and all(cleaned.get(name) is None for name, _ in _questions()):
            raise forms.ValidationError("Bitte beantworten Sie wenigstens eine Frage.")
        return cleaned

    def values(self) -> dict[str, Any]:
        given: Mapping[str, Any] = self.cleaned_data
        answers: dict[str, list[int | None]] = {
            one.code: [given.get(f"q_{one.code}{place}") for place in range(len(one.questions))]
            for one in working().interests
        }
        return {INTERESTS[letter]: share for letter, share in leanings(answers).items()}


def _questions() -> list[tuple[str, str]]:
    """Names and words of the questions, first the first one of each interest, then the second ones."""
    rounds = range(len(working().interests[0].questions))
    return [(f"q_{one.code}{place}", one.questions[place]) for place in rounds for one in working().interests]


class TargetForm(Form):
    """A target occupation."""

    text = TextField(label="Welcher Beruf, welche Arbeit?", max_length=120)
    rank = forms.ChoiceField(label="Wie sehr?", choices=Rank.choices, initial=Rank.FIRST, widget=RadioRow)
    idea = forms.ChoiceField(label="Wessen Idee war das?", choices=Idea.choices, initial=Idea.PERSON)
    reason = TextField(
        label="Warum gerade das, oder warum jetzt etwas anderes?",
        max_length=300,
        required=False,
        help_text="In den Worten der Person. Gesundheit gehört nicht hierher.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
