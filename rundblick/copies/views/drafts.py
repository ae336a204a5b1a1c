"""Looking through a frozen draft: entries by section, one entry at a time, and what is hidden in it."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.copies import queries, services
from rundblick.copies.access import own_draft_or_404, part_or_404, redaction_or_404
from rundblick.copies.content import Covers, read
from rundblick.copies.forms import HideForm
from rundblick.copies.models import Copy, Part, Redaction
from rundblick.copies.reasons import catalogue, reason_of
from rundblick.copies.rules import Hidden, Piece, found_words, mark, pairs, pieces, whole
from rundblick.copies.views.page import framed
from rundblick.web.frame import Crumb
from rundblick.web.parts import Pages


@require_GET
def part(request: Request, copy_id: uuid.UUID, rank: int) -> HttpResponse:
    """Up to fifty entries of a section, as the person will get them."""
    file, copy = own_draft_or_404(request, copy_id)
    found = part_or_404(copy, rank)
    covers = Covers(tuple(Redaction.objects.filter(copy=copy)))
    columns, entries = read(found)
    ranks = dict(Part.objects.filter(copy=copy, rank__in=(rank - 1, rank + 1)).values_list("rank", "first"))
    disclose(request, kind="copies.draft", dossiers=[file.dossier_id])
    return render(
        request,
        "copies/part.html",
        framed(file, Crumb(label=found.title))
        | {
            "copy": copy,
            "part": found,
            "entries": [
                {
                    "place": place,
                    "number": found.first + place,
                    "lines": _lines(columns, entry, covers.at(found.pk, place)),
                    "waiting": place in found.to_look and place not in found.looked,
                }
                for place, entry in enumerate(entries)
            ],
            "pages": Pages(
                previous_url=reverse("copies:part", args=[copy.pk, rank - 1]) if found.first > 1 else "",
                next_url=reverse("copies:part", args=[copy.pk, rank + 1]) if ranks.get(rank + 1, 1) > 1 else "",
            ),
        },
    )


def _lines(columns: list[str], entry: list[str], hidden: list[Hidden]) -> list[tuple[str, list[Piece]]]:
    reason = whole(hidden)
    if reason:
        return [("", [Piece(mark(reason), reason)])]
    return [(name, pieces(text, hidden)) for name, text in pairs(columns, entry)]


@require_http_methods(["GET", "POST"])
def entry(request: Request, copy_id: uuid.UUID, rank: int, place: int) -> HttpResponse:
    """One entry: why it may need a look, what is hidden in it, and hiding more."""
    file, copy = own_draft_or_404(request, copy_id)
    found = part_or_404(copy, rank, place)
    form = HideForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            services.hide(
                copy=copy,
                part=found,
                place=place,
                why=given["reason"],
                words=given["words"],
                everywhere=given["everywhere"],
                user=request.user,
            )
        except Refused as refusal:
            form.add_error("words", str(refusal))
        else:
            messages.success(request, "Geschwärzt. So sieht es jetzt aus.")
            return redirect("copies:entry", copy.pk, rank, place)
    disclose(request, kind="copies.draft", dossiers=[file.dossier_id])
    shown = framed(file, Crumb(label=found.title)) | {"copy": copy, "part": found, "form": form}
    return render(request, "copies/entry.html", shown | _shown(copy, found, place), status=422 if form.errors else 200)


def _shown(copy: Copy, found: Part, place: int) -> dict[str, Any]:
    columns, entries = read(found)
    covers = Covers(tuple(Redaction.objects.filter(copy=copy)))
    names = queries.names_of_others(copy)
    hidden = covers.at(found.pk, place)
    return {
        "place": place,
        "number": found.first + place,
        "lines": [(name, pieces(text, hidden)) for name, text in pairs(columns, entries[place])],
        "gone": whole(hidden),
        "why": found_words(entries[place], names, catalogue().signs) if place in found.to_look else [],
        "waiting": place in found.to_look and place not in found.looked,
        "rows": [(row, reason_of(row.reason)) for row in covers.rows_at(found.pk, place)],
        "reasons": catalogue().reasons,
    }


@require_POST
def look(request: Request, copy_id: uuid.UUID, rank: int, place: int) -> HttpResponse:
    """This entry is all right; on to the next one."""
    _file, copy = own_draft_or_404(request, copy_id)
    services.look(copy=copy, part=part_or_404(copy, rank, place), place=place)
    return _to_next(copy)


@require_GET
def next_look(request: Request, copy_id: uuid.UUID) -> HttpResponse:
    """The next entry that is put forward for a look."""
    _file, copy = own_draft_or_404(request, copy_id)
    return _to_next(copy)


def _to_next(copy: Copy) -> HttpResponse:
    waiting = queries.next_look(copy)
    if waiting is None:
        return redirect("copies:release", copy.pk)
    return redirect("copies:entry", copy.pk, *waiting)


@require_POST
def unhide(request: Request, copy_id: uuid.UUID, redaction_id: uuid.UUID) -> HttpResponse:
    """Tell it after all."""
    _file, copy = own_draft_or_404(request, copy_id)
    row = redaction_or_404(copy, redaction_id)
    services.unhide(copy=copy, redaction=row)
    messages.success(request, "Steht wieder in der Auskunft.")
    if row.part_id is None or row.entry is None:
        return redirect("copies:release", copy.pk)
    return redirect("copies:entry", copy.pk, Part.objects.get(pk=row.part_id).rank, row.entry)
