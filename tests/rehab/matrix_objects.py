"""Objects of the permission matrix."""

import uuid
from typing import Any

from rundblick.rehab.codes import Format
from tests.cases.families import haddad
from tests.house import House
from tests.rehab.desks import MARK, applied, diverged, said, shared, talk


def build(house: House) -> dict[str, Any]:
    """Amira's page with the Brücke: an application, a talk, words of Alma."""
    family = haddad(house)
    shared(house, family)
    application = applied(family)
    said(family, "alma", f"{MARK} zur ersten Frage")
    divergence = diverged(family, f"{MARK} zum Unterschied")

    def conversation(_: str = "") -> uuid.UUID:
        return talk(family, format_=Format.PHONE).pk

    return {
        "case": family.pk,
        "amira": family.amira,
        "application": application.pk,
        "divergence": divergence.pk,
        "talk": conversation,
        "kind": "gespraech",
        "question": "found",
    }
