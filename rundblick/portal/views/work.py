"""The participant's own job profile, to read; what is to change goes to the coach."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET

from rundblick.access import crypto
from rundblick.access.disclosure import disclose
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.portal.access import own
from rundblick.profiles.queries import told_to_person
from rundblick.profiles.shown import in_words, picture_of


@require_GET
def profile(request: Request) -> HttpResponse:
    """What the person can, wants and needs at work, and where it is to go, as it holds today."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    crypto.load_keys(mine.dossiers)
    profiles, targets = told_to_person()
    row = profiles[0] if profiles else None
    disclose(request, kind="portal.job", dossiers=mine.dossiers, basis=Basis.SELF)
    values = {
        "profile": row,
        "said": in_words(row),
        "targets": targets,
        "picture": picture_of(row),
        "reports": any(door.reports and door.at_home for door in mine.doors),
    }
    return render(request, "portal/job.html", values)
