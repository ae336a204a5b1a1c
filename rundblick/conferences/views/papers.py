"""PDFs: the protocol for whoever asks and for each seat, the checklist, and the sheet without names."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.conferences import paper as papers
from rundblick.conferences import queries, services
from rundblick.conferences.access import conference_or_404, seat_or_404
from rundblick.conferences.codes import SeatKind
from rundblick.conferences.forms import SheetForm
from rundblick.conferences.models import Conference, Sheet
from rundblick.conferences.naming import telling
from rundblick.conferences.rules import missing, opens
from rundblick.conferences.shown import name_of
from rundblick.conferences.types import checklist as lists
from rundblick.conferences.views.frame import answer, draft_shown, names_of, saved

SHEET_KEY = "conferences.sheet:{}"


@require_GET
def paper(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """The protocol with what the reader's own doors open."""
    row = conference_or_404(request.access, conference_id)
    names = names_of(row.dossier_id)
    about = ", ".join(names[one] for one in queries.abouts(request.access, row) if one in names)
    disclose(request, kind="conferences.paper", dossiers=[row.dossier_id])
    made = papers.protocol(row, _content(request, row), names, house=str(request.user.organisation), about=about)
    return _pdf(made, "protokoll.pdf")


@require_GET
def seat_copy(request: Request, conference_id: uuid.UUID, seat_id: uuid.UUID) -> HttpResponse:
    """The copy for one seat: what its doors open at this second, made by whoever leads the conference."""
    row = conference_or_404(request.access, conference_id, writing=True)
    seat = seat_or_404(request.access, row, seat_id)
    names = names_of(row.dossier_id)
    persons = queries.abouts(request.access, row)
    content = _content(request, row)
    if seat.kind == SeatKind.OTHER or row.closed_at is None:
        raise Http404
    if seat.member_id is not None:
        persons = [person for person in persons if person == seat.member_id]
        content = papers.for_member(content, seat.member_id)
    else:
        doors = queries.doors_of_seats(row.dossier_id, [seat])[seat.pk]
        if row.pseudonymised or missing(doors, [row.person_id]):
            raise Http404
        house = seat.organisation_id or request.access.organisation_id
        assert house is not None
        persons = [person for person in persons if not missing(doors, [person])]
        names = {person: name for person, name in names.items() if opens(doors, person, "master")}
        content = papers.for_house(content, doors, house)
    about = ", ".join(names[one] for one in persons if one in names)
    disclose(request, kind="conferences.copy", dossiers=[row.dossier_id])
    return _pdf(papers.protocol(row, content, names, house=name_of(seat, names), about=about), "abschrift.pdf")


@require_GET
def checklist_paper(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """The checklist as a PDF, ticked as far as it was."""
    row = conference_or_404(request.access, conference_id, writing=True)
    names = names_of(row.dossier_id)
    about = ", ".join(names[one] for one in queries.abouts(request.access, row) if one in names)
    seats = [name_of(seat, names) for seat in queries.seats(request.access, row)]
    ticks = queries.ticks(request.access, row)
    disclose(request, kind="conferences.checklist_paper", dossiers=[row.dossier_id])
    return _pdf(papers.checklist(row, lists(), ticks, seats=seats, about=about), "checkliste.pdf")


@require_http_methods(["GET", "POST"])
def sheet(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """Write the sheet without names, look over every hint, confirm."""
    row = _pseudonymised(request, conference_id)
    one = Sheet.objects.visible_to(request.access).filter(conference=row).first()
    key = SHEET_KEY.format(row.pk)
    clash, saved_at = None, None
    if request.method == "POST":
        found = telling(row, request.POST.get("text", ""))
        form = SheetForm(request.POST, found=found)
        if form.is_valid():
            given = form.cleaned_data
            try:
                one = services.write_sheet(conference=row, version=given["version"], text=given["text"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored={"text": stale.stored.text})
            else:
                return _kept(request, row, one, form, key)
    else:
        text = (one.text if one else row.question) or ""
        form = SheetForm(initial={"text": text, "version": one.version if one else 0}, found=telling(row, text))
        saved_at = restore(request, key, form)
    shown = draft_shown(key, saved_at) | {"sheet": one, "hints": form.hints}
    return answer(request, row, "conferences/sheet.html", shown, kind="sheet", form=form, clash=clash)


def _kept(request: Request, row: Conference, one: Sheet, form: SheetForm, key: str) -> HttpResponse:
    """Saved; and confirmed, when that was asked and every hint was looked at."""
    if "bestaetigen" in request.POST and form.confirmed():
        services.confirm_sheet(row=one, version=one.version, by=request.user)
        messages.success(request, "Bestätigt. Das Blatt kann jetzt gedruckt werden.")
        return saved(request, key, reverse("conferences:page", args=[row.pk]))
    words = "Gespeichert, noch nicht bestätigt."
    if "bestaetigen" in request.POST:
        words = "Gespeichert. Bitte sehen Sie jeden Hinweis an, bevor Sie bestätigen."
    messages.warning(request, words)
    return saved(request, key, reverse("conferences:sheet", args=[row.pk]))


@require_GET
def sheet_paper(request: Request, conference_id: uuid.UUID) -> HttpResponse:
    """The confirmed sheet as a PDF."""
    row = _pseudonymised(request, conference_id)
    one = Sheet.objects.visible_to(request.access).filter(conference=row, confirmed_at__isnull=False).first()
    if one is None:
        return redirect(reverse("conferences:sheet", args=[row.pk]))
    disclose(request, kind="conferences.sheet_paper", dossiers=[row.dossier_id])
    return _pdf(papers.sheet(row, one), "blatt.pdf")


def _pseudonymised(request: Request, conference_id: uuid.UUID) -> Conference:
    row = conference_or_404(request.access, conference_id, writing=True)
    if not row.pseudonymised:
        raise Http404
    return row


def _content(request: Request, row: Conference) -> papers.Content:
    context = request.access
    return papers.Content(
        seats=queries.seats(context, row),
        points=queries.points(context, row),
        contributions=queries.contributions(context, row),
        decisions=queries.decisions(context, row),
        addenda=queries.addenda(context, row),
    )


def _pdf(made: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(made, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["X-Content-Type-Options"] = "nosniff"
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
