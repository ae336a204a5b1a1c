"""Forms of research projects and of what leaves the house."""

import datetime as dt
from typing import Any

from django import forms

from rundblick.exports.codes import Small
from rundblick.exports.models import Project
from rundblick.exports.services.projects import LEAST, Content
from rundblick.exports.variables import groups, variables
from rundblick.programmes.models import Definition
from rundblick.web.clock import today
from rundblick.web.forms import CheckboxColumns, Form, GermanDateField, ProseField, TextField, WholeNumberField

ALL = "alle Programme"


def programme_choices() -> list[tuple[str, str]]:
    """Published programmes by title. One query."""
    rows = Definition.objects.order_by("code", "-valid_from").distinct("code").values_list("code", "title")
    return sorted(rows, key=lambda row: row[1].casefold())


class ProjectForm(Form):
    """What a research project may get, and on what ground."""

    title = TextField(label="Name des Vorhabens", max_length=200)
    institution = TextField(label="Einrichtung", max_length=200, help_text="Wer forscht und die Daten bekommt.")
    basis = TextField(
        label="Rechtsgrundlage oder Vertrag",
        max_length=300,
        help_text="Paragraf, Vertrag oder Aktenzeichen. Die Einwilligung jeder Person braucht es in jedem Fall.",
    )
    question = ProseField(label="Was untersucht wird", rows=3, max_length=500)
    programme = forms.ChoiceField(label="Programm", required=False)
    valid_from = GermanDateField(label="Ab")
    last_day = GermanDateField(label="Letzter Tag")
    variables = forms.MultipleChoiceField(
        label="Merkmale",
        widget=CheckboxColumns,
        help_text="Nur was die Frage wirklich braucht. Freier Text, Namen und Tage stehen nicht zur Wahl. "
        "(*) könnte von außen bekannt sein und wird auf kleine Gruppen geprüft.",
    )
    smallest = WholeNumberField(
        label="Kleinste Gruppe (k)",
        min_value=LEAST,
        max_value=100,
        help_text="So viele Menschen müssen sich in allen Merkmalen mit (*) mindestens gleichen.",
    )
    small = forms.ChoiceField(label="Wenn eine Gruppe kleiner ist", choices=Small.choices, widget=forms.RadioSelect)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered: Any = self.fields["variables"]
        offered.choices = [
            (one.code, f"{one.label}{' (*)' if one.quasi else ''}")
            for own in groups(variables()).values()
            for one in own
        ]
        programmes: Any = self.fields["programme"]
        programmes.choices = [("", ALL), *programme_choices()]

    def content(self) -> Content:
        """What was said."""
        given = dict(self.cleaned_data)
        return Content(
            valid_until=given.pop("last_day") + dt.timedelta(days=1),
            small=Small(given.pop("small")),
            **{name: given[name] for name in given if name != "version"},
        )

    @staticmethod
    def values(row: Project) -> dict[str, Any]:
        """The project as this form shows it."""
        names = ("title", "institution", "basis", "question", "programme", "variables", "smallest", "small")
        return {name: getattr(row, name) for name in names} | {
            "valid_from": row.valid_from,
            "last_day": row.last_day,
        }


class OrderForm(Form):
    """At which Stichtag."""

    as_of = GermanDateField(
        label="Stichtag", help_text="Bis zu diesem Tag, der Tag selbst eingeschlossen. TT.MM.JJJJ", latest=today
    )


class TakeForm(Form):
    """For what and to whom data about people leave; both go into the log."""

    purpose = TextField(
        label="Wofür?", max_length=200, help_text="Ein Satz genügt, zum Beispiel: Lieferung 2 nach Vertrag vom 1.3."
    )
    recipient = TextField(label="An wen?", max_length=200, help_text="Stelle und Funktion, auf welchem Weg.")
