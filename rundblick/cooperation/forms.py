"""The form with which something is put on a common sheet."""

from typing import Any

from django import forms

from rundblick.cooperation.codes import Doer, Kind, Standing
from rundblick.cooperation.rules import Content
from rundblick.files.rules import ALLOWED_WORDS
from rundblick.web.forms import Form, GermanDateField, GermanTimeField, ProseField, RadioRow

FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.MESSAGE: ("text",),
    Kind.REQUEST: ("text", "on"),
    Kind.AGREEMENT: ("text", "doer", "on"),
    Kind.DATE: ("on", "at", "text"),
    Kind.STANDING: ("standing", "text"),
    Kind.DOCUMENT: ("file", "text"),
    Kind.MEETING: ("text",),
}
_TEXT = {
    Kind.MESSAGE: "Nachricht",
    Kind.REQUEST: "Worum bitten Sie, oder was möchten Sie wissen?",
    Kind.AGREEMENT: "Was ist abgesprochen?",
    Kind.DATE: "Was ist das für ein Termin? (freiwillig)",
    Kind.STANDING: "Etwas dazu (freiwillig)",
    Kind.DOCUMENT: "Was ist das? (freiwillig)",
    Kind.MEETING: "Worum soll es gehen? (freiwillig)",
}
_DAY = {Kind.REQUEST: "Antwort bis (freiwillig)", Kind.AGREEMENT: "Bis wann? (freiwillig)", Kind.DATE: "Tag"}

ONLY_DATES = "Ohne Entbindung von der Schweigepflicht nur, wenn hier kein Text steht. Sonst bleibt es bei Ihrer Stelle."


class EntryForm(Form):
    """Something for the sheet; only the fields of its kind. `agency`: a guest writes. `may_tell`: words of the agency
    may reach the Jobcenter."""

    text = ProseField(label="", max_length=4000, rows=4, required=False)
    doer = forms.ChoiceField(label="Wer übernimmt das?", choices=Doer.choices, widget=RadioRow, required=False)
    standing = forms.ChoiceField(
        label="Wie weit ist es?", choices=Standing.choices, widget=forms.RadioSelect, required=False
    )
    on = GermanDateField(label="", required=False)
    at = GermanTimeField(label="Uhrzeit (freiwillig)", required=False)
    file = forms.FileField(label="Datei", help_text=f"{ALLOWED_WORDS}, höchstens 15 MB", required=False)
    for_house = forms.BooleanField(label="Das Jobcenter liest es auch", required=False)
    for_person = forms.BooleanField(
        label="Die Person liest es auf ihrer eigenen Seite", required=False, help_text="Wenn sie einen Zugang hat."
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, kind: Kind, agency: bool, may_tell: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.agency = kind, agency
        shown = [*FIELDS[kind], *(["for_house"] if agency else []), "for_person", "token"]
        for name in set(self.fields) - set(shown):
            del self.fields[name]
        self.order_fields(shown)
        self.fields["text"].label = _TEXT[kind]
        if "on" in self.fields:
            self.fields["on"].label = _DAY[kind]
        if agency and not may_tell:
            self.fields["for_house"].help_text = ONLY_DATES

    def content(self) -> Content:
        """What was said."""
        said = self.cleaned_data
        return Content(
            kind=self.kind,
            text=said.get("text", ""),
            on=said.get("on"),
            at=said.get("at"),
            standing=Standing(said["standing"]) if said.get("standing") else None,
            doer=Doer(said["doer"]) if said.get("doer") else None,
            for_house=said.get("for_house", False) if self.agency else True,
            for_person=said.get("for_person", False),
        )
