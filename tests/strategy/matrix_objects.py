"""Objects of the permission matrix."""

from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.strategy.talks import fill, talk, way


def build(house: House) -> dict[str, Any]:
    """A talk of the Haddads with a way of Amira's."""
    family = haddad(house)
    meeting = talk(family, note="Kitaplatz")
    part = fill(family, meeting, family.amira)
    return {
        "case": family.pk,
        "amira": family.amira,
        "meeting": meeting.pk,
        "way": way(family, part, words="Kitaplatz").pk,
        "phase": "action",
    }
