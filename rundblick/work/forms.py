"""Results."""

from django import forms

from rundblick.calendar.forms import SHARE_HINT, SHARE_LABEL
from rundblick.cases.forms.fields import Members, PersonField
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, TextField
from rundblick.work.taxonomy import taxonomy


def kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    """Kinds of outcomes under the headings of their groups; a sponsorship is no job of its own form."""
    known = taxonomy()
    return [
        (group.label, [(k.code, k.label) for k in known.kinds if k.group == group.code and k.code != "sponsorship"])
        for group in known.groups
    ]


class OutcomeForm(Form):
    """Something that was achieved. `version` is empty for a new entry."""

    person = PersonField(label="Wer?")
    kind = forms.ChoiceField(label="Was?", help_text="Eine Qualifikation zählt wie eine Eingliederung.")
    title = TextField(label="Was genau?", max_length=200, required=False, help_text="Zum Beispiel: Sprachkurs B2")
    achieved_on = GermanDateField(label="Seit wann?", latest=today)
    ended_on = GermanDateField(label="Letzter Tag", required=False)
    benefit_ended_on = GermanDateField(label="Ohne Leistungsbezug ab", required=False)
    shared = forms.BooleanField(label=SHARE_LABEL, required=False, help_text=SHARE_HINT)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: object, members: Members, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].offer(members)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "Bitte wählen"), *kinds()]  # type: ignore[attr-defined]
