"""The note of a talk, its next steps, and its correction."""

from typing import Any

from django import forms

from rundblick.calendar.forms import SETTING_CHOICES, SHARE_HINT, SHARE_LABEL, WhoField
from rundblick.cases.codes import OwnAction, Responsible
from rundblick.cases.file import File
from rundblick.cases.services import NoteContent, ServiceContent, StepContent
from rundblick.cases.support import kind_choices, service_choices
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField, WholeNumberField

MINUTES_OF_A_DAY = 1440
STEPS_AT_MOST = 20
SERVICES_AT_MOST = 10


class TalkFields(Form):
    """What a talk was about; shared by writing and correcting."""

    happened_on = GermanDateField(label="Datum", latest=today)
    setting = forms.ChoiceField(label="Rahmen", choices=SETTING_CHOICES)
    sentence = ProseField(label="Das Wichtigste in einem Satz", max_length=500, rows=2)
    minutes = WholeNumberField(
        label="Dauer in Minuten",
        required=False,
        min_value=1,
        max_value=MINUTES_OF_A_DAY,
        error_messages={"max_value": "Ein Gespräch dauert höchstens einen Tag (1.440 Minuten)."},
    )
    own_concern = ProseField(
        label="Eigenes Anliegen",
        required=False,
        max_length=5_000,
        rows=2,
        help_text="In den Worten der Person. Steht auf der Fallseite ganz oben.",
    )
    summary = ProseField(label="Zusammenfassung", required=False)
    agreements = ProseField(label="Vereinbarungen", required=False, max_length=10_000, rows=3)
    supports = forms.MultipleChoiceField(
        label="Arten der Unterstützung", required=False, choices=kind_choices, widget=forms.CheckboxSelectMultiple
    )

    def content(self) -> NoteContent:
        """What the services want to know."""
        names = ("happened_on", "setting", "sentence", "minutes", "own_concern", "summary", "agreements")
        supports = tuple(self.cleaned_data["supports"])
        return NoteContent(**{name: self.cleaned_data[name] for name in names}, supports=supports)


class NoteForm(TalkFields):
    """A new note."""

    who = WhoField()
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput)
    appointment = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, file: File, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["who"].offer(file.choices, file.member_ids)  # type: ignore[attr-defined]


class CorrectionForm(TalkFields):
    """A correction with its reason; the former version stays readable."""

    why = TextField(
        label="Grund der Berichtigung",
        max_length=300,
        help_text="Die frühere Fassung bleibt mit Datum, Name und Grund lesbar.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class StepForm(Form):
    """One next step; left empty, there is none."""

    text = TextField(label="Was ist zu tun?", required=False, max_length=500)
    responsible = forms.ChoiceField(
        label="Wer macht es?", choices=Responsible.choices, initial=Responsible.PERSON, required=False
    )
    due_on = GermanDateField(label="Bis wann?", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("due_on") and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "Bitte schreiben Sie, was bis dahin zu tun ist.")
        return cleaned


class BaseStepForms(forms.BaseFormSet):
    """The rows of next steps."""

    def steps(self) -> list[StepContent]:
        """The steps that were written down."""
        rows = [form.cleaned_data for form in self.forms]
        return [
            StepContent(text=row["text"], responsible=row["responsible"] or Responsible.PERSON, due_on=row["due_on"])
            for row in rows
            if row.get("text")
        ]

    @property
    def filled(self) -> bool:
        """Whether anything stands in the rows, typed or kept."""
        return any(form[name].value() for form in self.forms for name in ("text", "due_on"))


StepForms = forms.formset_factory(
    StepForm, formset=BaseStepForms, extra=1, max_num=STEPS_AT_MOST, absolute_max=STEPS_AT_MOST, validate_max=True
)


class ServiceForm(Form):
    """One assisting service; left empty, there is none."""

    kind = forms.ChoiceField(
        label="Welche Hilfe?", required=False, choices=lambda: [("", "Bitte wählen"), *service_choices()]
    )
    own_action = forms.ChoiceField(
        label="Wer hat es getan?", choices=OwnAction.choices, required=False, widget=RadioRow
    )
    minutes = WholeNumberField(label="Minuten", required=False, min_value=1, max_value=MINUTES_OF_A_DAY)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") and not cleaned.get("own_action"):
            self.add_error("own_action", "Bitte wählen Sie, wie viel die Person selbst getan hat.")
        elif not cleaned.get("kind") and (cleaned.get("own_action") or cleaned.get("minutes")):
            self.add_error("kind", "Bitte wählen Sie, um welche Hilfe es geht.")
        return cleaned


class BaseServiceForms(forms.BaseFormSet):
    """The rows of assisting services."""

    def helped(self) -> list[ServiceContent]:
        """The services that were filled in."""
        names = ("kind", "own_action", "minutes")
        return [
            ServiceContent(**{name: form.cleaned_data[name] for name in names})
            for form in self.forms
            if form.cleaned_data.get("kind")
        ]

    @property
    def filled(self) -> bool:
        """Whether anything stands in the rows, typed or kept."""
        return any(form[name].value() for form in self.forms for name in form.fields)


ServiceForms = forms.formset_factory(
    ServiceForm,
    formset=BaseServiceForms,
    extra=1,
    max_num=SERVICES_AT_MOST,
    absolute_max=SERVICES_AT_MOST,
    validate_max=True,
)
