"""Forms of the room."""

import uuid
from collections.abc import Iterable, Iterator
from typing import Any

from django import forms
from django.forms import BoundField

from rundblick.access.models import User
from rundblick.crisis.catalogue import Step
from rundblick.crisis.models import Card
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField

SPARE = 3
"""Empty lines for new numbers."""
MOST = 30
SOURCES = [("own", "selbst wahrgenommen"), ("told", "von jemandem gehört")]


class CardForm(Form):
    """Own numbers line by line, and what to do first, one step a line."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    place = TextField(
        label="Standort",
        required=False,
        max_length=120,
        help_text="Leer lassen für das ganze Haus. Jeder Standort kann eine eigene Karte haben.",
    )
    steps = ProseField(label="Was zuerst zu tun ist", max_length=2000, rows=8, help_text="Ein Schritt je Zeile.")

    def __init__(self, *args: Any, lines: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        sent = sum(1 for name in self.data if name.startswith("who_"))
        self.lines = range(min(max(lines + SPARE, sent), MOST))
        for line in self.lines:
            self.fields[f"who_{line}"] = TextField(label="Wer", required=False, max_length=80)
            self.fields[f"number_{line}"] = TextField(label="Nummer", required=False, max_length=60)
            self.fields[f"when_{line}"] = TextField(label="Wann", required=False, max_length=120)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for line in self.lines:
            if not cleaned.get(f"who_{line}") and (cleaned.get(f"number_{line}") or cleaned.get(f"when_{line}")):
                self.add_error(f"who_{line}", "Bitte schreiben Sie dazu, wer das ist.")
        return cleaned

    def rows(self) -> Iterator[tuple[int, BoundField, BoundField, BoundField]]:
        """Each line, counted from 1, with its three fields."""
        for line in self.lines:
            yield line + 1, self[f"who_{line}"], self[f"number_{line}"], self[f"when_{line}"]

    def content(self) -> dict[str, Any]:
        """What the card will say."""
        given = self.cleaned_data
        numbers = [
            {key: given[f"{key}_{line}"] for key in ("who", "number", "when")}
            for line in self.lines
            if given[f"who_{line}"]
        ]
        steps = [step.strip() for step in given["steps"].splitlines() if step.strip()]
        return {"place": given["place"], "numbers": numbers, "steps": steps}


def as_typed(card: Card) -> dict[str, Any]:
    """A card as the values of its form."""
    typed: dict[str, Any] = {"version": card.version, "place": card.place, "steps": "\n".join(card.steps)}
    for line, number in enumerate(card.numbers):
        typed |= {f"{key}_{line}": value for key, value in number.items()}
    return typed


class BeginForm(Form):
    """About whom, and on which way."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    person = forms.ChoiceField(label="Um wen geht es?")
    way = forms.ChoiceField(label="Worum geht es?", widget=forms.RadioSelect)

    def __init__(self, *args: Any, members: Iterable[tuple[uuid.UUID, str]], ways: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].choices = [(str(key), name) for key, name in members]  # type: ignore[attr-defined]
        self.fields["way"].choices = [(way.code, way.label) for way in ways]  # type: ignore[attr-defined]


class StepForm(Form):
    """What a step wants to know beside its tick. There is a form per step on the page, so each has its own ids."""

    token = forms.UUIDField(widget=forms.HiddenInput)
    step = forms.CharField(widget=forms.HiddenInput)
    on = GermanDateField(label="Tag", latest=today)
    source = forms.ChoiceField(label="Woher", choices=SOURCES, widget=RadioRow)
    who = TextField(
        label="Wer", required=False, max_length=200, help_text="Rolle oder Vorname, zum Beispiel „Großmutter“."
    )
    words = ProseField(label="Was", max_length=2000, rows=3)

    def __init__(self, *args: Any, asked: Step, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"token": uuid.uuid4(), "step": asked.code, "on": today()})
        super().__init__(*args, auto_id=f"{asked.code}-%s", **kwargs)
        self.fields["words"].required = "source" in asked.asks
        for name in {"on", "source", "who", "words"}.difference(asked.asks):
            del self.fields[name]

    def said(self) -> dict[str, Any]:
        """What was written beside the tick."""
        given = self.cleaned_data
        found = {name: given[name] for name in ("on", "who", "words") if name in given}
        return found | ({"own": given["source"] == "own"} if "source" in given else {})


class WordsForm(Form):
    """What happened and what is agreed."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    happened = ProseField(
        label="Was ist geschehen?",
        required=False,
        max_length=5000,
        rows=4,
        help_text="Was zu sehen und zu hören war. Keine Einschätzung, keine Diagnose.",
    )
    agreed = ProseField(
        label="Was ist für die nächsten Tage verabredet?",
        required=False,
        max_length=3000,
        rows=3,
        help_text="Mit der Person zusammen: Wer ist da, wohin kann sie sich wenden, was hilft ihr?",
    )
    follow_up_on = GermanDateField(
        label="Wann hören Sie voneinander?",
        required=False,
        help_text="TT.MM.JJJJ. In der Liste der Aufgaben steht dann nur „Wie vereinbart melden“.",
    )


class AskForm(Form):
    """Who stands beside the author."""

    second: "forms.ModelChoiceField[User]" = forms.ModelChoiceField(
        label="Zweite Person", queryset=User.objects.none(), empty_label="Bitte wählen"
    )

    def __init__(self, *args: Any, colleagues: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["second"].queryset = colleagues  # type: ignore[attr-defined]


class LookBackForm(Form):
    """The look back of those who helped. It is about the team, never about how somebody did."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    good = ProseField(label="Was hat geholfen?", required=False, max_length=3000, rows=3)
    needs = ProseField(
        label="Was brauchen wir?",
        required=False,
        max_length=3000,
        rows=3,
        help_text="Eine Pause, Supervision, eine Nummer auf der Karte, ein Gespräch im Team.",
    )


class SheetForm(Form):
    """The text of a paper before it is printed; nothing of it is stored."""

    text = ProseField(label="Text", max_length=10_000, rows=18)
    anyway = forms.BooleanField(label="Diese Wörter verraten niemanden. Das Blatt so zeigen.", required=False)

    def __init__(self, *args: Any, with_names: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not with_names:
            del self.fields["anyway"]
