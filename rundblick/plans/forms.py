"""Writing a draft, publishing it, saying that it fits."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from rundblick.cases.codes import Responsible
from rundblick.plans.codes import By, Confirmed, LineKind
from rundblick.plans.drafting import Said, Words
from rundblick.plans.kinds import Kind, kinds
from rundblick.plans.models import Plan
from rundblick.plans.rules import Line, neighbours
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow

PLAIN_LABEL = "In einfachen Worten"


@dataclass(frozen=True)
class DraftLine:
    """A line with its fields. `first`, `last`: whether it can go further up or down. `name`: such as "Schritt 2"."""

    line: Line
    name: str
    first: bool
    last: bool
    text: BoundField
    plain: BoundField
    who: BoundField | None
    until: BoundField | None
    goal: BoundField | None


class DraftForm(Form):
    """A draft as a whole: the offer, the day to look at it, and the fields of every line."""

    offer = ProseField(required=False, max_length=5_000, rows=3)
    offer_plain = ProseField(label=PLAIN_LABEL, required=False, max_length=5_000, rows=3)
    review_on = GermanDateField(
        label="Wann schauen wir gemeinsam darauf?",
        required=False,
        help_text="Der Tag erscheint unter „Was ansteht“. Er kann leer bleiben.",
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: Kind, lines: Sequence[Line], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in lines if not line.left_out]
        self.names = _names(self.lines)
        self.fields["offer"].label, self.fields["offer"].help_text = kind.offer.label, kind.offer.hint
        goals = [line for line in self.lines if line.kind == LineKind.GOAL]
        places = [("", "keinem Ziel"), *((str(goal.goal_id), _short(goal.text)) for goal in goals)]
        for line in self.lines:
            self._add(line, places)

    def _add(self, line: Line, places: list[tuple[str, str]]) -> None:
        key = line.id.hex
        label = self.names[line.id]
        self._field(f"text_{key}", ProseField(label=label, required=False, max_length=2_000, rows=2), line.text)
        plain = ProseField(label=PLAIN_LABEL, required=False, max_length=2_000, rows=2)
        self._field(f"plain_{key}", plain, line.plain)
        if line.kind != LineKind.WORDS:
            self._field(f"until_{key}", GermanDateField(label="Bis wann?", required=False), line.until)
        if line.kind == LineKind.STEP:
            who = [("", "noch offen"), *Responsible.choices]
            self._field(f"who_{key}", forms.ChoiceField(label="Wer?", required=False, choices=who), line.who)
            goal = forms.ChoiceField(label="Gehört zu", required=False, choices=places)
            self._field(f"goal_{key}", goal, str(line.goal_id or ""))

    def _field(self, name: str, field: forms.Field, value: Any) -> None:
        self.fields[name] = field
        self.initial.setdefault(name, value)

    def drawn(self) -> dict[uuid.UUID, DraftLine]:
        """The lines with their fields, by id."""
        return {line.id: self._drawn(line) for line in self.lines}

    def _drawn(self, line: Line) -> DraftLine:
        group = [one.id for one in neighbours(self.lines, line)]
        key = line.id.hex
        bound = {name: self[f"{name}_{key}"] for name in ("text", "plain")}
        more = {
            name: self[f"{name}_{key}"] if f"{name}_{key}" in self.fields else None for name in ("who", "until", "goal")
        }
        return DraftLine(
            line=line,
            name=self.names[line.id],
            first=group[0] == line.id,
            last=group[-1] == line.id,
            **bound,
            **more,  # type: ignore[arg-type]
        )

    def name_fields(self) -> None:
        """Say in each label which line it belongs to, for a page that shows the fields one after another."""
        for line in self.lines:
            for name in ("plain", "who", "until", "goal"):
                field = self.fields.get(f"{name}_{line.id.hex}")
                if field is not None:
                    field.label = f"{self.names[line.id]}: {field.label}"

    def said(self) -> Said:
        """What was written."""
        cleaned = self.cleaned_data
        return Said(
            offer=cleaned["offer"],
            offer_plain=cleaned["offer_plain"],
            review_on=cleaned["review_on"],
            lines={line.id: self._words(line) for line in self.lines},
        )

    def _words(self, line: Line) -> Words:
        def value(name: str) -> Any:
            return self.cleaned_data.get(f"{name}_{line.id.hex}")

        belongs = value("goal")
        return Words(
            text=value("text") or "",
            plain=value("plain") or "",
            who=value("who") or "",
            until=value("until"),
            goal_id=uuid.UUID(belongs) if belongs else None,
        )


def stored(plan: Plan, lines: Sequence[Line]) -> dict[str, Any]:
    """The draft as its form shows it."""
    values: dict[str, Any] = {
        "offer": plan.offer or "",
        "offer_plain": plan.offer_plain or "",
        "review_on": plan.review_on,
    }
    for line in lines:
        key = line.id.hex
        values |= {f"text_{key}": line.text, f"plain_{key}": line.plain, f"until_{key}": line.until}
        values |= {f"who_{key}": line.who, f"goal_{key}": str(line.goal_id or "")}
    return values


def _names(lines: Sequence[Line]) -> dict[uuid.UUID, str]:
    """What the lines are called on the screen: "Ziel 1", "Schritt 3"."""
    return dict(_counted(lines))


def _counted(lines: Sequence[Line]) -> Iterator[tuple[uuid.UUID, str]]:
    counts: dict[str, int] = {}
    for line in lines:
        counts[line.kind] = counts.get(line.kind, 0) + 1
        yield line.id, f"{LineKind(line.kind).label} {counts[line.kind]}"


def _short(text: str) -> str:
    return text if len(text) <= 70 else f"{text[:69]}…"


class BeginForm(Form):
    """Which kind of plan."""

    kind = forms.ChoiceField(label="Art des Plans")

    def __init__(self, *args: Any, day: dt.date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [(kind.code, kind.term(day).label) for kind in kinds()]  # type: ignore[attr-defined]


class PublishForm(Form):
    """From which day the version holds."""

    valid_from = GermanDateField(label="Gilt ab", latest=today)
    version = forms.IntegerField(widget=forms.HiddenInput)


class ConfirmForm(Form):
    """Somebody says that the plan fits."""

    confirmed_on = GermanDateField(label="Wann?", latest=today)
    confirmed_how = forms.ChoiceField(label="Wie?", choices=Confirmed.choices, widget=RadioRow)
    confirmed_by = forms.ChoiceField(label="Wer hat bestätigt?", choices=By.choices, widget=RadioRow)
    version = forms.IntegerField(widget=forms.HiddenInput)
