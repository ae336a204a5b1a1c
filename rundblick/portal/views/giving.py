"""A coach gives a member access to the own page, shows the link again, or ends the access."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.models import User
from rundblick.access.password_link import link_for
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.calendar.errors import Refused
from rundblick.people.queries import members_of
from rundblick.portal import queries, services
from rundblick.portal.access import dossier_to_lead_or_404, given_access_or_404
from rundblick.portal.forms import GiveForm
from rundblick.portal.scan import qr_code
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

OLD_ENOUGH = 15
"""From this age on people act for themselves in social law (§ 36 SGB I)."""


@never_cache
@require_http_methods(["GET", "POST"])
@throttled(times=30, seconds=3600)
def give(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Choose member and address; sending makes account and door and shows the one-time link."""
    dossier = dossier_to_lead_or_404(request.access, dossier_id)
    members = _members(dossier.pk)
    form = GiveForm(request.POST or None, members=members)
    disclose(request, kind="portal.give", dossiers=[dossier.pk])
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        try:
            made = services.give_access(
                dossier=dossier, person_id=chosen["person"], email=chosen["email"], reports=chosen["reports"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return _show_link(request, made.user, dossier.pk)
    values = _way_back(dossier.pk) | {"form": form, "members": members, "age": OLD_ENOUGH}
    return render(request, "portal/give.html", values, status=422 if form.errors else 200)


@never_cache
@require_POST
@throttled(times=30, seconds=3600)
def link(request: Request, grant_id: uuid.UUID) -> HttpResponse:
    """A fresh one-time link for somebody who has access and lost the password or the first link."""
    grant = given_access_or_404(request.access, grant_id)
    disclose(request, kind="portal.link", dossiers=[grant.dossier_id])
    return _show_link(request, User.objects.get(pk=grant.principal_id), grant.dossier_id)


@require_POST
def end(request: Request, grant_id: uuid.UUID) -> HttpResponse:
    """End the access in this second."""
    grant = given_access_or_404(request.access, grant_id)
    services.end_access(grant=grant)
    messages.success(request, "Der Zugang zur eigenen Seite ist beendet.")
    return redirect(case_url(grant.dossier_id))


def _show_link(request: Request, user: User, dossier_id: uuid.UUID) -> HttpResponse:
    address = link_for(user)
    values = _way_back(dossier_id) | {"who": user, "link": address, "code": qr_code(address)}
    return render(request, "portal/link.html", values)


def _way_back(dossier_id: uuid.UUID) -> dict[str, Any]:
    case = case_url(dossier_id)
    return {"back_url": case, "breadcrumb": [Crumb(label="Fall", url=case), Crumb(label="Eigene Seite")]}


def _members(dossier_id: uuid.UUID) -> list[tuple[uuid.UUID, str]]:
    """Members who can have a page of their own: old enough, or of unknown age, and without one."""
    day = today()
    held = {row.subject_id for row in queries.given(dossier_id)}
    return [
        (member.person.pk, f"{member.name} ({member.role_label})")
        for member in members_of([dossier_id], day)[dossier_id]
        if member.person.pk not in held and ((age := member.age(day)) is None or age >= OLD_ENOUGH)
    ]
