"""Forms of the house: a referral, what happened, a link, costs, and how it goes."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django import forms

from rundblick.access.models import Organisation
from rundblick.consent.models import Consent
from rundblick.referrals.codes import Company, Going, Mode, Point, Refusal, Result, Side, State, Verdict, Way
from rundblick.referrals.kinds import catalogue, kind_of
from rundblick.referrals.models import Need, Referral
from rundblick.referrals.services.held import NO_WORDS
from rundblick.referrals.services.way import WITHOUT_REASON, Begun, Noted
from rundblick.web.clock import today
from rundblick.web.fields import DecimalNumberField
from rundblick.web.forms import Form, GermanDateField, ProseField, RadioRow, TextField

NEW = "area:"
ALONG = "der Stelle mitgeben"
_HELP = {
    Point.HOPE: "In den Worten der Person. Bei vertraulichen Arten bitte leer lassen; auf dem Blatt ist Platz.",
    Point.FEAR: "",
    Point.PRACTICAL: "Zum Beispiel Weg, Kinderbetreuung, Sprache, Unterlagen.",
}
TAKES: dict[State, set[str]] = {
    State.PREPARED: set(),
    State.CONTACTED: {"way", "reached", "said"},
    State.WAITING: {"expected_on", "said"},
    State.FIRST: {"company", "said"},
    State.RUNNING: {"said"},
    State.ENDED: {"result", "refusal", "said"},
}
"""What a step of each state may say beside its day."""


class NeedField(forms.ChoiceField):
    """A standing need, or the area of a new one. An area stays valid where its need began since the form was drawn."""

    def valid_value(self, value: Any) -> bool:
        areas = {NEW + one.code for one in catalogue().areas}
        return value in areas or super().valid_value(value)


class ReferralForm(Form):
    """Where somebody is referred to, and what was talked over before. Need, kind, place and mode are enough."""

    need = NeedField(label="Wofür wird Hilfe gebraucht?", choices=())
    kind = forms.ChoiceField(label="Welche Hilfe?", choices=())
    place = forms.ChoiceField(label="Welche Stelle?", choices=(), required=False)
    office = TextField(
        label="Oder eine andere Stelle",
        required=False,
        help_text="Der Name der Stelle oder Praxis, keine Privatpersonen. Leer: noch offen.",
    )
    reach = TextField(label="Wie erreichbar?", required=False, help_text="Durchwahl oder Sprechzeit der Stelle.")
    mode = forms.ChoiceField(label="Wer macht den Weg?", choices=Mode.choices, widget=RadioRow, initial=Mode.TOGETHER)
    token = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(
        self,
        *args: Any,
        needs: Iterable[Need],
        offices: Iterable[Organisation],
        referral: Referral | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        standing = [need for need in needs if need.ended_on is None]
        taken = {need.area for need in standing}
        self.needs = {str(need.pk): need for need in standing}
        self.offices = {str(one.pk): one for one in offices}
        _choose(
            self,
            "need",
            [
                ("", "Bitte wählen"),
                *((key, need.label) for key, need in self.needs.items()),
                *((NEW + one.code, one.label) for one in catalogue().areas if one.code not in taken),
            ],
        )
        _choose(self, "kind", [("", "Bitte wählen"), *_kinds()])
        _choose(
            self, "place", [("", "keine aus dieser Liste"), *((key, one.name) for key, one in self.offices.items())]
        )
        for point in Point:
            self.fields[point.value] = ProseField(
                label=point.label, max_length=600, rows=2, required=False, help_text=_HELP[point]
            )
            self.fields[f"{point.value}_along"] = forms.BooleanField(label=ALONG, required=False)
        if referral is not None:
            del self.fields["need"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        kind = kind_of(cleaned.get("kind") or "")
        if cleaned.get("kind") and kind.sensitive:
            for point in (Point.HOPE, Point.FEAR):
                if cleaned.get(point.value):
                    self.add_error(point.value, NO_WORDS)
            if cleaned.get("practical_along") and cleaned.get("practical"):
                self.add_error("practical_along", "Bei dieser Art der Hilfe bekommt die Stelle nichts mitgegeben.")
        if cleaned.get("place") and cleaned.get("office"):
            self.add_error("office", "Bitte nur eine Stelle: aus der Liste oder hier.")
        return cleaned

    def content(self) -> Begun:
        """What was said."""
        given = self.cleaned_data
        return Begun(
            kind=given["kind"],
            organisation=self.offices.get(given.get("place") or ""),
            office=given["office"],
            reach=given["reach"],
            mode=given["mode"],
            points={point.value: (given[point.value], given[f"{point.value}_along"]) for point in Point},
        )

    def chosen(self) -> dict[str, Any]:
        """The need, or the area of a new one, as `services.begin` takes them."""
        given = self.cleaned_data["need"]
        return {"area": given.removeprefix(NEW)} if given.startswith(NEW) else {"need": self.needs[given]}


class StepForm(Form):
    """What happened: a day, and what belongs to this state."""

    on = GermanDateField(label="Wann?", latest=today)
    way = forms.ChoiceField(label="Wie?", choices=Way.choices, widget=RadioRow)
    reached = forms.TypedChoiceField(
        label="Jemanden erreicht?",
        choices=[("1", "ja"), ("0", "nein")],
        coerce=lambda given: given == "1",
        empty_value=None,
        widget=RadioRow,
    )
    expected_on = GermanDateField(label="Termin oder Platz erwartet am", required=False, help_text="Leer: noch offen.")
    company = forms.ChoiceField(label="Wer war dabei?", choices=Company.choices, widget=RadioRow)
    result = forms.ChoiceField(label="Wie ist es ausgegangen?", choices=Result.choices, widget=forms.RadioSelect)
    refusal = forms.ChoiceField(
        label="Wenn die Stelle abgelehnt hat: warum?",
        choices=[("", "nicht angegeben"), *Refusal.choices],
        required=False,
    )
    said = TextField(label="Was wurde gesagt?", max_length=500, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, referral: Referral, state: State, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.state = state
        for name in set(self.fields) - TAKES[state] - {"on", "token"}:
            del self.fields[name]
        if referral.sort.sensitive:
            self.fields.pop("said", None)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("result") == Result.NOT_WANTED and cleaned.get("said"):
            self.add_error("said", WITHOUT_REASON)
        expected = cleaned.get("expected_on")
        if expected and cleaned.get("on") and expected < cleaned["on"]:
            self.add_error("expected_on", "Dieser Tag liegt vor dem, an dem das gesagt wurde.")
        return cleaned

    def content(self) -> Noted:
        """What was said."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "token"}
        return Noted(state=self.state, **given)


class LinkForm(Form):
    """A link for an agency: what the page may tell, on what it rests, and whether it is mailed."""

    reference = TextField(
        label="Aktenzeichen für die Stelle",
        max_length=20,
        help_text="Nur das steht auf der Seite, zum Beispiel „Anfrage 17“. Keine Namen, kein Geburtsdatum.",
    )
    basis = forms.ChoiceField(label="Worauf stützt sich die Antwort?", choices=(), widget=forms.RadioSelect)
    address = forms.EmailField(
        label="E-Mail-Adresse der Stelle",
        required=False,
        help_text="Leer: Der Link wird einmal angezeigt, zum Abschreiben, Kopieren oder Drucken.",
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, door: bool, releases: Iterable[Consent], mails: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.releases = {str(one.pk): one for one in releases}
        named = [(key, f"Einwilligung: {_named(one)}") for key, one in self.releases.items()]
        own = [("door", "Die Stelle darf in Rundblick mitlesen")] if door else []
        _choose(self, "basis", [*own, *named, ("hand", "Die Person nimmt den Link selbst mit")])
        if not mails:
            del self.fields["address"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("address") and cleaned.get("basis") == "hand":
            self.add_error("address", "Was die Person selbst mitnimmt, wird nicht verschickt.")
        return cleaned


class LookForm(Form):
    """How a running help goes."""

    side = forms.ChoiceField(label="Wer sagt das?", choices=Side.choices, widget=RadioRow)
    going = forms.ChoiceField(label="Wie läuft es?", choices=Going.choices, widget=RadioRow)
    words = TextField(label="In eigenen Worten", max_length=400, required=False)
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, referral: Referral, agency: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if agency:
            del self.fields["side"]
        if agency or referral.sort.sensitive:
            del self.fields["words"]


class ProposalForm(Form):
    """A help of § 16a SGB II is proposed."""

    proposal = ProseField(label="Was wird vorgeschlagen?", max_length=1000, rows=3)
    reasons = ProseField(
        label="Was spricht dafür, was dagegen?",
        max_length=3000,
        rows=6,
        help_text="Erforderlich für die Eingliederung? Was wurde abgewogen? Welche andere Hilfe käme in Betracht?",
    )
    amount = DecimalNumberField(
        label="Betrag in Euro", required=False, min_value=Decimal(0), max_digits=9, decimal_places=2
    )
    token = forms.UUIDField(widget=forms.HiddenInput)


class DecisionForm(Form):
    """What was decided about a proposal, and on which grounds."""

    verdict = forms.ChoiceField(label="Wie wurde entschieden?", choices=Verdict.choices, widget=RadioRow)
    grounds = ProseField(
        label="Tragende Gründe", max_length=3000, rows=5, help_text="§ 35 SGB X: auch, wie das Ermessen ausgeübt wurde."
    )
    decided_on = GermanDateField(label="Entschieden am", latest=today)
    decided_by = TextField(
        label="Wer hat entschieden?",
        max_length=80,
        help_text="Funktion, zum Beispiel „Fallmanagement“ oder „Sozialamt des Kreises“.",
    )
    amount = DecimalNumberField(
        label="Betrag in Euro", required=False, min_value=Decimal(0), max_digits=9, decimal_places=2
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


def initial_of(referral: Referral, points: Iterable[Any]) -> dict[str, Any]:
    """The referral as its form shows it."""
    found: dict[str, Any] = {
        "kind": referral.kind,
        "place": str(referral.organisation_id or ""),
        "office": referral.office or "",
        "reach": referral.reach or "",
        "mode": referral.mode,
        "version": referral.version,
    }
    for row in points:
        found |= {row.point: row.text, f"{row.point}_along": row.given_along}
    return found


def _kinds() -> list[tuple[str, list[tuple[str, str]]]]:
    groups = catalogue().groups
    return [
        (group.label, [(kind.code, kind.label) for kind in catalogue().kinds if kind.group == group.code])
        for group in groups
    ]


def _named(consent: Consent) -> str:
    return consent.named or (consent.organisation.name if consent.organisation else "")


def _choose(form: Form, name: str, choices: list[Any]) -> None:
    form.fields[name].choices = choices  # type: ignore[attr-defined]
