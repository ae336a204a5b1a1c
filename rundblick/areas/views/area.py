"""One area, and what one does with it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.models import Team, User
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.areas import access, keys, queries
from rundblick.areas.codes import Kind, Side
from rundblick.areas.forms import AreaForm, BeginForm, ChargeForm, EndForm, LineForm
from rundblick.areas.models import Area
from rundblick.areas.services import areas as services
from rundblick.areas.views.tabs import crumb
from rundblick.calendar.writing import Page, Section, sent, write
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.parts import Pages

SIZE = 100


@require_GET
def area(request: Request, area_id: uuid.UUID) -> HttpResponse:
    """What belongs to an area, and who looks after it, today and before."""
    row = access.area_or_404(request, area_id)
    found = keyset.page(
        row.stretches.filter(queries.not_over(today())),
        key="street_key!",
        descending=False,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    charges = list(row.charges.select_related("team", "coach").order_by("-valid_from"))
    return render(
        request,
        "areas/area.html",
        {
            "breadcrumb": [crumb(), Crumb(label=row.name)],
            "area": row,
            "over": row.valid_until is not None and row.valid_until <= today(),
            "lines": queries.in_order(found.rows),
            "today": today(),
            "charges": charges,
            "now": next((one for one in charges if one.holds(today())), None),
            "may_edit": access.may_edit(request) and row.valid_until is None,
            "may_rename": access.may_edit(request),
            "pages": Pages(
                previous_url=f"?vor={found.before}" if found.before else "",
                next_url=f"?hinter={found.after}" if found.after else "",
            ),
        },
    )


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """A new area."""
    access.editor(request)
    form = BeginForm(sent(request), initial={"since": today(), "token": uuid.uuid4()})
    page = Page(
        heading="Neues Gebiet",
        key=keys.BEGIN_KEY,
        crumbs=[crumb()],
        submit="Anlegen",
        saved="Das Gebiet ist angelegt. Was gehört dazu, und wer ist zuständig?",
    )

    def save(valid: BeginForm) -> str:
        given = valid.cleaned_data
        names = ("name", "covers", "since", "token")
        return url_of(services.begin(author=request.user, **{name: given[name] for name in names}))

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def change(request: Request, area_id: uuid.UUID) -> HttpResponse:
    """Say anew what it is called."""
    row = access.area_or_404(request, area_id, writing=True)
    form = AreaForm(sent(request), initial=AreaForm.values(row) | {"version": row.version})
    page = _page(row, "Name ändern", keys.CHANGE_KEY, values=AreaForm.values)

    def save(valid: AreaForm) -> str:
        given = valid.cleaned_data
        version = given["version"] or -1
        services.change(area=row, version=version, name=given["name"], covers=given["covers"])
        return url_of(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def end(request: Request, area_id: uuid.UUID) -> HttpResponse:
    """The area is no more after a day."""
    row = access.area_or_404(request, area_id, writing=True)
    form = EndForm(sent(request), initial={"last_day": today(), "version": row.version})
    page = _page(
        row,
        "Gebiet auflösen",
        keys.END_KEY,
        submit="Auflösen",
        saved="Das Gebiet endet mit diesem Tag.",
        lead="Was vorher galt, bleibt für Zahlen über frühere Tage stehen.",
        values=lambda stored: {"last_day": stored.last_day},
    )

    def save(valid: EndForm) -> str:
        given = valid.cleaned_data
        services.end(area=row, version=given["version"], last_day=given["last_day"])
        return url_of(row)

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def add(request: Request, area_id: uuid.UUID) -> HttpResponse:
    """A further street, district, postal code or municipality."""
    row = access.area_or_404(request, area_id, writing=True)
    since = max(today(), row.valid_from)
    first: dict[str, Any] = {"kind": Kind.STREET, "side": Side.ALL, "since": since, "token": uuid.uuid4()}
    if request.method == "GET":
        first["town"] = row.stretches.exclude(town="").order_by("-pk").values_list("town", flat=True).first() or ""
    form = LineForm(sent(request), initial=first)
    page = _page(
        row,
        "Was gehört dazu?",
        keys.ADD_KEY,
        submit="Aufnehmen",
        saved="Aufgenommen.",
        lead="Das Genauere gilt: erst Hausnummern, dann Straße, Ortsteil, Postleitzahl, zuletzt die Gemeinde.",
        sections=(
            Section("Was", ("kind", "town", "street", "first", "last", "side")),
            Section("Ortsteil oder Postleitzahl", ("district", "postcode")),
            Section("Ab wann", ("since",)),
        ),
    )

    def save(valid: LineForm) -> str:
        services.add(area=row, line=valid.line(), token=valid.cleaned_data["token"])
        return url_of(row)

    return write(request, form, page, save)


@require_POST
def take_out(request: Request, stretch_id: uuid.UUID) -> HttpResponse:
    """From today on the line belongs to the area no more."""
    row = access.stretch_or_404(request, stretch_id)
    services.take_out(stretch=row)
    messages.success(request, f"{row.name} gehört ab heute nicht mehr dazu.")
    return redirect(url_of(row.area))


@require_http_methods(["GET", "POST"])
def charge(request: Request, area_id: uuid.UUID) -> HttpResponse:
    """Who looks after the area from a day on."""
    row = access.area_or_404(request, area_id, writing=True)
    teams = list(Team.objects.filter(organisation_id=row.house_id).order_by("name"))
    form = ChargeForm(
        sent(request),
        initial={"since": max(today(), row.valid_from), "token": uuid.uuid4()},
        teams=teams,
        coaches=_coaches(row),
    )
    page = _page(
        row,
        "Wer ist zuständig?",
        keys.CHARGE_KEY,
        saved="Eingetragen. Fälle gehen dadurch nicht von selbst über.",
        lead="Wer bis dahin zuständig war, ist es ab diesem Tag nicht mehr. Fälle übergeben Sie wie bisher, einzeln.",
    )

    def save(valid: ChargeForm) -> str:
        services.put_in_charge(area=row, **valid.charge())
        return url_of(row)

    return write(request, form, page, save)


@require_POST
def nobody(request: Request, charge_id: uuid.UUID) -> HttpResponse:
    """Nobody looks after the area from today on."""
    row = access.charge_or_404(request, charge_id)
    services.nobody(charge=row)
    messages.success(request, "Die Zuständigkeit ist beendet.")
    return redirect(url_of(row.area))


def url_of(row: Area) -> str:
    """Where an area is shown."""
    return reverse("areas:area", args=[row.pk])


def _coaches(row: Area) -> list[User]:
    held = queries.holding(today(), "role_assignments__")
    rows = User.objects.filter(held, organisation_id=row.house_id, is_active=True, role_assignments__role=Role.COACH)
    return list(rows.distinct().order_by("display_name"))


def _page(row: Area, heading: str, key: str, **more: Any) -> Page:
    crumbs = [crumb(), Crumb(label=row.name, url=url_of(row))]
    return Page(heading=heading, key=key.format(row.pk), crumbs=crumbs, **more)
