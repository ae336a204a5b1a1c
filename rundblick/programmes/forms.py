"""Forms of participations and their events."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django import forms

from rundblick.programmes.definition import AccessStep, Exit, Programme
from rundblick.programmes.due.ends import EXTENDED
from rundblick.programmes.ledger import UNITS
from rundblick.programmes.models import Presence, Run
from rundblick.programmes.vocabulary import KnownEvent, vocabulary
from rundblick.web.clock import today
from rundblick.web.forms import DecimalNumberField, Form, GermanDateField, ProseField, RadioRow, TextField

EARLIEST = dt.date(2000, 1, 1)
STEP = "step_"
QUESTION = "frage_"
WEIGHED = "abwaegung_"
CONSENT = "einwilligung_"
OPEN = "offen"
ANSWERS = (("ja", "Ja"), ("nein", "Nein"), (OPEN, "Offen"))
_YES = {"ja": True, "nein": False}


def furthest() -> dt.date:
    """Nobody plans a start or an end further ahead; a later day is a slip of the pen."""
    return today() + dt.timedelta(days=3 * 366)


class ShelfSearch(Form):
    """Words a programme must contain, and what else narrows the shelf."""

    words = TextField(label="Suchwörter", required=False, max_length=100)
    who = forms.ChoiceField(label="Für wen", required=False)
    keyword = forms.ChoiceField(label="Stichwort", required=False)
    legal = forms.ChoiceField(label="Rechtsgrundlage", required=False)
    place = forms.ChoiceField(label="Ort oder Jobcenter", required=False)
    way = forms.ChoiceField(label="Zugang", required=False)
    where = forms.ChoiceField(label="Angebot", required=False)
    past = forms.ChoiceField(label="Historisches", required=False)

    def __init__(self, *args: Any, choices: Mapping[str, Sequence[tuple[str, str]]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, given in choices.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)
            field.choices = [("", "alle"), *given]


class BeginForm(Form):
    """Who takes part in which run from when, and what was done on the way in. Without a start: a proposal.

    The questions of the nomination and of the weighing are answered yes, no or left open.
    """

    persons = forms.MultipleChoiceField(
        label="Wer nimmt teil?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie, wer teilnimmt."},
    )
    run = forms.ChoiceField(label="Durchgang")
    site = forms.ChoiceField(label="Standort")
    employer = TextField(label="Betrieb", required=False, max_length=200)
    started_on = GermanDateField(
        label="Beginn",
        required=False,
        earliest=EARLIEST,
        latest=furthest,
        help_text="Leer lassen, wenn zunächst nur vorgeschlagen wird.",
    )
    why = ProseField(
        label="Warum anders?",
        required=False,
        max_length=2000,
        rows=3,
        help_text="Nur nötig, wenn Sie anders entscheiden, als die Abwägung nahelegt. Ein Satz genügt.",
    )

    def __init__(
        self,
        *args: Any,
        programme: Programme,
        runs: Sequence[Run],
        members: Sequence[tuple[uuid.UUID, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.programme = programme
        self._choices("persons", [(str(key), name) for key, name in members])
        self._choices("run", [(str(run.pk), run.label) for run in runs])
        if len(runs) == 1:
            self.fields["run"].widget = forms.HiddenInput()
            self.fields["run"].initial = str(runs[0].pk)
        if programme.sites:
            sites = [(site.code, site.label) for site in programme.sites]
            self._choices("site", [("", "Bitte wählen"), *sites])
        else:
            del self.fields["site"]
        if programme.unit != "person_and_employer":
            del self.fields["employer"]
        self._steps()
        self._consents()
        self._questions()
        if programme.access.weighing is None:
            del self.fields["why"]
        of = (QUESTION, WEIGHED, CONSENT, STEP)
        behind = [name for prefix in of for name in self.fields if name.startswith(prefix)]
        weighed = [name for name in behind if not name.startswith((CONSENT, STEP))]
        rest = [name for name in behind if name.startswith((CONSENT, STEP))]
        self.order_fields(["run", "persons", "site", "employer", *weighed, "why", *rest, "started_on"])

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def _steps(self) -> None:
        for step in self.programme.access.steps:
            self.fields[f"{STEP}{step.code}"] = GermanDateField(
                label=f"{step.label} am",
                required=False,
                earliest=EARLIEST,
                latest=today,
                help_text=_step_help(step),
            )

    def _consents(self) -> None:
        labels = {known.code: known.label for known in vocabulary().consents}
        for need in self.programme.access.consents:
            self.fields.setdefault(
                f"{CONSENT}{need.purpose}",
                GermanDateField(
                    label=f"{labels.get(need.purpose, need.purpose)}: eingewilligt am",
                    required=False,
                    earliest=EARLIEST,
                    latest=today,
                    help_text=NEEDED_FOR[need.needed_for],
                ),
            )

    def _questions(self) -> None:
        for question in self.programme.target_group.checklist:
            self.fields[f"{QUESTION}{question.code}"] = _answer(question.text, question.help or "")
        weighing = self.programme.access.weighing
        for weighed in weighing.questions if weighing else ():
            self.fields[f"{WEIGHED}{weighed.code}"] = _answer(weighed.text, "")

    @property
    def who(self) -> list[Any]:
        """Fields about who begins what, where and when."""
        return [self[name] for name in ("run", "persons", "site", "employer") if name in self.fields]

    @property
    def step_fields(self) -> list[Any]:
        """Fields of the way in."""
        return [self[name] for name in self.fields if name.startswith(STEP)]

    @property
    def consent_fields(self) -> list[Any]:
        """Fields of the consents."""
        return [self[name] for name in self.fields if name.startswith(CONSENT)]

    @property
    def question_fields(self) -> list[Any]:
        """Questions of this nomination."""
        return [self[name] for name in self.fields if name.startswith(QUESTION)]

    @property
    def weighing_fields(self) -> list[Any]:
        """Questions of the weighing."""
        return [self[name] for name in self.fields if name.startswith(WEIGHED)]

    def steps(self) -> dict[str, dt.date]:
        """What was done on the way in, by the event that ticks a step off."""
        cleaned = self.cleaned_data
        return {
            step.done_by: cleaned[f"{STEP}{step.code}"]
            for step in self.programme.access.steps
            if cleaned.get(f"{STEP}{step.code}")
        }

    def consents(self) -> dict[str, dt.date]:
        """Consents with the day they were given."""
        return {
            name.removeprefix(CONSENT): day
            for name, day in self.cleaned_data.items()
            if name.startswith(CONSENT) and day
        }

    def answers(self, prefix: str) -> dict[str, bool | None]:
        """Answers of one list of questions, by code; None is open. Reads also what could not be cleaned."""
        return {
            name.removeprefix(prefix): _YES.get(str(self[name].value() or OPEN))
            for name in self.fields
            if name.startswith(prefix)
        }

    def field_of(self, refused: str) -> str | None:
        """The field a refusal belongs beside: its name, the event of a step, or the purpose of a consent."""
        if refused in self.fields:
            return refused
        if f"{CONSENT}{refused}" in self.fields:
            return f"{CONSENT}{refused}"
        step = next((step for step in self.programme.access.steps if step.done_by == refused), None)
        return f"{STEP}{step.code}" if step else None


NEEDED_FOR = {
    "start": "Ohne sie beginnt das Programm nicht.",
    "home_visit": "Ohne sie kommt niemand in die Wohnung.",
    "employer_contact": "Ohne sie spricht niemand mit dem Betrieb.",
    "follow_up": "Ohne sie gibt es keine Nachbetreuung.",
}
"""What does not happen without a consent."""


def _answer(text: str, explanation: str) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=text,
        choices=ANSWERS,
        widget=RadioRow,
        required=False,
        initial=OPEN,
        help_text=explanation,
        error_messages={"invalid_choice": "Bitte wählen Sie Ja, Nein oder Offen."},
    )


def _step_help(step: AccessStep) -> str:
    """Who sits at the table, and whether the step may be left out."""
    words = []
    if step.people:
        words.append(f"Dabei: {', '.join(step.people)}.")
    if not step.required:
        words.append("Nicht zwingend.")
    return " ".join(words)


class ChangeForm(Form):
    """First day, site and firm of a participation."""

    started_on = GermanDateField(label="Beginn", earliest=EARLIEST, latest=furthest)
    site = forms.ChoiceField(label="Standort", required=False)
    employer = TextField(label="Betrieb", required=False, max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "ohne Standort"), *((site.code, site.label) for site in programme.sites)]
        if not programme.sites:
            field.widget = forms.HiddenInput()
        if programme.unit != "person_and_employer":
            del self.fields["employer"]


class EndForm(Form):
    """The last day and why."""

    ended_on = GermanDateField(label="Letzter Tag", earliest=EARLIEST, latest=furthest)
    exit_code = forms.ChoiceField(label="Warum endet die Teilnahme?", widget=forms.RadioSelect)
    everybody = forms.BooleanField(label="Für alle aus diesem Haushalt", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, programme: Programme, others: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["exit_code"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(reason.code, _exit_words(reason)) for reason in programme.exits]
        if not others:
            del self.fields["everybody"]


def _exit_words(reason: Exit) -> str:
    """Who leaves early because something has worked out should read it like that."""
    return f"{reason.label} (ein guter Grund, früher zu gehen)" if reason.kind == "positive_early" else reason.label


class EventForm(Form):
    """Something that happened, or that was agreed for a day ahead."""

    kind = forms.ChoiceField(label="Was?")
    value = forms.ChoiceField(
        label="Worum geht es?", required=False, help_text="Nur bei Einwilligungen, Modulen, Nachweisen, Entscheidungen."
    )
    occurred_on = GermanDateField(label="Am", earliest=EARLIEST, latest=today)
    planned_on = GermanDateField(
        label="Geplant für den",
        required=False,
        earliest=EARLIEST,
        latest=furthest,
        help_text="Nur bei Verabredungen. „Am“ ist dann der Tag, an dem sie getroffen wurde.",
    )
    person = forms.ChoiceField(label="Wen betrifft es?", required=False)
    note = ProseField(
        label="Anmerkung", required=False, max_length=2000, rows=3, help_text="Nur, was für das Programm nötig ist."
    )
    key = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        events: Sequence[KnownEvent],
        members: Sequence[tuple[uuid.UUID, str]],
        values: Mapping[str, Sequence[tuple[str, str]]],
        asked: str = "",
        **kwargs: Any,
    ) -> None:
        """`values`: by event, what it may be about. `asked`: the event somebody came for; the form is then about it.

        Whoever chooses another event gets the whole form back.
        """
        super().__init__(*args, **kwargs)
        if asked and self["kind"].value() not in (None, "", asked):
            asked = ""
        self.plans = {event.code for event in events if event.kind == "plan"}
        self.values_of = {code: [key for key, _ in known] for code, known in values.items() if known}
        kind, person, value = self.fields["kind"], self.fields["person"], self.fields["value"]
        assert isinstance(kind, forms.ChoiceField) and isinstance(person, forms.ChoiceField)
        assert isinstance(value, forms.ChoiceField)
        value.choices = _grouped(values, asked)
        if not self.values_of or (asked and asked not in self.values_of):
            value.widget = forms.HiddenInput()
        if asked in self.values_of:
            value.help_text = ""
        if asked == EXTENDED:
            self.fields["planned_on"].label = "Verlängert bis zum"
            self.fields["planned_on"].help_text = ""
        elif asked and asked not in self.plans:
            self.fields["planned_on"].widget = forms.HiddenInput()
        kind.choices = [("", "Bitte wählen"), *((event.code, event.label) for event in events)]
        person.choices = [(str(key), name) for key, name in members]
        if len(members) < 2:
            person.widget = forms.HiddenInput()
        if not self.plans:
            self.fields["planned_on"].widget = forms.HiddenInput()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") in self.plans and not cleaned.get("planned_on") and "planned_on" not in self.errors:
            self.add_error("planned_on", "Bitte nennen Sie den geplanten Tag.")
        allowed = self.values_of.get(cleaned.get("kind", ""))
        if allowed is None:
            cleaned["value"] = ""
        elif cleaned.get("value") not in allowed and "value" not in self.errors:
            self.add_error("value", "Bitte wählen Sie, worum es geht.")
        return cleaned


def _grouped(values: Mapping[str, Sequence[tuple[str, str]]], asked: str) -> list[Any]:
    """The values of one event, or of all, each list once under its own heading."""
    if values.get(asked):
        return [("", "Bitte wählen"), *values[asked]]
    groups: list[Any] = []
    for code, known in values.items():
        event = vocabulary().event(code)
        heading = GROUPS.get(event.values or "", "") if event else ""
        if known and heading not in {group[0] for group in groups}:
            groups.append((heading, list(known)))
    return [("", "Bitte wählen"), *groups]


GROUPS = {"consents": "Einwilligungen", "modules": "Module", "evidence": "Nachweise", "decision": "Entscheidung"}


class ChangeEventForm(Form):
    """Day and note of an event; of a plan also its day, and since when it is called off."""

    occurred_on = GermanDateField(label="Am", earliest=EARLIEST, latest=today)
    planned_on = GermanDateField(label="Geplant für den", earliest=EARLIEST, latest=furthest)
    called_off_on = GermanDateField(label="Abgesagt am", required=False, earliest=EARLIEST, latest=today)
    note = ProseField(label="Anmerkung", required=False, max_length=2000, rows=3)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, plan: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not plan:
            del self.fields["planned_on"], self.fields["called_off_on"]


class PresenceForm(Form):
    """One line of the attendance ledger: how it was, and how much."""

    state = forms.ChoiceField(label="Wie war es?", choices=Presence.State.choices, widget=forms.RadioSelect)
    units = DecimalNumberField(label="Umfang", min_value=Decimal("0.25"), max_value=24, max_digits=5, decimal_places=2)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, unit: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["units"].help_text = f"Gezählt in: {UNITS[unit][1]}."
