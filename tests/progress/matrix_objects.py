"""Objects of the permission matrix."""

from typing import Any

from rundblick.access.context import acting_as
from rundblick.progress.services import Said, rate
from tests.cases.families import haddad
from tests.house import House


def build(house: House) -> dict[str, Any]:
    """Amira has rated herself."""
    family = haddad(house)
    with acting_as(house.alma, "test"):
        rate(
            case=family.case,
            person_id=family.amira,
            rater="person",
            author=house.alma,
            said={"trust": Said(4, "Der Kitaplatz ist zugesagt.")},
        )
    return {"case": family.pk, "amira": family.amira, "rater": "person"}
