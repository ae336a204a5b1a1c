"""What is handed over in the talk: information sheets, Netzwerkkarte, Entlasskarte, a mail with an address."""

import uuid
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.access import staff_only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.calendar.codes import Setting
from rundblick.calendar.queries import upcoming
from rundblick.calendar.shown import place_of
from rundblick.calendar.writing import sent
from rundblick.directory import mailing, queries
from rundblick.directory.access import public_or_404, service_or_404
from rundblick.directory.codes import PUBLIC
from rundblick.directory.forms.cards import DischargeForm, MailForm
from rundblick.directory.mapping import around
from rundblick.directory.models import Service
from rundblick.directory.paper import discharge as discharge_card
from rundblick.directory.paper import networks, sheets
from rundblick.directory.taxonomy import taxonomy
from rundblick.directory.views.crumbs import START
from rundblick.directory.views.find import chosen
from rundblick.web.clock import now
from rundblick.web.frame import Crumb
from rundblick.web.ids import uuid_or_none

MOST_OFFERED = 50
MOST_DAYS = 5
NOTHING = "Haken Sie zuerst ein Angebot an."


@require_GET
def information(request: Request) -> HttpResponse:
    """The ticked services as an information sheet."""
    staff_only(request)
    rows = _public(chosen(request.GET))
    if not rows:
        messages.info(request, NOTHING)
        return redirect("directory:find")
    return pdf(sheets.information(rows), "infoblatt.pdf")


@login_not_required
@require_GET
def public_information(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """One service as an information sheet, for everybody."""
    found = public_or_404(service_id)
    return pdf(sheets.information(queries.services([found.pk])), "infoblatt.pdf")


@require_GET
def network(request: Request) -> HttpResponse:
    """Whom the Netzwerkkarte is to show, for a municipality or a group of topics."""
    staff_only(request)
    return _network(request)


@require_GET
def network_pdf(request: Request) -> HttpResponse:
    """The Netzwerkkarte of the ticked organisations."""
    staff_only(request)
    city, group = _asked(request)
    ticked = {key for value in request.GET.getlist("stelle") if (key := uuid_or_none(value))}
    helping = [one for one in networks.helpers(city, group) if one.id in ticked]
    if not helping:
        return _network(request, "Haken Sie zuerst eine Stelle an.")
    if len(helping) > networks.MOST:
        return _network(request, f"Auf die Karte passen höchstens {networks.MOST} Stellen.")
    paper = request.GET.get("papier", "")
    paper = paper if paper in networks.PAPERS else "a4"
    helping = networks.with_buses(helping, city)
    svg, signs = networks.drawn(helping, around())
    made = networks.card(helping, city=city, group=group, paper=paper, sketch=svg, signs=signs)
    return pdf(made, "netzwerkkarte.pdf")


@require_http_methods(["GET", "POST"])
@throttled(times=60, seconds=3600)
def discharge(request: Request) -> HttpResponse:
    """The Entlasskarte, made from what is typed here and forgotten at once.

    `fall` and `person` in the address: begun from a case, with the dates of this member to begin with.
    """
    staff_only(request)
    given = request.POST if request.method == "POST" else request.GET
    rows = _public(chosen(given)[:MOST_OFFERED])
    dossier_id, person_id = uuid_or_none(given.get("fall", "")), uuid_or_none(given.get("person", ""))
    days = _days(request, dossier_id, person_id) if dossier_id and person_id and request.method == "GET" else []
    first = {"occasion": "job", "days": days, "services": [str(row.pk) for row in rows][: discharge_card.MOST]}
    form = DischargeForm(sent(request), initial=first, rows=rows)
    if form.is_bound and form.is_valid():
        ticked = set(form.cleaned_data.get("services", ()))
        made = discharge_card.card(
            [row for row in rows if str(row.pk) in ticked],
            occasion=form.cleaned_data["occasion"],
            name=form.cleaned_data["name"],
            days=form.cleaned_data["days"],
            contacts=form.cleaned_data["contacts"],
        )
        return pdf(made, "karte.pdf")
    context = {"form": form, "rows": rows, "begun": bool(days), "breadcrumb": [START, Crumb(label="Entlasskarte")]}
    return render(request, "directory/discharge.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=3600)
def mail(request: Request, service_id: uuid.UUID) -> HttpResponse:
    """Send the address of the public page to somebody; what it is about stands nowhere."""
    row = service_or_404(request, service_id)
    if row.status not in PUBLIC:
        raise Http404
    form = MailForm(sent(request))
    if form.is_bound and mailing.able() and form.is_valid():
        mailing.send(row, form.cleaned_data["address"])
        messages.success(request, "Die Nachricht ist auf dem Weg.")
        return redirect("directory:service", row.pk)
    back = reverse("directory:service", args=[row.pk])
    context = {
        "form": form,
        "row": row,
        "able": mailing.able(),
        "subject": mailing.SUBJECT,
        "back": back,
        "breadcrumb": [START, Crumb(label=row.name, url=back), Crumb(label="Per E-Mail schicken")],
    }
    return render(request, "directory/mail.html", context, status=422 if form.is_bound else 200)


def pdf(made: bytes, name: str) -> HttpResponse:
    """A document to look at and print. Its name says nothing about anybody."""
    answer = HttpResponse(made, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}"'
    return answer


def _days(request: Request, dossier_id: uuid.UUID, person_id: uuid.UUID) -> list[str]:
    """Coming appointments of a member and those open to all, as far as the reader's doors show them. One query."""
    found = upcoming(request.access, [dossier_id], at=now()).filter(Q(person_id=person_id) | Q(shared=True))
    rows = list({row.meeting: row for row in found}.values())[:MOST_DAYS]
    if rows:
        disclose(request, kind="directory.discharge", dossiers=[dossier_id])
    return [discharge_card.day_line(row.starts_at, Setting(row.setting).label, place_of(row)) for row in rows]


def _public(keys: list[uuid.UUID]) -> list[Service]:
    """Services that have a public page, with all that is printed of them. Four queries."""
    return [row for row in queries.services(keys) if row.status in PUBLIC] if keys else []


def _asked(request: Request) -> tuple[str, str]:
    group = request.GET.get("gruppe", "")
    known = {one.code for one in taxonomy().groups}
    return request.GET.get("gemeinde", "")[:100], group if group in known else ""


def _network(request: Request, problem: str = "") -> HttpResponse:
    city, group = _asked(request)
    rows = networks.helpers(city, group) if city or group else []
    ticked = set(request.GET.getlist("stelle"))
    context: dict[str, Any] = {
        "city": city,
        "group": group,
        "cities": queries.cities(),
        "groups": taxonomy().groups,
        "rows": [
            (one, str(one.id) in ticked if ticked or problem else n < networks.MOST) for n, one in enumerate(rows)
        ],
        "asked": bool(city or group),
        "most": networks.MOST,
        "papers": networks.PAPERS,
        "paper": request.GET.get("papier", "a4"),
        "problem": problem,
        "breadcrumb": [START, Crumb(label="Netzwerkkarte")],
    }
    return render(request, "directory/network.html", context, status=422 if problem else 200)
