"""Whom to ask at an employer, and what was talked about."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.employers import keys, told
from rundblick.employers.access import employer_or_404, kept_or_404
from rundblick.employers.forms.common import fresh, stored
from rundblick.employers.forms.employers import PersonForm, TalkForm
from rundblick.employers.models import Counterpart, Talk
from rundblick.employers.services import employers as services
from rundblick.employers.views.common import about, crumbs, sent, url_of
from rundblick.web.clock import today
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
def person_add(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Say whom to ask."""
    row = employer_or_404(request, employer_id, writing=True)
    return about(
        request,
        row,
        PersonForm(sent(request), initial=fresh()),
        lambda valid: services.add_person(employer=row, reach=valid.reach(), token=valid.cleaned_data["token"]),
        heading="Ansprechperson",
        key=keys.PERSON_KEY.format(row.pk),
        anchor="ansprechpersonen",
        lead="Die Funktion genügt. Nach zwei Jahren ohne Gespräch wird der Eintrag von selbst gelöscht.",
    )


@require_http_methods(["GET", "POST"])
def person_change(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Say it anew."""
    row = kept_or_404(request, Counterpart, person_id, writing=True)
    return about(
        request,
        row.employer,
        PersonForm(sent(request), initial=stored(PersonForm, row)),
        lambda valid: services.change_person(person=row, version=valid.seen, reach=valid.reach()),
        heading="Ansprechperson ändern",
        key=keys.PERSON_CHANGE_KEY.format(row.pk),
        anchor="ansprechpersonen",
        values=PersonForm.values,
    )


@require_POST
def person_remove(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Forget whom to ask."""
    row = kept_or_404(request, Counterpart, person_id, writing=True)
    services.remove_person(person=row)
    messages.success(request, "Die Ansprechperson ist gelöscht, frühere Fassungen über Nacht.")
    return redirect(url_of(row.employer_id, "ansprechpersonen"))


@require_GET
def person_told(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """Everything kept about a business contact, to hand over (Art. 15 DSGVO)."""
    row = kept_or_404(request, Counterpart, person_id, writing=True)
    return render(
        request,
        "employers/told.html",
        {
            "breadcrumb": [*crumbs(row.employer), Crumb(label="Auskunft")],
            "person": row,
            "employer": row.employer,
            "told": told.about(row),
            "today": today(),
        },
    )


@require_GET
def person_file(request: Request, person_id: uuid.UUID) -> HttpResponse:
    """The same as a file that machines read."""
    row = kept_or_404(request, Counterpart, person_id, writing=True)
    answer = HttpResponse(told.as_json(told.about(row)), content_type="application/json")
    answer.headers["Content-Disposition"] = 'attachment; filename="auskunft-ansprechperson.json"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


@require_http_methods(["GET", "POST"])
def talk_add(request: Request, employer_id: uuid.UUID) -> HttpResponse:
    """Write a contact down in one sentence."""
    row = employer_or_404(request, employer_id, writing=True)
    persons = list(row.counterparts.order_by("function", "pk"))

    def save(valid: TalkForm) -> None:
        token = valid.cleaned_data["token"]
        services.note(employer=row, author=request.user, content=valid.content(), token=token)

    return about(
        request,
        row,
        TalkForm(sent(request), initial=fresh(on=today()), persons=persons),
        save,
        heading="Kontakt",
        key=keys.TALK_KEY.format(row.pk),
        anchor="kontakte",
        saved="Der Kontakt ist festgehalten.",
    )


@require_http_methods(["GET", "POST"])
def talk_change(request: Request, talk_id: uuid.UUID) -> HttpResponse:
    """Say it anew."""
    row = kept_or_404(request, Talk, talk_id, writing=True)
    persons = list(row.employer.counterparts.order_by("function", "pk"))
    return about(
        request,
        row.employer,
        TalkForm(sent(request), initial=stored(TalkForm, row), persons=persons),
        lambda valid: services.change_talk(talk=row, version=valid.seen, content=valid.content()),
        heading="Kontakt ändern",
        key=keys.TALK_CHANGE_KEY.format(row.pk),
        anchor="kontakte",
        values=TalkForm.values,
    )


@require_POST
def talk_done(request: Request, talk_id: uuid.UUID) -> HttpResponse:
    """The next step is done, or after all it is not."""
    row = kept_or_404(request, Talk, talk_id, writing=True)
    try:
        services.done(talk=row, yes="doch_nicht" not in request.POST)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect(url_of(row.employer_id, "kontakte"))
