"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.walkins.coming import TOKEN, comes_by


def build(house: House) -> dict[str, Any]:
    """Somebody came by and spoke with Alma, who also supports the Haddads."""
    family = haddad(house)
    kept = comes_by(house)
    return {
        "walkin": kept.pk,
        "fresh": lambda _person: comes_by(house).pk,
        "case": family.pk,
        "amira": family.amira,
        "token": TOKEN.format(1),
    }
