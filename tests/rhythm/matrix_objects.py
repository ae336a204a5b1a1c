"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.rhythm.paces import agreed


def build(house: House) -> dict[str, Any]:
    """With Amira a rhythm of her own is agreed."""
    family = haddad(house)
    agreed(family, family.amira)
    return {"case": family.pk, "amira": family.amira}
