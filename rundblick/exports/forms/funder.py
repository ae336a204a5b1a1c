"""Forms of tables for funders."""

from typing import Any

from django import forms

from rundblick.calendar.writing import Section
from rundblick.exports.columns import FORMATS, TableColumn, library, sources
from rundblick.exports.models import MappingVersion
from rundblick.programmes.models import Run
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, TextField

SPARE = 3
"""Empty columns below those that are there."""
PARTS = ("heading", "source", "format", "required", "allowed", "fixed")


class BeginForm(Form):
    """Which table to begin with."""

    code = forms.ChoiceField(label="Vorlage", widget=forms.RadioSelect)
    title = TextField(label="Name der Tabelle", max_length=200, required=False, help_text="Leer: der Name der Vorlage.")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["code"]
        offered.choices = [(one.code, f"{one.title}: {one.description}") for one in library().values()]


class ColumnsForm(Form):
    """All columns of a table at once; a column without a heading goes."""

    title = TextField(label="Name der Tabelle", max_length=200)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, number: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.number = number + SPARE
        for place in range(self.number):
            self._add(place)

    def _add(self, place: int) -> None:
        contents = [("", "bitte wählen"), *((one.code, one.label) for one in sources().values())]
        self.fields[f"heading_{place}"] = TextField(label="Überschrift", max_length=80, required=False)
        self.fields[f"source_{place}"] = forms.ChoiceField(label="Inhalt", choices=contents, required=False)
        self.fields[f"format_{place}"] = forms.ChoiceField(
            label="Schreibweise", choices=list(FORMATS.items()), required=False
        )
        self.fields[f"required_{place}"] = forms.BooleanField(label="Pflichtangabe", required=False)
        self.fields[f"allowed_{place}"] = TextField(
            label="Erlaubte Werte", max_length=300, required=False, help_text="Mit Strichpunkt getrennt; leer: alle."
        )
        self.fields[f"fixed_{place}"] = TextField(
            label="Fester Text", max_length=120, required=False, help_text="Nur für den Inhalt „fester Text“."
        )

    @property
    def sections(self) -> list[Section]:
        """One part of the page per column, folded."""
        names = [self.initial.get(f"heading_{place}") or "weitere Spalte" for place in range(self.number)]
        return [
            Section("Tabelle", ("title",)),
            *(
                Section(f"Spalte {place + 1}: {names[place]}", tuple(f"{part}_{place}" for part in PARTS), folded=True)
                for place in range(self.number)
            ),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for place in range(self.number):
            if cleaned.get(f"heading_{place}") and not cleaned.get(f"source_{place}"):
                self.add_error(f"source_{place}", "Was soll in dieser Spalte stehen?")
        return cleaned

    def columns(self) -> list[TableColumn]:
        """What was said, in order."""
        return [self._column(place) for place in range(self.number) if self.cleaned_data.get(f"heading_{place}")]

    def _column(self, place: int) -> TableColumn:
        given: dict[str, Any] = {part: self.cleaned_data.get(f"{part}_{place}") for part in PARTS}
        allowed = tuple(one.strip() for one in (given["allowed"] or "").split(";") if one.strip())
        return TableColumn(
            heading=given["heading"],
            source=given["source"],
            format=given["format"] or "",
            required=bool(given["required"]),
            allowed=allowed,
            fixed=given["fixed"] or "",
        )

    @staticmethod
    def values(title: str, version: MappingVersion) -> dict[str, Any]:
        """A version as this form shows it."""
        found: dict[str, Any] = {"title": title}
        for place, stored in enumerate(version.columns):
            found |= {f"{part}_{place}": stored.get(part, "") for part in PARTS}
            found[f"allowed_{place}"] = "; ".join(stored.get("allowed", ()))
        return found


class TableForm(Form):
    """For which run and at which Stichtag."""

    run = forms.ModelChoiceField(label="Durchgang", queryset=Run.objects.none())
    as_of = GermanDateField(
        label="Stichtag", help_text="Bis zu diesem Tag, der Tag selbst eingeschlossen. TT.MM.JJJJ", latest=today
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["run"]
        offered.queryset = (
            Run.objects.select_related("definition").defer("definition__document").order_by("-valid_from", "label")
        )
        offered.label_from_instance = lambda run: f"{run.definition.title}: {run.label}"
