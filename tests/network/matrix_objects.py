"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.network.networks import tie


def build(house: House) -> dict[str, Any]:
    """A case of Alma's with somebody on Amira's map and on the list for the fridge."""
    family = haddad(house)
    one = tie(family, family.amira, "Nachbarin von oben", kind="neighbours", on_fridge=True)
    return {"case": family.pk, "amira": family.amira, "tie": one.thread}
