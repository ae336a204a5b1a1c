"""The waiting list: who of the own cases would like to come earlier."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.hooks import case_url
from rundblick.access.requests import Request
from rundblick.calendar import earlier, services, shown
from rundblick.calendar.access import PLANNERS, dossier_for_appointments_or_404
from rundblick.calendar.forms_house import WishForm
from rundblick.calendar.models import EarlierWish
from rundblick.calendar.views.common import act
from rundblick.people import queries as people
from rundblick.people.models import Person
from rundblick.web.clock import today


@require_GET
def index(request: Request) -> HttpResponse:
    """All open wishes of my cases, the oldest first."""
    context = only(request, *PLANNERS)
    wishes = earlier.wishes(context)
    if wishes:
        disclose(request, kind="calendar.wish", dossiers=[wish.dossier_id for wish in wishes])
    names = {one.pk: one.name for one in Person.objects.filter(pk__in=[wish.person_id for wish in wishes])}
    lines = [
        {
            "wish": wish,
            "name": names.get(wish.person_id, "Mitglied"),
            "what": shown.what_suits(wish),
            "url": case_url(wish.dossier_id),
        }
        for wish in wishes
    ]
    return render(request, "calendar/wishes.html", {"lines": lines, "back_url": reverse("calendar:week")})


@require_http_methods(["GET", "POST"])
def wish(request: Request, dossier_id: uuid.UUID) -> HttpResponse:
    """A member would like to come earlier."""
    dossier = dossier_for_appointments_or_404(request.access, dossier_id)
    present = people.members_of([dossier.pk], today())[dossier.pk]
    members = [(member.person.pk, f"{member.name} ({member.role_label})") for member in present]
    form = WishForm(request.POST or None, members=members)
    if request.method == "POST" and form.is_valid():
        cleaned = form.cleaned_data
        services.wish_earlier(
            dossier_id=dossier.pk,
            person_id=uuid.UUID(cleaned["who"]),
            coach=request.user,
            settings=cleaned["settings"],
            weekdays=cleaned["weekdays"],
        )
        messages.success(request, "Der Wunsch ist notiert. Wird etwas frei, sehen Sie ihn dort.")
        return redirect(case_url(dossier.pk))
    disclose(request, kind="calendar.wish", dossiers=[dossier.pk])
    drawn = {"form": form, "label": people.label_of(present, today()), "back_url": case_url(dossier.pk)}
    return render(request, "calendar/wish.html", drawn, status=422 if form.errors else 200)


@require_POST
def end(request: Request, wish_id: uuid.UUID) -> HttpResponse:
    """The wish is no longer there."""
    only(request, *PLANNERS)
    row = EarlierWish.objects.visible_to(request.access, writing=True).filter(pk=wish_id).first()
    if row is None:
        raise Http404("no such wish")
    return act(request, lambda: services.end_wish(row), "Der Wunsch ist erledigt.", then=reverse("calendar:wishes"))
