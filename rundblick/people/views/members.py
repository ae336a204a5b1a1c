"""Who belongs to the household: add, correct, end, move."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access.models import Dossier
from rundblick.access.requests import Request
from rundblick.people import drafting, queries, services
from rundblick.people.access import household_or_404, membership_or_404
from rundblick.people.forms import NEW_HOUSEHOLD, EndForm, MemberForm, MembershipForm, MoveForm, new_person
from rundblick.people.models import Household, Membership
from rundblick.people.protection import shielded_dossiers
from rundblick.people.rules import Role
from rundblick.people.services import NewMember, Refused
from rundblick.people.views.common import FormPage, filled, form_page, show_refusal
from rundblick.web.clock import today
from rundblick.web.german import german_date

_GET_POST = require_http_methods(["GET", "POST"])


@_GET_POST
def add(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Somebody new belongs to the household."""
    household = household_or_404(request.access, dossier_id, writing=True)
    page = _page(
        household.dossier_id,
        title="Person aufnehmen",
        heading="Wer kommt dazu?",
        submit="Person aufnehmen",
        draft_key=f"people.member:{household.pk}",
        lead="Wer schon in einem anderen Ihrer Haushalte lebt, zieht dort um; so bleibt es eine Person.",
    )
    form, draft_at = filled(request, MemberForm, page.draft_key)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_member(
                household=household,
                person=new_person(form),
                role=Role(form.cleaned_data["role"]),
                valid_from=form.cleaned_data["valid_from"],
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            drafting.discard(request, page.draft_key)
            messages.success(request, "Die Person gehört jetzt zum Haushalt.")
            return redirect(page.back)
    return form_page(request, page, form, draft_at=draft_at, template="people/person_form.html")


@_GET_POST
def change(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    """Correct role or dates of a membership."""
    membership = membership_or_404(request.access, membership_id, writing=True)
    page = _page(
        membership.dossier_id,
        title="Zugehörigkeit ändern",
        heading=f"Zugehörigkeit von {membership.person.name}",
        submit="Speichern",
        draft_key=f"people.membership:{membership.pk}",
        lead="Für Korrekturen. Was vorher stand, bleibt in der Historie.",
    )
    stored = {
        "role": membership.role,
        "valid_from": membership.valid_from,
        "valid_until": membership.valid_until,
    }
    form, draft_at = filled(request, MembershipForm, page.draft_key, stored=stored)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.change_membership(
                membership=membership,
                role=Role(data["role"]),
                valid_from=data["valid_from"],
                valid_until=data["valid_until"],
            )
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            drafting.discard(request, page.draft_key)
            messages.success(request, "Die Zugehörigkeit ist gespeichert.")
            return redirect(page.back)
    return form_page(request, page, form, draft_at=draft_at)


@_GET_POST
def end(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    """The person no longer belongs to the household from a day on."""
    membership = membership_or_404(request.access, membership_id, writing=True)
    page = _page(
        membership.dossier_id,
        title="Zugehörigkeit beenden",
        heading=f"{membership.person.name} gehört nicht mehr zum Haushalt",
        submit="Zugehörigkeit beenden",
        lead=f"Dazu gehört die Person seit dem {german_date(membership.valid_from)}. Nichts wird gelöscht.",
    )
    form, _ = filled(request, EndForm, "", stored={"valid_until": today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.end_membership(membership=membership, valid_until=form.cleaned_data["valid_until"])
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Die Zugehörigkeit ist beendet.")
            return redirect(page.back)
    return form_page(request, page, form)


@_GET_POST
def move(request: Request, membership_id: uuid.UUID) -> HttpResponse:
    """The person moves into another household, or into a new one with its own file."""
    membership = membership_or_404(request.access, membership_id, writing=True)
    page = _page(
        membership.dossier_id,
        title="Umzug",
        heading=f"{membership.person.name} zieht um",
        submit="Umzug eintragen",
        lead="Die Person bleibt dieselbe; ihre bisherige Zeit steht weiter in dieser Akte.",
    )
    form = MoveForm(
        request.POST if request.method == "POST" else None,
        households=_targets(request, membership),
        initial={"role": membership.role, "valid_from": today()},
    )
    if form.is_valid():
        try:
            row = _move(request, membership, form)
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Der Umzug ist eingetragen.")
            return redirect("people:household", dossier_id=row.dossier_id)
    return form_page(request, page, form)


def _move(request: Request, membership: Membership, form: MoveForm) -> Membership:
    data = form.cleaned_data
    on, role = data["valid_from"], Role(data["role"])
    if data["household"] != NEW_HOUSEHOLD:
        target = household_or_404(request.access, uuid.UUID(data["household"]), writing=True)
        return services.move_member(membership=membership, to=target, on=on, role=role)
    services.end_membership(membership=membership, valid_until=on)
    dossier = Dossier.objects.select_related("organisation", "team").get(pk=membership.dossier_id)
    household = services.create_household(
        organisation=dossier.organisation,
        team=dossier.team,
        responsible=request.user,
        site=membership.household.site,
        members=[NewMember(person=membership.person, role=role, valid_from=on)],
    )
    return Membership.objects.get(household=household, person=membership.person)


def _targets(request: Request, membership: Membership) -> list[tuple[uuid.UUID, str]]:
    """Households one may write in, by name; those under protected contact are not offered."""
    mine = Household.objects.visible_to(request.access, writing=True).exclude(pk=membership.household_id)
    ids = {row.dossier_id: row.pk for row in mine}
    hidden = shielded_dossiers(ids)
    named = queries.labels(dossier_id for dossier_id in ids if dossier_id not in hidden)
    return sorted(((ids[key], label) for key, label in named.items()), key=lambda pair: pair[1])


def _page(
    dossier_id: uuid.UUID, *, title: str, heading: str, submit: str, lead: str = "", draft_key: str = ""
) -> FormPage:
    return FormPage(
        title=title,
        heading=heading,
        submit=submit,
        lead=lead,
        back=reverse("people:household", args=[dossier_id]),
        back_label="Haushalt",
        draft_key=draft_key,
        dossier_id=dossier_id,
    )
