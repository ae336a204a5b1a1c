"""What takes place: the coming four weeks for staff and for everybody, keeping events, calendars to subscribe to."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.access import staff_only
from rundblick.access.requests import Request
from rundblick.calendar.writing import Page, Section, sent, write
from rundblick.directory import calendars, keys, meetings, queries
from rundblick.directory.access import event_or_404, organization_or_404, public_event_or_404
from rundblick.directory.forms.events import EventForm, event_values, fresh_event
from rundblick.directory.models import Event
from rundblick.directory.paper.address import start
from rundblick.directory.services import events
from rundblick.directory.taxonomy import taxonomy
from rundblick.directory.tongues import dates, names
from rundblick.directory.tongues.address import kept, speaks
from rundblick.directory.tongues.book import say, say_count
from rundblick.directory.views.crumbs import START
from rundblick.directory.views.public import frame
from rundblick.web.clock import in_berlin, now
from rundblick.web.frame import Crumb


@dataclass(frozen=True)
class Week:
    """Days in which something takes place. `folded`: only its words stand there until somebody opens it."""

    days: list[tuple[dt.date, list[meetings.Meeting]]]
    label: str = ""
    folded: bool = False


AHEAD = dt.timedelta(weeks=4)
MOST_FED = 500
SECTIONS = (
    Section("Was und wann?", ("name", "on", "at", "minutes", "weeks")),
    Section("Wo und wie?", ("service", "location", "plain", "signup", "cost")),
    Section("Genauer", ("description",), folded=True),
    Section("Für wen besonders", ("audiences",), folded=True),
    Section("Sprachen", ("languages",), folded=True),
)


@require_GET
def listing(request: Request) -> HttpResponse:
    """The coming four weeks, for staff."""
    staff_only(request)
    context = _listed(request) | {"breadcrumb": [START, Crumb(label="Termine")]}
    return render(request, "directory/events.html", context)


@login_not_required
@require_GET
@kept
@speaks
def public_listing(request: Request) -> HttpResponse:
    """The coming four weeks, for everybody: this week, and the later ones folded, since telephones are small."""
    return render(request, "directory/public_events.html", frame(request) | _listed(request, folding=True))


@require_http_methods(["GET", "POST"])
def add(request: Request, organization_id: uuid.UUID) -> HttpResponse:
    """Something takes place at an organisation."""
    row = organization_or_404(request, organization_id, writing=True)
    form = EventForm(sent(request), initial=fresh_event(), organization=row)
    back = reverse("directory:organization", args=[row.pk])
    page = Page(
        heading="Neuer Termin",
        key=keys.EVENT_KEY.format(row.pk),
        crumbs=[START, Crumb(label=row.name, url=back)],
        sections=SECTIONS,
    )

    def save(valid: EventForm) -> str:
        token = valid.cleaned_data["token"] or uuid.uuid4()
        events.add(organization=row, token=token, content=valid.content())
        return back

    return write(request, form, page, save)


@require_http_methods(["GET", "POST"])
def change(request: Request, event_id: uuid.UUID) -> HttpResponse:
    """When, where and what for, anew."""
    row = event_or_404(request, event_id)
    form = EventForm(sent(request), initial=event_values(row), organization=row.organization)
    back = _back(row)
    page = Page(
        heading="Termin bearbeiten",
        key=keys.EVENT_CHANGE_KEY.format(row.pk),
        crumbs=[START, Crumb(label=row.organization.name, url=back)],
        values=event_values,
        sections=SECTIONS,
    )

    def save(valid: EventForm) -> str:
        version = valid.cleaned_data["version"]
        events.change(event=row, version=-1 if version is None else version, content=valid.content())
        return back

    return write(request, form, page, save)


@require_POST
def cancel(request: Request, event_id: uuid.UUID) -> HttpResponse:
    """It does not take place, or after all (`doch=1`)."""
    row = event_or_404(request, event_id)
    if request.POST.get("doch") == "1":
        events.take_place(row)
        messages.success(request, f"„{row.name}“ findet statt.")
    else:
        events.cancel(row)
        messages.success(request, f"„{row.name}“ ist abgesagt. Mit „Findet doch statt“ nehmen Sie das zurück.")
    return redirect(_back(row))


@login_not_required
@require_GET
def file(request: Request, event_id: uuid.UUID) -> HttpResponse:
    """One event for one's own calendar."""
    row = public_event_or_404(event_id)
    answer = HttpResponse(calendars.written([row], stamp=now()), content_type=calendars.CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="termin.ics"'
    return answer


@login_not_required
@require_GET
def feed(request: Request) -> HttpResponse:
    """What is not over yet, to subscribe to; the filters stand in the address."""
    city, group = _asked(request)
    moment = now()
    rows = [row for row in _found(city, group, moment) if meetings.between([row], moment)]
    made = calendars.written(rows[:MOST_FED], stamp=moment, name=f"Termine {city}".strip())
    return HttpResponse(made, content_type=calendars.CONTENT_TYPE)


def _back(row: Event) -> str:
    return reverse("directory:organization", args=[row.organization_id])


def _asked(request: Request) -> tuple[str, str]:
    group = request.GET.get("gruppe", "")
    return request.GET.get("gemeinde", "")[:100], group if group in {one.code for one in taxonomy().groups} else ""


def _found(city: str, group: str, moment: dt.datetime) -> list[Event]:
    topics = [one.code for one in taxonomy().topics if one.group == group]
    return list(queries.public_events(moment, city=city, topics=topics))


def _weeks(days: dict[dt.date, list[meetings.Meeting]], today: dt.date) -> list[Week]:
    """Days by sevens from today on. The first seven in which anything takes place stand open."""
    sevens: dict[int, list[tuple[dt.date, list[meetings.Meeting]]]] = {}
    for day, rows in days.items():
        sevens.setdefault(max(0, (day - today).days // 7), []).append((day, rows))
    found = []
    for number, seven in enumerate(sevens.values()):
        count = sum(len(rows) for _, rows in seven)
        since, until = dates.short_date(seven[0][0]), dates.short_date(seven[-1][0])
        events = say_count(count, "{n} Termin", "{n} Termine")
        label = say("{since} bis {until}: {events}", since=since, until=until, events=events)
        found.append(Week(seven, label, folded=number > 0))
    return found


def _listed(request: Request, *, folding: bool = False) -> dict[str, Any]:
    """Meetings by day, and what can be chosen; `folding`: what is later than a week by week. Two queries."""
    city, group = _asked(request)
    moment = now()
    days: dict[dt.date, list[meetings.Meeting]] = {}
    for one in meetings.between(_found(city, group, moment), moment, moment + AHEAD):
        days.setdefault(one.starts_at.date(), []).append(one)
    filters = urlencode({name: value for name, value in (("gemeinde", city), ("gruppe", group)) if value})
    path = reverse("directory:event_feed") + (f"?{filters}" if filters else "")
    return {
        "weeks": _weeks(days, in_berlin(moment).date()) if folding or not days else [Week(list(days.items()))],
        "city": city,
        "group": group,
        "cities": queries.cities(),
        "groups": [(one.code, names.group(one.code)) for one in taxonomy().groups],
        "feed_url": start().removesuffix(reverse("directory:public")) + path,
    }
