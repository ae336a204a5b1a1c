"""Wen ich länger nicht gesprochen habe: the people of one's own cases, the longest silence first."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.access import PLANNERS
from rundblick.calendar.codes import Setting
from rundblick.cases.frame import query, turned
from rundblick.rhythm import queries
from rundblick.rhythm.queries import Known
from rundblick.rhythm.rules import reasons
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.german import german_date, relative_day

SIZE = 50
LEAST = {"14": "seit zwei Wochen", "30": "seit einem Monat", "90": "seit drei Monaten"}


@dataclass(frozen=True)
class Line:
    """One person: how long nobody has spoken with them, and why that is no gap where it is none."""

    name: str
    url: str
    since: str
    reasons: list[str]
    late: str
    phone_url: str
    appointment_url: str
    message_url: str


@require_GET
def mine(request: Request) -> HttpResponse:
    """A line per person in focus. Nobody else can open this list, and no address names whose list it is (rule 8)."""
    context = only(request, *PLANNERS)
    day = today()
    least = request.GET.get("seit", "")
    least = least if least in LEAST else ""
    open_only = request.GET.get("nur") == "offen"
    found = keyset.page(
        queries.silences(context, day=day, least=int(least or 0), open_only=open_only),
        key="silent!",
        descending=False,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    ids = list({row.dossier_id for row in found.rows})
    known = queries.known(context, ids, day=day) if ids else {}
    if ids:
        disclose(request, kind="rhythm.mine", dossiers=ids)
    keep = {"seit": least, "nur": "offen" if open_only else ""}
    return render(
        request,
        "rhythm/mine.html",
        {
            "lines": [_line(row, known, day) for row in found.rows],
            "least": [(code, words, code == least) for code, words in LEAST.items()],
            "open_only": open_only,
            "filtered": bool(least or open_only),
            "day": day,
            "pages": turned(found.before, found.after, keep),
        },
    )


def _line(row: Any, known: dict[tuple[uuid.UUID, uuid.UUID | None], Known], day: dt.date) -> Line:
    about = known.get((row.dossier_id, row.person_id), Known()).joined(known.get((row.dossier_id, None), Known()))
    rhythm = about.rhythms[0] if about.rhythms else None
    due_on = rhythm.due(row.last_on) if rhythm else None
    why = reasons(
        next_on=about.planned[0] if about.planned else None,
        rests_until=rhythm.rests_until if rhythm else None,
        rests_since=max(about.rests_since, default=None),
        due_on=due_on,
        opened_on=row.case.opened_on,
        last_on=row.last_on,
        day=day,
    )
    with_person = {"mit": str(row.person_id)}
    note, arrange = (reverse(name, args=[row.dossier_id]) for name in ("cases:note_create", "calendar:arrange"))
    return Line(
        name=row.person.name,
        url=reverse("rhythm:page", args=[row.dossier_id]) + query({"mitglied": str(row.person_id)}),
        since=_since(row, day),
        reasons=why,
        late=_late(due_on, rhythm.source) if rhythm and due_on and due_on < day else "",
        phone_url=note + query({"rahmen": Setting.PHONE}, **with_person) if row.may_write else "",
        appointment_url=arrange + query(with_person),
        message_url=reverse("invitations:wish", args=[row.dossier_id, row.person_id]),
    )


def _late(due_on: dt.date, source: str) -> str:
    return f"vorgesehen war ein Gespräch bis {german_date(due_on)} ({source})"


def _since(row: Any, day: dt.date) -> str:
    if row.last_on is None:
        return f"noch kein Gespräch, seit der Fall am {german_date(row.case.opened_on)} begann"
    words = relative_day(row.last_on, today=day)
    exact = german_date(row.last_on)
    days = (day - row.last_on).days
    return f"zuletzt {words}" if days <= 2 else f"zuletzt vor {days} Tagen, am {exact}"
