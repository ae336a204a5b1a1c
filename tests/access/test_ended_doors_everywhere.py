"""A door that has ended opens no address of any room: whoever held it is answered as if it had never been there."""

from typing import Any

import pytest
from django.urls import reverse

from rundblick.access.context import acting_as
from rundblick.access.database import as_worker
from rundblick.access.doors import TOPICS
from rundblick.access.models import Dossier, Grant, User
from rundblick.access.models.dossiers import Basis
from rundblick.access.roles import Role
from rundblick.web.clock import now
from tests.access.test_matrix import EXPECTED, READING, needs_objects, objects_of
from tests.cooperation.sheets import DAY
from tests.house import House

WITH_OBJECTS = {room: [name for name in names if needs_objects(name)] for room, names in READING.items()}


@pytest.mark.parametrize("room", sorted(room for room, names in WITH_OBJECTS.items() if names))
def test_an_ended_door_is_as_good_as_none(room: str, house: House) -> None:
    with acting_as(house.frank, "test"):
        guest = house.add("fremd", house.partner, None, [Role.PARTNER])
    names = WITH_OBJECTS[room]
    objects = objects_of(names[0], house)
    before = answers(house, names, objects)
    held(guest)
    assert answers(house, names, objects) == before


def held(guest: User) -> None:
    """This guest held every topic of every dossier by name, until yesterday."""
    with as_worker("test"):
        Grant.objects.bulk_create(
            Grant(
                dossier=dossier,
                principal_kind="user",
                principal_id=guest.pk,
                basis=basis,
                topics=list(TOPICS),
                writes=True,
                valid_from=now() - 9 * DAY,
                valid_until=now() - DAY,
                evidence="abgelaufen",
            )
            for dossier in Dossier.objects.all()
            for basis in (Basis.CONSENT, Basis.ASSIGNMENT, Basis.STATUTORY)
        )


def answers(house: House, names: list[str], objects: dict[str, Any]) -> dict[str, int]:
    """How each address of the room answers this guest."""
    browser = house.login("fremd")
    found = {}
    for name in names:
        arguments = [
            objects[key]("fremd") if callable(objects[key]) else objects[key] for key in EXPECTED[name].get("args", [])
        ]
        found[name] = browser.get(reverse(name, args=arguments)).status_code
    return found
