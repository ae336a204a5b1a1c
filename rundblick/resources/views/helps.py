"""Helps that are planned or running, the look at nearer levels, and the shift of levels in the course of time."""

import datetime as dt
import uuid
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.cases.tools import day_asked, file_of_member, is_together
from rundblick.resources import picture, queries, rules, services, shown
from rundblick.resources.access import help_or_404
from rundblick.resources.codes import Level, Perspective
from rundblick.resources.forms import ENDED, ChangeHelpForm, HelpForm
from rundblick.resources.models import PlannedHelp, Resource
from rundblick.resources.views.common import MEANWHILE, address, back, mode, page_frame
from rundblick.web.conflicts import version_of

PLAN_KEY = "resources.help:{}"
CHANGE_KEY = "resources.help.change:{}"


@require_http_methods(["GET", "POST"])
def helps(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """The helps of a member by level, a line for the next one, and what changed within a year."""
    posting = "situation" if request.method == "POST" else ""
    file = file_of_member(request, case_id, person_id, writing=posting)
    day, together = day_asked(request), is_together(request)
    key, saved_at = PLAN_KEY.format(person_id), None
    entries: list[Resource] = []

    def carriers() -> list[tuple[uuid.UUID, str]]:
        return shown.carriers(entries, together=together)

    if request.method == "POST":
        form = HelpForm(request.POST, carriers=carriers)
        if form.is_valid():
            answer = _plan(request, file, form, key)
            if answer is not None:
                return answer
    else:
        initial = {"token": uuid.uuid4(), "level": Level.OWN.value, "state": "planned"}
        form = HelpForm(initial=initial, carriers=carriers)
        saved_at = restore(request, key, form)
    entries += _own(request, file, day)
    context = page_frame(request, file, "helps", here=address("helps", file), kind="resources.helps")
    context |= _list(request, file, day, entries, together=together)
    context |= {"form": form, "draft_key": key, "saved_at": saved_at}
    return render(request, "resources/helps.html", context, status=422 if form.errors else 200)


def _own(request: Request, file: File, day: dt.date) -> list[Resource]:
    rows = queries.resources(request.access, file.pk, member=file.member, day=day)
    return [row for row in rows if row.person_id == file.member]


def _plan(request: Request, file: File, form: HelpForm, key: str) -> HttpResponse | None:
    cleaned = form.cleaned_data
    try:
        services.plan_help(
            dossier_id=file.pk,
            person_id=None if cleaned["for_all"] else file.member,
            author=request.user,
            text=cleaned["text"],
            level=cleaned["level"],
            state=cleaned["state"],
            since=cleaned["since"],
            draws_upon=cleaned["draws_upon"],
            token=cleaned["token"],
        )
    except Refused as refusal:
        form.add_error(None, str(refusal))
        return None
    drafts.discard(user_id=request.user.pk, form_key=key)
    disclose(request, kind="resources.helps", dossiers=[file.pk])
    return back(request, address("helps", file), "Die Hilfe ist notiert.")


def _list(request: Request, file: File, day: dt.date, entries: list[Resource], *, together: bool) -> dict[str, Any]:
    assert file.member is not None
    days = rules.month_ends(day)
    rows = queries.helps(request.access, file.pk, member=file.member, since=days[0])
    current = queries.standing_on(rows, day)
    looks = queries.looks(request.access, file.pk, member=file.member, day=day)
    unseen = rules.not_looked_at(
        rules.levels_named(entries), [one.level for one in current], [look.level for look in looks]
    )
    spreads = [rules.spread([one.level for one in queries.standing_on(rows, end)], end) for end in days]
    shown_entries = [
        row for row in entries if not together or row.perspective in (Perspective.PERSON, Perspective.JOINT)
    ]
    suffix = mode(request)
    words = shown.words_of([one.draws_upon for one in current], shown_entries)
    first_use = next((number for number, one in enumerate(spreads) if one.total), len(spreads))
    return {
        "levels": [
            (level, [_line(file, one, words, suffix) for one in current if one.level == level]) for level in Level
        ],
        "ended": [(one, address("help_state", file, one.pk) + suffix) for one in queries.ended(rows, day)],
        "hint": None if together else _hint(file, rules.hint(current, unseen), suffix),
        "picture": picture.helps_over_time(spreads[first_use:]) if first_use < len(spreads) else None,
        "shift": picture.shift_words(spreads),
        "number": len(current),
    }


def _line(file: File, one: PlannedHelp, words: Any, suffix: str) -> dict[str, Any]:
    return {
        "help": one,
        "draws_upon": words.get(one.draws_upon, ""),
        "url": address("help", file, one.pk) + suffix,
        "state_url": address("help_state", file, one.pk) + suffix,
        "running": one.state == "running",
    }


def _hint(file: File, found: rules.Hint | None, suffix: str) -> dict[str, Any] | None:
    if found is None:
        return None
    return {
        "help": found.help,
        "levels": found.levels,
        "overrule_url": address("help_hint", file, found.help.pk) + suffix,
        "look_url": address("look", file) + suffix,
        "card_url": address("enter", file, "person") + suffix,
    }


@require_http_methods(["GET", "POST"])
def one(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, help_id: uuid.UUID) -> HttpResponse:
    """Change a help, say that it runs or that it has ended, and since when."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    row = help_or_404(request.access, file, help_id)
    if row.valid_until is not None:
        return back(request, address("helps", file), MEANWHILE, warning=True)

    def carriers() -> list[tuple[uuid.UUID, str]]:
        found = shown.carriers(_own(request, file, day_asked(request)), together=is_together(request))
        gone = row.draws_upon is not None and row.draws_upon not in dict(found)
        return [*found, (row.draws_upon, "wie bisher")] if gone and row.draws_upon else found

    key = CHANGE_KEY.format(row.pk)
    saved_at, clash = None, None
    if request.method == "POST":
        form = ChangeHelpForm(request.POST, carriers=carriers, begins=row.valid_from)
        if form.is_valid():
            try:
                services.change_help(
                    row=row, author=request.user, version=form.cleaned_data["version"], content=_said(form)
                )
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=_stored(stale.stored))
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                disclose(request, kind="resources.help", dossiers=[file.pk])
                return back(request, address("helps", file), "Die Hilfe ist gespeichert.")
    else:
        form = ChangeHelpForm(initial=_stored(row) | {"version": row.version}, carriers=carriers, begins=row.valid_from)
        saved_at = restore(request, key, form)
    if row.person_id is None:
        del form.fields["shared"]
    context = page_frame(request, file, "", here=address("help", file, row.pk), kind="resources.help") | {
        "form": form,
        "conflict": clash,
        "title": "Hilfe ändern",
        "for_all": row.person_id is None,
        "draft_key": key,
        "saved_at": saved_at,
        "back_url": address("helps", file) + mode(request),
    }
    return render(request, "resources/help.html", context, status=409 if clash else 422 if form.errors else 200)


def _said(form: ChangeHelpForm) -> services.HelpContent:
    cleaned = form.cleaned_data
    return services.HelpContent(
        text=cleaned["text"],
        level=cleaned["level"],
        state=None if cleaned["state"] == ENDED else cleaned["state"],
        draws_upon=cleaned["draws_upon"],
        shared=cleaned["shared"],
        on=cleaned["on"],
    )


def _stored(row: PlannedHelp) -> dict[str, Any]:
    """The help as its form shows it."""
    return {name: getattr(row, name) for name in ("text", "level", "state", "draws_upon", "shared")}


@require_POST
def help_state(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, help_id: uuid.UUID) -> HttpResponse:
    """One tap: a help runs from today, has ended today, or runs again."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    row = help_or_404(request.access, file, help_id)
    disclose(request, kind="resources.help", dossiers=[file.pk])
    here, wanted, version = address("helps", file), request.POST.get("stand", ""), version_of(request)
    try:
        if wanted == "laeuft":
            services.begin_help(row=row, author=request.user, version=version)
            return back(request, here, "Die Hilfe läuft seit heute.")
        if wanted == "beendet":
            services.end_help(row=row, version=version)
            return back(request, here, "Die Hilfe ist beendet. Unter „Beendet“ können Sie das zurücknehmen.")
        if wanted == "wieder":
            services.resume_help(row=row, author=request.user)
            return back(request, here, "Die Hilfe läuft wieder.")
    except Stale:
        return back(request, here, MEANWHILE, warning=True)
    except Refused as refusal:
        return back(request, here, str(refusal), warning=True)
    return back(request, here)


@require_POST
def help_hint(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, help_id: uuid.UUID) -> HttpResponse:
    """The hint was read; it stays silent for this help."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    row = help_or_404(request.access, file, help_id)
    services.overrule_hint(row=row)
    disclose(request, kind="resources.help", dossiers=[file.pk])
    return back(request, address("helps", file))


@require_POST
def look(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Looked at a level and found nothing, or take that back."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    disclose(request, kind="resources.look", dossiers=[file.pk])
    here = address("helps" if request.POST.get("von") == "hilfen" else "page", file)
    text = request.POST.get("ebene", "")
    level = int(text) if text.isdecimal() and len(text) < 3 else 0
    if request.POST.get("zurueck"):
        services.look_again(dossier_id=file.pk, person_id=person_id, level=level)
        return back(request, here)
    try:
        services.look(dossier_id=file.pk, person_id=person_id, author=request.user, level=level)
    except Refused as refusal:
        return back(request, here, str(refusal), warning=True)
    return back(request, here, "Festgehalten: Dort haben Sie geschaut.")
