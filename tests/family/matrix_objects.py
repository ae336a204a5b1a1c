"""Objects of the permission matrix."""

from typing import Any

from tests.family.homes import full
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A case of Alma's in which members share some things and keep others."""
    return {"case": full(house).pk}
