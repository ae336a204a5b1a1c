"""The card: four levels at a glance, one entry mode for each perspective, the sheet, and single entries."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.tools import day_asked, file_of_member, is_together
from rundblick.resources import queries, services, shown
from rundblick.resources.access import resource_or_404
from rundblick.resources.codes import COLUMNS, PATHS, SHORT, Perspective
from rundblick.resources.forms import LinesForm, ResourceForm
from rundblick.resources.models import Resource
from rundblick.resources.views.common import MEANWHILE, address, back, mode, page_frame
from rundblick.web.conflicts import version_of

DAYS_SHOWN = 12
LINES_KEY = "resources.add:{}:{}"
CHANGE_KEY = "resources.change:{}"
CLOSED_TO_TWO = (Perspective.COACH, Perspective.GUESS)
"""Views that do not stand on a screen two people look at, unless they compare on purpose."""


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The card as four steps from near to far. Together: only what the person says."""
    file = file_of_member(request, case_id, person_id)
    day, together = day_asked(request), is_together(request)
    everything = queries.resources(request.access, file.pk, member=person_id, day=day)
    entries = [row for row in everything if row.person_id == person_id]
    helps = queries.standing_on(queries.helps(request.access, file.pk, member=person_id, since=day), day)
    looks = queries.looks(request.access, file.pk, member=person_id, day=day)
    trail = queries.trail(request.access, file.pk, member=person_id, together=together)
    counts = shown.counted(entries)
    return render(
        request,
        "resources/page.html",
        page_frame(request, file, "page", kind="resources.page")
        | {
            "steps": shown.steps(entries, helps, looks, together=together),
            "empty": not entries and not helps,
            "perspectives": _perspectives(request, file, counts),
            "of_others": [(file.name(row.person_id), row.text) for row in everything if row.person_id != person_id],
            "trail": trail,
            "days": trail.days[:DAYS_SHOWN],
            "look_url": address("look", file) + mode(request),
            "compare_url": address("compare", file) + mode(request),
            "helps_url": address("helps", file) + mode(request),
            "person_url": address("enter", file, "person") + mode(request),
        },
    )


def _perspectives(request: Request, file: File, counts: dict[str, int]) -> list[dict[str, Any]]:
    suffix = mode(request)
    return [
        {"label": title(view, file), "count": counts[view], "url": address("enter", file, word) + suffix}
        for word, view in PATHS.items()
    ]


def title(view: Perspective, file: File) -> str:
    """The question of a perspective with the person's name."""
    return view.label.replace("die Person", file.name(file.member))


@require_http_methods(["GET", "POST"])
def enter(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, view: str) -> HttpResponse:
    """One perspective alone: the others are hidden, so that nobody reads along what somebody else believes."""
    if view not in PATHS:
        raise Http404
    posting = "situation" if request.method == "POST" else ""
    file = file_of_member(request, case_id, person_id, writing=posting)
    perspective, here = PATHS[view], address("enter", file, view)
    if is_together(request) and perspective in CLOSED_TO_TWO:
        return back(request, address("page", file))
    key, saved_at = LINES_KEY.format(person_id, view), None
    if request.method == "POST":
        form = LinesForm(request.POST)
        if form.is_valid():
            answer = _add(request, file, form, perspective, here, key)
            if answer is not None:
                return answer
    else:
        form = LinesForm(initial={"token": uuid.uuid4()})
        saved_at = restore(request, key, form)
        _focus(form, request.GET.get("bereich", ""))
    rows = queries.resources(request.access, file.pk, member=person_id, day=day_asked(request))
    own = [row for row in rows if row.person_id == person_id]
    open_to_two = perspective == Perspective.PERSON
    context = page_frame(request, file, view, here=here if open_to_two else "", kind="resources.enter")
    context |= {
        "form": form,
        "blocks": [(block, form[block.section.value]) for block in shown.blocks(own, perspective)],
        "title": title(perspective, file),
        "hidden": [SHORT[other] for other in COLUMNS if other != perspective],
        "person_speaks": open_to_two,
        "draft_key": key,
        "saved_at": saved_at,
    }
    return render(request, "resources/enter.html", context, status=422 if form.errors else 200)


def _add(
    request: Request, file: File, form: LinesForm, perspective: Perspective, here: str, key: str
) -> HttpResponse | None:
    """Note the typed lines and come back to the field typed in last; None when the form has to be shown again."""
    texts = form.texts(form.cleaned_data)
    assert file.member is not None
    try:
        added = services.add(
            dossier_id=file.pk,
            person_id=file.member,
            author=request.user,
            perspective=perspective,
            texts=texts,
            token=form.cleaned_data["token"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    drafts.discard(user_id=request.user.pk, form_key=key)
    disclose(request, kind="resources.enter", dossiers=[file.pk])
    last = list(texts)[-1]
    if added.known:
        messages.info(request, f"Steht schon da: {', '.join(added.known)}.")
    return redirect(here + mode(request, bereich=last))


def _focus(form: LinesForm, section: str) -> None:
    if section in form.fields and section != "token":
        form.fields[section].widget.attrs["autofocus"] = True


@require_GET
def sheet(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The card on one A4 sheet with three columns; together, and on wish, with the person's column only."""
    file = file_of_member(request, case_id, person_id)
    together = is_together(request)
    alone = together or request.GET.get("spalten") == "person"
    columns = (Perspective.PERSON,) if alone else COLUMNS
    rows = queries.resources(request.access, file.pk, member=person_id, day=day_asked(request))
    fields, institution = shown.sheet([row for row in rows if row.person_id == person_id], columns=columns)
    here = address("sheet", file)
    return render(
        request,
        "resources/sheet.html",
        page_frame(request, file, "sheet", here=here, kind="resources.sheet")
        | {
            "fields": fields,
            "institution": institution,
            "columns": [title(view, file) for view in columns],
            "alone": alone,
            "trail": queries.trail(request.access, file.pk, member=person_id, together=together),
            "other_url": here if alone else f"{here}?{urlencode({'spalten': 'person'})}",
        },
    )


@require_http_methods(["GET", "POST"])
def resource(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, resource_id: uuid.UUID) -> HttpResponse:
    """The words of an entry, its field and its level."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    row = resource_or_404(request.access, file, resource_id)
    if is_together(request) and row.perspective in CLOSED_TO_TWO:
        return back(request, address("page", file))
    if row.valid_until is not None:
        return back(request, _mode_of(file, row), MEANWHILE, warning=True)
    key, back_url = CHANGE_KEY.format(row.pk), _mode_of(file, row)
    saved_at, clash = None, None
    if request.method == "POST":
        form = ResourceForm(request.POST)
        if form.is_valid():
            try:
                row = services.change(row=row, author=request.user, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                disclose(request, kind="resources.resource", dossiers=[file.pk])
                return back(request, back_url, "Der Eintrag ist gespeichert.")
    else:
        form = ResourceForm(initial=_stored(row) | {"version": row.version})
        saved_at = restore(request, key, form)
    open_to_two = row.perspective not in CLOSED_TO_TWO
    here = address("resource", file, row.pk) if open_to_two else ""
    context = page_frame(request, file, "", here=here, kind="resources.resource") | {
        "form": form,
        "conflict": clash,
        "row": row,
        "title": "Eintrag ändern",
        "draft_key": key,
        "saved_at": saved_at,
        "back_url": back_url + mode(request),
        "end_url": address("resource_end", file, row.pk) + mode(request),
    }
    return render(request, "resources/resource.html", context, status=409 if clash else 422 if form.errors else 200)


@require_POST
def resource_end(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, resource_id: uuid.UUID) -> HttpResponse:
    """Something is no longer there: from today it is off the card, former days keep it."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    row = resource_or_404(request.access, file, resource_id)
    disclose(request, kind="resources.resource", dossiers=[file.pk])
    try:
        services.end(row=row, version=version_of(request))
    except (Refused, Stale):
        return back(request, _mode_of(file, row), MEANWHILE, warning=True)
    return back(request, _mode_of(file, row), "Der Eintrag steht nicht mehr auf der Karte.")


def _stored(row: Resource) -> dict[str, Any]:
    """The entry as its form shows it."""
    return {name: getattr(row, name) for name in ("text", "section", "level", "perspective", "shared")}


def _mode_of(file: File, row: Resource) -> str:
    """The entry mode an entry came from."""
    word = next((word for word, view in PATHS.items() if view == row.perspective), "person")
    return address("enter", file, word)
