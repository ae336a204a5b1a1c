"""The picture of what changed, and rating anew."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.cases import tools
from rundblick.progress import queries, services
from rundblick.progress.dimensions import dimensions, label_of
from rundblick.progress.forms import RatingForm
from rundblick.progress.models import Rater
from rundblick.progress.picture import then_and_now
from rundblick.progress.rules import Balance, balance, courses
from rundblick.web.german import count

NAME = "progress"
COMPARE = "vergleich"
KEY = "progress.rate:{}:{}:{}"


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Then and now. On the screen for two, the coach's view joins only when it is asked for."""
    file = tools.file_of_member(request, case_id, person_id)
    shown = tools.frame(request, file, NAME)
    rows = queries.ratings(request.access, file.dossier_id, person_id)
    compare = not shown["together"] or request.GET.get(COMPARE) == "1"
    made = courses(rows, [one.code for one in dimensions()], until=shown["day"])
    own = [course for course in made if compare or course.rater == Rater.PERSON]
    disclose(request, kind="progress.page", dossiers=[file.dossier_id])
    picture = then_and_now(
        title="Damals und heute", courses=own, label=label_of, description=_in_words(balance(made, rater=Rater.PERSON))
    )
    return render(
        request,
        "progress/page.html",
        shown
        | {
            "picture": picture if own else None,
            "sentence": picture.description,
            "reasons": _reasons(rows, shown["day"], both=compare),
            "own_url": _rate_url(file.pk, person_id, Rater.PERSON) + shown["mode"],
            "coach_url": "" if shown["together"] else _rate_url(file.pk, person_id, Rater.COACH),
            "compare_url": "" if compare else f"{shown['together_url']}&{COMPARE}=1",
        },
    )


@require_http_methods(["GET", "POST"])
def rate(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, rater: str) -> HttpResponse:
    """Rate anew in one view. Former numbers are not shown, so that nobody follows them."""
    if rater not in Rater.values:
        raise Http404
    file = tools.file_of_member(request, case_id, person_id, writing="situation")
    shown = tools.frame(request, file, NAME)
    key = KEY.format(file.pk, person_id, rater)
    saved_at = None
    if request.method == "POST":
        form = RatingForm(request.POST)
        if form.is_valid():
            try:
                services.rate(
                    case=file.case,
                    person_id=person_id,
                    rater=rater,
                    author=request.user,
                    said=form.said(),
                    on=form.cleaned_data["on"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Die Einschätzung ist festgehalten.")
                return redirect(shown["here"] + shown["mode"])
    else:
        form = RatingForm()
        saved_at = restore(request, key, form)
    disclose(request, kind="progress.rate", dossiers=[file.dossier_id])
    return render(
        request,
        "progress/rate.html",
        shown
        | {
            "form": form,
            "own": rater == Rater.PERSON,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": shown["here"] + shown["mode"],
        },
        status=422 if form.errors else 200,
    )


def _rate_url(case_id: uuid.UUID, person_id: uuid.UUID, rater: str) -> str:
    return reverse("progress:rate", args=[case_id, person_id, rater])


def _in_words(own: Balance) -> str:
    """The balance of the own view, with its denominator."""
    if not own.compared:
        return "Noch ist jeder Bereich höchstens einmal eingeschätzt. Beim nächsten Mal sieht man, was sich bewegt."
    return (
        f"Eigene Sicht: Von {count(own.compared, 'Bereich', 'Bereichen')}, die mehrmals eingeschätzt sind, "
        f"sind {own.up} gestiegen, {own.same} gleich geblieben und {own.down} gesunken."
    )


def _reasons(rows: list[Any], day: Any, *, both: bool) -> list[dict[str, Any]]:
    """What people said beside their numbers, the latest first."""
    return [
        {
            "label": label_of(row.dimension),
            "on": row.valid_from,
            "value": row.value,
            "rater": row.get_rater_display(),
            "words": row.words,
        }
        for row in reversed(rows)
        if row.words and row.valid_from <= day and (both or row.rater == Rater.PERSON)
    ]
