"""Organisations and their teams."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rundblick.access import services
from rundblick.access.access import only
from rundblick.access.forms_staff import NameForm, OrganisationForm
from rundblick.access.models import Organisation, Team
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.staff import organisations
from rundblick.access.views.users import tabs
from rundblick.web.frame import Crumb


def index(request: Request) -> HttpResponse:
    """All organisations with their teams; a new one can be added here."""
    only(request, Role.ADMIN)
    form = OrganisationForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        added = services.add_organisation(name=form.cleaned_data["name"], kind=form.cleaned_data["kind"])
        messages.success(request, f"{added} ist angelegt.")
        return redirect("access:organisations")
    shown = {"form": form, "organisations": organisations(), "tabs": tabs("organisations")}
    return render(request, "access/organisations.html", shown)


def rename(request: Request, organisation_id: uuid.UUID) -> HttpResponse:
    """Another name for an organisation."""
    only(request, Role.ADMIN)
    organisation = _found(Organisation.objects.filter(pk=organisation_id))
    form = NameForm(
        request.POST or None,
        initial={"name": organisation.name},
        taken=Organisation.objects.exclude(pk=organisation.pk),
    )
    if request.method == "POST" and form.is_valid():
        services.rename_organisation(organisation=organisation, name=form.cleaned_data["name"])
        messages.success(request, "Der Name ist geändert.")
        return redirect("access:organisations")
    return _name_page(request, form, "Organisation umbenennen")


def add_team(request: Request, organisation_id: uuid.UUID) -> HttpResponse:
    """A new team of an organisation."""
    only(request, Role.ADMIN)
    organisation = _found(Organisation.objects.filter(pk=organisation_id))
    form = NameForm(request.POST or None, taken=organisation.teams)
    if request.method == "POST" and form.is_valid():
        services.add_team(organisation=organisation, name=form.cleaned_data["name"])
        messages.success(request, "Das Team ist angelegt.")
        return redirect("access:organisations")
    return _name_page(request, form, f"Neues Team: {organisation}")


def rename_team(request: Request, team_id: uuid.UUID) -> HttpResponse:
    """Another name for a team."""
    only(request, Role.ADMIN)
    team = _found(Team.objects.select_related("organisation").filter(pk=team_id))
    form = NameForm(
        request.POST or None, initial={"name": team.name}, taken=team.organisation.teams.exclude(pk=team.pk)
    )
    if request.method == "POST" and form.is_valid():
        services.rename_team(team=team, name=form.cleaned_data["name"])
        messages.success(request, "Der Name ist geändert.")
        return redirect("access:organisations")
    return _name_page(request, form, "Team umbenennen")


def _found(rows: Any) -> Any:
    row = rows.first()
    if row is None:
        raise Http404
    return row


def _name_page(request: Request, form: NameForm, heading: str) -> HttpResponse:
    crumbs = [Crumb(label="Organisationen und Teams", url=reverse("access:organisations")), Crumb(label=heading)]
    return render(request, "access/name.html", {"form": form, "heading": heading, "breadcrumb": crumbs})
