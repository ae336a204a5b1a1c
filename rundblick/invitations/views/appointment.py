"""What goes out about one appointment: letter, messages, and the mark of a formal invitation sent elsewhere."""

import uuid
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.invitations import letters, queries, services, shown
from rundblick.invitations.access import invited_or_404, jobcenter_only, of_jobcenter
from rundblick.invitations.forms import OutsideForm
from rundblick.invitations.models import OutsideInvitation
from rundblick.invitations.rules import speaks_of_consequences
from rundblick.invitations.sending import quiet_hours
from rundblick.post.services import channels
from rundblick.web.clock import now
from rundblick.web.frame import Crumb

FILE = "einladung.pdf"


@require_GET
def show(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Letter, messages and who wants them."""
    return _page(request, invited_or_404(request, appointment_id))


@require_GET
def letter(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """The letter as PDF, one sheet for each person invited; `?worum=1`: with what it is about."""
    row = invited_or_404(request, appointment_id)
    table = queries.table(request.access, row)
    found = letters.letters(request.access, table, with_purpose=request.GET.get("worum") == "1")
    if not found:
        messages.info(request, "An diesem Termin ist niemand, an den ein Brief gehen könnte.")
        return redirect("invitations:show", row.pk)
    disclose(request, kind="invitations.letter", dossiers=[row.dossier_id])
    return pdf(found)


@require_POST
def send(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Send the invitation on the ways the people concerned want."""
    row = invited_or_404(request, appointment_id)
    try:
        told = services.invite(queries.table(request.access, row))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Die Einladung geht gleich hinaus." if told else "Das ist schon verschickt.")
    return redirect("invitations:show", row.pk)


@require_POST
def outside(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """Note that a formal invitation was sent outside of Rundblick; only its date."""
    row = invited_or_404(request, appointment_id)
    jobcenter_only(request.access)
    form = OutsideForm(request.POST)
    if form.is_valid():
        try:
            table = queries.table(request.access, row)
            services.note_outside(table=table, sent_on=form.cleaned_data["sent_on"], by=request.user)
        except Refused as refusal:
            form.add_error("sent_on", str(refusal))
        else:
            messages.success(request, "Vermerkt.")
            return redirect("invitations:show", row.pk)
    return _page(request, row, outside_form=form)


def pdf(found: list[letters.Letter]) -> HttpResponse:
    """Letters as a file to download. Its name says nothing about anybody."""
    answer = HttpResponse(letters.paper(found), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{FILE}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _page(request: Request, row: Appointment, *, outside_form: OutsideForm | None = None) -> HttpResponse:
    context = request.access
    table = queries.table(context, row)
    found = letters.letters(context, table)
    wished = queries.wishes(context, row.dossier_id, queries.persons_at(table))
    told = queries.messages_about(context, table)
    noted = OutsideInvitation.objects.visible_to(context).filter(appointment=row).first()
    able, back = channels(), reverse("calendar:appointment", args=[row.pk])
    open_now = row.status == Status.PLANNED and row.starts_at > now()
    persons = shown.persons(found, wished, usual=settings.RUNDBLICK.reminders.hours)
    disclose(request, kind="invitations.show", dossiers=[row.dossier_id])
    values: dict[str, Any] = {
        "breadcrumb": [Crumb(label="Termin", url=back), Crumb(label="Einladen")],
        "appointment": row,
        "setting": Setting(row.setting).label,
        "letters": found,
        "withheld": any(letter.withheld for letter in found),
        "lacking": [letter.name for letter in found if letter.lacks_address],
        "purpose": row.purpose or "",
        "purpose_refused": speaks_of_consequences(row.purpose or ""),
        "persons": persons,
        "told": shown.told(told, now=now(), quiet=quiet_hours().holds(now())),
        "can_send": open_now and shown.untold(persons, told, starts_at=row.starts_at, able=able),
        "open": open_now,
        "mail_off": "mail" not in able,
        "sms_off": "sms" not in able,
        "jobcenter": of_jobcenter(context),
        "outside": noted,
        "outside_form": outside_form or OutsideForm(initial={"sent_on": noted.sent_on if noted else None}),
        "back_url": back,
    }
    failed = bool(outside_form and outside_form.errors)
    return render(request, "invitations/show.html", values, status=422 if failed else 200)
