"""The participants' own pages. They only read; the one thing that can be sent is a message to the coach."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from rundblick.access import crypto, drafts
from rundblick.access.disclosure import disclose
from rundblick.access.models.dossiers import Basis
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.calendar.errors import Refused
from rundblick.cooperation.queries import told_to_person
from rundblick.cooperation.shown import title
from rundblick.copies.views.leaving import as_answer
from rundblick.invitations import ics
from rundblick.invitations.queries import letterhead
from rundblick.invitations.services import end_own_wish, entry
from rundblick.people.languages import LANGUAGES
from rundblick.portal import queries, services, shown
from rundblick.portal.access import Own, OwnDoor, own, own_of, participant_or_404
from rundblick.portal.forms import ReportForm
from rundblick.portal.views import withdrawing
from rundblick.referrals.queries import told_to_person as told_ways
from rundblick.transitions.queries import of_persons
from rundblick.transitions.shown import line
from rundblick.web.clock import now, today

REPORT_KEY = "portal.report"


@require_GET
def home(request: Request) -> HttpResponse:
    """Appointments, what was agreed, goals: the things of the next days first."""
    context, day = request.access, today()
    participant_or_404(context)
    doors, contacts = queries.doors_and_contacts(context)
    mine = own_of(doors)
    if not mine.doors:
        return render(request, "portal/ended.html", {})
    appointments = queries.appointments(context, mine, now=now())
    agreed = queries.agreed(context, mine, day=day)
    goals = queries.goals(context, mine)
    crypto.load_keys(mine.dossiers)
    _disclose(request, "portal.home", mine)
    meetings = shown.meetings(appointments, mine, today=day)
    return render(
        request,
        "portal/home.html",
        {
            "name": context.user_label,
            "next": meetings[0] if meetings else None,
            "later": meetings[1:],
            "turns": shown.turns(agreed, mine, today=day),
            "done": shown.done(agreed, mine, today=day),
            "goals": shown.aims(goals, mine),
            "programmes": shown.programmes(doors, today=day),
            "contact": shown.contact(contacts),
        },
    )


@require_GET
def calendar(request: Request, appointment_id: uuid.UUID) -> HttpResponse:
    """One appointment for the person's own calendar: "Termin", when and in which setting."""
    mine = own(request.access)
    row = queries.appointment(request.access, mine, appointment_id, now=now())
    if row is None:
        raise Http404
    _disclose(request, "portal.calendar", mine)
    head = letterhead(row.coach.organisation_id)
    written = ics.published([entry(row, house=head.line if head else "")], stamp=now())
    answer = HttpResponse(written, content_type=ics.CONTENT_TYPE)
    answer.headers["Content-Disposition"] = 'attachment; filename="termin.ics"'
    return answer


@require_GET
def talks(request: Request) -> HttpResponse:
    """Talks whose notes were handed to the person."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    rows = queries.talks(request.access, mine, before=request.GET.get("vor", ""))
    crypto.load_keys(mine.dossiers)
    _disclose(request, "portal.talks", mine)
    found = shown.talks(rows[: queries.TALKS], mine)
    older = f"?vor={found[-1].pk}" if len(rows) > queries.TALKS else ""
    return render(request, "portal/talks.html", {"talks": found, "older_url": older})


@require_GET
def who(request: Request) -> HttpResponse:
    """Who may see something of this person, why, what, until when; who could, and who looked within a year."""
    places, page = withdrawing.page_of(request.access)
    if not places:
        return redirect("portal:home")
    mine = Own(tuple(OwnDoor(*place) for place in places))
    _disclose(request, "portal.who", mine)
    values = {
        "who": page,
        "copies": queries.copies(request.access, mine, now=now()),
        "wishes": queries.wishes(request.access, mine),
    }
    return render(request, "portal/who.html", values)


@require_GET
def agreed(request: Request) -> HttpResponse:
    """What the coach and other agencies agreed on about this person and meant for them to read."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    crypto.load_keys(mine.dossiers)
    rows = told_to_person()
    _disclose(request, "portal.agreed", mine)
    lines = [
        {"title": title(row, agency=row.agency.name), "agency": row.agency.name, "row": row, "done": row.done_at}
        for row in rows
    ]
    return render(request, "portal/agreed.html", {"lines": lines})


@require_GET
def helps(request: Request) -> HttpResponse:
    """Ways to a help the coach shows: where they lead, how far they are, and whom to call."""
    context = request.access
    participant_or_404(context)
    doors, contacts = queries.doors_and_contacts(context)
    mine = own_of(doors)
    if not mine.doors:
        return redirect("portal:home")
    crypto.load_keys(mine.dossiers)
    ways = shown.ways(told_ways(), today=today())
    _disclose(request, "portal.helps", mine)
    values = {
        "open": [way for way in ways if way.open],
        "over": [way for way in ways if not way.open],
        "contact": shown.contact(contacts),
    }
    return render(request, "portal/helps.html", values)


@require_GET
def onward(request: Request) -> HttpResponse:
    """Changes that lie ahead of this person: what happens when, who does it, and whom to call."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    crypto.load_keys(mine.dossiers)
    found = of_persons(request.access, mine.own_rows())
    _disclose(request, "portal.onward", mine)
    changes = [line(one, day=today(), neutral=True) for one in found]
    return render(request, "portal/onward.html", {"changes": [(one, shown.onward(one)) for one in changes]})


@require_GET
def details(request: Request) -> HttpResponse:
    """What is known of how to reach this person, and a way to say that it is wrong."""
    return _details(request, ReportForm(initial={"token": uuid.uuid4()}))


@require_POST
def end_wish(request: Request, wish_id: uuid.UUID) -> HttpResponse:
    """No message any more, from this second on; nobody asks why."""
    mine = own(request.access)
    if not mine.doors:
        return redirect("portal:home")
    if end_own_wish(wish_id):
        _disclose(request, "portal.end_wish", mine)
    messages.success(request, _("Ab jetzt bekommen Sie keine Nachrichten mehr."))
    return redirect("portal:who")


@require_GET
def copy(request: Request, handing_id: uuid.UUID, form: str) -> HttpResponse:
    """A file of the own copy (Art. 15 DSGVO)."""
    mine = own(request.access)
    found = next((one for one in queries.copies(request.access, mine, now=now()) if one.pk == handing_id), None)
    if found is None:
        raise Http404("no such copy")
    answer = as_answer(found.dossier_id, found.copy_id, form)
    disclose(request, kind="portal.copy", dossiers=[found.dossier_id], basis=Basis.SELF)
    return answer


@require_POST
@throttled(times=10, seconds=3600)
def report(request: Request) -> HttpResponse:
    """Send a message to the coach; where no door lets it, say whom to call instead."""
    form = ReportForm(request.POST)
    if form.is_valid():
        said = form.cleaned_data
        try:
            services.report(request.access, own(request.access), text=said["text"], token=said["token"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.discard(user_id=request.user.pk, form_key=REPORT_KEY)
            messages.success(request, _("Danke. Ihre Nachricht ist angekommen. Wir melden uns bei Ihnen."))
            return redirect("portal:details")
    return _details(request, form)


def _details(request: Request, form: ReportForm) -> HttpResponse:
    context, day = request.access, today()
    participant_or_404(context)
    doors, contacts = queries.doors_and_contacts(context)
    mine = own_of(doors)
    if not mine.doors:
        return redirect("portal:home")
    person = queries.person(context, mine)
    _disclose(request, "portal.details", mine)
    return render(
        request,
        "portal/details.html",
        {
            "person": person,
            "languages": [LANGUAGES.get(code, code) for code in person.languages] if person else [],
            "points": queries.contact_points(context, mine, day=day),
            "addresses": queries.addresses(context, mine, day=day),
            "contact": shown.contact(contacts),
            "form": form,
            "may_report": any(door.reports and door.at_home for door in mine.doors),
            "draft_key": REPORT_KEY,
        },
        status=422 if form.errors else 200,
    )


def _disclose(request: Request, kind: str, mine: Own) -> None:
    disclose(request, kind=kind, dossiers=mine.dossiers, basis=Basis.SELF)
