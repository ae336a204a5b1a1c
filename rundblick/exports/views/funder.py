"""Tables for funders: keeping them in versions, making one, and what the check noticed."""

import uuid

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.writing import Page, sent, write
from rundblick.exports import keys
from rundblick.exports.access import deliveries, finder, keeper, mapping_or_404, mappings
from rundblick.exports.codes import Making
from rundblick.exports.errors import Refused
from rundblick.exports.findings import findings_table, noticed
from rundblick.exports.forms.funder import BeginForm, ColumnsForm, TableForm
from rundblick.exports.listing import columns_table, deliveries_table, mappings_table
from rundblick.exports.models import Mapping
from rundblick.exports.services import deliveries as ordering
from rundblick.exports.services import mappings as services
from rundblick.exports.views.frame import crumbs, tabs
from rundblick.web.clock import today
from rundblick.web.frame import Crumb

MOST = 50


@require_GET
def show_list(request: Request) -> HttpResponse:
    """All tables of the house, and which to begin with."""
    context = keeper(request)
    return _list(request, BeginForm(initial={"code": "teilnahmen"}), list(mappings(context).order_by("title")[:MOST]))


def _list(request: Request, form: BeginForm, rows: list[Mapping]) -> HttpResponse:
    return render(
        request,
        "exports/mappings.html",
        {
            "tabs": tabs(request.access, "funder"),
            "table": mappings_table(rows),
            "number": len(rows),
            "form": form,
        },
        status=422 if form.errors else 200,
    )


@require_POST
def begin(request: Request) -> HttpResponse:
    """Begin with an entry of the library."""
    context = keeper(request)
    form = BeginForm(request.POST)
    if form.is_valid():
        row = services.begin(context, title=form.cleaned_data["title"], code=form.cleaned_data["code"])
        return redirect(_url(row))
    return _list(request, form, list(mappings(context).order_by("title")[:MOST]))


@require_GET
def show(request: Request, mapping_id: uuid.UUID) -> HttpResponse:
    """One table: its columns, former versions, what was made."""
    context = keeper(request)
    return _page(request, mapping_or_404(context, mapping_id), TableForm(initial={"as_of": today()}))


def _page(request: Request, row: Mapping, form: TableForm) -> HttpResponse:
    versions = list(row.versions.select_related("saved_by").order_by("-number")[:MOST])
    made = deliveries(request.access).filter(mapping__mapping=row, kind=Making.FUNDER).order_by("-ordered_at")
    rows = list(made[:20])
    return render(
        request,
        "exports/mapping.html",
        {
            "mapping": row,
            "latest": versions[0],
            "versions": versions[1:],
            "columns": columns_table(versions[0]),
            "form": form,
            "made": deliveries_table(rows),
            "number": len(rows),
            "breadcrumb": crumbs("funder", Crumb(label=row.title)),
        },
        status=422 if form.errors else 200,
    )


@require_http_methods(["GET", "POST"])
def change(request: Request, mapping_id: uuid.UUID) -> HttpResponse:
    """Save a further version of the columns."""
    context = keeper(request)
    row = mapping_or_404(context, mapping_id)
    latest = services.latest_of(row)
    first = ColumnsForm.values(row.title, latest) | {"version": row.version}
    form = ColumnsForm(sent(request), initial=first, number=len(latest.columns))
    page = Page(
        heading="Spalten ändern",
        key=keys.MAPPING_CHANGE_KEY.format(row.pk),
        crumbs=crumbs("funder", Crumb(label=row.title, url=_url(row))),
        lead="Jede Änderung wird eine neue Fassung. Ohne Überschrift fällt eine Spalte weg, unten kommen neue dazu.",
        submit="Fassung speichern",
        sections=form.sections,
        values=lambda stored: ColumnsForm.values(stored.title, services.latest_of(stored)),
    )

    def save(valid: ColumnsForm) -> str:
        given = valid.cleaned_data
        version = given["version"] or 0
        services.save(context, mapping=row, version=version, title=given["title"], columns=valid.columns())
        return _url(row)

    return write(request, form, page, save)


@require_POST
def order(request: Request, mapping_id: uuid.UUID) -> HttpResponse:
    """Have the table made; the check runs with it."""
    context = keeper(request)
    row = mapping_or_404(context, mapping_id)
    form = TableForm(request.POST)
    if form.is_valid():
        run, as_of = form.cleaned_data["run"], form.cleaned_data["as_of"]
        try:
            made = ordering.order(context, kind=Making.FUNDER, as_of=as_of, mapping=services.latest_of(row), run=run)
        except Refused as refusal:
            form.add_error("as_of", str(refusal))
        else:
            return redirect("exports:delivery", made.pk)
    return _page(request, row, form)


@require_GET
def findings(request: Request) -> HttpResponse:
    """What checks of tables noticed in cases that are open to the reader, with the way to the case."""
    context = finder(request)
    found = noticed(context)
    if found.dossiers:
        disclose(request, kind="exports.findings", dossiers=found.dossiers)
    return render(request, "exports/findings.html", {"table": findings_table(found), "found": found})


def _url(row: Mapping) -> str:
    return reverse("exports:mapping", args=[row.pk])
