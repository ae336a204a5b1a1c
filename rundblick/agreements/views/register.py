"""The register of agreements: the list, looking for words in it, and the same as a file."""

import uuid
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.access import staff_only
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.throttle import throttled
from rundblick.agreements import picture, queries, rules, tables
from rundblick.agreements.access import in_house, may_edit
from rundblick.agreements.codes import Stage
from rundblick.agreements.models import Agreement
from rundblick.agreements.views.tabs import tabs
from rundblick.web import keyset
from rundblick.web.clock import today
from rundblick.web.parts import Pages
from rundblick.web.spreadsheets import CSV, XLSX

SIZE = 30
MOST_EXPORTED = 5_000
SEARCH = "agreements.search"
LONGEST_SEARCH = 100


@require_GET
def listing(request: Request) -> HttpResponse:
    """Agreements of the house, or those a guest's organisation is party to; without any, the page does not exist."""
    context = staff_only(request)
    counts = queries.standings(context, as_of=today())
    number = sum(counts[stage] for stage in Stage.values)
    if not in_house(request) and not number:
        raise Http404
    chosen = _chosen(request)
    key, descending = queries.sorting(chosen["sortiert"])
    found = keyset.page(
        _rows(request, chosen),
        key=key,
        descending=descending,
        size=SIZE,
        after=request.GET.get("hinter", ""),
        before=request.GET.get("vor", ""),
    )
    here = "?" + urlencode(chosen)
    return render(
        request,
        "agreements/list.html",
        {
            "lines": [_line(row, context.organisation_id) for row in found.rows],
            "counts": counts,
            "number": number,
            "picture": picture.stages(counts),
            "words": request.session.get(SEARCH, ""),
            "chosen": chosen,
            "here": urlencode(chosen),
            "stages": Stage.choices,
            "sorts": queries.SORTS,
            "guest": not in_house(request),
            "may_edit": may_edit(request),
            "protects": context.has_role(Role.DPO),
            "tabs": tabs("agreements") if in_house(request) else [],
            "pages": Pages(
                previous_url=f"{here}&vor={found.before}" if found.before else "",
                next_url=f"{here}&hinter={found.after}" if found.after else "",
            ),
        },
    )


@require_POST
@throttled(times=120, seconds=60)
def search(request: Request) -> HttpResponse:
    """Look for words; they stay in the session, so that none stands in an address. The filters come along."""
    staff_only(request)
    request.session[SEARCH] = request.POST.get("q", "").strip()[:LONGEST_SEARCH]
    given = {name: value for name in ("stufe", "pruefung", "sortiert") if (value := request.POST.get(name, ""))}
    return redirect(reverse("agreements:list") + (f"?{urlencode(given)}" if given else ""))


@require_GET
def as_csv(request: Request) -> HttpResponse:
    """What the list shows, all of it, for a spreadsheet."""
    return _file(tables.as_csv(_exported(request)), CSV, "csv")


@require_GET
def as_xlsx(request: Request) -> HttpResponse:
    """The same as a workbook."""
    return _file(tables.as_xlsx(_exported(request)), XLSX, "xlsx")


def _exported(request: Request) -> list[list[str]]:
    staff_only(request)
    rows = _rows(request, _chosen(request)).order_by("partner_name", "pk")[:MOST_EXPORTED]
    return tables.lines(rows)


def _file(content: bytes, kind: str, ending: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    name = f"vereinbarungen-{today().isoformat()}.{ending}"
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _chosen(request: Request) -> dict[str, str]:
    """Filters and sorting of the address; data protection begins with who is responsible for the data."""
    stage, sort = request.GET.get("stufe", ""), request.GET.get("sortiert", "")
    first = "daten" if request.access.has_role(Role.DPO) else "partner"
    return {
        "stufe": stage if stage in Stage.values else "",
        "pruefung": queries.DUE if request.GET.get("pruefung") == queries.DUE else "",
        "sortiert": sort if sort in queries.SORTS else first,
    }


def _rows(request: Request, chosen: dict[str, str]) -> Any:
    return queries.register(
        request.access,
        stage=chosen["stufe"],
        due=bool(chosen["pruefung"]),
        words=request.session.get(SEARCH, ""),
        as_of=today(),
    )


def _line(row: Agreement, reader: uuid.UUID | None) -> dict[str, Any]:
    return {
        "row": row,
        "name": row.name_for(reader),
        "other_side": (row.partner_name if row.house_id == reader else row.house.name) if row.title else "",
        "review": rules.review_state(review_on=row.review_on, stage=row.stage, as_of=today()),
    }
