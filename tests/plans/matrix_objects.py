"""Objects of the permission matrix."""

from typing import Any

from rundblick.web.clock import today
from tests.cases.families import haddad
from tests.house import House
from tests.plans.drafts import DAY, begun, full, published


def build(house: House) -> dict[str, Any]:
    """Amira's plan in two versions, and the draft of a third."""
    family = haddad(house)
    former = full(family, on=today() - 20 * DAY)
    current = published(family)
    return {
        "case": family.pk,
        "amira": family.amira,
        "karim": family.karim,
        "former": former.pk,
        "current": current.pk,
        "draft": begun(family).pk,
        "words": "einfach",
    }
