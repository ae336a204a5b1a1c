"""Forms of participations and their events."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rundblick.programmes.definition import Programme
from rundblick.programmes.models import Run
from rundblick.programmes.vocabulary import KnownEvent
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, TextField

EARLIEST = dt.date(2000, 1, 1)
STEP = "step_"


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
    """Who takes part in which run from when, and what was done on the way in. Without a start: a proposal."""

    persons = forms.MultipleChoiceField(
        label="Wer nimmt teil?",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Bitte wählen Sie, wer teilnimmt."},
    )
    run = forms.ChoiceField(label="Durchgang")
    site = forms.ChoiceField(label="Standort")
    started_on = GermanDateField(
        label="Beginn",
        required=False,
        earliest=EARLIEST,
        latest=furthest,
        help_text="Leer lassen, wenn zunächst nur vorgeschlagen wird.",
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
        for step in programme.access.steps:
            self.fields[f"{STEP}{step.code}"] = GermanDateField(
                label=f"{step.label} am",
                required=False,
                earliest=EARLIEST,
                latest=today,
                help_text="" if step.required else "Nicht zwingend.",
            )
        self.order_fields(["run", "persons", "site", *(name for name in self.fields if name.startswith(STEP))])

    def _choices(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = list(choices)

    def steps(self) -> dict[str, dt.date]:
        """What was done on the way in, by the event that ticks a step off."""
        cleaned = self.cleaned_data
        return {
            step.done_by: cleaned[f"{STEP}{step.code}"]
            for step in self.programme.access.steps
            if cleaned.get(f"{STEP}{step.code}")
        }

    def field_of(self, refused: str) -> str | None:
        """The field a refusal belongs beside: its name, or the event of a step."""
        if refused in self.fields:
            return refused
        step = next((step for step in self.programme.access.steps if step.done_by == refused), None)
        return f"{STEP}{step.code}" if step else None


class ChangeForm(Form):
    """First day and site of a participation."""

    started_on = GermanDateField(label="Beginn", earliest=EARLIEST, latest=furthest)
    site = forms.ChoiceField(label="Standort", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["site"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "ohne Standort"), *((site.code, site.label) for site in programme.sites)]
        if not programme.sites:
            field.widget = forms.HiddenInput()


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
        field.choices = [(reason.code, reason.label) for reason in programme.exits]
        if not others:
            del self.fields["everybody"]


class EventForm(Form):
    """Something that happened, or that was agreed for a day ahead."""

    kind = forms.ChoiceField(label="Was?")
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
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.plans = {event.code for event in events if event.kind == "plan"}
        kind, person = self.fields["kind"], self.fields["person"]
        assert isinstance(kind, forms.ChoiceField) and isinstance(person, forms.ChoiceField)
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
        return cleaned


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
