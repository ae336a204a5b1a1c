"""Objects of the permission matrix."""

import uuid
from typing import Any

from tests.cases.families import haddad
from tests.house import House
from tests.roadmap.roads import decided, placed, said, stepped, wished


def build(house: House) -> dict[str, Any]:
    """Amira is on her way, with a step, a decision, a ticket by Alma and a position."""
    family = haddad(house)
    wished(family)
    stepped(family, "route", words="Der Kitaplatz ist zugesagt.")
    return {
        "case": family.pk,
        "amira": family.amira,
        "code": "three",
        "side": "ich",
        "moment": "before",
        "decision": decided(family).pk,
        "ticket": said(family, ideas="Kitaplatz").pk,
        "position": placed(family, "before", 4).pk,
        "nothing": uuid.uuid4(),
    }
