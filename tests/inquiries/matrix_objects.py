"""Objects of the permission matrix."""

import uuid
from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.inquiries.asking import ask


def build(house: House) -> dict[str, Any]:
    """A question about Amira put to Lena, and one more for each who ends it."""
    family = haddad(house)

    def own(_: str = "") -> uuid.UUID:
        return ask(family).pk

    return {"case": family.pk, "inquiry": ask(family).pk, "own": own}
