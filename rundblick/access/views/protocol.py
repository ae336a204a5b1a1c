"""The disclosure log for data protection: who saw what, page by page and as a file."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from rundblick.access.access import only
from rundblick.access.disclosure import disclose
from rundblick.access.forms import ProtocolForm
from rundblick.access.models import Disclosure
from rundblick.access.protocol import Names, Page, as_csv, kind_words, known_kinds, page
from rundblick.access.requests import Request
from rundblick.access.roles import Role
from rundblick.access.throttle import throttled
from rundblick.access.views.desk import tabs
from rundblick.web.clock import today
from rundblick.web.german import german_datetime
from rundblick.web.parts import Cell, Column, Pages, Table
from rundblick.web.spreadsheets import CSV

FILTERS = ("first_day", "last_day", "kind", "user", "dossier")
SHOWN_DOSSIERS = 3


def show(request: Request) -> HttpResponse:
    """Filter and read the log. Looking at it is logged as well."""
    context = only(request, Role.DPO)
    form = ProtocolForm(request.GET if _asked(request) else None, kinds=known_kinds(context))
    wish = form.wish()
    found = page(context, wish, before=_number(request, "vor"), after=_number(request, "nach"))
    disclose(request, kind="access.log", dossiers=[wish.dossier] if wish.dossier else [], purpose=wish.words())
    return render(
        request,
        "access/protocol.html",
        {
            "form": form,
            "filtered": _asked(request),
            "table": _table(found.rows) if found.rows else None,
            "pages": _pages(request, found),
            "query": _query(request),
            "tabs": tabs("protocol"),
        },
    )


@require_POST
@throttled(times=20, seconds=3600)
def export(request: Request) -> HttpResponse:
    """The filtered log as CSV; the export itself stands in the log."""
    context = only(request, Role.DPO)
    form = ProtocolForm(request.POST, kinds=known_kinds(context))
    if not form.is_valid():
        return redirect("access:protocol")
    wish = form.wish()
    content, count = as_csv(context, wish)
    said = f"{count} Zeilen, {wish.words()}"
    disclose(request, kind="access.log_export", dossiers=[wish.dossier] if wish.dossier else [], purpose=said)
    answer = HttpResponse(content, content_type=CSV)
    answer.headers["Content-Disposition"] = f'attachment; filename="protokoll-{today().isoformat()}.csv"'
    return answer


def _asked(request: Request) -> bool:
    return any(request.GET.get(name) for name in FILTERS)


def _query(request: Request) -> dict[str, str]:
    return {name: request.GET[name] for name in FILTERS if request.GET.get(name)}


def _number(request: Request, name: str) -> int | None:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def _pages(request: Request, found: Page) -> Pages:
    def address(name: str, cursor: int | None) -> str:
        if cursor is None:
            return ""
        return f"{reverse('access:protocol')}?{urlencode(_query(request) | {name: str(cursor)})}"

    return Pages(previous_url=address("nach", found.newer), next_url=address("vor", found.older))


def _table(rows: list[Disclosure]) -> Table:
    names = Names.of(rows)
    return Table(
        caption="Protokoll der Einsichten, neueste zuerst",
        hidden_caption=True,
        columns=[
            Column(label="Zeitpunkt"),
            Column(label="Person"),
            Column(label="Art"),
            Column(label="Akten"),
        ],
        rows=[
            [
                german_datetime(row.at),
                Cell(
                    text=names.users.get(row.user_id, "gelöschtes Konto") if row.user_id else "System",
                    note=names.organisations.get(row.organisation_id, "") if row.organisation_id else "",
                ),
                Cell(text=kind_words(row.kind), note=row.purpose),
                _dossiers(row),
            ]
            for row in rows
        ],
    )


def _dossiers(row: Disclosure) -> Cell:
    if not row.dossiers:
        return Cell(text="–")
    if len(row.dossiers) == 1:
        address = f"{reverse('access:protocol')}?{urlencode({'dossier': str(row.dossiers[0])})}"
        return Cell(text=str(row.dossiers[0])[:8], url=address)
    shown = ", ".join(str(i)[:8] for i in row.dossiers[:SHOWN_DOSSIERS])
    return Cell(text=f"{len(row.dossiers)} Akten", note=shown + (" …" if len(row.dossiers) > SHOWN_DOSSIERS else ""))
