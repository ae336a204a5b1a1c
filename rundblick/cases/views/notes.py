"""Notes of talks: writing, reading, correcting, sharing, releasing."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from rundblick.access import drafts
from rundblick.access.disclosure import disclose
from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.drafting import refill
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.forms import NextAppointment
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import overlapping
from rundblick.cases import services, versions
from rundblick.cases.access import file_or_404, note_or_404
from rundblick.cases.file import File
from rundblick.cases.forms import CorrectionForm, NoteForm, StepForms
from rundblick.cases.models import ContactNote
from rundblick.web.clock import berlin_date, now, today
from rundblick.web.conflicts import conflict
from rundblick.web.forms import error_links
from rundblick.web.german import german_time

WRITE_KEY = "cases.note:{}"
CORRECT_KEY = "cases.note.correct:{}"
STEPS, NEXT = "schritt", "termin"


@dataclass
class Desk:
    """The three parts of the page on which a talk is written down."""

    note: NoteForm
    steps: Any
    following: NextAppointment

    def is_valid(self) -> bool:
        """Whether all parts are; all are checked, so that every mistake shows at once."""
        return all([self.note.is_valid(), self.steps.is_valid(), self.following.is_valid()])

    def links(self) -> list[tuple[str, str, str]]:
        """Mistakes of all parts for the summary on top."""
        found = error_links(self.note)
        for form in self.steps.forms:
            found += error_links(form)
        found += [("", "", str(message)) for message in self.steps.non_form_errors()]
        return found + error_links(self.following)


@require_http_methods(["GET", "POST"])
def create(request: Request, case_id: uuid.UUID) -> HttpResponse:
    """Write down a talk: one page, required only who, when, in which setting, and one sentence."""
    file = file_or_404(request.access, case_id, writing="notes")
    key = WRITE_KEY.format(file.pk)
    saved_at, links = None, []
    if request.method == "POST" and "mehr" not in request.POST:
        desk = _sent(request, file)
        if desk.is_valid() and (answer := _write(request, file, desk)):
            drafts.discard(user_id=request.user.pk, form_key=key)
            return answer
        links = desk.links()
    elif request.method == "POST":
        desk = _typed(file, dict(request.POST.lists()), rows=1)
    else:
        desk = _fresh(request, file)
        kept = drafts.load(user_id=request.user.pk, form_key=key)
        if kept:
            desk, saved_at = _typed(file, kept[0]), kept[1]
    disclose(request, kind="case.note.write", dossiers=[file.dossier_id])
    return render(
        request,
        "cases/note_form.html",
        {
            "file": file,
            "form": desk.note,
            "steps": desk.steps,
            "following": desk.following,
            "links": links,
            "draft_key": key,
            "saved_at": saved_at,
            "back_url": reverse("cases:page", args=[file.pk]),
            "open_more": _any(desk.note, "minutes", "own_concern", "shared"),
            "open_summary": _any(desk.note, "summary", "agreements"),
            "open_steps": desk.steps.filled or "mehr" in request.POST,
            "open_following": desk.following.wanted,
        },
        status=422 if links else 200,
    )


@require_GET
def note(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """One note, as it stands now."""
    context = request.access
    row = note_or_404(context, note_id)
    file = file_or_404(context, row.dossier_id)
    disclose(request, kind="case.note", dossiers=[row.dossier_id])
    steps = row.steps.order_by("created_on", "pk") if "tasks" in file.reads else row.steps.none()
    others = ContactNote.objects.visible_to(context).filter(dossier_id=row.dossier_id, talk=row.talk)
    return render(
        request,
        "cases/note.html",
        {
            "file": file,
            "note": row,
            "who": file.name(row.person_id),
            "setting": Setting(row.setting).label,
            "steps": list(steps),
            "others": [(file.name(other.person_id), other.pk) for other in others.exclude(pk=row.pk).order_by("pk")],
            "can_write": "notes" in file.writes,
            "can_share": "notes" in file.writes and row.person_id is not None,
            "can_tick": "tasks" in file.writes,
        },
    )


@require_http_methods(["GET", "POST"])
def correct(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Correct a note; the former version stays readable."""
    row = note_or_404(request.access, note_id, writing=True)
    key = CORRECT_KEY.format(row.pk)
    back_url = reverse("cases:note", args=[row.pk])
    saved_at, clash, status = None, None, 200
    if request.method == "POST":
        form = CorrectionForm(request.POST)
        if form.is_valid():
            cleaned = form.cleaned_data
            try:
                services.correct_note(note=row, version=cleaned["version"], content=form.content(), why=cleaned["why"])
            except Refused as refusal:
                form.add_error(None, str(refusal))
            except Stale as stale:
                clash = _two_versions(form, stale.stored)
            else:
                drafts.discard(user_id=request.user.pk, form_key=key)
                messages.success(request, "Der Vermerk ist berichtigt. Die frühere Fassung bleibt lesbar.")
                return redirect(back_url)
        status = 409 if clash else 422
    else:
        form = CorrectionForm(initial=_stored(row) | {"version": row.version})
        kept = drafts.load(user_id=request.user.pk, form_key=key)
        if kept:
            refill(form, kept[0])
            saved_at = kept[1]
    disclose(request, kind="case.note.correct", dossiers=[row.dossier_id])
    return render(
        request,
        "cases/note_correct.html",
        {
            "form": form,
            "conflict": clash,
            "draft_key": key,
            "draft_dossier": row.dossier_id,
            "saved_at": saved_at,
            "back_url": back_url,
            "released": row.released_at,
        },
        status=status,
    )


@require_GET
def history(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """All versions of a note, readable, with who, when and why."""
    row = note_or_404(request.access, note_id)
    found, acts = versions.of(row)
    disclose(request, kind="case.note.history", dossiers=[row.dossier_id])
    return render(request, "cases/note_history.html", {"note": row, "versions": found, "acts": acts})


@require_POST
def share(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Open a note to the other members on the member's wish, or close it again."""
    row = note_or_404(request.access, note_id, writing=True)
    wanted = request.POST.get("shared") == "1"
    try:
        services.share_note(note=row, shared=wanted)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "Für die Familie sichtbar." if wanted else "Nur noch für die Person sichtbar.")
    return redirect("cases:note", row.pk)


@require_http_methods(["GET", "POST"])
def release(request: Request, note_id: uuid.UUID) -> HttpResponse:
    """Hand a note to the person; asks first, because it cannot be taken back."""
    row = note_or_404(request.access, note_id, writing=True)
    if request.method == "POST":
        services.release_note(note=row)
        messages.success(request, "Der Vermerk ist an die Person freigegeben.")
        return redirect("cases:note", row.pk)
    disclose(request, kind="case.note.release", dossiers=[row.dossier_id])
    return render(request, "cases/note_release.html", {"note": row, "setting": Setting(row.setting).label})


def _fresh(request: Request, file: File) -> Desk:
    """An empty desk, or one prepared for the appointment the talk was."""
    wanted = request.GET.get("mit", "")
    known = {str(key) for key, _ in file.choices()}
    alone = [str(key) for key in file.focus] if len(file.focus) == 1 else []
    initial: dict[str, Any] = {
        "token": uuid.uuid4(),
        "happened_on": today(),
        "who": [wanted] if wanted in known else alone,
    }
    table = _appointment(request, file, request.GET.get("termin", ""))
    if table:
        first = table[0]
        initial |= {
            "appointment": first.pk,
            "happened_on": min(berlin_date(first.starts_at), today()),
            "setting": first.setting,
            "who": [str(row.person_id or "haushalt") for row in table],
        }
    return Desk(
        NoteForm(initial=initial, members=file.choices()), StepForms(prefix=STEPS), NextAppointment(prefix=NEXT)
    )


def _sent(request: Request, file: File) -> Desk:
    data = request.POST
    return Desk(
        NoteForm(data, members=file.choices()), StepForms(data, prefix=STEPS), NextAppointment(data, prefix=NEXT)
    )


def _typed(file: File, typed: Mapping[str, Sequence[str]], *, rows: int = 0) -> Desk:
    """The desk with what was typed before, valid or not, and that many more rows for steps."""
    names = ("text", "responsible", "due_on")
    kept = []
    for number in range(20):
        values = {name: (typed.get(f"{STEPS}-{number}-{name}") or [""])[-1] for name in names}
        if values["text"] or values["due_on"]:
            kept.append(values)
    steps = StepForms(prefix=STEPS, initial=kept)
    steps.extra = max(rows, 0 if kept else 1)
    desk = Desk(NoteForm(members=file.choices()), steps, NextAppointment(prefix=NEXT))
    refill(desk.note, typed)
    refill(desk.following, typed)
    desk.note.initial.setdefault("token", uuid.uuid4())
    return desk


def _write(request: Request, file: File, desk: Desk) -> HttpResponse | None:
    cleaned = desk.note.cleaned_data
    following = desk.following.meeting() if desk.following.wanted else None
    near = _near(request, file, cleaned, following)
    if following:
        following |= {"coach_id": request.user.pk, "meeting": cleaned["token"]}
    try:
        written = services.write_note(
            case=file.case,
            members=[key for key, _ in file.choices()],
            persons=cleaned["who"],
            content=desk.note.content(),
            steps=desk.steps.steps(),
            next_appointment=following,
            appointments=_meant(near, file, cleaned),
            shared=cleaned["shared"],
            token=cleaned["token"],
        )
    except Refused as refusal:
        desk.note.add_error(None, str(refusal))
        return None
    if written.again:
        messages.info(request, "Dieses Gespräch war schon gespeichert; es steht nur einmal in der Akte.")
    else:
        messages.success(request, "Das Gespräch ist festgehalten.")
        _hint(request, near, following)
    return redirect("cases:page", file.pk)


def _near(request: Request, file: File, cleaned: dict[str, Any], following: dict[str, Any] | None) -> list[Appointment]:
    """Appointments this talk may have been, and those of the coach that clash with the next one. One query."""
    chosen = Appointment.objects.filter(pk=cleaned["appointment"]).values("meeting")
    wanted = Q(dossier_id=file.pk, meeting__in=chosen)
    wanted |= Q(
        dossier_id=file.pk,
        starts_at__date=cleaned["happened_on"],
        setting=cleaned["setting"],
        status__in=(Status.PLANNED, Status.HELD),
    )
    if following:
        wanted |= Q(
            coach_id=request.user.pk,
            status=Status.PLANNED,
            starts_at__lt=following["ends_at"],
            ends_at__gt=following["starts_at"],
        )
    return list(Appointment.objects.visible_to(request.access).filter(wanted).order_by("starts_at", "pk"))


def _meant(near: list[Appointment], file: File, cleaned: dict[str, Any]) -> list[Appointment]:
    """The meeting this talk was: the one the form came from, or the only one that fits day, setting and people."""
    ours = [row for row in near if row.dossier_id == file.pk and row.starts_at <= now()]
    named = {row.meeting for row in ours if row.pk == cleaned["appointment"]}
    who = set(cleaned["who"]) or {None}
    fitting = named or {
        row.meeting
        for row in ours
        if row.person_id in who
        and row.setting == cleaned["setting"]
        and berlin_date(row.starts_at) == cleaned["happened_on"]
    }
    return [row for row in ours if row.meeting in fitting] if len(fitting) == 1 else []


def _hint(request: Request, near: list[Appointment], following: dict[str, Any] | None) -> None:
    if not following:
        return
    planned = [row for row in near if row.coach_id == request.user.pk and row.status == Status.PLANNED]
    found = overlapping(following["starts_at"], following["ends_at"], planned)
    if found:
        times = f"{german_time(found[0].starts_at)} bis {german_time(found[0].ends_at)} Uhr"
        messages.info(request, f"Hinweis: Von {times} steht schon ein anderer Termin in Ihrem Kalender.")


def _appointment(request: Request, file: File, text: str) -> list[Appointment]:
    """Everybody at the table of the appointment in the address; empty for anything else."""
    try:
        wanted = uuid.UUID(text)
    except ValueError:
        return []
    rows = Appointment.objects.visible_to(request.access).filter(dossier_id=file.pk)
    meeting = rows.filter(pk=wanted).values("meeting")
    return sorted(rows.filter(meeting__in=meeting), key=lambda row: row.pk != wanted)


def _any(form: NoteForm, *names: str) -> bool:
    return any(form[name].value() or form[name].errors for name in names)


def _stored(row: ContactNote) -> dict[str, Any]:
    """The note as its form shows it."""
    names = ("happened_on", "setting", "sentence", "minutes", "own_concern", "summary", "agreements")
    return {name: getattr(row, name) for name in names}


def _two_versions(form: CorrectionForm, stored: ContactNote) -> Any:
    by = stored.corrected_by or stored.author
    return conflict(
        form=form,
        stored=_stored(stored),
        version=stored.version,
        changed_by=by.display_name,
        changed_at=stored.corrected_at or stored.written_at,
    )
