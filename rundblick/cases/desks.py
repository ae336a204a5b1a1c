"""The page on which a talk is written down: its four forms, and the appointment the talk may have been."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.drafting import refill
from rundblick.calendar.forms import HOUSEHOLD, NextAppointment
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import busy
from rundblick.cases.file import File
from rundblick.cases.forms import NoteForm, ServiceForms, StepForms
from rundblick.cases.forms.notes import SERVICES_AT_MOST, STEPS_AT_MOST
from rundblick.web.clock import berlin_date, now, today
from rundblick.web.forms import error_links

KEY = "cases.note:{}"
TALK_KEY = "cases.talk:{}:{}"
"""Under which a draft is kept: of a case, or of one member after a talk on the screen for two."""
STEPS, NEXT, HELP = "schritt", "termin", "hilfe"
HELP_SENT = f"{HELP}-TOTAL_FORMS"


@dataclass
class Desk:
    """The four parts of the page on which a talk is written down."""

    note: NoteForm
    steps: Any
    following: NextAppointment
    helped: Any

    def is_valid(self) -> bool:
        """Whether all parts are; all are checked, so that every mistake shows at once."""
        return all([part.is_valid() for part in (self.note, self.steps, self.following, self.helped)])

    def links(self) -> list[tuple[str, str, str]]:
        """Mistakes of all parts for the summary on top."""
        return error_links(self.note) + rows_links(self.helped) + rows_links(self.steps) + error_links(self.following)


def rows_links(rows: Any) -> list[tuple[str, str, str]]:
    """Mistakes in the rows of a formset for the summary on top."""
    found = [link for form in rows.forms for link in error_links(form)]
    return found + [("", "", str(message)) for message in rows.non_form_errors()]


def fresh(request: Request, file: File) -> Desk:
    """An empty desk, or one prepared for an appointment (`termin`), a member (`mit`), setting (`rahmen`), `minuten`."""
    wanted, setting = request.GET.get("mit", ""), request.GET.get("rahmen", "")
    known = set(map(str, file.member_ids))
    alone = [str(key) for key in file.focus] if len(file.focus) == 1 else []
    initial: dict[str, Any] = {
        "token": uuid.uuid4(),
        "happened_on": today(),
        "setting": setting if setting in Setting.values else "",
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
    if (minutes := request.GET.get("minuten", "")).isdecimal() and len(minutes) < 5:
        initial["minutes"] = int(minutes)
    note = NoteForm(initial=initial, file=file)
    if initial["who"] and initial["setting"]:
        note.fields["sentence"].widget.attrs["autofocus"] = True
    return Desk(note, StepForms(prefix=STEPS), NextAppointment(prefix=NEXT), ServiceForms(prefix=HELP))


def sent(request: Request, file: File) -> Desk:
    """The desk as it was sent."""
    data = request.POST
    following = NextAppointment(data, prefix=NEXT)
    return Desk(NoteForm(data, file=file), StepForms(data, prefix=STEPS), following, services_sent(data))


def services_sent(data: Any) -> Any:
    """The rows of assisting services as they were sent; a form without them has none."""
    given = data.copy()
    for count in ("TOTAL_FORMS", "INITIAL_FORMS"):
        given.setdefault(f"{HELP}-{count}", "0")
    return ServiceForms(given, prefix=HELP)


def typed_before(file: File, typed: Mapping[str, Sequence[str]], *, more: str = "") -> Desk:
    """The desk with what was typed before, valid or not. `more`: prefix of the rows that get another one."""
    steps = _rows(StepForms, STEPS, typed, ("text", "due_on"), at_most=STEPS_AT_MOST, more=more == STEPS)
    desk = Desk(NoteForm(file=file), steps, NextAppointment(prefix=NEXT), services_before(typed, more=more == HELP))
    refill(desk.note, typed)
    refill(desk.following, typed)
    desk.note.initial.setdefault("token", uuid.uuid4())
    return desk


def names_next_step(typed: Mapping[str, Sequence[str]]) -> bool:
    """Whether a next step or a next appointment was typed into its own fields."""
    names = (*(f"{STEPS}-{number}-text" for number in range(STEPS_AT_MOST)), f"{NEXT}-day")
    return any(text.strip() for name in names for text in typed.get(name, ()))


def services_before(typed: Mapping[str, Sequence[str]], *, more: bool) -> Any:
    """The rows of assisting services with what was typed before."""
    telling = ("kind", "own_action", "minutes")
    return _rows(ServiceForms, HELP, typed, telling, at_most=SERVICES_AT_MOST, more=more)


def _rows(
    forms: Any, prefix: str, typed: Mapping[str, Sequence[str]], telling: Sequence[str], *, at_most: int, more: bool
) -> Any:
    """A formset with the rows in which one of the telling fields was filled."""
    kept = []
    for number in range(at_most):
        values = {name: (typed.get(f"{prefix}-{number}-{name}") or [""])[-1] for name in forms.form.base_fields}
        if any(values[name] for name in telling):
            kept.append(values)
    rows = forms(prefix=prefix, initial=kept)
    rows.extra = 1 if more or not kept else 0
    return rows


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
