"""Before somebody begins: who fits and why, what is missing, what speaks for asking again. Information only.

People decide (design rule 9). The one thing that keeps somebody from beginning is a missing agreement in a voluntary
programme; `services.begin` refuses that, nothing here does.
"""

import datetime as dt
import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from rundblick.people.queries import Member
from rundblick.programmes.bridge import Frame
from rundblick.programmes.conditions import Finding
from rundblick.programmes.definition import Programme
from rundblick.programmes.facts import Fact
from rundblick.programmes.models import Run
from rundblick.programmes.places import Places
from rundblick.programmes.rules import eligibility
from rundblick.web.german import german_date

WORKING_AGE = 15
"""From this birthday on somebody can be entitled in her or his own right (§ 7 Abs. 1 Nr. 1 SGB II)."""


@dataclass(frozen=True, slots=True)
class Fit:
    """The finding about the household (`person_id` None) or about one member."""

    person_id: uuid.UUID | None
    name: str
    finding: Finding


def fits(
    programme: Programme, facts: Collection[Fact], members: Sequence[Member], as_of: dt.date, household: str
) -> list[Fit]:
    """Whether the household, or each member of working age, belongs to the target group on that day, and why."""
    if programme.unit == "household":
        return [Fit(None, household, eligibility(facts, programme, as_of))]
    return [
        Fit(member.person.pk, member.name, eligibility(facts, programme, as_of, subject=member.person.pk))
        for member in able_to_take_part(members, as_of)
    ]


def able_to_take_part(members: Sequence[Member], as_of: dt.date) -> list[Member]:
    """Members of working age, and those whose age nobody knows."""
    return [member for member in members if (age := member.age(as_of)) is None or age >= WORKING_AGE]


def open_questions(finding: Finding) -> list[str]:
    """Codes of the facts whose answer would decide, in the order asked: only below what is open itself."""
    if finding.answer != "unknown":
        return []
    if not finding.parts:
        return [finding.fact]
    return list(dict.fromkeys(code for part in finding.parts for code in open_questions(part)))


def hints(
    programme: Programme,
    run: Run,
    *,
    day: dt.date,
    places: Sequence[Places],
    present: Collection[Frame],
) -> list[str]:
    """Sentences worth knowing before the start on that day; none of them blocks."""
    found = []
    if day < run.valid_from or (run.valid_until is not None and day >= run.valid_until):
        found.append(f"„{run.label}“ nimmt am {german_date(day)} niemanden auf.")
    elif run.valid_until is not None and programme.time.duration is not None:
        full = programme.time.duration.by.after(day, programme.state)
        if full > run.valid_until:
            last = run.valid_until - dt.timedelta(days=1)
            found.append(f"„{run.label}“ endet am {german_date(last)}, vor der vollen Dauer.")
    full_sites = [one.label for one in places if one.free is not None and one.free <= 0]
    if full_sites:
        found.append(f"Alle Plätze sind vergeben: {', '.join(full_sites)}.")
    others = sorted({frame.programme.title for frame in present if frame.running(day)})
    if others:
        found.append(f"Im Haushalt läuft schon: {', '.join(others)}.")
    return found
