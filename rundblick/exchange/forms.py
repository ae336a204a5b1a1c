"""Forms of the room: a question, an answer, a note for oneself, words to search for."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.access.models import Team
from rundblick.exchange.services import Asked
from rundblick.web.forms import Form, ProseField, RadioRow, TextField

NAMED = [("1", "mit meinem Namen"), ("", "ohne Namen")]
LONGEST = 4_000
NOT_HERE = "Ohne Namen und ohne Einzelheiten, an denen jemand zu erkennen ist."


def _named() -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label="Wer fragt?", choices=NAMED, coerce=bool, empty_value="", required=False, widget=RadioRow, initial="1"
    )


class QuestionForm(Form):
    """A question to colleagues."""

    title = TextField(label="Ihre Frage in einem Satz", max_length=160)
    text = ProseField(label="Was dahinter steht", required=False, max_length=LONGEST, rows=6, help_text=NOT_HERE)
    whom = forms.ChoiceField(label="Wen fragen Sie?", widget=forms.RadioSelect)
    named = _named()
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, teams: Sequence[Team], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom: Any = self.fields["whom"]
        whom.choices = [*((str(team.pk), team.name) for team in teams), ("house", "das ganze Haus")]
        self.initial.setdefault("whom", whom.choices[0][0])

    def asked(self) -> Asked:
        """What is asked."""
        given = self.cleaned_data
        team_id = None if given["whom"] == "house" else uuid.UUID(given["whom"])
        return Asked(title=given["title"], text=given["text"], team_id=team_id, named=bool(given["named"]))

    def words(self) -> str:
        """Everything that is looked over for names."""
        return f"{self.cleaned_data['title']}\n{self.cleaned_data['text']}"


class AnswerForm(Form):
    """An answer."""

    text = ProseField(label="Ihre Antwort", max_length=LONGEST, rows=4, help_text=NOT_HERE)
    named = _named()
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["named"].label = "Wer antwortet?"

    def words(self) -> str:
        """Everything that is looked over for names."""
        return str(self.cleaned_data["text"])


class NoteForm(Form):
    """A note for oneself."""

    text = ProseField(label="Meine Gedanken", max_length=LONGEST, rows=6, help_text=NOT_HERE)
    prompt = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def words(self) -> str:
        """Everything that is looked over for names."""
        return str(self.cleaned_data["text"])
