"""Organisations, teams, users, and who may do what in the house."""

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import Q

from rundblick.access.context import Context
from rundblick.access.declarations import staff
from rundblick.access.doors import Reference, System
from rundblick.access.history import tracked, tracked_fields
from rundblick.access.roles import Role
from rundblick.web.clock import now, today

_ACCOUNT = staff("Anmeldung und Zuordnung von Handlungen", "Ohne Konto keine Rechte und kein Protokoll")


@tracked
class Organisation(models.Model):
    """A Jobcenter, a Träger, a partner agency or a research institute."""

    class Kind(models.TextChoices):
        JOBCENTER = "jobcenter", "Jobcenter"
        PROVIDER = "provider", "Träger"
        PARTNER = "partner", "Partnerstelle"
        RESEARCH = "research", "Forschung"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField("Name", max_length=200, unique=True)
    kind = models.CharField("Art", max_length=20, choices=Kind.choices)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset({"name", "kind"})

    class Meta:
        verbose_name = "Organisation"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@tracked
class Team(models.Model):
    """A team of one organisation."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="teams")
    name = models.CharField("Name", max_length=200)

    door = Reference()
    personal_data: ClassVar[dict[str, Any]] = {}
    impersonal = frozenset({"organisation", "name"})

    class Meta:
        verbose_name = "Team"
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["organisation", "name"], name="team_name_once")]

    def __str__(self) -> str:
        return self.name


def name_of_house(organisation_id: uuid.UUID | None) -> str:
    """What an organisation is called on documents; "" without one. At most one query."""
    if organisation_id is None:
        return ""
    return Organisation.objects.filter(pk=organisation_id).values_list("name", flat=True).first() or ""


class UserManager(BaseUserManager["User"]):
    """Creates users; there are no superusers."""

    def create_user(
        self, *, email: str, display_name: str, organisation: Organisation, password: str | None = None
    ) -> "User":
        """Create an active user without any role."""
        user = self.model(
            email=self.normalize_email(email).lower(), display_name=display_name, organisation=organisation
        )
        user.set_password(password)
        user.save()
        return user


@tracked_fields("email", "display_name", "organisation", "is_active")
class User(AbstractBaseUser):
    """Somebody who can log in: staff, a guest of a partner agency, or a participant."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField("E-Mail", unique=True)
    display_name = models.CharField("Name", max_length=200)
    organisation = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, related_name="users", null=True, blank=True
    )
    is_active = models.BooleanField("aktiv", default=True)
    created_at = models.DateTimeField("angelegt", auto_now_add=True)

    team_ids: list[uuid.UUID]
    role_codes: list[str]

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]

    door = System()
    personal_data: ClassVar[dict[str, Any]] = {
        "email": _ACCOUNT,
        "display_name": _ACCOUNT,
        "organisation": _ACCOUNT,
        "password": _ACCOUNT,
        "last_login": _ACCOUNT,
        "is_active": _ACCOUNT,
        "created_at": _ACCOUNT,
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Konto"
        ordering = ["display_name"]

    def __str__(self) -> str:
        return self.display_name

    def get_full_name(self) -> str:
        return self.display_name

    def get_short_name(self) -> str:
        return self.display_name

    def access_context(self, request_id: str = "") -> Context:
        """The context in which this user acts today. One query unless the login backend annotated the user."""
        if not hasattr(self, "team_ids"):
            annotated = User.objects.filter(pk=self.pk)
            annotated = with_principals(annotated)
            self.team_ids, self.role_codes = annotated.values_list("team_ids", "role_codes").get()
        return Context(
            user_id=self.pk,
            user_label=self.display_name,
            organisation_id=self.organisation_id,
            team_ids=frozenset(self.team_ids),
            roles=frozenset(self.role_codes),
            request_id=request_id,
        )


def with_principals(users: "models.QuerySet[User]") -> Any:
    """Annotate users with today's `team_ids` and `role_codes`, in the same query."""
    from django.contrib.postgres.expressions import ArraySubquery
    from django.db.models import OuterRef

    day = today()
    held = Q(valid_from__lte=day) & (Q(valid_until__isnull=True) | Q(valid_until__gt=day))
    teams = TeamMembership.objects.filter(held, user=OuterRef("pk")).order_by().values("team_id")
    roles = RoleAssignment.objects.filter(held, user=OuterRef("pk")).order_by().values("role")
    return users.annotate(team_ids=ArraySubquery(teams), role_codes=ArraySubquery(roles))  # type: ignore[no-redef]


class Dated(models.Model):
    """Half-open period in days: `valid_from` inclusive, `valid_until` exclusive, null = open."""

    valid_from = models.DateField("ab", default=today)
    valid_until = models.DateField("bis (ausschließlich)", null=True, blank=True)

    class Meta:
        abstract = True


@tracked
class TeamMembership(Dated):
    """A user works in a team for a period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="team_memberships", verbose_name="Person")
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")

    door = System()
    personal_data: ClassVar[dict[str, Any]] = {
        "user": _ACCOUNT,
        "team": _ACCOUNT,
        "valid_from": _ACCOUNT,
        "valid_until": _ACCOUNT,
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Teamzugehörigkeit"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=models.F("valid_from")),
                name="team_membership_period",
            )
        ]


@tracked
class RoleAssignment(Dated):
    """A user holds a role for a period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="role_assignments", verbose_name="Person")
    role = models.CharField("Rolle", max_length=20, choices=Role.choices)

    door = System()
    personal_data: ClassVar[dict[str, Any]] = {
        "user": _ACCOUNT,
        "role": _ACCOUNT,
        "valid_from": _ACCOUNT,
        "valid_until": _ACCOUNT,
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Rolle"
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=models.F("valid_from")),
                name="role_assignment_period",
            )
        ]


@tracked_fields("user", "invited_by", "taken_back_at")
class AccountInvitation(models.Model):
    """A new account waits for the person it was made for, who opens it with a one-time link from a mail.

    Only a hash of the link is kept, from when it left (`sent_at`) for seven days (`valid_until`). Sending again makes
    the former link worthless in that second, before the new one leaves. `used_at`: when a password was set with it.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.OneToOneField(User, on_delete=models.CASCADE, related_name="invitation", verbose_name="Person")
    invited_by = models.ForeignKey(
        User, on_delete=models.SET_NULL, null=True, related_name="+", verbose_name="eingeladen von"
    )
    invited_at = models.DateTimeField("eingeladen", default=now)
    token_hash = models.CharField("Prüfsumme des Links (SHA-256)", max_length=64, blank=True)
    sent_at = models.DateTimeField("verschickt", null=True, blank=True)
    valid_until = models.DateTimeField("gilt bis", null=True, blank=True)
    used_at = models.DateTimeField("angenommen", null=True, blank=True)
    taken_back_at = models.DateTimeField("zurückgenommen", null=True, blank=True)

    door = System(app="SELECT, INSERT, UPDATE")
    personal_data: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("user", "invited_by", "invited_at", "token_hash", "sent_at", "valid_until", "used_at", "taken_back_at"),
        _ACCOUNT,
    )
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Einladung zu einem Konto"
        indexes = [models.Index(fields=["-invited_at", "-id"], name="account_invitation_by_time")]
        constraints = [
            models.UniqueConstraint(
                fields=["token_hash"], condition=~Q(token_hash=""), name="account_invitation_link_once"
            )
        ]


@tracked
class Cover(Dated):
    """A deputy covers an absent colleague; the grants that follow carry the same period."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covered_by", verbose_name="abwesend")
    deputy = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covers", verbose_name="Vertretung")

    door = System()
    personal_data: ClassVar[dict[str, Any]] = {
        "absent": _ACCOUNT,
        "deputy": _ACCOUNT,
        "valid_from": _ACCOUNT,
        "valid_until": _ACCOUNT,
    }
    impersonal: ClassVar[frozenset[str]] = frozenset()

    class Meta:
        verbose_name = "Vertretung"
        constraints = [
            models.CheckConstraint(condition=~Q(absent=models.F("deputy")), name="cover_by_somebody_else"),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gt=models.F("valid_from")),
                name="cover_period",
            ),
        ]
