"""What data protection watches: doors opened without one, the seals of the log, and orders to erase."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.contrib import messages
from django.db import connection
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from rundblick.access import services, tasks
from rundblick.access.access import only
from rundblick.access.models import DisclosureSeal, Erasure, SealCheck, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.throttle import throttled
from rundblick.web.clock import now
from rundblick.web.parts import Pages, Tab

PAGE = 30
TABS = (
    ("protocol", "Protokoll"),
    ("temporary_doors", "Notzugriffe"),
    ("seals", "Siegel"),
    ("erasures", "Löschungen"),
    ("register", "Verzeichnis"),
)


def tabs(current: str) -> list[Tab]:
    """The pages of the desk."""
    return [Tab(label=label, url=reverse(f"access:{name}"), current=name == current) for name, label in TABS]


@dataclass(frozen=True)
class TemporaryDoor:
    """An emergency or supervision: who, which case, why, from when until when."""

    dossier_id: uuid.UUID
    who: str
    basis: str
    emergency: bool
    purpose: str
    valid_from: dt.datetime
    valid_until: dt.datetime
    open: bool


def temporary_doors(request: Request) -> HttpResponse:
    """Doors opened for some hours by somebody who held none; newest first."""
    only(request, Role.DPO)
    before = _moment(request.GET.get("vor", "")) or now() + dt.timedelta(seconds=1)
    doors = _temporary(before)
    next_url = f"?vor={doors[PAGE - 1].valid_from.timestamp()!r}" if len(doors) > PAGE else ""
    return render(
        request,
        "access/temporary_doors.html",
        {"doors": doors[:PAGE], "pages": Pages(next_url=next_url), "tabs": tabs("temporary_doors")},
    )


def seals(request: Request) -> HttpResponse:
    """How the seals of the log stand, as the worker last found them."""
    only(request, Role.DPO)
    return render(
        request,
        "access/seals.html",
        {
            "check": SealCheck.objects.first(),
            "last": DisclosureSeal.objects.order_by("-pk").first(),
            "tabs": tabs("seals"),
        },
    )


@require_POST
@throttled(times=6, seconds=3600)
def check_seals(request: Request) -> HttpResponse:
    """Ask the worker to check the whole chain now."""
    only(request, Role.DPO)
    tasks.verify_log.defer()
    messages.info(request, "Die Prüfung läuft. Laden Sie die Seite in einer Minute neu.")
    return redirect("access:seals")


def erasures(request: Request) -> HttpResponse:
    """Orders to erase: waiting, approved, carried out."""
    context = only(request, Role.DPO)
    orders = Erasure.objects.filter(requested_by__organisation=context.organisation_id)
    orders = orders.select_related("requested_by", "approved_by")
    return render(
        request,
        "access/erasures.html",
        {
            "waiting": orders.filter(approved_at=None).order_by("requested_at"),
            "running": orders.filter(approved_at__isnull=False, executed_at=None).order_by("approved_at"),
            "done": orders.filter(executed_at__isnull=False).order_by("-executed_at")[:PAGE],
            "tabs": tabs("erasures"),
            "own": context.user_id,
        },
    )


@require_POST
def approve(request: Request, erasure_id: uuid.UUID) -> HttpResponse:
    """Approve an order; the worker carries it out at once."""
    order = _order_or_404(request, erasure_id)
    try:
        services.approve_erasure(request.access, erasure=order)
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        tasks.erase_dossier.defer(dossier_id=str(order.dossier_ref))
        messages.success(request, "Die Löschung ist freigegeben und wird jetzt ausgeführt.")
    return redirect("access:erasures")


@require_POST
def dismiss(request: Request, erasure_id: uuid.UUID) -> HttpResponse:
    """Turn an order down; nothing is erased."""
    order = _order_or_404(request, erasure_id)
    try:
        services.dismiss_erasure(request.access, erasure=order)
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, "Der Antrag ist abgelehnt. Die Akte bleibt, wie sie ist.")
    return redirect("access:erasures")


def _order_or_404(request: Request, erasure_id: uuid.UUID) -> Erasure:
    context = only(request, Role.DPO)
    order = Erasure.objects.filter(pk=erasure_id, requested_by__organisation=context.organisation_id).first()
    if order is None:
        raise Http404
    return order


def _moment(text: str) -> dt.datetime | None:
    try:
        return dt.datetime.fromtimestamp(float(text), tz=dt.UTC)
    except (ValueError, OverflowError, OSError):
        return None


def _temporary(before: dt.datetime) -> list[TemporaryDoor]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT dossier_id, user_id, basis, purpose, valid_from, valid_until FROM access_temporary_doors(%s, %s)",
            [before, PAGE + 1],
        )
        rows = cursor.fetchall()
    names = dict(User.objects.filter(pk__in={row[1] for row in rows}).values_list("pk", "display_name"))
    moment = now()
    return [
        TemporaryDoor(
            dossier_id=dossier_id,
            who=names.get(user_id, "ein früheres Konto"),
            basis=Basis(basis).label,
            emergency=basis == Basis.BREAK_GLASS,
            purpose=purpose,
            valid_from=valid_from,
            valid_until=valid_until,
            open=valid_until > moment,
        )
        for dossier_id, user_id, basis, purpose, valid_from, valid_until in rows
    ]
