"""Deputies: a team lead says who covers whom, from the first to the last day."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from rundblick.access import services
from rundblick.access.access import only
from rundblick.access.forms_staff import CoverForm
from rundblick.access.models import Cover
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.staff import covers_of_teams, people_ever_in
from rundblick.web.clock import today


def index(request: Request) -> HttpResponse:
    """Covers of the own teams, and a new one."""
    context = only(request, Role.TEAM_LEAD)
    form = CoverForm(request.POST or None, context=context)
    if request.method == "POST" and form.is_valid():
        try:
            row = services.cover(**form.cleaned_data)
        except services.DoorClosed as refused:
            form.add_error(None, str(refused))
        else:
            when = "ab sofort" if row.valid_from <= today() else "am ersten Tag"
            messages.success(request, f"Die Vertretung ist eingerichtet. Die Türen öffnen sich {when}.")
            return redirect("access:covers")
    lines = covers_of_teams(context.team_ids)
    return render(
        request,
        "access/covers.html",
        {
            "form": form,
            "running": [line for line in lines if line.running],
            "former": [line for line in lines if not line.running],
            "today": today(),
        },
    )


@require_POST
def end(request: Request, cover_id: uuid.UUID) -> HttpResponse:
    """End a cover now; the deputy's doors close in this second."""
    context = only(request, Role.TEAM_LEAD)
    row = Cover.objects.filter(pk=cover_id, absent__in=people_ever_in(context.team_ids)).first()
    if row is None or (row.valid_until is not None and row.valid_until <= today()):
        raise Http404
    services.end_cover(row)
    messages.success(request, "Die Vertretung ist beendet. Ihre Türen sind geschlossen.")
    return redirect("access:covers")
