"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.consent.giving import PROTECTED, give
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """The Haddads with a consent of Amira's to Alma."""
    family = haddad(house)
    return {
        "dossier": family.pk,
        "karim": family.karim,
        "sami": family.sami,
        "purpose": PROTECTED,
        "version": 1,
        "language": "de",
        "consent": give(house, family.household, family.amira).pk,
    }
