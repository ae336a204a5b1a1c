"""A new sheet, its head, and the programme's list of applications."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.models import User
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.calendar.queries import coaches
from rundblick.cases.access import file_or_404
from rundblick.journeys import queries, services
from rundblick.journeys.access import application_or_404, journey_of, sheet_or_404
from rundblick.journeys.forms import ApplicationForm, HeadForm, OpenForm
from rundblick.journeys.models import Sheet
from rundblick.journeys.views.common import kept_member, sheet_url
from rundblick.journeys.wordings import newer, offered
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

OPEN = "journeys.open:{}"


@require_http_methods(["GET", "POST"])
def begin(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """Begin a sheet for a household, or for a member's job or application."""
    file = file_or_404(request.access, dossier_id, writing="journeys")
    colleagues = coaches(request.access, dossier_id)
    journeys = offered().open
    key = OPEN.format(dossier_id)
    back_url = reverse("cases:page", args=[dossier_id])
    saved_at = None
    if request.method == "POST":
        form = OpenForm(request.POST, journeys=journeys, members=file.choices(), colleagues=colleagues)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                sheet = services.open_sheet(
                    dossier_id=file.dossier_id,
                    journey=next(one for one in journeys if one.id == cleaned["journey"]),
                    site=cleaned["site"],
                    coach=cleaned["coach"],
                    person_id=cleaned["person"],
                    title=cleaned["title"],
                    created_on=cleaned["created_on"],
                    token=cleaned["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                return redirect("journeys:sheet", sheet.pk)
    else:
        initial = {
            "journey": request.GET.get("journey") or journeys[0].id,
            "person": request.GET.get("mit", ""),
            "site": file.household.site,
            "coach": request.user.pk,
            "created_on": today(),
            "token": uuid.uuid4(),
        }
        form = OpenForm(initial=initial, journeys=journeys, members=file.choices(), colleagues=colleagues)
        saved_at = restore(request, key, form)
    disclose(request, kind="journeys.open", dossiers=[file.dossier_id])
    return render(
        request,
        "journeys/open.html",
        {
            "breadcrumb": [Crumb(label="Fall", url=back_url), Crumb(label="Neue Journey")],
            "form": form,
            "draft_key": key,
            "draft_dossier": file.dossier_id,
            "saved_at": saved_at,
            "back_url": back_url,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def wording(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """Keep a sheet by the wording in force from now on; all answers stay."""
    sheet = sheet_or_404(request.access, sheet_id, writing=True)
    file_or_404(request.access, sheet.dossier_id, writing="journeys")
    journey = newer(sheet)
    try:
        if journey is not None:
            services.move_to_wording(sheet=sheet, journey=journey, cells=queries.cells(request.access, sheet))
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, "Der Bogen wird jetzt nach der neuen Fassung geführt. Alle Antworten sind noch da.")
    return redirect(sheet_url(request, sheet))


@require_http_methods(["GET", "POST"])
def head(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """Change site and coach of a sheet."""
    sheet = sheet_or_404(request.access, sheet_id, writing=request.method == "POST")
    file_or_404(request.access, sheet.dossier_id, writing="journeys")
    colleagues = coaches(request.access, sheet.dossier_id)
    if sheet.coach and sheet.coach not in colleagues:
        colleagues.append(sheet.coach)
    if request.method == "POST":
        form = HeadForm(request.POST, colleagues=colleagues)
        if form.is_valid():
            try:
                services.change_head(
                    sheet=sheet, before=form.seen(), site=form.cleaned_data["site"], coach=form.cleaned_data["coach"]
                )
            except Refused as refusal:
                form = _head_form(sheet, colleagues)
                messages.warning(request, str(refusal))
            else:
                messages.success(request, "Der Kopf des Bogens ist gespeichert.")
                return redirect(sheet_url(request, sheet))
    else:
        form = _head_form(sheet, colleagues)
    disclose(request, kind="journeys.head", dossiers=[sheet.dossier_id])
    back_url = sheet_url(request, sheet)
    return render(
        request,
        "journeys/head.html",
        {
            "breadcrumb": [Crumb(label="Journey", url=back_url), Crumb(label="Kopf ändern")],
            "form": form,
            "back_url": back_url,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def apply(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """Book an application in the programme's own list."""
    sheet = sheet_or_404(request.access, sheet_id, writing=True)
    file = file_or_404(request.access, sheet.dossier_id)
    members = [(person.pk, person.name) for person in file.persons]
    form = ApplicationForm(request.POST, journey=journey_of(sheet), members=members)
    if not form.is_valid():
        for errors in form.errors.values():
            messages.warning(request, f"Der Antrag ist nicht eingetragen. {errors[0]}")
    else:
        try:
            services.apply(
                sheet=sheet,
                journey=journey_of(sheet),
                person_id=form.cleaned_data["person"],
                track=form.cleaned_data["track"],
                applied_on=form.cleaned_data["applied_on"],
            )
        except Refused as refusal:
            messages.warning(request, str(refusal))
        else:
            messages.success(request, "Der Antrag ist eingetragen.")
    return redirect(reverse("journeys:sheet", args=[sheet.pk]) + kept_member(request) + "#antraege")


@require_POST
def withdraw(request: Request, application_id: uuid.UUID) -> HttpResponse:
    """Remove an application that was booked by mistake."""
    application = application_or_404(request.access, application_id)
    sheet_id = application.sheet_id
    services.withdraw(application)
    messages.success(request, "Der Antrag ist aus der Liste genommen. Der Verlauf behält ihn.")
    return redirect(reverse("journeys:sheet", args=[sheet_id]) + kept_member(request) + "#antraege")


def _head_form(sheet: Sheet, colleagues: list[User]) -> HeadForm:
    values = {
        "site": sheet.site or "other",
        "coach": sheet.coach_id,
        "before": f"{sheet.site}|{sheet.coach_id or ''}",
    }
    return HeadForm(initial=values, colleagues=colleagues)
