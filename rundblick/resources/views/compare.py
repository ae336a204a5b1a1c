"""The three views side by side, and which entries mean the same."""

import uuid

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.errors import Refused
from rundblick.cases.tools import day_asked, file_of_member
from rundblick.resources import picture, queries, rules, services
from rundblick.resources.codes import COLUMNS, PATHS
from rundblick.resources.views.card import title
from rundblick.resources.views.common import address, back, ids_in, mode, page_frame


@require_GET
def compare(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What both see, what one side does not see, and whether the coach guessed rightly. Opened on purpose."""
    file = file_of_member(request, case_id, person_id)
    rows = queries.resources(request.access, file.pk, member=person_id, day=day_asked(request))
    compared = rules.compare([row for row in rows if row.person_id == person_id])
    words = {view: word for word, view in PATHS.items()}
    return render(
        request,
        "resources/compare.html",
        page_frame(request, file, "compare", here=address("compare", file), kind="resources.compare")
        | {
            "compared": compared,
            "missing": [
                (title(view, file), address("enter", file, words[view]) + mode(request)) for view in compared.missing
            ],
            "rows": [(line, picture.KIND_WORDS[line.kind], _guess(line)) for line in compared.lines],
            "picture": None if compared.missing else picture.comparison(compared),
            "columns": [title(view, file) for view in COLUMNS],
            "join_url": address("join", file) + mode(request),
            "part_url": address("part", file) + mode(request),
        },
    )


def _guess(line: rules.Line) -> str:
    """Whether the guess was right, where the kind of line does not say so already."""
    return picture.guess_words(line) if line.coach and line.guess else ""


@require_POST
def join(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """These lines mean the same resource."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    disclose(request, kind="resources.compare", dossiers=[file.pk])
    try:
        services.join(dossier_id=file.pk, person_id=person_id, groups=ids_in(request.POST.getlist("zeile")))
    except Refused as refusal:
        return back(request, address("compare", file), str(refusal), warning=True)
    return back(request, address("compare", file), "Diese Einträge gehören jetzt zusammen.")


@require_POST
def part(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The entries of this line mean different resources after all."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    disclose(request, kind="resources.compare", dossiers=[file.pk])
    for group in ids_in([request.POST.get("trennen", "")]):
        services.part(dossier_id=file.pk, person_id=person_id, group=group)
    return back(request, address("compare", file), "Die Einträge stehen wieder einzeln.")
