"""Information sheets: looked at by oneself or in a talk, printed, and looked after by the administration."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.throttle import throttled
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.preparation import mailing, services
from rundblick.preparation.access import file_for_talk, sheet_or_404, sheets
from rundblick.preparation.forms import SheetForm, stored
from rundblick.preparation.models import InfoSheet
from rundblick.web.ids import uuid_or_none


@require_GET
def shelf(request: Request) -> HttpResponse:
    """All sheets of the house."""
    manages = request.access.has_role(Role.ADMIN)
    rows = [(sheet, reverse("preparation:sheet", args=[sheet.pk])) for sheet in sheets(request)]
    return render(request, "preparation/shelf.html", {"sheets": rows, "manages": manages})


@require_GET
def sheet(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """One sheet, large, to look at and to print."""
    found = sheet_or_404(request, sheet_id)
    return render(request, "preparation/sheet.html", {"sheet": found, "manages": request.access.has_role(Role.ADMIN)})


@require_GET
def in_talk(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, sheet_id: uuid.UUID | None = None
) -> HttpResponse:
    """The sheets, or one of them, on the screen for two."""
    file = file_for_talk(request, case_id, person_id)
    found = sheet_or_404(request, sheet_id) if sheet_id else None
    listed = [] if found else list(sheets(request))
    disclose(request, kind="preparation.sheets", dossiers=[file.dossier_id])
    shelf_url = reverse("preparation:talk_sheets", args=[file.pk, person_id])
    wished = mailing.way(request.access, file.pk, person_id) if found else None
    return render(
        request,
        "preparation/talk_sheets.html",
        {
            "tool": {"label": found.title if found else "Adressen und Stellen"},
            "here": reverse("preparation:page", args=[file.pk, person_id]),
            "talk_url": reverse("preparation:talk", args=[file.pk, person_id]),
            "sheet": found,
            "sheets": [(row, reverse("preparation:talk_sheet", args=[file.pk, person_id, row.pk])) for row in listed],
            "shelf_url": shelf_url,
            "wished": wished,
            "mailed": mailing.mailed(request.access, file.pk, person_id) if found else [],
            "mail_url": reverse("preparation:talk_sheet_mail", args=[file.pk, person_id, found.pk]) if found else "",
            "token": uuid.uuid4(),
        },
    )


@require_POST
@throttled(times=20, seconds=3600)
def mail(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, sheet_id: uuid.UUID) -> HttpResponse:
    """Send the sheet to the person in front of the screen, where they want mails."""
    file = file_for_talk(request, case_id, person_id)
    found = sheet_or_404(request, sheet_id)
    person = next(member.person for member in file.members if member.person.pk == person_id)
    token = uuid_or_none(request.POST.get("token", "")) or uuid.uuid4()
    try:
        mailing.mail(
            context=request.access, dossier_id=file.pk, person=person, sheet=found, user=request.user, token=token
        )
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        disclose(request, kind="preparation.sheet.mail", dossiers=[file.dossier_id])
        messages.success(request, "Das Blatt geht gleich hinaus.")
    return redirect("preparation:talk_sheet", file.pk, person_id, found.pk)


@require_http_methods(["GET", "POST"])
def add(request: Request) -> HttpResponse:
    """A new sheet."""
    context = only(request, Role.ADMIN)
    form = SheetForm(request.POST or None, others=sheets(request))
    if request.method == "POST" and form.is_valid():
        assert context.organisation_id
        said = {name: form.cleaned_data[name] for name in ("title", "text", "address", "phone")}
        services.add_sheet(organisation_id=context.organisation_id, **said)
        messages.success(request, "Das Infoblatt ist angelegt.")
        return redirect("preparation:sheets")
    return _form(request, form, "Neues Infoblatt")


@require_http_methods(["GET", "POST"])
def change(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """Change a sheet; when somebody else did meanwhile, both versions are shown."""
    row = sheet_or_404(request, sheet_id, changing=True)
    others = sheets(request).exclude(pk=row.pk)
    if request.method != "POST":
        return _form(request, SheetForm(initial=stored(row) | {"version": row.version}, others=others), row.title, row)
    form, clash = SheetForm(request.POST, others=others), None
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.change_sheet(sheet=row, **said | {"version": said["version"] or 0})
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except Stale as stale:
            clash = two_versions(form, stale.stored, stored=stored(stale.stored))
        else:
            messages.success(request, "Das Infoblatt ist geändert.")
            return redirect("preparation:sheet", row.pk)
    return _form(request, form, row.title, row, clash)


@require_POST
def remove(request: Request, sheet_id: uuid.UUID) -> HttpResponse:
    """Remove a sheet that is no longer true."""
    services.remove_sheet(sheet=sheet_or_404(request, sheet_id, changing=True))
    messages.success(request, "Das Infoblatt ist entfernt.")
    return redirect("preparation:sheets")


def _form(
    request: Request, form: SheetForm, heading: str, sheet: InfoSheet | None = None, clash: Any = None
) -> HttpResponse:
    shown = {"form": form, "heading": heading, "sheet": sheet, "conflict": clash}
    return render(request, "preparation/sheet_form.html", shown, status=409 if clash else 422 if form.errors else 200)
