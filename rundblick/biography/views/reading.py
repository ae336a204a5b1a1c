"""Reading a pasted list: first the text, then what was understood of each line, then it is taken in."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.biography import queries, services
from rundblick.biography.forms import LineForm, LineFormSet, PasteForm
from rundblick.biography.rules import read_line, read_lines, same, written
from rundblick.biography.services import StretchContent
from rundblick.biography.views.shown import back, form_page, scene
from rundblick.calendar.drafting import restore
from rundblick.calendar.errors import Refused
from rundblick.cases.file import File
from rundblick.cases.tools import file_of_member
from rundblick.web.clock import today
from rundblick.web.forms import error_links
from rundblick.web.german import count

KEY = "biography.read_in:{}"
PREFIX = "zeile"
ALREADY = "Steht schon im Lebenslauf."


@require_http_methods(["GET", "POST"])
def read_in(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """Read in a list. `step` says where we are: "look" at a text, "save" the lines, "back" to the text."""
    file = file_of_member(request, case_id, person_id, writing="situation")
    disclose(request, kind="biography.read_in", dossiers=[file.pk])
    step = request.POST.get("step", "") if request.method == "POST" else ""
    if step == "save":
        return _save(request, file, person_id)
    if step == "back":
        form = PasteForm(initial={"text": "\n".join(_line(one) for one in _lines(request))})
        return _ask(request, file, person_id, form, None)
    if request.method == "POST":
        form = PasteForm(request.POST)
        if form.is_valid():
            found = _understood(request, file, person_id, form.cleaned_data["text"])
            lines = LineFormSet(initial=found, prefix=PREFIX)
            return _preview(request, file, lines, uuid.uuid4(), open_=sum(one["open"] for one in found))
        return _ask(request, file, person_id, form, None)
    form = PasteForm()
    return _ask(request, file, person_id, form, restore(request, KEY.format(person_id), form))


def _ask(request: Request, file: File, person_id: uuid.UUID, form: PasteForm, saved_at: Any) -> HttpResponse:
    return form_page(
        request,
        file,
        form,
        template="biography/read_in.html",
        heading="Liste einlesen",
        draft_key=KEY.format(person_id),
        saved_at=saved_at,
        back_url=scene(request, file)["page_url"],
    )


def _understood(request: Request, file: File, person_id: uuid.UUID, text: str) -> list[dict[str, Any]]:
    told = queries.told(request.access, file.pk, person_id, today()).own
    known = {(str(row.span), same(row.title)) for row in told}
    found = []
    for line in read_lines(text):
        again = (line.when, same(line.title)) in known
        found.append(
            {
                "take": not again,
                "span": line.when,
                "kind": line.kind,
                "title": line.title,
                "place": line.place,
                "original": line.original,
                "open": bool(line.problem) and not again,
                "hint": ALREADY if again else line.problem or line.hint,
            }
        )
    return found


def _preview(request: Request, file: File, lines: Any, token: uuid.UUID, *, open_: int = 0) -> HttpResponse:
    bound = [(number, form) for number, form in enumerate(lines, 1) if form.is_bound]
    mistakes = [
        (target, f"Zeile {number}, {label}", said)
        for number, form in bound
        for target, label, said in error_links(form)
    ]
    shown = {
        "lines": lines,
        "token": token,
        "mistakes": mistakes,
        "number": count(len(lines), "Zeile", "Zeilen"),
        "open": open_ or sum(bool(form.errors) for _, form in bound),
        "back_url": scene(request, file)["page_url"],
    }
    return render(
        request, "biography/preview.html", scene(request, file) | shown, status=422 if lines.is_bound else 200
    )


def _save(request: Request, file: File, person_id: uuid.UUID) -> HttpResponse:
    lines = _lines(request)
    token = _token(request)
    if not lines.is_valid():
        return _preview(request, file, lines, token)
    taken = [form for form in lines if form.cleaned_data["take"]]
    left = [_line(form) for form in lines if not form.cleaned_data["take"]]
    contents = [
        StretchContent(**{name: form.cleaned_data[name] for name in ("kind", "span", "title", "place")})
        for form in taken
    ]
    try:
        if contents:
            services.take_in(case=file.case, person_id=person_id, contents=contents, author=request.user, token=token)
    except Refused as refusal:
        messages.warning(request, str(refusal))
        return _preview(request, file, lines, token)
    _keep(request, file, person_id, left)
    said = f"{count(len(taken), 'Abschnitt', 'Abschnitte')} übernommen."
    if left:
        said += f" {count(len(left), 'Zeile wartet', 'Zeilen warten')} noch unter „Liste einlesen“."
    messages.success(request, said)
    return back(request, "page", file.pk, person_id)


def _keep(request: Request, file: File, person_id: uuid.UUID, left: list[str]) -> None:
    """Lines that were not taken wait as a draft, so that none is lost."""
    user_id, key = request.user.pk, KEY.format(person_id)
    drafts.discard(user_id=user_id, form_key=key)
    if left:
        drafts.save(user_id=user_id, form_key=key, fields={"text": ["\n".join(left)]}, dossier_id=file.pk)


def _lines(request: Request) -> Any:
    return LineFormSet(request.POST, prefix=PREFIX)


def _line(form: LineForm) -> str:
    """The line as text again: as it was pasted, or with what was corrected."""
    said = {name: str(form[name].value() or "") for name in ("original", "span", "title", "place")}
    read = read_line(said["original"])
    if (read.when, read.title, read.place) == (said["span"], said["title"], said["place"]):
        return said["original"]
    return written(said["span"], said["title"], said["place"])


def _token(request: Request) -> uuid.UUID:
    try:
        return uuid.UUID(request.POST.get("token", ""))
    except ValueError:
        return uuid.uuid4()
