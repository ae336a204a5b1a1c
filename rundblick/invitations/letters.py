"""Letters of invitation: one for each person, accessible (PDF/UA), friendly, without any consequence."""

import datetime as dt
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rundblick.access.context import Context
from rundblick.calendar.codes import WITHOUT_PLACE
from rundblick.calendar.models import Appointment
from rundblick.calendar.rules import minutes_between, other_settings
from rundblick.calendar.shown import place_of
from rundblick.invitations import queries, words
from rundblick.invitations.feet import Foot, feet
from rundblick.invitations.models import Letterhead
from rundblick.invitations.rules import speaks_of_consequences
from rundblick.people.models import Address
from rundblick.people.protection import guarded
from rundblick.people.queries import Member, members_of
from rundblick.people.rules import Role
from rundblick.print.pdf import render
from rundblick.web.clock import now, today
from rundblick.web.german import german_date, german_time

TEMPLATE = Path(__file__).resolve().parent / "templates" / "typ" / "letter.typ"
TITLE = "Einladung zum Gespräch"
OPENING = "ich möchte mich mit Ihnen verabreden. Es geht um Sie: was Ihnen wichtig ist und was Sie brauchen."
COMPANY = (
    "Sie können gern jemanden mitbringen, dem Sie vertrauen. Brauchen Sie jemanden, der dolmetscht, oder eine andere "
    "Hilfe? Dann sagen Sie es uns bitte vorher."
)
ACTS_FOR_THEMSELVES = 15
"""From this age on people act for themselves in social law (§ 36 SGB I)."""


@dataclass(frozen=True, kw_only=True)
class Letter:
    """One letter to one person. `withheld`: contact is protected, so that no address is printed."""

    dossier_id: uuid.UUID
    person_id: uuid.UUID
    name: str
    line: str
    street: str
    place: str
    withheld: bool
    starts_at: dt.datetime
    minutes: int
    where: str
    coach: str
    house: str
    letterhead: Letterhead | None
    purpose: str
    alternatives: Sequence[str]
    feet: Sequence[Foot] = ()

    @property
    def when(self) -> str:
        """Day and time, written out."""
        return f"{german_date(self.starts_at, 'full')}, {german_time(self.starts_at)} Uhr"

    @property
    def lacks_address(self) -> bool:
        """Whether somebody has to deliver it by hand although nothing is withheld."""
        return not self.withheld and not self.street


def letters(context: Context, rows: Sequence[Appointment], *, with_purpose: bool = False) -> list[Letter]:
    """A letter for each person these appointments concern, none names another. Four queries for any number.

    An appointment of the whole household gives one to each adult. `with_purpose`: what it is about stands in it, except
    where that speaks of consequences. `rows` carry coach and organisation.
    """
    dossiers = list(dict.fromkeys(row.dossier_id for row in rows))
    members = members_of(dossiers, today())
    homes = queries.addresses(context, dossiers)
    heads = queries.letterheads(row.coach.organisation_id for row in rows)
    persons = {member.person.pk for some in members.values() for member in some}
    protected, shielded = guarded(persons=persons, dossiers=dossiers)
    found = []
    for row in rows:
        for member in _invited(row, members[row.dossier_id]):
            withheld = row.dossier_id in shielded or member.person.pk in protected
            home = None if withheld else _home(homes, row.dossier_id, member.person.pk)
            head = heads.get(row.coach.organisation_id) if row.coach.organisation_id else None
            found.append(_letter(row, member, home, head, withheld=withheld, with_purpose=with_purpose))
    return found


def paper(found: Sequence[Letter]) -> bytes:
    """All letters as one PDF, each on a sheet of its own. Raises PrintError when it would not be accessible."""
    made = now()
    data: dict[str, Any] = {"title": TITLE, "letters": [_on_paper(letter, made) for letter in found]}
    return render(TEMPLATE, data, created=made)


def _invited(row: Appointment, members: Sequence[Member]) -> list[Member]:
    if row.person_id is not None:
        return [member for member in members if member.person.pk == row.person_id]
    return [member for member in members if member.role is not Role.CHILD]


def _home(
    homes: Mapping[tuple[uuid.UUID, uuid.UUID | None], Address], dossier_id: uuid.UUID, person_id: uuid.UUID
) -> Address | None:
    return homes.get((dossier_id, person_id)) or homes.get((dossier_id, None))


def _letter(
    row: Appointment,
    member: Member,
    home: Address | None,
    head: Letterhead | None,
    *,
    withheld: bool,
    with_purpose: bool,
) -> Letter:
    purpose = row.purpose or "" if with_purpose else ""
    age = member.age(today())
    young = age is not None and age < ACTS_FOR_THEMSELVES
    return Letter(
        dossier_id=row.dossier_id,
        person_id=member.person.pk,
        name=member.name,
        line=f"An die Sorgeberechtigten von {member.name}" if young else member.name,
        street=home.street if home else "",
        place=f"{home.postcode} {home.town}" if home else "",
        withheld=withheld,
        starts_at=row.starts_at,
        minutes=minutes_between(row.starts_at, row.ends_at),
        where=_where(row, head),
        coach=row.coach.display_name,
        house=str(row.coach.organisation or ""),
        letterhead=head,
        purpose="" if speaks_of_consequences(purpose) else purpose,
        alternatives=[words.setting(code) for code in other_settings(row.setting)[:3]],
        feet=[make(row.coach.organisation_id) for make in feet] if row.coach.organisation_id else [],
    )


def _where(row: Appointment, head: Letterhead | None) -> str:
    """Setting, room and typed place; the house's address where they do not say how to find it."""
    if row.setting in WITHOUT_PLACE:
        return words.setting(row.setting)
    placed = row.place or (row.room and row.room.address)
    said = words.setting(row.setting) if placed or head is None else words.where(row.setting, head.line)
    return ", ".join(part for part in (said, place_of(row)) if part)


def _on_paper(letter: Letter, made: dt.datetime) -> dict[str, Any]:
    head = letter.letterhead
    facts = [
        ("Wann", letter.when),
        ("Wie lange", f"etwa {letter.minutes} Minuten"),
        ("Wo", letter.where),
        ("Mit wem", ", ".join(part for part in (letter.coach, letter.house) if part)),
    ]
    if letter.purpose:
        facts.append(("Worum es geht", letter.purpose))
    call = f"Rufen Sie an: {head.phone}." if head else "Rufen Sie uns an."
    return {
        "sender": " · ".join(part for part in (letter.house, head.line if head else "") if part),
        "address": [part for part in (letter.line, letter.street, letter.place) if part],
        "there": ", ".join(part for part in (head.town if head else "", german_date(made, "long")) if part),
        "title": TITLE,
        "greeting": f"Guten Tag {letter.name},",
        "opening": OPENING,
        "facts": [{"term": term, "said": said} for term, said in facts],
        "company": COMPANY,
        "move_title": "Passt der Termin nicht?",
        "move": f"{call} Wir finden einen anderen.",
        "other": f"Wir können auch anders sprechen: {_listed(letter.alternatives)}. Sagen Sie, was Ihnen lieber ist.",
        "closing": "Freundliche Grüße",
        "coach": letter.coach,
        "house": letter.house,
        "feet": [{"text": foot.text, "address": foot.address, "qr": foot.qr} for foot in letter.feet],
    }


def _listed(parts: Sequence[str]) -> str:
    return f"{', '.join(parts[:-1])} oder {parts[-1]}"
