"""What an agency says, as a guest or by link: days and state, and no words."""

from typing import Any

from django import forms

from rundblick.referrals.codes import Refusal, Result, State
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField

ANSWERS = {
    "received": (State.CONTACTED, "", "Die Anfrage ist angekommen"),
    "waiting": (State.WAITING, "", "Es dauert noch (Warteliste)"),
    "appointment": (State.WAITING, "", "Es gibt einen ersten Termin"),
    "first": (State.FIRST, "", "Der erste Termin hat stattgefunden"),
    "running": (State.RUNNING, "", "Die Hilfe läuft"),
    "closed": (State.ENDED, Result.CLOSED, "Die Hilfe ist abgeschlossen"),
    "declined": (State.ENDED, Result.DECLINED, "Wir können nicht helfen"),
}
"""Answer -> state, result, and the words on the screen."""


class AnswerForm(Form):
    """How far it is, and a day."""

    answer = forms.ChoiceField(
        label="Wie weit ist es?",
        choices=[(code, words) for code, (_state, _result, words) in ANSWERS.items()],
        widget=forms.RadioSelect,
    )
    on = GermanDateField(label="Seit wann, oder an welchem Tag?", latest=today, help_text="TT.MM.JJJJ; meist heute.")
    expected_on = GermanDateField(
        label="Termin oder Platz voraussichtlich am",
        required=False,
        help_text="Bei Warteliste oder Termin. Leer: noch offen.",
    )
    refusal = forms.ChoiceField(
        label="Wenn Sie nicht helfen können: warum?",
        choices=[("", "nicht angegeben"), *Refusal.choices],
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        expected = cleaned.get("expected_on")
        if cleaned.get("answer") == "appointment" and not expected and "expected_on" not in self.errors:
            self.add_error("expected_on", "Bitte sagen Sie, wann der Termin ist.")
        if expected and cleaned.get("on") and expected < cleaned["on"]:
            self.add_error("expected_on", "Dieser Tag liegt vor dem oberen.")
        return cleaned

    def content(self) -> dict[str, Any]:
        """What was said, as `services.answer` and `queries.answer_behind` take it."""
        state, result, _words = ANSWERS[self.cleaned_data["answer"]]
        waiting, declined = state == State.WAITING, result == Result.DECLINED
        return {
            "state": state.value,
            "on": self.cleaned_data["on"],
            "expected_on": self.cleaned_data["expected_on"] if waiting else None,
            "result": str(result),
            "refusal": self.cleaned_data["refusal"] if declined else "",
        }


class GuestForm(AnswerForm):
    """The same for a guest, sent once."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def content(self) -> dict[str, Any]:
        """What was said, as `services.answer` takes it."""
        return super().content() | {"token": self.cleaned_data["token"]}
