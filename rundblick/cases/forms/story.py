"""Which part of the story is read."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import QueryDict

from rundblick.access.words import TOPIC_WORDS
from rundblick.cases import story
from rundblick.web.clock import today
from rundblick.web.fields import GermanDateField
from rundblick.web.forms import Form
from rundblick.web.german import german_date

OLDEST_FIRST = "alt"


class StoryForm(Form):
    """Kind, topic, period and order, in an address. Nothing is required; days count inclusive."""

    art = forms.ChoiceField(label="Was", required=False)
    thema = forms.ChoiceField(label="Thema", required=False)
    ab = GermanDateField(label="Ab", required=False, latest=today)
    bis = GermanDateField(label="Bis", required=False)
    zuerst = forms.ChoiceField(
        label="Reihenfolge", required=False, choices=[("", "Neues zuerst"), (OLDEST_FIRST, "Altes zuerst")]
    )

    def __init__(self, data: QueryDict, *, topics: Iterable[str]) -> None:
        super().__init__(data)
        readable = set(topics)
        words = [(topic, label) for topic, label in TOPIC_WORDS.items() if topic in readable]
        self.fields["art"].choices = [("", "Alles"), *story.kinds()]  # type: ignore[attr-defined]
        self.fields["thema"].choices = [("", "Alle Themen"), *words]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        since, until = cleaned.get("ab"), cleaned.get("bis")
        if since and until and until < since:
            self.add_error("bis", "Das Ende liegt vor dem Anfang.")
        return cleaned

    def selection(self) -> story.Selection:
        """What was chosen; a choice that cannot be is left out, and the form says so."""
        self.is_valid()
        chosen = self.cleaned_data
        return story.Selection(
            kind=chosen.get("art", ""),
            topic=chosen.get("thema", ""),
            since=chosen.get("ab"),
            until=chosen.get("bis"),
            oldest_first=chosen.get("zuerst") == OLDEST_FIRST,
        )

    def kept(self) -> dict[str, str]:
        """The choice as it stands in addresses."""
        return {
            name: value.isoformat() if hasattr(value, "isoformat") else value
            for name, value in self.cleaned_data.items()
            if value
        }

    def told(self) -> list[tuple[str, str]]:
        """The choice in words, for the cover of a print."""
        chosen = self.selection()
        period = " ".join(
            part
            for part in (
                f"ab {german_date(chosen.since)}" if chosen.since else "",
                f"bis {german_date(chosen.until)}" if chosen.until else "",
            )
            if part
        )
        return [
            ("Zeitraum", period or "alles"),
            ("Was", dict(story.kinds()).get(chosen.kind, "alles")),
            ("Thema", TOPIC_WORDS.get(chosen.topic, "alle Themen")),
        ]
