"""Writing down a talk: saving, and everything the page does meanwhile (rows, modules, hints, preview).

Each of those is a button of the form and works without JavaScript: the page comes back with all that was typed. With
htmx only the piece comes back.
"""

import uuid
from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.errors import Refused
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import overlapping
from rundblick.cases import desks, house, services
from rundblick.cases.access import file_or_404
from rundblick.cases.file import File
from rundblick.cases.forms import NoteForm
from rundblick.cases.hints import QUIET, TEXTS, House, hints
from rundblick.cases.support import all_kinds
from rundblick.cases.views.checking import CHECKS, PROSE, Typed, checked, last, typed_words, unchecked
from rundblick.web.german import german_time
from rundblick.web.ids import uuid_or_none

OPEN = "auf"
"""Which part of the form an address wants to stand open."""
ROW, MODULE = "mehr", "baustein"
MEANWHILE = CHECKS | {ROW, MODULE}
INTO = "ziel"
"""The field a text module goes into."""


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Write down a talk: one page, required only who, when, in which setting, and one sentence."""
    file = file_or_404(request.access, case_id, writing="notes")
    if request.method == "POST" and MEANWHILE & set(request.POST):
        return _meanwhile(request, file)
    key = _draft_key(request, file)
    if request.method == "POST":
        desk = desks.sent(request, file)
        if desk.is_valid() and (answer := _write(request, file, desk)):
            drafts.discard(user_id=request.user.pk, form_key=key)
            return answer
        return _page(request, file, desk, dict(request.POST.lists()), links=desk.links())
    kept = drafts.load(user_id=request.user.pk, form_key=key)
    if kept:
        return _page(request, file, desks.typed_before(file, kept[0]), kept[0], saved_at=kept[1])
    return _page(request, file, desks.fresh(request, file), {})


def _draft_key(request: Request, file: File) -> str:
    """After a talk at one screen (`?gespraech=`) the draft is that member's; otherwise that of the case."""
    member = uuid_or_none(request.GET.get("gespraech", ""))
    return desks.TALK_KEY.format(file.pk, member) if member in file.member_ids else desks.KEY.format(file.pk)


def _meanwhile(request: Request, file: File) -> HttpResponse:
    """Answer a button that saves nothing. What is found in the text is neither stored nor logged."""
    typed = typed_words(request)
    piece = request.htmx  # type: ignore[attr-defined]
    if CHECKS & set(request.POST):
        next_step = desks.names_next_step(typed) or None
        template, shown = checked(request, typed, next_step=next_step, author=request.user.display_name)
        if piece:
            return render(request, template, shown)
    elif MODULE in typed:
        shown = _modules(request, typed)
        if piece:
            return render(request, "cases/parts/note_modules.html", shown)
    else:
        shown = {}
    more = request.POST.get(ROW, "")
    return _page(request, file, desks.typed_before(file, typed, more=more), typed, more=more, **shown)


def _page(request: Request, file: File, desk: desks.Desk, typed: Typed, **shown: Any) -> HttpResponse:
    disclose(request, kind="case.note.write", dossiers=[file.dossier_id])
    more = shown.get("more", "")
    return render(
        request,
        "cases/note_form.html",
        {
            "file": file,
            "form": desk.note,
            "steps": desk.steps,
            "following": desk.following,
            "helped": desk.helped,
            "kinds": all_kinds(),
            "modules": None,
            "prose": PROSE,
            "into": "summary",
            "links": [],
            **unchecked(typed),
            "draft_key": _draft_key(request, file),
            "saved_at": None,
            "back_url": reverse("cases:page", args=[file.pk]),
            "open_more": _any(desk.note, "minutes", "own_concern", "shared"),
            "open_summary": _any(desk.note, "summary", "agreements"),
            "open_supports": _any(desk.note, "supports"),
            "open_helped": desk.helped.filled or more == desks.HELP,
            "open_steps": desk.steps.filled or more == desks.STEPS or request.GET.get(OPEN) == "schritte",
            "open_following": desk.following.wanted or request.GET.get(OPEN) == "termin",
        }
        | shown,
        status=422 if shown.get("links") else 200,
    )


def _modules(request: Request, typed: Typed) -> dict[str, Any]:
    """The text modules of the house. The one chosen is put below what stands in its field."""
    organisation_id = request.access.organisation_id
    rows = house.modules(organisation_id) if organisation_id else []
    chosen = next((row.text for row in rows if str(row.pk) == last(typed, MODULE)), "")
    into = last(typed, INTO)
    into = into if into in PROSE else "summary"
    if chosen:
        typed[into] = ["\n".join(part for part in (last(typed, into).rstrip(), chosen) if part)]
    return {"modules": rows, "into": into}


def _write(request: Request, file: File, desk: desks.Desk) -> HttpResponse | None:
    cleaned = desk.note.cleaned_data
    following = desk.following.meeting() if desk.following.wanted else None
    around = desks.near(request, file, cleaned, following)
    if following:
        following |= {"coach_id": request.user.pk, "meeting": cleaned["token"]}
    try:
        written = services.write_note(
            case=file.case,
            members=file.member_ids,
            persons=cleaned["who"],
            content=desk.note.content(),
            steps=desk.steps.steps(),
            helped=desk.helped.helped(),
            next_appointment=following,
            appointments=desks.meant(around, file, cleaned),
            shared=cleaned["shared"],
            token=cleaned["token"],
        )
    except Refused as refusal:
        desk.note.add_error(None, str(refusal))
        return None
    back = reverse("cases:page", args=[file.pk])
    if written.again:
        messages.info(request, "Dieses Gespräch war schon gespeichert; es steht nur einmal in der Akte.")
        return redirect(back)
    messages.success(request, "Das Gespräch ist festgehalten.")
    if _clash(request, around, following) or request.POST.getlist(QUIET):
        return redirect(back)
    # At most one hint per saving. Only the note's id travels; what there is to say is found again when it is shown.
    at_home = cleaned["setting"] == Setting.HOME_VISIT
    worth = hints({name: cleaned[name] for name in TEXTS}, house=House(), next_step=True, at_home=at_home)
    return redirect(f"{back}?hinweis={written.notes[0].pk}" if worth else back)


def _clash(request: Request, near: Sequence[Appointment], following: dict[str, Any] | None) -> bool:
    """Say that another appointment lies across the new one, if so."""
    if not following:
        return False
    planned = [row for row in near if row.coach_id == request.user.pk and row.status == Status.PLANNED]
    found = overlapping(following["starts_at"], following["ends_at"], planned)
    if found:
        times = f"{german_time(found[0].starts_at)} bis {german_time(found[0].ends_at)} Uhr"
        messages.info(request, f"Hinweis: Von {times} steht schon ein anderer Termin in Ihrem Kalender.")
    return bool(found)


def _any(form: NoteForm, *names: str) -> bool:
    return any(form[name].value() or form[name].errors for name in names)
