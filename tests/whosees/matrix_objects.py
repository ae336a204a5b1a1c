"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """The Haddads."""
    family = haddad(house)
    return {"case": family.pk, "amira": family.amira}
