"""Forms of the Wochenplan."""

import uuid
from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.file import EVERYBODY, File
from rundblick.cases.models import Goal
from rundblick.cases.standing import Standing, seen
from rundblick.people.rules import Role
from rundblick.web.clock import today
from rundblick.web.forms import (
    Form,
    GermanDateField,
    GermanTimeField,
    ProseField,
    RadioRow,
    TextField,
    WholeNumberField,
)
from rundblick.week.codes import PLACES, Backup, Kind, Occasion, Provider, Span, Stage, State, Weekday, Weeks
from rundblick.week.models import LONGEST_WAY
from rundblick.week.queries import alone

ALL = "haushalt"
SHORTLY = "Ein Ort oder eine Rolle, zum Beispiel „Bäckerei“ oder „Kita am Park“. Bitte keine Nachnamen."
PROTECTED = "Geschützter Kontakt: Dieser Eintrag bleibt bei der Person und lässt sich nicht teilen."


class _Row(forms.CheckboxSelectMultiple):
    """Boxes side by side."""

    template_name = RadioRow.template_name


class EntryForm(Form):
    """What all statements of the room have in common: whose they are, and whether the family may see them.

    With `row` an existing statement is changed, and it stays with its member. `goals` may be offered to blocks.
    """

    roles: ClassVar[frozenset[Role]] = frozenset(Role)
    for_all = False

    whose = forms.ChoiceField(label="Für wen?")
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, file: File, row: Any = None, goals: Sequence[Goal] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.file, self.row, self.goals = file, row, goals
        members = [member for member in file.members if member.role in self.roles]
        if row is None:
            everybody = [(ALL, f"{EVERYBODY} (alle sehen es)")] if self.for_all else []
            self.fields["whose"].choices = [  # type: ignore[attr-defined]
                *everybody,
                *((str(member.person.pk), member.name) for member in members),
            ]
            del self.fields["version"]
        else:
            del self.fields["whose"], self.fields["token"]
            if row.person_id is None or row.person_id in alone(file):
                del self.fields["shared"]

    @property
    def person(self) -> uuid.UUID | None:
        """Whose it is; None for the whole household."""
        if self.row is not None:
            return self.row.person_id
        chosen = self.cleaned_data.get("whose")
        return uuid.UUID(chosen) if chosen and chosen != ALL else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("shared") and self.person in alone(self.file):
            self.add_error("shared", PROTECTED)
        return cleaned

    def is_child(self) -> bool:
        """Whether it is about a child of the household."""
        return any(one.person.pk == self.person and one.role == Role.CHILD for one in self.file.members)

    def values(self) -> dict[str, Any]:
        """The cleaned answers by the fields of the row."""
        return {name: value for name, value in self.cleaned_data.items() if name not in ("whose", "token", "version")}

    @staticmethod
    def initial_of(row: Any) -> dict[str, Any]:
        """A row as its form shows it."""
        raise NotImplementedError


def _shown(row: Standing, *names: str) -> dict[str, Any]:
    values = {name: getattr(row, name) for name in (*names, "shared")}
    return {name: "" if value is None else value for name, value in values.items()} | {"version": seen(row)}


class BlockForm(EntryForm):
    """A block of the week, on several days at once."""

    kind = forms.ChoiceField(label="Was ist es?", choices=Kind.choices, widget=RadioRow)
    provider = forms.ChoiceField(
        label="Wer betreut?",
        choices=[("", "keine Betreuung"), *Provider.choices],
        required=False,
        help_text="Nur bei der Betreuung eines Kindes.",
    )
    label = TextField(label="Kurz benannt", max_length=40, required=False, help_text=SHORTLY)
    weekdays = forms.TypedMultipleChoiceField(
        label="An welchen Tagen?", choices=Weekday.choices, coerce=int, widget=_Row
    )
    starts = GermanTimeField(label="Von")
    ends = GermanTimeField(label="Bis", help_text="SS:MM. Vor dem Anfang heißt: am nächsten Tag.")
    way_before = WholeNumberField(label="Weg davor in Minuten", min_value=0, max_value=LONGEST_WAY, required=False)
    way_after = WholeNumberField(label="Weg danach in Minuten", min_value=0, max_value=LONGEST_WAY, required=False)
    weeks = forms.ChoiceField(label="In welchen Wochen?", choices=Weeks.choices, widget=RadioRow, initial=Weeks.EVERY)
    stage = forms.ChoiceField(label="Heute oder geplant?", choices=Stage.choices, widget=RadioRow, initial=Stage.STAYS)
    goal = forms.ChoiceField(label="Gehört zu einem Ziel", required=False, help_text="Nur bei Geplantem.")

    field_order = (
        "whose",
        "kind",
        "provider",
        "label",
        "weekdays",
        "starts",
        "ends",
        "way_before",
        "way_after",
        "weeks",
        "stage",
        "goal",
        "shared",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [goal for goal in self.goals if self.row is None or goal.person_id == self.row.person_id]
        self.fields["goal"].choices = [  # type: ignore[attr-defined]
            ("", "keins"),
            *((str(goal.pk), f"{self.file.name(goal.person_id)}: {goal.text}") for goal in offered),
        ]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        care = cleaned.get("kind") == Kind.CARE
        if care and not cleaned.get("provider"):
            self.add_error("provider", "Bitte wählen Sie, wer das Kind betreut.")
        if care and self.person and not self.is_child():
            self.add_error("kind", "Betreuung tragen Sie bitte bei dem Kind ein, das betreut wird.")
        if not care:
            cleaned["provider"] = ""
        if cleaned.get("starts") is not None and cleaned.get("starts") == cleaned.get("ends"):
            self.add_error("ends", "Anfang und Ende sind gleich. Bitte geben Sie an, bis wann es dauert.")
        self._clean_goal(cleaned)
        return cleaned

    def _clean_goal(self, cleaned: dict[str, Any]) -> None:
        """The goal as a key; one that is not shown here stays as it is while the block stays planned."""
        known = {str(goal.pk): goal for goal in self.goals}
        goal = known.get(cleaned.pop("goal", ""))
        if goal and cleaned.get("stage") != Stage.PLANNED:
            self.add_error("goal", "Zu einem Ziel gehört nur, was geplant ist.")
        if goal and self.person and goal.person_id != self.person:
            self.add_error("goal", "Dieses Ziel gehört jemand anderem.")
        hidden = self.row.goal_id if self.row is not None and str(self.row.goal_id) not in known else None
        cleaned["goal_id"] = goal.pk if goal else hidden if cleaned.get("stage") == Stage.PLANNED else None

    def values(self) -> dict[str, Any]:
        found = super().values()
        ways = {name: found[name] or 0 for name in ("way_before", "way_after")}
        return found | ways | {"label": found["label"] or None}

    @staticmethod
    def initial_of(row: Any) -> dict[str, Any]:
        names = (
            "kind",
            "provider",
            "label",
            "weekdays",
            "starts",
            "ends",
            "way_before",
            "way_after",
            "weeks",
            "stage",
        )
        return _shown(row, *names) | {"goal": str(row.goal_id or "")}


class FallbackForm(EntryForm):
    """A line of the Notfallplan."""

    for_all = True

    kind = forms.ChoiceField(label="Worum geht es?", choices=Backup.choices, widget=RadioRow, initial=Backup.HELPER)
    label = TextField(
        label="Wer?",
        max_length=80,
        help_text="Rolle oder Vorname, zum Beispiel „Oma“, „Nachbarin von oben“, „Chefin in der Bäckerei“. "
        "Bitte keine Nachnamen.",
    )
    occasions = forms.MultipleChoiceField(
        label="Wann hilft das?", choices=Occasion.choices, widget=forms.CheckboxSelectMultiple
    )
    details = ProseField(
        label="Wann möglich, was ist abgesprochen?",
        max_length=300,
        rows=2,
        required=False,
        help_text="Zum Beispiel „nachmittags ab 14 Uhr“ oder „darf bis 9 Uhr kommen, vorher anrufen“.",
    )

    field_order = ("whose", "kind", "label", "occasions", "details", "shared")

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found | {"details": found["details"] or None}

    @staticmethod
    def initial_of(row: Any) -> dict[str, Any]:
        return _shown(row, "kind", "label", "occasions", "details")


class SpanForm(EntryForm):
    """What leaves and places have in common: two days, both included."""

    first_day = GermanDateField(label="Ab", required=False)
    last_day = GermanDateField(label="Bis", required=False, help_text="TT.MM.JJJJ, dieser Tag eingeschlossen")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Das Ende liegt vor dem Anfang.")
        return cleaned


class LeaveForm(SpanForm):
    """A parental leave."""

    roles = frozenset(Role) - {Role.CHILD}

    child = forms.ChoiceField(label="Für welches Kind?")

    field_order = ("whose", "child", "first_day", "last_day", "shared")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        here = [(str(one.person.pk), one.name) for one in self.file.members if one.role == Role.CHILD]
        self.fields["child"].choices = here  # type: ignore[attr-defined]
        self.fields["last_day"].required = True

    def values(self) -> dict[str, Any]:
        found = super().values()
        return found | {"kind": Span.LEAVE.value, "child_id": uuid.UUID(found.pop("child"))}

    @staticmethod
    def initial_of(row: Any) -> dict[str, Any]:
        return _shown(row, "first_day", "last_day") | {"child": str(row.child_id)}


class PlaceForm(SpanForm):
    """A place for a child."""

    roles = frozenset({Role.CHILD})

    kind = forms.ChoiceField(label="Was für ein Platz?", choices=PLACES, widget=RadioRow)
    state = forms.ChoiceField(label="Wie weit ist es?", choices=State.choices, widget=RadioRow)
    state_since = GermanDateField(
        label="So seit", required=False, latest=today, help_text="TT.MM.JJJJ; leer heißt: seit heute"
    )
    label = TextField(label="Kurz benannt", max_length=40, required=False, help_text=SHORTLY)
    hours = WholeNumberField(label="Stunden in der Woche", min_value=1, max_value=80, required=False)

    field_order = ("whose", "kind", "label", "state", "state_since", "first_day", "last_day", "hours", "shared")

    def values(self) -> dict[str, Any]:
        found = super().values()
        since, row = found["state_since"], self.row
        if row is not None and row.state != found["state"] and since == row.state_since:
            since = None  # the day of the former state, left as it was
        return found | {"label": found["label"] or None, "state_since": since or today()}

    @staticmethod
    def initial_of(row: Any) -> dict[str, Any]:
        return _shown(row, "kind", "state", "state_since", "label", "first_day", "last_day", "hours")


class NeedForm(Form):
    """The family's word about a child."""

    wanted = forms.BooleanField(
        label="Braucht jemanden",
        required=False,
        help_text="Das entscheidet die Familie. Ein Alter spielt dafür keine Rolle.",
    )
    carers = forms.TypedMultipleChoiceField(
        label="Wer passt zu Hause auf?",
        coerce=uuid.UUID,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="Ohne Auswahl: alle Erwachsenen des Haushalts.",
    )

    def __init__(self, *args: Any, file: File, child: uuid.UUID, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = [one for one in file.members if one.person.pk != child]
        self.fields["carers"].choices = [  # type: ignore[attr-defined]
            (str(one.person.pk), one.name) for one in others
        ]


class CopyForm(Form):
    """To whom a block is copied."""

    to = forms.TypedChoiceField(label="Auch für", coerce=uuid.UUID)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, file: File, block: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fitting = [
            one
            for one in file.members
            if one.person.pk != block.person_id and (block.kind != Kind.CARE or one.role == Role.CHILD)
        ]
        self.fields["to"].choices = [(str(one.person.pk), one.name) for one in fitting]  # type: ignore[attr-defined]


class TalkedForm(Form):
    """When the Notfallplan was talked about."""

    on = GermanDateField(label="Besprochen am", latest=today)
