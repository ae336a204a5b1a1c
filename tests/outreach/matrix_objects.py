"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.outreach.seeking import tries


def build(house: House) -> dict[str, Any]:
    """Alma seeks contact with Amira."""
    family = haddad(house)
    tries(family, 3)
    return {"case": family.pk, "amira": family.amira, "entry": lambda _person: tries(family).pk}
