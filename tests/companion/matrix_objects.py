"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A note of Amira."""
    family = haddad(house)
    return {"note": family.note(family.amira)[0].pk}
