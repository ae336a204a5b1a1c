"""Protected contact: a switch that explains itself, and ends only for a reason."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access.requests import Request
from rundblick.people import queries, services
from rundblick.people.access import household_or_404
from rundblick.people.forms import UnprotectForm
from rundblick.people.models import ProtectedContact
from rundblick.people.views.common import FormPage, filled, form_page, show_refusal
from rundblick.web.clock import today


@require_http_methods(["GET", "POST"])
def protect(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Explain what will be hidden, then hide it; no reason is asked for."""
    household = household_or_404(request.access, dossier_id, writing=True)
    present = queries.members_of([household.dossier_id], today())[household.dossier_id]
    person = next((member.person for member in present if member.person.pk == person_id), None)
    if person is None:
        raise Http404
    back = reverse("people:household", args=[household.dossier_id])
    if request.method == "POST":
        services.protect(household=household, person=person)
        messages.success(request, "Der Kontakt ist ab sofort geschützt.")
        return redirect(back)
    return render(request, "people/protect.html", {"person": person, "back": back, "household": household})


@require_http_methods(["GET", "POST"])
def unprotect(request: Request, protection_id: uuid.UUID) -> HttpResponse:
    """End the protection for a reason that stays on file."""
    protection = (
        ProtectedContact.objects.visible_to(request.access, writing=True)
        .filter(pk=protection_id, valid_until__isnull=True)
        .select_related("person")
        .first()
    )
    if protection is None:
        raise Http404
    page = FormPage(
        title="Geschützten Kontakt aufheben",
        heading=f"Geschützten Kontakt von {protection.person.name} aufheben",
        lead="Anschrift, Telefon und andere Haushalte werden danach wieder angezeigt, auch in Ausdrucken.",
        submit="Schutz aufheben",
        back=reverse("people:household", args=[protection.dossier_id]),
        back_label="Haushalt",
        draft_key=f"people.unprotect:{protection.pk}",
        dossier_id=protection.dossier_id,
    )
    form, draft_at = filled(request, UnprotectForm, page.draft_key)
    if request.method == "POST" and form.is_valid():
        try:
            services.unprotect(protection=protection, because=form.cleaned_data["because"])
        except services.Refused as refusal:
            show_refusal(form, refusal)
        else:
            messages.success(request, "Der geschützte Kontakt ist aufgehoben.")
            return redirect(page.back)
    return form_page(request, page, form, draft_at=draft_at)
