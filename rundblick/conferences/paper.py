"""On paper: the protocol with exactly what its reader's doors open, the checklist, the sheet without names."""

import uuid
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rundblick.conferences.models import Addendum, Conference, Contribution, Decision, Point, Seat, Sheet, Tick
from rundblick.conferences.models.said import Said
from rundblick.conferences.rules import Held, opens
from rundblick.conferences.shown import check_parts, name_of, part_label
from rundblick.conferences.types import Checklist
from rundblick.print.pdf import render
from rundblick.web.clock import berlin_date, now
from rundblick.web.german import german_date, german_datetime, german_time

TYP = Path(__file__).resolve().parent / "templates" / "typ"
PROTOCOL, CHECKLIST, SHEET = TYP / "protocol.typ", TYP / "checklist.typ", TYP / "sheet.typ"
PSEUDONYMISED = (
    "Pseudonymisiert, nicht anonym: Wer die Familie kennt, könnte sie erkennen. Nach der Beratung vernichten."
)


@dataclass(frozen=True, kw_only=True)
class Content:
    """Rows somebody reads."""

    seats: Sequence[Seat]
    points: Sequence[Point]
    contributions: Sequence[Contribution]
    decisions: Sequence[Decision]
    addenda: Sequence[Addendum]


def for_house(content: Content, doors: Collection[Held], house: uuid.UUID) -> Content:
    """Of what the maker of a copy reads, that which the doors of a house open too, and nothing else.

    The same question PostgreSQL asks when the house reads by itself (models: `SEATED`, and `told` of a contribution).
    """

    def read(row: Said) -> bool:
        return opens(doors, row.person_id, row.topic)

    return Content(
        seats=[seat for seat in content.seats if opens(doors, seat.person_id, seat.topic)],
        points=[row for row in content.points if read(row)],
        contributions=[row for row in content.contributions if read(row) and (row.for_all or row.agency_id == house)],
        decisions=[row for row in content.decisions if read(row)],
        addenda=[row for row in content.addenda if read(row)],
    )


def for_member(content: Content, person: uuid.UUID) -> Content:
    """What a member of the household gets: what is about them, and nothing about the other members (design rule 6)."""

    def own(row: Said) -> bool:
        return row.person_id == person

    return Content(
        seats=content.seats,
        points=[row for row in content.points if own(row)],
        contributions=[row for row in content.contributions if own(row) and row.for_all],
        decisions=[row for row in content.decisions if own(row)],
        addenda=[row for row in content.addenda if own(row)],
    )


def protocol(row: Conference, content: Content, names: Mapping[uuid.UUID, str], *, house: str, about: str) -> bytes:
    """The protocol as its reader may have it. The title names the kind and nobody."""
    begins, ends = german_datetime(row.starts_at), german_time(row.ends_at)
    ended = row.ended_with
    data: dict[str, Any] = {
        "title": row.type.label,
        "house": house,
        "state": f"Abgeschlossen am {german_date(row.closed_at)}" if row.closed_at else "Noch nicht abgeschlossen",
        "when": f"{begins} bis {ends} Uhr, {row.get_setting_display()}",
        "about": about,
        "question": row.question,
        "seats": [
            " · ".join(part for part in (name_of(seat, names), part_label(seat), _came(seat)) if part)
            for seat in content.seats
        ],
        "contributions": [
            {"house": one.agency.name, "topic": one.about, "text": one.text} for one in content.contributions
        ],
        "points": [{"text": one.text, "topic": one.about, "result": one.result or ""} for one in content.points],
        "outcome": " · ".join(part for part in (ended.label if ended else "", row.reason or "") if part),
        "decisions": [[one.text, one.who, german_date(one.due_on)] for one in content.decisions],
        "addenda": [{"on": german_date(one.written_at), "text": one.text} for one in content.addenda],
        "review": german_date(row.review_on) if row.review_on else "",
        "foot": f"{row.type.label} vom {german_date(berlin_date(row.starts_at))}",
    }
    return render(PROTOCOL, data, created=now())


def checklist(
    row: Conference, lists: Checklist, ticks: Mapping[str, Tick], *, seats: Sequence[str], about: str
) -> bytes:
    """The checklist of ANNA 6.3, filled in and ticked as far as it is known."""
    data: dict[str, Any] = {
        "title": f"Checkliste: {row.type.label}",
        "about": about,
        "question": row.question,
        "when": german_datetime(row.starts_at),
        "prepare": german_date(row.prepare_until) if row.prepare_until else "",
        "seats": list(seats),
        "parts": [
            {"title": title, "lines": [asdict(one) for one in lines]} for title, lines in check_parts(lists, ticks)
        ],
        "foot": f"{row.type.label} · {row.type.source}",
    }
    return render(CHECKLIST, data, created=now())


def sheet(row: Conference, one: Sheet) -> bytes:
    """The sheet without names; nothing of the conference but its kind and the code."""
    data: dict[str, Any] = {
        "title": f"{row.type.label}, pseudonymisiert",
        "code": one.code,
        "lines": (one.text or "").splitlines(),
        "note": PSEUDONYMISED,
    }
    return render(SHEET, data, created=now())


def _came(seat: Seat) -> str:
    return "" if seat.attended is None else "war dabei" if seat.attended else "war nicht dabei"
