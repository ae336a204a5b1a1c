"""Objects of the permission matrix."""

from typing import Any

from tests.biography.lives import profile, tell
from tests.cases.families import haddad
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """A stretch and a profile of Amira's."""
    family = haddad(house)
    stretch = tell(family, family.amira, title="Lehrküche")
    said = profile(family, family.amira)
    return {
        "case": family.pk,
        "amira": family.amira,
        "stretch": stretch.pk,
        "interests": "interessen",
        "ability": "faehigkeit",
        "entry": said["faehigkeit"].pk,
    }
