"""What is known of an offer: hours, contacts, confirmations, free places."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.calendar.writing import Page, sent, write
from rundblick.directory import keys
from rundblick.directory.access import contact_or_404, hours_or_404, service_or_404
from rundblick.directory.codes import Way
from rundblick.directory.forms import ConfirmForm, ContactForm, HoursForm, RoomForm
from rundblick.directory.forms.entries import fresh
from rundblick.directory.models import Service
from rundblick.directory.services import entries, proofs
from rundblick.directory.services.proofs import Source
from rundblick.directory.views.crumbs import START
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


def _page(row: Service, heading: str, key: str, *, lead: str = "", submit: str = "Speichern") -> Page:
    crumbs = [START, Crumb(label=row.name, url=_url(row))]
    return Page(heading=heading, key=key.format(row.pk), crumbs=crumbs, lead=lead, submit=submit)


def _url(row: Service) -> str:
    return reverse("directory:service", args=[row.pk])


@require_http_methods(["GET", "POST"])
def confirm(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Somebody asked, and all of it is right."""
    row = service_or_404(request, service_id, writing=True)
    form = ConfirmForm(sent(request), initial=fresh(on=today(), way=Way.PHONE))
    page = _page(
        row, "Eintrag bestätigen", keys.CONFIRM_KEY, lead="Sie haben nachgefragt, und es stimmt, was hier steht."
    )

    def save(valid: ConfirmForm) -> str:
        said = valid.cleaned_data
        source = Source(request.user, said["way"], said["on"])
        proofs.confirm(service=row, source=source, parts=said["parts"], note=said["note"], token=said["token"])
        return _url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def room(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """How many places are free, how long one waits."""
    row = service_or_404(request, service_id, writing=True)
    start = {"capacity": row.capacity, "waiting_days": row.waiting_days, "on": today(), "way": Way.PHONE}
    form = RoomForm(sent(request), initial=start)
    page = _page(row, "Plätze und Wartezeit", keys.ROOM_KEY)

    def save(valid: RoomForm) -> str:
        said = valid.cleaned_data
        source = Source(request.user, said["way"], said["on"])
        proofs.tell_room(service=row, source=source, capacity=said["capacity"], waiting_days=said["waiting_days"])
        return _url(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def hours_add(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Further hours."""
    row = service_or_404(request, service_id, writing=True)
    places = list(row.places.values_list("pk", flat=True)[:2])
    form = HoursForm(sent(request), initial=fresh(place=places[0] if len(places) == 1 else None), service=row)
    page = _page(row, "Zeiten", keys.HOURS_KEY)

    def save(valid: HoursForm) -> str:
        token = valid.cleaned_data["token"] or uuid.uuid4()
        entries.add_hours(service=row, token=token, content=valid.content(), source=valid.source(request.user))
        return _url(row)

    return write(request, form, page, save)


@require_POST
def hours_remove(request: Request, hours_id: uuid.UUID) -> HttpResponse:
    """These hours are over."""
    row = hours_or_404(request, hours_id)
    entries.remove_hours(row)
    messages.success(request, "Die Zeiten sind entfernt.")
    return redirect("directory:service", row.service_id)


@require_http_methods(["GET", "POST"])
def contact_add(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Whom to ask about an offer."""
    row = service_or_404(request, service_id, writing=True)
    form = ContactForm(sent(request), initial=fresh())
    page = _page(row, "Ansprechstelle", keys.CONTACT_KEY, lead="Ohne Haken sehen nur Fachkräfte diese Angaben.")

    def save(valid: ContactForm) -> str:
        token = valid.cleaned_data["token"] or uuid.uuid4()
        entries.add_contact(service=row, token=token, content=valid.content(), source=valid.source(request.user))
        return _url(row)

    return write(request, form, page, save)


@require_POST
def contact_remove(request: Request, contact_id: uuid.UUID) -> HttpResponse:
    """Nobody is asked there any more."""
    row = contact_or_404(request, contact_id)
    entries.remove_contact(row)
    messages.success(request, "Die Ansprechstelle ist entfernt.")
    return redirect("directory:service", row.service_id)
