"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.situation.lives import confided, consented, said


def build(house: House) -> dict[str, Any]:
    """The Haddads with an entry of Amira's and something in her protected area."""
    family = haddad(house)
    entry = said(family)
    consented(family)
    return {
        "case": family.pk,
        "amira": family.amira,
        "topic": "money",
        "entry": entry.pk,
        "protected": confided(family).pk,
    }
