"""Objects of the permission matrix."""

import uuid
from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.lights.cakes import lay


def build(house: House) -> dict[str, Any]:
    """A card on Amira's cake."""
    family = haddad(house)
    card = lay(family, "Kitaplatz ab August", "yellow")
    return {
        "case": family.pk,
        "amira": family.amira,
        "card": card.pk,
        "token": str(uuid.uuid4()),
        "move": f"{card.pk} 1 red",
    }
