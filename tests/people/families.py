"""Invented families for the tests of the room, and how to write one into the database."""

import datetime as dt
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.models import Team, User
from rundblick.people.models import Household, Site
from rundblick.people.queries import memberships_of
from rundblick.people.rules import Role
from rundblick.people.services import NewAddress, NewContact, NewMember, NewPerson, create_household
from tests.house import House

STREET = "Verstecktengasse 17"
PHONE = "0171 5550815"


def member(
    name: str,
    born: dt.date | None = None,
    role: Role = Role.CHILD,
    *,
    since: dt.date | None = None,
    phone: str = "",
    former: str = "",
    **more: Any,
) -> NewMember:
    """A member from "first names|last name"."""
    first, last = name.split("|")
    contacts = [NewContact(kind="mobile", value=phone)] if phone else []
    person = NewPerson(first_names=first, last_name=last, birth_date=born, former_names=former, **more)
    return NewMember(person=person, role=role, valid_from=since, contacts=contacts)


def household(
    house: House,
    *members: NewMember,
    responsible: User | None = None,
    team: Team | None = None,
    number: str = "36502BG0012345",
    site: str = Site.ENNIGERLOH,
    acting: User | None = None,
) -> Household:
    """A household in an own transaction; Alma of team North is responsible unless told otherwise."""
    coach = responsible or house.alma
    assert coach.organisation
    with acting_as(acting or coach, "test"):
        return create_household(
            organisation=coach.organisation,
            team=team or house.north,
            responsible=coach,
            number=number,
            site=site,
            members=members or kaya(),
            address=NewAddress(street=STREET, postcode="59320", town="Ennigerloh"),
        )


def kaya() -> tuple[NewMember, ...]:
    """A single parent with two children."""
    return (
        member("Gülşen|Kaya", dt.date(1990, 2, 13), Role.SINGLE_PARENT, phone=PHONE, former="Yıldız"),
        member("Deniz|Kaya", dt.date(2014, 5, 4)),
        member("Ela|Kaya", dt.date(2018, 9, 30)),
    )


def person(household: Household, first_names: str, *, of: User) -> Any:
    """The person of that first name in the household, as `of` sees it."""
    with acting_as(of, "test", read_only=True):
        everybody = memberships_of([household.dossier_id])[household.dossier_id]
    return next(m.person for m in everybody if m.person.first_names == first_names)
