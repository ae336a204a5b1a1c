"""Forms of the room: the question, what is asked further, and the answer."""

from collections.abc import Iterable
from typing import Any

from django import forms

from rundblick.access.models import Team, User
from rundblick.cases.file import EVERYBODY, File
from rundblick.files.models import StoredFile
from rundblick.files.rules import ALLOWED_WORDS
from rundblick.inquiries.codes import Outcome
from rundblick.inquiries.kinds import kinds
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField
from rundblick.web.german import german_date

ALL = "alle"


class AskForm(Form):
    """A question from the case."""

    kind = forms.ChoiceField(label="Worum geht es?")
    person = forms.ChoiceField(label="Um wen geht es?")
    text = ProseField(
        label="Ihre Frage",
        max_length=4000,
        rows=6,
        help_text="Nur, was für die Antwort nötig ist. Keine Diagnosen, nichts aus dem geschützten Bereich. "
        "Bei Härte und wichtigem Grund nur, was für die Person spricht.",
    )
    asked = forms.ChoiceField(label="Wen fragen Sie?")
    due_on = GermanDateField(
        label="Antwort bis", required=False, earliest=today, help_text="Leer: Rundblick schlägt einen Tag vor."
    )
    documents = forms.MultipleChoiceField(
        label="Aus der Akte anhängen",
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="Wer gefragt wird, liest eine Kopie davon. Die Unterlage selbst bleibt in der Akte.",
    )
    file = forms.FileField(label="Andere Datei anhängen", required=False, help_text=f"{ALLOWED_WORDS}, höchstens 15 MB")
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        file: File,
        clerks: Iterable[User],
        teams: Iterable[Team],
        documents: list[StoredFile],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        who = [(str(person_id), label) for person_id, label in file.choices()]
        asked = [
            *((f"team:{one.pk}", f"{one} (alle dort)") for one in teams),
            *((f"user:{c.pk}", str(c)) for c in clerks),
        ]
        choices: dict[str, list[tuple[str, str]]] = {
            "kind": [("", "Bitte wählen"), *((one.code, one.label) for one in kinds())],
            "person": [("", "Bitte wählen"), *who, *([(ALL, EVERYBODY)] if len(who) > 1 else [])],
            "asked": [("", "Bitte wählen"), *asked],
            "documents": [(str(one.pk), f"{one.name}, {german_date(one.uploaded_at)}") for one in documents],
        }
        for name, found in choices.items():
            self.fields[name].choices = found  # type: ignore[attr-defined]
        for name, single in (("person", who), ("asked", asked)):
            if len(single) == 1:
                self.fields[name].initial = single[0][0]
        if not documents:
            del self.fields["documents"]


class FurtherForm(Form):
    """What is asked further, or said to what was asked back."""

    text = ProseField(label="Ihre Nachfrage oder Ergänzung", max_length=4000, rows=5)
    file = forms.FileField(label="Datei anhängen", required=False, help_text=f"{ALLOWED_WORDS}, höchstens 15 MB")
    token = forms.UUIDField(widget=forms.HiddenInput)


class AnswerForm(Form):
    """What the benefits department says."""

    outcome = forms.ChoiceField(label="Was kommt heraus?", choices=Outcome.choices, widget=forms.RadioSelect)
    text = ProseField(
        label="Ihre Antwort",
        max_length=4000,
        rows=6,
        required=False,
        help_text="Nur, was die Person und die Fachkraft wissen müssen. Nichts sonst aus der Leistungsakte.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)
