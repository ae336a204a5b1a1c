"""Who may open which page of the room: functions that return the object or raise Http404."""

import uuid

from django.http import Http404

from rundblick.access.context import Context
from rundblick.access.models import Dossier
from rundblick.access.requests import Request
from rundblick.access.roles import STAFF_ROLES


def only(request: Request, *roles: str) -> Context:
    """The context when one of the roles is held today; pages of other roles do not exist for anybody else."""
    context = request.access
    if not context.has_role(*roles):
        raise Http404
    return context


def staff_only(request: Request) -> Context:
    """The context of somebody on the staff; participants get 404."""
    return only(request, *STAFF_ROLES)


def dossier_or_404(context: Context, dossier_id: uuid.UUID) -> Dossier:
    """A dossier to which any door is open."""
    found = Dossier.objects.visible_to(context).select_related("organisation", "team").filter(pk=dossier_id).first()
    if found is None:
        raise Http404
    return found
