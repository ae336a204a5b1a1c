"""What one does with a transition: begin, change, note what was done, take it back, end, and go on."""

import uuid
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_http_methods, require_POST

from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.drafting import restore, saved
from rundblick.calendar.errors import Mistaken, Refused, Stale
from rundblick.calendar.traces import two_versions
from rundblick.cases.file import File
from rundblick.consent.queries import agencies
from rundblick.people.rules import turns
from rundblick.transitions import services
from rundblick.transitions.access import member_file, step_or_404, transition_or_404
from rundblick.transitions.chains import Chain, Planned, catalogue
from rundblick.transitions.codes import Ending, Sort, Teller
from rundblick.transitions.forms import EndForm, NoteForm, TransitionForm, initial_of
from rundblick.transitions.frame import detail_url, draw, page_url
from rundblick.transitions.models import Transition
from rundblick.transitions.queries import told
from rundblick.web.clock import today
from rundblick.web.forms import Form

BEGIN_KEY = "transitions.begin:{}:{}"
CHANGE_KEY = "transitions.change:{}:{}:{}"
NOTE_KEY = "transitions.note:{}:{}:{}:{}"
END_KEY = "transitions.end:{}:{}:{}"

IN_PERSON = (
    "Bei diesem Wechsel reicht das Telefon oft nicht: Wenn es jemandem gerade nicht gut geht, besser zu dritt an einem"
    " Ort. Das entscheidet die Person mit."
)


@require_http_methods(["GET", "POST"])
def begin(request: Request, case_id: uuid.UUID, person_id: uuid.UUID) -> HttpResponse:
    """A change lies ahead."""
    file = member_file(request, case_id, person_id, writing=True)
    key = BEGIN_KEY.format(file.pk, person_id)
    houses = agencies(request.access)
    given: dict[str, Any] = {"back_url": page_url(request, file)}
    if request.method == "POST":
        form = TransitionForm(request.POST, houses=houses)
        if form.is_valid():
            try:
                row = services.begin(
                    case=file.case,
                    person_id=person_id,
                    author=request.user,
                    kind=form.cleaned_data["kind"],
                    content=form.content(),
                    token=form.cleaned_data["token"],
                )
            except Refused as refusal:
                _tell(form, refusal)
            else:
                return saved(
                    request,
                    key,
                    "Der Übergang ist begonnen. Die Schritte stehen mit ihren Tagen da.",
                    detail_url(request, file, row),
                )
        return draw(request, file, "begin", "Neuer Übergang", form, key, **given)
    form = TransitionForm(initial={"token": uuid.uuid4()} | _asked(request, file), houses=houses)
    return draw(request, file, "begin", "Neuer Übergang", form, key, saved_at=restore(request, key, form), **given)


@require_http_methods(["GET", "POST"])
def change(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, transition_id: uuid.UUID) -> HttpResponse:
    """Say anew when it turns and who takes over."""
    file, row = _row(request, case_id, person_id, transition_id)
    key = CHANGE_KEY.format(file.pk, person_id, row.pk)
    given: dict[str, Any] = {"houses": agencies(request.access), "transition": row}
    back, clash = detail_url(request, file, row), None
    if request.method == "POST":
        form = TransitionForm(request.POST, **given)
        if form.is_valid():
            try:
                services.change(transition=row, version=form.cleaned_data["version"] or -1, content=form.content())
            except Refused as refusal:
                _tell(form, refusal)
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored=initial_of(stale.stored))
            else:
                return saved(request, key, "Gespeichert. Offene Schritte haben ihre neuen Tage.", back)
        return draw(request, file, "change", row.chain.label, form, key, back_url=back, clash=clash)
    form = TransitionForm(initial=initial_of(row) | {"version": row.version}, **given)
    at = restore(request, key, form)
    return draw(request, file, "change", row.chain.label, form, key, back_url=back, saved_at=at)


@require_http_methods(["GET", "POST"])
def note(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, transition_id: uuid.UUID, what: str
) -> HttpResponse:
    """Write down what was done about one step."""
    file, row = _row(request, case_id, person_id, transition_id)
    chain = row.chain
    step = next((one for one in chain.steps if one.code == what), None)
    if step is None:
        raise Http404
    key = NOTE_KEY.format(file.pk, person_id, row.pk, what)
    shown: dict[str, Any] = {"back_url": detail_url(request, file, row), "lead": step.hint, "hint": _hint(chain, step)}
    if request.method == "POST":
        form = NoteForm(request.POST, step=step, chain=chain)
        if form.is_valid():
            try:
                services.note(
                    transition=row,
                    author=request.user,
                    step=step,
                    content=form.content(),
                    token=form.cleaned_data["token"],
                )
            except Refused as refusal:
                _tell(form, refusal)
            else:
                return saved(request, key, "Notiert.", shown["back_url"])
        return draw(request, file, "note", step.label, form, key, **shown)
    first = {"on": today(), "token": uuid.uuid4(), "present": ["person", "coach", "receiver"]}
    form = NoteForm(initial=first | {"teller": Teller.PERSON}, step=step, chain=chain)
    return draw(request, file, "note", step.label, form, key, saved_at=restore(request, key, form), **shown)


@require_POST
def undo(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, transition_id: uuid.UUID, step_id: uuid.UUID
) -> HttpResponse:
    """It was a mistake."""
    file, row = _row(request, case_id, person_id, transition_id)
    disclose(request, kind="transitions.undo", dossiers=[file.dossier_id])
    try:
        services.undo(step=step_or_404(request, row, step_id))
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Zurückgenommen.")
    return redirect(detail_url(request, file, row))


@require_http_methods(["GET", "POST"])
def end(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, transition_id: uuid.UUID) -> HttpResponse:
    """Somebody arrived, or is somewhere else."""
    file, row = _row(request, case_id, person_id, transition_id)
    key = END_KEY.format(file.pk, person_id, row.pk)
    back, heading = detail_url(request, file, row), f"Abschließen: {row.chain.label}"
    clash = None
    if request.method == "POST":
        form = EndForm(request.POST, transition=row)
        if form.is_valid():
            try:
                services.end(transition=row, **form.content())
            except Refused as refusal:
                _tell(form, refusal)
            except Stale as stale:
                clash = two_versions(form, stale.stored, stored={})
            else:
                return saved(request, key, "Der Übergang ist abgeschlossen.", back)
        return draw(request, file, "end", heading, form, key, back_url=back, clash=clash)
    (now,) = told([row], request.access)
    arrived = now.course.arrived_on is not None
    first = {
        "on": today(),
        "version": row.version,
        "ending": Ending.ARRIVED if arrived else Ending.OTHERWISE,
        "where": "",
    }
    form = EndForm(initial=first, transition=row)
    return draw(
        request,
        file,
        "end",
        heading,
        form,
        key,
        back_url=back,
        hint="" if arrived else services.NO_ARRIVAL,
        saved_at=restore(request, key, form),
    )


@require_POST
def resume(request: Request, case_id: uuid.UUID, person_id: uuid.UUID, transition_id: uuid.UUID) -> HttpResponse:
    """It goes on after all."""
    file, row = _row(request, case_id, person_id, transition_id)
    services.resume(transition=row)
    disclose(request, kind="transitions.resume", dossiers=[file.dossier_id])
    messages.success(request, "Der Übergang ist wieder offen.")
    return redirect(detail_url(request, file, row))


def _row(
    request: Request, case_id: uuid.UUID, person_id: uuid.UUID, transition_id: uuid.UUID
) -> tuple[File, Transition]:
    file = member_file(request, case_id, person_id, writing=True)
    return file, transition_or_404(request, file, transition_id, writing=True)


def _tell(form: Form, refusal: Refused) -> None:
    form.tell(refusal.fields if isinstance(refusal, Mistaken) else {"": str(refusal)})


def _hint(chain: Chain, step: Planned) -> str:
    return IN_PERSON if chain.in_person and step.kind == Sort.HANDOVER else ""


def _asked(request: Request, file: File) -> dict[str, Any]:
    """What a link from the list proposes: a kind, and the birthday where the kind has one."""
    chain = next((one for one in catalogue().chains if one.code == request.GET.get("art", "")), None)
    if chain is None:
        return {}
    born = next((one.birth_date for one in file.persons if one.pk == file.member), None)
    if chain.birthday is None or born is None:
        return {"kind": chain.code}
    return {"kind": chain.code, "turning": f"{turns(born, chain.birthday):%d.%m.%Y}"}
