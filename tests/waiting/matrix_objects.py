"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.waiting.lists import helped, waits


def build(house: House) -> dict[str, Any]:
    """Amira waits for a place, and something helps meanwhile."""
    family = haddad(house)
    wait = waits(family, family.amira)
    return {"case": family.pk, "amira": family.amira, "wait": wait.pk, "bridge": helped(wait, house.alma).pk}
