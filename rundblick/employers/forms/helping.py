"""Forms about what would help an employer."""

from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.access.models import User
from rundblick.employers.codes import Help, SpecialKind, SpecialState, Worry
from rundblick.employers.forms.common import NO_PEOPLE, Kept, choose
from rundblick.employers.models import Carving
from rundblick.employers.services.helping import CarvingContent, ConcernContent
from rundblick.web.clock import today
from rundblick.web.forms import CheckboxColumns, DecimalNumberField, GermanDateField, ProseField, RadioRow, TextField


class ConcernForm(Kept):
    """What an employer is worried about and what was offered."""

    names = ("worry", "words", "on", "helps", "answer")
    worry = forms.ChoiceField(label="Worum geht es?", choices=choose(Worry, nothing="Bitte wählen"))
    words = TextField(label="In den Worten des Betriebs", required=False, max_length=500, help_text=NO_PEOPLE)
    on = GermanDateField(label="Gesagt am", latest=today)
    helps = forms.MultipleChoiceField(
        label="Was haben wir angeboten?", required=False, choices=Help.choices, widget=CheckboxColumns
    )
    answer = TextField(label="Was haben wir geantwortet?", required=False, max_length=500)

    def content(self) -> ConcernContent:
        """What was said."""
        return ConcernContent(**self.said())


class CarvingForm(Kept):
    """A worksheet for carving a job."""

    names = ("title", "on", "result")
    title = TextField(label="Wo oder worum geht es?", max_length=160, help_text="Zum Beispiel „Station 3, morgens“.")
    on = GermanDateField(label="Begonnen am", latest=today)
    result = ProseField(
        label="Was wird daraus?",
        required=False,
        rows=3,
        max_length=1_000,
        help_text="Leer, solange noch überlegt wird. Mit einem Satz ist das Blatt abgeschlossen.",
    )

    def content(self) -> CarvingContent:
        """What was said."""
        return CarvingContent(**self.said())


class TaskForm(Kept):
    """A task that somebody would like to hand over."""

    names = ("text", "hours", "who", "moves")
    text = TextField(label="Aufgabe", max_length=200)
    hours = DecimalNumberField(label="Stunden in der Woche", min_value=0, max_value=60, max_digits=4, decimal_places=1)
    who = TextField(
        label="Wer macht es heute?", required=False, max_length=120, help_text="Die Funktion, zum Beispiel „Fachkraft“."
    )
    moves = forms.BooleanField(label="wird Teil der neuen Stelle", required=False, initial=True)


class SpecialForm(Kept):
    """A special job, with where it stands since when."""

    names = ("title", "kind", "hours", "state", "on")
    title = TextField(label="Welcher Arbeitsplatz?", max_length=160)
    kind = forms.ChoiceField(label="Was ist besonders?", choices=choose(SpecialKind, nothing="Bitte wählen"))
    hours = DecimalNumberField(
        label="Stunden in der Woche", required=False, min_value=0, max_value=60, max_digits=4, decimal_places=1
    )
    carving = forms.ChoiceField(label="Aus welchem Arbeitsblatt?", required=False, choices=())
    state = forms.ChoiceField(label="Stand", choices=choose(SpecialState), widget=forms.RadioSelect)
    on = GermanDateField(label="Seit wann?", latest=today)

    def __init__(self, *args: Any, carvings: Sequence[Carving], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carvings = {str(one.pk): one for one in carvings}
        listed: Any = self.fields["carving"]
        listed.choices = [("", "keines"), *((key, one.title) for key, one in self.carvings.items())]

    def job(self) -> dict[str, Any]:
        """What was said."""
        return self.said() | {"carving": self.carvings.get(self.cleaned_data["carving"])}


class MoveForm(Kept):
    """Where a special job stands from now on."""

    names = ("state", "on")
    state = forms.ChoiceField(label="Stand", choices=choose(SpecialState), widget=RadioRow)
    on = GermanDateField(label="Seit wann?", latest=today)


class TicketForm(Kept):
    """A question of an employer."""

    question = TextField(label="Was möchte der Betrieb wissen?", max_length=500, help_text=NO_PEOPLE)
    answerer = forms.ChoiceField(label="Wer antwortet?", choices=())
    due_on = GermanDateField(label="Bis wann?", earliest=today)

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(one.pk): one for one in colleagues}
        listed: Any = self.fields["answerer"]
        listed.choices = [(key, one.display_name) for key, one in self.colleagues.items()]

    def ticket(self) -> dict[str, Any]:
        """What was said."""
        given = {name: self.cleaned_data[name] for name in ("question", "due_on", "token")}
        return given | {"answerer": self.colleagues[self.cleaned_data["answerer"]]}


class AnswerForm(Kept):
    """The answer that closes a question."""

    names = ("answer",)
    answer = ProseField(label="Was haben Sie geantwortet?", rows=4, max_length=1_000, help_text=NO_PEOPLE)
