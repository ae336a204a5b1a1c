"""The page of a person, and changing what is known about them."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import drafting, services
from rundblick.people.access import person_or_404
from rundblick.people.forms import PersonForm, person_values
from rundblick.people.models import Membership, Person
from rundblick.people.person_page import person_page
from rundblick.people.views.common import FormPage, filled, form_page, fresh, show_refusal, two_versions
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_GET
def show(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """The person with the households the doors open."""
    person = person_or_404(request.access, person_id)
    page = person_page(request.access, person, today=today())
    disclose(request, kind="people.person", dossiers=[near.member.dossier_id for near in page.places])
    crumbs = [Crumb(label="Menschen", url=reverse("people:list")), Crumb(label="Person")]
    return render(request, "people/person.html", {"page": page, "breadcrumb": crumbs})


@require_http_methods(["GET", "POST"])
def edit(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Change names, birth date, languages and what helps to be understood."""
    person = person_or_404(request.access, person_id, writing=True)
    back = reverse("people:person", args=[person.pk])
    page = FormPage(
        title="Angaben zur Person",
        heading=f"Angaben zu {person.name}",
        submit="Speichern",
        back=back,
        back_label="Person",
        draft_key=f"people.person:{person.pk}",
        dossier_id=_own_dossier(request, person),
    )
    form, draft_at = filled(request, PersonForm, page.draft_key, stored=person_values(person))
    if request.method == "POST" and form.is_valid():
        try:
            services.change_person(person=person, version=form.cleaned_data["version"] or 0, **form.details())
        except services.Refused as refusal:
            show_refusal(form, refusal)
        except services.Outdated:
            row = fresh(person)
            return two_versions(request, page, form, row, person_values(row))
        else:
            drafting.discard(request, page.draft_key)
            messages.success(request, "Die Angaben sind gespeichert.")
            return redirect(back)
    return form_page(request, page, form, draft_at=draft_at, template="people/person_form.html")


def _own_dossier(request: Request, person: Person) -> uuid.UUID | None:
    """The dossier with whose key the draft is sealed; it goes when that dossier is erased."""
    mine = Membership.objects.visible_to(request.access, writing=True).filter(person=person)
    return mine.order_by("-valid_from").values_list("dossier_id", flat=True).first()
