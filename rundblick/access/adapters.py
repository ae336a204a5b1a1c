"""How logging in works here: accounts are made by an administrator, never by signing up."""

from typing import Any, ClassVar

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.app_settings import REAUTHENTICATION_TIMEOUT
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.http import HttpRequest
from django.urls import reverse

from rundblick.access import crypto
from rundblick.access.models import User
from rundblick.access.second_factor import is_required_of
from rundblick.web.clock import now

WRONG_LOGIN = "E-Mail-Adresse oder Passwort stimmen nicht. Bitte prüfen Sie beides."
TOO_MANY = "Zu viele Versuche in kurzer Zeit. Bitte warten Sie fünf Minuten und versuchen Sie es dann noch einmal."


class AccountAdapter(DefaultAccountAdapter):
    """No sign-up, polite German sentences, and password links that the worker sends."""

    error_messages: ClassVar[dict[str, Any]] = DefaultAccountAdapter.error_messages | {
        "account_inactive": "Dieses Konto ist abgeschaltet. Bitte wenden Sie sich an Ihre Administration.",
        "email_password_mismatch": WRONG_LOGIN,
        "invalid_login": WRONG_LOGIN,
        "enter_current_password": "Bitte geben Sie Ihr bisheriges Passwort richtig ein.",
        "incorrect_password": "Das Passwort stimmt nicht.",
        "incorrect_code": "Dieser Code stimmt nicht. Bitte prüfen Sie die Uhrzeit Ihres Geräts und den Code.",
        "invalid_password_reset": "Dieser Link gilt nicht mehr.",
        "too_many_login_attempts": TOO_MANY,
        "rate_limited": TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_password_reset_mail(self, user: User, email: str, context: dict[str, Any]) -> None:
        """Leave it to the worker: the answer takes as long for an unknown address as for a known one, and the link
        carries the configured address instead of the request's Host header."""
        from rundblick.access.tasks import send_password_link

        send_password_link.defer(user_id=str(user.pk))

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Whoever has just logged in has just proved who they are."""
        records = get_authentication_records(self.request, self.request.user)
        fresh = now().timestamp() - REAUTHENTICATION_TIMEOUT
        return not any(record["at"] > fresh for record in records if record["method"] in ("password", "mfa"))

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Single sign-on finds an existing account by its verified e-mail address and never creates one."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        if sociallogin.is_existing:
            return
        verified = [a.email.lower() for a in sociallogin.email_addresses if a.verified]
        user = User.objects.filter(email__in=verified, is_active=True).first()
        if user is not None:
            sociallogin.connect(request, user)

    def get_connect_redirect_url(self, request: HttpRequest, socialaccount: Any) -> str:
        return reverse("mfa_index")


class MfaAdapter(DefaultMFAAdapter):
    """Secrets of the second factor lie encrypted in the database; who must have one cannot remove the last."""

    error_messages: ClassVar[dict[str, Any]] = DefaultMFAAdapter.error_messages | {
        "incorrect_code": AccountAdapter.error_messages["incorrect_code"],
        "cannot_delete_authenticator": "Mit Ihrer Rolle brauchen Sie einen zweiten Faktor. "
        "Richten Sie zuerst einen anderen ein.",
        "cannot_generate_recovery_codes": "Ersatzcodes gibt es erst, wenn ein zweiter Faktor eingerichtet ist.",
    }

    def encrypt(self, text: str) -> str:
        return crypto.seal_for_house(text, "second-factor")

    def decrypt(self, encrypted_text: str) -> str:
        return crypto.unseal_for_house(encrypted_text, "second-factor")

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        others = others.exclude(type=Authenticator.Type.RECOVERY_CODES)
        return others.exists() or not is_required_of(authenticator.user.access_context().roles)

    def generate_authenticator_name(self, user: Any, type: Authenticator.Type) -> str:
        held = Authenticator.objects.filter(user_id=user.pk, type=type).count()
        return "Sicherheitsschlüssel" if held == 0 else f"Sicherheitsschlüssel {held + 1}"
