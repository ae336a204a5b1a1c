"""The sheet of a visit: address, bell, time, the team's phone, what was agreed and wished. Nothing else."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from rundblick.access import crypto
from rundblick.access.requests import Request
from rundblick.calendar.codes import Setting
from rundblick.calendar.models import Appointment
from rundblick.calendar.queries import names as names_of
from rundblick.invitations.queries import addresses, letterhead
from rundblick.people.models import Address
from rundblick.people.protection import shielded_dossiers
from rundblick.visits import queries


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One visit on paper. `withheld`: contact is protected, so that no address is printed."""

    starts_at: dt.datetime
    ends_at: dt.datetime
    bell: str
    street: str
    town: str
    withheld: bool
    phone: str
    agreed: str
    wishes: str
    waits: bool

    @property
    def rows(self) -> list[tuple[str, str]]:
        """Term and value; what nobody wrote down is left out."""
        address = f"{self.street}, {self.town}" if self.street else "nicht eingetragen"
        found = [
            ("Adresse", "Steht nicht auf dem Papier: geschützter Kontakt." if self.withheld else address),
            ("Klingel", self.bell),
            ("Vereinbart", self.agreed),
            ("Wünsche", self.wishes),
            ("Telefon des Teams", self.phone or "nicht eingetragen"),
        ]
        return [(term, value) for term, value in found if value]


def sheets(request: Request, rows: Sequence[Appointment]) -> list[Sheet]:
    """The sheets of home visits, others are left out; the rows come from `calendar.queries`. Five queries for all."""
    visits = [row for row in rows if row.setting == Setting.HOME_VISIT]
    if not visits:
        return []
    context = request.access
    dossiers = list({row.dossier_id for row in visits})
    crypto.load_keys(dossiers)
    shielded = shielded_dossiers(dossiers)
    known = addresses(context, [one for one in dossiers if one not in shielded])
    prepared = queries.preparations(context, visits)
    names = names_of(visits)
    head = letterhead(context.organisation_id)
    found = []
    for row in visits:
        plan = prepared.get(row.pk)
        lives = _address(known, row)
        found.append(
            Sheet(
                starts_at=row.starts_at,
                ends_at=row.ends_at,
                bell=(plan.bell if plan else "") or (names.get(row.person_id, "") if row.person_id else ""),
                street=lives.street if lives else "",
                town=f"{lives.postcode} {lives.town}" if lives else "",
                withheld=row.dossier_id in shielded,
                phone=head.phone if head else "",
                agreed=(plan.agreed if plan else "") or "",
                wishes=(plan.wishes if plan else "") or "",
                waits=row.waits,
            )
        )
    return found


def _address(known: dict[tuple[uuid.UUID, uuid.UUID | None], Address], row: Appointment) -> Address | None:
    return known.get((row.dossier_id, row.person_id)) or known.get((row.dossier_id, None))
