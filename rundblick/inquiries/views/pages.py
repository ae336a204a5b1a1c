"""The questions of a case, those put to the reader, and one question."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from rundblick.access import crypto
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.cases.access import file_or_404
from rundblick.cases.frame import head, query
from rundblick.inquiries import queries, rules, shown
from rundblick.inquiries.access import place_or_404
from rundblick.inquiries.codes import State
from rundblick.inquiries.models import TOPIC
from rundblick.inquiries.views.frame import frame
from rundblick.web.clock import berlin_date, today

SHOWN = 100
NEWEST = "eingang"


@require_GET
def mine(request: Request) -> HttpResponse:
    """The questions put to the reader or their team: what waits for an answer by day, then what was answered."""
    context = only(request, Role.BENEFITS)
    rows = list(queries.put_to(context)[: SHOWN + 1])
    by_arrival = request.GET.get("nach") == NEWEST
    if by_arrival:
        rows.sort(key=lambda row: row.last_at, reverse=True)
    ids = list(dict.fromkeys(row.dossier_id for row in rows))
    if ids:
        crypto.load_keys(ids)
        disclose(request, kind="inquiries.mine", dossiers=ids)
    lines = shown.lines(rows[:SHOWN], day=today(), for_asked=True)
    return render(
        request,
        "inquiries/mine.html",
        {
            "open": [one for one in lines if one.due_on],
            "answered": [one for one in lines if not one.due_on],
            "more": len(rows) > SHOWN,
            "by_arrival": by_arrival,
        },
    )


@require_GET
def case(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """The questions of one case, the running ones first."""
    file = file_or_404(request.access, case_id, member=request.GET.get("mitglied", ""), reading=TOPIC)
    rows = list(queries.of_case(request.access, file.dossier_id, member=file.member)[: SHOWN + 1])
    disclose(request, kind="inquiries.case", dossiers=[file.dossier_id])
    lines = [shown.line(row, day=today(), who=file.name(row.person_id)) for row in rows[:SHOWN]]
    return render(
        request,
        "inquiries/case.html",
        head(file, "")
        | {
            "lines": lines,
            "more": len(rows) > SHOWN,
            "may_ask": TOPIC in file.writes,
            "keep": query({"mitglied": str(file.member)} if file.member else {}),
        },
    )


@require_GET
def page(request: Request, inquiry_id: uuid.UUID) -> HttpResponse:
    """One question with what was said and attached, the same page for both sides."""
    place = place_or_404(request.access, inquiry_id)
    row = place.inquiry
    lines, attachments = queries.with_thread(request.access, row)
    disclose(request, kind="inquiries.page", dossiers=[row.dossier_id])
    late = rules.is_late(due_on=row.due_on, state=place.state, as_of=today())
    return render(
        request,
        "inquiries/page.html",
        frame(place)
        | {
            "lines": lines,
            "attachments": attachments,
            "late": late,
            "open": place.state is State.OPEN,
            "ended": place.state is State.ENDED,
            "unread": place.leads and bool(row.unread),  # type: ignore[attr-defined]
            "until": berlin_date(row.grant.valid_until) if row.grant.valid_until else None,
        },
    )
