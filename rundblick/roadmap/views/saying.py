"""Tickets and positions."""

import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.writing import sent, write
from rundblick.roadmap import queries, services
from rundblick.roadmap.access import file_to_write, moment_or_404, row_or_404
from rundblick.roadmap.codes import Voice
from rundblick.roadmap.forms import PositionForm, TicketForm
from rundblick.roadmap.models import Position, Ticket
from rundblick.roadmap.views.frame import FORM, around, form_page, own, page_url

TICKET_KEY = "roadmap.ticket:{}:{}:{}"
POSITION_KEY = "roadmap.position:{}:{}:{}"
SIDES = {"person": "Ticket: eigene Sicht", "ich": "Mein Ticket"}


@require_http_methods(["GET", "POST"])
def ticket(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, side: str) -> HttpResponse:
    """Write the person's view together with them, or one's own as somebody who takes part."""
    if side not in SIDES:
        raise Http404
    file = file_to_write(request, case_id, person_id)
    disclose(request, kind="roadmap.write", dossiers=[file.dossier_id])
    theirs = side == "person"
    journey = queries.journey(request.access, file.pk, person_id)
    row = next(
        (one for one in journey.tickets if one.author_id == request.user.pk and (one.voice == Voice.PERSON) == theirs),
        None,
    )
    initial = TicketForm.stored(row) | {"version": row.version} if row else {}
    form = TicketForm(sent(request), own=theirs, initial=initial)
    page = form_page(
        request,
        file,
        heading=SIDES[side],
        key=TICKET_KEY.format(file.pk, person_id, side),
        lead="Schreiben Sie mit den Worten der Person."
        if theirs
        else "Die Person liest Ihr Ticket auf ihrer eigenen Seite. Schreiben Sie so, wie Sie es ihr sagen würden.",
        values=TicketForm.stored,
    )

    def save(form: TicketForm) -> str:
        services.write_ticket(
            whose=own(file),
            author=request.user,
            voice=Voice.PERSON if theirs else form.cleaned_data["voice"],
            row=row,
            version=form.cleaned_data["version"] or 0,
            **form.said(),
        )
        return page_url(request, file)

    return write(request, form, page, save, template="roadmap/ticket_form.html", **around(request, file))


@require_POST
def end_ticket(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """One's own ticket no longer holds."""
    file = file_to_write(request, case_id, person_id)
    rows = Ticket.objects.visible_to(request.access, writing=True)
    row = rows.filter(pk=row_id, dossier_id=file.pk, person_id=person_id, valid_until=None).first()
    if row is None or row.author_id != request.user.pk:
        raise Http404
    services.end_ticket(row=row, author=request.user, version=row.version)
    return redirect(page_url(request, file))


@require_http_methods(["GET", "POST"])
def place(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, moment: str) -> HttpResponse:
    """Write down where the person says they stand. Former numbers are not shown, so that nobody follows them."""
    when = moment_or_404(moment)
    file = file_to_write(request, case_id, person_id)
    disclose(request, kind="roadmap.write", dossiers=[file.dossier_id])
    form = PositionForm(sent(request), initial={"token": uuid.uuid4()})
    page = form_page(
        request,
        file,
        heading=f"Wo stehe ich? {when.label[0].upper()}{when.label[1:]}",
        key=POSITION_KEY.format(file.pk, person_id, moment),
        lead="Die Zahl sagt die Person selbst. Es gibt kein Falsch.",
    )

    def save(form: PositionForm) -> str:
        services.place(whose=own(file), author=request.user, moment=when, **form.cleaned_data)
        return page_url(request, file)

    return write(request, form, page, save, template=FORM, **around(request, file))


@require_POST
def unplace(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Take back a position that was written down by mistake; what the person said themselves stays."""
    file = file_to_write(request, case_id, person_id)
    services.take_back(row=row_or_404(request, file, Position, row_id))
    return redirect(page_url(request, file))
