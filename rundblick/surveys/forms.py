"""Forms: how a survey begins, the questions of one section, and the day it ends."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms import BoundField

from rundblick.surveys import rules, spoken
from rundblick.surveys.codes import Mode
from rundblick.surveys.definition import Item, Questionnaire, Scale
from rundblick.surveys.rules import Answer
from rundblick.web import fields
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField


class BeginForm(Form):
    """How it is answered, in which language, and when."""

    mode = forms.ChoiceField(label="Wie wird geantwortet?", choices=Mode.choices, widget=forms.RadioSelect)
    language = forms.ChoiceField(label="Sprache")
    on = GermanDateField(label="Tag", latest=today, help_text="Bei Papier der Tag, an dem es ausgefüllt wurde.")
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, document: Questionnaire, own: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["language"] = forms.ChoiceField(label="Sprache", choices=spoken.choices(document))
        if not own:
            # The coach answers in German at the desk.
            del self.fields["language"], self.fields["mode"]
        elif len(document.languages) == 0:
            del self.fields["language"]


class FinishForm(Form):
    """The day on which the last answer was given."""

    on = GermanDateField(label="Abgeschlossen am", latest=today)


class AnswerField(forms.ChoiceField):
    """A point of the scale, or one of the answers that are none; may stay empty."""

    def __init__(self, *, item: Item, scale: Scale, language: str, view: str) -> None:
        said = {point.value: point.text.said(language, view) for point in scale.points}
        numbers = [(str(value), said.get(value, "") if scale.all_said else str(value)) for value in scale.in_order]
        widget = fields.RadioRow if scale.all_said else fields.Scale
        super().__init__(
            label=item.text.said(language, view),
            choices=[*numbers, *spoken.missing_words(language).items()],
            required=False,
            widget=widget,
            help_text=item.hint.said(language, view) if item.hint else "",
        )
        self.item, self.scale = item, scale

    def clean(self, value: Any) -> Answer | None:
        try:
            return rules.read(self.item, self.scale, str(value or ""))
        except ValueError as wrong:
            raise forms.ValidationError(str(wrong)) from wrong


class WordsField(ProseField):
    """An answer in free words."""

    def __init__(self, *, item: Item, language: str, view: str) -> None:
        hint = item.hint.said(language, view) if item.hint else ""
        super().__init__(
            label=item.text.said(language, view), required=False, rows=3, max_length=rules.LONGEST, help_text=hint
        )


@dataclass(frozen=True)
class Asked:
    """A question as the page draws it. `low`, `high`: what the ends of a row of numbers mean."""

    field: BoundField
    low: str = ""
    high: str = ""
    newly: bool = False


class SectionForm(Form):
    """The questions of one section that are asked now. `version`: the state of the survey the sender has seen."""

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        document: Questionnaire,
        items: Sequence[Item],
        language: str,
        view: str,
        given: Mapping[str, Answer],
        **kwargs: Any,
    ) -> None:
        kwargs["initial"] = {item.code: str(given.get(item.code, "")) for item in items} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.document, self.items, self.language, self.view = document, list(items), language, view
        for item in items:
            scale = document.scale_of(item)
            self.fields[item.code] = (
                AnswerField(item=item, scale=scale, language=language, view=view)
                if scale
                else WordsField(item=item, language=language, view=view)
            )

    def show_version(self, version: int) -> None:
        """Draw the form again with the state that is stored now."""
        self.data = {**{name: self.data[name] for name in self.data}, "version": str(version)}

    def asked(self) -> Iterator[Asked]:
        """Each question with what the ends of its scale mean."""
        for item in self.items:
            scale = self.document.scale_of(item)
            ends = {point.value: point.text.said(self.language, self.view) for point in scale.points} if scale else {}
            if scale is None or scale.all_said:
                yield Asked(self[item.code])
            else:
                low, high = (
                    f"{value}: {ends[value]}" if value in ends else "" for value in (scale.lowest, scale.highest)
                )
                yield Asked(self[item.code], low, high)

    def said(self) -> dict[str, Answer | None]:
        """What was answered and fits; questions with a mistake are missing."""
        cleaned = getattr(self, "cleaned_data", {})
        return {
            item.code: cleaned[item.code] or _zero(cleaned[item.code]) for item in self.items if item.code in cleaned
        }


def _zero(value: Answer | None) -> Answer | None:
    """Nothing, unless it is the number nought."""
    return value if value == 0 and value is not None else None
