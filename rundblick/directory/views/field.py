"""Field work without a case: what colleagues found out, whom they know. For the own house alone (GBB G31)."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.calendar.writing import Page, sent, write
from rundblick.directory import keys, queries
from rundblick.directory.access import (
    acquaintance_or_404,
    may_edit,
    note_or_404,
    noting,
    organization_or_404,
    service_or_404,
)
from rundblick.directory.forms import ElsewhereForm, KnowForm, NoteForm
from rundblick.directory.forms.entries import fresh
from rundblick.directory.models import FieldNote, Organization, Service
from rundblick.directory.services import field
from rundblick.directory.views.crumbs import START
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.parts import Pages, Tab

SIZE = 40
ONLY_US = "Nur für Kolleginnen und Kollegen Ihres Hauses, nie öffentlich."
ALL = ""
MINE = "eigene"
VIEWS = {ALL: "Alle", **dict(FieldNote.Occasion.choices), MINE: "Von mir"}


@require_GET
def work(request: Request) -> HttpResponse:
    """What colleagues found out, the latest first."""
    noting(request)
    view = request.GET.get("zeige", ALL)
    view = view if view in VIEWS else ALL
    found = keyset.page(
        queries.field_notes(request.access, occasion="" if view == MINE else view, own=view == MINE),
        key="on!",
        descending=True,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    here = f"?zeige={view}"
    context = {
        "notes": found.rows,
        "tabs": [Tab(label=label, url=f"?zeige={code}", current=code == view) for code, label in VIEWS.items()],
        "filtered": view != ALL,
        "pages": Pages(
            previous_url=f"{here}&vor={found.before}" if found.before else "",
            next_url=f"{here}&hinter={found.after}" if found.after else "",
        ),
        "may_edit": may_edit(request),
        "breadcrumb": [START, Crumb(label="Feldarbeit")],
    }
    return render(request, "directory/field.html", context)


@require_GET
def acquaintances(request: Request) -> HttpResponse:
    """Who knows whom, by organisation; and where nobody knows anybody yet."""
    noting(request)
    rows: list[Any] = list(queries.acquainted(request.access))
    context = {
        "known": [row for row in rows if row.known],
        "unknown": [row for row in rows if not row.known],
        "breadcrumb": [START, _WORK, Crumb(label="Wer kennt wen")],
    }
    return render(request, "directory/acquaintances.html", context)


@require_http_methods(["GET", "POST"])
def note_elsewhere(request: Request) -> HttpResponse:
    """A contact at a place that is not in the directory."""
    noting(request)
    return _note(request, ElsewhereForm, None, None, keys.NOTE_ELSEWHERE_KEY)


@require_http_methods(["GET", "POST"])
def note(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """What is good to know of an offer."""
    noting(request)
    row = service_or_404(request, service_id)
    return _note(request, NoteForm, row.organization, row, keys.NOTE_KEY.format(row.pk))


@require_http_methods(["GET", "POST"])
def note_organization(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """What is good to know of an organisation."""
    noting(request)
    row = organization_or_404(request, organization_id)
    return _note(request, NoteForm, row, None, keys.NOTE_ORGANIZATION_KEY.format(row.pk))


@require_POST
def note_take_back(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """One's own note is taken away."""
    row = note_or_404(request, note_id)
    target = _target(row.organization_id, row.service_id)
    field.take_back(row, request.user)
    messages.success(request, "Die Notiz ist entfernt.")
    return redirect(target)


@require_http_methods(["GET", "POST"])
def know(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """Say whom one knows at an organisation, so that colleagues may ask."""
    noting(request)
    row = organization_or_404(request, organization_id)
    form = KnowForm(sent(request))
    page = Page(
        heading="Ich kenne dort jemanden",
        key=keys.KNOW_KEY.format(row.pk),
        crumbs=[START, Crumb(label=row.name, url=_target(row.pk, None))],
        lead=f"{ONLY_US} Sie können es jederzeit wieder entfernen.",
    )

    def save(valid: KnowForm) -> str:
        field.know(organization=row, user=request.user, **valid.cleaned_data)
        return _target(row.pk, None)

    return write(request, form, page, save)


@require_POST
def forget(request: Request, acquaintance_id: uuid.UUID) -> HttpResponse:
    """One's own line is taken away."""
    row = acquaintance_or_404(request, acquaintance_id)
    field.forget(row)
    messages.success(request, "Ihr Hinweis ist entfernt.")
    return redirect(_target(row.organization_id, None))


def _note(
    request: Request, kind: type[NoteForm], organization: Organization | None, service: Service | None, key: str
) -> HttpResponse:
    about = service or organization
    form = kind(sent(request), initial=fresh(on=today(), occasion=FieldNote.Occasion.TALK))
    target = _target(organization.pk if organization else None, service.pk if service else None)
    crumbs = [START, Crumb(label=about.name, url=target) if about else _WORK]
    page = Page(heading="Feldnotiz", key=key, crumbs=crumbs, lead=ONLY_US)

    def save(valid: NoteForm) -> str:
        field.note(organization=organization, service=service, user=request.user, **valid.cleaned_data)
        return target

    return write(request, form, page, save)


def _target(organization_id: uuid.UUID | None, service_id: uuid.UUID | None) -> str:
    """Where a note stands."""
    if service_id is not None:
        return reverse("directory:service", args=[service_id])
    if organization_id is not None:
        return reverse("directory:organization", args=[organization_id])
    return reverse("directory:field")


_WORK = Crumb(label="Feldarbeit", url="/verzeichnis/feldarbeit/")
