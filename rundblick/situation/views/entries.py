"""The overview and its entries: reading, adding, restating, ending, taking up again, former versions."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.tools import file_of_member, frame
from rundblick.situation import picture, queries, rules, services, shown
from rundblick.situation.access import entry_or_404
from rundblick.situation.catalogue import Topic, area_of, topic_of
from rundblick.situation.codes import Kind
from rundblick.situation.forms import EntryForm, RestateForm
from rundblick.situation.models import Entry
from rundblick.situation.views.common import TOOL, page_url, shell
from rundblick.web.clock import today
from rundblick.web.conflicts import version_of

ADD_KEY = "situation.add:{}:{}"
RESTATE_KEY = "situation.restate:{}"
CHANGED = "Jemand hat diesen Eintrag inzwischen geändert. Sie sehen jetzt den neuen Stand."


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The five fields as they stood on the day asked for, own words first, and the picture over time."""
    file = file_of_member(request, case_id, person_id)
    framed = frame(request, file, TOOL)
    day = framed["day"]
    rows = queries.standing(request.access, file.pk, person_id, day=day)
    said = queries.said_over_time(request.access, file.pk, person_id, since=day - picture.LONGEST, until=day)
    leads = framed["can_write"] and not framed["together"]
    disclose(request, kind="situation.page", dossiers=[file.pk])
    return render(
        request,
        "situation/page.html",
        framed
        | {
            "member_id": person_id,
            "sections": shown.sections(rows, member=person_id, names=file.names, courses=rules.courses(said, day=day)),
            "picture": picture.fields_over_time(said, day=day) if said else None,
            "review": queries.open_review(file.pk, person_id) if leads else None,
            "needs": any(row.kind == Kind.NEED and row.person_id == person_id for row in rows),
        },
    )


@require_http_methods(["GET", "POST"])
def add(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, topic: str) -> HttpResponse:
    """Write down what holds about a topic."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    subject = _open_topic(topic)
    key = ADD_KEY.format(person_id, topic)
    saved_at = None
    if request.method == "POST":
        form = EntryForm(request.POST, topic=subject)
        if form.is_valid():
            try:
                services.add(
                    dossier_id=file.pk,
                    person_id=person_id,
                    author=request.user,
                    topic=topic,
                    since=form.cleaned_data["since"],
                    token=form.cleaned_data["token"],
                    **form.content(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                return _saved(request, file, key, "Das ist festgehalten.")
    else:
        form = EntryForm(initial={"since": today(), "token": uuid.uuid4()}, topic=subject)
        saved_at = restore(request, key, form)
    disclose(request, kind="situation.add", dossiers=[file.pk])
    return _form(request, file, subject, form, key=key, saved_at=saved_at)


@require_http_methods(["GET", "POST"])
def restate(request: Request, entry_id: uuid.UUID) -> HttpResponse:
    """Say anew what holds from today."""
    entry = entry_or_404(request.access, entry_id, writing=True)
    file = _file(request, entry)
    topic = topic_of(entry.topic)
    if topic is None:
        raise Http404
    key = RESTATE_KEY.format(entry.pk)
    saved_at, clash = None, None
    if request.method == "POST":
        form = RestateForm(request.POST, topic=topic, kept=tuple(entry.indicators))
        if form.is_valid():
            try:
                services.restate(
                    entry=entry, author=request.user, version=form.cleaned_data["version"], **form.content()
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                return _saved(request, file, key, "Der neue Stand gilt ab heute. Der frühere bleibt im Verlauf.")
    elif entry.valid_until is not None:
        return redirect("situation:history", entry.pk)
    else:
        initial = _stored(entry) | {"version": entry.version}
        form = RestateForm(initial=initial, topic=topic, kept=tuple(entry.indicators))
        saved_at = restore(request, key, form)
    disclose(request, kind="situation.restate", dossiers=[file.pk])
    return _form(request, file, topic, form, key=key, saved_at=saved_at, entry=entry, clash=clash)


@require_POST
def end(request: Request, entry_id: uuid.UUID) -> HttpResponse:
    """It no longer holds from today; one made today is taken back."""
    entry = entry_or_404(request.access, entry_id, writing=True)
    file = _file(request, entry)
    try:
        ended = services.end(entry=entry, version=version_of(request))
    except Refused as refusal:
        messages.error(request, str(refusal))
    except Stale:
        messages.error(request, CHANGED)
    else:
        drafts.discard(user_id=request.user.pk, form_key=RESTATE_KEY.format(entry.pk))
        disclose(request, kind="situation.end", dossiers=[file.pk])
        if ended is not None:
            messages.success(request, "Der Eintrag gilt nicht mehr. Hier können Sie ihn wieder aufnehmen.")
            return redirect("situation:history", ended.pk)
        messages.success(request, "Der Eintrag von heute ist zurückgenommen.")
    return redirect(_back(request, file))


@require_POST
def resume(request: Request, entry_id: uuid.UUID) -> HttpResponse:
    """It holds after all."""
    entry = entry_or_404(request.access, entry_id, writing=True)
    file = _file(request, entry)
    try:
        services.resume(entry=entry, author=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Eintrag gilt wieder.")
    disclose(request, kind="situation.resume", dossiers=[file.pk])
    return redirect(_back(request, file))


@require_GET
def history(request: Request, entry_id: uuid.UUID) -> HttpResponse:
    """What an entry said before, the newest first."""
    entry = entry_or_404(request.access, entry_id)
    file = _file(request, entry, writing=False)
    rows = queries.thread(request.access, entry)
    newest = rows[0]
    disclose(request, kind="situation.history", dossiers=[file.pk])
    return render(
        request,
        "situation/history.html",
        shell(request, file)
        | {
            "versions": [shown.entry(row) for row in rows],
            "newest": newest,
            "can_resume": newest.valid_until is not None and "situation" in file.writes,
        },
    )


def _file(request: Request, entry: Entry, *, writing: bool = True) -> File:
    """The file with the member the entry is about."""
    if entry.person_id is None:
        raise Http404
    return file_of_member(request, entry.dossier_id, entry.person_id, writing="situation" if writing else "")


def _open_topic(code: str) -> Topic:
    topic = topic_of(code)
    if topic is None or topic.protected:
        raise Http404
    return topic


def _back(request: Request, file: File) -> str:
    mode: str = frame(request, file, TOOL)["mode"]
    return page_url(file) + mode


def _saved(request: Request, file: File, key: str, words: str) -> HttpResponse:
    drafts.discard(user_id=request.user.pk, form_key=key)
    messages.success(request, words)
    return redirect(_back(request, file))


def _stored(entry: Entry) -> dict[str, Any]:
    """The entry as its form shows it."""
    names = ("view", "kind", "indicators", "scale", "occasion", "shared")
    return {name: getattr(entry, name) for name in names} | {"text": entry.text or ""}


def _form(
    request: Request,
    file: File,
    topic: Topic,
    form: EntryForm | RestateForm,
    *,
    key: str,
    saved_at: Any,
    entry: Entry | None = None,
    clash: Any = None,
) -> HttpResponse:
    return render(
        request,
        "situation/form.html",
        shell(request, file)
        | {
            "topic": topic,
            "area": area_of(topic.code),
            "form": form,
            "entry": entry,
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": file.pk,
            "saved_at": saved_at,
        },
        status=409 if clash else 422 if form.errors else 200,
    )
