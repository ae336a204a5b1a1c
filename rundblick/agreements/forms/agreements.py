"""Forms about agreements."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.access.models import Organisation
from rundblick.agreements import rules
from rundblick.agreements.catalogue import catalogue
from rundblick.agreements.codes import Side, Stage
from rundblick.agreements.models import Agreement, BusinessContact
from rundblick.agreements.services.agreements import Content, Words
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField

READS_ALONG = "Eine Stelle aus dieser Liste liest die Vereinbarung mit."
NO_PEOPLE = "Nichts über einzelne Menschen, die beraten werden."


class _Partnered(Form):
    """Who the other side is."""

    partner = forms.ChoiceField(label="Mit welcher Stelle?", required=False, choices=(), help_text=READS_ALONG)
    partner_name = TextField(label="Oder: Name einer anderen Stelle", required=False)

    def __init__(self, *args: Any, partners: Sequence[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(one.pk): one for one in partners}
        listed: Any = self.fields["partner"]
        listed.choices = [("", "steht nicht in der Liste"), *((key, one.name) for key, one in self.partners.items())]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, problem in rules.agreement_problems(cleaned).items():
            if name in self.fields and name not in self.errors:
                self.add_error(name, problem)
        return cleaned

    def other_side(self) -> dict[str, Any]:
        """The organisation, or the name of a body that is none of this installation."""
        partner = self.partners.get(self.cleaned_data["partner"])
        return {"partner": partner, "partner_name": "" if partner else self.cleaned_data["partner_name"]}


class BeginForm(_Partnered):
    """Three answers to begin with."""

    purpose = TextField(label="Wozu?", max_length=500, help_text="Ein Satz genügt.")
    key_point = ProseField(
        label="Der erste Eckpunkt", rows=4, max_length=4_000, help_text="Was soll künftig gelten? Alles Weitere später."
    )
    token = forms.UUIDField(widget=forms.HiddenInput)


class ChangeForm(_Partnered):
    """Everything that is said about an agreement beside its versions."""

    title = TextField(label="Titel", required=False, help_text="Leer: „Vereinbarung mit …“")
    purpose = TextField(label="Wozu?", max_length=500, help_text="Ein Satz genügt.")
    controllers = forms.ChoiceField(label="Wer ist für die Daten verantwortlich?", widget=forms.RadioSelect, choices=())
    categories = forms.MultipleChoiceField(
        label="Welche Daten werden ausgetauscht?", required=False, widget=forms.CheckboxSelectMultiple, choices=()
    )
    data_note = ProseField(
        label="Befugnis und Absprachen zu den Daten",
        required=False,
        rows=3,
        max_length=4_000,
        help_text="Zum Beispiel Einwilligung, § 69 SGB X, wer Auskunft gibt, wann gelöscht wird.",
    )
    valid_from = GermanDateField(label="Gilt ab", required=False)
    valid_last = GermanDateField(label="Gilt bis einschließlich", required=False, help_text="Leer: unbefristet")
    review_on = GermanDateField(label="Nächste Prüfung", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: Any = self.fields
        fields["controllers"].choices = [(one.code, one.name) for one in catalogue().roles]
        fields["categories"].choices = [(one.code, one.label) for one in catalogue().categories]

    def content(self) -> Content:
        """What was said."""
        names = ("title", "purpose", "controllers", "data_note", "valid_from", "valid_last", "review_on")
        given = {name: self.cleaned_data[name] for name in names}
        return Content(**given, categories=tuple(self.cleaned_data["categories"]), **self.other_side())

    @staticmethod
    def values(row: Agreement) -> dict[str, Any]:
        """The agreement as this form shows it."""
        names = ("title", "purpose", "controllers", "categories", "data_note", "valid_from", "valid_last", "review_on")
        partner = {"partner": str(row.partner_id or ""), "partner_name": "" if row.partner_id else row.partner_name}
        return {name: getattr(row, name) for name in names} | partner


class WordingForm(Form):
    """A further version."""

    stage = forms.ChoiceField(label="Stand dieser Fassung", widget=RadioRow, choices=())
    on = GermanDateField(label="Vom", latest=today)
    changed = TextField(label="Was ist neu?", required=False, max_length=500)
    text = ProseField(label="Wortlaut", required=False, rows=12, help_text=NO_PEOPLE)
    place = TextField(
        label="Wo liegt sie?", required=False, max_length=300, help_text="In Worten: Aktenzeichen, Ablage, Ordner."
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, agreement: Agreement, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages: Any = self.fields["stage"]
        stages.choices = [(one.value, one.label) for one in rules.next_stages(agreement.stage)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not self.errors and not any(cleaned.get(name) for name in ("text", "place", "changed")):
            self.add_error("text", "Bitte schreiben Sie den Wortlaut, wo die Fassung liegt oder was neu ist.")
        return cleaned

    def words(self) -> Words:
        """What was said."""
        names = ("on", "text", "place", "changed")
        given = {name: self.cleaned_data[name] for name in names}
        return Words(stage=Stage(self.cleaned_data["stage"]), **given)


class ContactForm(Form):
    """Whom to ask on one side."""

    side = forms.ChoiceField(label="Auf welcher Seite?", widget=RadioRow, choices=Side.choices)
    function = TextField(label="Funktion", help_text="Zum Beispiel „Leitung Allgemeiner Sozialer Dienst“.")
    name = TextField(
        label="Name", required=False, help_text="Freiwillig; nur Beschäftigte, nie Menschen, die beraten werden."
    )
    reach = TextField(label="Dienstlich erreichbar", required=False, help_text="Durchwahl oder Postfach der Stelle.")
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def contact(self) -> dict[str, Any]:
        """What was said."""
        given = {name: self.cleaned_data[name] for name in ("function", "name", "reach")}
        return {"side": Side(self.cleaned_data["side"])} | given

    @staticmethod
    def values(row: BusinessContact) -> dict[str, Any]:
        """The contact as this form shows it."""
        return {name: getattr(row, name) for name in ("side", "function", "name", "reach")}


class ReviewForm(Form):
    """It was looked at; when again?"""

    next_on = GermanDateField(
        label="Wann wieder prüfen?", required=False, earliest=today, help_text="Leer: Es wird nicht mehr erinnert."
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def fresh() -> dict[str, uuid.UUID]:
    """What a new form begins with."""
    return {"token": uuid.uuid4()}
