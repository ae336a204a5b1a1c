"""Looking into a case without a door of one's own: emergency, and supervision by the team lead."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from rundblick.access import hooks, services
from rundblick.access.disclosure import disclose
from rundblick.access.forms import PurposeForm
from rundblick.access.models import Dossier
from rundblick.access.models.base import open_grants
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.services.doors import BREAK_GLASS_HOURS, SUPERVISION_HOURS, Owner, owner_of
from rundblick.access.throttle import throttled

HELPERS = (Role.COACH, Role.TEAM_LEAD, Role.NOMINATOR, Role.BENEFITS, Role.PLACEMENT)


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
    form = forms[kind]
    if request.method == "POST" and form.is_valid():
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
            "form": form if request.method == "POST" else None,
            "emergency_hours": BREAK_GLASS_HOURS,
            "supervision_hours": SUPERVISION_HOURS,
            "case_url": hooks.case_url(dossier_id),
            "inside": open_grants(request.access).filter(dossier_id=dossier_id, topics__contains=["notes"]).exists(),
            "known": Dossier.objects.visible_to(request.access).filter(pk=dossier_id).exists(),
        },
    )


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
