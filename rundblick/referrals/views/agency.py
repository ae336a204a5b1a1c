"""The pages of an agency's guest: what was handed to the own house, the answer, and how it goes."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import crypto
from rundblick.access.access import staff_only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.people.models import Person
from rundblick.referrals import queries, services
from rundblick.referrals.access import handed_or_404
from rundblick.referrals.codes import Source
from rundblick.referrals.forms import LookForm
from rundblick.referrals.forms_agency import GuestForm
from rundblick.referrals.models import Referral, Step
from rundblick.referrals.queries import Told
from rundblick.referrals.shown import step_words
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

UNNAMED = "eine Person"


@require_GET
def agency(request: Request) -> HttpResponse:
    """What was handed to the own house and is open to it now."""
    context = staff_only(request)
    rows = queries.handed_to(context).order_by("begun_on", "pk")
    told = queries.told(rows, context)
    ids = list({one.row.dossier_id for one in told})
    if ids:
        disclose(request, kind="referrals.agency", dossiers=ids)
    names = _names(request, told)
    shown = [(one, names.get(one.row.person_id, UNNAMED), _said(one)) for one in told]
    return render(
        request,
        "referrals/agency.html",
        {
            "open": [entry for entry in shown if entry[0].course.open],
            "over": [entry for entry in shown if not entry[0].course.open],
            "breadcrumb": [Crumb(label="Start", url="/"), Crumb(label="Anfragen an uns")],
        },
    )


@require_http_methods(["GET", "POST"])
def agency_answer(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """Say how far it is."""
    row = handed_or_404(request, referral_id)
    here = reverse("referrals:agency_answer", args=[row.pk])
    form = GuestForm(request.POST or None, initial={"on": today(), "token": uuid.uuid4()})
    if request.method == "POST" and form.is_valid():
        try:
            services.answer(context=request.access, referral=row, author=request.user, **form.content())
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            disclose(request, kind="referrals.answer", dossiers=[row.dossier_id])
            messages.success(request, "Danke. Die Fachkraft sieht Ihre Antwort.")
            return redirect(here)
    return _one(request, row, form, LookForm(initial={"token": uuid.uuid4()}, referral=row, agency=True, prefix="lauf"))


@require_POST
def agency_look(request: Request, referral_id: uuid.UUID) -> HttpResponse:
    """Say how a running help goes, from the agency's side."""
    row = handed_or_404(request, referral_id)
    form = LookForm(request.POST, referral=row, agency=True, prefix="lauf")
    if form.is_valid():
        (told,) = queries.told(queries.handed_to(request.access).filter(pk=row.pk), request.access)
        try:
            services.look(
                referral=row,
                author=request.user,
                side="agency",
                agency_id=row.agency_id,
                running=told.course.connected_on is not None,
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            disclose(request, kind="referrals.look", dossiers=[row.dossier_id])
            messages.success(request, "Danke. Die Fachkraft sieht, wie es läuft.")
            return redirect("referrals:agency_answer", row.pk)
    answers = GuestForm(initial={"on": today(), "token": uuid.uuid4()})
    return _one(request, row, answers, form)


@require_POST
def agency_undo(request: Request, referral_id: uuid.UUID, step_id: uuid.UUID) -> HttpResponse:
    """An own answer was a mistake; once the house has read it, it stands."""
    row = handed_or_404(request, referral_id)
    steps = Step.objects.visible_to(request.access, writing=True).filter(
        referral=row, agency_id=row.agency_id, source=Source.AGENCY, seen_at__isnull=True, pk=step_id
    )
    step = steps.select_related("referral").first()
    if step is None:
        raise Http404
    services.undo(step=step)
    disclose(request, kind="referrals.undo", dossiers=[row.dossier_id])
    messages.success(request, "Zurückgenommen.")
    return redirect("referrals:agency_answer", row.pk)


def _one(request: Request, row: Referral, form: GuestForm, look: LookForm) -> HttpResponse:
    (told,) = queries.told(queries.handed_to(request.access).filter(pk=row.pk), request.access)
    crypto.load_keys([row.dossier_id])
    disclose(request, kind="referrals.agency", dossiers=[row.dossier_id])
    return render(
        request,
        "referrals/agency_answer.html",
        {
            "told": told,
            "row": row,
            "name": _names(request, [told]).get(row.person_id, UNNAMED),
            "house": row.dossier.organisation,
            "steps": [(step, step_words(step)) for step in reversed(told.steps)],
            "points": queries.points(request.access, row),
            "running": told.course.connected_on is not None and told.course.open and not row.sort.sensitive,
            "form": form,
            "look": look,
            "breadcrumb": [
                Crumb(label="Anfragen an uns", url=reverse("referrals:agency")),
                Crumb(label="Antworten"),
            ],
        },
        status=422 if form.errors or look.errors else 200,
    )


def _names(request: Request, told: list[Told]) -> dict[uuid.UUID, str]:
    rows = Person.objects.visible_to(request.access).filter(pk__in={one.row.person_id for one in told})
    return {row.pk: row.name for row in rows}


def _said(one: Told) -> str:
    own = [step for step in one.steps if step.source != Source.HOUSE]
    return step_words(own[-1]) if own else "noch keine Antwort"
