"""Finding an offer: one search box, topics to tap on, filters; comparing what was found."""

import uuid
from collections.abc import Callable
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import staff_only
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.directory import mapping, queries, reach, shown
from rundblick.directory.access import keeps_notes, may_edit
from rundblick.directory.asking import SWITCHES, address, asked_for, choices, one_each
from rundblick.directory.codes import Kind
from rundblick.directory.reading import Reading, read
from rundblick.directory.search import PAGE, Clock, Filters, Found, search
from rundblick.directory.taxonomy import taxonomy, topics_by_group
from rundblick.directory.tongues import names
from rundblick.directory.tongues.book import language_name, say
from rundblick.people.languages import LANGUAGES
from rundblick.web.clock import today
from rundblick.web.ids import uuid_or_none
from rundblick.web.parts import Pages

WORDS = "directory.words"
LONGEST = 200
MOST_COMPARED = 4
LAST_PAGE = 500
BUS = "bus"


def service_page(key: uuid.UUID) -> str:
    """The page of an offer for staff."""
    return reverse("directory:service", args=[key])


@require_GET
@mapping.shows_tiles
def find(request: Request) -> HttpResponse:
    """Offers that fit the words kept in the session and the filters of the address; topics where nothing is asked."""
    staff_only(request)
    context = results(one_each(request.GET), request.session.get(WORDS, ""))
    context |= {
        "start_url": reverse("directory:find"),
        "look_url": reverse("directory:look"),
        "may_edit": may_edit(request),
        "noting": keeps_notes(request),
        "unconfirmed": queries.unconfirmed(today()).count() if may_edit(request) else 0,
        "compared": MOST_COMPARED,
    }
    return render(request, "directory/find.html", context)


@require_POST
@throttled(times=120, seconds=60)
def look(request: Request) -> HttpResponse:
    """Keep the words in the session, so that none stands in an address. The filters come along."""
    staff_only(request)
    request.session[WORDS] = request.POST.get("q", "").strip()[:LONGEST]
    given = urlencode(address(asked_for(one_each(request.POST))))
    return redirect(reverse("directory:find") + (f"?{given}" if given else ""))


@require_GET
def compare(request: Request) -> HttpResponse:
    """Up to four offers side by side."""
    staff_only(request)
    clock = queries.clock()
    rows = queries.services(chosen(request.GET)[:MOST_COMPARED])
    columns = [
        {
            "line": shown.line(row, metres=None, at=clock.at, holiday=queries.is_holiday),
            "audiences": shown.audience_labels(row),
            "spots": shown.spots(row),
            "loose": shown.loose_hours(row),
        }
        for row in rows
    ]
    return render(request, "directory/compare.html", {"columns": columns, "most": MOST_COMPARED})


def chosen(given: QueryDict) -> list[uuid.UUID]:
    """Offers that were ticked, in their order, each once."""
    found = [uuid_or_none(value) for value in given.getlist("angebot")]
    return list(dict.fromkeys(key for key in found if key))


def results(query: dict[str, str], words: str, page_of: Callable[[uuid.UUID], str] = service_page) -> dict[str, Any]:
    """What a page of results shows, for staff and for everybody; `page_of`: address of one. At most ten queries."""
    filters = asked_for(query)
    reading = read(words) if words else Reading()
    clock = queries.clock()
    page = int(query["seite"]) if query.get("seite", "").isdigit() and len(query["seite"]) < 4 else 0
    asked = bool(words) or filters.any
    found = search(reading, filters, clock, page=min(page, LAST_PAGE)) if asked else Found()
    lines = _lines(found, clock)
    start = filters.spot or reading.spot
    return {
        "words": words,
        "asked": asked,
        "lines": lines,
        "start": start,
        "live": mapping.live([line.row for line in lines], page_of),
        "sketch": mapping.of_results([line.row for line in lines], start),
        "total": found.total,
        "reading": reading,
        "filters": filters,
        "choices": choices(filters),
        "here": address(filters),
        "refined": bool(address(filters).keys() - {"thema"}),
        "groups": [] if asked else _groups(),
        "pages": _pages(found, filters, page),
        "before": page - 1,
        "after": page + 1,
        "alone": False,
        "embedded": False,
        **_offered(by_bus=filters.spot is not None and reach.timetable() is not None),
    }


def _lines(found: Found, clock: Clock) -> list[shown.Line]:
    metres = {hit.id: hit.metres for hit in found.hits}
    rows = queries.services(list(metres)) if metres else []
    return [shown.line(row, metres=metres[row.pk], at=clock.at, holiday=queries.is_holiday) for row in rows]


def _groups() -> list[dict[str, Any]]:
    """Groups with the topics in which something is found, and how much. One query."""
    counts = queries.topic_counts()
    found = [
        {
            "label": names.group(group.code),
            "topics": [
                {"code": one.code, "label": names.topic(one.code), "plain": names.topic_plain(one.code), "count": found}
                for one in rows
                if (found := counts.get(one.code))
            ],
        }
        for group, rows in topics_by_group()
    ]
    return [group for group in found if group["topics"]]


def _pages(found: Found, filters: Filters, page: int) -> Pages:
    given = address(filters)
    more = (page + 1) * PAGE < found.total
    return Pages(
        previous_url="?" + urlencode({**given, "seite": str(page - 1)}) if page else "",
        next_url="?" + urlencode({**given, "seite": str(page + 1)}) if more else "",
    )


def _offered(*, by_bus: bool) -> dict[str, Any]:
    """What can be chosen in the filters; lines only from a place that is chosen. Two queries."""
    spoken = [(code, language_name(code, label)) for code, label in LANGUAGES.items() if code not in ("de", "xx")]
    return {
        "offered": {
            "audiences": [(one.code, names.audience(one.code)) for one in taxonomy().audiences],
            "languages": sorted(spoken, key=lambda pair: pair[1]),
            "kinds": [(code, say(label)) for code, label in Kind.choices],
            "cities": queries.cities(),
            "places": [(str(row.pk), str(row)) for row in queries.wide_places()],
            "switches": [(name, say(label)) for name, (_, label) in SWITCHES.items() if by_bus or name != BUS],
        }
    }
