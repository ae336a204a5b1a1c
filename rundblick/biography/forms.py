"""Forms of the biography: a stretch, a pasted list and its lines, the profile."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from rundblick.biography.codes import (
    KNOWLEDGE,
    Daytime,
    Direction,
    Doing,
    Kind,
    LanguageLevel,
    Letter,
    Level,
    Mood,
    Recognition,
    Topic,
    Way,
)
from rundblick.biography.moments import Span, out_of_sight
from rundblick.biography.rules import LONGEST_LIST, WRONG_WAY, read_lines, read_span
from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.people.languages import LANGUAGES
from rundblick.web.clock import today
from rundblick.web.forms import Form, ProseField, RadioRow, TextField, WholeNumberField

NOT_TOLD = ("", "keine Angabe")
SPAN_HELP = "Zum Beispiel 2009–2012, 03/2015 – heute, seit 2019, bis 2018 oder 2014. Das Jahr reicht."


class SpanField(TextField):
    """A time as people write it; cleans to a `Span`."""

    default_error_messages = {
        "unreadable": "Diese Zeit ist nicht zu lesen. Bitte schreiben Sie zum Beispiel 2009–2012 oder 03/2015 – heute.",
        "wrong_way": WRONG_WAY,
        "far": "Bitte prüfen Sie das Jahr: Es liegt zu weit zurück oder zu weit voraus.",
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**{"label": "Wann?", "max_length": 60, **kwargs})

    def clean(self, value: Any) -> Span | None:
        text = super().clean(value)
        if not text:
            return None
        try:
            span = read_span(text)
        except ValueError as mistake:
            code = "wrong_way" if str(mistake) == WRONG_WAY else "unreadable"
            raise ValidationError(self.error_messages[code], code=code) from None
        if out_of_sight(span, today()):
            raise ValidationError(self.error_messages["far"], code="far")
        return span


class StretchForm(Form):
    """A stretch of a life."""

    span = SpanField(help_text=SPAN_HELP)
    kind = forms.ChoiceField(label="Art", choices=Kind.choices, initial=Kind.WORK)
    title = TextField(label="Was war das?")
    place = TextField(label="Ort", required=False)
    reading = ProseField(
        label="Was mir das bedeutet hat",
        max_length=2_000,
        rows=3,
        required=False,
        help_text="In den Worten der Person, in der Ich-Form. Nur, was hier stehen soll.",
    )
    certificate = TextField(label="Abschluss oder Zeugnis", required=False)
    recognition = forms.ChoiceField(
        label="Anerkennung in Deutschland",
        choices=[("", "nicht nötig oder keine Angabe"), *Recognition.choices],
        required=False,
    )
    mood = forms.TypedChoiceField(
        label="Wie war diese Zeit, im Rückblick?",
        choices=[NOT_TOLD, *Mood.choices],
        coerce=int,
        empty_value=None,
        required=False,
        help_text="Ab zwei Angaben zeichnet Rundblick die Lebenslinie.",
    )
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    @property
    def more_open(self) -> bool:
        """Whether the voluntary part holds anything, so that it is not folded away."""
        return any(self[name].value() or self[name].errors for name in ("certificate", "recognition", "mood"))


class PasteForm(Form):
    """A list as it is, from a document or an e-mail."""

    text = ProseField(
        label="Liste einfügen",
        rows=10,
        help_text="Eine Zeile je Abschnitt, zum Beispiel „2009–2012 Ausbildung Köchin, Poltava“.",
    )

    def clean_text(self) -> str:
        text = str(self.cleaned_data["text"])
        number = len(read_lines(text))
        if number > LONGEST_LIST:
            raise ValidationError(
                f"Das sind {number} Zeilen. Bitte lesen Sie höchstens {LONGEST_LIST} auf einmal ein; "
                "die übrigen danach."
            )
        return text


class LineForm(Form):
    """One line of a pasted list as it was understood. Nothing is asked of a line that is not taken."""

    take = forms.BooleanField(label="Übernehmen", required=False)
    span = SpanField(required=False)
    kind = forms.ChoiceField(label="Art", choices=Kind.choices, required=False)
    title = TextField(label="Was war das?", required=False)
    place = TextField(label="Ort", required=False)
    original = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)
    hint = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if not cleaned.get("take"):
            self.errors.clear()
            return cleaned
        if not cleaned.get("span") and "span" not in self.errors:
            self.add_error("span", "Bitte ergänzen Sie ein Jahr, oder nehmen Sie den Haken heraus.")
        if not cleaned.get("title") and "title" not in self.errors:
            self.add_error("title", "Bitte schreiben Sie, was das war.")
        if not cleaned.get("kind") and "kind" not in self.errors:
            self.add_error("kind", "Bitte wählen Sie etwas aus.")
        return cleaned


class _Lines(forms.BaseFormSet):
    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return super().get_form_kwargs(index) | {"empty_permitted": False, "use_required_attribute": False}


LineFormSet = forms.formset_factory(
    LineForm, formset=_Lines, extra=0, max_num=LONGEST_LIST, absolute_max=LONGEST_LIST, validate_max=True
)


class InterestsForm(Form):
    """Two or three orientations in their order."""

    first = forms.ChoiceField(label="Am stärksten", choices=[("", "Bitte wählen"), *Letter.choices])
    second = forms.ChoiceField(label="Danach", choices=[("", "Bitte wählen"), *Letter.choices])
    third = forms.ChoiceField(label="Und noch", choices=[("", "keine dritte"), *Letter.choices], required=False)
    words = ProseField(
        label="In eigenen Worten",
        max_length=2_000,
        rows=3,
        required=False,
        help_text="Was macht Freude? Wobei vergeht die Zeit?",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        chosen = [cleaned[name] for name in ("first", "second", "third") if cleaned.get(name)]
        for name in ("second", "third"):
            if cleaned.get(name) and chosen.index(cleaned[name]) < ("first", "second", "third").index(name):
                self.add_error(name, "Das steht schon weiter oben. Bitte wählen Sie etwas anderes.")
        return cleaned | {"letters": "".join(chosen)}


class MobilityForm(Form):
    """Mobility in space, in time and in person."""

    ways = forms.MultipleChoiceField(
        label="So komme ich hin", choices=Way.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    minutes_away = WholeNumberField(
        label="Längster Weg in Minuten", min_value=1, max_value=240, required=False, help_text="Einfacher Weg."
    )
    in_space = ProseField(label="Dazu in eigenen Worten", max_length=1_000, rows=2, required=False)
    daytimes = forms.MultipleChoiceField(
        label="Dann geht es", choices=Daytime.choices, widget=forms.CheckboxSelectMultiple, required=False
    )
    hours_a_week = WholeNumberField(label="Stunden in der Woche", min_value=1, max_value=60, required=False)
    in_time = ProseField(label="Dazu in eigenen Worten", max_length=1_000, rows=2, required=False)
    direction = forms.ChoiceField(
        label="Das kann ich mir vorstellen", choices=[NOT_TOLD, *Direction.choices], required=False
    )
    in_person = ProseField(label="Dazu in eigenen Worten", max_length=1_000, rows=2, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)


class _EntryForm(Form):
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)


class AbilityForm(_EntryForm):
    """Something the person can do."""

    topic = forms.ChoiceField(
        label="Worum geht es?",
        choices=[
            (Topic.OWN.value, Topic.OWN.label),
            ("Kenntnisse", [(one.value, one.label) for one in KNOWLEDGE]),
            (
                "Schlüsselqualifikationen",
                [(one.value, one.label) for one in Topic if one not in (Topic.OWN, *KNOWLEDGE)],
            ),
        ],
    )
    text = TextField(
        label="In eigenen Worten", required=False, help_text="Zum Beispiel: Fahrräder reparieren, ruhig bleiben."
    )
    level = forms.ChoiceField(label="So schätze ich mich ein", choices=Level.choices, widget=RadioRow)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("topic") == Topic.OWN and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", "Bitte schreiben Sie, was das ist.")
        return cleaned


class LanguageForm(_EntryForm):
    """A language."""

    language = forms.ChoiceField(label="Sprache", choices=[("", "Bitte wählen"), *LANGUAGES.items()])
    level = forms.ChoiceField(label="Stufe", choices=[("", "Bitte wählen"), *LanguageLevel.choices])
    everyday = forms.BooleanField(label="reicht für den Alltag", required=False)
    at_work = forms.BooleanField(label="reicht für die Arbeit", required=False)
    text = TextField(
        label="Was hilft", required=False, help_text="Zum Beispiel: langsam sprechen, Briefe zusammen lesen."
    )


class ActivityForm(_EntryForm):
    """What the person is doing now."""

    doing = forms.ChoiceField(label="Art", choices=Doing.choices)
    text = TextField(label="Was?", help_text="Zum Beispiel: Stelle im Gartencenter angefragt.")
