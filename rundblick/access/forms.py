"""The forms of the room."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from rundblick.access.context import Context
from rundblick.access.models import Dossier, Organisation, Team, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.models.organisations import with_principals
from rundblick.access.protocol import Wish
from rundblick.access.roles import Role
from rundblick.access.services.doors import SHORTEST_REASON
from rundblick.access.words import ORDINARY, TOPIC_WORDS
from rundblick.web.clock import BERLIN, today
from rundblick.web.forms import Form, GermanDateField, TextField

LONGEST_DOOR = dt.timedelta(days=3 * 366)
Choices = list[tuple[str, Any]]


class HandOverForm(Form):
    """To which colleague the responsibility goes, and whether the case changes the team."""

    to = forms.ModelChoiceField(label="Neue zuständige Fachkraft", queryset=User.objects.none(), empty_label="")
    team = forms.ModelChoiceField(
        label="Team",
        queryset=Team.objects.none(),
        required=False,
        empty_label="Das Team bleibt",
        help_text="Nur wenn der Fall auch das Team wechselt.",
    )

    def __init__(self, *args: Any, dossier: Dossier, responsible: Iterable[uuid.UUID], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.dossier = dossier
        colleagues = with_principals(
            User.objects.filter(organisation_id=dossier.organisation_id, is_active=True).exclude(pk__in=responsible)
        ).filter(role_codes__contains=[Role.COACH])
        self.fields["to"].queryset = colleagues  # type: ignore[attr-defined]
        teams = Team.objects.filter(organisation_id=dossier.organisation_id).exclude(pk=dossier.team_id)
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        to, team = cleaned.get("to"), cleaned.get("team") or self.dossier.team
        if to is not None and team.pk not in to.team_ids:
            self.add_error(
                "team", f"{to} arbeitet nicht im {team}. Bitte wählen Sie das Team, in das der Fall wechselt."
            )
        return cleaned


class OpenDoorForm(Form):
    """A door for somebody outside: for whom, why, to what, until when."""

    principal = forms.ChoiceField(label="Für wen")
    basis = forms.ChoiceField(
        label="Warum",
        widget=forms.RadioSelect,
        choices=[
            (Basis.ASSIGNMENT, "Auftrag: Die Stelle arbeitet für das Jobcenter (Vertrag, § 16k SGB II)"),
            (Basis.STATUTORY, "Gesetz: Eine Vorschrift erlaubt diese Weitergabe"),
        ],
    )
    evidence = TextField(
        label="Nachweis",
        max_length=300,
        help_text="Der Vertrag mit Datum, oder die Vorschrift mit Paragraf. Keine Namen von Leistungsberechtigten.",
    )
    topics = forms.MultipleChoiceField(
        label="Was sieht die Stelle?",
        widget=forms.CheckboxSelectMultiple,
        choices=[(topic, TOPIC_WORDS[topic]) for topic in ORDINARY],
        help_text="Nur, was für diese Aufgabe nötig ist. Der geschützte Bereich braucht eine Einwilligung.",
    )
    writes = forms.BooleanField(label="Die Stelle darf in diesen Themen auch schreiben", required=False)
    member = forms.ChoiceField(label="Wen betrifft es?", required=False)
    last_day = GermanDateField(
        label="Letzter Tag",
        required=False,
        help_text="Leer, wenn noch kein Ende feststeht. Sie können die Tür jederzeit schließen.",
    )

    def __init__(self, *args: Any, context: Context, members: dict[uuid.UUID, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["principal"].choices = recipients(context)  # type: ignore[attr-defined]
        if members:
            choices: Choices = [("", "alle im Haushalt"), *((str(pk), label) for pk, label in members.items())]
            self.fields["member"].choices = choices  # type: ignore[attr-defined]
        else:
            del self.fields["member"]

    def clean_last_day(self) -> dt.date | None:
        last: dt.date | None = self.cleaned_data["last_day"]
        if last is None:
            return None
        if last < today():
            raise forms.ValidationError("Der letzte Tag liegt in der Vergangenheit.")
        if last > today() + LONGEST_DOOR:
            raise forms.ValidationError("Höchstens drei Jahre. Danach lässt sich die Tür neu öffnen.")
        return last

    def until(self) -> dt.datetime | None:
        """The first moment after the last day."""
        last: dt.date | None = self.cleaned_data["last_day"]
        return None if last is None else dt.datetime.combine(last + dt.timedelta(days=1), dt.time.min, tzinfo=BERLIN)

    def chosen(self) -> User | Team | Organisation:
        """The recipient."""
        kind, _, key = self.cleaned_data["principal"].partition(":")
        models: dict[str, type[User] | type[Team] | type[Organisation]] = {
            "user": User,
            "team": Team,
            "organisation": Organisation,
        }
        return models[kind].objects.get(pk=key)


def recipients(context: Context) -> Choices:
    """Whom a door can be opened for: Träger and partner agencies with their teams and people, and colleagues of the
    own Jobcenter who hold no case themselves (benefits, placement, coordination)."""
    groups: Choices = [("", "")]
    outside = Organisation.objects.filter(kind__in=[Organisation.Kind.PROVIDER, Organisation.Kind.PARTNER])
    for organisation in outside.prefetch_related("teams"):
        entries = [(f"team:{team.pk}", f"{organisation}: {team}") for team in organisation.teams.all()]
        entries.append((f"organisation:{organisation.pk}", f"{organisation}: alle dort"))
        groups.append((str(organisation), entries))
    people = with_principals(User.objects.filter(is_active=True).select_related("organisation")).filter(
        Q(organisation__in=outside) | Q(organisation_id=context.organisation_id)
    )
    inner = {Role.BENEFITS, Role.PLACEMENT, Role.COORDINATOR, Role.NOMINATOR, Role.COACH}
    by_house: dict[str, list[tuple[str, str]]] = {}
    for person in people:
        if (
            person.pk != context.user_id and not inner.isdisjoint(person.role_codes)
        ) or Role.PARTNER in person.role_codes:
            by_house.setdefault(str(person.organisation), []).append((f"user:{person.pk}", person.display_name))
    groups += [(f"Einzelne Personen: {house}", entries) for house, entries in sorted(by_house.items())]
    return groups


class PurposeForm(Form):
    """Why somebody looks into a case without a door of their own."""

    purpose = TextField(
        label="Zweck",
        max_length=300,
        help_text=f"Mindestens {SHORTEST_REASON} Zeichen: was Sie jetzt tun müssen, nicht, was Sie vermuten.",
    )

    def clean_purpose(self) -> str:
        purpose: str = self.cleaned_data["purpose"]
        if len(purpose.strip()) < SHORTEST_REASON:
            raise forms.ValidationError(f"Bitte den Zweck mit mindestens {SHORTEST_REASON} Zeichen angeben.")
        return purpose


class DangerForm(Form):
    """Which danger to life makes somebody ask for the protected area."""

    danger = TextField(
        label="Welche Gefahr besteht?",
        max_length=220,
        help_text="Ohne Namen: Die zweite Person liest das, bevor sie zustimmt.",
    )
    certain = forms.BooleanField(label="Es geht um Leib oder Leben, und Hilfe ist gerufen oder wird gerade gerufen")


class ErasureForm(Form):
    """The legal ground on which a file is to be erased."""

    GROUNDS = (
        ("Die Aufbewahrungsfrist ist abgelaufen (§ 84 Abs. 2 SGB X)", "Die Aufbewahrungsfrist ist abgelaufen"),
        ("Die Person verlangt die Löschung (Art. 17 DSGVO)", "Die Person verlangt die Löschung"),
        ("Die Akte wurde versehentlich angelegt", "Die Akte wurde versehentlich angelegt"),
        ("Die Speicherung war nicht zulässig (§ 84 Abs. 2 SGB X)", "Die Speicherung war nicht zulässig"),
    )
    ground = forms.ChoiceField(label="Grund", widget=forms.RadioSelect, choices=GROUNDS)
    understood = forms.BooleanField(label="Mir ist klar, dass gelöschte Akten nicht zurückkommen")


class ProtocolForm(Form):
    """What to show of the disclosure log. Comes as GET: ids and days only, nothing about people."""

    first_day = GermanDateField(label="Von", required=False)
    last_day = GermanDateField(label="Bis", required=False)
    kind = forms.ChoiceField(label="Art", required=False)
    user = forms.ModelChoiceField(label="Person", queryset=User.objects.none(), required=False, empty_label="alle")
    dossier = forms.UUIDField(
        label="Akte",
        required=False,
        help_text="Die Kennung steht auf der Seite „Wer darf das sehen?“.",
        error_messages={"invalid": "Das ist keine Kennung einer Akte."},
    )

    def __init__(self, *args: Any, kinds: Iterable[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "alle"), *kinds]  # type: ignore[attr-defined]
        self.fields["user"].queryset = User.objects.exclude(organisation=None)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        first, last = cleaned.get("first_day"), cleaned.get("last_day")
        if first and last and last < first:
            self.add_error("last_day", "Das Ende liegt vor dem Anfang.")
        return cleaned

    def wish(self) -> Wish:
        """The filter; empty as long as something in the form is wrong."""
        if not self.is_valid():
            return Wish()
        said = self.cleaned_data
        return Wish(
            first_day=said["first_day"],
            last_day=said["last_day"],
            kind=said["kind"],
            dossier=said["dossier"],
            user=said["user"].pk if said["user"] else None,
        )
