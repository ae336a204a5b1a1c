"""Contacts of one case against the rhythm, and agreeing on another rhythm with one person."""

import datetime as dt
import uuid

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.frame import head, looking, query
from rundblick.cases.standing import seen
from rundblick.rhythm import queries, services
from rundblick.rhythm.access import file_to_agree_or_404, own_file_or_404
from rundblick.rhythm.forms import PaceForm, initial_of
from rundblick.rhythm.reading import read
from rundblick.rhythm.telling import told
from rundblick.web.clock import today
from rundblick.web.parts import Tab

KEY = "rhythm.agree:{}:{}"


@require_GET
def page(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Each member's talks of half a year against every rhythm that holds; `?mitglied=` shows one of them."""
    file = own_file_or_404(request, case_id, member=request.GET.get("mitglied", ""))
    day = today()
    shown = told(read(request.access, file, day), file, day=day)
    disclose(request, kind="rhythm.page", dossiers=[file.dossier_id])
    named = {one.person_id for one in shown}
    return render(
        request,
        "rhythm/page.html",
        _head(file)
        | {
            "told": shown,
            "without": [] if file.member else [one.name for one in file.members if one.person.pk not in named],
            "day": day,
            "can_write": "notes" in file.writes and file.case.closed_on is None,
            "current": file.member_ids,
        },
    )


@require_http_methods(["GET", "POST"])
def agree(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Say how often this person is to be spoken with, and why."""
    file = file_to_agree_or_404(request, case_id, person_id)
    pace = queries.standing(request.access, file.pk, person_id)
    key = KEY.format(file.pk, person_id)
    clash = None
    saved_at: dt.datetime | None = None
    if request.method == "POST":
        form = PaceForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            try:
                services.agree(
                    case=file.case,
                    members=file.member_ids,
                    person_id=person_id,
                    author=request.user,
                    content=form.content(),
                    standing=pace,
                    seen=given["seen"],
                    token=given["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=initial_of(stale.stored))
                form.data["seen"] = seen(stale.stored)  # type: ignore[index]
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der Rhythmus ist festgehalten.")
                return redirect(_page_url(file))
    else:
        form = PaceForm(initial=initial_of(pace) | {"token": uuid.uuid4(), "seen": seen(pace) if pace else ""})
        saved_at = restore(request, key, form)
    disclose(request, kind="rhythm.agree", dossiers=[file.dossier_id])
    return render(
        request,
        "rhythm/agree.html",
        _head(file)
        | {
            "form": form,
            "conflict": clash,
            "name": file.name(person_id),
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": _page_url(file),
        },
        status=409 if clash else 422 if form.errors else 200,
    )


@require_POST
def end(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """What was agreed no longer holds. Twice is harmless."""
    file = file_to_agree_or_404(request, case_id, person_id)
    pace = queries.standing(request.access, file.pk, person_id)
    if pace is not None and seen(pace) == request.POST.get("seen"):
        services.end(pace=pace, version=pace.version)
        messages.success(request, "Der eigene Rhythmus ist beendet. Was ein Programm vorsieht, gilt weiter.")
    elif pace is not None:
        messages.info(request, "Inzwischen gilt ein anderer Rhythmus. Er ist nicht beendet.")
    disclose(request, kind="rhythm.end", dossiers=[file.dossier_id])
    return redirect(_page_url(file))


def _page_url(file: File) -> str:
    return reverse("rhythm:page", args=[file.pk]) + query(looking(file))


def _head(file: File) -> dict[str, object]:
    here = reverse("rhythm:page", args=[file.pk])
    views = [
        Tab(
            label=member.name,
            url=here + query({"mitglied": str(member.person.pk)}),
            current=member.person.pk == file.member,
        )
        for member in file.members
    ]
    return head(file, "") | {"views": [Tab(label="Alle", url=here, current=file.member is None), *views]}
