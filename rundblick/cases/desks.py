"""The page on which a talk is written down: its three forms, and the appointment the talk may have been."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.access.requests import Request
from rundblick.calendar.codes import Status
from rundblick.calendar.drafting import refill
from rundblick.calendar.forms import HOUSEHOLD, NextAppointment
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import busy
from rundblick.cases.file import File
from rundblick.cases.forms import NoteForm, StepForms
from rundblick.cases.forms.notes import STEPS_AT_MOST
from rundblick.web.clock import berlin_date, now, today
from rundblick.web.forms import error_links

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


def fresh(request: Request, file: File) -> Desk:
    """An empty desk, or one prepared for the appointment the talk was."""
    wanted = request.GET.get("mit", "")
    known = set(map(str, file.member_ids))
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
            "who": [str(row.person_id or HOUSEHOLD) for row in table],
        }
    return Desk(NoteForm(initial=initial, file=file), StepForms(prefix=STEPS), NextAppointment(prefix=NEXT))


def sent(request: Request, file: File) -> Desk:
    """The desk as it was sent."""
    data = request.POST
    return Desk(NoteForm(data, file=file), StepForms(data, prefix=STEPS), NextAppointment(data, prefix=NEXT))


def typed_before(file: File, typed: Mapping[str, Sequence[str]], *, rows: int = 0) -> Desk:
    """The desk with what was typed before, valid or not, and that many more rows for steps."""
    names = ("text", "responsible", "due_on")
    kept = []
    for number in range(STEPS_AT_MOST):
        values = {name: (typed.get(f"{STEPS}-{number}-{name}") or [""])[-1] for name in names}
        if values["text"] or values["due_on"]:
            kept.append(values)
    steps = StepForms(prefix=STEPS, initial=kept)
    steps.extra = max(rows, 0 if kept else 1)
    desk = Desk(NoteForm(file=file), steps, NextAppointment(prefix=NEXT))
    refill(desk.note, typed)
    refill(desk.following, typed)
    desk.note.initial.setdefault("token", uuid.uuid4())
    return desk


def near(request: Request, file: File, cleaned: dict[str, Any], following: dict[str, Any] | None) -> list[Appointment]:
    """Appointments this talk may have been, and those of the coach that clash with the next one. One query."""
    rows = Appointment.objects.visible_to(request.access)
    ours = rows.filter(dossier_id=file.pk)
    chosen = ours.filter(pk=cleaned["appointment"]).values("meeting")
    # A union and not an OR: each part is found by its own index.
    wanted = [
        ours.filter(meeting__in=chosen).values("pk"),
        ours.filter(
            starts_at__date=cleaned["happened_on"],
            setting=cleaned["setting"],
            status__in=(Status.PLANNED, Status.HELD),
        ).values("pk"),
    ]
    if following:
        start, end = following["starts_at"], following["ends_at"]
        wanted.append(busy(request.access, start, end).filter(coach_id=request.user.pk).values("pk"))
    found = Appointment.objects.filter(pk__in=wanted[0].union(*wanted[1:]))
    return list(found.order_by("starts_at", "pk"))


def meant(around: list[Appointment], file: File, cleaned: dict[str, Any]) -> list[Appointment]:
    """The meeting this talk was: the one the form came from, or the only one that fits day, setting and people."""
    ours = [row for row in around if row.dossier_id == file.pk and row.starts_at <= now()]
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


def _appointment(request: Request, file: File, text: str) -> list[Appointment]:
    """Everybody at the table of the appointment in the address; empty for anything else."""
    try:
        wanted = uuid.UUID(text)
    except ValueError:
        return []
    rows = Appointment.objects.visible_to(request.access).filter(dossier_id=file.pk)
    meeting = rows.filter(pk=wanted).values("meeting")
    return sorted(rows.filter(meeting__in=meeting), key=lambda row: row.pk != wanted)
