"""Forms of the room."""

from typing import Any

from django import forms

from rundblick.copies.codes import Asked, Way
from rundblick.copies.reasons import catalogue
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, TextField


class PrepareForm(Form):
    """Since when and how somebody wants their copy."""

    asked_on = GermanDateField(label="Wann hat die Person gefragt?", latest=today)
    how = forms.ChoiceField(label="Wie hat sie gefragt?", choices=Asked.choices)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)


class HideForm(Form):
    """What is withheld, and why."""

    reason = forms.ChoiceField(label="Grund", choices=())
    words = TextField(
        label="Welche Worte?",
        required=False,
        max_length=500,
        help_text="So, wie sie im Eintrag stehen. Leer: Der ganze Eintrag wird geschwärzt.",
    )
    everywhere = forms.BooleanField(label="Diese Worte überall in der Auskunft schwärzen", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(one.code, f"{one.label} ({one.basis})") for one in catalogue().reasons]
        self.fields["reason"].choices = [("", "Bitte wählen"), *offered]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if given.get("everywhere") and not given.get("words"):
            self.add_error("words", "Bitte schreiben Sie die Worte auf, die überall geschwärzt werden.")
        return given


class ReleaseForm(Form):
    """The last word before a copy leaves. `unseen`: how many suggested entries nobody looked at."""

    as_they_are = forms.BooleanField(label="", required=False)

    def __init__(self, *args: Any, unseen: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if unseen:
            where = "Eine vorgeschlagene Stelle" if unseen == 1 else f"{unseen} vorgeschlagene Stellen"
            self.fields["as_they_are"].label = f"{where} habe ich nicht einzeln angesehen; so geht die Auskunft hinaus."
        else:
            del self.fields["as_they_are"]


class ExtendForm(Form):
    """Why the answer takes longer than a month."""

    why = ProseField(
        label="Warum dauert es länger?",
        max_length=1000,
        rows=3,
        help_text="Zum Beispiel: sehr viele Einträge. Diesen Grund schreiben Sie der Person, bevor der Monat um ist.",
    )


class HandForm(Form):
    """How a released copy reached the person."""

    way = forms.ChoiceField(label="Wie hat die Person sie bekommen?", choices=())
    on = GermanDateField(label="Wann?", latest=today)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, own_page: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(code, label) for code, label in Way.choices if own_page or code != Way.OWN_PAGE]
        self.fields["way"].choices = offered  # type: ignore[attr-defined]
