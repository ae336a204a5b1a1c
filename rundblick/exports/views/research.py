"""Research projects: keeping, approving, ordering a file."""

import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.calendar.writing import Page, sent, write
from rundblick.exports import keys
from rundblick.exports.access import approver, deliveries, keeper, project_or_404, projects, research_reader
from rundblick.exports.codes import Making, Small
from rundblick.exports.errors import Refused
from rundblick.exports.forms.research import ALL, OrderForm, ProjectForm, programme_choices
from rundblick.exports.listing import deliveries_table, projects_table
from rundblick.exports.models import Project
from rundblick.exports.services import deliveries as ordering
from rundblick.exports.services import projects as services
from rundblick.exports.variables import chosen, groups
from rundblick.exports.views.frame import crumbs, tabs
from rundblick.web.clock import today
from rundblick.web.frame import Crumb
from rundblick.web.german import german_date

LEAD = "Nichts geht an die Forschung, bevor der Datenschutz dieses Vorhaben freigegeben hat."
MOST = 50


@require_GET
def show_list(request: Request) -> HttpResponse:
    """All research projects of the house."""
    context = research_reader(request)
    rows = list(projects(context).order_by("closed_on", "-created_at")[:MOST])
    return render(
        request,
        "exports/projects.html",
        {
            "tabs": tabs(context, "research"),
            "table": projects_table(rows),
            "number": len(rows),
            "may_keep": context.has_role(Role.COORDINATOR),
        },
    )


@require_http_methods(["GET", "POST"])
def begin(request: Request) -> HttpResponse:
    """Write a project down."""
    context = keeper(request)
    first = {"smallest": 5, "small": Small.REFUSE, "valid_from": today()}
    form = ProjectForm(sent(request), initial=first)
    page = Page(
        heading="Neues Forschungsvorhaben",
        key=keys.PROJECT_KEY,
        crumbs=crumbs("research"),
        lead=LEAD,
        saved="Das Vorhaben steht. Als Nächstes prüft es der Datenschutz.",
    )

    def save(valid: ProjectForm) -> str:
        return _url(services.begin(context, content=valid.content()))

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def change(request: Request, project_id: uuid.UUID) -> HttpResponse:
    """Say anew what it is about; an approval ends with that."""
    context = keeper(request)
    row = project_or_404(context, project_id)
    form = ProjectForm(sent(request), initial=ProjectForm.values(row) | {"version": row.version})
    page = Page(
        heading="Angaben ändern",
        key=keys.PROJECT_CHANGE_KEY.format(row.pk),
        crumbs=crumbs("research", Crumb(label=row.title, url=_url(row))),
        lead="Mit einer Änderung endet die Freigabe; der Datenschutz prüft dann noch einmal.",
        values=ProjectForm.values,
    )

    def save(valid: ProjectForm) -> str:
        version = valid.cleaned_data["version"] or 0
        return _url(services.change(context, project=row, version=version, content=valid.content()))

    return write(request, form, page, save)


@require_GET
def show(request: Request, project_id: uuid.UUID) -> HttpResponse:
    """Everything about a project: what it may get, whether it is approved, and what was made."""
    context = research_reader(request)
    row = project_or_404(context, project_id)
    return _page(request, row, OrderForm(initial={"as_of": today()}))


def _page(request: Request, row: Project, form: OrderForm) -> HttpResponse:
    context = request.access
    made = list(deliveries(context).filter(project=row, kind=Making.RESEARCH).order_by("-ordered_at")[:20])
    why_not = services.may_deliver(row, today())
    keeps = context.has_role(Role.COORDINATOR)
    return render(
        request,
        "exports/project.html",
        {
            "project": row,
            "rows": _rows(row),
            "variables": groups({one.code: one for one in chosen(row.variables)}),
            "made": deliveries_table(made),
            "number": len(made),
            "why_not": why_not,
            "form": form if keeps and not why_not else None,
            "may_change": keeps and row.closed_on is None,
            "may_approve": context.has_role(Role.DPO) and row.closed_on is None,
            "breadcrumb": crumbs("research", Crumb(label=row.title)),
        },
        status=422 if form.errors else 200,
    )


def _rows(row: Project) -> list[tuple[str, str]]:
    programmes = dict(programme_choices())
    return [
        ("Einrichtung", row.institution),
        ("Rechtsgrundlage oder Vertrag", row.basis),
        ("Was untersucht wird", row.question),
        ("Programm", programmes.get(row.programme, row.programme) if row.programme else ALL),
        ("Zeitraum", f"{german_date(row.valid_from)} bis {german_date(row.last_day)}"),
        ("Kleinste Gruppe (k)", str(row.smallest)),
        ("Wenn eine Gruppe kleiner ist", Small(row.small).label),
    ]


@require_POST
def order(request: Request, project_id: uuid.UUID) -> HttpResponse:
    """Order the file of a project."""
    context = keeper(request)
    row = project_or_404(context, project_id)
    form = OrderForm(request.POST)
    if form.is_valid():
        try:
            made = ordering.order_research(context, row, as_of=form.cleaned_data["as_of"])
        except Refused as refusal:
            messages.error(request, str(refusal))
            return redirect(_url(row))
        return redirect("exports:delivery", made.pk)
    return _page(request, row, form)


@require_POST
def approve(request: Request, project_id: uuid.UUID) -> HttpResponse:
    """Data protection allows what is written there."""
    context = approver(request)
    row = project_or_404(context, project_id)
    version = request.POST.get("version", "")
    try:
        services.approve(context, row, version=int(version) if version.isdecimal() else 0)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Das Vorhaben ist freigegeben. Eine Änderung braucht eine neue Freigabe.")
    return redirect(_url(row))


@require_POST
def withdraw(request: Request, project_id: uuid.UUID) -> HttpResponse:
    """Data protection takes the approval back."""
    context = approver(request)
    row = project_or_404(context, project_id)
    services.withdraw(context, row)
    messages.success(request, "Die Freigabe ist zurückgenommen.")
    return redirect(_url(row))


@require_POST
def close(request: Request, project_id: uuid.UUID) -> HttpResponse:
    """End a project for good."""
    context = keeper(request)
    row = project_or_404(context, project_id)
    services.close(context, row)
    messages.success(request, "Das Vorhaben ist geschlossen, der Schlüssel seiner Nummern vernichtet.")
    return redirect(_url(row))


def _url(row: Project) -> str:
    return reverse("exports:project", args=[row.pk])
