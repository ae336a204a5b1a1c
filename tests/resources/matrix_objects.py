"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.resources.cards import PERSON, plans, says


def build(house: House) -> dict[str, Any]:
    """Amira's card with an entry in her words and a planned help."""
    family = haddad(house)
    return {
        "case": family.pk,
        "amira": family.amira,
        "view": "person",
        "resource": says(family, PERSON, "Nachbarin von gegenüber").pk,
        "help": plans(family).pk,
    }
