"""Forms of administration and team leads."""

import datetime as dt
from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q, QuerySet

from rundblick.access.context import Context
from rundblick.access.models import Cover, Organisation, Team, User
from rundblick.access.models.organisations import with_principals
from rundblick.access.roles import Role
from rundblick.access.staff import ROLES_OF_KIND, UserWish, people_of_teams
from rundblick.web.clock import today
from rundblick.web.forms import Form, GermanDateField, TextField

STATES = (("active", "aktiv"), ("off", "abgeschaltet"), ("all", "alle"))
STAFF_ROLE_CHOICES = [(role.value, role.label) for role in Role if role != Role.PARTICIPANT]


class UserSearchForm(Form):
    """Finding accounts. Sent as POST, because a name must not stand in an address."""

    words = TextField(label="Name oder E-Mail", required=False, max_length=100)
    organisation = forms.ModelChoiceField(
        label="Organisation", queryset=Organisation.objects.all(), required=False, empty_label="alle"
    )
    role = forms.ChoiceField(label="Rolle", required=False, choices=[("", "alle"), *STAFF_ROLE_CHOICES])
    state = forms.ChoiceField(label="Konto", choices=STATES, initial="active")

    def wish(self) -> UserWish:
        """What was asked for, as the session keeps it."""
        said = self.cleaned_data
        organisation = said["organisation"]
        return UserWish(said["words"], str(organisation.pk) if organisation else "", said["role"], said["state"])


class UserForm(Form):
    """Name, address and organisation of an account."""

    display_name = TextField(label="Name", max_length=200)
    email = forms.EmailField(label="Dienstliche E-Mail-Adresse", max_length=254)
    organisation = forms.ModelChoiceField(
        label="Organisation",
        queryset=Organisation.objects.all(),
        empty_label="",
        help_text="Bestimmt, welche Rollen möglich sind.",
    )


class NewUserForm(UserForm):
    """A new account in one of these houses, with its first role and team. `token` keeps two clicks one account."""

    role = forms.ChoiceField(label="Rolle")
    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), required=False, empty_label="kein Team")
    send_link = forms.BooleanField(
        label="Einladung gleich per E-Mail schicken (der Link gilt 7 Tage)", required=False, initial=True
    )
    token = forms.UUIDField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, houses: "QuerySet[Organisation]", roles: Iterable[Role], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = houses  # type: ignore[attr-defined]
        self.fields["role"].choices = [("", ""), *((role.value, role.label) for role in roles)]  # type: ignore[attr-defined]
        teams = Team.objects.filter(organisation__in=houses).select_related("organisation")
        teams = teams.order_by("organisation__name", "name")
        self.fields["team"].queryset = teams  # type: ignore[attr-defined]
        self.fields["team"].label_from_instance = lambda team: f"{team.organisation}: {team}"  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        organisation, team, role = cleaned.get("organisation"), cleaned.get("team"), cleaned.get("role")
        if organisation and team and team.organisation_id != organisation.pk:
            self.add_error("team", "Dieses Team gehört zu einer anderen Organisation.")
        if organisation and role and Role(role) not in ROLES_OF_KIND[organisation.kind]:
            self.add_error(
                "role", f"Diese Rolle gibt es bei einer Organisation der Art {organisation.get_kind_display()} nicht."
            )
        return cleaned


class RoleForm(Form):
    """A role from a day on."""

    role = forms.ChoiceField(label="Rolle")
    since = GermanDateField(label="Ab", initial=today)

    def __init__(self, *args: Any, user: User, held: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = user.organisation.kind if user.organisation else ""
        free = [role for role in ROLES_OF_KIND.get(kind, ()) if role not in set(held)]
        self.fields["role"].choices = [("", ""), *((role.value, role.label) for role in free)]  # type: ignore[attr-defined]


class TeamForm(Form):
    """A team from a day on."""

    team = forms.ModelChoiceField(label="Team", queryset=Team.objects.none(), empty_label="")
    since = GermanDateField(label="Ab", initial=today)

    def __init__(self, *args: Any, user: User, held: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        free = Team.objects.filter(organisation=user.organisation).exclude(pk__in=list(held))
        self.fields["team"].queryset = free  # type: ignore[attr-defined]


class OrganisationForm(Form):
    """A new organisation."""

    name = TextField(label="Name der Organisation", max_length=200)
    kind = forms.ChoiceField(label="Art", choices=Organisation.Kind.choices)

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if Organisation.objects.filter(name__iexact=name).exists():
            raise forms.ValidationError("Eine Organisation mit diesem Namen gibt es schon.")
        return name


class NameForm(Form):
    """Another name for an organisation or a team."""

    name = TextField(label="Name", max_length=200)

    def __init__(self, *args: Any, taken: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = taken

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"].strip()
        if self.taken.filter(name__iexact=name).exists():
            raise forms.ValidationError("Dieser Name ist schon vergeben.")
        return name


class CoverForm(Form):
    """Who covers whom, from the first to the last day (both inclusive)."""

    absent = forms.ModelChoiceField(label="Wer ist abwesend?", queryset=User.objects.none(), empty_label="")
    deputy = forms.ModelChoiceField(label="Wer vertritt?", queryset=User.objects.none(), empty_label="")
    first_day = GermanDateField(label="Erster Tag", initial=today)
    last_day = GermanDateField(label="Letzter Tag")

    def __init__(self, *args: Any, context: Context, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["absent"].queryset = people_of_teams(context.team_ids, Role.COACH)  # type: ignore[attr-defined]
        deputies = with_principals(User.objects.filter(organisation=context.organisation_id, is_active=True))
        self.fields["deputy"].queryset = deputies.filter(role_codes__contains=[Role.COACH])  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        first, last = said.get("first_day"), said.get("last_day")
        absent, deputy = said.get("absent"), said.get("deputy")
        if first and first < today():
            self.add_error("first_day", "Eine Vertretung kann frühestens heute beginnen.")
        if first and last and last < first:
            self.add_error("last_day", "Das Ende der Vertretung liegt vor dem Beginn.")
        if absent and absent == deputy:
            self.add_error("deputy", "Niemand vertritt sich selbst.")
        if not self.errors and first and last:
            self._refuse_overlaps(absent, deputy, first, last)
        return said

    def _refuse_overlaps(self, absent: Any, deputy: Any, first: dt.date, last: dt.date) -> None:
        then = Cover.objects.filter(Q(valid_until=None) | Q(valid_until__gt=first), valid_from__lte=last)
        if then.filter(absent=absent, deputy=deputy).exists():
            self.add_error(None, "Diese Vertretung gibt es in dieser Zeit schon.")
        elif then.filter(absent=deputy).exists():
            self.add_error("deputy", f"{deputy} wird in dieser Zeit selbst vertreten.")
