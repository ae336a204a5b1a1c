"""Looking into a case without a door of one's own: emergency, and supervision by the team lead."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from rundblick.access import hooks, services
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.forms import DangerForm, PurposeForm
from rundblick.access.models import DangerRequest, Dossier
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.services.danger import LAPSES, open_requests, requests_of
from rundblick.access.services.doors import BREAK_GLASS_HOURS, HELPERS, SUPERVISION_HOURS, Owner, owner_of
from rundblick.access.throttle import throttled
from rundblick.web.clock import now
from rundblick.web.forms import Form

DANGER = "danger"


@never_cache
@throttled(times=10, seconds=3600)
def ask(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """GET explains what happens, POST opens the door for some hours and leads to the case.

    Exists for staff of the owning Jobcenter only; everybody else gets 404, whether there is such a case or not.
    """
    owner = _owner_or_404(request, dossier_id)
    supervises = request.access.has_role(Role.TEAM_LEAD) and owner.team_id in request.access.team_ids
    kind = _kind(request, supervises)
    forms = {
        wanted: PurposeForm(request.POST if request.method == "POST" and kind == wanted else None, prefix=wanted)
        for wanted in (Basis.BREAK_GLASS, Basis.SUPERVISION)
    }
    form: Form = forms[kind]
    danger = DangerForm(request.POST if request.POST.get("kind") == DANGER else None, prefix=DANGER)
    if request.POST.get("kind") == DANGER:
        form = danger
        if danger.is_valid():
            return _ask_for_second(request, dossier_id, danger.cleaned_data["danger"])
    elif request.method == "POST" and form.is_valid():
        try:
            _open(request, dossier_id, kind, form.cleaned_data["purpose"])
        except services.DoorClosed as refused:
            form.add_error(None, str(refused))
        else:
            return redirect(hooks.case_url(dossier_id))
    return render(
        request,
        "access/emergency.html",
        {
            "emergency_form": forms[Basis.BREAK_GLASS],
            "supervision_form": forms[Basis.SUPERVISION] if supervises else None,
            "danger_form": danger,
            "form": form if request.method == "POST" else None,
            "emergency_hours": BREAK_GLASS_HOURS,
            "supervision_hours": SUPERVISION_HOURS,
            "case_url": hooks.case_url(dossier_id),
            "inside": open_grants(request.access).filter(dossier_id=dossier_id, topics__contains=["notes"]).exists(),
            "known": Dossier.objects.visible_to(request.access).filter(pk=dossier_id).exists(),
        },
    )


def _ask_for_second(request: Request, dossier_id: uuid.UUID, danger: str) -> HttpResponse:
    asked = services.ask_for_second(request.access, dossier_id=dossier_id, danger=danger)
    disclose(request, kind="access.danger", dossiers=[dossier_id], purpose=danger)
    return redirect("access:second", asked.pk)


@require_GET
def wanted(request: Request) -> HttpResponse:
    """Which colleagues ask for a second person now."""
    context = only(request, *HELPERS)
    rows = open_requests(context).select_related("asked_by")
    return render(
        request, "access/second_wanted.html", {"rows": [row for row in rows if row.asked_by_id != context.user_id]}
    )


@never_cache
def second(request: Request, request_id: uuid.UUID) -> HttpResponse:
    """One request: whoever asked sees how it stands, a colleague agrees or not. The case itself is not named."""
    context = only(request, *HELPERS)
    asked = requests_of(context).filter(pk=request_id)
    found = asked.select_related("asked_by", "decided_by").first()
    if found is None:
        raise Http404
    if request.method == "POST":
        return _decide(request, found)
    own = found.asked_by_id == context.user_id
    waits = found.decided_at is None and found.asked_at > now() - LAPSES
    return render(
        request,
        "access/second.html",
        {
            "asked": found,
            "own": own,
            "waits": waits,
            "hours": BREAK_GLASS_HOURS,
            "case_url": hooks.case_url(found.dossier_ref) if own and found.grant_id else "",
        },
    )


def _decide(request: Request, asked: DangerRequest) -> HttpResponse:
    agreed = request.POST.get("answer") == "ja"
    act = services.agree if agreed else services.decline
    try:
        act(request.access, request=asked)
    except services.DoorClosed as refused:
        messages.error(request, str(refused))
    else:
        disclose(request, kind="access.second", dossiers=[asked.dossier_ref], purpose=asked.danger)
        messages.success(request, "Sie haben zugestimmt." if agreed else "Sie haben nicht zugestimmt.")
    return redirect("access:second", asked.pk)


def _owner_or_404(request: Request, dossier_id: uuid.UUID) -> Owner:
    owner = owner_of(dossier_id)
    if (
        owner is None
        or not owner.is_jobcenter
        or owner.organisation_id != request.access.organisation_id
        or not request.access.has_role(*HELPERS)
    ):
        raise Http404
    return owner


def _kind(request: Request, supervises: bool) -> Basis:
    return Basis.SUPERVISION if supervises and request.POST.get("kind") == Basis.SUPERVISION else Basis.BREAK_GLASS


def _open(request: Request, dossier_id: uuid.UUID, kind: Basis, purpose: str) -> None:
    act = services.supervise if kind == Basis.SUPERVISION else services.break_glass
    act(request.access, dossier_id=dossier_id, purpose=purpose)
    disclose(request, kind=f"access.{kind}", dossiers=[dossier_id], basis=kind, purpose=purpose)
    hours = SUPERVISION_HOURS if kind == Basis.SUPERVISION else BREAK_GLASS_HOURS
    messages.info(
        request, f"Der Zugriff gilt {hours} Stunden und ist protokolliert. Danach schließt er sich von selbst."
    )
