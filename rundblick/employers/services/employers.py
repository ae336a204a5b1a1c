"""Verbs about employers, their sites, whom to ask, and the log of contacts."""

import datetime as dt
import uuid
from dataclasses import dataclass

from rundblick.access.context import reason
from rundblick.access.models import User
from rundblick.access.once import insert_once
from rundblick.calendar.errors import Refused
from rundblick.calendar.holding import held, save
from rundblick.employers import rules
from rundblick.employers.models import Counterpart, Employer, Site, Talk
from rundblick.employers.places import position
from rundblick.employers.services.common import house_of, refuse, token_or_new
from rundblick.web.clock import now, today


@dataclass(frozen=True, kw_only=True)
class EmployerContent:
    """What is said about an employer; codes of `codes`."""

    name: str
    branch: str
    size: str = ""
    kinds: tuple[str, ...] = ()
    networks: tuple[str, ...] = ()
    network_words: str = ""
    website: str = ""
    offers: tuple[str, ...] = ()
    words: str = ""


@dataclass(frozen=True, kw_only=True)
class SiteContent:
    """Where work takes place. The position is looked up, never typed."""

    city: str
    name: str = ""
    address: str = ""
    postal_code: str = ""
    transport: str = ""


@dataclass(frozen=True, kw_only=True)
class Reach:
    """Whom to ask, in their function."""

    function: str
    name: str = ""
    phone: str = ""
    email: str = ""


@dataclass(frozen=True, kw_only=True)
class TalkContent:
    """One contact. `next_step` and `next_on` come together or not at all."""

    on: dt.date
    way: str
    sentence: str
    counterpart: Counterpart | None = None
    next_step: str = ""
    next_on: dt.date | None = None


def begin(
    *, author: User, content: EmployerContent, site: SiteContent | None = None, token: uuid.UUID | None = None
) -> Employer:
    """Keep an employer, with its first site if there is one. `token` becomes the id. Raises Refused."""
    house = house_of(author)
    with reason("employers.begin"):
        row = Employer(id=token_or_new(token), house=house, begun_at=now(), **_columns(content))
        stored = insert_once(row, within="house_id")
        if stored is row and site is not None:
            add_site(employer=row, content=site)
        return stored


def change(*, employer: Employer, version: int, content: EmployerContent) -> None:
    """Say anew what it is. Raises Stale."""
    row = held(employer, version=version)
    with reason("employers.change"):
        save(row, **_columns(content))


def end(*, employer: Employer, on: dt.date | None) -> None:
    """Nobody works with it from that day on; None: again somebody does."""
    row = held(employer)
    with reason("employers.end"):
        save(row, ended_on=on)


def add_site(*, employer: Employer, content: SiteContent, token: uuid.UUID | None = None) -> Site:
    """Add a site; its position comes from the directory's places where they know it. `token` becomes the id."""
    with reason("employers.site.add"):
        row = Site(id=token_or_new(token), employer=employer, **_placed(content))
        return insert_once(row, within="employer_id")


def change_site(*, site: Site, version: int, content: SiteContent) -> None:
    """Say it anew and look the position up again. Raises Stale."""
    row = held(site, version=version)
    with reason("employers.site.change"):
        save(row, **_placed(content))


def close_site(*, site: Site) -> None:
    """The site is no more. Raises Refused while a workplace stands there."""
    row = held(site)
    if row.workplaces.filter(valid_until__isnull=True).exists():
        raise Refused("Hier steht noch ein Arbeitsplatz. Bitte schließen Sie ihn zuerst.")
    if row.closed_on is None:
        with reason("employers.site.close"):
            save(row, closed_on=today())


def add_person(*, employer: Employer, reach: Reach, token: uuid.UUID | None = None) -> Counterpart:
    """Say whom to ask. `token` becomes the id."""
    with reason("employers.person.add"):
        row = Counterpart(id=token_or_new(token), employer=employer, last_on=today(), **vars(reach))
        return insert_once(row, within="employer_id")


def change_person(*, person: Counterpart, version: int, reach: Reach) -> None:
    """Say it anew, which confirms it. Raises Stale, Refused when it is gone."""
    row = held(person, version=version)
    with reason("employers.person.change"):
        save(row, last_on=today(), **vars(reach))


def remove_person(*, person: Counterpart) -> None:
    """Forget whom to ask: the entry goes now, what it looked like before with the next night's job."""
    with reason("employers.person.remove"):
        person.delete()


def note(*, employer: Employer, author: User, content: TalkContent, token: uuid.UUID | None = None) -> Talk:
    """Write a contact down. `token` becomes the id. Raises Mistaken for a next step without a day."""
    refuse(_talk_problems(employer.pk, content))
    with reason("employers.talk.note"):
        row = Talk(id=token_or_new(token), employer=employer, author=author, written_at=now(), **vars(content))
        stored = insert_once(row, within="employer_id")
        _spoken(content)
        return stored


def change_talk(*, talk: Talk, version: int, content: TalkContent) -> None:
    """Say it anew; a next step with a new day is open again. Raises Stale, or Mistaken as in `note`."""
    refuse(_talk_problems(talk.employer_id, content))
    row = held(talk, version=version)
    same = (row.next_step, row.next_on) == (content.next_step, content.next_on)
    with reason("employers.talk.change"):
        save(row, **vars(content), done_on=row.done_on if same else None)
        _spoken(content)


def done(*, talk: Talk, yes: bool) -> None:
    """The next step is done, or after all it is not. Twice is harmless. Raises Refused without a next step."""
    row = held(talk)
    if row.next_on is None:
        raise Refused("Hier war nichts verabredet.")
    if (row.done_on is not None) != yes:
        with reason("employers.talk.done"):
            save(row, done_on=today() if yes else None)


def _columns(content: EmployerContent) -> dict[str, object]:
    lists = {name: list(getattr(content, name)) for name in ("kinds", "networks", "offers")}
    return vars(content) | lists


def _placed(content: SiteContent) -> dict[str, object]:
    found = position(address=content.address, city=content.city)
    return vars(content) | {
        "latitude": found.latitude if found else None,
        "longitude": found.longitude if found else None,
        "exact": bool(found and found.exact),
    }


def _talk_problems(employer_id: uuid.UUID, content: TalkContent) -> dict[str, str]:
    found = rules.talk_problems(vars(content))
    if content.counterpart is not None and content.counterpart.employer_id != employer_id:
        found["counterpart"] = "Diese Ansprechperson gehört zu einem anderen Betrieb."
    return found


def _spoken(content: TalkContent) -> None:
    """Retention of a business contact counts from the last talk."""
    person = content.counterpart
    if person is not None and person.last_on < content.on:
        row = held(person)
        row.last_on = content.on
        row.save()
