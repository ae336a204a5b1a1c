"""Answers without a name: no login, no cookie, on one's own telephone or on the tablet of the house."""

import uuid

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.throttle import throttled
from rundblick.feedback import catalogue, services
from rundblick.feedback.access import letter_or_404, public_house_or_404
from rundblick.feedback.forms import LONGEST, LONGEST_WORD, Saying
from rundblick.feedback.views.frame import Manner, quiet, quiet_page, tabs

START_AGAIN = 12
"""Seconds after which a tablet begins again for the next person."""
KIND = "brief"


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
@throttled(times=30, seconds=600)
def talk(request: HttpRequest, house_id: uuid.UUID) -> HttpResponse:
    """How the talk was. Nobody is logged in by it, so the form needs no token and the page no cookie."""
    return _answer(request, house_id, catalogue.talk(), "")


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
@throttled(times=30, seconds=600)
def letter(request: HttpRequest, house_id: uuid.UUID, kind: str) -> HttpResponse:
    """Whether the letter was clear."""
    return _answer(request, house_id, catalogue.letter(), letter_or_404(kind).code)


@login_not_required
@require_GET
def thanks(request: HttpRequest, house_id: uuid.UUID) -> HttpResponse:
    """It arrived. A tablet begins again by itself, in German."""
    house = public_house_or_404(house_id)
    manner = Manner.of(request)
    start = reverse("feedback:public", args=[house.pk]) + manner.in_german().query()
    kind = request.GET.get(KIND, "")
    answer = quiet_page(request, "thanks", manner, {"house": house, "start_url": start, "kind": kind})
    if manner.tablet:
        answer.headers["Refresh"] = f"{START_AGAIN}; url={start}"
    return answer


def _answer(request: HttpRequest, house_id: uuid.UUID, sheet: catalogue.Sheet, kind: str) -> HttpResponse:
    house = public_house_or_404(house_id)
    manner = Manner.of(request)
    saying = Saying(sheet, manner.words, manner.tongue.code, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not saying.problem:
        services.say_unnamed(house_id=house.pk, content=saying.content, word=saying.word, letter=kind)
        more = {KIND: kind or "ohne"}
        return quiet(redirect(reverse("feedback:thanks", args=[house.pk]) + manner.query(**more)))
    values = {
        "house": house,
        "saying": saying,
        "letter": catalogue.letter_of(kind) if kind else None,
        "languages": tabs(manner, sheet),
        "code_url": "" if kind else reverse("feedback:code", args=[house.pk]) + manner.query(),
        "start_url": reverse("feedback:public", args=[house.pk]) + manner.in_german().query(),
        "longest": LONGEST,
        "longest_word": LONGEST_WORD,
    }
    return quiet_page(request, "public", manner, values, status=422 if saying.problem else 200)
