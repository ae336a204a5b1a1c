"""Health goals: in the protected area, opened by a POST and logged each time."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.cases import tools
from rundblick.cases.file import File
from rundblick.roadmap import queries, services
from rundblick.roadmap.access import health_door, row_or_404
from rundblick.roadmap.forms import HealthForm
from rundblick.roadmap.models import HealthGoal
from rundblick.roadmap.views.frame import NAME, own, page_url


@require_http_methods(["GET", "POST"])
def health(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """GET says what lies behind the door; POST opens it, and keeps a sentence when one was sent."""
    file, writes = _opened(request, case_id, person_id)
    if request.method != "POST":
        return render(request, "roadmap/health.html", tools.frame(request, file, NAME) | {"open": False})
    form = HealthForm(initial={"token": uuid.uuid4()})
    if writes and "words" in request.POST:
        form = HealthForm(request.POST)
        if form.is_valid():
            try:
                services.note_health(whose=own(file), author=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                form = HealthForm(initial={"token": uuid.uuid4()})
    disclose(request, kind="roadmap.health", dossiers=[file.dossier_id], basis=Basis.CONSENT)
    values = tools.frame(request, file, NAME) | {
        "open": True,
        "goals": queries.health_goals(request.access, file.pk, person_id),
        "form": form if writes else None,
    }
    answer = render(request, "roadmap/health.html", values, status=422 if form.errors else 200)
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_POST
def remove(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """A sentence is taken back."""
    file, _writes = _opened(request, case_id, person_id)
    services.remove_health(row=row_or_404(request, file, HealthGoal, row_id))
    return redirect(page_url(request, file))


def _opened(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> tuple[File, bool]:
    file = tools.file_of_member(request, case_id, person_id)
    reads, writes = health_door(request, file)
    if not reads or tools.is_together(request):
        raise Http404
    return file, writes
