"""What a certificate of participation says: only what was reached, never what was missed."""

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from rundblick.print.pdf import render
from rundblick.programmes.bridge import Frame, events_of, own_facts
from rundblick.programmes.definition import Programme
from rundblick.programmes.ledger import in_words, ledger
from rundblick.programmes.models import Participation, Presence, ProgrammeEvent
from rundblick.programmes.modules import module_states
from rundblick.programmes.presences import shown
from rundblick.programmes.publishing import documents
from rundblick.web.clock import now
from rundblick.web.german import german_date

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "certificate.typ"
DEFAULT = "Teilnahmebestätigung"


@dataclass(frozen=True)
class Certificate:
    """What was reached by one person. `amount`: presence in words, empty where nothing is counted or nobody was there.

    `modules`: (what was completed, what is handed out for it).
    """

    title: str
    name: str
    programme: str
    period: str
    amount: str
    modules: tuple[tuple[str, str], ...]
    has_something: bool
    over: bool = True

    @property
    def sentence(self) -> str:
        """What the person did, or does."""
        if self.over:
            return f"hat {self.period} am Angebot „{self.programme}“ teilgenommen."
        return f"nimmt {self.period} am Angebot „{self.programme}“ teil."


def title_of(programme: Programme) -> str:
    """What the paper is called in this programme."""
    return (programme.attendance.certificate if programme.attendance else None) or DEFAULT


def provided(programme: Programme) -> bool:
    """Whether the definition hands out a certificate; on wish everybody may have one."""
    of_modules = any(module.certificate for module in programme.modules)
    return of_modules or (programme.attendance is not None and programme.attendance.certificate is not None)


def certificates_of(
    rows: Sequence[Participation], names: Collection[str], day: dt.date
) -> list[tuple[Participation, Certificate]]:
    """The certificate of each participation as of that day; `names` in the same order. Two queries for any number.

    Participations that have not begun get none.
    """
    programmes = documents({row.run.definition_id for row in rows})
    frames = [Frame(programmes[row.run.definition_id], row.run, (row,)) for row in rows]
    events, lines = events_of(frames), shown(frames)
    return [
        (frame.rows[0], _certificate(frame, name, events, lines, day))
        for frame, name in zip(frames, names, strict=True)
        if frame.begun(day)
    ]


def paper(found: Sequence[Certificate], *, issuer: str, place: str, on: dt.date) -> bytes:
    """The PDF, a page for each person."""
    there = ", ".join(part for part in (place, german_date(on, "long")) if part)
    people = [
        {
            "title": one.title,
            "name": one.name,
            "sentence": one.sentence,
            "amount": one.amount,
            "modules": [
                {"label": label, "certificate": certificate if certificate != label else ""}
                for label, certificate in one.modules
            ],
        }
        for one in found
    ]
    data: dict[str, Any] = {"title": found[0].title, "issuer": issuer, "there": there, "people": people}
    return render(TEMPLATE, data, created=now())


def _certificate(
    frame: Frame, name: str, events: Collection[ProgrammeEvent], lines: Collection[Presence], day: dt.date
) -> Certificate:
    row = frame.rows[0]
    facts = own_facts(frame, events, lines)
    counted = ledger(facts, frame.programme, day, row.person_id)
    present = counted.present if counted else Decimal(0)
    modules = tuple(
        (state.module.label, state.module.certificate or "")
        for state in module_states(facts, frame.programme, day, row.person_id)
        if state.state == "completed"
    )
    return Certificate(
        title=title_of(frame.programme),
        name=name,
        programme=frame.programme.title,
        period=_period(row, day),
        amount=in_words(present, counted.unit) if counted and present else "",
        modules=modules,
        has_something=bool(present or modules),
        over=_over(row, day),
    )


def _over(row: Participation, day: dt.date) -> bool:
    return row.ended_on is not None and row.ended_on <= day


def _period(row: Participation, day: dt.date) -> str:
    assert row.started_on is not None
    first = german_date(row.started_on, "long")
    return f"vom {first} bis zum {german_date(row.ended_on, 'long')}" if _over(row, day) else f"seit dem {first}"
