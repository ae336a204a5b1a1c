"""When a consent holds, how long it may hold, and who may give it. Pure; days are Berlin's."""

import datetime as dt
import hashlib
import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum

from rundblick.consent.codes import CustodyKind
from rundblick.people.rules import age_at, turns

ASKED_FROM = 15
"""From this age on somebody acts for themselves in social law (§ 36 Abs. 1 SGB I) and is asked as well."""
OF_AGE = 18
OUTSIDE = "wer außerhalb des Haushalts das Sorgerecht hat"
SOON = dt.timedelta(days=30)


class State(StrEnum):
    """How a consent stands on a day."""

    HOLDS = "holds"
    ENDS_SOON = "ends_soon"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    REPLACED = "replaced"
    FORMER = "former"


STANDING = frozenset({State.HOLDS, State.ENDS_SOON})


def state_of(*, withdrawn: bool, superseded: bool, valid_until: dt.date, door_open: bool, as_of: dt.date) -> State:
    """The state on `as_of`. FORMER: its time is not over, yet the reader it names has gone and the door with them."""
    if withdrawn:
        return State.WITHDRAWN
    if superseded:
        return State.REPLACED
    if valid_until <= as_of:
        return State.EXPIRED
    if not door_open:
        return State.FORMER
    return State.ENDS_SOON if valid_until - as_of <= SOON else State.HOLDS


def key_of(recipient: uuid.UUID | None, organisation: uuid.UUID | None, named: str | None) -> str:
    """Whom a consent names, as one word; somebody outside by a digest of the name, whatever its case and spaces."""
    if named:
        return hashlib.sha256(" ".join(named.casefold().split()).encode()).hexdigest()[:16]
    return str(recipient or organisation or "")


@dataclass(frozen=True, slots=True)
class Asked:
    """The person a consent is about. `child`: lives as a child in the household, whatever the age."""

    person_id: uuid.UUID
    birth_date: dt.date | None
    child: bool

    def age(self, day: dt.date) -> int | None:
        """Age in completed years; None when the birth date is not known."""
        return age_at(self.birth_date, day) if self.birth_date and self.birth_date <= day else None

    def minor(self, day: dt.date) -> bool:
        """Under 18 on that day; without a birth date, whoever lives here as a child."""
        age = self.age(day)
        return age < OF_AGE if age is not None else self.child

    def asked_alone(self, day: dt.date) -> bool:
        """Whether only the person themself can consent: they are of age."""
        return not self.minor(day)


@dataclass(frozen=True, slots=True)
class Holders:
    """Who has custody of a minor: members of the household, and whether somebody outside has it (too)."""

    kind: CustodyKind
    members: frozenset[uuid.UUID] = frozenset()
    outside: bool = False

    @property
    def problem(self) -> str:
        """German sentence why this cannot be; empty if all is well."""
        wanted = {CustodyKind.JOINT: 2, CustodyKind.UNKNOWN: 0}.get(self.kind, 1)
        if len(self.members) + self.outside == wanted:
            return ""
        match self.kind:
            case CustodyKind.JOINT:
                return "Gemeinsam heißt: zwei Menschen. Bitte wählen Sie genau zwei."
            case CustodyKind.UNKNOWN:
                return "Noch nicht geklärt heißt: Hier steht niemand. Bitte wählen Sie sonst, wer es hat."
        return "Bitte wählen Sie genau eine Person."


TO_CLARIFY = (
    "Zu klären: Sind oder waren die Eltern verheiratet, oder gibt es eine gemeinsame Sorgeerklärung? Sonst hat die"
    " Mutter das Sorgerecht allein (§ 1626a BGB); das Jugendamt bescheinigt es (§ 58 SGB VIII). Hat ein Gericht"
    " entschieden, gilt der Beschluss."
)
UNKNOWN_CUSTODY = (
    "Solange nicht geklärt ist, wer das Sorgerecht hat, geht eine Einwilligung nur, wenn jemand sagt, es allein zu"
    f" haben. Dann wählen Sie bitte „eine Person allein“. {TO_CLARIFY}"
)


def who_gives_problem(
    asked: Asked,
    *,
    by: Collection[uuid.UUID],
    adults: Mapping[uuid.UUID, str],
    outside: bool,
    day: dt.date,
    holders: Holders | None = None,
) -> str:
    """German sentence why these people cannot give this consent; empty if all is well. It says who is missing.

    `by`: who consented, `adults`: grown-up members with their names, `outside`: somebody outside of the household who
    has custody, or who cares for an adult by law. Somebody of age consents themself. For a minor all who have custody
    do (`holders`, as it stands on that day; None = nobody was asked yet), and from 15 on the minor too.
    """
    own = asked.person_id in by
    if not by and not outside:
        return "Bitte wählen Sie, wer eingewilligt hat."
    if asked.minor(day):
        return _minors_problem(asked, by=set(by), adults=adults, outside=outside, day=day, holders=holders)
    if not own and not outside:
        return "Wer volljährig ist, willigt selbst ein."
    return ""


def _minors_problem(
    asked: Asked,
    *,
    by: set[uuid.UUID],
    adults: Mapping[uuid.UUID, str],
    outside: bool,
    day: dt.date,
    holders: Holders | None,
) -> str:
    age = asked.age(day)
    if age is None:
        return "Bitte tragen Sie zuerst das Geburtsdatum ein. Davon hängt ab, wer einwilligen kann."
    if holders is None:
        return "Bitte sagen Sie zuerst, wer das Sorgerecht hat."
    if holders.kind == CustodyKind.UNKNOWN:
        return UNKNOWN_CUSTODY
    if not holders.members <= set(adults):
        return "Wer das Sorgerecht hat, gehört nicht mehr zum Haushalt. Bitte tragen Sie das Sorgerecht neu ein."
    others = by - holders.members - {asked.person_id}
    if others or (outside and not holders.outside):
        named = [*sorted(adults.get(key, "jemand") for key in others), *([OUTSIDE] if outside and not others else [])]
        return f"Nach dem, was hier zum Sorgerecht steht, hat es nicht: {', '.join(named)}."
    missing = sorted(adults[key] for key in holders.members - by)
    missing += [OUTSIDE] if holders.outside and not outside else []
    if age >= ASKED_FROM and asked.person_id not in by:
        missing.append(f"die jugendliche Person selbst (ab {ASKED_FROM} Jahren)")
    if not missing:
        return ""
    return f"Alle mit Sorgerecht willigen ein. Es fehlt noch: {', '.join(missing)}."


def latest_end(
    asked: Asked, *, given_on: dt.date, longest_days: int, own: bool, working_until: dt.date | None
) -> dt.date:
    """The last `valid_until` (exclusive) a consent may have.

    Never longer than its purpose allows. What others consented for a minor ends on the 18th birthday (`own`: the person
    consented too). `working_until`: first day on which the reader no longer works with the case, None = open.
    """
    ends = [given_on + dt.timedelta(days=longest_days)]
    if asked.birth_date and asked.minor(given_on) and not own:
        ends.append(turns(asked.birth_date, OF_AGE))
    if working_until is not None:
        ends.append(working_until)
    return min(ends)


def turning_hint(asked: Asked, *, until: dt.date, day: dt.date) -> str:
    """German sentence about a birthday that changes who is asked, until the consent ends; empty without one."""
    if asked.birth_date is None or not asked.minor(day):
        return ""
    fifteen, grown = turns(asked.birth_date, ASKED_FROM), turns(asked.birth_date, OF_AGE)
    if day < fifteen < until:
        return f"Wird am {fifteen:%d.%m.%Y} {ASKED_FROM} Jahre alt. Bitte fragen Sie dann auch die jugendliche Person."
    if day < grown <= until:
        return f"Wird am {grown:%d.%m.%Y} volljährig. Was andere erlaubt haben, endet an diesem Tag."
    if fifteen <= day:
        return "Bitte fragen Sie auch die jugendliche Person selbst."
    return ""
