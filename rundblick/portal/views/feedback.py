"""What the person said to their coaches about talks: read again, taken back, and said about the last one."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import crypto
from rundblick.access.disclosure import disclose
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.feedback import catalogue, queries, services, telling
from rundblick.feedback.forms import LONGEST, Saying
from rundblick.portal.access import Own, own


@require_GET
def listed(request: Request) -> HttpResponse:
    """All open answers of this person, and whether a talk waits for one."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    crypto.load_keys(mine.dossiers)
    rows, talks = queries.own_answers(), queries.own_talks()
    _disclose(request, mine)
    shown = {"answers": telling.answers(rows), "talk": next(iter(talks), None)}
    return render(request, "portal/feedback.html", shown)


@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=3600)
def say(request: Request) -> HttpResponse:
    """Say with one's name how the last talk was."""
    mine = own(request.access)
    talk = next(iter(queries.own_talks()), None) if mine.doors else None
    if talk is None:
        return redirect("portal:feedback")
    words = catalogue.words(catalogue.GERMAN)
    given = request.POST if request.method == "POST" else None
    saying = Saying(catalogue.talk(), words, catalogue.GERMAN, given)
    if given is not None and not saying.problem:
        if services.say_on_own_page(talk=talk, content=saying.content):
            messages.success(request, _("Danke. Ihre Antwort ist angekommen."))
        return redirect("portal:feedback")
    _disclose(request, mine)
    shown = {"talk": talk, "saying": saying, "words": words, "longest": LONGEST}
    return render(request, "portal/feedback_say.html", shown, status=422 if saying.problem else 200)


@require_POST
def take_back(request: Request, row_id: uuid.UUID) -> HttpResponse:
    """The answer is gone in this second; nobody asks why."""
    mine = own(request.access)
    if mine.doors and services.take_back(row_id):
        messages.success(request, _("Ihre Antwort ist gelöscht."))
    return redirect("portal:feedback")


def _disclose(request: Request, mine: Own) -> None:
    disclose(request, kind="portal.feedback", dossiers=mine.dossiers, basis=Basis.SELF)
