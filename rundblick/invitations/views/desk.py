"""A coach's desk: letters for many appointments at once, the own calendar's address, the letterhead of the house."""

import datetime as dt

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rundblick.access.access import only
from rundblick.access.context import Context, acting_as
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.throttle import Rate, exceeded
from rundblick.access.tokens import digest
from rundblick.calendar import queries as calendar
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.models import Appointment
from rundblick.invitations import ics, letters, queries, services
from rundblick.invitations.access import HOUSEKEEPERS, planner
from rundblick.invitations.forms import LetterheadForm, LettersForm
from rundblick.invitations.models import FeedAddress
from rundblick.invitations.views.appointment import pdf
from rundblick.people import queries as people
from rundblick.web.clock import berlin_date, now
from rundblick.web.errors import error_page
from rundblick.web.german import german_date, german_time
from rundblick.web.parts import Tab

AHEAD = dt.timedelta(days=28)
MOST = 100
FEED_NAME = "Termine"
GUESSES = Rate("invitations.feed.guess", 30, 600)
FETCHES = 60
"""So often one calendar program may fetch its feed in ten minutes."""


@require_http_methods(["GET", "POST"])
def series(request: Request) -> HttpResponse:
    """Letters for the own appointments of the next four weeks; the ones chosen come as one PDF."""
    context = planner(request)
    rows = queries.ahead(context, at=now(), until=now() + AHEAD, most=MOST)
    form = LettersForm(_sent(request), offered=_offered(rows), initial={"which": [str(row.pk) for row in rows]})
    if rows:
        disclose(request, kind="invitations.series", dossiers=[row.dossier_id for row in rows])
    if request.method == "POST" and form.is_valid():
        chosen = [row for row in rows if str(row.pk) in form.cleaned_data["which"]]
        found = letters.letters(context, chosen, with_purpose=form.cleaned_data["purpose"])
        if found:
            return pdf(found)
        form.add_error("which", "Zu diesen Terminen gibt es niemanden, an den ein Brief gehen könnte.")
    values = {
        "form": form,
        "empty": not rows,
        "tabs": _tabs(context, "series"),
        "most": MOST,
        "many": len(rows) == MOST,
    }
    return render(request, "invitations/series.html", values, status=422 if form.errors else 200)


@never_cache
@require_http_methods(["GET", "POST"])
def feed(request: Request) -> HttpResponse:
    """The address of the own calendar: making a new one shows it once."""
    context = planner(request)
    address = ""
    if request.method == "POST":
        token = services.new_feed(request.user)
        address = request.build_absolute_uri(reverse("invitations:fetch", args=[token]))
    made = FeedAddress.objects.filter(user=request.user).first()
    values = {"address": address, "made": made, "tabs": _tabs(context, "feed")}
    return render(request, "invitations/feed.html", values)


@require_POST
def feed_end(request: Request) -> HttpResponse:
    """The address stops to answer."""
    planner(request)
    services.end_feed(request.user)
    messages.success(request, "Die Adresse antwortet nicht mehr. Entfernen Sie sie auch aus Ihrem Kalender.")
    return redirect("invitations:feed")


@login_not_required
@never_cache
@require_safe
def fetch(request: HttpRequest, token: str) -> HttpResponse:
    """The feed itself: who has the address reads when the coach is busy, and in which setting; nobody's name.

    It only reads. The brake counts before, like everywhere; no entry in the disclosure log, since it tells of nobody.
    """
    owner = queries.feed_owner(token)
    rate = Rate(f"invitations.feed.{digest(token)[:16]}", FETCHES, 600) if owner else GUESSES
    if exceeded(rate, request):
        return error_page(request, 429)
    if owner is None:
        raise Http404
    head = queries.letterhead(owner.organisation_id)
    house = head.line if head else ""
    with acting_as(owner, "invitations.fetch", read_only=True) as context:
        entries = [services.entry(row, house=house, key=row.meeting) for row in queries.in_feed(context, now())]
    return HttpResponse(ics.published(entries, stamp=now(), name=FEED_NAME), content_type=ics.CONTENT_TYPE)


fetch.outside_transaction = True  # type: ignore[attr-defined]


@require_http_methods(["GET", "POST"])
def letterhead(request: Request) -> HttpResponse:
    """Where the own house is and how it is reached, for letters and messages."""
    context = only(request, *HOUSEKEEPERS)
    if context.organisation_id is None:
        raise Http404
    head = queries.letterhead(context.organisation_id)
    names = ("street", "postcode", "town", "phone")
    initial = {name: getattr(head, name) for name in names} if head else {}
    form = LetterheadForm(_sent(request), initial=initial)
    if request.method == "POST" and form.is_valid():
        services.write_letterhead(organisation_id=context.organisation_id, values=form.cleaned_data)
        messages.success(request, "Der Briefkopf ist gespeichert.")
        return redirect("invitations:letterhead")
    values = {"form": form, "tabs": _tabs(context, "letterhead")}
    return render(request, "invitations/letterhead.html", values, status=422 if form.errors else 200)


def _sent(request: Request) -> QueryDict | None:
    return request.POST if request.method == "POST" else None


def _offered(rows: list[Appointment]) -> list[tuple[str, str]]:
    names = calendar.names(rows)
    together = {row.dossier_id for row in rows if row.person_id is None}
    households = people.labels(together) if together else {}
    found = []
    for row in rows:
        who = names.get(row.person_id, "Mitglied") if row.person_id else households[row.dossier_id]
        day = german_date(berlin_date(row.starts_at), "weekday")
        found.append((str(row.pk), f"{day}, {german_time(row.starts_at)} Uhr: {who}"))
    return found


def _tabs(context: Context, current: str) -> list[Tab]:
    pages = [
        ("series", "Briefe", PLANNERS),
        ("feed", "Mein Kalender", PLANNERS),
        ("letterhead", "Briefkopf", HOUSEKEEPERS),
    ]
    return [
        Tab(label=label, url=reverse(f"invitations:{name}"), current=name == current)
        for name, label, roles in pages
        if context.has_role(*roles)
    ]
