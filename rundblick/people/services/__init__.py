"""The verbs of the room; each runs inside the caller's transaction and names its reason for the history.

They raise `Refused` with a German sentence and the field it belongs to, and `Outdated` when somebody else saved
first.
"""

from rundblick.people.services.contacts import (
    NewAddress,
    NewContact,
    add_address,
    add_contact,
    change_contact,
    end_contact,
)
from rundblick.people.services.errors import Outdated, Refused
from rundblick.people.services.households import NewMember, change_household, create_household
from rundblick.people.services.members import add_member, change_membership, end_membership, move_member
from rundblick.people.services.persons import NewPerson, change_person, index_names
from rundblick.people.services.protection import protect, unprotect

__all__ = [
    "NewAddress",
    "NewContact",
    "NewMember",
    "NewPerson",
    "Outdated",
    "Refused",
    "add_address",
    "add_contact",
    "add_member",
    "change_contact",
    "change_household",
    "change_membership",
    "change_person",
    "create_household",
    "end_contact",
    "end_membership",
    "index_names",
    "move_member",
    "protect",
    "unprotect",
]
