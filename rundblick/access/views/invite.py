"""Invitations to accounts: who still waits, sending again, taking back; and the page behind the one-time link."""

import uuid
from typing import Any

from allauth.account.internal.flows.login import perform_password_login
from allauth.account.models import Login
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth, flows
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rundblick.access import services
from rundblick.access.access import only
from rundblick.access.account_forms import FirstKeyForm, SetPasswordForm
from rundblick.access.models import AccountInvitation
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.services.invite import accept as open_account
from rundblick.access.services.invite import in_use, waiting_for
from rundblick.access.staff import INVITERS, invitations
from rundblick.access.throttle import throttled
from rundblick.access.views.users import tabs
from rundblick.web import keyset
from rundblick.web.clock import now
from rundblick.web.german import german_date
from rundblick.web.parts import Badge, Pages

SIZE = 30


@require_safe
def index(request: Request) -> HttpResponse:
    """Everybody invited to the houses one invites for, the latest first."""
    context = only(request, *INVITERS)
    asked = {name: request.GET.get(name, "") for name in ("nach", "vor")}
    found = keyset.page(
        invitations(context), key="invited_at!", descending=True, size=SIZE, after=asked["nach"], before=asked["vor"]
    )
    return render(
        request,
        "access/invitations.html",
        {
            "lines": [(row, _state(row), not in_use(row)) for row in found.rows],
            "pages": Pages(
                previous_url=f"?vor={found.before}" if found.before else "",
                next_url=f"?nach={found.after}" if found.after else "",
            ),
            "tabs": tabs("invitations") if context.has_role(Role.ADMIN) else [],
        },
    )


@require_POST
@throttled(times=30, seconds=3600)
def send_again(request: Request, invitation_id: uuid.UUID) -> HttpResponse:
    """A new link; the former one is worthless."""
    row = _invitation_or_404(request, invitation_id)
    try:
        services.send_again(row)
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, f"Ein neuer Link geht an {row.user.email}. Der alte gilt nicht mehr.")
    return redirect("access:invitations")


@require_POST
def take_back(request: Request, invitation_id: uuid.UUID) -> HttpResponse:
    """The link is worthless, and nobody gets in with this account."""
    row = _invitation_or_404(request, invitation_id)
    try:
        services.take_back(row)
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Die Einladung ist zurückgenommen. Der Link gilt nicht mehr.")
    return redirect("access:invitations")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=600)
def accept(request: Request, token: str) -> HttpResponse:
    """Behind the link: who is meant, and a first password or passkey.

    A wrong, used, old or withdrawn link all look the same.
    """
    found = waiting_for(token)
    if found is None:
        return render(request, "access/invitation_over.html", status=404)
    if request.user.is_authenticated:
        return render(request, "access/invitation_other.html", {"address": reverse("account_invitation", args=[token])})
    with_key = "credential" in request.POST
    key_form = FirstKeyForm(data=request.POST if with_key else None, user=found.user)
    if with_key and key_form.is_valid():
        return _open_with_key(request, found, key_form.cleaned_data["credential"])
    form = SetPasswordForm(data=None if with_key else request.POST or None, user=found.user)
    if request.method == "POST" and form.is_valid():
        password = form.cleaned_data["password1"]
        if not open_account(found, password=password):
            return render(request, "access/invitation_over.html", status=404)
        found.user.refresh_from_db()
        login = Login(user=found.user, redirect_url=reverse("mfa_index"))
        answer: HttpResponse = perform_password_login(request, {"email": found.user.email}, login)
        return answer
    asked = {"creation_options": auth.begin_registration(found.user, passwordless=True)}
    shown = {"invitation": found, "form": form, "key_form": key_form, "js_data": asked}
    return render(request, "access/invitation.html", shown)


def _open_with_key(request: Request, found: AccountInvitation, credential: dict[str, Any]) -> HttpResponse:
    """The account is opened with the passkey alone, and whoever holds it is logged in."""
    if not open_account(found, password=None):
        return render(request, "access/invitation_over.html", status=404)
    user = found.user
    user.refresh_from_db()
    name = get_adapter().generate_authenticator_name(user, Authenticator.Type.WEBAUTHN)
    key = flows.signup_authenticator(request, user, name, credential)
    login = Login(user=user, redirect_url=reverse("mfa_index"))
    answer: HttpResponse = flows.perform_passwordless_login(request, key, login)
    return answer


def _invitation_or_404(request: Request, invitation_id: uuid.UUID) -> AccountInvitation:
    found = invitations(only(request, *INVITERS)).filter(pk=invitation_id).first()
    if found is None:
        raise Http404
    return found


def _state(row: AccountInvitation) -> Badge:
    if in_use(row):
        return Badge(text="angenommen", kind="success")
    if row.taken_back_at is not None:
        return Badge(text="zurückgenommen", kind="neutral")
    if row.valid_until is None:
        return Badge(text="wird verschickt", kind="info")
    if row.valid_until <= now():
        return Badge(text="abgelaufen", kind="warning")
    return Badge(text=f"offen bis {german_date(row.valid_until)}", kind="info")
