"""The form of the room: how often this person is to be spoken with."""

import datetime as dt
from typing import Any

from django import forms

from rundblick.rhythm.models import LONGEST_DAYS, Pace, Why
from rundblick.rhythm.rules import latest_review
from rundblick.rhythm.services import NEEDS_WORDS, REST_AHEAD, TOO_LONG, PaceContent
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, WholeNumberField

EVERY, RESTS = "every", "rests"
DAYS = {"weeks": 7, "days": 1}
WHY_HELP = (
    "Oft passt: seltener, solange jemand auf Antworten wartet; öfter, wenn Ergebnisse da sind oder viel in Bewegung "
    "ist. Das Tempo bestimmt die Person."
)


class PaceForm(Form):
    """A distance or a rest, why, and when to look again."""

    way = forms.ChoiceField(
        label="Wie oft?", choices=[(EVERY, "in diesem Abstand"), (RESTS, "ruht")], widget=RadioRow, initial=EVERY
    )
    number = WholeNumberField(label="Alle wie viele?", required=False, min_value=1, max_value=LONGEST_DAYS)
    unit = forms.ChoiceField(label="Einheit", choices=[("weeks", "Wochen"), ("days", "Tage")], required=False)
    rests_until = GermanDateField(
        label="Ruht bis", required=False, help_text="Der Tag, an dem es weitergeht. Nur, wenn Sie „ruht“ gewählt haben."
    )
    why = forms.ChoiceField(label="Warum?", choices=Why.choices, widget=forms.RadioSelect, help_text=WHY_HELP)
    words = ProseField(
        label="In eigenen Worten",
        required=False,
        max_length=500,
        rows=2,
        help_text="Nur bei „anderer Grund“ nötig. Befunde und Diagnosen gehören nicht hierher.",
    )
    review_on = GermanDateField(label="Überprüfen am", help_text="Passt es dann noch? Spätestens in drei Monaten.")
    token = forms.UUIDField(widget=forms.HiddenInput)
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("way") == EVERY:
            self._check_distance(cleaned)
        elif cleaned.get("way") == RESTS and "rests_until" not in self.errors:
            day = cleaned.get("rests_until")
            if day is None or day <= today():
                self.add_error("rests_until", "Bitte geben Sie einen Tag an." if day is None else REST_AHEAD)
        if cleaned.get("why") == Why.OTHER and not (cleaned.get("words") or "").strip():
            self.add_error("words", NEEDS_WORDS)
        return cleaned

    def clean_review_on(self) -> dt.date:
        day: dt.date = self.cleaned_data["review_on"]
        if not today() < day <= latest_review(today()):
            raise forms.ValidationError("Bitte wählen Sie einen Tag in den nächsten drei Monaten.")
        return day

    def content(self) -> PaceContent:
        """What is agreed."""
        given = self.cleaned_data
        distance = given["way"] == EVERY
        return PaceContent(
            every_days=given["number"] * DAYS[given["unit"] or "weeks"] if distance else None,
            rests_until=None if distance else given["rests_until"],
            why=given["why"],
            words=given["words"],
            review_on=given["review_on"],
        )

    def _check_distance(self, cleaned: dict[str, Any]) -> None:
        number = cleaned.get("number")
        if "number" in self.errors:
            return
        if number is None:
            self.add_error("number", "Bitte geben Sie eine Zahl an.")
        elif number * DAYS[cleaned.get("unit") or "weeks"] > LONGEST_DAYS:
            self.add_error("number", TOO_LONG)


def initial_of(pace: Pace | None) -> dict[str, Any]:
    """What the form begins with: what holds, or a proposal of every four weeks."""
    review = min(today() + dt.timedelta(weeks=6), latest_review(today()))
    if pace is None:
        return {"way": EVERY, "number": 4, "unit": "weeks", "review_on": review}
    days = pace.every_days or 0
    weekly = days % 7 == 0
    return {
        "way": EVERY if days else RESTS,
        "number": (days // 7 if weekly else days) or None,
        "unit": "weeks" if weekly else "days",
        "rests_until": pace.rests_until,
        "why": pace.why,
        "words": pace.words or "",
        "review_on": pace.review_on if pace.review_on > today() else review,
    }
