"""The guided form of a visit: what is asked, in its order; what is left open stays "nicht gefragt"."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from rundblick.calendar.writing import Section
from rundblick.catalogue.working import working
from rundblick.employers import rules
from rundblick.employers.codes import Daytime, Noise, Pace, Posture, Remote, Weekday
from rundblick.employers.forms.common import Kept, choose
from rundblick.employers.models import Site
from rundblick.employers.services.workplaces import Seen
from rundblick.web.clock import today
from rundblick.web.forms import CheckboxColumns, GermanDateField, ProseField, RadioRow, TextField, WholeNumberField

OPEN = "nicht gefragt"
YES, NO = "ja", "nein"
_CONDITION = "bedingung_"
_ANSWERS = ((YES, "ja"), (NO, "nein"), ("", OPEN))


def _one(label: str, words: Any, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, choices=choose(words, nothing=OPEN), **more)


def _several(label: str, choices: Sequence[tuple[str, str]], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, required=False, choices=choices, widget=CheckboxColumns, **more)


class VisitForm(Kept):
    """One workplace as it was seen (PRO AKTIV 3.8 and 5.9, in words of our own)."""

    names = (
        "title", "visited_on", "visitors", "present", "tasks", "tasks_words", "posture", "heaviest", "noise", "pace",
        "hours_from", "hours_until", "days", "daytimes", "times_words", "remote", "team", "boss", "german",
        "languages", "licences", "adaptable", "pay", "positions", "free_from",
    )  # fmt: skip
    site = forms.ChoiceField(label="Standort", choices=())
    title = TextField(label="Welcher Arbeitsplatz?", max_length=160, help_text="Zum Beispiel „Helfen in der Küche“.")
    visited_on = GermanDateField(label="Besucht am", required=False, latest=today, help_text="Leer: noch nicht besucht")
    visitors = TextField(label="Wer war von uns dort?", required=False, max_length=200)
    present = TextField(
        label="Wer war vom Betrieb dabei?", required=False, max_length=200, help_text="Funktionen, keine Namen."
    )
    tasks = _several("Welche Aufgaben gehören dazu?", [(one.code, one.label) for one in working().tasks])
    tasks_words = ProseField(label="Was tut man dort genau?", required=False, rows=3, max_length=2_000)
    posture = _one("Sitzen, stehen oder gehen die Menschen dort?", Posture)
    heaviest = WholeNumberField(
        label="Was ist das Schwerste, das zu heben ist? (kg)",
        required=False,
        min_value=0,
        max_value=200,
        help_text="Am besten selbst anheben. 0: nichts zu heben. Leer: nicht gefragt",
    )
    noise = _one("Wie laut ist es?", Noise)
    pace = _one("Wie schnell muss es gehen?", Pace)
    hours_from = WholeNumberField(label="Stunden in der Woche, mindestens", required=False, min_value=1, max_value=60)
    hours_until = WholeNumberField(label="Höchstens", required=False, min_value=1, max_value=60)
    days = _several("An welchen Tagen?", Weekday.choices)
    daytimes = _several("Zu welchen Zeiten?", Daytime.choices)
    times_words = TextField(label="Zeiten genauer", required=False, max_length=300)
    remote = _one("Geht etwas davon zu Hause?", Remote)
    team = ProseField(
        label="Wie geht man im Team miteinander um?",
        required=False,
        rows=3,
        max_length=1_000,
        help_text="Größe, Ton, Pausen, wie es sich beim Hereinkommen anfühlt. Ohne Namen.",
    )
    boss = ProseField(
        label="Wie führt die direkte Leitung?",
        required=False,
        rows=3,
        max_length=1_000,
        help_text="Was man dort von ihr hört und an ihr schätzt, wie sie anleitet. Ohne Namen.",
    )
    german = forms.ChoiceField(label="Wie viel Deutsch genügt?", required=False, choices=())
    languages = TextField(label="Welche Sprachen werden noch gesprochen?", required=False, max_length=120)
    licences = _several("Welche Führerscheine sind nötig?", [(one.code, one.label) for one in working().licences])
    adaptable = ProseField(
        label="Was lässt sich anpassen?",
        required=False,
        rows=3,
        max_length=1_000,
        help_text="Stunden, Aufgaben, Hilfsmittel, ein anderer Platz oder Standort.",
    )
    pay = TextField(label="Was wird gezahlt?", required=False, max_length=160)
    positions = WholeNumberField(
        label="Wie viele Stellen sind offen?", required=False, min_value=0, max_value=500, help_text="0: zurzeit keine"
    )
    free_from = GermanDateField(label="Ab wann?", required=False)

    def __init__(self, *args: Any, sites: Sequence[Site], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = {str(one.pk): one for one in sites}
        fields: Any = self.fields
        fields["site"].choices = [(key, f"{one.title}, {one.city}") for key, one in self.sites.items()]
        fields["german"].choices = [("", OPEN), *((one.code, one.label) for one in working().language_levels[:-1])]
        for one in working().conditions:
            self.fields[_CONDITION + one.code] = forms.ChoiceField(
                label=one.question, required=False, choices=_ANSWERS, widget=RadioRow
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for name, problem in rules.visit_problems(cleaned, as_of=today()).items():
            if name not in self.errors:
                self.add_error(name, problem)
        return cleaned

    def content(self) -> Seen:
        """What was said."""
        answers = {one.code: self.cleaned_data[_CONDITION + one.code] for one in working().conditions}
        return Seen(
            site=self.sites[self.cleaned_data["site"]],
            met=tuple(code for code, answer in answers.items() if answer == YES),
            unmet=tuple(code for code, answer in answers.items() if answer == NO),
            **self.said(),
        )

    @classmethod
    def values(cls, row: Any) -> dict[str, Any]:
        answers: dict[str, Any] = {_CONDITION + one.code: "" for one in working().conditions}
        answers |= {_CONDITION + code: YES for code in row.met} | {_CONDITION + code: NO for code in row.unmet}
        return super().values(row) | {"site": str(row.site_id)} | answers


def sections(initial: Mapping[str, Any]) -> tuple[Section, ...]:
    """The form in the order of a visit. Groups of conditions are folded until something is answered there."""
    groups = []
    for group in working().groups:
        names = tuple(_CONDITION + one.code for one in working().conditions_of(group.code))
        groups.append(
            Section(f"Bedingungen: {group.label}", names, folded=not any(initial.get(name) for name in names))
        )
    return (
        Section("Besuch", ("title", "site", "visited_on", "visitors", "present")),
        Section("Die Arbeit", ("tasks", "tasks_words", "posture", "heaviest", "noise", "pace")),
        Section("Zeit", ("hours_from", "hours_until", "days", "daytimes", "times_words", "remote")),
        Section("Die Menschen dort", ("team", "boss", "german", "languages")),
        *groups,
        Section("Stelle und Anpassung", ("adaptable", "licences", "pay", "positions", "free_from")),
    )
