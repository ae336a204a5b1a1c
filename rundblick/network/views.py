"""Pages of the Netzwerkkarte: the map, somebody on it, and moving."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.standing import seen, version_seen
from rundblick.cases.tools import file_of_member, frame, mode
from rundblick.network import queries, rules, services, shown
from rundblick.network.access import tie_or_404
from rundblick.network.forms import PERSON, AddForm, ChangeForm, MoveForm, initial_of
from rundblick.network.models import Tie
from rundblick.network.prompts import PROMPTS, prompt
from rundblick.web.clock import today
from rundblick.web.german import german_date

ADD_KEY = "network.tie:{}:{}"
CHANGE_KEY = "network.tie.change:{}"
CLASH = (
    "Diesen Eintrag hat gerade jemand anderes verändert. Sie sehen jetzt den neuen Stand; "
    "bitte versuchen Sie es noch einmal."
)
LEFT = "Nicht mehr auf der Karte. Unter „Früher dabei“ können Sie das ändern."


@require_GET
def show(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The map of one member; `?stand=` shows a former day beside today."""
    file = file_of_member(request, case_id, person_id)
    disclose(request, kind="network.map", dossiers=[file.dossier_id])
    return render(request, "network/map.html", _page(request, file))


def _page(request: Request, file: File) -> dict[str, Any]:
    """Everything on the page of the map."""
    assert file.member is not None
    page = frame(request, file, "network")
    day = page["day"]
    days = {day, today()}
    rows = queries.held(request.access, file.dossier_id, member=file.member, protected=file.protected, days=days)
    own = [tie for tie in rows if tie.person_id in (file.member, None)]
    then = [tie for tie in own if _holds(tie, day)]
    others = [tie for tie in rows if tie not in own and tie.is_formal and _holds(tie, day)]
    former = [] if page["past"] else queries.former(request.access, file.pk, member=file.member, today=then)
    page |= {
        "picture": shown.drawn(then, centre=page["person"], title=_title(page)),
        "groups": shown.groups(then),
        "number": len(then),
        "mix": shown.mix(then),
        "others": shown.helping(others, file),
        "former": former,
        "prompts": PROMPTS,
        "alone": file.member in file.protected,
        "add_url": reverse("network:add", args=[file.pk, file.member]) + page["mode"],
        "fridge_url": reverse("network:fridge", args=[file.pk, file.member]) + page["mode"],
    }
    if page["past"]:
        now = [tie for tie in own if _holds(tie, today())]
        page["today_picture"] = shown.drawn(now, centre=page["person"], title="Heute", key="heute")
        page["changes"] = shown.changed(then, now, then_on=day)
    return page


def _title(page: dict[str, Any]) -> str:
    return f"Am {german_date(page['day'])}" if page["past"] else "Netzwerkkarte"


def _holds(tie: Tie, day: Any) -> bool:
    return tie.valid_from <= day and (tie.valid_until is None or tie.valid_until > day)


def _board(request: Request, file: File) -> dict[str, Any]:
    """Only what a script puts in place of the map and its list."""
    assert file.member is not None
    rows = queries.today_on_map(request.access, file.dossier_id, member=file.member)
    return {
        "file": file,
        "mode": mode(request),
        "can_write": True,
        "picture": shown.drawn(rows, centre=file.name(file.member), title="Netzwerkkarte"),
        "groups": shown.groups(rows),
        "number": len(rows),
    }


@require_http_methods(["GET", "POST"])
def add(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Put somebody on the map; `?frage=` comes from one of the six impulses."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    assert file.member is not None
    person = file.name(file.member)
    key = ADD_KEY.format(file.pk, file.member)
    alone = file.member in file.protected
    asked = prompt(request.GET.get("frage", ""))
    saved_at = None
    if request.method == "POST":
        form = AddForm(request.POST, person=person, alone=alone)
        if form.is_valid():
            whose = file.member if form.cleaned_data["whose"] == PERSON else None
            try:
                services.add(
                    case=file.case,
                    person_id=whose,
                    author=request.user,
                    content=form.content(),
                    since=form.cleaned_data["since"],
                    token=form.cleaned_data["token"],
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                return _saved(request, file, form, "Auf der Karte eingetragen.")
    else:
        given = {"kind": asked.kind, "quality": asked.quality} if asked else {}
        form = AddForm(
            initial={"since": today(), "token": uuid.uuid4(), "whose": PERSON} | given,
            person=person,
            alone=alone,
        )
        saved_at = restore(request, key, form)
    disclose(request, kind="network.add", dossiers=[file.dossier_id])
    more = {"form": form, "asked": asked, "draft_key": key, "saved_at": saved_at, "tie": None, "alone": alone}
    page = frame(request, file, "network") | more
    return render(request, "network/tie.html", page, status=422 if form.errors else 200)


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, thread: uuid.UUID) -> HttpResponse:
    """Change what is said about somebody on the map."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    tie = tie_or_404(request, file, thread)
    if tie.valid_until is not None:
        messages.info(request, "Dieser Eintrag steht nicht mehr auf der Karte.")
        return _back(request, file)
    key = CHANGE_KEY.format(tie.thread)
    alone, of_all = file.member in file.protected, tie.person_id is None
    saved_at, clash = None, None
    if request.method == "POST":
        form = ChangeForm(request.POST, of_all=of_all, alone=alone)
        if form.is_valid():
            try:
                services.change(
                    tie=tie,
                    author=request.user,
                    version=version_seen(tie, form.cleaned_data["seen"]),
                    content=form.content(),
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=initial_of(stale.stored))
                form.data["seen"] = seen(stale.stored)  # type: ignore[index]
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                return _saved(request, file, form, "Gespeichert.")
    else:
        form = ChangeForm(initial=initial_of(tie) | {"seen": seen(tie)}, of_all=of_all, alone=alone)
        saved_at = restore(request, key, form)
    disclose(request, kind="network.tie", dossiers=[file.dossier_id])
    more = {"form": form, "tie": tie, "conflict": clash, "draft_key": key, "saved_at": saved_at, "alone": alone}
    status = 409 if clash else 422 if form.errors else 200
    page = frame(request, file, "network") | {"asked": None} | more
    return render(request, "network/tie.html", page, status=status)


@require_POST
def move(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, thread: uuid.UUID) -> HttpResponse:
    """Put somebody elsewhere: dragged, by arrow keys, or a ring nearer or farther. A script gets the new map only."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    tie = tie_or_404(request, file, thread)
    form = MoveForm(request.POST)
    told, status = "", 200
    if form.is_valid():
        told, status = _moved(request, tie, form.cleaned_data)
    else:
        told, status = "Das hat nicht geklappt. Der Eintrag steht, wo er war.", 422
    disclose(request, kind="network.move", dossiers=[file.dossier_id])
    if request.headers.get("HX-Request"):
        return render(request, "network/parts/board.html", _board(request, file) | {"told": told}, status=status)
    (messages.success if status == 200 else messages.warning)(request, told)
    return _back(request, file)


def _moved(request: Request, tie: Tie, asked: dict[str, Any]) -> tuple[str, int]:
    version = version_seen(tie, asked["seen"])
    try:
        if asked["rings"] is not None:
            row = services.step(tie=tie, author=request.user, version=version, rings=asked["rings"])
        else:
            row = services.move(
                tie=tie, author=request.user, version=version, x=asked["x"], y=asked["y"], snap=asked["snap"]
            )
    except Stale:
        return CLASH, 409
    except Refused as refusal:
        return str(refusal), 409
    return f"{row.label}: {row.get_closeness_display()}.", 200


@require_POST
def leave(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, thread: uuid.UUID) -> HttpResponse:
    """Somebody no longer belongs to the network."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    tie = tie_or_404(request, file, thread)
    try:
        gone = services.leave(tie=tie, version=version_seen(tie, request.POST.get("seen", "")))
    except Stale:
        messages.warning(request, CLASH)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(
            request,
            "Nicht mehr auf der Karte. Unter „Früher dabei“ können Sie das ändern." if gone else "Zurückgenommen.",
        )
    disclose(request, kind="network.leave", dossiers=[file.dossier_id])
    return _back(request, file)


@require_POST
def resume(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, thread: uuid.UUID) -> HttpResponse:
    """Somebody who had left belongs to the network again."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    tie = tie_or_404(request, file, thread)
    try:
        services.resume(tie=tie, author=request.user)
        messages.success(request, "Wieder auf der Karte.")
    except Refused as refusal:
        messages.warning(request, str(refusal))
    disclose(request, kind="network.resume", dossiers=[file.dossier_id])
    return _back(request, file)


@require_GET
def fridge(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The list for the fridge, and who stands on it."""
    file = file_of_member(request, case_id, person_id)
    assert file.member is not None
    page = frame(request, file, "network")
    rows = queries.today_on_map(request.access, file.dossier_id, member=file.member)
    disclose(request, kind="network.fridge", dossiers=[file.dossier_id])
    more = {
        "chosen": [tie for tie in rows if tie.on_fridge],
        "others": [tie for tie in rows if not tie.on_fridge],
        "alone": file.member in file.protected,
        "print_day": today(),
    }
    return render(request, "network/fridge.html", page | more)


@require_POST
def choose(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, thread: uuid.UUID) -> HttpResponse:
    """Put somebody on the list for the fridge, or take them off."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    tie = tie_or_404(request, file, thread)
    wanted = request.POST.get("wanted") == "1"
    try:
        services.choose(
            tie=tie, author=request.user, version=version_seen(tie, request.POST.get("seen", "")), wanted=wanted
        )
    except Stale:
        messages.warning(request, CLASH)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    disclose(request, kind="network.choose", dossiers=[file.dossier_id])
    return _back(request, file, "fridge")


def _saved(request: Request, file: File, form: Any, words: str) -> HttpResponse:
    """Back to the map; a doubt about the label is said once and holds nothing up."""
    doubt = rules.hint(form.cleaned_data["label"])
    if doubt:
        messages.warning(request, f"{words} {doubt}")
    else:
        messages.success(request, words)
    return _back(request, file)


def _back(request: Request, file: File, name: str = "map") -> HttpResponse:
    """To the map, or another page of the room; the screen for two stays one."""
    where = reverse(f"network:{name}", args=[file.pk, file.member])
    return HttpResponseRedirect(where + mode(request))
