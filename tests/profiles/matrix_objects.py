"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.profiles.saying import allow, full, make_sheet


def build(house: House) -> dict[str, Any]:
    """A full profile of Amira's."""
    family = haddad(house)
    target = full(family)
    return {
        "case": family.pk,
        "amira": family.amira,
        "part": "koennen",
        "target": target.pk,
        "sheet": make_sheet(family, allow(family)).pk,
    }
