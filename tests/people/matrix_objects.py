"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.people import services, twins
from rundblick.people.models import DuplicateSuspicion, Household, Membership
from rundblick.people.services import NewContact
from tests.house import House
from tests.people.families import household, kaya, person


def build(house: House) -> dict[str, Any]:
    """Alma's household with a protected member, and a second record of that member in team South."""
    home = household(house, number="1234567")
    mother, child = person(home, "Gülşen", of=house.alma), person(home, "Ela", of=house.alma)
    household(house, kaya()[0], responsible=house.hanna, team=house.south, number="7654321")
    with acting_as(house.alma, "test"):
        protection = services.protect(household=Household.objects.get(), person=mother).pk
        membership = Membership.objects.get(person=child).pk
    with as_worker("test"):
        twins.suspect([mother.pk])
        suspicion = DuplicateSuspicion.objects.get().pk

    def fresh_contact(_: str = "") -> uuid.UUID:
        with acting_as(house.alma, "test"):
            here = Household.objects.get(pk=home.pk)
            contact = NewContact(kind="email", value="jemand@beispiel.example")
            return services.add_contact(household=here, person=child, contact=contact).pk

    return {
        "household": home.dossier_id,
        "person": child.pk,
        "membership": membership,
        "protection": protection,
        "contact": fresh_contact(),
        "fresh_contact": fresh_contact,
        "suspicion": suspicion,
    }
