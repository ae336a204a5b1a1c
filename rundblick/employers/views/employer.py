"""One employer: beginning, reading, changing, ending; its sites."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.employers import keys, shown
from rundblick.employers.access import editor, employer_or_404, kept_or_404, may_edit
from rundblick.employers.forms.common import fresh, stored
from rundblick.employers.forms.employers import BEGIN, CHANGE, BeginForm, EmployerForm, SiteForm
from rundblick.employers.models import Site
from rundblick.employers.services import employers as services
from rundblick.employers.views.common import Page, about, crumb, sent, url_of, write
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_GET
def employer(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Everything the house knows of an employer and promised it."""
    row = employer_or_404(request, employer_id)
    shows: dict[str, Any] = shown.employer(row, as_of=today())
    return render(
        request,
        "employers/employer.html",
        shows | {"breadcrumb": [crumb(), Crumb(label=row.name)], "employer": row, "may_edit": may_edit(request)},
    )


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """Keep a further employer: name, branch and town are enough."""
    editor(request)
    form = BeginForm(sent(request), initial=fresh())
    page = Page(
        heading="Neuer Betrieb",
        key=keys.BEGIN_KEY,
        crumbs=[crumb()],
        saved="Der Betrieb ist eingetragen.",
        submit="Eintragen",
        lead="Name, Branche und Ort genügen. Alles Weitere kommt mit den Gesprächen.",
        sections=BEGIN,
    )

    def save(valid: BeginForm) -> str:
        token = valid.cleaned_data["token"]
        row = services.begin(author=request.user, content=valid.content(), site=valid.site(), token=token)
        return url_of(row.pk)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def change(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Say anew what it is."""
    row = employer_or_404(request, employer_id, writing=True)
    form = EmployerForm(sent(request), initial=stored(EmployerForm, row))
    return about(
        request,
        row,
        form,
        lambda valid: services.change(employer=row, version=valid.seen, content=valid.content()),
        heading="Betrieb ändern",
        key=keys.CHANGE_KEY.format(row.pk),
        values=EmployerForm.values,
        sections=CHANGE,
    )


@require_POST
def end(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Nobody works with it any more, or again somebody does."""
    row = employer_or_404(request, employer_id, writing=True)
    again = bool(request.POST.get("wieder"))
    services.end(employer=row, on=None if again else today())
    words = "Die Zusammenarbeit geht weiter." if again else "Die Zusammenarbeit ist beendet. Alles bleibt lesbar."
    messages.success(request, words)
    return redirect(url_of(row.pk))


@require_http_methods(["GET", "POST"])
def site_add(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Add a site."""
    row = employer_or_404(request, employer_id, writing=True)
    return about(
        request,
        row,
        SiteForm(sent(request), initial=fresh()),
        lambda valid: services.add_site(employer=row, content=valid.content(), token=valid.cleaned_data["token"]),
        heading="Standort",
        key=keys.SITE_KEY.format(row.pk),
        anchor="standorte",
    )


@require_http_methods(["GET", "POST"])
def site_change(request: Request, site_id: uuid.UUID) -> HttpResponse:
    """Say anew where it is."""
    row = kept_or_404(request, Site, site_id, writing=True)
    return about(
        request,
        row.employer,
        SiteForm(sent(request), initial=stored(SiteForm, row)),
        lambda valid: services.change_site(site=row, version=valid.seen, content=valid.content()),
        heading="Standort ändern",
        key=keys.SITE_CHANGE_KEY.format(row.pk),
        anchor="standorte",
        values=SiteForm.values,
    )


@require_POST
def site_close(request: Request, site_id: uuid.UUID) -> HttpResponse:
    """The site is no more."""
    row = kept_or_404(request, Site, site_id, writing=True)
    try:
        services.close_site(site=row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Standort ist geschlossen.")
    return redirect(url_of(row.employer_id, "standorte"))
