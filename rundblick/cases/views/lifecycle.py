"""Opening, closing and reopening a case, and who is in focus."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.access import staff_only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar import queries as calendar
from rundblick.calendar.errors import Refused
from rundblick.cases import queries, services
from rundblick.cases.access import case_or_404, file_or_404
from rundblick.cases.forms import CloseForm, FocusForm, OpenForm
from rundblick.cases.models import Case
from rundblick.people import queries as people
from rundblick.people.access import household_or_404
from rundblick.people.rules import Role
from rundblick.web.clock import now, today

ADULTS = frozenset({Role.SINGLE_PARENT, Role.PARENT, Role.PARTNER, Role.SINGLE})


@require_http_methods(["GET", "POST"])
def open_case(request: Request, household_id: uuid.UUID) -> HttpResponse:
    """Open the case of a household with the members it is about; an open one is shown instead."""
    household = household_or_404(staff_only(request), household_id, writing=True)
    if Case.objects.filter(pk=household.dossier_id).exists():
        return redirect("cases:page", household.dossier_id)
    present = people.members_of([household.dossier_id], today())[household.dossier_id]
    members = [(member.person.pk, f"{member.name} ({member.role_label})") for member in present]
    if request.method == "POST" and request.POST.get("opened_on") is not None:
        form = OpenForm(request.POST, members=members)
        if form.is_valid():
            try:
                case = services.open_case(household=household, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, "Der Fall ist eröffnet. Halten Sie das erste Gespräch fest.")
                return redirect("cases:page", case.pk)
    else:
        adults = [str(member.person.pk) for member in present if member.role in ADULTS]
        form = OpenForm(initial={"opened_on": today(), "focus": adults}, members=members)
    disclose(request, kind="case.open", dossiers=[household.dossier_id])
    return render(
        request,
        "cases/open.html",
        {"form": form, "household": household, "label": people.label_of(present, today())},
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def close(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Close a case for a reason; says what is still open."""
    case = case_or_404(request.access, case_id, writing="master")
    form = CloseForm(request.POST) if request.method == "POST" else CloseForm(initial={"closed_on": today()})
    if request.method == "POST" and form.is_valid():
        try:
            services.close(case=case, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Der Fall ist geschlossen. Sie können ihn jederzeit wieder eröffnen.")
            return redirect("cases:page", case.pk)
    disclose(request, kind="case.close", dossiers=[case.pk])
    return render(
        request,
        "cases/close.html",
        {
            "form": form,
            "case": case,
            "open_tasks": queries.open_tasks(request.access, case.pk).count(),
            "appointments": calendar.upcoming(request.access, [case.pk], at=now()).count(),
        },
        status=422 if form.errors else 200,
    )


@require_POST
def reopen(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Open a closed case again, from today."""
    case = case_or_404(request.access, case_id, writing="master")
    try:
        services.reopen(case=case)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Fall ist wieder offen.")
    return redirect("cases:page", case.pk)


@require_http_methods(["GET", "POST"])
def focus(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Change whom the case is about; former persons keep their dates."""
    file = file_or_404(request.access, case_id, writing="master")
    initial = {"focus": [str(key) for key in file.focus]}
    data = request.POST if request.method == "POST" else None
    form = FocusForm(data, initial=initial, members=file.choices())
    if request.method == "POST" and form.is_valid():
        try:
            services.set_focus(case=file.case, persons=form.cleaned_data["focus"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Gespeichert.")
            return redirect("cases:page", file.pk)
    disclose(request, kind="case.focus", dossiers=[file.pk])
    return render(request, "cases/focus.html", {"form": form, "file": file}, status=422 if form.errors else 200)
