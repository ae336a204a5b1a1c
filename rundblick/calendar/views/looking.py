"""The coach's own calendar: day, week, list, and the folder for the way."""

import datetime as dt
from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.context import Context
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar import picture, queries, shown, slots
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.forms_house import FilterForm
from rundblick.calendar.links import beside, folder_sheets
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import Week, day_span, read_day
from rundblick.calendar.series import left_out
from rundblick.calendar.views.common import lines, state
from rundblick.web import keyset
from rundblick.web.clock import berlin_date, today
from rundblick.web.german import german_date
from rundblick.web.parts import Cell, Column, Pages, Tab, Table

SIZE = 40
VIEWS = (("Tag", "calendar:day"), ("Woche", "calendar:week"), ("Liste", "calendar:list"))


@require_GET
def week(request: Request) -> HttpResponse:
    """One week: my appointments, or all that the doors of my team show."""
    context = only(request, *PLANNERS)
    shown_week = Week.read(request.GET.get("woche", ""), today=today())
    everybody = request.GET.get("wer") == "team"
    if everybody or context.user_id is None:
        rows = list(queries.in_period(context, shown_week.start, shown_week.end))
    else:
        rows = list(queries.of_coach(context, context.user_id, shown_week.start, shown_week.end))
    drawn = _told(request, "calendar.week", rows)
    whose = "&wer=team" if everybody else ""
    return render(
        request,
        "calendar/week.html",
        _frame("calendar:week", shown_week.monday if shown_week != Week.of(today()) else today())
        | {
            "week": shown_week,
            "days": shown.days(
                shown_week, drawn, today=today(), beside=beside(shown_week.monday, shown_week.moved(1).monday)
            ),
            "empty": not rows,
            "everybody": everybody,
            "whose": [
                Tab(label="Meine Termine", url=f"?woche={shown_week.code}", current=not everybody),
                Tab(label="Mit dem Team", url=f"?woche={shown_week.code}&wer=team", current=everybody),
            ],
            "previous_url": f"?woche={shown_week.moved(-1).code}{whose}",
            "next_url": f"?woche={shown_week.moved(1).code}{whose}",
            "now_url": "" if shown_week == Week.of(today()) else f"?woche={Week.of(today()).code}{whose}",
            "folder_url": f"{reverse('calendar:folder')}?woche={shown_week.code}",
        },
    )


@require_GET
def day(request: Request) -> HttpResponse:
    """One day as a picture with free times, and the same as lines."""
    context = only(request, *PLANNERS)
    on = read_day(request.GET.get("tag", ""), today=today())
    start, end = day_span(on)
    # What began yesterday and goes on after midnight belongs to this day as well.
    earlier = queries.of_coach(context, request.user.pk, start - dt.timedelta(hours=12), end)
    rows = [row for row in earlier if row.ends_at > start]
    drawn = _told(request, "calendar.day", rows)
    hours = queries.hours_of(request.user.pk)
    why = left_out(on, state(), queries.away(request.user.pk, on, on + dt.timedelta(days=1)))
    standing = [row for row in rows if row.status == Status.PLANNED]
    taken = [slots.Span(row.starts_at, row.ends_at, row.setting) for row in standing]
    free = [] if why else slots.free(hours, on, taken)
    return render(
        request,
        "calendar/day.html",
        _frame("calendar:day", on)
        | {
            "day": on,
            "lines": drawn,
            "beside": beside(on, on + dt.timedelta(days=1)).get(on, []),
            "why": why,
            "picture": picture.day(_blocks(drawn), free, start=start, end=end, title=german_date(on, "full")),
            "previous_url": f"?tag={(on - dt.timedelta(days=1)).isoformat()}",
            "next_url": f"?tag={(on + dt.timedelta(days=1)).isoformat()}",
            "now_url": "" if on == today() else f"?tag={today().isoformat()}",
            "folder_url": f"{reverse('calendar:folder')}?tag={on.isoformat()}",
        },
    )


@require_GET
def listing(request: Request) -> HttpResponse:
    """All own appointments, narrowed down and in pages."""
    context = only(request, *PLANNERS)
    people = [(person.pk, person.name) for person in queries.people_of(context)]
    form = FilterForm(request.GET or {"ab": german_date(today())}, people=people)
    chosen = form.chosen()
    rows = queries.listed(
        context,
        setting=chosen.get("rahmen", ""),
        status=chosen.get("stand", ""),
        person=chosen.get("person", ""),
        since=chosen.get("ab"),
    )
    slice_ = keyset.page(
        rows,
        key="starts_at!",
        descending=False,
        size=SIZE,
        after=request.GET.get("nach", ""),
        before=request.GET.get("vor", ""),
    )
    drawn = _told(request, "calendar.list", slice_.rows)
    kept = {name: request.GET[name] for name in form.fields if request.GET.get(name)}
    return render(
        request,
        "calendar/list.html",
        _frame("calendar:list", today())
        | {
            "form": form,
            "table": _table(drawn),
            "empty": not drawn,
            "filtered": bool(kept),
            "pages": Pages(
                previous_url=f"?{urlencode(kept | {'vor': slice_.before})}" if slice_.before else "",
                next_url=f"?{urlencode(kept | {'nach': slice_.after})}" if slice_.after else "",
            ),
        },
    )


@require_GET
def folder(request: Request) -> HttpResponse:
    """A day or a week on paper for the way: time, setting, place, and names only as far as needed."""
    context = only(request, *PLANNERS)
    if "woche" in request.GET:
        shown_week = Week.read(request.GET["woche"], today=today())
        start, end, title = shown_week.start, shown_week.end, shown_week.label
        back = f"{reverse('calendar:week')}?woche={shown_week.code}"
    else:
        on = read_day(request.GET.get("tag", ""), today=today())
        (start, end), title = day_span(on), german_date(on, "full")
        back = f"{reverse('calendar:day')}?tag={on.isoformat()}"
    rows = list(_planned(context, request, start, end))
    drawn = _told(request, "calendar.folder", rows)
    by_day: dict[dt.date, list[dict[str, Any]]] = {}
    for line in drawn:
        # Where somebody lives stands on the sheet of the visit, and there only where it may be printed.
        place = "" if line.setting == Setting.HOME_VISIT.label else line.place
        by_day.setdefault(berlin_date(line.at), []).append({"line": line, "who": shown.briefly(line), "place": place})
    sheets = [(kind.template, sheet) for kind in folder_sheets for sheet in kind.load(request, rows)]
    shown_days = {"title": title, "days": list(by_day.items()), "back_url": back, "sheets": sheets}
    return render(request, "calendar/folder.html", shown_days)


def _planned(context: Context, request: Request, start: dt.datetime, end: dt.datetime) -> Any:
    return queries.of_coach(context, request.user.pk, start, end).filter(status=Status.PLANNED)


def _told(request: Request, kind: str, rows: list[Appointment]) -> list[shown.Line]:
    if rows:
        disclose(request, kind=kind, dossiers=[row.dossier_id for row in rows])
    return lines(rows)


def _frame(here: str, on: dt.date) -> dict[str, Any]:
    """The tabs between the views; they keep the day or week one looks at."""
    at = {"calendar:day": f"?tag={on.isoformat()}", "calendar:week": f"?woche={Week.of(on).code}"}
    return {
        "tabs": [Tab(label=label, url=reverse(name) + at.get(name, ""), current=name == here) for label, name in VIEWS]
    }


def _blocks(drawn: list[shown.Line]) -> list[picture.Block]:
    return [
        picture.Block(start=line.at, end=line.until, words=line.who, where=line.where, done=line.settled)
        for line in drawn
        if not line.called_off
    ]


def _table(drawn: list[shown.Line]) -> Table:
    return Table(
        caption="Termine",
        hidden_caption=True,
        columns=[Column(label=label) for label in ("Wann", "Mit wem", "Rahmen und Ort", "Stand")],
        rows=[
            (
                Cell(text=german_date(line.at, "weekday"), note=f"{line.clock} Uhr"),
                Cell(text=line.who, url=line.url, note=line.purpose),
                line.where,
                Cell(badge=line.badge) if line.badge else Status.PLANNED.label,
            )
            for line in drawn
        ],
    )
