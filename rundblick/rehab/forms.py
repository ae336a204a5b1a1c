"""Forms of the room."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable
from typing import Any

from django import forms

from rundblick.consent.models import Consent
from rundblick.rehab.catalogue import catalogue, insurer_choices
from rundblick.rehab.codes import About, Channel, Contact, Format, Kind, Milestone, Present, Provision, Result
from rundblick.rehab.services import NO_CLINIC_TALK, ApplicationContent, DeskContent
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, ProseField, TextField

LOOK = "Leer: Es wird nicht erinnert."
AHEAD = dt.timedelta(days=10 * 366)
_USUAL = {
    Format.CASE: (Present.AGENCY, Present.COACH),
    Format.INFO: (Present.AGENCY, Present.COACH, Present.PERSON),
    Format.ADVICE: (Present.AGENCY, Present.COACH, Present.PERSON),
    Format.PHONE: (Present.AGENCY, Present.COACH, Present.PERSON),
    Format.CLINIC: (Present.CLINIC, Present.COACH),
}


def _ahead() -> dt.date:
    return today() + AHEAD


def _boxes(label: str, choices: Iterable[tuple[str, str]], **kwargs: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(label=label, choices=list(choices), widget=forms.CheckboxSelectMultiple, **kwargs)


class DeskForm(Form):
    """Who insures, and with whom the Jobcenter works. `agencies`: those with an open door; None = a guest writes."""

    insurer = forms.ChoiceField(label="Wo ist die Person rentenversichert?", choices=(), widget=forms.RadioSelect)
    verified_on = GermanDateField(
        label="Geprüft am",
        required=False,
        latest=today,
        help_text="Der Tag, an dem jemand nachgesehen hat. Leer, wenn die Person es erzählt hat.",
    )
    agency = forms.ChoiceField(
        label="Teilhabeberatung, die mitarbeitet",
        choices=(),
        required=False,
        help_text="Diese Stelle liest und schreibt Tage und Schritte hier mit, solange ihre Tür offen ist.",
    )
    contact_name = TextField(
        label="Ansprechperson beim Träger",
        required=False,
        max_length=80,
        help_text="Wen man dort zu dieser Person anruft. Leer, solange es niemand weiß.",
    )
    contact = forms.ChoiceField(label="Als was?", choices=Contact.choices, widget=forms.RadioSelect, required=False)
    contact_number = TextField(label="Telefon", required=False, max_length=40)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, agencies: dict[Any, str] | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["insurer"].choices = insurer_choices()  # type: ignore[attr-defined]
        if agencies is None:
            del self.fields["agency"]
        else:
            self.fields["agency"].choices = [  # type: ignore[attr-defined]
                ("", "noch keine"),
                *((str(key), name) for key, name in agencies.items()),
            ]

    def content(self, agency_id: uuid.UUID | None) -> DeskContent:
        """What was said; `agency_id`: the agency where the form does not ask."""
        said = self.cleaned_data
        if "agency" in self.fields:
            agency_id = uuid.UUID(said["agency"]) if said["agency"] else None
        contact = {name: said[name] for name in ("contact", "contact_name", "contact_number")}
        return DeskContent(insurer=said["insurer"], verified_on=said["verified_on"], agency_id=agency_id, **contact)


class TalkForm(Form):
    """That a talk of one kind took place. `releases`: consents by which a clinic may speak."""

    on = GermanDateField(label="Wann?", latest=today)
    present = _boxes("Wer war dabei?", Present.choices)
    ad_hoc = forms.BooleanField(label="Die Teilhabeberatung kam spontan dazu", required=False)
    result = forms.ChoiceField(label="Was kommt als Nächstes?", choices=Result.choices, widget=forms.RadioSelect)
    release = forms.ChoiceField(
        label="Wer hat das Gespräch erlaubt?", choices=(), required=False, widget=forms.RadioSelect
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, format_: Format, releases: Collection[Consent] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._format = format_
        self._releases = {str(one.pk): one for one in releases}
        if not self.is_bound and "present" not in self.initial:
            with_person = format_ is Format.CLINIC and not releases
            self.initial["present"] = [*_USUAL[format_], *([Present.PERSON] if with_person else [])]
        barred = {Present.PERSON} if format_ is Format.CASE else set()
        if format_ is not Format.CLINIC:
            barred.add(Present.CLINIC)
        offered = [one for one in Present.choices if one[0] not in barred]
        self.fields["present"].choices = offered  # type: ignore[attr-defined]
        if format_ in (Format.CASE, Format.CLINIC):
            del self.fields["ad_hoc"]
        if format_ is Format.CLINIC and releases:
            allowed = [(key, f"Entbindung: {one.addressee}") for key, one in self._releases.items()]
            self.fields["release"].choices = [*allowed, ("", "Die Person selbst, sie war dabei")]  # type: ignore[attr-defined]
        else:
            del self.fields["release"]

    def clean(self) -> dict[str, Any]:
        """A clinic speaks by a release or with the person there."""
        said = super().clean() or self.cleaned_data
        if self._format is Format.CLINIC and not said.get("release") and Present.PERSON not in said.get("present", []):
            self.add_error("present", NO_CLINIC_TALK)
        return said

    @property
    def rests_on(self) -> Consent | None:
        """The consent the talk rests on, where one was chosen."""
        return self._releases.get(self.cleaned_data.get("release", ""))


class ApplyForm(Form):
    """A new application, or one that was found."""

    kind = forms.ChoiceField(label="Antrag auf", choices=Kind.choices, widget=forms.RadioSelect)
    on = GermanDateField(label="Besprochen oder gefunden am", latest=today)
    old_case = forms.BooleanField(label="Altfall: Das Verfahren lag schon länger unbearbeitet", required=False)
    look_on = GermanDateField(label="Wieder ansehen am", required=False, latest=_ahead, help_text=LOOK)
    token = forms.UUIDField(widget=forms.HiddenInput)


class ChangeForm(Form):
    """What is settled before an application goes in, how it went in, and when to look next."""

    ready = _boxes("Was ist schon geklärt?", (), required=False)
    channel = forms.ChoiceField(
        label="Eingereicht", choices=[("", "noch nicht"), *Channel.choices], widget=forms.RadioSelect, required=False
    )
    refusal_on = GermanDateField(
        label="Ablehnung angekommen am",
        required=False,
        latest=today,
        help_text="Ab diesem Tag läuft die Frist für den Widerspruch.",
    )
    look_on = GermanDateField(label="Wieder ansehen am", required=False, latest=_ahead, help_text=LOOK)
    old_case = forms.BooleanField(label="Altfall: Das Verfahren lag schon länger unbearbeitet", required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, refused: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ready"].choices = [  # type: ignore[attr-defined]
            (one.code, f"{one.label} (nötig)" if one.needed else one.label) for one in catalogue().checklist
        ]
        if not refused:
            del self.fields["refusal_on"]

    def content(self) -> ApplicationContent:
        """What was said."""
        said = self.cleaned_data
        return ApplicationContent(
            ready=said["ready"],
            channel=said["channel"],
            look_on=said["look_on"],
            refusal_on=said.get("refusal_on"),
            old_case=said["old_case"],
        )


class StepForm(Form):
    """An application has come a step further. `done`: steps that are there already."""

    milestone = forms.ChoiceField(label="Welcher Schritt?", choices=(), widget=forms.RadioSelect)
    on = GermanDateField(label="Wann?", latest=today, help_text="Bei einem Bescheid das Datum, das darauf steht.")
    refusal_on = GermanDateField(
        label="Bei einer Ablehnung: angekommen am",
        required=False,
        latest=today,
        help_text="Leer, wenn es niemand weiß. Dann rechnet Rundblick vorsichtig.",
    )
    look_on = GermanDateField(label="Wieder ansehen am", required=False, latest=_ahead, help_text=LOOK)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, done: Collection[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["milestone"].choices = [one for one in Milestone.choices if one[0] not in done]  # type: ignore[attr-defined]


class PlanForm(Form):
    """A line of the Teilhabeplan."""

    provision = forms.ChoiceField(label="Leistung", choices=Provision.choices, widget=forms.RadioSelect)
    carrier = TextField(
        label="Träger", max_length=120, help_text="Wer leistet, zum Beispiel eine Krankenkasse. Keine Einrichtung."
    )
    since = GermanDateField(label="Ab", latest=_ahead)
    until = GermanDateField(label="Bis", required=False, latest=_ahead, help_text="Leer: offen.")
    review_on = GermanDateField(label="Plan wieder ansehen am", required=False, latest=_ahead, help_text=LOOK)
    token = forms.UUIDField(widget=forms.HiddenInput)


class SayForm(Form):
    """What one side says. `tells`: the side may choose that the Jobcenter reads it; a house always tells."""

    about = forms.ChoiceField(label="Worum geht es?", choices=About.choices, widget=forms.RadioSelect)
    since = GermanDateField(label="Seit wann?", latest=today)
    text = ProseField(label="Ihre Sicht", max_length=4000, rows=6)
    for_house = forms.BooleanField(label="Das Jobcenter liest es auch", required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, label: str, new: bool, tells: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = label
        unused = ["version"] if new else ["about", "since", "token"]
        for name in [*unused, *([] if tells else ["for_house"])]:
            del self.fields[name]
