"""Forms of the room. Each is made for one topic; what the topic does not ask is not there."""

from typing import Any

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.situation.catalogue import Topic, catalogue
from rundblick.situation.codes import Kind, Occasion, ProtectedKind, View
from rundblick.situation.models import HIGHEST
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow

TEXT_LENGTH = 1_000


class EntryFields(Form):
    """What holds about a topic, from one view."""

    view = forms.ChoiceField(label="Wessen Sicht?", choices=View.choices, initial=View.PARTICIPANT, widget=RadioRow)
    kind = forms.ChoiceField(label="Was ist es?", choices=Kind.choices, widget=RadioRow)
    indicators = forms.MultipleChoiceField(label="Was trifft zu?", required=False, widget=forms.CheckboxSelectMultiple)
    text = ProseField(
        label="In eigenen Worten",
        required=False,
        max_length=TEXT_LENGTH,
        rows=3,
        help_text="Ein Satz genügt, am besten so, wie er gesagt wurde.",
    )
    scale = forms.TypedChoiceField(label="", required=False, coerce=int, empty_value=None)
    occasion = forms.ChoiceField(
        label="Warum sprechen Sie über die Wohnung?",
        choices=Occasion.choices,
        widget=forms.RadioSelect,
        help_text="Die Wohnung ist privat. Ohne Anlass wird nicht danach gefragt.",
    )
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)

    field_order: tuple[str, ...] = ("occasion", "view", "kind", "indicators", "text", "scale", "since", "shared")

    def __init__(self, *args: Any, topic: Topic, kept: tuple[str, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        marks = {one.code: one.label for one in topic.indicators} | {
            code: code for code in kept if code not in {one.code for one in topic.indicators}
        }
        if marks:
            self.fields["indicators"].choices = list(marks.items())  # type: ignore[attr-defined]
        else:
            del self.fields["indicators"]
        if topic.at_most:
            self.fields["indicators"].help_text = f"Höchstens {topic.at_most}."
        if topic.capability:
            self.fields["text"].help_text = "Was geht, und was braucht es dafür? Bitte keine Diagnose."
        if not topic.occasion:
            del self.fields["occasion"]
        if topic.scale is None:
            del self.fields["scale"]
            return
        numbers = [(number, str(number)) for number in range(HIGHEST + 1)]
        self.fields["scale"].label = topic.scale.question
        self.fields["scale"].help_text = f"0: {topic.scale.low}, 10: {topic.scale.high}. Freiwillig."
        self.fields["scale"].choices = [("", "keine Zahl"), *numbers]  # type: ignore[attr-defined]

    def content(self) -> dict[str, Any]:
        """The cleaned values as services take them."""
        names = ("view", "kind", "indicators", "text", "scale", "occasion", "shared")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}


class EntryForm(EntryFields):
    """A new entry."""

    since = GermanDateField(label="Seit wann?", latest=today)
    token = forms.UUIDField(widget=forms.HiddenInput)


class RestateForm(EntryFields):
    """An entry that stands, said anew."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class ProtectedFields(Form):
    """One thing in the protected area."""

    kind = forms.ChoiceField(label="Was ist es?", choices=ProtectedKind.choices, widget=forms.RadioSelect)
    topic = forms.ChoiceField(label="Thema")
    text = ProseField(
        label="Worte",
        max_length=TEXT_LENGTH,
        rows=3,
        help_text="Was die Person sagt oder was zu sehen war. Keine Vermutung, keine Wertung.",
    )
    necessity = ProseField(label="Warum ist dieser Eintrag für das Kind nötig?", max_length=TEXT_LENGTH, rows=2)
    source = ProseField(label="Woher stammt die Diagnose?", required=False, max_length=TEXT_LENGTH, rows=1)
    indispensable_because = ProseField(
        label="Warum ist sie unverzichtbar?",
        required=False,
        max_length=TEXT_LENGTH,
        rows=2,
        help_text="Meist genügt das Leistungsbild: was geht, und was es dafür braucht.",
    )

    field_order: tuple[str, ...] = (
        "kind",
        "topic",
        "text",
        "since",
        "necessity",
        "source",
        "indispensable_because",
    )

    def __init__(self, *args: Any, child: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics = [(topic.code, topic.label) for topic in catalogue().topics() if topic.protected]
        self.fields["topic"].choices = [("", "Bitte wählen"), *topics]  # type: ignore[attr-defined]
        if not child:
            del self.fields["necessity"]

    def content(self) -> dict[str, str]:
        """The cleaned values as services take them."""
        names = ("kind", "topic", "text", "necessity", "source", "indispensable_because")
        return {name: self.cleaned_data[name] for name in names if name in self.cleaned_data}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("kind") == ProtectedKind.DIAGNOSIS:
            for name in ("source", "indispensable_because"):
                if not cleaned.get(name):
                    self.add_error(name, "Bei einer Diagnose bitte ausfüllen.")
        return cleaned


class ProtectedForm(ProtectedFields):
    """A new one. `since`: the day of the observation or the talk."""

    since = GermanDateField(label="An welchem Tag?", latest=today)
    token = forms.UUIDField(widget=forms.HiddenInput)


class ProtectedRestateForm(ProtectedFields):
    """One that stands, said anew."""

    version = forms.IntegerField(widget=forms.HiddenInput)


class KeepForm(Form):
    """Why protected entries are kept although the consent has ended."""

    legal_reason = ProseField(
        label="Rechtsgrund",
        max_length=300,
        rows=2,
        help_text="Vorschrift und ein Satz dazu. Kein Inhalt aus dem geschützten Bereich.",
    )
