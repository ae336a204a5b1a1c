"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.cooperation.codes import Kind
from tests.cases.families import haddad
from tests.cooperation.sheets import let_in, put
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A sheet of Amira with the Brücke, with a request on it."""
    family = haddad(house)
    let_in(family, house.partner)
    put(family, text="Schlüsselwort auf dem Blatt")

    def request(_: str = "") -> uuid.UUID:
        return put(family, text="Schlüsselwort in der Bitte", kind=Kind.REQUEST).pk

    return {"case": family.pk, "amira": family.amira, "bruecke": house.partner.pk, "request": request}
