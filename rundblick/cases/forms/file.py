"""Opening and closing a case, and who is in focus."""

from typing import Any

from django import forms

from rundblick.cases.codes import ClosingReason
from rundblick.cases.forms.fields import Members, MembersField
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField


class FocusForm(Form):
    """The members a case is about."""

    focus = MembersField(label="Um wen geht es?", help_text="Weitere Personen können Sie später hinzunehmen.")

    def __init__(self, *args: Any, members: Members, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["focus"].offer(members)  # type: ignore[attr-defined]


class OpenForm(FocusForm):
    """A new case."""

    opened_on = GermanDateField(label="Eröffnet am", latest=today)


class CloseForm(Form):
    """The end of a case."""

    closed_on = GermanDateField(label="Geschlossen am", latest=today)
    closing_reason = forms.ChoiceField(label="Anlass", choices=[("", "Bitte wählen"), *ClosingReason.choices])
