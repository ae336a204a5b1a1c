"""Publishing a draft, ending a plan, and writing down that somebody said it fits."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused, Stale
from rundblick.plans import queries, services
from rundblick.plans.access import plan_or_404, published_or_404
from rundblick.plans.codes import By, State
from rundblick.plans.forms import ConfirmForm, PublishForm
from rundblick.plans.shown import sheet
from rundblick.plans.views.common import file_of, framed, to, to_page
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of

MEANWHILE = (
    "Inzwischen hat jemand diese Fassung geändert. Hier steht sie, wie sie jetzt ist; bitte prüfen Sie noch einmal."
)


@require_http_methods(["GET", "POST"])
def publish(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """Look at the draft as it will be read, then freeze it."""
    plan = plan_or_404(request.access, plan_id, writing=True)
    if plan.state != State.DRAFT:
        return to(request, "version", plan)
    file = file_of(request, plan, writing=True)
    initial = {"valid_from": today(), "version": plan.version}
    form = PublishForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            services.publish(
                plan=plan,
                version=form.cleaned_data["version"],
                author=request.user,
                valid_from=form.cleaned_data["valid_from"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            messages.error(request, MEANWHILE)
            return to(request, "publish", plan)
        else:
            messages.success(request, "Die Fassung ist festgehalten.")
            return to_page(request, plan)
    lines = [line for line in queries.lines_of(request.access, [plan])[plan.pk] if line.text.strip()]
    disclose(request, kind="plans.publish", dossiers=[file.pk])
    return render(
        request,
        "plans/publish.html",
        framed(request, file) | {"form": form, "plan": plan, "sheet": sheet(plan, lines)},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def confirm(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """Write down that somebody said the plan fits. It holds without."""
    plan = published_or_404(request.access, plan_id, writing=True)
    if plan.state != State.PUBLISHED:
        return to(request, "version", plan)
    file = file_of(request, plan, writing=True)
    initial = {
        "confirmed_on": plan.confirmed_on or today(),
        "confirmed_how": plan.confirmed_how or None,
        "confirmed_by": plan.confirmed_by or By.PERSON,
        "version": plan.version,
    }
    form = ConfirmForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.confirm(
                plan=plan,
                version=said["version"],
                on=said["confirmed_on"],
                how=said["confirmed_how"],
                by=said["confirmed_by"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale:
            messages.error(request, MEANWHILE)
            return to(request, "confirm", plan)
        else:
            messages.success(request, "Die Bestätigung ist notiert.")
            return to_page(request, plan)
    disclose(request, kind="plans.confirm", dossiers=[file.pk])
    return render(
        request,
        "plans/confirm.html",
        framed(request, file) | {"form": form, "plan": plan, "sheet": sheet(plan, [])},
        status=422 if form.errors else 200,
    )


@require_POST
def unconfirm(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """Take back a confirmation that was written down by mistake."""
    plan = published_or_404(request.access, plan_id, writing=True)
    try:
        services.take_back_confirmation(plan=plan, version=version_of(request))
    except Stale:
        messages.error(request, MEANWHILE)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Die Bestätigung ist zurückgenommen.")
    return to_page(request, plan)


@require_POST
def end(request: Request, plan_id: uuid.UUID) -> HttpResponse:
    """A plan no longer holds, and none takes its place."""
    plan = published_or_404(request.access, plan_id, writing=True)
    try:
        services.end(plan=plan, version=version_of(request))
    except Stale:
        messages.error(request, MEANWHILE)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Plan ist beendet. Er bleibt unter den früheren Fassungen lesbar.")
    return to_page(request, plan)
