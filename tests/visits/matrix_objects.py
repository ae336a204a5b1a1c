"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.visits.going import out, prepared, visit


def build(house: House) -> dict[str, Any]:
    """A prepared visit at which Alma is now."""
    family = haddad(house)
    row = visit(family)
    prepared(family, row)
    return {"visit": row.pk, "watch": out(family, row).pk}
