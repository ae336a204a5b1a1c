"""The page of a household, its number and site, and showing what protected contact withholds."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.people import drafting, services
from rundblick.people.access import household_or_404
from rundblick.people.forms import AsOfForm, HouseholdForm
from rundblick.people.household_page import HouseholdPage, household_page, members_table
from rundblick.people.protection import revealed
from rundblick.people.views.common import FormPage, filled, form_page, fresh, two_versions
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_GET
def show(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """The household today, or on the day chosen with `tag`."""
    household = household_or_404(request.access, dossier_id)
    form = AsOfForm(request.GET if request.GET.get("tag") else None)
    as_of = form.cleaned_data["tag"] if form.is_bound and form.is_valid() else today()
    page = household_page(request.access, household, as_of=as_of, today=today())
    disclose(request, kind="people.household", dossiers=[page.dossier_id])
    return _draw(request, page, form)


@require_POST
def reveal(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """The same page with what protected contact withholds, once, for those who may write; the log notes it."""
    household = household_or_404(request.access, dossier_id, writing=True)
    with revealed(household.dossier_id):
        page = household_page(request.access, household, as_of=today(), today=today(), revealed=True)
    disclose(request, kind="people.protected_contact", dossiers=[page.dossier_id])
    answer = _draw(request, page, AsOfForm())
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _draw(request: Request, page: HouseholdPage, form: AsOfForm) -> HttpResponse:
    crumbs = [Crumb(label="Menschen", url=reverse("people:list")), Crumb(label="Haushalt")]
    context = {"page": page, "as_of_form": form, "table": members_table(page), "breadcrumb": crumbs}
    return render(request, "people/household.html", context)


@require_http_methods(["GET", "POST"])
def edit(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Change number and site."""
    household = household_or_404(request.access, dossier_id, writing=True)
    back = reverse("people:household", args=[household.dossier_id])
    page = FormPage(
        title="Haushalt ändern",
        heading="BG-Nummer und Standort",
        submit="Speichern",
        back=back,
        back_label="Haushalt",
        draft_key=f"people.household:{household.pk}",
        dossier_id=household.dossier_id,
    )
    stored = {"number": household.number, "site": household.site, "version": household.version}
    form, draft_at = filled(request, HouseholdForm, page.draft_key, stored=stored)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            services.change_household(
                household=household, version=data["version"] or 0, number=data["number"], site=data["site"]
            )
        except services.Outdated:
            row = fresh(household)
            return two_versions(request, page, form, row, {"number": row.number, "site": row.site})
        drafting.discard(request, page.draft_key)
        messages.success(request, "Der Haushalt ist gespeichert.")
        return redirect(back)
    return form_page(request, page, form, draft_at=draft_at)
