"""The mail with which somebody sets a password, for a new account or a forgotten one."""

import uuid

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.urls import reverse

from rundblick.access.models import User
from rundblick.access.services.invite import VALID_FOR, new_link

SUBJECT = "Rundblick: Passwort festlegen"
INVITATION = "Rundblick: Ihr Zugang"


def link_for(user: User) -> str:
    """A link that works once and for 48 hours (setting PASSWORD_RESET_TIMEOUT)."""
    key = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return f"{settings.RUNDBLICK.public_base_url}{reverse('account_reset_password_from_key', kwargs=key)}"


def send_invitation(invitation_id: uuid.UUID) -> bool:
    """Send the one-time link of an invitation; runs as worker. False when nobody waits for it any more.

    The mail names neither the house nor what Rundblick is for: an address may be mistyped.
    """
    made = new_link(invitation_id)
    if made is None:
        return False
    user, token = made
    link = f"{settings.RUNDBLICK.public_base_url}{reverse('account_invitation', args=[token])}"
    text = render_to_string("access/mail/invitation.txt", {"user": user, "link": link, "days": VALID_FOR.days})
    send_mail(INVITATION, text, None, [user.email])
    return True


def send(user_id: uuid.UUID) -> bool:
    """Send the mail; runs as worker. False when the account is gone or switched off."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return False
    text = render_to_string("access/mail/password_link.txt", {"user": user, "link": link_for(user)})
    send_mail(SUBJECT, text, None, [user.email])
    return True
