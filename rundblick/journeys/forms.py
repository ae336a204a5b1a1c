"""The forms of a sheet: one answer with all its details, a new sheet, its head, an application."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django import forms

from rundblick.access.models import User
from rundblick.cases.forms.fields import ColleagueField, Members, PersonField
from rundblick.journeys import codes
from rundblick.journeys.definition import Journey, Step, Track
from rundblick.journeys.models import Cell
from rundblick.people.models import Site
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField

EARLIEST = dt.date(2005, 1, 1)
"""SGB II came into force; nothing on a sheet is older."""


class DayForm(Form):
    """Since when the answers count that are tapped now."""

    on = GermanDateField(label="Antworten gelten seit", earliest=EARLIEST, latest=today, required=False)


class DayField(Form):
    """The day that answers a step."""

    day = GermanDateField(label="Tag", earliest=EARLIEST)


class AsOfForm(Form):
    """The day the sheet is looked at."""

    stand = GermanDateField(label="Stand am", earliest=EARLIEST, latest=today)


class FieldForm(Form):
    """One answer with its day, reasons, kinds and footnote."""

    answer = forms.ChoiceField(label="Antwort", widget=RadioRow)
    day = GermanDateField(label="Wann?", earliest=EARLIEST, required=False, help_text="Der Tag darf auch noch kommen.")
    on = GermanDateField(label="Seit wann?", earliest=EARLIEST, latest=today)
    reasons = forms.MultipleChoiceField(
        label="Gründe", required=False, widget=forms.CheckboxSelectMultiple, help_text="Mehrere sind möglich."
    )
    kinds = forms.MultipleChoiceField(
        label="Was genau?", required=False, widget=forms.CheckboxSelectMultiple, help_text="Mehrere sind möglich."
    )
    note = ProseField(label="Fußnote", max_length=500, rows=2, required=False)
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(self, *args: Any, track: Track, step: Step, **kwargs: Any) -> None:
        # The form may stand in a dialog above the sheet, whose own forms have fields of the same names.
        kwargs.setdefault("auto_id", "feld-%s")
        super().__init__(*args, **kwargs)
        self.fields["answer"].choices = codes.choices_of(step)  # type: ignore[attr-defined]
        if not step.day:
            del self.fields["day"]
        reasons = [(r.code, r.label) for r in track.reasons if not r.steps or step.code in r.steps]
        kinds = [(kind.code, kind.label) for kind in track.kinds] if track.kinds_at == step.code else []
        for name, offered in (("reasons", reasons), ("kinds", kinds)):
            if offered:
                self.fields[name].choices = offered  # type: ignore[attr-defined]
            else:
                del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Reasons belong to a no or an open step, kinds to a yes; what does not fit the answer is named."""
        cleaned = super().clean() or {}
        code = cleaned.get("answer", "")
        positive = code in ("yes", codes.DAY) or code.startswith("p")
        if code == codes.DAY and not cleaned.get("day") and "day" not in self.errors:
            self.add_error("day", "Bitte nennen Sie den Tag.")
        if code != codes.DAY and cleaned.get("day"):
            self.add_error("day", "Ein Tag gehört zur Antwort „am …“.")
        if positive and cleaned.get("reasons"):
            self.add_error("reasons", "Gründe gehören zu einem Nein oder zu einem offenen Schritt.")
        if not positive and cleaned.get("kinds"):
            self.add_error("kinds", "Was wahrgenommen wird, gehört zu einem Ja.")
        return cleaned


def stored_values(cell: Cell | None, *, seen: int) -> dict[str, Any]:
    """A stored answer as `FieldForm` shows it."""
    return {
        "answer": codes.code_of(cell),
        "day": cell.day if cell else None,
        "on": cell.answered_on if cell else today(),
        "reasons": list(cell.reasons) if cell else [],
        "kinds": list(cell.kinds) if cell else [],
        "note": (cell.note or "") if cell else "",
        "seen": seen,
    }


class OpenForm(Form):
    """A new sheet."""

    journey = forms.ChoiceField(label="Welche Journey?", widget=forms.RadioSelect)
    person = PersonField(nobody="der Haushalt", label="Wessen?")
    title = TextField(
        label="Welche?", required=False, max_length=120, help_text="Zum Beispiel „Auslieferung, Bäckerei“."
    )
    site = forms.ChoiceField(label="Standort", choices=Site.choices)
    coach = ColleagueField(label="Coach")
    created_on = GermanDateField(label="Erstelldatum", earliest=EARLIEST, latest=today)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, journeys: Sequence[Journey], members: Members, colleagues: Sequence[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.jobs = {journey.id for journey in journeys if journey.per_sheet}
        self.fields["journey"].choices = [(journey.id, journey.title) for journey in journeys]  # type: ignore[attr-defined]
        self.fields["person"].offer(members)  # type: ignore[attr-defined]
        self.fields["coach"].offer(colleagues)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """A journey about a job or an application needs the person and what it is about."""
        cleaned = super().clean() or {}
        if cleaned.get("journey") in self.jobs:
            if not cleaned.get("person"):
                self.add_error("person", "Bitte wählen Sie, um wen es geht.")
            if not cleaned.get("title"):
                self.add_error("title", "Bitte nennen Sie die Stelle.")
        return cleaned


class HeadForm(Form):
    """Site and coach of a sheet. `before` is what the person saw."""

    site = forms.ChoiceField(label="Standort", choices=Site.choices)
    coach = ColleagueField(label="Coach")
    before = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, colleagues: Sequence[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["coach"].offer(colleagues)  # type: ignore[attr-defined]

    def seen(self) -> tuple[str, uuid.UUID | None]:
        """Site and coach as they were when the form was drawn."""
        site, _, coach = str(self.cleaned_data.get("before") or "").partition("|")
        try:
            return site, uuid.UUID(coach) if coach else None
        except ValueError:
            return site, None


class ApplicationForm(Form):
    """An application for the programme's own list."""

    person = PersonField(label="Für wen?")
    track = forms.ChoiceField(label="Leistung")
    applied_on = GermanDateField(label="Gestellt am", earliest=EARLIEST, latest=today)

    def __init__(self, *args: Any, journey: Journey, members: Members, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(members)  # type: ignore[attr-defined]
        self.fields["track"].choices = [(track.code, track.label) for track in journey.tracks]  # type: ignore[attr-defined]


class TakeOnForm(Form):
    """A task for those who could still benefit."""

    text = TextField(label="Was ist zu tun?", max_length=300)
    due_on = GermanDateField(label="Bis wann?", earliest=today, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput, initial=uuid.uuid4)


class CompareForm(Form):
    """One column of a comparison: which sheets, and as they stood when."""

    site = forms.ChoiceField(label="Standort", choices=[("", "alle"), *Site.choices], required=False)
    begun_from = GermanDateField(label="Begonnen ab", earliest=EARLIEST, latest=today, required=False)
    begun_until = GermanDateField(label="Begonnen bis", earliest=EARLIEST, latest=today, required=False)
    as_of = GermanDateField(label="Stand am", earliest=EARLIEST, latest=today, required=False)

    def clean(self) -> dict[str, Any]:
        """The first day lies before the last."""
        cleaned = super().clean() or {}
        first, last = cleaned.get("begun_from"), cleaned.get("begun_until")
        if first and last and last < first:
            self.add_error("begun_until", "Das liegt vor „Begonnen ab“.")
        return cleaned
