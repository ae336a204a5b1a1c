"""Vermittlungen: every way of one's own cases, on a page and as a table."""

import io
import uuid

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from rundblick.access import crypto
from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.cases.frame import turned
from rundblick.people import queries as people
from rundblick.referrals import queries
from rundblick.referrals.access import COACHING
from rundblick.referrals.kinds import catalogue
from rundblick.referrals.models import Referral
from rundblick.referrals.queries import STAGES, Told
from rundblick.referrals.shown import Line, line
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.german import german_date, relative_day
from rundblick.web.parts import Badge, Cell, Column, Table
from rundblick.web.spreadsheets import CSV, XLSX, as_csv, neutral

SIZE, MOST = 50, 2000
COLUMNS = ("Für wen", "Wohin", "Stand", "Gewartet", "Nachsehen")
STAGE_WORDS = {"vorbereitet": "vorbereitet", "wartet": "angefragt oder wartet", "laeuft": "läuft", "beendet": "beendet"}


@require_GET
def mine(request: Request) -> HttpResponse:
    """One line per way in my cases, the oldest first; of one stage or kind, or all that are open."""
    context = only(request, *COACHING)
    stage, kind = _chosen(request)
    found = keyset.page(
        queries.of_my_cases(context, request.user.pk, stage=stage, kind=kind),
        key="begun_on!",
        descending=False,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    lines = _lines(request, found.rows)
    ids = _disclosed(request, lines, "referrals.mine")
    keep = {"stand": stage, "art": kind}
    return render(
        request,
        "referrals/mine.html",
        {
            "table": _table(lines, people.labels(ids)) if ids else None,
            "stages": [(code, STAGE_WORDS[code], code == stage) for code in STAGES],
            "kinds": [(one.code, one.label, one.code == kind) for one in catalogue().kinds],
            "filtered": bool(stage or kind),
            "day": today(),
            "pages": turned(found.before, found.after, keep),
            "chosen": "&".join(f"{name}={value}" for name, value in keep.items() if value),
        },
    )


@require_GET
def table(request: Request, form: str) -> HttpResponse:
    """The same as CSV or XLSX; cells are never formulas, sensitive kinds stay neutral, nobody is named."""
    context = only(request, *COACHING)
    stage, kind = _chosen(request)
    if form not in ("csv", "xlsx"):
        raise Http404
    rows = queries.of_my_cases(context, request.user.pk, stage=stage, kind=kind).order_by("begun_on", "pk")
    lines = _lines(request, list(rows[:MOST]))
    ids = _disclosed(request, lines, "referrals.table")
    cells = [_HEAD, *_cells(lines, people.labels(ids))]
    body = as_csv(cells) if form == "csv" else _xlsx(cells)
    answer = HttpResponse(body, content_type=CSV if form == "csv" else XLSX)
    answer.headers["Content-Disposition"] = f'attachment; filename="vermittlungen-{today().isoformat()}.{form}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


_HEAD = ["Haushalt", "Hilfe", "Stelle", "Stand", "seit", "begonnen am", "Tage gewartet", "Anfragen", "erwartet am"]


def _cells(lines: list[Line], labels: dict[uuid.UUID, str]) -> list[list[str]]:
    found = []
    for one in lines:
        course, row = one.told.course, one.told.row
        waited = course.waited(one.day)
        values = (
            labels.get(row.dossier_id, ""),
            one.name,
            one.place,
            one.badge.text,
            german_date(course.since),
            german_date(row.begun_on),
            "" if waited is None else str(waited),
            str(course.attempts),
            german_date(course.expected_on) if course.expected_on else "",
        )
        found.append([neutral(value) for value in values])
    return found


def _xlsx(cells: list[list[str]]) -> bytes:
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Vermittlungen"
    for values in cells:
        sheet.append(values)
    for row in sheet.iter_rows():
        for cell in row:
            cell.data_type = "s"
    sheet.freeze_panes = "A2"
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _chosen(request: Request) -> tuple[str, str]:
    stage, kind = request.GET.get("stand", ""), request.GET.get("art", "")
    known = {one.code for one in catalogue().kinds}
    return stage if stage in STAGES else "", kind if kind in known else ""


def _lines(request: Request, rows: list[Referral]) -> list[Line]:
    if not rows:
        return []
    order = [row.pk for row in rows]
    told: list[Told] = queries.told(
        Referral.objects.visible_to(request.access).filter(pk__in=order).select_related("person"), request.access
    )
    crypto.load_keys(list({one.row.dossier_id for one in told}))
    return [line(one, day=today(), neutral=True) for one in sorted(told, key=lambda one: order.index(one.row.pk))]


def _disclosed(request: Request, lines: list[Line], kind: str) -> list[uuid.UUID]:
    ids = list(dict.fromkeys(one.told.row.dossier_id for one in lines))
    if ids:
        disclose(request, kind=kind, dossiers=ids)
    return ids


def _table(lines: list[Line], labels: dict[uuid.UUID, str]) -> Table:
    return Table(
        caption="Vermittlungen",
        hidden_caption=True,
        columns=[Column(label=name) for name in COLUMNS],
        rows=[
            [
                _who(one, labels),
                Cell(text=one.name, note=one.place),
                Cell(badge=one.badge, note=f"seit {german_date(one.told.course.since)}"),
                _waited(one),
                _nudge(one),
            ]
            for one in lines
        ],
    )


def _who(one: Line, labels: dict[uuid.UUID, str]) -> Cell:
    row = one.told.row
    label = labels.get(row.dossier_id, "")
    url = reverse("referrals:detail", args=[row.dossier_id, row.person_id, row.pk])
    return Cell(text=row.person.name, url=url, note="" if label == row.person.name else label)


def _waited(one: Line) -> Cell | str:
    course = one.told.course
    days = course.waited(one.day)
    if days is None:
        return "noch nicht angefragt"
    words = f"{days}\u00a0Tage" if days != 1 else "1\u00a0Tag"
    if course.connected_on is None and course.open:
        return Cell(text=words, note=f"{course.attempts} Anfragen" if course.attempts > 1 else "")
    return Cell(text=words, note="bis zum ersten Termin" if course.connected_on else "")


def _nudge(one: Line) -> Cell | str:
    nudge = one.told.nudge
    if nudge is None:
        return ""
    words = relative_day(nudge.on, today=one.day)
    return Cell(badge=Badge(text=words, kind="danger" if nudge.on < one.day else "neutral"))
