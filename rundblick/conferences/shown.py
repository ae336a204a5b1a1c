"""What pages and papers show: plain values, made from rows that were read before."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from rundblick.conferences.codes import SeatKind
from rundblick.conferences.models import Conference, Contribution, Decision, Seat, Tick
from rundblick.conferences.rules import Held, missing, opens
from rundblick.conferences.types import Checklist, part_of
from rundblick.web.german import german_datetime
from rundblick.web.parts import Badge

MEMBER = "ein Mitglied"
PURPOSE = "exchange"
"""The consent that opens a house's door (consent/texts)."""


@dataclass(frozen=True, slots=True)
class Lacking:
    """A consent that is missing, and where it is asked for."""

    name: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatLine:
    """Who sits on a seat, how far the invitation is, and what the reader may do about it."""

    seat: Seat
    name: str
    part: str
    badge: Badge | None
    lacking: Sequence[Lacking] = ()
    lacking_useful: str = ""
    door_url: str = ""
    can_invite: bool = False
    invited: bool = False
    leads: bool = False
    can_tick: bool = False
    has_copy: bool = False


def name_of(seat: Seat, names: Mapping[uuid.UUID, str]) -> str:
    """Who sits there, as far as the reader's doors show it."""
    if seat.organisation is not None:
        return f"{seat.organisation.name}: {seat.words}" if seat.words else seat.organisation.name
    if seat.user is not None:
        return seat.user.display_name
    if seat.member_id is not None:
        return names.get(seat.member_id, MEMBER)
    return seat.words or ""


def part_label(seat: Seat) -> str:
    """The part they play, in words."""
    part = part_of(seat.part)
    return part.label if part is not None else ""


def seat_lines(
    row: Conference,
    seats: Sequence[Seat],
    doors: Mapping[uuid.UUID, list[Held]],
    *,
    persons: Collection[uuid.UUID],
    names: Mapping[uuid.UUID, str],
) -> list[SeatLine]:
    """One line for each seat, for whoever leads the conference."""
    return [_line(row, seat, doors.get(seat.pk, []), persons, names) for seat in seats]


def told_lines(seats: Sequence[Seat], names: Mapping[uuid.UUID, str]) -> list[SeatLine]:
    """One line for each seat, for everybody else."""
    return [SeatLine(seat=seat, name=name_of(seat, names), part=part_label(seat), badge=None) for seat in seats]


def _line(
    row: Conference, seat: Seat, doors: list[Held], persons: Collection[uuid.UUID], names: Mapping[uuid.UUID, str]
) -> SeatLine:
    invitation = getattr(seat, "invitation", None)
    lacking: list[Lacking] = []
    useful = ""
    if seat.kind == SeatKind.AGENCY and not row.pseudonymised:
        lacking = [
            Lacking(names.get(person, MEMBER), reverse("consent:give", args=[row.dossier_id, person, PURPOSE]))
            for person in missing(doors, persons)
        ]
        wanted = [topic for topic in row.type.useful if not opens(doors, row.person_id, topic)]
        useful = "ohne Einwilligung zur Gesundheit" if "health" in wanted and not lacking else ""
    shut = seat.kind == SeatKind.HOUSE and not opens(doors, row.person_id, "cooperation")
    leading = seat.user_id == row.led_by_id
    can_tick = row.closed_at is not None and seat.kind != SeatKind.OTHER and not lacking and not leading
    return SeatLine(
        seat=seat,
        name=name_of(seat, names),
        part=part_label(seat),
        badge=_badge(row, seat, invited=invitation is not None, lacking=bool(lacking), shut=shut),
        lacking=lacking,
        lacking_useful=useful,
        door_url=reverse("access:door_open", args=[row.dossier_id]) if shut else "",
        can_invite=bool(
            seat.kind == SeatKind.AGENCY and row.open and not row.pseudonymised and not lacking and not invitation
        ),
        invited=invitation is not None,
        leads=leading,
        can_tick=can_tick,
        has_copy=can_tick and not shut,
    )


def _badge(row: Conference, seat: Seat, *, invited: bool, lacking: bool, shut: bool) -> Badge | None:
    if seat.kind == SeatKind.AGENCY:
        if row.pseudonymised:
            return Badge(text="nur das Blatt ohne Namen", kind="neutral")
        if lacking:
            return Badge(text="Einwilligung fehlt", kind="danger" if invited else "warning")
        return Badge(text="eingeladen", kind="success") if invited else Badge(text="noch nicht eingeladen")
    return Badge(text="keine Tür zum Fall", kind="warning") if shut else None


@dataclass(frozen=True, slots=True)
class House:
    """What one house brings along."""

    name: str
    rows: Sequence[Contribution]


def by_house(rows: Sequence[Contribution]) -> list[House]:
    """Contributions, house by house."""
    grouped: dict[uuid.UUID, list[Contribution]] = {}
    for row in rows:
        grouped.setdefault(row.agency_id, []).append(row)
    return [House(found[0].agency.name, found) for found in grouped.values()]


@dataclass(frozen=True, slots=True)
class CheckLine:
    """A line of the checklist; `ticked`: who said when that it is done, in words, or ""."""

    code: str
    text: str
    source: str
    ticked: str


def check_parts(lists: Checklist, ticks: Mapping[str, Tick]) -> list[tuple[str, list[CheckLine]]]:
    """The checklist part by part, as far as it was ticked."""
    return [
        (
            title,
            [
                CheckLine(one.code, one.text, one.source, ticked(found) if (found := ticks.get(one.code)) else "")
                for one in lines
            ],
        )
        for title, lines in lists.parts
    ]


def ticked(tick: Tick) -> str:
    """Who ticked when, in words."""
    return f"{tick.by.display_name}, {german_datetime(tick.at)}"


def is_done(row: Decision) -> bool:
    """Whether a decision is carried out, as far as the reader's doors tell."""
    return row.done_on is not None or bool(row.task and row.task.done_on)
