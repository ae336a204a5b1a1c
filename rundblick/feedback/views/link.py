"""Answers with a name: behind a personal link, or with the code a coach showed for the tablet."""

import uuid
from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from rundblick.access.throttle import throttled
from rundblick.access.tokens import digest
from rundblick.feedback import catalogue, queries, services
from rundblick.feedback.access import public_house_or_404
from rundblick.feedback.content import code_digest
from rundblick.feedback.forms import LONGEST, Saying
from rundblick.feedback.queries import Behind
from rundblick.feedback.views.frame import Manner, quiet, quiet_page, tabs
from rundblick.feedback.views.public import KIND

WAY, OPENLY = "weg", "offen"
DIGITS = 6


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=600)
def link(request: HttpRequest, token: str) -> HttpResponse:
    """First the choice: with one's name, or on the general page, which knows nothing of this link."""
    manner, hashed = Manner.of(request), digest(token)
    found = queries.behind(hashed)
    if found is None or found.house_id is None:
        return quiet_page(request, "over", manner, {}, status=404)
    sheet = catalogue.talk()
    if request.method == "GET" and request.GET.get(WAY) != OPENLY:
        values = {
            "text": manner.words.named_text.format(coach=found.coach),
            "openly_url": manner.query(**{WAY: OPENLY}),
            "without_url": reverse("feedback:public", args=[found.house_id]) + manner.query(),
            "languages": tabs(manner, sheet),
        }
        return quiet_page(request, "choose", manner, values)
    saying = Saying(sheet, manner.words, manner.tongue.code, request.POST if request.method == "POST" else None)
    if request.method == "POST" and not saying.problem:
        if not services.answer(hashed=hashed, behind=found, content=saying.content):
            return quiet_page(request, "over", manner, {}, status=404)
        return quiet_page(request, "said", manner, {"text": manner.words.thanks_named.format(coach=found.coach)})
    more = {"languages": tabs(manner, sheet, **{WAY: OPENLY})}
    return _form(request, manner, saying, found, more)


@login_not_required
@csrf_exempt
@require_http_methods(["GET", "POST"])
@throttled(times=20, seconds=600)
def code(request: HttpRequest, house_id: uuid.UUID) -> HttpResponse:
    """On the tablet: the six digits from the coach's screen open the form with a name, once and for half an hour."""
    house = public_house_or_404(house_id)
    manner = Manner.of(request)
    start = reverse("feedback:public", args=[house.pk]) + manner.query()
    typed = "".join(sign for sign in request.POST.get("zahl", "") if sign.isdecimal())[: DIGITS + 1]
    hashed = code_digest(typed) if len(typed) == DIGITS else ""
    found = queries.behind(hashed) if hashed else None
    if found is None or found.house_id != house.pk:
        wrong = request.method == "POST"
        values = {"house": house, "start_url": start, "problem": manner.words.code_wrong if wrong else ""}
        return quiet_page(request, "code", manner, values, status=422 if wrong else 200)
    sends = "senden" in request.POST
    saying = Saying(catalogue.talk(), manner.words, manner.tongue.code, request.POST if sends else None)
    if sends and not saying.problem:
        services.answer(hashed=hashed, behind=found, content=saying.content)
        thanks = reverse("feedback:thanks", args=[house.pk]) + manner.query(**{KIND: OPENLY})
        return quiet(redirect(thanks))
    return _form(request, manner, saying, found, {"languages": [], "code": typed, "start_url": start})


def _form(request: HttpRequest, manner: Manner, saying: Saying, found: Behind, more: dict[str, Any]) -> HttpResponse:
    values = {
        "saying": saying,
        "lead": manner.words.named_lead.format(coach=found.coach),
        "longest": LONGEST,
        "code": "",
        "start_url": "",
    }
    return quiet_page(request, "openly", manner, values | more, status=422 if saying.problem else 200)
