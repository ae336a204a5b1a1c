"""Keeping the directory: organisations, their places, their offers."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.calendar.writing import Page, Section, sent, write
from rundblick.directory import keys, queries
from rundblick.directory.access import editor, location_or_404, organization_or_404, service_or_404
from rundblick.directory.codes import Cost, Level, Referrer, Status
from rundblick.directory.forms import LocationForm, OrganizationForm, ServiceForm
from rundblick.directory.forms.entries import TOPIC_FIELDS, fresh
from rundblick.directory.models import Location, Organization, Service
from rundblick.directory.services import entries
from rundblick.directory.views.crumbs import START
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

MOST_LISTED = 200
UNSTORED = ("token", "way", "locations", *TOPIC_FIELDS)
"""Fields of the form about an offer that are no columns."""
SECTIONS = (
    Section("Was ist es?", ("name", "kind", *TOPIC_FIELDS, "plain", "description")),
    Section("Hinkommen", ("access", "referrers", "locations", "cost", "fees", "documents")),
    Section("Für wen?", ("audiences", "minimum_age", "maximum_age", "area"), folded=True),
    Section("Sprachen", ("languages",), folded=True),
    Section("Für Fachkräfte", ("alternate_names", "basis", "level", "website"), folded=True),
    Section("Herkunft", ("way",)),
)


@require_GET
def unconfirmed(request: Request) -> HttpResponse:
    """Entries that somebody should ask about, the oldest first."""
    editor(request)
    rows = list(queries.unconfirmed(today())[: MOST_LISTED + 1])
    context = {
        "rows": rows[:MOST_LISTED],
        "more": len(rows) > MOST_LISTED,
        "breadcrumb": [START, Crumb(label="Nachfragen")],
    }
    return render(request, "directory/unconfirmed.html", context)


@require_http_methods(["GET", "POST"])
def organization_add(request: Request) -> HttpResponse:
    """A new organisation, with its name to begin with."""
    editor(request)
    form = OrganizationForm(sent(request), initial=fresh(rhythm=180))
    page = Page(heading="Neue Stelle", key=keys.ORGANIZATION_KEY, crumbs=[START], submit="Anlegen")

    def save(valid: OrganizationForm) -> str:
        token = valid.cleaned_data["token"] or uuid.uuid4()
        return _organization_url(entries.add_organization(token=token, content=valid.content()))

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def organization_change(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """What an organisation says of itself."""
    row = organization_or_404(request, organization_id, writing=True)
    form = OrganizationForm(sent(request), initial=_values(row, OrganizationForm))
    page = Page(
        heading="Angaben zur Stelle",
        key=keys.ORGANIZATION_CHANGE_KEY.format(row.pk),
        crumbs=[START, _crumb(row)],
        values=lambda stored: _values(stored, OrganizationForm),
    )

    def save(valid: OrganizationForm) -> str:
        entries.change_organization(organization=row, version=_version(valid), content=valid.content())
        return _organization_url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def location_add(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """A further place of an organisation."""
    row = organization_or_404(request, organization_id, writing=True)
    form = LocationForm(sent(request), initial=fresh())
    page = Page(heading="Neuer Ort", key=keys.LOCATION_KEY.format(row.pk), crumbs=[START, _crumb(row)])

    def save(valid: LocationForm) -> str:
        token = valid.cleaned_data["token"] or uuid.uuid4()
        entries.add_location(organization=row, token=token, content=valid.content())
        return _organization_url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def location_change(request: Request, location_id: uuid.UUID) -> HttpResponse:
    """Where it is, and how one gets in."""
    row = location_or_404(request, location_id)
    form = LocationForm(sent(request), initial=_values(row, LocationForm))
    page = Page(
        heading="Ort",
        key=keys.LOCATION_CHANGE_KEY.format(row.pk),
        crumbs=[START, _crumb(row.organization)],
        values=lambda stored: _values(stored, LocationForm),
    )

    def save(valid: LocationForm) -> str:
        entries.change_location(location=row, version=_version(valid), content=valid.content())
        return _organization_url(row.organization)

    return write(request, form, page, save)


@require_POST
def location_remove(request: Request, location_id: uuid.UUID) -> HttpResponse:
    """The organisation left this place."""
    row: Location = location_or_404(request, location_id)
    try:
        entries.remove_location(row)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Ort ist entfernt.")
    return redirect(_organization_url(row.organization))


@require_http_methods(["GET", "POST"])
def service_add(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """A further offer; it stays a draft until it is shown."""
    row = organization_or_404(request, organization_id, writing=True)
    places = list(row.locations.all())
    start = fresh(
        languages=["de"],
        referrers=[Referrer.SELF],
        cost=Cost.UNKNOWN,
        level=Level.STATE,
        locations=[one.pk for one in places] if len(places) == 1 else [],
    )
    form = ServiceForm(sent(request), initial=start, organization=row)
    page = Page(
        heading="Neues Angebot",
        key=keys.SERVICE_KEY.format(row.pk),
        crumbs=[START, _crumb(row)],
        submit="Als Entwurf anlegen",
        lead="Name und Art genügen für den Anfang. Im Verzeichnis steht es erst, wenn Sie es freigeben.",
        sections=SECTIONS,
    )

    def save(valid: ServiceForm) -> str:
        token = valid.cleaned_data["token"] or uuid.uuid4()
        return _service_url(entries.add_service(organization=row, token=token, content=valid.content()))

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def service_change(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """What an offer is, for whom, where and how."""
    row = service_or_404(request, service_id, writing=True)
    form = ServiceForm(sent(request), initial=_service_values(row), organization=row.organization)
    page = Page(
        heading="Angebot bearbeiten",
        key=keys.SERVICE_CHANGE_KEY.format(row.pk),
        crumbs=[START, Crumb(label=row.name, url=_service_url(row))],
        values=_service_values,
        sections=SECTIONS,
    )

    def save(valid: ServiceForm) -> str:
        source = valid.source(request.user)
        entries.change_service(service=row, version=_version(valid), content=valid.content(), source=source)
        return _service_url(row)

    return write(request, form, page, save)


@require_POST
def service_show(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Into the directory, resting, or out of it."""
    row = service_or_404(request, service_id, writing=True)
    status = request.POST.get("status", "")
    try:
        entries.show(row, status if status in Status.values else Status.DRAFT)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"Stand: {Status(status).label}." if status in Status.values else "Wieder ein Entwurf."
        )
    return redirect(_service_url(row))


def _values(row: Any, form: Any) -> dict[str, Any]:
    """A stored row's values by the fields of a form."""
    return {name: getattr(row, name) for name in form.base_fields if name != "token"}


def _service_values(row: Service) -> dict[str, Any]:
    names = [name for name in ServiceForm.base_fields if name not in UNSTORED]
    found = {name: getattr(row, name) for name in names}
    said = zip(TOPIC_FIELDS, [*row.topics, "", "", ""], strict=False)
    return found | dict(said) | {"locations": [one.location_id for one in row.places.all()]}


def _version(form: Any) -> int:
    found: int | None = form.cleaned_data["version"]
    return -1 if found is None else found


def _crumb(row: Organization) -> Crumb:
    return Crumb(label=row.name, url=_organization_url(row))


def _organization_url(row: Organization) -> str:
    return reverse("directory:organization", args=[row.pk])


def _service_url(row: Service) -> str:
    return reverse("directory:service", args=[row.pk])
