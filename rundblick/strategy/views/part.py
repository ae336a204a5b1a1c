"""One member's part of a talk, with its ways."""

import uuid

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.cases.file import File
from rundblick.cases.tools import is_together
from rundblick.strategy import services
from rundblick.strategy.access import file_to_write, part_or_404, way_or_404
from rundblick.strategy.catalogue import catalogue
from rundblick.strategy.forms import HandOnForm, PartForm, WayForm
from rundblick.strategy.models import Part, Way
from rundblick.strategy.services import Handed
from rundblick.strategy.views.shown import draw, keeping, kept, meeting_url
from rundblick.web.conflicts import Conflict

PART_KEY = "strategy.part:{}"
WAY_KEY = "strategy.way:{}"
HAND_ON_KEY = "strategy.hand_on:{}"


@require_http_methods(["GET", "POST"])
def write(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Write what the talk means for one member, alone or together with them."""
    file = file_to_write(request, case_id, member=str(person_id))
    part = part_or_404(request, file, meeting_id, person_id)
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    key, saved_at = PART_KEY.format(part.pk), None
    clash: Conflict | bool = False
    if request.method == "POST":
        form = PartForm(request.POST)

        def act() -> object:
            return services.write_part(
                part=part, version=form.cleaned_data["version"], author=request.user, **form.values()
            )

        clash = kept(form, act, stored=PartForm.stored)
        if clash is True:
            drafts.discard(user_id=request.user.pk, form_key=key)
            messages.success(request, "Gespeichert.")
            return redirect(_back(request, file, part))
    else:
        form = PartForm(initial=PartForm.stored(part) | {"version": part.version})
        saved_at = restore(request, key, form)
    return draw(
        request,
        file,
        heading=f"Was das Gespräch für {file.name(person_id)} heißt",
        form=form,
        key=key,
        saved_at=saved_at,
        back_url=_back(request, file, part),
        clash=clash,
        template="strategy/part_form.html",
        meeting=part.meeting,
    )


@require_http_methods(["GET", "POST"])
def add_way(request: Request, case_id: uuid.UUID, meeting_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Note a strategy of a member."""
    file = file_to_write(request, case_id, member=str(person_id))
    part = part_or_404(request, file, meeting_id, person_id)
    return _way(request, file, part, None)


@require_http_methods(["GET", "POST"])
def change_way(request: Request, case_id: uuid.UUID, way_id: uuid.UUID) -> HttpResponse:
    """Correct a strategy."""
    file = file_to_write(request, case_id)
    way = way_or_404(request, file, way_id)
    return _way(request, file.looking_at(way.person_id), way.part, way)


def _way(request: Request, file: File, part: Part, way: Way | None) -> HttpResponse:
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    key, saved_at = WAY_KEY.format(way.pk if way else part.pk), None
    clash: Conflict | bool = False
    if request.method == "POST":
        form = WayForm(request.POST)

        def act() -> object:
            if way is None:
                token = form.cleaned_data["token"]
                return services.add_way(part=part, author=request.user, token=token, **form.values())
            version = form.cleaned_data["version"] or 0
            return services.change_way(way=way, version=version, author=request.user, **form.values())

        clash = kept(form, act, stored=_stored)
        if clash is True:
            drafts.discard(user_id=request.user.pk, form_key=key)
            messages.success(request, "Der Weg ist notiert.")
            return redirect(_back(request, file, part))
    else:
        form = WayForm(initial=_stored(way) if way else {"token": uuid.uuid4()})
        saved_at = restore(request, key, form)
    return draw(
        request,
        file,
        heading=f"{'Weg ändern' if way else 'Ein Weg'}: {file.name(part.person_id)}",
        form=form,
        key=key,
        saved_at=saved_at,
        back_url=_back(request, file, part),
        clash=clash,
        meeting=part.meeting,
        submit="Weg speichern",
        way_remove_url=reverse("strategy:way_remove", args=[file.pk, way.pk]) if way else "",
    )


@require_http_methods(["GET", "POST"])
def hand_on(request: Request, case_id: uuid.UUID, way_id: uuid.UUID) -> HttpResponse:
    """Make a goal or a task of a strategy."""
    file = file_to_write(request, case_id)
    if not {"goals", "tasks"} <= file.writes:
        raise Http404
    way = way_or_404(request, file, way_id)
    disclose(request, kind="strategy.hand_on", dossiers=[file.dossier_id])
    key, saved_at = HAND_ON_KEY.format(way.pk), None
    if request.method == "POST":
        form = HandOnForm(request.POST)
        if form.is_valid():
            given = form.cleaned_data
            as_goal = given["becomes"] == "goal"
            handed = Handed(given["text"], as_goal, given["due_on"], given["responsible"])
            try:
                services.hand_on(way=way, case=file.case, handed=handed, author=request.user, token=given["token"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Das Ziel ist notiert." if as_goal else "Die Aufgabe ist notiert.")
                return redirect(_back(request, file, way.part))
    else:
        proposed = HandOnForm.proposed(catalogue().way(way.code), way.words or "")
        form = HandOnForm(initial=proposed | {"token": uuid.uuid4()})
        saved_at = restore(request, key, form)
    file = file.looking_at(way.person_id)
    return draw(
        request,
        file,
        heading="Aus dem Weg wird ein Schritt",
        form=form,
        key=key,
        saved_at=saved_at,
        back_url=_back(request, file, way.part),
        meeting=way.part.meeting,
    )


@require_POST
def remove_way(request: Request, case_id: uuid.UUID, way_id: uuid.UUID) -> HttpResponse:
    """Take a strategy back."""
    file = file_to_write(request, case_id)
    way = way_or_404(request, file, way_id)
    disclose(request, kind="strategy.write", dossiers=[file.dossier_id])
    services.remove_way(way=way)
    messages.success(request, "Der Weg ist zurückgenommen.")
    return redirect(_back(request, file, way.part))


def _back(request: Request, file: File, part: Part) -> str:
    """To the talk: with this member at one screen, else with the coach's own view."""
    mode = keeping(request, file.looking_at(part.person_id)) if is_together(request) else ""
    return f"{meeting_url(file, part.meeting_id)}{mode}#teil-{part.person_id}"


def _stored(way: Way) -> dict[str, object]:
    """A way as its form shows it."""
    return {name: getattr(way, name) for name in (*WayForm.NAMES, "version")}
