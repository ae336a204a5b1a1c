"""Verbs about workplaces: seen, said anew, closed. What stood before stays."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused, Stale
from rundblick.calendar.holding import held, save
from rundblick.employers import rules
from rundblick.employers.models import Employer, Site, Workplace
from rundblick.employers.services.common import refuse, token_or_new
from rundblick.web.clock import now, today


@dataclass(frozen=True, kw_only=True)
class Seen:
    """A protocol. None, "" and an empty list mean: not asked. `met`, `unmet`: codes of conditions."""

    site: Site
    title: str
    visited_on: dt.date | None = None
    visitors: str = ""
    present: str = ""
    tasks: tuple[str, ...] = ()
    tasks_words: str = ""
    posture: str = ""
    heaviest: int | None = None
    noise: str = ""
    pace: str = ""
    hours_from: int | None = None
    hours_until: int | None = None
    days: tuple[str, ...] = ()
    daytimes: tuple[str, ...] = ()
    times_words: str = ""
    remote: str = ""
    team: str = ""
    boss: str = ""
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    german: str = ""
    languages: str = ""
    licences: tuple[str, ...] = ()
    adaptable: str = ""
    pay: str = ""
    positions: int | None = None
    free_from: dt.date | None = None


def describe(
    *, employer: Employer, author: User, seen: Seen, since: dt.date | None = None, token: uuid.UUID | None = None
) -> Workplace:
    """Describe a workplace that was not known; it holds since the visit, or `since`, else today. `token`: its id.

    Raises Mistaken for what does not fit.
    """
    _check(employer.pk, seen)
    with reason("employers.workplace.describe"):
        key = token_or_new(token)
        row = Workplace(
            id=key,
            thread=key,
            employer=employer,
            author=author,
            written_at=now(),
            valid_from=since or seen.visited_on or today(),
            **_columns(seen),
        )
        return insert_once(row, within="employer_id")


def restate(*, workplace: Workplace, author: User, version: int, seen: Seen, on: dt.date | None = None) -> Workplace:
    """Say it anew from today (or `on`). On a later day the former description ends and stays; on the day on which it
    began, or before, it changes itself, and its history keeps what stood there.

    Raises Stale when it was changed meanwhile, Refused when it is closed, Mistaken for what does not fit.
    """
    _check(workplace.employer_id, seen)
    row = held(workplace)
    if row.valid_until is not None:
        raise Refused("Diese Beschreibung ist schon abgelöst oder geschlossen.")
    if row.version != version:
        raise Stale(row)
    day = on or today()
    with reason("employers.workplace.restate"):
        if day <= row.valid_from:
            save(row, author=author, written_at=now(), **_columns(seen))
            return row
        save(row, valid_until=day)
        return Workplace.objects.create(
            thread=row.thread,
            employer_id=row.employer_id,
            author=author,
            written_at=now(),
            valid_from=day,
            **_columns(seen),
        )


def close(*, workplace: Workplace, on: dt.date | None = None) -> None:
    """The workplace is no more from that day on (today). A description of this very day ends tomorrow.

    Raises Refused when it is closed already.
    """
    row = held(workplace)
    if row.valid_until is not None:
        raise Refused("Dieser Arbeitsplatz ist schon geschlossen.")
    day = max(on or today(), row.valid_from + dt.timedelta(days=1))
    with reason("employers.workplace.close"):
        save(row, valid_until=day)


def _check(employer_id: uuid.UUID, seen: Seen) -> None:
    problems = rules.visit_problems(vars(seen), as_of=today())
    if seen.site.employer_id != employer_id:
        problems["site"] = "Dieser Standort gehört zu einem anderen Betrieb."
    refuse(problems)


def _columns(seen: Seen) -> dict[str, object]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in vars(seen).items()}
