"""The invented households: dossier, key, doors, members with their search keys, case, and a place in a programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from uuid import UUID

from rundblick.access import crypto
from rundblick.access.models import Dossier, DossierKey, Grant
from rundblick.access.models.dossiers import Basis, PrincipalKind
from rundblick.access.services.doors import CONTENT, TEAM_TOPICS
from rundblick.cases.models import Case, CasePeriod, Focus
from rundblick.people.duplicates import Stub, blocking_keys
from rundblick.people.models import Address, ContactPoint, Household, Membership, NameKey, Person, Site
from rundblick.people.names import search_keys, sort_key
from rundblick.people.query import household_number_keys, phone_digits
from rundblick.people.services.persons import BLOCKING
from rundblick.programmes.models import Participation
from rundblick.web.clock import BERLIN
from tools.bench import invented
from tools.bench.invented import Somebody
from tools.bench.plan import PARTICIPATES_EVERY, YEARS_BACK, Size
from tools.bench.sheets import Sheet
from tools.bench.staff import Staff, new_id

AT_ONCE = 2_000
SITES = tuple(Site.values)


@dataclass(frozen=True, slots=True)
class Home:
    """A household as the entries need it. `grown_ups` are person ids; `participation` is empty for most."""

    dossier: str
    key: bytes
    coach: int
    opened: dt.datetime
    grown_ups: tuple[str, ...]
    period: str
    participation: str

    def seal(self, place: str, row: str, text: str) -> bytes:
        """The text sealed for `place` ("cases.contactnote:sentence") of the row with this id."""
        return crypto.seal(self.key, text, f"{self.dossier}:{place}:{row}")


class _Sheets:
    """One sheet per table."""

    def __init__(self) -> None:
        self.dossiers = Sheet(Dossier, "id", "organisation_id", "team_id", "opened_at")
        self.keys = Sheet(DossierKey, "id", "dossier_id", "master_id", "wrapped")
        self.grants = Sheet(
            Grant, "id", "dossier_id", "principal_kind", "principal_id", "basis", "topics", "writes", "valid_from",
            "valid_until", "evidence",
        )  # fmt: skip
        self.households = Sheet(Household, "id", "dossier_id", "number", "number_keys", "site", "created_at")
        self.persons = Sheet(Person, "id", "first_names", "last_name", "birth_date", "sort_key", "created_at")
        self.members = Sheet(Membership, "id", "dossier_id", "household_id", "person_id", "role", "valid_from")
        self.names = Sheet(NameKey, "person_id", "kind", "key")
        self.contacts = Sheet(
            ContactPoint, "id", "dossier_id", "person_id", "kind", "value", "phone_reversed", "valid_from"
        )
        self.addresses = Sheet(Address, "id", "dossier_id", "street", "postcode", "town", "valid_from")
        self.cases = Sheet(Case, "id", "dossier_id", "household_id", "opened_on")
        self.periods = Sheet(CasePeriod, "id", "dossier_id", "case_id", "opened_on")
        self.focus = Sheet(Focus, "id", "dossier_id", "case_id", "person_id", "valid_from")
        self.participations = Sheet(Participation, "id", "dossier_id", "run_id", "site", "started_on")

    def write(self) -> None:
        for sheet in vars(self).values():
            sheet.write()


def write(random: Random, size: Size, staff: Staff, *, today: dt.date) -> list[Home]:
    """Write all households, the oldest first; they go round the coaches, so that nobody's cases lie together."""
    sheets = _Sheets()
    homes = []
    for number in range(size.cases):
        homes.append(_home(random, sheets, size, staff, number, today))
        if number % AT_ONCE == AT_ONCE - 1:
            sheets.write()
    sheets.write()
    return homes


def _home(random: Random, sheets: _Sheets, size: Size, staff: Staff, number: int, today: dt.date) -> Home:
    # The youngest case is two months old, so that every file is as long as it is meant to be.
    back = 60 + (YEARS_BACK * 365 - 60) * (size.cases - number) // size.cases
    opened = dt.datetime.combine(today - dt.timedelta(days=back), dt.time(9), tzinfo=BERLIN)
    dossier, coach = new_id(random), number % size.coaches
    master_id, wrapped = crypto.wrap_new_key(UUID(dossier))
    sheets.dossiers.add(dossier, staff.organisation, staff.team_of(coach), opened)
    sheets.keys.add(new_id(random), dossier, master_id, wrapped)
    household, grown_ups = _household(random, sheets, number, dossier, opened, today)
    place = number // PARTICIPATES_EVERY if number % PARTICIPATES_EVERY == 0 else None
    run = place // size.places if place is not None else None
    _doors(random, sheets, size, staff, dossier, coach, opened, run=run)
    period = _case(random, sheets, dossier, household, opened.date(), grown_ups)
    return Home(
        dossier=dossier,
        key=crypto.unwrap_key(UUID(dossier), master_id, wrapped),
        coach=coach,
        opened=opened,
        grown_ups=tuple(grown_ups),
        period=period,
        participation=_participation(random, sheets, staff, dossier, run, today) if run is not None else "",
    )


def _household(
    random: Random, sheets: _Sheets, number: int, dossier: str, opened: dt.datetime, today: dt.date
) -> tuple[str, list[str]]:
    """Household, members with names to be found by, a phone, an address; answers its id and the grown-ups' ids."""
    household, since = new_id(random), opened.date()
    bg = f"36502BG{number:07}"
    sheets.households.add(household, dossier, bg, sorted(household_number_keys(bg)), SITES[number % len(SITES)], opened)
    grown_ups = []
    for member in invented.household(random, today=today):
        person = new_id(random)
        sort = sort_key(member.last_name, member.first_names)
        sheets.persons.add(person, member.first_names, member.last_name, member.birth_date, sort, opened)
        sheets.members.add(new_id(random), dossier, household, person, member.role.value, since)
        for kind, key in _name_keys(member):
            sheets.names.add(person, kind, key)
        if member.grown_up:
            grown_ups.append(person)
    phone = f"0151 {random.randrange(10**7, 10**8)}"
    turned = phone_digits(phone)[::-1]
    sheets.contacts.add(new_id(random), dossier, grown_ups[0], ContactPoint.Kind.MOBILE, phone, turned, since)
    street = f"Musterweg {random.randint(1, 200)}"
    sheets.addresses.add(new_id(random), dossier, street, "59320", "Ennigerloh", since)
    return household, grown_ups


def _name_keys(member: Somebody) -> Iterator[tuple[str, str]]:
    yield from _keys_of_names(member.first_names) | _keys_of_names(member.last_name)
    stub = Stub(member.first_names, member.last_name, (), member.birth_date)
    yield from ((BLOCKING, key) for key in blocking_keys(stub))


@lru_cache(maxsize=10_000)
def _keys_of_names(name: str) -> frozenset[tuple[str, str]]:
    return frozenset((str(kind), key) for kind, key in search_keys(name, ""))


def _doors(
    random: Random,
    sheets: _Sheets,
    size: Size,
    staff: Staff,
    dossier: str,
    coach: int,
    opened: dt.datetime,
    *,
    run: int | None,
) -> None:
    """The responsible coach and the team; every fifth case had another coach before; a Träger works by order."""

    def grant(kind: str, principal: str, basis: str, topics: tuple[str, ...], **more: object) -> None:
        writes = basis != Basis.TEAM
        start, until = more.get("start", opened), more.get("until")
        evidence = more.get("evidence", "")
        sheets.grants.add(new_id(random), dossier, kind, principal, basis, list(topics), writes, start, until, evidence)

    handed_over = random.random() < 0.2
    change = opened + dt.timedelta(days=30)
    start = change if handed_over else opened
    if handed_over:
        former = staff.coaches[(coach + 1) % size.coaches]
        grant(PrincipalKind.USER, former, Basis.RESPONSIBLE, CONTENT, until=change)
    grant(PrincipalKind.USER, staff.coaches[coach], Basis.RESPONSIBLE, CONTENT, start=start)
    grant(PrincipalKind.TEAM, staff.team_of(coach), Basis.TEAM, TEAM_TOPICS)
    if run is not None:
        grant(PrincipalKind.TEAM, staff.provider_teams[run], Basis.ASSIGNMENT, CONTENT, evidence="Vertrag 2026/1")


def _case(
    random: Random, sheets: _Sheets, dossier: str, household: str, opened_on: dt.date, grown_ups: list[str]
) -> str:
    """The case with its one period and the grown-ups in focus; answers the period's id."""
    period = new_id(random)
    sheets.cases.add(dossier, dossier, household, opened_on)
    sheets.periods.add(period, dossier, dossier, opened_on)
    for person in grown_ups:
        sheets.focus.add(new_id(random), dossier, dossier, person, opened_on)
    return period


def _participation(random: Random, sheets: _Sheets, staff: Staff, dossier: str, run: int, today: dt.date) -> str:
    """The household takes part in this run; answers the participation's id."""
    participation = new_id(random)
    started = today - dt.timedelta(days=random.randint(7, 200))
    sheets.participations.add(participation, dossier, staff.runs[run], random.choice(SITES[:2]), started)
    return participation
