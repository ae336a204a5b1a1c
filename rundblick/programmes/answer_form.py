"""The form of stated answers: every question of a household and its members side by side, only changes are saved.

Beside each answer the form carries what stood there when it was drawn. So an answer somebody else changed meanwhile
is noticed by itself, and two colleagues who answer different questions do not get in each other's way.
"""

import datetime as dt
import uuid
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from rundblick.programmes.facts import FactValue
from rundblick.programmes.forms import EARLIEST
from rundblick.programmes.models import StatedFact
from rundblick.programmes.services import Said
from rundblick.programmes.statements import stated_facts, value_of
from rundblick.programmes.vocabulary import KnownFact
from rundblick.web.clock import today
from rundblick.web.forms import DecimalNumberField, Form, GermanDateField, TextField
from rundblick.web.german import german_date

UNKNOWN = "?"
"""How "asked, and nobody knows" is typed and chosen."""

_YES_NO = [("", "–"), ("ja", "ja"), ("nein", "nein"), (UNKNOWN, "weiß niemand")]

Key = tuple[str, uuid.UUID | None]
"""Which answer: code of the question, and the person it is about (None: the household)."""


class _Unknowable:
    """A typed answer that may also be "?"."""

    def clean(self, value: Any) -> Any:
        return UNKNOWN if str(value or "").strip() == UNKNOWN else super().clean(value)  # type: ignore[misc]


class NumberAnswer(_Unknowable, DecimalNumberField):
    """A number, or "?"."""


class TextAnswer(_Unknowable, TextField):
    """A word, or "?"."""


class DayAnswer(_Unknowable, GermanDateField):
    """A day, or "?"."""


class AnswersForm(Form):
    """All questions people answer by hand. `changes` gives those whose answer was changed in this form."""

    valid_from = GermanDateField(
        label="Gilt ab",
        earliest=EARLIEST,
        latest=today,
        help_text="Was Sie ändern, gilt ab diesem Tag. Frühere Antworten bleiben stehen.",
    )

    def __init__(
        self, *args: Any, members: Sequence[tuple[uuid.UUID, str]], rows: Iterable[StatedFact], **kwargs: Any
    ) -> None:
        self.stored = {(row.code, row.person_id): typed(value_of(row)) for row in rows}
        self.keys: dict[str, Key] = {}
        super().__init__(*args, **kwargs)
        self.initial.setdefault("valid_from", today())
        for fact in stated_facts():
            about = members if fact.about == "person" else [(None, "")]
            for person_id, name in about:
                self._add(fact, person_id, name)

    def _add(self, fact: KnownFact, person_id: uuid.UUID | None, name: str) -> None:
        field = f"{fact.code.replace('.', '-')}-{person_id or 'haushalt'}"
        self.keys[field] = (fact.code, person_id)
        label = f"{fact.label}, {name}" if name else fact.label
        made = _field(fact, label)
        made.show_hidden_initial = True
        made.widget.attrs["aria-label"] = label
        self.fields[field] = made
        self.initial[field] = self.stored.get((fact.code, person_id), "")

    def changes(self) -> list[Said]:
        """What was answered differently than it stood when the form was drawn; emptied: nobody knows."""
        cleaned = self.cleaned_data
        return [
            Said(person_id, code, _read(cleaned[field]))
            for field, (code, person_id) in self.keys.items()
            if self._typed(field) != self._seen(field)
        ]

    def contested(self) -> list[str]:
        """Fields changed here that somebody else has changed too, differently, since the form was drawn."""
        return [
            field
            for field, key in self.keys.items()
            if self._typed(field) != self._seen(field)
            and self.stored.get(key, "") not in (self._seen(field), self._typed(field))
        ]

    def agree_to_stored(self, fields: Iterable[str]) -> None:
        """From now on these fields were drawn with what is stored: saving again is deliberate."""
        data = self.data.copy()  # type: ignore[attr-defined]
        for field in fields:
            data[self.add_initial_prefix(field)] = self.stored.get(self.keys[field], "")
        self.data = data

    def _typed(self, field: str) -> str:
        return str(self.data.get(self.add_prefix(field), "")).strip()

    def _seen(self, field: str) -> str:
        return str(self.data.get(self.add_initial_prefix(field), "")).strip()


@dataclass(frozen=True)
class Row:
    """One question with its fields, in the order of the members. `open`: somebody's answer is missing; `answered`:
    there is an answer whose history can be read.
    """

    fact: KnownFact
    cells: list[tuple[str, BoundField]]
    open: bool
    answered: bool
    anchor: str

    @property
    def unit(self) -> str:
        """What the number counts, unless the question says so itself."""
        unit = self.fact.unit or ""
        return "" if unit in self.fact.label else unit


@dataclass(frozen=True)
class Group:
    """Questions under one heading."""

    title: str
    rows: list[Row]


def groups(form: AnswersForm, names: Mapping[uuid.UUID, str], *, about: str) -> list[Group]:
    """The questions about the household or about its members, grouped as the vocabulary says."""
    found: dict[str, list[Row]] = {}
    for fact in stated_facts():
        cells = [
            (names.get(person_id, "") if person_id else "", form[field])
            for field, (code, person_id) in form.keys.items()
            if code == fact.code
        ]
        if fact.about == about and cells:
            given = [form.initial[cell.name] for _, cell in cells]
            missing = any(one in ("", UNKNOWN) for one in given)
            found.setdefault(fact.group, []).append(Row(fact, cells, missing, any(given), anchor(fact.code)))
    return [Group(title, rows) for title, rows in found.items()]


def anchor(code: str) -> str:
    """Where a question stands on the page."""
    return f"frage-{code.replace('.', '-')}"


def typed(value: FactValue) -> str:
    """An answer as the form shows it and gets it back."""
    if value is None:
        return UNKNOWN
    if isinstance(value, bool):
        return "ja" if value else "nein"
    if isinstance(value, dt.date):
        return german_date(value)
    if isinstance(value, int | Decimal):
        return f"{Decimal(value):.2f}".removesuffix(".00").replace(".", ",")
    return value


def _field(fact: KnownFact, label: str) -> forms.Field:
    if fact.type == "boolean":
        return forms.ChoiceField(label=label, required=False, choices=_YES_NO)
    if fact.choices:
        choices = [("", "–"), *fact.choices.items(), (UNKNOWN, "weiß niemand")]
        return forms.ChoiceField(label=label, required=False, choices=choices)
    if fact.type == "number":
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        return NumberAnswer(
            label=label, required=False, min_value=0, max_digits=12, decimal_places=2, widget=widget,
            error_messages={
                "min_value": "Bitte geben Sie eine Zahl ab 0 an.",
                "max_decimal_places": "Bitte geben Sie höchstens zwei Stellen nach dem Komma an.",
            },
        )  # fmt: skip
    if fact.type == "date":
        return DayAnswer(label=label, required=False, help_text="")
    return TextAnswer(label=label, required=False, max_length=120)


def _read(cleaned: Any) -> FactValue:
    if cleaned in (None, "", UNKNOWN):
        return None
    return {"ja": True, "nein": False}.get(cleaned, cleaned) if isinstance(cleaned, str) else cleaned
