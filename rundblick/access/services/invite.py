"""A new account waits for its person: invited, sent again, taken back, and opened with a one-time link."""

import datetime as dt
import secrets
import uuid

from rundblick.access.context import reason
from rundblick.access.models import AccountInvitation, User
from rundblick.access.services.doors import DoorClosed
from rundblick.access.services.staff import switch_off, switch_on
from rundblick.access.tokens import digest
from rundblick.web.clock import now

VALID_FOR = dt.timedelta(days=7)
USED = "Dieses Konto wird schon benutzt. Wer das Passwort vergessen hat, bekommt auf der Anmeldeseite ein neues."


def invite(*, user: User, by: User) -> AccountInvitation:
    """Invite the person of a new account; the worker sends the link. Twice makes one invitation."""
    with reason("access.invitation.make"):
        invitation, made = AccountInvitation.objects.get_or_create(user=user, defaults={"invited_by": by})
    if made:
        _send(invitation)
    return invitation


def send_again(invitation: AccountInvitation) -> None:
    """The former link is worthless in this second; a new one leaves. What was taken back holds again.

    Raises DoorClosed when the account is in use.
    """
    with reason("access.invitation.send_again"):
        held = _unused(invitation.pk)
        if held.taken_back_at is not None:
            switch_on(user=held.user)
        held.token_hash, held.sent_at, held.valid_until, held.taken_back_at = "", None, None, None
        held.save(update_fields=["token_hash", "sent_at", "valid_until", "taken_back_at"])
    _send(held)


def take_back(invitation: AccountInvitation) -> None:
    """The link is worthless in this second, and the account is switched off. Raises DoorClosed when it is in use."""
    with reason("access.invitation.take_back"):
        held = _unused(invitation.pk)
        held.token_hash, held.taken_back_at = "", held.taken_back_at or now()
        held.save(update_fields=["token_hash", "taken_back_at"])
        switch_off(user=held.user)


def new_link(invitation_id: uuid.UUID) -> tuple[User, str] | None:
    """Who waits, and a fresh token that holds from now on; for the worker, which puts it into a mail.

    None when nobody waits any more.
    """
    held = _locked(invitation_id)
    if held.taken_back_at is not None or in_use(held):
        return None
    token = secrets.token_urlsafe(32)
    held.token_hash, held.sent_at, held.valid_until = digest(token), now(), now() + VALID_FOR
    held.save(update_fields=["token_hash", "sent_at", "valid_until"])
    return held.user, token


def waiting_for(token: str) -> AccountInvitation | None:
    """The invitation a link belongs to while it can be used: sent within seven days, not used, not taken back."""
    rows = AccountInvitation.objects.select_related("user__organisation")
    found = rows.filter(token_hash=digest(token), valid_until__gt=now(), user__is_active=True).first()
    return None if found is None or in_use(found) else found


def accept(invitation: AccountInvitation, *, password: str | None) -> bool:
    """The person opens their account, and the link is worthless from here on. False when a second click came first.

    `password`: None = they log in with a passkey alone; a forgotten key is replaced like a forgotten password.
    """
    held = _locked(invitation.pk)
    if held.token_hash != invitation.token_hash or in_use(held):
        return False
    held.user.set_password(password)
    held.user.save(update_fields=["password"])
    held.used_at, held.token_hash = now(), ""
    held.save(update_fields=["used_at", "token_hash"])
    return True


def in_use(invitation: AccountInvitation) -> bool:
    """Whether somebody has opened the account: by the link, by another one, or through the house's own login."""
    user = invitation.user
    return invitation.used_at is not None or user.last_login is not None or user.has_usable_password()


def _locked(invitation_id: uuid.UUID) -> AccountInvitation:
    return AccountInvitation.objects.select_for_update(of=("self",)).select_related("user").get(pk=invitation_id)


def _unused(invitation_id: uuid.UUID) -> AccountInvitation:
    held = _locked(invitation_id)
    if in_use(held):
        raise DoorClosed(USED)
    return held


def _send(invitation: AccountInvitation) -> None:
    from rundblick.access.tasks import send_invitation

    send_invitation.defer(invitation_id=str(invitation.pk))
