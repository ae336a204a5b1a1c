"""Writing down, changing, ending and copying statements; and the family's word that a child needs somebody."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.standing import seen, version_seen
from rundblick.people.rules import Role
from rundblick.web.clock import today
from rundblick.week import queries, services
from rundblick.week.access import row_or_404, week_or_404
from rundblick.week.codes import Kind, Span
from rundblick.week.forms import CopyForm, EntryForm, NeedForm
from rundblick.week.models import Block, CareSpan
from rundblick.week.sorts import BLOCK, LEAVE, Sort
from rundblick.week.views.common import back, frame, mode

ADD_KEY = "week.{}:{}:{}"
CHANGE_KEY = "week.{}.change:{}"
CLASH = "Diesen Eintrag hat gerade jemand anderes verändert. Bitte versuchen Sie es noch einmal."


@require_http_methods(["GET", "POST"])
def add(request: Request, case_id: uuid.UUID, sort: Sort) -> HttpResponse:
    """Write something new down; `?fuer=` says for whom, `?art=` which kind of block."""
    file = week_or_404(request, case_id, writing=True)
    goals = queries.goals(request.access, file) if sort.goals else []
    key = ADD_KEY.format(sort.code, file.pk, mode(request, file))  # no draft of one member on a screen for all
    saved_at = None
    if request.method == "POST":
        form = sort.form(request.POST, file=file, goals=goals)
        if form.is_valid():
            row = sort.model(dossier_id=file.pk, person_id=form.person, **form.values())
            try:
                row = services.add(row, author=request.user, token=form.cleaned_data["token"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return _saved(request, file, sort, row, key)
    else:
        form = sort.form(initial=_given(request, file), file=file, goals=goals)
        saved_at = restore(request, key, form)
    more = {"draft_key": key, "saved_at": saved_at, "heading": sort.new}
    return _form(request, file, sort, form, more)


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, thread: uuid.UUID, sort: Sort) -> HttpResponse:
    """Change a statement; two versions are shown when somebody else was quicker."""
    file = week_or_404(request, case_id, writing=True)
    row = _row(request, file, sort, thread)
    goals = queries.goals(request.access, file) if sort.goals else []
    key = CHANGE_KEY.format(sort.code, row.thread)
    saved_at, clash = None, None
    if request.method == "POST":
        form = sort.form(request.POST, file=file, row=row, goals=goals)
        if form.is_valid():
            version = version_seen(row, form.cleaned_data["version"])
            try:
                fresh = services.change(row, author=request.user, version=version, values=form.values())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=form.initial_of(stale.stored))
                form.data["version"] = seen(stale.stored)  # type: ignore[index]
            else:
                return _saved(request, file, sort, fresh, key)
    else:
        form = sort.form(initial=sort.form.initial_of(row), file=file, row=row, goals=goals)
        saved_at = restore(request, key, form)
    more = {"draft_key": key, "saved_at": saved_at, "heading": sort.old, "row": row, "conflict": clash}
    if sort is BLOCK and not clash:
        copies = CopyForm(initial={"token": uuid.uuid4()}, file=file, block=row)
        more["copies"] = copies if copies.fields["to"].choices else None  # type: ignore[attr-defined]
    return _form(request, file, sort, form, more)


@require_POST
def finish(request: Request, case_id: uuid.UUID, thread: uuid.UUID, sort: Sort) -> HttpResponse:
    """Something no longer holds."""
    file = week_or_404(request, case_id, writing=True)
    row = _row(request, file, sort, thread)
    try:
        services.finish(row, version=version_seen(row, request.POST.get("version", "")))
        messages.success(request, "Gilt ab heute nicht mehr. Frühere Tage bleiben, wie sie waren.")
    except Stale:
        messages.warning(request, CLASH)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    disclose(request, kind="week.end", dossiers=[file.dossier_id])
    return back(request, file, sort.back)


@require_POST
def copy(request: Request, case_id: uuid.UUID, thread: uuid.UUID) -> HttpResponse:
    """The same block for another member, such as a brother or sister in the same Kita."""
    file = week_or_404(request, case_id, writing=True)
    block = row_or_404(request, file, Block, thread)
    form = CopyForm(request.POST, file=file, block=block)
    disclose(request, kind="week.copy", dossiers=[file.dossier_id])
    if not form.is_valid():
        messages.warning(request, "Bitte wählen Sie, für wen die Zeit auch gelten soll.")
        return back(request, file)
    other = form.cleaned_data["to"]
    shared = block.shared and other not in queries.alone(file)
    block.shared = shared
    services.copy(block, person_id=other, author=request.user, token=form.cleaned_data["token"])
    messages.success(request, f"Gilt jetzt auch für {file.name(other)}.")
    return back(request, file, hidden=None if shared else other)


@require_http_methods(["GET", "POST"])
def need(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The family's word that a child needs somebody, and who looks after it at home."""
    file = week_or_404(request, case_id, writing=True)
    if not any(one.person.pk == person_id and one.role == Role.CHILD for one in file.members):
        raise Http404
    if request.method == "POST":
        form = NeedForm(request.POST, file=file, child=person_id)
        if form.is_valid():
            services.need(case=file.case, child=person_id, author=request.user, **form.cleaned_data)
            messages.success(request, "Gespeichert.")
            return back(request, file)
    else:
        held = queries.needs(request.access, file, today()).get(person_id)
        initial = {"wanted": held is not None, "carers": [str(one) for one in held.carers] if held else []}
        form = NeedForm(initial=initial, file=file, child=person_id)
    disclose(request, kind="week.need", dossiers=[file.dossier_id])
    page = frame(request, file) | {"form": form, "heading": f"Braucht {file.name(person_id)} jemanden?"}
    page["cancel_url"] = page["week_url"] + page["mode"]
    return render(request, "week/need.html", page, status=422 if form.errors else 200)


def _row(request: Request, file: File, sort: Sort, thread: uuid.UUID) -> Any:
    """The row, which is of this sort: leaves and places stand in one table."""
    row: Any = row_or_404(request, file, sort.model, thread)
    if isinstance(row, CareSpan) and (row.kind == Span.LEAVE) != (sort is LEAVE):
        raise Http404
    return row


def _given(request: Request, file: File) -> dict[str, Any]:
    """What is known before anything is typed. The care of a child is the family's, so sharing it is proposed."""
    whose = request.GET.get("fuer", "") or str(file.member or "")
    given: dict[str, Any] = {"token": uuid.uuid4(), "whose": whose}
    if request.GET.get("art") == Kind.CARE:
        protected = whose in {str(one) for one in queries.alone(file)}
        given |= {"kind": Kind.CARE, "shared": not protected}
    return given


def _form(request: Request, file: File, sort: Sort, form: EntryForm, more: dict[str, Any]) -> HttpResponse:
    disclose(request, kind=f"week.{sort.code}", dossiers=[file.dossier_id])
    page = frame(request, file) | {"form": form, "row": None, "conflict": None, "copies": None} | more
    page["cancel_url"] = reverse(sort.back, args=[file.pk]) + mode(request, file)
    if more.get("row") is not None:
        where = [file.pk, more["row"].thread]
        page["end_url"] = reverse(f"week:{sort.code}_end", args=where) + page["mode"]
        page["copy_url"] = reverse("week:copy", args=where) + page["mode"]
        page["ends"], page["seen"] = sort.ends, seen(more["row"])
    status = 409 if page["conflict"] else 422 if form.errors else 200
    return render(request, "week/form.html", page, status=status)


def _saved(request: Request, file: File, sort: Sort, row: Any, key: str) -> HttpResponse:
    """Back; what nobody shared is shown on that member's own view, and on no screen for all."""
    drafts.discard(user_id=request.user.pk, form_key=key)
    hidden = None if row.shared or row.person_id == file.member else row.person_id
    messages.success(request, "Gespeichert. Hier steht nur, was geteilt ist." if hidden else "Gespeichert.")
    return back(request, file, sort.back, hidden=hidden)
