"""Forms of the room: a change with its receiver, what was done about a step, and how it ended."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rundblick.access.models import Organisation
from rundblick.transitions.chains import Chain, Planned, catalogue
from rundblick.transitions.codes import Ending, Outcome, Present, Sort, Teller, Way, Where
from rundblick.transitions.models import Transition
from rundblick.transitions.rules import Turning, read_month
from rundblick.transitions.services.way import Content, Noted
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, RadioRow, TextField

ONE = "Bitte schreiben Sie einen Tag oder einen Monat, zum Beispiel 20.11.2026 oder 11/2026."
_WANTS = {
    Outcome.YES: "ja, die Person geht dorthin",
    Outcome.UNDECIDED: "noch nicht entschieden",
    Outcome.NO: "nein, sie möchte nicht dorthin",
}
_CAME = {Outcome.YES: "ja, angekommen", Outcome.UNDECIDED: "noch nicht; in einer Woche wieder fragen"}


class TurningField(TextField):
    """The turning day, or the month in which it is expected. Cleans to `Turning`."""

    def __init__(self, **kwargs: Any) -> None:
        given: dict[str, Any] = {"label": "Wann ist der Wechsel?", "max_length": 40}
        given["help_text"] = "Ein Tag oder, wenn er noch unsicher ist, ein Monat (11/2026)."
        super().__init__(**given | kwargs)

    def clean(self, value: Any) -> Turning | None:
        text = super().clean(value)
        if not text:
            return None
        return read_month(text) or self._day(text)

    def _day(self, text: str) -> Turning:
        try:
            day = GermanDateField().clean(text)
        except ValidationError as mistake:
            if mistake.code != "invalid":
                raise
            raise ValidationError(ONE, code="unreadable") from None
        return Turning(day)


class TransitionForm(Form):
    """A change and who takes over. Kind and day are enough to begin. `transition`: said anew, its kind stays."""

    kind = forms.ChoiceField(label="Was wechselt?", choices=())
    turning = TurningField()
    office = forms.ChoiceField(label="Was für eine Stelle übernimmt?", choices=(), required=False)
    receiver = TextField(
        label="Wer übernimmt?",
        required=False,
        help_text="Ein Name oder eine Stelle, die zugesagt hat: „Frau Berger, Berufsberatung“. Leer: noch niemand.",
    )
    reach = TextField(
        label="Wie erreichbar?",
        required=False,
        help_text="Durchwahl, Sprechzeit oder Adresse der Stelle. Steht auch auf dem Blatt für die Person.",
    )
    place = forms.ChoiceField(
        label="Arbeitet die Stelle mit Rundblick?",
        choices=(),
        required=False,
        help_text="Sie liest hiervon nichts. Was sie wissen soll, gehört in das Gespräch zu dritt.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self, *args: Any, houses: Mapping[Any, Organisation], transition: Transition | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.houses = {str(key): one for key, one in houses.items()}
        _choose(self, "kind", [("", "Bitte wählen"), *((one.code, one.label) for one in catalogue().chains)])
        offices = [(one.code, one.label) for one in catalogue().offices]
        if transition and transition.office and transition.office not in dict(offices):
            offices.append((transition.office, transition.office_name))
        _choose(self, "office", [("", "noch offen"), *offices])
        _choose(self, "place", [("", "nein"), *((key, one.name) for key, one in self.houses.items())])
        if transition is not None:
            del self.fields["kind"]

    def content(self) -> Content:
        """What was said."""
        given = self.cleaned_data
        return Content(
            turning=given["turning"],
            office=given["office"],
            organisation=self.houses.get(given["place"]),
            receiver=given["receiver"],
            reach=given["reach"],
        )


class NoteForm(Form):
    """What was done about one step: a day, and what belongs to its kind."""

    outcome = forms.ChoiceField(label="Möchte die Person dorthin?", choices=list(_WANTS.items()), widget=RadioRow)
    teller = forms.ChoiceField(label="Wer hat es gesagt?", choices=Teller.choices, widget=RadioRow, required=False)
    on = GermanDateField(label="Wann?", latest=today)
    way = forms.ChoiceField(label="Wie?", choices=Way.choices, widget=RadioRow)
    present = forms.MultipleChoiceField(
        label="Wer war dabei?", choices=Present.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    said = TextField(
        label="Was ist wichtig?", max_length=500, required=False, help_text="Ein Satz. Die Person liest das auch."
    )
    not_needed = forms.BooleanField(label="Dieser Schritt ist hier nicht nötig", required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, step: Planned, chain: Chain, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.step = step
        unused = {
            Sort.STEP: {"outcome", "teller", "way", "present"},
            Sort.HANDOVER: {"teller"},
            Sort.ARRIVAL: {"way", "present", "not_needed"},
        }[Sort(step.kind)]
        for name in unused | ({"said"} if chain.sensitive else set()):
            del self.fields[name]
        if step.kind == Sort.ARRIVAL:
            self.fields["outcome"].label = "Ist die Person angekommen?"
            self.fields["on"].label = "An welchem Tag?"
            self.fields["on"].help_text = "Der Tag des ersten Gesprächs dort; bei „noch nicht“ der Tag der Nachfrage."
            _choose(self, "outcome", list(_CAME.items()))
        if step.kind == Sort.HANDOVER:
            self.order_fields(["on", "way", "present", "outcome", "said", "not_needed"])
            # A handover that is not needed says neither how nor with what outcome.
            self.fields["outcome"].required = self.fields["way"].required = False

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.step.kind == Sort.HANDOVER and not cleaned.get("not_needed"):
            for name, words in (("way", "Bitte wählen Sie, wie übergeben wurde."), ("outcome", "Bitte wählen Sie.")):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, words)
        if cleaned.get("outcome") == Outcome.YES and "teller" in self.fields and not cleaned.get("teller"):
            self.add_error("teller", "Bitte wählen Sie, wer es gesagt hat.")
        return cleaned

    def content(self) -> Noted:
        """What was said."""
        given = self.cleaned_data
        return Noted(
            on=given["on"],
            not_needed=given.get("not_needed", False),
            way=given.get("way", ""),
            present=tuple(given.get("present", ())),
            outcome=given.get("outcome", ""),
            teller=given.get("teller", ""),
            said=given.get("said", ""),
        )


class EndForm(Form):
    """How it ended: arrived, or otherwise with where the person is now."""

    ending = forms.ChoiceField(label="Wie ist es ausgegangen?", choices=Ending.choices, widget=RadioRow)
    where = forms.ChoiceField(
        label="Bei „anders gekommen“: Wo ist die Person jetzt?", choices=(), widget=forms.RadioSelect, required=False
    )
    where_words = TextField(label="Genauer", required=False)
    on = GermanDateField(label="Seit wann ist es abgeschlossen?", latest=today)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, transition: Transition, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose(self, "where", [("", "trifft nicht zu"), *Where.choices])
        self.fields[
            "where"
        ].help_text = "Ist die Person nur nicht erreichbar, bleibt der Übergang offen: Dann suchen Sie den Kontakt."
        if transition.chain.sensitive:
            del self.fields["where_words"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("ending") == Ending.OTHERWISE and not cleaned.get("where") and "where" not in self.errors:
            self.add_error("where", "Bitte wählen Sie, wo die Person jetzt ist.")
        return cleaned

    def content(self) -> dict[str, Any]:
        """What was said, as `services.end` takes it."""
        given = dict(self.cleaned_data)
        return given | {"where_words": given.get("where_words", "")}


def initial_of(row: Transition) -> dict[str, Any]:
    """The transition as its form shows it."""
    return {
        "turning": written(row.turning),
        "office": row.office,
        "receiver": row.receiver or "",
        "reach": row.reach or "",
        "place": str(row.organisation_id) if row.organisation_id else "",
    }


def written(turning: Turning) -> str:
    """How the form writes a turning day."""
    return f"{turning.first:%d.%m.%Y}" if turning.sure else f"{turning.first:%m/%Y}"


def _choose(form: Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
