"""Taking a household in: one page, checked for duplicates, created once however often it is sent."""

import uuid

from django.contrib import messages
from django.db import IntegrityError, transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.services import DoorClosed
from rundblick.access.throttle import throttled
from rundblick.people import drafting, intake, services
from rundblick.people.models import Household
from rundblick.people.queries import households
from rundblick.people.services import Refused
from rundblick.people.twins import Candidate, candidates, fingerprint
from rundblick.people.views.common import show_refusal
from rundblick.web.frame import Crumb


@require_http_methods(["GET", "POST"])
@throttled(times=40, seconds=600)
def take_in(request: Request) -> HttpResponse:
    """Show the page; on POST check for duplicates and, when there are none or all were ruled out, create."""
    context = only(request, Role.INTAKE)
    if request.method == "GET":
        draft, at = drafting.kept(request, intake.DRAFT_KEY)
        return _draw(request, intake.blank(context, kept=_fields(draft) if draft else None), draft_at=at)
    sheet = intake.sent(request.POST, context)
    if not sheet.is_valid():
        return _draw(request, sheet)
    if found := _unconfirmed(request, sheet):
        return _draw(request, sheet, found)
    return _create(request, sheet)


def _unconfirmed(request: Request, sheet: intake.Sheet) -> list[Candidate]:
    """Possible duplicates that nobody has ruled out yet for exactly these names. Every check is logged."""
    stubs = [row.stub() for row in sheet.filled]
    found = candidates(stubs)
    disclose(request, kind="intake.check", dossiers=[candidate.dossier_id for candidate in found])
    asked = fingerprint(stubs)
    data = sheet.household.cleaned_data
    if not found or (data["confirmed"] and data["checked"] == asked):
        return []
    typed = request.POST.copy()
    typed["checked"] = asked
    sheet.household.data = typed
    if data["checked"] == asked:
        sheet.household.add_error("confirmed", "Bitte bestätigen Sie, dass es keine dieser Personen ist.")
    return found


def _create(request: Request, sheet: intake.Sheet) -> HttpResponse:
    data = sheet.household.cleaned_data
    team, responsible = intake.chosen(data["responsible"])
    try:
        with transaction.atomic():
            services.create_household(
                organisation=team.organisation,
                team=team,
                responsible=responsible,
                number=data["number"],
                site=data["site"],
                members=intake.members(sheet.filled),
                address=sheet.household.address(),
                household_id=data["token"],
            )
    except Refused as refusal:
        show_refusal(sheet.household, refusal)
        return _draw(request, sheet)
    except IntegrityError:
        # Sent twice: the first one made the household under this token.
        drafting.discard(request, intake.DRAFT_KEY)
        return _after(request, data["token"])
    except DoorClosed as refusal:
        sheet.household.add_error(None, str(refusal))
        return _draw(request, sheet)
    drafting.discard(request, intake.DRAFT_KEY)
    messages.success(request, f"Der Haushalt ist angelegt. Zuständig: {responsible.display_name}, {team.name}.")
    if responsible.pk != request.access.user_id:
        return redirect("people:intake_done")
    return _after(request, data["token"])


def _after(request: Request, household_id: uuid.UUID) -> HttpResponse:
    """To the household, or where its door belongs to a colleague, to a page that says so."""
    mine = Household.objects.visible_to(request.access).filter(pk=household_id).first()
    return redirect("people:household", dossier_id=mine.dossier_id) if mine else redirect("people:intake_done")


@require_POST
def add_row(request: Request) -> HttpResponse:
    """A row more (or, with `remove`, one less): the row alone for htmx, otherwise the page with all that was typed."""
    context = only(request, Role.INTAKE)
    remove = request.POST.get("remove", "")
    sheet = intake.blank(context, kept=request.POST, add=not remove, remove=remove)
    if request.htmx and not remove:  # type: ignore[attr-defined]
        number, row = sheet.rows[-1]
        return render(request, "people/parts/intake_row.html", {"number": number, "row": row})
    return _draw(request, sheet)


@require_GET
def done(request: Request) -> HttpResponse:
    """After a household was taken in for a colleague."""
    only(request, Role.INTAKE)
    return render(request, "people/intake_done.html")


def _draw(
    request: Request,
    sheet: intake.Sheet,
    found: list[Candidate] | None = None,
    *,
    draft_at: object = None,
) -> HttpResponse:
    mine = households(candidate.dossier_id for candidate in found) if found else {}
    crumbs = [Crumb(label="Menschen", url=reverse("people:list")), Crumb(label="Aufnahme")]
    context = {
        "sheet": sheet,
        "form": sheet.household,
        "found": [(candidate, candidate.dossier_id in mine) for candidate in found or []],
        "draft_at": draft_at,
        "draft_key": intake.DRAFT_KEY,
        "full": len(sheet.rows) >= intake.MOST_ROWS,
        "breadcrumb": crumbs,
    }
    return render(request, "people/intake.html", context)


def _fields(draft: dict[str, list[str]]) -> QueryDict:
    fields = QueryDict(mutable=True)
    for name, values in draft.items():
        fields.setlist(name, values)
    return fields
