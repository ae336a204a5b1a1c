"""What the start pages show: plain values for templates, made from rows that were read before."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.urls import reverse

from rundblick.access.hooks import case_url
from rundblick.access.models.dossiers import Basis
from rundblick.calendar.codes import Setting, Status
from rundblick.calendar.rules import minutes_between
from rundblick.calendar.shown import place_of
from rundblick.cases.asked import Asked
from rundblick.cases.file import SOMEBODY
from rundblick.people.queries import Member, label_of, memberships_of, ordered
from rundblick.steering.rules import HouseholdWaiting, Waiting, is_overdue, when
from rundblick.web.clock import berlin_date
from rundblick.web.german import german_date, german_time
from rundblick.web.parts import Appointment as AppointmentLine
from rundblick.web.parts import Badge, CaseLine

NAMES_SHOWN = 5


class Households:
    """What the households of a page and their members are called; one query for all of them."""

    def __init__(self, dossier_ids: Iterable[uuid.UUID], *, today: dt.date) -> None:
        self.today = today
        self.ids = list(dict.fromkeys(dossier_ids))
        self.members: Mapping[uuid.UUID, list[Member]] = memberships_of(self.ids) if self.ids else {}
        self._names = {member.person.pk: member.name for rows in self.members.values() for member in rows}

    def label(self, dossier_id: uuid.UUID) -> str:
        """The household's name, as far as the doors show it."""
        return label_of(self.members.get(dossier_id, []), self.today)

    def name(self, person_id: uuid.UUID | None) -> str:
        """A member's name; empty for the whole household, and for whom the doors do not show."""
        return self._names.get(person_id, "") if person_id else ""

    def names(self, person_ids: Collection[uuid.UUID], *, of: uuid.UUID) -> list[str]:
        """Names of several members in the order of the household's list."""
        everybody = ordered(self.members.get(of, []), as_of=self.today)
        return [member.name for member in everybody if member.person.pk in person_ids]

    def first_names(self, dossier_id: uuid.UUID) -> str:
        """Who lives there today, by first names; empty for one person, whose name is the label."""
        present = ordered(self.members.get(dossier_id, []), as_of=self.today)
        names = [member.person.first_names for member in present]
        if len(names) < 2:
            return ""
        more = f" und {len(names) - NAMES_SHOWN} weitere" if len(names) > NAMES_SHOWN else ""
        return ", ".join(names[:NAMES_SHOWN]) + more


def day_lines(
    rows: Sequence[Any], households: Households, *, me: uuid.UUID | None, now: dt.datetime
) -> list[AppointmentLine]:
    """One line per meeting, whoever sits at the table; once it has begun, one tap leads to its note."""
    tables = groupby(rows, key=lambda row: (row.starts_at, row.meeting, row.dossier_id))
    return [_day_line(list(table), households, me=me, now=now) for _, table in tables]


def _day_line(table: list[Any], households: Households, *, me: uuid.UUID | None, now: dt.datetime) -> AppointmentLine:
    row = table[0]
    names = households.names([seat.person_id for seat in table if seat.person_id], of=row.dossier_id)
    everybody = any(seat.person_id is None for seat in table)
    how = [str(Setting(row.setting).label)]
    if row.status != Status.PLANNED:
        how.append(str(Status(row.status).label))
    elif any(seat.waits for seat in table) and row.ends_at > now:
        how.append("wartet auf Einwilligung")
    if row.coach_id != me:
        how.append(f"für {row.coach.display_name}")
    url, words = _next_act(row, now, several=len(table) > 1)
    return AppointmentLine(
        at=row.starts_at,
        minutes=minutes_between(row.starts_at, row.ends_at),
        title=" · ".join(how),
        place=place_of(row),
        person=households.label(row.dossier_id) if everybody else ", ".join(names) or SOMEBODY,
        url=case_url(row.dossier_id),
        action_url=url,
        action_label=words,
    )


def _next_act(row: Any, now: dt.datetime, *, several: bool) -> tuple[str, str]:
    """One tap before the appointment, and one after it; a table of several is prepared member by member."""
    if row.note_id:
        return reverse("cases:note", args=[row.note_id]), "Vermerk lesen"
    if row.setting == Setting.HOME_VISIT and row.status == Status.PLANNED and row.ends_at > now:
        # There the consent is withdrawn, the visit prepared, and the coach says "Ich bin da".
        return reverse("calendar:appointment", args=[row.pk]), "Zum Besuch"
    if row.starts_at > now and row.person_id and not several:
        return reverse("preparation:page", args=[row.dossier_id, row.person_id]), "Vorbereiten"
    if row.starts_at > now or row.status == Status.MISSED:
        return "", ""
    return f"{reverse('cases:note_create', args=[row.dossier_id])}?termin={row.pk}", "Festhalten"


@dataclass(frozen=True, slots=True, kw_only=True)
class DueLine:
    """One thing due in words. `late` marks that its day has passed."""

    text: str
    who: str
    when: str
    late: bool
    why: str
    date: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class HouseholdLine:
    """One household in which something waits: the first thing on the line, the others behind it."""

    label: str
    url: str
    first: DueLine
    others: list[DueLine]


def household_lines(groups: Iterable[HouseholdWaiting], households: Households) -> list[HouseholdLine]:
    """One line per household, in the given order."""
    return [
        HouseholdLine(
            label=households.label(group.dossier_id),
            url=case_url(group.dossier_id),
            first=_due_line(group.first, households),
            others=[_due_line(item, households) for item in group.others],
        )
        for group in groups
    ]


def _due_line(item: Waiting, households: Households) -> DueLine:
    today = households.today
    return DueLine(
        text=item.text,
        who=households.name(item.person_id),
        when=when(item.due_on, today=today),
        late=is_overdue(item.due_on, today=today),
        why=item.why,
        date=item.due_on,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class AskedLine:
    """One thing that waits for the reader's answer: what, whose case as far as the door shows it, until when."""

    text: str
    url: str
    who: str
    when: str
    late: bool


def _label_if_shown(dossier_id: uuid.UUID, households: Households) -> str:
    """The household's name; empty where the doors show no member, rather than a household of nobody."""
    return households.label(dossier_id) if households.members.get(dossier_id) else ""


def asked_lines(found: Iterable[Asked], households: Households) -> list[AskedLine]:
    """What waits for an answer, in the given order."""
    today = households.today
    return [
        AskedLine(
            text=one.text,
            url=one.url,
            who=households.name(one.person_id) or _label_if_shown(one.dossier_id, households),
            when=when(one.due_on, today=today) if one.due_on else "",
            late=bool(one.due_on and is_overdue(one.due_on, today=today)),
        )
        for one in found
    ]


def case_lines(rows: Iterable[Any], households: Households) -> list[CaseLine]:
    """The coach's cases, in the given order; on the right the next appointment, if there is one."""
    return [
        CaseLine(
            name=households.label(row.dossier_id),
            url=case_url(row.dossier_id),
            detail=households.first_names(row.dossier_id),
            badge=_door_badge(row),
            last_contact=row.last_contact,
            due="nächster Termin" if row.next_at else "",
            due_on=berlin_date(row.next_at) if row.next_at else None,
        )
        for row in rows
    ]


def _door_badge(row: Any) -> Badge | None:
    if row.basis != Basis.DEPUTY or row.door_until is None:
        return None
    last_day = berlin_date(row.door_until - dt.timedelta(seconds=1))
    return Badge(text=f"Vertretung bis {german_date(last_day, 'day')}", kind="info")


def ahead(rows: Sequence[AppointmentLine]) -> str:
    """The next appointment after today in one sentence; empty without one."""
    if not rows:
        return ""
    first = rows[0]
    return f"Der nächste Termin ist am {german_date(first.at, 'day')} um {german_time(first.at)} Uhr: {first.person}."
