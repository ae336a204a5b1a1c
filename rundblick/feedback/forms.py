"""Forms of the room. What stands on pages without a login speaks the language that was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.safestring import SafeString

from rundblick.feedback.catalogue import Sheet, Words
from rundblick.feedback.faces import face, word_at
from rundblick.feedback.rules import HIGHEST, LOWEST
from rundblick.feedback.services import VALID_FOR, Content
from rundblick.web.clock import today
from rundblick.web.fields import GermanDateField, ProseField, Scale
from rundblick.web.forms import Form

LONGEST = 1000
LONGEST_WORD = 40
_NUMBERS = range(LOWEST, HIGHEST + 1)
_CHOICES = frozenset(map(str, _NUMBERS))


@dataclass(frozen=True)
class Point:
    """One number to tap on, with its face and word."""

    number: int
    word: str
    face: SafeString
    chosen: bool


@dataclass(frozen=True)
class Line:
    """One statement with its numbers. `left_out`: none of them is chosen."""

    code: str
    text: str
    points: Sequence[Point]
    left_out: bool


class Saying:
    """What somebody says with a form, on a page without a login: read, checked, and put back where it is wrong.

    `problem`: one sentence in the language of the page, "" while nothing is wrong.
    """

    def __init__(self, sheet: Sheet, words: Words, language: str, data: Mapping[str, Any] | None = None) -> None:
        self.sheet = sheet
        self.wording = sheet.wording(language)
        self.comment = str(data.get("comment", "")).replace("\r\n", "\n").strip() if data is not None else ""
        self.word = str(data.get("word", "")).strip()[:LONGEST_WORD] if data is not None else ""
        self.answers = _numbers(sheet, data) if data is not None else {}
        self.problem = self._checked(words) if data is not None else ""

    def _checked(self, words: Words) -> str:
        if len(self.comment) > LONGEST:
            return words.too_long
        return "" if self.answers or self.comment else words.nothing

    @property
    def lines(self) -> list[Line]:
        """The statements with what was chosen."""
        return [
            Line(
                code=one.code,
                text=self.wording.statements[one.code],
                points=[self._point(number, self.answers.get(one.code)) for number in _NUMBERS],
                left_out=one.code not in self.answers,
            )
            for one in self.sheet.statements
        ]

    def _point(self, number: int, chosen: int | None) -> Point:
        return Point(number, self.wording.points[word_at(number)], face(number), number == chosen)

    @property
    def content(self) -> Content:
        """What was said."""
        return Content(self.sheet, self.answers, self.comment)


def _numbers(sheet: Sheet, data: Mapping[str, Any]) -> dict[str, int]:
    """The numbers given; anything else than one from 0 to 10 was left out."""
    given = {one.code: str(data.get(one.code, "")) for one in sheet.statements}
    return {code: int(value) for code, value in given.items() if value in _CHOICES}


class AskForm(Form):
    """About which talk somebody is asked."""

    on = GermanDateField(label="Gespräch am", latest=today, help_text="TT.MM.JJJJ; meist heute.")
    token = forms.UUIDField(widget=forms.HiddenInput)


class PaperForm(Form):
    """A sheet from paper: the numbers that are circled, and what is written below."""

    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, sheet: Sheet, day: bool, **kwargs: Any) -> None:
        """`day`: asks for the day of the talk, for an open answer; else for the word by which people are counted."""
        super().__init__(*args, **kwargs)
        self.sheet = sheet
        wording = sheet.wording("de")
        if day:
            self.fields["on"] = GermanDateField(
                label="Gespräch am", earliest=lambda: today() - 6 * VALID_FOR, latest=today, help_text="TT.MM.JJJJ"
            )
        for one in sheet.statements:
            self.fields[one.code] = forms.TypedChoiceField(
                label=wording.statements[one.code],
                choices=[*((number, str(number)) for number in _NUMBERS), ("", "–")],
                coerce=int,
                empty_value=None,
                required=False,
                widget=Scale,
            )
        self.fields["comment"] = ProseField(
            label="Was jemand dazugeschrieben hat", required=False, max_length=LONGEST, rows=3
        )
        if not day:
            self.fields["word"] = forms.CharField(
                label="Das Wort auf dem Bogen",
                required=False,
                max_length=LONGEST_WORD,
                help_text="Wird nicht gespeichert. Es sagt nur, von wie vielen Menschen die Antworten kommen.",
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not self._answers(cleaned) and not cleaned.get("comment"):
            raise forms.ValidationError("Bitte tippen Sie mindestens eine Zahl an, oder schreiben Sie etwas.")
        return cleaned

    def _answers(self, cleaned: Mapping[str, Any]) -> dict[str, int]:
        given = {one.code: cleaned.get(one.code) for one in self.sheet.statements}
        return {code: number for code, number in given.items() if number is not None}

    @property
    def content(self) -> Content:
        """What stands on the paper."""
        return Content(self.sheet, self._answers(self.cleaned_data), self.cleaned_data["comment"])
