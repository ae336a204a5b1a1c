"""Accounts: made, changed and switched off by an administrator."""

import uuid

from allauth.account.models import EmailAddress

from rundblick.access.context import reason
from rundblick.access.models import Organisation, User
from rundblick.access.once import insert_once
from rundblick.access.roles import Role
from rundblick.access.services.doors import DoorClosed
from rundblick.access.services.house import must_leave_an_administrator


def add_user(*, email: str, display_name: str, organisation: Organisation, token: uuid.UUID | None = None) -> User:
    """Make an account without password and role; the password comes through a link sent by mail.

    `token` becomes its id, so that a form sent twice makes one. Raises DoorClosed when the address is taken.
    """
    with reason("access.user.add"):
        user = User(
            id=token or uuid.uuid4(),
            email=email.strip().lower(),
            display_name=display_name.strip(),
            organisation=organisation,
        )
        _must_be_free(email, but_for=user.pk)
        user.set_unusable_password()
        return insert_once(user, within="email")


def change_user(*, user: User, email: str, display_name: str, organisation: Organisation | None) -> None:
    """Change name, address or organisation. A new address ends the former one's use for single sign-on.

    Raises DoorClosed when the address is taken, or when somebody in a team would change the organisation.
    """
    with reason("access.user.change"):
        email = email.strip().lower()
        if email != user.email:
            _must_be_free(email, but_for=user.pk)
            EmailAddress.objects.filter(user=user).delete()
        moves = organisation is not None and organisation.pk != user.organisation_id
        if moves and user.team_memberships.filter(valid_until__isnull=True).exists():
            raise DoorClosed("Bitte beenden Sie zuerst die Teamzugehörigkeit in der bisherigen Organisation.")
        user.email, user.display_name = email, display_name.strip()
        user.organisation = organisation or user.organisation
        user.save(update_fields=["email", "display_name", "organisation"])


def switch_off(*, user: User) -> None:
    """Close an account; running sessions end with their next request.

    Raises DoorClosed when nobody would be left to administer the house.
    """
    with reason("access.user.switch_off"):
        if user.role_assignments.filter(role=Role.ADMIN, valid_until__isnull=True).exists():
            must_leave_an_administrator(without=user)
        user.is_active = False
        user.save(update_fields=["is_active"])


def switch_on(*, user: User) -> None:
    """Open a closed account again; the password still holds."""
    with reason("access.user.switch_on"):
        user.is_active = True
        user.save(update_fields=["is_active"])


def _must_be_free(email: str, *, but_for: uuid.UUID) -> None:
    if User.objects.filter(email=email.strip().lower()).exclude(pk=but_for).exists():
        raise DoorClosed("Zu dieser E-Mail-Adresse gibt es schon ein Konto.")
