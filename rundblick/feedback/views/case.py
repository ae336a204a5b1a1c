"""What a person said to the coach about their talks, asking for it, and entering it from paper."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.access.throttle import throttled
from rundblick.access.tokens import outside
from rundblick.calendar.errors import Refused
from rundblick.cases.file import File
from rundblick.cases.frame import head
from rundblick.feedback import catalogue, picture, queries, scan, services, telling
from rundblick.feedback.access import ask_or_404, own_file_or_404, said_or_404
from rundblick.feedback.codes import Way
from rundblick.feedback.forms import AskForm, PaperForm
from rundblick.web.clock import today
from rundblick.web.parts import Tab


@require_GET
def page(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """All that this person said to the reader, its course, and what is still open."""
    return _page(request, own_file_or_404(request, case_id, person_id), _ask_form())


@never_cache
@require_POST
@throttled(times=60, seconds=3600)
def ask(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Ask about one talk; link, picture and code are shown this once."""
    file = own_file_or_404(request, case_id, person_id, writing=True)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, file, form)
    said = form.cleaned_data
    try:
        made = services.ask(
            dossier_id=file.pk, person_id=person_id, coach=request.user, on=said["on"], token=said["token"]
        )
    except Refused as refusal:
        form.add_error("on", str(refusal))
        return _page(request, file, form)
    if not made.secret:
        messages.info(request, "Dieser Link wurde schon einmal gezeigt. Fragen Sie noch einmal für einen neuen.")
        return redirect(_url(file))
    disclose(request, kind="feedback.ask", dossiers=[file.dossier_id])
    url = outside("feedback:link", made.secret)
    shown = {
        "ask": made.ask,
        "code": f"{made.code[:3]} {made.code[3:]}",
        "url": url,
        "qr": scan.picture(url),
        "minutes": int(services.CODE_FOR.total_seconds() // 60),
        "back_url": _url(file),
    }
    return render(request, "feedback/asked.html", _head(file) | shown)


@require_POST
def revoke(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, ask_id: uuid.UUID) -> HttpResponse:
    """Link and code are worthless from now on."""
    file = own_file_or_404(request, case_id, person_id, writing=True)
    services.revoke(ask=ask_or_404(request, file, ask_id))
    messages.success(request, "Der Link gilt nicht mehr.")
    return redirect(_url(file))


@require_http_methods(["GET", "POST"])
def enter(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Enter a sheet that somebody handed over with their name on it."""
    file = own_file_or_404(request, case_id, person_id, writing=True)
    initial = {"token": uuid.uuid4(), "on": today()}
    form = PaperForm(request.POST or None, sheet=catalogue.talk(), day=True, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        try:
            services.enter(
                dossier_id=file.pk,
                person_id=person_id,
                coach=request.user,
                on=said["on"],
                content=form.content,
                token=said["token"],
            )
        except Refused as refusal:
            form.add_error("on", str(refusal))
        else:
            disclose(request, kind="feedback.enter", dossiers=[file.dossier_id])
            messages.success(request, "Der Bogen ist eingetragen.")
            return redirect(_url(file))
    disclose(request, kind="feedback.enter", dossiers=[file.dossier_id])
    shown = {"form": form, "back_url": _url(file)}
    return render(request, "feedback/enter.html", _head(file) | shown, status=422 if form.errors else 200)


@require_POST
def remove(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, row_id: uuid.UUID) -> HttpResponse:
    """Remove what the reader entered from paper."""
    file = own_file_or_404(request, case_id, person_id, writing=True)
    try:
        services.remove_entry(row=said_or_404(request, file, row_id))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Der Eintrag ist entfernt.")
    return redirect(_url(file))


def _page(request: Request, file: File, form: AskForm) -> HttpResponse:
    assert file.member
    rows = queries.said_to(request.access, file.pk, file.member)
    disclose(request, kind="feedback.page", dossiers=[file.dossier_id])
    shown = {
        "answers": telling.answers(rows),
        "picture": picture.course(telling.same_form(rows), telling.labels_of(rows)),
        "asks": queries.open_asks(request.access, file.pk, file.member),
        "form": form,
        "can_write": "notes" in file.writes and file.member in file.member_ids,
        "paper": Way.PAPER,
        "only_you": telling.ONLY_YOU,
        "hint": telling.HINT,
        "licence": catalogue.talk().licence,
    }
    values = _head(file) | shown | telling.values(rows)
    return render(request, "feedback/page.html", values, status=422 if form.errors else 200)


def _ask_form() -> AskForm:
    return AskForm(initial={"on": today(), "token": uuid.uuid4()})


def _url(file: File) -> str:
    return reverse("feedback:page", args=[file.pk, file.member])


def _head(file: File) -> dict[str, Any]:
    views = [
        Tab(
            label=member.name,
            url=reverse("feedback:page", args=[file.pk, member.person.pk]),
            current=member.person.pk == file.member,
        )
        for member in file.members
    ]
    # `me` would say that the person may read along, which is not so here.
    return head(file, "") | {"views": views, "me": "", "name": file.name(file.member)}
