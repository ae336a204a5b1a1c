"""The protected area. GET shows only its door; what stands behind it is the answer of a POST and is logged each time.

When the door closes while somebody writes, nothing is stored, the form closes with a sentence, and what was typed
stays for seven days as a draft of its author alone.
"""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.tools import file_of_member
from rundblick.situation import protected, queries, shown
from rundblick.situation.access import ProtectedDoor, protected_door, protected_or_none
from rundblick.situation.forms import KeepForm, ProtectedForm, ProtectedRestateForm
from rundblick.situation.models import ProtectedEntry
from rundblick.situation.rules import is_child
from rundblick.situation.views.common import area_url, shell
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of

CLOSED = "Die Einwilligung ist beendet, der Bereich ist geschlossen. Nichts wurde gespeichert."
_OURS = frozenset({"csrfmiddlewaretoken"})


@require_GET
def door(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What the area is, whether it is open to the reader, and what waits for a decision; no word of its content."""
    file, found = _file(request, case_id, person_id)
    return _door_page(request, file, found)


@require_POST
def show(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Open the area on purpose."""
    file, found = _file(request, case_id, person_id)
    if found is None:
        return _door_page(request, file, None)
    return _opened(request, file, found, kind="situation.protected.open")


@require_POST
def add(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write down one thing; the answer is the open area with it."""
    file, found = _file(request, case_id, person_id)
    key = protected.DRAFT.format(person_id, file.pk)
    if found is None or not found.writes:
        return _closed(request, file, found, key)
    child = _child(file)
    form = ProtectedForm(request.POST, child=child)
    if form.is_valid():
        try:
            protected.add(
                dossier_id=file.pk,
                person_id=person_id,
                author=request.user,
                child=child,
                since=form.cleaned_data["since"],
                token=form.cleaned_data["token"],
                **form.content(),
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            drafts.discard(user_id=request.user.pk, form_key=key)
            messages.success(request, "Im geschützten Bereich festgehalten.")
            return _opened(request, file, found, kind="situation.protected.add", fresh=True)
    return _opened(request, file, found, kind="situation.protected.add", form=form)


@require_POST
def restate(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """Say anew what holds: without `version` the form of the entry, with it the open area after saving."""
    file, found = _file(request, case_id, person_id)
    key = protected.DRAFT.format(person_id, entry_id)
    if found is None or not found.writes:
        return _closed(request, file, found, key)
    entry = _entry(request, file, entry_id)
    child = _child(file)
    saved_at, clash = None, None
    if "version" in request.POST:
        form = ProtectedRestateForm(request.POST, child=child)
        if form.is_valid():
            try:
                protected.restate(
                    entry=entry,
                    author=request.user,
                    version=form.cleaned_data["version"],
                    child=child,
                    **form.content(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der neue Stand gilt ab heute.")
                return _opened(request, file, found, kind="situation.protected.restate", fresh=True)
    else:
        form = ProtectedRestateForm(initial=_stored(entry) | {"version": entry.version}, child=child)
        saved_at = restore(request, key, form)
    disclose(request, kind="situation.protected.restate", dossiers=[file.pk], basis=found.basis)
    return _private(
        render(
            request,
            "situation/protected_form.html",
            _frame(request, file)
            | {
                "form": form,
                "entry": entry,
                "conflict": clash,
                "draft_key": key,
                "draft_dossier": file.pk,
                "saved_at": saved_at,
            },
            status=409 if clash else 422 if form.errors else 200,
        )
    )


@require_POST
def end(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, entry_id: uuid.UUID) -> HttpResponse:
    """It no longer holds; the answer is the open area."""
    file, found = _file(request, case_id, person_id)
    if found is None or not found.writes:
        return _closed(request, file, found, protected.DRAFT.format(person_id, entry_id))
    entry = _entry(request, file, entry_id)
    try:
        protected.end(entry=entry, version=version_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale:
        messages.error(request, "Jemand hat diesen Eintrag inzwischen geändert. Sie sehen jetzt den neuen Stand.")
    else:
        messages.success(request, "Der Eintrag gilt nicht mehr.")
    return _opened(request, file, found, kind="situation.protected.end", fresh=True)


@require_POST
def draft(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What the reader had typed before the door closed, for them alone, to copy what belongs elsewhere."""
    file, found = _file(request, case_id, person_id)
    kept = []
    for key in protected.own_drafts(request.user, person_id):
        loaded = drafts.load(user_id=request.user.pk, form_key=key)
        if loaded is not None:
            typed, saved_at = loaded
            kept.append((key, saved_at, [text for name in _WORDS for text in typed.get(name, []) if text.strip()]))
    if not kept:
        messages.info(request, "Es gibt keinen Entwurf mehr.")
        return _door_page(request, file, found)
    disclose(request, kind="situation.protected.draft", dossiers=[file.pk])
    return _private(render(request, "situation/protected_draft.html", _frame(request, file) | {"drafts": kept}))


@require_POST
def erase(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """After the consent has ended: erase for good."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    try:
        protected.erase(dossier_id=file.pk, person_id=person_id, author=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Die geschützten Einträge sind gelöscht, mit ihrer Geschichte und allen Entwürfen.")
    disclose(request, kind="situation.protected.erase", dossiers=[file.pk])
    return redirect(area_url("protected", file.pk, person_id))


@require_POST
def keep(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """After the consent has ended: keep out of reach, with a legal reason."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    form = KeepForm(request.POST)
    if form.is_valid():
        try:
            protected.keep(
                dossier_id=file.pk,
                person_id=person_id,
                author=request.user,
                legal_reason=form.cleaned_data["legal_reason"],
            )
        except Refused as refusal:
            form.add_error("legal_reason", str(refusal))
        else:
            disclose(request, kind="situation.protected.keep", dossiers=[file.pk])
            messages.success(request, "Die Einträge bleiben gesperrt. Die Begründung ist festgehalten.")
            return redirect(area_url("protected", file.pk, person_id))
    disclose(request, kind="situation.protected.keep", dossiers=[file.pk])
    return _door_page(request, file, protected_door(request.access, file.pk, person_id), keep_form=form)


_WORDS = ("text", "necessity", "source", "indispensable_because")


def _file(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> tuple[File, ProtectedDoor | None]:
    """The file and the reader's door; 404 for those who know nothing of the situation and hold no door either."""
    file = file_of_member(request, case_id, person_id, reading="")
    found = protected_door(request.access, file.pk, person_id)
    if found is None and "situation" not in file.reads:
        raise Http404
    return file, found


def _entry(request: Request, file: File, entry_id: uuid.UUID) -> ProtectedEntry:
    """The entry, which must be about the member looked at."""
    entry = protected_or_none(request.access, entry_id)
    if entry is None or entry.person_id != file.member or entry.dossier_id != file.pk:
        raise Http404
    return entry


def _child(file: File) -> bool:
    """Whether the member looked at is a child today."""
    return any(
        is_child(role=member.role, age=member.age(today()))
        for member in file.members
        if member.person.pk == file.member
    )


def _frame(request: Request, file: File) -> dict[str, Any]:
    url = area_url("protected", file.pk, file.member)
    return shell(request, file, here=url) | {"door_url": url}


def _stored(entry: ProtectedEntry) -> dict[str, Any]:
    names = ("kind", "topic", "text", "necessity", "source", "indispensable_because")
    return {name: getattr(entry, name) or "" for name in names}


def _private(answer: HttpResponse) -> HttpResponse:
    """No browser keeps the page."""
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _opened(
    request: Request,
    file: File,
    found: ProtectedDoor,
    *,
    kind: str,
    form: ProtectedForm | None = None,
    fresh: bool = False,
) -> HttpResponse:
    """The open area. `fresh`: something was just saved, so no draft is put back."""
    assert file.member is not None
    key = protected.DRAFT.format(file.member, file.pk)
    saved_at = None
    if form is None:
        form = ProtectedForm(initial={"since": today(), "token": uuid.uuid4()}, child=_child(file))
        saved_at = None if fresh else restore(request, key, form)
    rows = queries.protected(request.access, file.pk, file.member)
    disclose(request, kind=kind, dossiers=[file.pk], basis=found.basis)
    return _private(
        render(
            request,
            "situation/protected_open.html",
            _frame(request, file)
            | {
                "door": found,
                "form": form if found.writes else None,
                "standing": [shown.protected_entry(row) for row in rows if row.valid_until is None],
                "former": [shown.protected_entry(row) for row in rows if row.valid_until is not None],
                "draft_key": key,
                "draft_dossier": file.pk,
                "saved_at": saved_at,
                "typing": bool(saved_at or form.errors),
            },
            status=422 if form.errors else 200,
        )
    )


def _closed(request: Request, file: File, found: ProtectedDoor | None, key: str) -> HttpResponse:
    """The door closed while somebody wrote: keep the words as a draft of their author, and say so."""
    fields = {name: [str(one) for one in values] for name, values in request.POST.lists() if name not in _OURS}
    if any(value.strip() for name in _WORDS for value in fields.get(name, [])):
        drafts.save(user_id=request.user.pk, form_key=key, fields=fields, dossier_id=file.pk)
    return _door_page(request, file, found, closed=True)


def _door_page(
    request: Request,
    file: File,
    found: ProtectedDoor | None,
    *,
    closed: bool = False,
    keep_form: KeepForm | None = None,
) -> HttpResponse:
    assert file.member is not None
    leads = "situation" in file.writes
    disclose(request, kind="situation.protected.door", dossiers=[file.pk])
    return render(
        request,
        "situation/protected_door.html",
        _frame(request, file)
        | {
            "door": found,
            "closed": CLOSED if closed else "",
            "has_draft": bool(protected.own_drafts(request.user, file.member)),
            "review": queries.open_review(file.pk, file.member) if leads else None,
            "keep_form": keep_form or KeepForm(),
            "leads": leads,
        },
        status=409 if closed else 422 if keep_form is not None and keep_form.errors else 200,
    )
