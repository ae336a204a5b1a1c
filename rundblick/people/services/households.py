"""Households: creating one with its dossier and members, changing number and site."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import F

from rundblick.access.context import current, reason
from rundblick.access.models import Dossier, Organisation, Team, User
from rundblick.access.services import hand_over, open_dossier
from rundblick.people.models import Address, ContactPoint, Household, Membership, Person, Site
from rundblick.people.query import household_number_keys
from rundblick.people.rules import Role
from rundblick.people.services.contacts import NewAddress, NewContact, address_row, contact_row
from rundblick.people.services.errors import Outdated, Refused
from rundblick.people.services.members import check_dates, check_roles
from rundblick.people.services.persons import NewPerson, index_names, person_row
from rundblick.web.clock import today


@dataclass(frozen=True, kw_only=True)
class NewMember:
    """Who belongs to a new household: somebody new, or a person who is already known. Dates are half-open."""

    person: NewPerson | Person
    role: Role
    valid_from: dt.date | None = None
    valid_until: dt.date | None = None
    contacts: Sequence[NewContact] = ()


def create_household(
    *,
    organisation: Organisation,
    team: Team,
    responsible: User,
    number: str = "",
    site: str = Site.OTHER,
    members: Sequence[NewMember],
    address: NewAddress | None = None,
    household_id: uuid.UUID | None = None,
    opened_at: dt.datetime | None = None,
) -> Household:
    """Open a dossier and write the household with its members into it; answers the household.

    Whoever takes a household in for a colleague is responsible until everything is written and hands over at the
    end. `household_id` makes a repeated submission collide instead of creating a second household
    (IntegrityError). `opened_at`: a file taken over began earlier. Raises Refused without members or with dates
    that cannot be.
    """
    if not members:
        raise Refused("Ein Haushalt braucht mindestens eine Person.")
    acting = current().user_id
    opener = responsible if acting in (None, responsible.pk) else User.objects.get(pk=acting)
    dossier = open_dossier(organisation=organisation, team=team, responsible=opener, opened_at=opened_at)
    with reason("people.household.create"):
        household = household_row(dossier, number=number, site=site, household_id=household_id)
        household.save(force_insert=True)
        start = opened_at.date() if opened_at else today()
        fill(household, members, address=address, start=start)
    if opener.pk != responsible.pk:
        hand_over(dossier_id=dossier.pk, to=responsible)
    return household


def household_row(
    dossier: Dossier, *, number: str = "", site: str = Site.OTHER, household_id: uuid.UUID | None = None
) -> Household:
    """An unsaved household of this dossier."""
    return Household(
        pk=household_id or uuid.uuid4(),
        dossier=dossier,
        number=number.strip(),
        number_keys=sorted(household_number_keys(number)),
        site=site,
    )


def fill(
    household: Household, members: Sequence[NewMember], *, address: NewAddress | None = None, start: dt.date
) -> list[Person]:
    """Write members, their contact data and the address of a household that was just created; four statements."""
    new: list[Person] = []
    persons: list[Person] = []
    rows: list[Membership] = []
    contacts: list[ContactPoint] = []
    for member in members:
        person = member.person if isinstance(member.person, Person) else person_row(member.person)
        if not isinstance(member.person, Person):
            new.append(person)
        persons.append(person)
        row = Membership(
            dossier_id=household.dossier_id,
            household=household,
            person=person,
            role=Role(member.role),
            valid_from=member.valid_from or start,
            valid_until=member.valid_until,
        )
        check_dates(row)
        rows.append(row)
        contacts += [contact_row(household.dossier_id, person, contact, start) for contact in member.contacts]
    check_roles(rows)
    Person.objects.bulk_create(new)
    Membership.objects.bulk_create(rows)
    if contacts:
        ContactPoint.objects.bulk_create(contacts)
    if address:
        Address.objects.bulk_create([address_row(household.dossier_id, address, start)])
    index_names(new)
    return persons


def change_household(*, household: Household, version: int, number: str, site: str) -> Household:
    """Change number and site. Raises Outdated when somebody saved in between."""
    with reason("people.household.change"):
        saved = Household.objects.filter(pk=household.pk, version=version).update(
            number=number.strip(),
            number_keys=sorted(household_number_keys(number)),
            site=site,
            version=F("version") + 1,
        )
    if not saved:
        raise Outdated
    household.number, household.site, household.version = number.strip(), site, version + 1
    return household
