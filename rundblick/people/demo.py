"""The room's share of the demo: persons, households with dated members, addresses, ways to reach people.

Written as the responsible coach, so that dossiers, history and the door book are true; per coach one transaction and
one statement per table.
"""

import datetime as dt
from collections import defaultdict
from typing import TYPE_CHECKING, Any

from rundblick.access.context import acting_as, reason
from rundblick.access.hooks_demo import Cast
from rundblick.access.models import Grant, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.services import close_door, open_door, open_dossier
from rundblick.people.languages import LANGUAGES, NEEDS
from rundblick.people.models import Address, ContactPoint, Household, Membership, Person, ProtectedContact, Site
from rundblick.people.query import phone_digits
from rundblick.people.rules import Role
from rundblick.people.services.contacts import NewAddress, NewContact, address_row, contact_row
from rundblick.people.services.households import household_row
from rundblick.people.services.persons import NewPerson, index_names, person_row
from rundblick.web.clock import BERLIN, now, today

if TYPE_CHECKING:
    from rundblick.catalogue.scenario.model import Scenario

_SITES = {label: value for value, label in Site.choices}


def load(scenario: "Scenario", cast: Cast) -> None:
    """Write everything about people of the scenario; `cast.households` and `cast.persons` are filled by its keys."""
    by_coach = defaultdict(list)
    for household in scenario.households:
        by_coach[household.responsible].append(household)
    for login, households in by_coach.items():
        doors = _show_who_moved_in(scenario, cast, households)
        with acting_as(cast.users[login], "demo.people"), reason("demo.people"):
            _write(scenario, cast, households)
        for coach, grant in doors:
            with acting_as(coach, "demo.people"):
                close_door(grant)


def _show_who_moved_in(scenario: "Scenario", cast: Cast, wanted: list[Any]) -> list[tuple[User, Grant]]:
    """Whoever moves into a household of another coach is shown to that coach first: nobody draws in a stranger."""
    keys = {household.key for household in wanted}
    coming = {m.person for m in scenario.memberships if m.household in keys and m.person in cast.persons}
    former = {h.key: h for h in scenario.households if h.key not in keys}
    doors = []
    for told in scenario.memberships:
        if told.person in coming and told.household in former:
            coach = cast.users[former[told.household].responsible]
            with acting_as(coach, "demo.people"):
                grant = open_door(
                    dossier_id=cast.households[told.household].dossier_id,
                    principal=cast.users[wanted[0].responsible],
                    basis=Basis.STATUTORY,
                    topics=("master",),
                    subject_id=cast.persons[told.person].pk,
                    evidence="Umzug in eine andere Bedarfsgemeinschaft",
                    until=now() + dt.timedelta(hours=1),
                )
            doors.append((coach, grant))
    return doors


def _write(scenario: "Scenario", cast: Cast, wanted: list[Any]) -> None:
    keys = {household.key for household in wanted}
    for household in wanted:
        team = cast.teams[household.team]
        dossier = open_dossier(
            organisation=team.organisation,
            team=team,
            responsible=cast.users[household.responsible],
            opened_at=_moment(household.opened),
        )
        site = _SITES.get(household.site, Site.OTHER)
        cast.households[household.key] = household_row(dossier, number=household.number, site=site)
    Household.objects.bulk_create([cast.households[key] for key in keys])
    memberships = [m for m in scenario.memberships if m.household in keys]
    told = {person.key: person for person in scenario.persons}
    new = {m.person: person_row(_person(told[m.person])) for m in memberships if m.person not in cast.persons}
    cast.persons.update(new)
    Person.objects.bulk_create(new.values())
    Membership.objects.bulk_create(_membership(m, cast) for m in memberships)
    Address.objects.bulk_create(_address(r, cast) for r in scenario.residences if r.household in keys)
    ContactPoint.objects.bulk_create(_contacts(memberships, told, new, cast))
    ProtectedContact.objects.bulk_create(_protections(wanted, memberships, cast))
    index_names(new.values())


def _person(told: Any) -> NewPerson:
    return NewPerson(
        first_names=told.given_name,
        last_name=told.family_name,
        birth_date=told.born,
        languages=[code for code in told.languages if code in LANGUAGES],
        interpreter_language=told.interpreter if told.interpreter in LANGUAGES else "",
        communication_needs=[code for code in told.needs if code in NEEDS],
    )


def _membership(told: Any, cast: Cast) -> Membership:
    household = cast.households[told.household]
    return Membership(
        dossier_id=household.dossier_id,
        household=household,
        person=cast.persons[told.person],
        role=Role(told.role),
        valid_from=told.valid_from,
        valid_until=told.valid_until,
    )


def _address(told: Any, cast: Cast) -> Address:
    new = NewAddress(
        street=told.street,
        postcode=told.postcode,
        town=told.place,
        valid_from=told.valid_from,
        valid_until=told.valid_until,
    )
    return address_row(cast.households[told.household].dossier_id, new, told.valid_from)


def _contacts(memberships: list[Any], told: dict[str, Any], new: dict[str, Person], cast: Cast) -> list[ContactPoint]:
    rows: list[ContactPoint] = []
    told_once: set[str] = set()
    for membership in memberships:
        person = told[membership.person]
        if membership.person not in new or membership.person in told_once:
            continue
        told_once.add(membership.person)
        dossier_id = cast.households[membership.household].dossier_id
        phone = "mobile" if phone_digits(person.phone).startswith("491") else "phone"
        for kind, value in ((phone, person.phone), ("email", person.email)):
            if value:
                contact = NewContact(kind=kind, value=value, preferred=kind != "email")
                rows.append(contact_row(dossier_id, new[membership.person], contact, membership.valid_from))
    return rows


def _protections(wanted: list[Any], memberships: list[Any], cast: Cast) -> list[ProtectedContact]:
    rows = []
    for household in wanted:
        adults = [m for m in memberships if m.household == household.key and m.role not in ("child", "adult_child")]
        if household.protected_contact and adults:
            rows.append(
                ProtectedContact(
                    dossier_id=cast.households[household.key].dossier_id,
                    person=cast.persons[adults[0].person],
                    set_by=cast.users[household.responsible],
                    valid_from=min(household.opened, today()),
                )
            )
    return rows


def _moment(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(9), tzinfo=BERLIN)
