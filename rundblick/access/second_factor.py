"""A second factor for the roles that need one (setting MFA_REQUIRED_ROLES).

Who holds such a role without a second factor reaches only the pages to set one up. Single sign-on counts as one:
there the identity provider asks for it.
"""

from collections.abc import Callable, Collection
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from rundblick.access.roles import STAFF_ROLES

EVERYBODY = "*"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
FREE_ROUTES = frozenset({"account_logout", "account_reauthenticate", "account_change_password", "web:choose_theme"})
PROVED = "second_factor"


def is_required_of(roles: Collection[str]) -> bool:
    """Whether somebody with these roles needs a second factor."""
    required = settings.MFA_REQUIRED_ROLES
    if EVERYBODY in required:
        return not STAFF_ROLES.isdisjoint(roles)
    return not required.isdisjoint(roles)


class SecondFactorRequired:
    """Sends people to the page where a second factor is set up, until they have one."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponseBase | None:
        """Answer with a redirect where the second factor is missing."""
        route = request.resolver_match.view_name if request.resolver_match else ""
        if not request.user.is_authenticated or route in FREE_ROUTES or route.startswith("mfa_"):
            return None
        if not is_required_of(request.access.roles) or _has_one(request):  # type: ignore[attr-defined]
            return None
        messages.warning(request, "Für Ihre Rolle ist ein zweiter Faktor nötig. Bitte richten Sie ihn jetzt ein.")
        return redirect("mfa_index")


def _has_one(request: HttpRequest) -> bool:
    """Asked once per session: removing the last factor is refused to those who need one."""
    if request.session.get(PROVED):
        return True
    records = get_authentication_records(request, request.user)
    through_house = any(record.get("method") == "socialaccount" for record in records)
    if through_house or get_adapter().is_mfa_enabled(request.user, types=FACTORS):
        request.session[PROVED] = True
        return True
    return False
