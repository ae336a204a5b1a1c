"""How to reach the members of a household, and where it lives."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import drafting, queries, services
from rundblick.people.access import household_or_404
from rundblick.people.forms import AddressForm, ContactForm
from rundblick.people.models import ContactPoint, Household, Person
from rundblick.people.protection import guarded, revealed
from rundblick.people.services import Refused
from rundblick.people.views.common import FormPage, filled, form_page, show_refusal
from rundblick.web.clock import today


@require_http_methods(["GET", "POST"])
def add(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """A further way to reach a member."""
    household = household_or_404(request.access, dossier_id, writing=True)
    persons = _persons(household)
    page = _page(household.dossier_id, "Kontakt eintragen", f"people.contact:{household.pk}")
    form, draft_at = filled(request, ContactForm, page.draft_key, persons=persons)
    if request.method == "POST" and form.is_valid():
        person = next(p for p in persons if str(p.pk) == form.cleaned_data["person"])
        services.add_contact(household=household, person=person, contact=form.contact())
        drafting.discard(request, page.draft_key)
        messages.success(request, "Der Kontakt ist eingetragen.")
        return redirect(page.back)
    return form_page(request, page, form, draft_at=draft_at)


@require_http_methods(["GET", "POST"])
def change(request: Request, dossier_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """Correct a way to reach somebody, or say who may see it."""
    contact, withheld = _contact_or_404(request, dossier_id, contact_id)
    page = _page(contact.dossier_id, "Kontakt ändern", f"people.contact:{contact.pk}")
    stored = {name: getattr(contact, name) for name in ("kind", "value", "note", "preferred", "shared")}
    form, draft_at = filled(
        request, ContactForm, page.draft_key, stored=stored | {"person": contact.person_id}, persons=[contact.person]
    )
    if request.method == "POST" and form.is_valid():
        services.change_contact(contact=contact, **{name: form.cleaned_data[name] for name in stored})
        drafting.discard(request, page.draft_key)
        messages.success(request, "Der Kontakt ist gespeichert.")
        return redirect(page.back)
    if withheld:
        disclose(request, kind="people.protected_contact", dossiers=[contact.dossier_id])
    return form_page(request, page, form, draft_at=draft_at)


@require_POST
def end(request: Request, dossier_id: uuid.UUID, contact_id: uuid.UUID) -> HttpResponse:
    """The number or address no longer holds."""
    contact, _ = _contact_or_404(request, dossier_id, contact_id)
    services.end_contact(contact=contact)
    messages.success(request, "Der Kontakt gilt nicht mehr.")
    return redirect("people:household", dossier_id=contact.dossier_id)


@require_http_methods(["GET", "POST"])
def add_address(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """The household, or one member, lives somewhere from a day on."""
    household = household_or_404(request.access, dossier_id, writing=True)
    persons = _persons(household)
    page = _page(household.dossier_id, "Anschrift eintragen", f"people.address:{household.pk}")
    form, draft_at = filled(request, AddressForm, page.draft_key, persons=persons)
    if request.method == "POST" and form.is_valid():
        try:
            services.add_address(household=household, address=form.address({str(p.pk): p for p in persons}))
        except Refused as refusal:
            show_refusal(form, refusal)
        else:
            drafting.discard(request, page.draft_key)
            messages.success(request, "Die Anschrift ist eingetragen.")
            return redirect(page.back)
    return form_page(request, page, form, draft_at=draft_at)


def _persons(household: Household) -> list[Person]:
    present = queries.members_of([household.dossier_id], today())[household.dossier_id]
    if not present:
        raise Http404
    return [member.person for member in present]


def _contact_or_404(request: Request, dossier_id: uuid.UUID, contact_id: uuid.UUID) -> tuple[ContactPoint, bool]:
    """A contact point one may change, and whether protected contact withholds it elsewhere."""
    household = household_or_404(request.access, dossier_id, writing=True)
    with revealed(household.dossier_id):
        found = (
            ContactPoint.objects.visible_to(request.access, writing=True)
            .filter(pk=contact_id, dossier_id=household.dossier_id)
            .select_related("person")
            .first()
        )
    if found is None:
        raise Http404
    return found, any(guarded(persons=[found.person_id], dossiers=[household.dossier_id]))


def _page(dossier_id: uuid.UUID, title: str, draft_key: str) -> FormPage:
    return FormPage(
        title=title,
        heading=title,
        submit="Speichern",
        back=reverse("people:household", args=[dossier_id]),
        back_label="Haushalt",
        draft_key=draft_key,
        dossier_id=dossier_id,
    )
