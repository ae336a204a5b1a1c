"""Forms of the room: what is waited for, that somebody asked, what helps meanwhile, and how it ended."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.models import Goal, Task
from rundblick.waiting.codes import Outcome
from rundblick.waiting.kinds import Kind, kind_of, kinds
from rundblick.waiting.models import Wait
from rundblick.waiting.rules import Expected, read_month, word_problems
from rundblick.waiting.services import NO_ANSWER, NOTHING_HELPS, WaitContent, outcomes
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, RadioRow, TextField

PLAIN = "Bei Arzttermin, Therapieplatz und Vertraulichem bitte leer lassen."
QUESTIONS = "Fragen an den Leistungsbereich stellen Sie im Fall unter „Verstehen und planen“; die Antwort steht dort."
ASK_EMPTY = "Leer: Es wird nicht erinnert."
AHEAD = dt.timedelta(days=10 * 366)


class ExpectedField(TextField):
    """When something is expected: a day or a month, as people write it; empty = open. Cleans to `Expected` or None."""

    default_error_messages = {
        "unreadable": "Bitte schreiben Sie einen Tag oder einen Monat, zum Beispiel 20.11.2026 oder 11/2026.",
        "far": "Bitte prüfen Sie das Jahr: Es liegt zu weit voraus.",
    }

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {"label": "Wann wird damit gerechnet?", "required": False, "max_length": 40}
        super().__init__(**given | {"help_text": "Ein Tag, ein Monat (11/2026) oder leer: noch offen."} | kwargs)

    def clean(self, value: Any) -> Expected | None:
        text = super().clean(value)
        if not text:
            return None
        found = read_month(text) or self._day(text)
        if found and found.last > today() + AHEAD:
            raise ValidationError(self.error_messages["far"], code="far")
        return found

    def _day(self, text: str) -> Expected | None:
        try:
            day = GermanDateField().clean(text)
        except ValidationError as mistake:
            if mistake.code != "invalid":
                raise
            raise ValidationError(self.error_messages["unreadable"], code="unreadable") from None
        return Expected(day) if day else None


class WaitForm(Form):
    """What somebody waits for. `alone`: the member's contact is protected, nothing is shared."""

    kind = forms.ChoiceField(label="Art", choices=(), help_text=QUESTIONS)
    what = TextField(label="Worauf genau?", required=False, help_text=PLAIN)
    since = GermanDateField(label="Seit wann?", latest=today)
    expected = ExpectedField()
    whom = TextField(
        label="Bei wem nachfragen?",
        required=False,
        help_text="Eine Stelle oder Aufgabe, keine Namen: „Familienkasse“, „Kita-Leitung“. Keine Fachrichtung.",
    )
    reach = TextField(
        label="Wie erreichbar?", required=False, help_text="Durchwahl oder Sprechzeit der Stelle, nichts Privates."
    )
    nudge_on = GermanDateField(label="Wann nachfragen?", required=False)
    household = forms.BooleanField(label="Das betrifft den ganzen Haushalt; alle Mitglieder sehen es", required=False)
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, alone: bool, wait: Wait | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            ("", "Bitte wählen"),
            *((one.code, one.label) for one in kinds() if one.offered or (wait and wait.kind == one.code)),
        ]
        self.fields["nudge_on"].help_text = ASK_EMPTY if wait else "Leer: Rundblick schlägt einen Tag vor."
        if alone or wait:
            del self.fields["household"]
        if alone or (wait and wait.person_id is None):
            del self.fields["shared"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if kind := cleaned.get("kind"):
            _refuse(self, kind_of(kind))
        return cleaned

    def content(self) -> WaitContent:
        """What was said."""
        given = {name: self.cleaned_data[name] for name in ("kind", "what", "since", "expected", "whom", "reach")}
        shared = self.cleaned_data.get("shared", False)
        return WaitContent(**given, nudge_on=self.cleaned_data["nudge_on"], shared=shared)


class AskForm(Form):
    """That somebody asked, and how it goes on."""

    on = GermanDateField(label="Wann wurde nachgefragt?", latest=today)
    said = TextField(label="Was wurde gesagt?", max_length=500, required=False)
    expected = ExpectedField()
    nudge_on = GermanDateField(label="Wann wieder nachfragen?", required=False, help_text=ASK_EMPTY)
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, wait: Wait, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "answer" not in wait.sort.words:
            del self.fields["said"]


class BridgeForm(Form):
    """What helps meanwhile."""

    text = TextField(label="Was hilft bis dahin?", required=False, help_text="Nichts, was die Gesundheit verrät.")
    step = forms.ChoiceField(label="Dazu gehört ein Schritt oder ein Ziel", choices=(), required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, wait: Wait, tasks: Iterable[Task], goals: Iterable[Goal], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: list[Task | Goal] = [*tasks, *goals]
        self.steps = {str(one.pk): one for one in offered}
        self.fields["step"].choices = [  # type: ignore[attr-defined]
            ("", "keiner"),
            *(
                (key, f"{'Ziel' if isinstance(one, Goal) else 'Schritt'}: {one.text}")
                for key, one in self.steps.items()
            ),
        ]
        if "bridge" not in wait.sort.words:
            del self.fields["text"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not (cleaned.get("text") or cleaned.get("step")):
            name = "text" if "text" in self.fields else "step"
            self.add_error(name, NOTHING_HELPS)
        return cleaned

    def content(self) -> dict[str, Any]:
        """What was said, as `services.bridge` takes it."""
        step = self.steps.get(self.cleaned_data["step"])
        return {
            "text": self.cleaned_data.get("text", ""),
            "task": step if isinstance(step, Task) else None,
            "goal": step if isinstance(step, Goal) else None,
            "token": self.cleaned_data["token"],
        }


class EndForm(Form):
    """How it ended."""

    outcome = forms.ChoiceField(label="Wie ist es ausgegangen?", choices=(), widget=RadioRow)
    on = GermanDateField(label="Wann?", latest=today)
    result = TextField(label="Was ist herausgekommen?", max_length=500, required=False)

    def __init__(self, *args: Any, wait: Wait, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["outcome"].choices = [(one.value, one.label) for one in outcomes(wait)]  # type: ignore[attr-defined]
        if wait.sort.question:
            self.fields["on"].label = "Beantwortet am"
            self.fields["result"].label = "Was war die Antwort?"
        if "answer" not in wait.sort.words:
            del self.fields["result"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == Outcome.ANSWERED and not cleaned.get("result") and "result" not in self.errors:
            self.add_error("result", NO_ANSWER)
        return cleaned


def initial_of(wait: Wait) -> dict[str, Any]:
    """The wait as its form shows it."""
    plain = {name: getattr(wait, name) for name in ("kind", "what", "since", "whom", "reach", "nudge_on", "shared")}
    return plain | {"expected": written(wait.expected)}


def written(expected: Expected | None) -> str:
    """How the form writes when something is expected."""
    if expected is None:
        return ""
    return f"{expected.first:%m/%Y}" if expected.monthly else f"{expected.first:%d.%m.%Y}"


def _refuse(form: Form, kind: Kind) -> None:
    for name, problem in word_problems(kind, form.cleaned_data).items():
        if name in form.fields and name not in form.errors:
            form.add_error(name, problem)
