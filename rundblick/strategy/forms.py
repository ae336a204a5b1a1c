"""Forms of the strategy talk."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.forms import BoundField

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.codes import Responsible
from rundblick.strategy.catalogue import Way, catalogue
from rundblick.strategy.codes import Certified, WayState
from rundblick.strategy.models import Meeting, Part
from rundblick.strategy.reading import plain, week_and_month
from rundblick.strategy.services import Found
from rundblick.web.clock import today
from rundblick.web.forms import (
    DecimalNumberField,
    Form,
    GermanDateField,
    ProseField,
    RadioRow,
    TextField,
    WholeNumberField,
)

PRESENT, ABSENT = "present", "absent"
_WHO = ((PRESENT, "war dabei"), (ABSENT, "war nicht dabei"), ("", "betrifft es nicht"))


def _amount(label: str, **kwargs: Any) -> DecimalNumberField:
    return DecimalNumberField(
        label=label, min_value=0, max_value=99_999, max_digits=8, decimal_places=2, required=False, **kwargs
    )


def _hours(label: str, **kwargs: Any) -> DecimalNumberField:
    return DecimalNumberField(
        label=label, min_value=0, max_value=80, max_digits=4, decimal_places=1, required=False, **kwargs
    )


def typed(row: Any, *names: str) -> dict[str, Any]:
    """Stored values as somebody would type them: numbers without zeros behind the comma."""
    values = {name: getattr(row, name) for name in names}
    return {name: plain(value) if isinstance(value, Decimal) else value for name, value in values.items()}


def _minutes(label: str) -> WholeNumberField:
    return WholeNumberField(label=label, min_value=0, max_value=1440, required=False)


def _choices(entries: Iterable[Any], *, none: str = "") -> list[tuple[str, str]]:
    return [*([("", none)] if none else []), *((one.code, one.label) for one in entries)]


class MeetingForm(Form):
    """The talk itself: when, whom it concerns, who was there. Each member has an own small question."""

    held_on = GermanDateField(label="Tag des Gesprächs", latest=today, initial=today)
    colleagues = forms.MultipleChoiceField(
        label="Wer war von den Stellen dabei?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Nach Aufgabe, nicht mit Namen.",
    )
    entitlement = _amount(
        "Anspruch des Haushalts im Monat, in Euro", help_text="Aus dem Bescheid übernommen, nicht gerechnet."
    )
    note = ProseField(
        label="Notiz",
        max_length=4_000,
        rows=3,
        required=False,
        help_text="Für die Akte und die Auskunft derer, die dabei waren. Was einzelne betrifft, steht in ihrem Teil.",
    )
    preparation_minutes = _minutes("Vorbereitung, in Minuten")
    talk_minutes = _minutes("Gespräch, in Minuten")
    action_months = WholeNumberField(label="Handlungsphase, in Monaten", min_value=1, max_value=24)
    observation_months = WholeNumberField(label="Beobachtungsphase, in Monaten", min_value=0, max_value=24)
    contact_days = WholeNumberField(
        label="Höchstens so viele Tage zwischen zwei Kontakten in der Beobachtung", min_value=1, max_value=365
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, members: Sequence[tuple[uuid.UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["colleagues"].choices = _choices(catalogue().colleagues)  # type: ignore[attr-defined]
        phases = catalogue().phases
        for name in ("action_months", "observation_months", "contact_days"):
            self.fields[name].initial = getattr(phases, name)
        self.fields["action_months"].help_text = f"Vorschlag aus einem Praxisbeispiel ({phases.status})."
        self.people = {f"who_{pk}": pk for pk, _name in members}
        for name, label in zip(self.people, (label for _pk, label in members), strict=True):
            self.fields[name] = forms.ChoiceField(
                label=label, choices=_WHO, required=False, initial=PRESENT, widget=RadioRow
            )
        self.order_fields(["held_on", *self.people])

    def who(self) -> Iterator[BoundField]:
        """The questions about the members."""
        for name in self.people:
            yield self[name]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if self.people and not any(cleaned.get(name) for name in self.people):
            self.add_error(next(iter(self.people)), "Bitte wählen Sie mindestens ein Mitglied, das es betrifft.")
        return cleaned

    def present(self) -> dict[uuid.UUID, bool]:
        """Whom it concerns, and whether they took part."""
        said = {pk: self.cleaned_data[name] for name, pk in self.people.items()}
        return {pk: word == PRESENT for pk, word in said.items() if word}

    def values(self) -> dict[str, Any]:
        """The fields of the talk."""
        other = {"version", "token", *self.people}
        kept = {name: value for name, value in self.cleaned_data.items() if name not in other}
        return kept | {"note": kept["note"] or None}

    @staticmethod
    def stored(meeting: Meeting, parts: Iterable[Part]) -> dict[str, Any]:
        """The talk as its form shows it; whoever has no part is not concerned."""
        names = (
            "held_on",
            "colleagues",
            "entitlement",
            "note",
            "preparation_minutes",
            "talk_minutes",
            "action_months",
            "observation_months",
            "contact_days",
        )
        who = {f"who_{part.person_id}": PRESENT if part.present else ABSENT for part in parts}
        return typed(meeting, *names) | who


class PartForm(Form):
    """What the talk means for one member. Nothing is required; half of it can be saved."""

    hours_now = _hours("Stunden in der Woche heute")
    earnings = _amount("Bruttolohn im Monat, in Euro")
    hours_possible = _hours("Stunden, die möglich wären", help_text="So wie es gerade ist: Betreuung, Wege, Schichten.")
    possible_reason = TextField(label="Was begrenzt die möglichen Stunden?", max_length=500, required=False)
    possible_help = forms.ChoiceField(label="Was würde mehr möglich machen?", required=False)
    hours_bearable = _hours("Stunden, die tragbar wären", help_text="So wie die Person es selbst einschätzt.")
    bearable_reason = TextField(
        label="Was begrenzt die tragbaren Stunden?",
        max_length=500,
        required=False,
        help_text="In den Worten der Person. Diagnosen und Schulden gehören in den geschützten Bereich.",
    )
    bearable_help = forms.ChoiceField(label="Was würde mehr tragbar machen?", required=False)
    levers = forms.MultipleChoiceField(
        label="Was kann das Einkommen erhöhen?",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Mehreres zusammen geht auch.",
    )
    no_action = forms.BooleanField(
        label="Kein weiterer Handlungsbedarf",
        required=False,
        help_text="Auch das ist ein Ergebnis: Manchmal ist zurzeit einfach nicht mehr zu erreichen.",
    )
    no_action_reason = ProseField(
        label="Grund, wenn kein weiterer Handlungsbedarf besteht",
        max_length=1_000,
        rows=2,
        required=False,
        help_text="In neutralen Worten und ohne Diagnose.",
    )
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput)

    NAMES = (
        "hours_now",
        "earnings",
        "hours_possible",
        "possible_reason",
        "possible_help",
        "hours_bearable",
        "bearable_reason",
        "bearable_help",
        "levers",
        "no_action",
        "no_action_reason",
        "shared",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = catalogue()
        self.fields["levers"].choices = _choices(known.levers)  # type: ignore[attr-defined]
        for kind in ("possible", "bearable"):
            helps = [one for one in known.helps if one.widens == kind]
            self.fields[f"{kind}_help"].choices = _choices(helps, none="noch offen")  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("no_action") and cleaned.get("levers"):
            self.add_error("no_action", "Bitte wählen Sie entweder einen Hebel oder „kein weiterer Handlungsbedarf“.")
        elif cleaned.get("no_action") and not cleaned.get("no_action_reason"):
            self.add_error("no_action_reason", "Bitte schreiben Sie in einem Satz, warum.")
        return cleaned

    def values(self) -> dict[str, Any]:
        """The fields of the part."""
        given = {name: self.cleaned_data[name] for name in self.NAMES}
        for name in ("possible_reason", "bearable_reason", "no_action_reason"):
            given[name] = given[name] or None
        return given

    @classmethod
    def stored(cls, part: Part) -> dict[str, Any]:
        """The part as its form shows it."""
        return typed(part, *cls.NAMES)


class WayForm(Form):
    """A strategy of one member. Format and certificate count for a training only."""

    code = forms.ChoiceField(label="Weg", widget=forms.RadioSelect)
    state = forms.ChoiceField(label="Und?", choices=WayState.choices, initial=WayState.CHOSEN, widget=RadioRow)
    words = ProseField(label="Was genau?", max_length=1_000, rows=2, required=False)
    format = forms.ChoiceField(label="Form der Weiterbildung", required=False)
    certified = forms.ChoiceField(
        label="Ist das Angebot zertifiziert?",
        choices=[("", "keine Weiterbildung"), *Certified.choices],
        required=False,
        help_text="Was nicht zertifiziert ist, kann nicht gefördert werden.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    NAMES = ("code", "state", "words", "format", "certified")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = catalogue()
        self.fields["code"].choices = [(way.code, f"{way.label}. {way.words}") for way in known.ways]  # type: ignore[attr-defined]
        self.fields["format"].choices = _choices(known.formats, none="keine Weiterbildung")  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """The fields of the way."""
        given = {name: self.cleaned_data[name] for name in self.NAMES}
        given["words"] = given["words"] or None
        known = catalogue().way(given["code"])
        if known is None or not known.asks_format:
            given["format"] = given["certified"] = ""
        return given


class HandOnForm(Form):
    """What becomes of a way: a goal of the member, or a task."""

    becomes = forms.ChoiceField(
        label="Was wird daraus?", choices=[("goal", "ein Ziel der Person"), ("task", "eine Aufgabe")], widget=RadioRow
    )
    text = TextField(label="Was genau?", max_length=500)
    responsible = forms.ChoiceField(
        label="Wer macht es?",
        choices=Responsible.choices,
        help_text="Zählt nur für eine Aufgabe. Fragt das Arbeitgeberteam im Betrieb nach, ist es „andere Stelle“.",
    )
    due_on = GermanDateField(label="Bis wann?", earliest=today, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    @staticmethod
    def proposed(known: Way | None, words: str) -> dict[str, Any]:
        """What the catalogue proposes for a way, with the words that were noted."""
        if known is None:
            return {"becomes": "goal", "text": words, "responsible": Responsible.PERSON}
        return {
            "becomes": "task" if known.task else "goal",
            "text": words or known.task or known.label,
            "responsible": known.responsible,
        }


class ReviewForm(Form):
    """Looking back: the household's entitlement, and for each member hours, earnings and words."""

    held_on = GermanDateField(label="Tag des Rückblicks", latest=today, initial=today)
    entitlement = _amount(
        "Anspruch des Haushalts im Monat, in Euro", help_text="Aus dem Bescheid übernommen, nicht gerechnet."
    )
    note = ProseField(label="Notiz", max_length=4_000, rows=3, required=False, help_text="Nur für die Akte.")
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, parts: Sequence[tuple[Part, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.parts = parts
        for part, name in parts:
            self.fields[f"hours_{part.pk}"] = _hours(f"Stunden in der Woche ({name})")
            self.fields[f"earnings_{part.pk}"] = _amount(f"Bruttolohn im Monat, in Euro ({name})")
            self.fields[f"words_{part.pk}"] = TextField(
                label=f"Was hat sich verändert? ({name})", max_length=500, required=False
            )

    def members(self) -> Iterator[tuple[Part, str, str, list[BoundField]]]:
        """Each member with what was then, and the three fields."""
        for part, name in self.parts:
            then = week_and_month(part.hours_now, part.earnings)
            yield part, name, then, [self[f"{kind}_{part.pk}"] for kind in ("hours", "earnings", "words")]

    def found(self) -> dict[uuid.UUID, Found]:
        """What was said about each member, by part."""
        given = self.cleaned_data
        return {
            part.pk: Found(given[f"hours_{part.pk}"], given[f"earnings_{part.pk}"], given[f"words_{part.pk}"])
            for part, _name in self.parts
        }
