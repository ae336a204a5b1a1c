"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.profiles.saying import allow, full, make_card, make_sheet


def build(house: House) -> dict[str, Any]:
    """A full profile of Amira's."""
    family = haddad(house)
    target = full(family)
    sheet = make_sheet(family, allow(family))
    allow(family, "applicant_card")
    return {
        "case": family.pk,
        "amira": family.amira,
        "part": "koennen",
        "target": target.pk,
        "sheet": sheet.pk,
        "card": make_card(family).pk,
        "token": "nicht-echt",
    }
